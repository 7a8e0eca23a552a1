"""The streets that a page of scattered points needs: all near a point, elsewhere the major ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from router.domain.basemap import BaseMap
from router.domain.places import Coordinate

__all__ = ["streets_near"]

_CELL = 0.006  # degrees; with its eight neighbours at least 600 m to each side below 60° N
_ROW = 1_000_000  # more cells than there are around the globe


def streets_near(basemap: BaseMap, points: Sequence[Coordinate]) -> BaseMap:
    """Return a base map without the minor streets that are far from every point.

    Parameters
    ----------
    basemap
        All streets of a region.
    points
        What is drawn on it.

    Returns
    -------
    BaseMap
        Its major streets, and every line that has a point, or the middle of a step, in the cells
        around one of the points.
    """
    if not points:
        near = np.empty(0, dtype=np.int64)
    else:
        at = np.array([(point.lat, point.lon) for point in points])
        steps = np.array([(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]) * _CELL
        around = [_cells(at + step) for step in steps]
        near = np.unique(np.concatenate(around))
    return replace(
        basemap,
        lines=tuple(
            line
            for line in basemap.lines
            if line.kind == "major" or bool(np.isin(_cells(_dense(line.points)), near).any())
        ),
    )


def _dense(points: NDArray[np.float32]) -> NDArray[np.float64]:
    exact = points.astype(np.float64)
    return np.concatenate([exact, (exact[1:] + exact[:-1]) / 2])


def _cells(points: NDArray[np.float64]) -> NDArray[np.int64]:
    rows, columns = np.floor(points / _CELL).astype(np.int64).T
    cells: NDArray[np.int64] = rows * _ROW + columns
    return cells
