"""Whether a point lies in the town, district and postcode that are stated for it."""

from __future__ import annotations

from dataclasses import replace

from router.domain.places import Address, Coordinate, great_circle_m
from router.geocoding.localities import Surroundings, Verdict
from router.geocoding.lookup import Lookup
from router.geocoding.normalise import tokenise

__all__ = ["contradiction"]

NEAR_M = 300.0
MOST_DOORS = 25  # the nearest; a border runs between neighbours


def contradiction(lookup: Lookup, point: Coordinate, address: Address) -> str:
    """Return the stated name that speaks against a point.

    Parameters
    ----------
    lookup
        The opened index.
    point
        The point.
    address
        What is stated: its columns of city, district and postcode.

    Returns
    -------
    str
        The name as stated; empty if none does. A name that the region does not know says nothing:
        its list of districts need not be complete. Near a border either side will do.
    """
    around = _surroundings(lookup, point)
    localities = lookup.store.localities
    for stated in (address.city, address.district, address.postcode):
        found = localities.find(tokenise(stated)) if stated.strip() else ()
        if not found:
            continue
        if all(localities.verdict(found, where) <= Verdict.CONTRADICTS for where in around):
            return stated.strip()
    return ""


def _surroundings(lookup: Lookup, point: Coordinate) -> list[Surroundings]:
    """Return what the doors around a point say about where it lies, and the bare point."""
    near = [
        (great_circle_m(door.where.coordinate, point), door.key, door.where)
        for door in lookup.store.doors_near(point)
    ]
    near.sort(key=lambda one: one[:2])
    doors = [where for away, _, where in near[:MOST_DOORS] if away <= NEAR_M]
    return [*(replace(where, coordinate=point) for where in doors), Surroundings(coordinate=point)]
