"""From the raw tables of an engine to a travel matrix: repeated points, factors, rounding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.places import Coordinate

__all__ = ["answered", "distinct"]


def distinct(points: Sequence[Coordinate]) -> tuple[list[Coordinate], NDArray[np.intp]]:
    """Return the different points, and for each given point its number among them.

    Parameters
    ----------
    points
        Places, some perhaps at the same coordinate.

    Returns
    -------
    list of Coordinate, (n,) array
        In order of first appearance.
    """
    number: dict[Coordinate, int] = {}
    where = [number.setdefault(point, len(number)) for point in points]
    return list(number), np.array(where, dtype=np.intp)


def answered(
    seconds: NDArray[np.float64],
    metres: NDArray[np.float64],
    where: NDArray[np.intp],
    *,
    factor: float,
    source: str,
    approximate: bool = False,
    snap_m: Sequence[float] = (),
) -> TravelMatrix:
    """Return the matrix of all points from the tables of the different ones.

    Parameters
    ----------
    seconds, metres
        (m, m) tables of the different points; NaN or infinite where there is no way.
    where
        (n,) number of each point among the different ones.
    factor
        Multiplier of the seconds.
    source, approximate
        As in the matrix.
    snap_m
        (m,) metres to the street, or empty.

    Returns
    -------
    TravelMatrix
        (n, n), rounded to whole seconds and metres; 0 between points at one coordinate.
    """
    reachable = np.isfinite(seconds) & np.isfinite(metres)
    tables = []
    for table, scale in ((seconds, factor), (metres, 1.0)):
        whole = np.full(table.shape, UNREACHABLE, dtype=np.int32)
        whole[reachable] = np.rint(table[reachable] * scale)
        np.fill_diagonal(whole, 0)
        tables.append(whole[np.ix_(where, where)])
    snaps = tuple(round(float(snap_m[k]), 1) for k in where) if len(snap_m) else ()
    return TravelMatrix(tables[0], tables[1], source, approximate, snaps)
