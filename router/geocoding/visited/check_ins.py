"""Which check-ins tell where a door is: exact ones, made at the door and not at a desk."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from router.domain.places import Coordinate, great_circle_m

__all__ = ["BASE_M", "MAX_ACCURACY_M", "SPOT_DOORS", "SPOT_M", "CheckIn", "counted"]

MAX_ACCURACY_M = 100.0  # a point that is worse does not tell one house from the next
BASE_M = 100.0  # this near the agent's own start or end nobody says whether it was at the door
SPOT_M = 15.0  # check-ins this near each other were made on one spot
SPOT_DOORS = 3  # so many doors on one spot: the agent checks in from there whatever the door
_CELL = 1 / 4000  # degrees, about 28 m: wider than a spot
_SAME = 6  # decimals of a degree: the same numbers, from no receiver


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """Where an agent stood when a visit began.

    Parameters
    ----------
    coordinate
        WGS-84.
    when
        Zone-aware.
    agent_id
        Who; empty if it is not known.
    accuracy_m
        As the device gave it, or None.
    door
        What the visit was to, in any form that tells doors apart.
    """

    coordinate: Coordinate
    when: datetime
    agent_id: str = ""
    accuracy_m: float | None = None
    door: Hashable = ""


def counted(
    check_ins: Sequence[CheckIn], bases: Mapping[str, Sequence[Coordinate]] | None = None
) -> tuple[CheckIn, ...]:
    """Return the check-ins that were made at a door, as far as one can tell.

    Parameters
    ----------
    check_ins
        All there are, of all agents and whatever came of the visits: what is done at other doors
        tells whether a spot is a desk.
    bases
        Agent id to the places where that agent's shifts start and end.

    Returns
    -------
    tuple of CheckIn
        In order, without those whose accuracy is worse than 100 m, those within 100 m of the
        agent's own base, and those of a spot from which one agent checked in at three doors or
        more (or from whose very numbers anybody did).
    """
    doors_at: dict[tuple[object, ...], set[Hashable]] = {}
    by_cell: dict[tuple[str, int, int], list[CheckIn]] = {}
    for one in check_ins:
        doors_at.setdefault(_numbers(one), set()).add(one.door)
        by_cell.setdefault((one.agent_id, *_cell(one.coordinate)), []).append(one)
    kept = []
    for one in check_ins:
        if one.accuracy_m is not None and one.accuracy_m > MAX_ACCURACY_M:
            continue
        own = (bases or {}).get(one.agent_id, ())
        if any(great_circle_m(one.coordinate, base) <= BASE_M for base in own):
            continue
        if len(doors_at[_numbers(one)]) >= SPOT_DOORS:
            continue
        if _is_desk(one, by_cell):
            continue
        kept.append(one)
    return tuple(kept)


def _numbers(one: CheckIn) -> tuple[object, ...]:
    return round(one.coordinate.lat, _SAME), round(one.coordinate.lon, _SAME)


def _cell(point: Coordinate) -> tuple[int, int]:
    east = point.lon * math.cos(math.radians(round(point.lat)))
    return math.floor(point.lat / _CELL), math.floor(east / _CELL)


def _is_desk(one: CheckIn, by_cell: Mapping[tuple[str, int, int], Sequence[CheckIn]]) -> bool:
    """Tell whether the same agent checked in from the same spot at too many doors."""
    row, column = _cell(one.coordinate)
    doors: set[Hashable] = set()
    for rows in (-1, 0, 1):
        for columns in (-1, 0, 1):
            for other in by_cell.get((one.agent_id, row + rows, column + columns), ()):
                if other.door in doors:
                    continue
                if great_circle_m(one.coordinate, other.coordinate) <= SPOT_M:
                    doors.add(other.door)
                    if len(doors) >= SPOT_DOORS:
                        return True
    return False
