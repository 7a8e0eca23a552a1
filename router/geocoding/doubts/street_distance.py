"""How far points lie from the nearest street: many at once, without a street router."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.places import EARTH_RADIUS_M, Coordinate

__all__ = ["FARTHEST_M", "StreetDistance"]

FARTHEST_M = 2_000.0  # farther than this it does not matter how far
_CELL_M = 100.0
_PIECE_M = 50.0
_RINGS = (1, 4, 21)  # cells around the one of the point, tried in turn
_WIDTH = 1 << 24  # cells per row, more than the Earth has
_NORTH_M = math.radians(1) * EARTH_RADIUS_M


class StreetDistance:
    """Streets, cut into short pieces and sorted into squares of 100 m.

    Parameters
    ----------
    lines
        (k, 2) degrees each, columns lat and lon.

    Notes
    -----
    Flat: metres north and east around the middle of the streets. Over a region of two degrees that
    is wrong by a hundredth at most.
    """

    def __init__(self, lines: Sequence[NDArray[np.float32] | NDArray[np.float64]]) -> None:
        usable = [np.asarray(line, dtype=np.float64) for line in lines if len(line) > 1]
        starts = np.concatenate([line[:-1] for line in usable]) if usable else np.empty((0, 2))
        ends = np.concatenate([line[1:] for line in usable]) if usable else np.empty((0, 2))
        middle = float(starts[:, 0].mean()) if len(starts) else 0.0
        self._scale = np.array([_NORTH_M, _NORTH_M * math.cos(math.radians(middle))])
        a, b = starts * self._scale, ends * self._scale
        parts = np.maximum(1, np.ceil(np.hypot(*(b - a).T) / _PIECE_M)).astype(np.int64)
        number = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
        step = np.repeat((b - a) / parts[:, None], parts, axis=0)
        begin = np.repeat(a, parts, axis=0) + step * number[:, None]
        cells = np.floor((begin + step / 2) / _CELL_M).astype(np.int64)
        keys = cells[:, 0] * _WIDTH + cells[:, 1]
        order = np.argsort(keys, kind="stable")
        self._keys, self._begin, self._step = keys[order], begin[order], step[order]

    def metres(self, points: Sequence[Coordinate]) -> NDArray[np.float64]:
        """Return the distance of every point to the nearest street.

        Parameters
        ----------
        points
            WGS-84.

        Returns
        -------
        (n,) metres
            2,000 where no street is that near.
        """
        return np.array([self._nearest(point) for point in points], dtype=np.float64)

    def _nearest(self, point: Coordinate) -> float:
        here = np.array([point.lat, point.lon]) * self._scale
        row, column = (int(cell) for cell in np.floor(here / _CELL_M))
        for ring in _RINGS:
            rows = np.arange(row - ring, row + ring + 1) * _WIDTH
            low = np.searchsorted(self._keys, rows + (column - ring), side="left")
            high = np.searchsorted(self._keys, rows + (column + ring), side="right")
            found = [np.arange(one, other) for one, other in zip(low, high, strict=True)]
            nearest = self._from(here, np.concatenate(found))
            # A piece whose middle lies beyond the ring may reach half its length into it.
            if nearest <= ring * _CELL_M - _PIECE_M / 2:
                return nearest
        return min(nearest, FARTHEST_M)

    def _from(self, here: NDArray[np.float64], pieces: NDArray[np.int64]) -> float:
        """Return the distance to the nearest of some pieces."""
        if not len(pieces):
            return math.inf
        step, off = self._step[pieces], here - self._begin[pieces]
        square = (step * step).sum(axis=1)
        share = (off * step).sum(axis=1) / np.where(square > 0, square, 1.0)
        gap = off - step * np.clip(share, 0.0, 1.0)[:, None]
        return float(np.sqrt((gap * gap).sum(axis=1).min()))
