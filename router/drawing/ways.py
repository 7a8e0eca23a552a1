"""The line of a route: its legs along the streets, and what has to be drawn straight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from router.domain.places import Coordinate, great_circle_m
from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.streets import simplified

__all__ = ["Leg", "Way", "middle_of", "way_of"]

Leg = tuple[Coordinate, ...]

_AT_THE_DOOR_M = 12  # a line that ends this near needs no connection to its door
_ARROW_LEG_M = 250  # shorter legs need no arrow


@dataclass(frozen=True, slots=True)
class Way:
    """How a route is drawn.

    Parameters
    ----------
    legs
        Along the streets.
    gaps
        Straight from place to place, where there is no line along the streets.
    doors
        Straight from the end of a leg to the door.
    """

    legs: tuple[Leg, ...]
    gaps: tuple[Leg, ...]
    doors: tuple[Leg, ...]


def way_of(facts: Facts, route: Route, legs: Sequence[Leg]) -> Way:
    """Return what to draw for a route.

    Parameters
    ----------
    facts
        Of the plan.
    route
        The route.
    legs
        One polyline per leg, in travel order; empty ones have no length, or no known line.

    Returns
    -------
    Way
        If there is not one polyline for each leg, those that there are, or straight lines.
    """
    start, end = facts.end_points(route)
    places = [start, *(facts.where(visit_id) for visit_id in route.visit_ids), end]
    path = [place for place in places if place is not None]
    drawn = tuple(_rounded(leg) for leg in legs if len(leg) > 1)
    hops = list(pairwise(path))
    if not drawn:
        return Way((), tuple(hop for hop in hops if hop[0] != hop[1]), ())
    if len(legs) != len(hops):
        return Way(drawn, (), ())
    gaps, doors = [], dict[Leg, None]()
    for leg, (here, there) in zip(legs, hops, strict=True):
        if len(leg) < 2:
            if great_circle_m(here, there) > _AT_THE_DOOR_M:
                gaps.append((here, there))
            continue
        for door, reached in ((here, leg[0]), (there, leg[-1])):
            if great_circle_m(door, reached) > _AT_THE_DOOR_M:
                doors[door, reached] = None
    return Way(drawn, tuple(gaps), tuple(doors))


def middle_of(leg: Leg) -> tuple[Coordinate, float] | None:
    """Return where an arrow on a leg stands, and where it points.

    Parameters
    ----------
    leg
        The polyline.

    Returns
    -------
    tuple of Coordinate and float, or None
        Its middle and the bearing there in degrees; None if it is too short for an arrow.
    """
    steps = [great_circle_m(a, b) for a, b in pairwise(leg)]
    if sum(steps) < _ARROW_LEG_M:
        return None
    left, at = sum(steps) / 2, 0
    while left > steps[at]:
        left -= steps[at]
        at += 1
    a, b, share = leg[at], leg[at + 1], left / steps[at]
    east = (b.lon - a.lon) * math.cos(math.radians(a.lat))
    point = Coordinate(a.lat + share * (b.lat - a.lat), a.lon + share * (b.lon - a.lon))
    return point, math.degrees(math.atan2(east, b.lat - a.lat))


def _rounded(leg: Leg) -> Leg:
    """Leave out points that cannot be seen, and digits below a metre: both only cost space."""
    points = np.array([(point.lat, point.lon) for point in leg])
    keep = simplified(points, np.zeros(len(leg), dtype=np.int64), 1.0)
    return tuple(
        Coordinate(round(float(lat), 5), round(float(lon), 5)) for lat, lon in points[keep]
    )
