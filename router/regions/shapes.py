"""Small plane geometry on degrees: middles of areas, rings out of pieces, simpler lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["METRES_PER_DEGREE", "holds", "join_rings", "middle", "radius_m", "simplify"]

METRES_PER_DEGREE = 111_195.08  # of latitude, on the mean sphere

Points = NDArray[np.float64]


def middle(points: Points) -> tuple[float, float]:
    """Return the centroid of a closed ring, or the mean of a line's points.

    Parameters
    ----------
    points
        (k, 2) degrees, columns lat and lon; k is at least 1.

    Returns
    -------
    tuple of float
        Latitude and longitude.
    """
    origin = points[0]
    moved = points - origin  # small numbers: the shoelace formula loses digits far from zero
    if len(points) >= 4 and bool(np.all(points[0] == points[-1])):
        lat, lon = moved[:, 0], moved[:, 1]
        cross = lon[:-1] * lat[1:] - lon[1:] * lat[:-1]
        doubled = float(cross.sum())
        if abs(doubled) > 1e-16:
            mid_lat = float(((lat[:-1] + lat[1:]) * cross).sum()) / (3 * doubled)
            mid_lon = float(((lon[:-1] + lon[1:]) * cross).sum()) / (3 * doubled)
            return float(origin[0]) + mid_lat, float(origin[1]) + mid_lon
        moved = moved[:-1]
    mean = moved.mean(axis=0) + origin
    return float(mean[0]), float(mean[1])


def radius_m(points: Points, lat: float, lon: float) -> float:
    """Return the distance from a middle to the farthest of some points.

    Parameters
    ----------
    points
        (k, 2) degrees, columns lat and lon.
    lat, lon
        The middle, degrees.

    Returns
    -------
    float
        Metres, in the plane.
    """
    north = (points[:, 0] - lat) * METRES_PER_DEGREE
    east = (points[:, 1] - lon) * METRES_PER_DEGREE * math.cos(math.radians(lat))
    return float(np.hypot(north, east).max(axis=0))


def holds(ring: Points, lat: float, lon: float) -> bool:
    """Tell whether a point lies inside a closed ring (even-odd rule).

    Parameters
    ----------
    ring
        (k, 2) degrees, columns lat and lon; the first point is also the last.
    lat, lon
        The point, degrees.

    Returns
    -------
    bool
        True if inside; on the line itself either may come.
    """
    from_lat, to_lat = ring[:-1, 0], ring[1:, 0]
    crosses = (from_lat > lat) != (to_lat > lat)
    if not crosses.any():
        return False
    share = (lat - from_lat[crosses]) / (to_lat[crosses] - from_lat[crosses])
    at = ring[:-1, 1][crosses] + share * (ring[1:, 1][crosses] - ring[:-1, 1][crosses])
    return bool(int((at > lon).sum()) % 2)


def join_rings(pieces: Sequence[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """Join ways that share end nodes into longer ones, into closed rings where possible.

    Parameters
    ----------
    pieces
        Node ids of each way.

    Returns
    -------
    list of arrays
        Closed rings begin and end with the same id. Pieces whose neighbours are missing stay open.
    """
    waiting = [piece.tolist() for piece in pieces if len(piece) > 1]
    done: list[list[int]] = []
    by_end: dict[int, list[int]] = {}
    for number, piece in enumerate(waiting):
        by_end.setdefault(piece[0], []).append(number)
        by_end.setdefault(piece[-1], []).append(number)
    used = [False] * len(waiting)
    for number, piece in enumerate(waiting):
        if used[number]:
            continue
        used[number] = True
        chain = list(piece)
        while chain[0] != chain[-1]:
            following = next((k for k in by_end[chain[-1]] if not used[k]), None)
            if following is None:
                break
            used[following] = True
            other = waiting[following]
            chain += other[1:] if other[0] == chain[-1] else other[-2::-1]
        done.append(chain)
    return [np.array(chain, dtype=np.int64) for chain in done]


def simplify(points: Points, tolerance_m: float) -> Points:
    """Leave out points that lie nearer to the line than a tolerance (Douglas-Peucker).

    Parameters
    ----------
    points
        (k, 2) degrees, columns lat and lon.
    tolerance_m
        Largest distance, in metres, of a point left out.

    Returns
    -------
    array
        The points kept, first and last among them.

    References
    ----------
    D. Douglas, T. Peucker: Algorithms for the reduction of the number of points required to
    represent a digitized line. Cartographica 10 (1973).
    """
    if len(points) < 3:
        return points
    shrink = math.cos(math.radians(float(points[0, 0])))
    plane = (points - points[0]) * METRES_PER_DEGREE * np.array([1.0, shrink])
    # Plain floats: most roads have a handful of points, for which arrays cost more than they save.
    north: list[float] = plane[:, 0].tolist()
    east: list[float] = plane[:, 1].tolist()
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        split = _farthest(north, east, first, last, tolerance_m)
        if split:
            keep.add(split)
            spans += [(first, split), (split, last)]
    return points[sorted(keep)]


def _farthest(
    north: list[float], east: list[float], first: int, last: int, tolerance_m: float
) -> int:
    """Return the point between two others that is farthest from their chord, 0 if all are near."""
    from_n, from_e = north[first], east[first]
    chord_n, chord_e = north[last] - from_n, east[last] - from_e
    squared = chord_n * chord_n + chord_e * chord_e
    farthest, worst = 0, tolerance_m * tolerance_m
    for at in range(first + 1, last):
        off_n, off_e = north[at] - from_n, east[at] - from_e
        if squared:
            along = (off_n * chord_n + off_e * chord_e) / squared
            along = 0.0 if along < 0 else min(along, 1.0)
            off_n -= along * chord_n
            off_e -= along * chord_e
        away = off_n * off_n + off_e * off_e
        if away > worst:
            farthest, worst = at, away
    return farthest
