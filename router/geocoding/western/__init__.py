"""Addresses in Latin letters: their abbreviations, the ways to read them, and typing mistakes."""
