"""The other way round: the door or the street nearest to a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from router.domain.places import Coordinate, Grade, Place, great_circle_m
from router.geocoding.grade import DOOR_ERROR_M, Match
from router.geocoding.lookup import Lookup
from router.geocoding.statements import Judgement

__all__ = ["metres_to_doors", "nearest"]

REACH_M = 500.0
LIMIT = 5


def nearest(lookup: Lookup, point: Coordinate) -> tuple[Place, ...]:
    """Return the places nearest to a point.

    Parameters
    ----------
    lookup
        The opened index.
    point
        The point.

    Returns
    -------
    tuple of Place
        At most five doors, nearest first; streets if no door is near; the error radius holds the
        distance.
    """
    found: list[tuple[float, Match]] = []
    for door in lookup.store.doors_near(point):
        away = great_circle_m(point, door.where.coordinate)
        if away <= REACH_M:
            found.append((away, lookup.matcher.match_of(door)))
    for street, text, line_point in lookup.store.streets_near(point) if not found else ():
        away = great_circle_m(point, line_point)
        if away <= REACH_M:
            match = Match(
                where=replace(street.where, coordinate=line_point),
                grade=Grade.STREET,
                error_m=0.0,
                name=1.0,
                number=0.7,
                said=Judgement(1.0),
                street=text,
            )
            found.append((away, match))
    found.sort(key=lambda pair: (pair[0], pair[1].street, pair[1].label))
    places = [
        lookup.matcher.place_of(replace(match, error_m=round(away + DOOR_ERROR_M, 1)))
        for away, match in found
    ]
    return tuple(dict.fromkeys(places))[:LIMIT]


def metres_to_doors(lookup: Lookup, points: Sequence[Coordinate]) -> NDArray[np.float64]:
    """Return how far points lie from the nearest door.

    Parameters
    ----------
    lookup
        The opened index.
    points
        The points.

    Returns
    -------
    (n,) metres
        500 where no door is that near.
    """
    return np.array(
        [
            min(
                (
                    great_circle_m(point, door.where.coordinate)
                    for door in lookup.store.doors_near(point)
                ),
                default=REACH_M,
            )
            for point in points
        ],
        dtype=np.float64,
    ).clip(max=REACH_M)
