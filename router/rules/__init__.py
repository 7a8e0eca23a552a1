"""Which case may be visited on a day, and in which hours."""
