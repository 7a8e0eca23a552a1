"""The nouns of the house: frozen values that every step takes and returns.

Coordinates are (lat, lon) in WGS-84. Public times are zone-aware; integers carry ``_s`` (seconds)
or ``_m`` (metres). Only the standard library and numpy are imported here.
"""
