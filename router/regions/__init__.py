"""Regions: OpenStreetMap extracts, what is read out of them, and the folder built from one."""

from router.regions.extracts import SUFFIXES, read_extract

__all__ = ["SUFFIXES", "read_extract"]
