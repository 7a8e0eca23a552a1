"""Invented portfolios, what really happens at their doors, and policies to compare with."""
