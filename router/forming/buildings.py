"""Which doors are in one building: they share a stop, and its setup."""

from __future__ import annotations

import math
from collections.abc import Sequence

from router.domain.places import Coordinate, Place, great_circle_m

__all__ = ["building_keys"]

SAME_BUILDING_M = 15.0  # two given points this near are one building
ONE_DOOR_M = 30.0  # stairs and letters of one number (12 A, 12 B) this near are one building


def building_keys(doors: Sequence[tuple[str, Place]]) -> list[str]:
    """Return the building key of each door: given, found by geocoding, or that of a near point.

    Parameters
    ----------
    doors
        The key that a table gives, which may be empty, and the place.

    Returns
    -------
    list of str
        In the same order, none empty. Doors that share a found key but lie apart get their own.
    """
    keys = _near_each_other(doors)
    known: dict[tuple[int, int], list[tuple[Coordinate, str]]] = {}  # by grid cell
    for (_, place), key in zip(doors, keys, strict=True):
        if key:
            known.setdefault(_cell(place.coordinate), []).append((place.coordinate, key))
    for index, (_, place) in enumerate(doors):
        if keys[index]:
            continue
        point = place.coordinate
        row, column = _cell(point)
        near = [
            (great_circle_m(other, point), number, key)
            for i in (row - 1, row, row + 1)
            for j in (column - 1, column, column + 1)
            for number, (other, key) in enumerate(known.get((i, j), ()))
        ]
        distance, _, nearest = min(near, default=(math.inf, 0, ""))
        keys[index] = (
            nearest if distance <= SAME_BUILDING_M else f"@{point.lat:.5f},{point.lon:.5f}"
        )
        known.setdefault((row, column), []).append((point, keys[index]))
    return keys


def _near_each_other(doors: Sequence[tuple[str, Place]]) -> list[str]:
    """Return the keys given or found; doors that share a found key but lie apart get their own."""
    points: dict[str, list[Coordinate]] = {}
    keys = []
    for given, place in doors:
        key, point = place.building, place.coordinate
        if given or not key:
            keys.append(given)
            continue
        apart = points.setdefault(key, [])
        number = next(
            (n for n, other in enumerate(apart) if great_circle_m(other, point) <= ONE_DOOR_M),
            len(apart),
        )
        if number == len(apart):
            apart.append(point)
        keys.append(key if number == 0 else f"{key}|{number + 1}")
    return keys


def _cell(point: Coordinate) -> tuple[int, int]:
    """Return the grid cell of a point; cells are wider than a building in both directions."""
    metres_per_degree = 111_000.0
    row = math.floor(point.lat * metres_per_degree / SAME_BUILDING_M)
    shrink = max(0.01, math.cos(math.radians(math.floor(point.lat))))
    return row, math.floor(point.lon * metres_per_degree * shrink / SAME_BUILDING_M / 1.1)
