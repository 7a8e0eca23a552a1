"""Addresses become places with a grade, or go to review."""
