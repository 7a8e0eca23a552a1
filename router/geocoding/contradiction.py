"""Whether a point lies in the town, district and postcode that are stated for it."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.address_parts import AddressParts
from router.domain.places import Address, Coordinate, great_circle_m
from router.geocoding.localities import (
    CITY,
    DISTRICT,
    POSTCODE,
    Localities,
    Surroundings,
    Verdict,
)
from router.geocoding.lookup import Lookup
from router.geocoding.normalise import has_cjk, tokenise
from router.geocoding.parsing import parse_address

__all__ = ["contradiction"]

NEAR_M = 300.0
MOST_DOORS = 25  # the nearest; a border runs between neighbours
_TAGS = {"city": CITY, "district": DISTRICT, "postcode": POSTCODE}


def contradiction(lookup: Lookup, point: Coordinate, address: Address) -> str:
    """Return the stated name that speaks against a point.

    Parameters
    ----------
    lookup
        The opened index.
    point
        The point.
    address
        What is stated: its columns of city, district and postcode, and in a Chinese address the
        city and district of its text.

    Returns
    -------
    str
        The name as stated; empty if none does. A name that the region does not know says nothing:
        its list of districts need not be complete. Near a border either side will do.
    """
    near = _doors(lookup, point)
    # A Chinese text says its district in a fixed place; a Western one leaves it to guesswork.
    said = parse_address(address.text) if has_cjk(address.text) else AddressParts(written="")
    for field, stated in (
        ("city", address.city or said.city),
        ("district", address.district or said.district),
        ("postcode", address.postcode),
    ):
        found = lookup.store.localities.find(tokenise(stated)) if stated.strip() else ()
        if found and _speaks_against(lookup.store.localities, found, field, near, point):
            return stated.strip()
    return ""


def _speaks_against(
    localities: Localities,
    stated: Sequence[int],
    field: str,
    near: Sequence[Surroundings],
    point: Coordinate,
) -> bool:
    """Tell whether the doors around a point name another locality than the stated one."""
    named = [where for where in near if getattr(where, field)]
    if named and any(localities.by_key[key].kind == _TAGS[field] for key in stated):
        return all(localities.verdict(stated, where) < Verdict.AGREES for where in named)
    around = [*near, Surroundings(coordinate=point)]
    return all(localities.verdict(stated, where) <= Verdict.CONTRADICTS for where in around)


def _doors(lookup: Lookup, point: Coordinate) -> list[Surroundings]:
    """Return what the doors nearest to a point say about where they lie."""
    near = [
        (great_circle_m(door.where.coordinate, point), door.key, door.where)
        for door in lookup.store.doors_near(point)
    ]
    near.sort(key=lambda one: one[:2])
    return [where for away, _, where in near[:MOST_DOORS] if away <= NEAR_M]
