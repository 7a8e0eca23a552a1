"""A problem becomes routes (OR-Tools)."""
