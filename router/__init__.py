"""Plan door-to-door visits."""
