"""Whether a street has its odd numbers on the one side and its even ones on the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from router.domain.places import Coordinate
from router.geocoding.streets import Line

__all__ = ["two_sided"]

FEWEST = 6  # doors that tell anything
MOST_MIXED = 0.25  # share of doors on the wrong side


def two_sided(lines: Sequence[Line], doors: Sequence[tuple[int, Coordinate]]) -> bool:
    """Tell whether odd and even numbers face each other across a street.

    Parameters
    ----------
    lines
        (k, 2) degrees each.
    doors
        Number and point of each door.

    Returns
    -------
    bool
        True if they do, or if too little is known to tell.
    """
    segments = [np.stack([line[:-1], line[1:]], axis=1) for line in lines if len(line) > 1]
    if len(doors) < FEWEST or not segments:
        return True
    ends = np.concatenate(segments)
    odd_left = even_left = odd = even = 0
    for number, point in doors:
        left = _is_left(ends, np.array([point.lat, point.lon]))
        if number % 2:
            odd, odd_left = odd + 1, odd_left + left
        else:
            even, even_left = even + 1, even_left + left
    if not odd or not even:
        return False  # all of one parity: that of a neighbour says nothing new
    mixed = min(odd_left + even - even_left, odd - odd_left + even_left)
    return mixed <= MOST_MIXED * len(doors)


def _is_left(ends: np.ndarray[tuple[int, ...], np.dtype[np.float64]], point: Line) -> int:
    """Return 1 if a point lies to the left of the nearest segment, else 0."""
    scale = np.array([1.0, np.cos(np.radians(point[0]))])
    start, step = ends[:, 0] * scale, (ends[:, 1] - ends[:, 0]) * scale
    here = point * scale - start
    size = (step**2).sum(axis=1)
    share = np.clip((here * step).sum(axis=1) / np.where(size > 0, size, 1), 0, 1)
    off = ((here - share[:, None] * step) ** 2).sum(axis=1)
    best = int(np.argmin(off))
    return int(step[best, 1] * here[best, 0] - step[best, 0] * here[best, 1] > 0)
