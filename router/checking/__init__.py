"""A plan is judged against its problem, by code that shares nothing with solving."""
