"""Demo: the bundled example days."""
