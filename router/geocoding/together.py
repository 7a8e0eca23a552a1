"""Several doors of one address: the point that most of them are near."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from router.domain.places import Coordinate, great_circle_m
from router.geocoding.streets import METRES_PER_DEGREE

__all__ = ["NEAR_M", "Amid", "amid", "medoid"]

NEAR_M = 50.0  # an agent who stands this near finds the door
CIRCLE_STEPS = 50
MOST_PAIRED = 64  # doors whose pairs are tried; a mall may have hundreds


@dataclass(frozen=True, slots=True)
class Amid:
    """A point among doors.

    Parameters
    ----------
    coordinate
        The point.
    reach_m
        Metres to the farthest door.
    share
        The part of the doors that lie within ``NEAR_M``, 0 to 1.
    """

    coordinate: Coordinate
    reach_m: float
    share: float


def amid(points: Sequence[Coordinate]) -> Amid:
    """Return the point that most of some doors are near.

    Parameters
    ----------
    points
        Of the doors, at least one, not many kilometres apart.

    Returns
    -------
    Amid
        The middle of their box if all are near it; else a door, the middle of two, or of the circle
        around all: of equal ones that with the nearest farthest door.
    """
    if len(points) == 1:
        return Amid(points[0], 0.0, 1.0)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    middle = Coordinate((south + north) / 2, (west + east) / 2)
    if great_circle_m(Coordinate(south, west), Coordinate(north, east)) <= 2 * NEAR_M:
        return Amid(middle, max(great_circle_m(middle, point) for point in points), 1.0)
    return _amid(tuple(sorted(points, key=lambda point: (point.lat, point.lon))))


def medoid(points: Sequence[Coordinate]) -> tuple[int, float]:
    """Return the point nearest to all others, and the distance to the farthest.

    Parameters
    ----------
    points
        At least one.

    Returns
    -------
    int, float
        Its place in the list, and metres.
    """
    best = min(
        range(len(points)), key=lambda i: (sum(great_circle_m(points[i], p) for p in points), i)
    )
    return best, max(great_circle_m(points[best], p) for p in points)


@lru_cache(maxsize=4096)
def _amid(points: tuple[Coordinate, ...]) -> Amid:
    degrees = np.array([(point.lat, point.lon) for point in points])
    scale = METRES_PER_DEGREE * np.array([1.0, math.cos(math.radians(points[0].lat))])
    doors = (degrees - degrees[0]) * scale
    some = doors[:: math.ceil(len(doors) / MOST_PAIRED)]
    one, other = np.triu_indices(len(some), 1)
    tried = np.concatenate([doors, (some[one] + some[other]) / 2, [middle_of_circle(doors)]])
    away = np.hypot(*(tried[:, None, :] - doors[None, :, :]).transpose(2, 0, 1))
    near, farthest = (away <= NEAR_M).sum(axis=1), away.max(axis=1)
    best = int(np.lexsort((farthest, -near))[0])
    lat, lon = (degrees[0] + tried[best] / scale).tolist()
    return Amid(Coordinate(lat, lon), float(farthest[best]), float(near[best]) / len(points))


def middle_of_circle(doors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return about the middle of the smallest circle around points.

    Parameters
    ----------
    doors
        (n, 2) metres.

    Returns
    -------
    (2,) float
        Metres.

    References
    ----------
    Bădoiu, Clarkson: Smaller core-sets for balls (2003): step ever less towards the farthest point.
    """
    middle = doors.mean(axis=0)
    for step in range(2, CIRCLE_STEPS):
        away = doors - middle
        middle = middle + away[np.argmax((away**2).sum(axis=1))] / step
    return middle
