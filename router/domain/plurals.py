"""Counts with their nouns, as people read them."""

from __future__ import annotations

__all__ = ["plural"]


def plural(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 stop``, ``3 stops``.

    Parameters
    ----------
    count
        How many.
    one, many
        The noun; the plural adds an s if it is not given.

    Returns
    -------
    str
        The text.
    """
    number = f"{count:g}" if isinstance(count, float) else str(count)
    return f"{number} {one if count == 1 else many or one + 's'}"
