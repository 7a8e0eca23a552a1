"""Many cases on one identical point: a service's answer for the whole town, or a default."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.places import Grade, LocatedAddress, LocationStatus, Place, great_circle_m
from router.geocoding.doorkeys import door_key
from router.geocoding.doubts.doubt import Doubt, Doubts, Remark

__all__ = ["MANY", "piled_up"]

MANY = 20
_DECIMALS = 6  # of a degree, 0.1 m: identical, not merely near
_SAME_HOUSE_M = 300.0
_KNOWN = frozenset({Grade.DOOR, Grade.INTERPOLATED})


def piled_up(
    located: Sequence[LocatedAddress], opinions: Sequence[Place | None], *, many: int = MANY
) -> Doubts:
    """Find points on which many cases lie that do not live in one house.

    Parameters
    ----------
    located
        As located; corrections and check-ins are believed.
    opinions
        For each, what the region's index trusts by itself, or None.
    many
        So many cases on one identical point are too many.

    Returns
    -------
    Doubts
        All cases on such a point, except those whom the region's index knows at that very door.

    Notes
    -----
    A block of flats has one door and many borrowers: cases whose addresses name one house (the
    same building in the index, else the same street and number) are no pile-up, and a house
    number of the index is a real door however many live there.
    """
    heaps: dict[tuple[float, float], list[int]] = {}
    for position, one in enumerate(located):
        if one.status is not LocationStatus.ACCEPTED or one.place is None:
            continue
        if one.place.source in ("correction", "check-in"):
            continue
        if one.place.source == "index" and one.place.grade in _KNOWN:
            continue
        if _known_there(one.place, opinions[position]):
            continue
        point = one.place.coordinate
        key = (round(point.lat, _DECIMALS), round(point.lon, _DECIMALS))
        heaps.setdefault(key, []).append(position)
    found: dict[int, Doubt] = {}
    remarks: list[Remark] = []
    for heap in heaps.values():
        cases = {located[position].owner_id for position in heap}
        if len(cases) < many or _one_house([located[position] for position in heap]):
            continue
        why = f"{len(cases)} cases lie on this one point: it stands for a town, not for a door"
        for position in heap:
            opinion = opinions[position]
            found[position] = Doubt(why=why, candidates=(opinion,) if opinion else ())
        remarks.append(
            Remark(
                problem=f"{len(cases)} cases lie on one identical point; they are in review",
                fix="Find their doors: a point for a whole town leads to a stranger.",
            )
        )
    return Doubts(found, tuple(remarks))


def _known_there(place: Place, opinion: Place | None) -> bool:
    """Tell whether the index itself knows this address at about this place, to the door."""
    return (
        opinion is not None
        and opinion.grade in _KNOWN
        and great_circle_m(opinion.coordinate, place.coordinate) <= _SAME_HOUSE_M
    )


def _one_house(heap: Sequence[LocatedAddress]) -> bool:
    """Tell whether all addresses name one house; without any text nobody knows."""
    keys = {door_key(one.address.text) for one in heap}
    return len(keys) == 1 and keys != {""}
