"""Chinese names: how they are written in the index, likened to each other, and decided upon."""

from router.geocoding.chinese.writing import plain_chinese

__all__ = ["plain_chinese"]
