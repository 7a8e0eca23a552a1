"""Located cases become the visits of a day: one conversation per borrower and building."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from router.domain.cases import Case
from router.domain.places import Coordinate, Place, PlaceType, great_circle_m
from router.domain.problem import Shift, Span, Visit
from router.domain.times import TimeWindow
from router.forming.day import Day, Locations

__all__ = ["LocatedCase", "ServiceTimes", "form_visits"]

_AS_HOME = {PlaceType.REGISTERED: PlaceType.HOME, PlaceType.MAILING: PlaceType.HOME}
SAME_BUILDING_M = 15.0  # two given points this near are one building
ONE_DOOR_M = 30.0  # stairs and letters of one number (12 A, 12 B) this near are one building


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTimes:
    """How long a visit takes where the table is silent.

    Parameters
    ----------
    service
        At the door: the mean of somebody there (20 min) and nobody there (5 min) at a presence of
        one third.
    setup
        Once per building: park, gate, lift.
    """

    service: timedelta = timedelta(minutes=10)
    setup: timedelta = timedelta(minutes=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedCase:
    """A case that may be visited today, and where.

    Parameters
    ----------
    case
        The case.
    place
        Its accepted place.
    value
        Money.
    zone
        Of the door: clock times of the case are meant there.
    legal
        Spans in which a visit must begin and end; at least one.
    starts
        Spans in which it must begin; None means that nothing more is asked.
    barred_agents
        Agents on duty who must not make it.
    place_type
        What the place is to the borrower; one visit is made to one type of place.
    """

    case: Case
    place: Place
    value: float
    zone: tzinfo
    legal: tuple[TimeWindow, ...]
    starts: tuple[TimeWindow, ...] | None = None
    barred_agents: frozenset[str] = frozenset()
    place_type: PlaceType = PlaceType.HOME

    def __post_init__(self) -> None:
        if not self.legal:  # a visit without legal spans would be one that may be made any time
            raise ValueError(f"case {self.case.case_id}: no visit is allowed that day")


def form_visits(
    located: Sequence[LocatedCase],
    *,
    day: Day,
    times: ServiceTimes,
    locations: Locations,
    shifts: Sequence[Shift] = (),
) -> tuple[Visit, ...]:
    """Make the visits of a day.

    Parameters
    ----------
    located
        Cases that may be visited, with their places.
    day
        The day.
    times
        Defaults of service and setup.
    locations
        Receives the places.
    shifts
        Of the day: cases to whom no one of them may go together stay apart. Empty: anybody may go.

    Returns
    -------
    tuple of Visit
        Cases of one borrower in one building that can be settled together are one visit, as long
        as the longest of them takes; further visits to the same borrower form a group, of which at
        most one is made in a day.
    """
    buildings = _buildings(located)
    merged: list[list[int]] = []
    by_borrower: dict[str, list[int]] = {}
    for index, one in enumerate(located):
        for number in by_borrower.get(one.case.borrower_id, ()):
            mates = [located[i] for i in merged[number]]
            if buildings[merged[number][0]] == buildings[index] and _together(
                [*mates, one], day, times, shifts
            ):
                merged[number].append(index)
                break
        else:
            by_borrower.setdefault(one.case.borrower_id, []).append(len(merged))
            merged.append([index])
    return tuple(
        _visit(
            [located[i] for i in members],
            building=buildings[members[0]],
            group=_group(located[members[0]].case.borrower_id, by_borrower),
            day=day,
            times=times,
            locations=locations,
        )
        for members in merged
    )


def _group(borrower_id: str, by_borrower: Mapping[str, Sequence[int]]) -> str:
    return f"borrower:{borrower_id}" if len(by_borrower[borrower_id]) > 1 else ""


def _visit(
    mates: Sequence[LocatedCase],
    *,
    building: str,
    group: str,
    day: Day,
    times: ServiceTimes,
    locations: Locations,
) -> Visit:
    cases = [mate.case for mate in mates]
    windows, legal = _windows_together(mates, day), _legal_together(mates, day)
    assert windows is not None
    assert legal
    required = _required_together(cases)
    assert required is not None
    return Visit(
        visit_id=cases[0].case_id,
        case_ids=tuple(case.case_id for case in cases),
        location=locations.row(mates[0].place.coordinate),
        building=building,
        service_s=max(_seconds(case.service, times.service) for case in cases),
        setup_s=max(_seconds(case.setup, times.setup) for case in cases),
        windows=windows,
        legal=legal,
        skills=frozenset().union(*(case.skills for case in cases)),
        allowed_agents=required,
        excluded_agents=frozenset().union(
            *(mate.case.excluded_agents | mate.barred_agents for mate in mates)
        ),
        value=sum(mate.value for mate in mates),
        mandatory=any(case.appointment is not None for case in cases),
        load=sum(case.load for case in cases),
        group=group,
    )


def _together(
    mates: Sequence[LocatedCase], day: Day, times: ServiceTimes, shifts: Sequence[Shift]
) -> bool:
    """Tell whether one visit, by one agent, can settle all of them."""
    return (
        len({_AS_HOME.get(mate.place_type, mate.place_type) for mate in mates}) == 1
        and _fits(mates, day, times)
        and _somebody_may_go(mates, shifts)
    )


def _fits(mates: Sequence[LocatedCase], day: Day, times: ServiceTimes) -> bool:
    """Tell whether the visit, as long as the longest of them takes, has a lawful time."""
    windows, legal = _windows_together(mates, day), _legal_together(mates, day)
    if windows is None:
        return False
    service = max(_seconds(mate.case.service, times.service) for mate in mates)
    latest = [(first, last - service) for first, last in legal if last - service >= first]
    return bool(_overlap(windows, latest) if windows else latest)


def _somebody_may_go(mates: Sequence[LocatedCase], shifts: Sequence[Shift]) -> bool:
    cases = [mate.case for mate in mates]
    required = _required_together(cases)
    if required is None:
        return False
    barred = frozenset().union(*(mate.case.excluded_agents | mate.barred_agents for mate in mates))
    skills = frozenset().union(*(case.skills for case in cases))
    return not shifts or any(
        shift.agent_id not in barred
        and (not required or shift.agent_id in required)
        and skills <= shift.skills
        for shift in shifts
    )


def _legal_together(mates: Sequence[LocatedCase], day: Day) -> tuple[Span, ...]:
    """Return the spans in which the rules of every case allow a visit."""
    common = _union([day.span(window) for window in mates[0].legal])
    for mate in mates[1:]:
        common = _overlap(common, _union([day.span(window) for window in mate.legal]))
    return common


def _windows_together(mates: Sequence[LocatedCase], day: Day) -> tuple[Span, ...] | None:
    """Return the windows common to all cases; () means any time, None that there are none."""
    common: tuple[Span, ...] | None = None
    for own in (spans for mate in mates for spans in _windows(mate, day)):
        common = own if common is None else _overlap(common, own)
        if not common:
            return None
    return common or ()


def _windows(mate: LocatedCase, day: Day) -> Iterator[tuple[Span, ...]]:
    """Yield what bounds the start: the appointment or the case's own windows, and the rules."""
    case = mate.case
    if case.appointment is not None:
        yield (day.span(case.appointment.on(day.date, mate.zone)),)
    else:
        own = [
            day.span(window.on(day.date, mate.zone))
            for window in case.windows
            if window.holds_on(day.date)
        ]
        if own:
            yield _union(own)
    if mate.starts is not None:
        yield _union([day.span(window) for window in mate.starts])


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        (max(a[0], b[0]), min(a[1], b[1]))
        for a in one
        for b in other
        if max(a[0], b[0]) <= min(a[1], b[1])
    )


def _union(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Merge spans that overlap or touch, in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _required_together(cases: Sequence[Case]) -> frozenset[str] | None:
    """Return the agents whom every case accepts; empty means any, None that there is no such."""
    common: frozenset[str] = frozenset()
    for case in cases:
        if not case.required_agents:
            continue
        common = common & case.required_agents if common else case.required_agents
        if not common:
            return None
    return common


def _buildings(located: Sequence[LocatedCase]) -> list[str]:
    """Return the building key of each case: given, found by geocoding, or that of a near point."""
    keys = _near_each_other(located)
    known: dict[tuple[int, int], list[tuple[Coordinate, str]]] = {}  # by grid cell
    for one, key in zip(located, keys, strict=True):
        if key:
            known.setdefault(_cell(one.place.coordinate), []).append((one.place.coordinate, key))
    for index, one in enumerate(located):
        if keys[index]:
            continue
        point = one.place.coordinate
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


def _near_each_other(located: Sequence[LocatedCase]) -> list[str]:
    """Return the keys given or found; doors that share a found key but lie apart get their own."""
    points: dict[str, list[Coordinate]] = {}
    keys = []
    for one in located:
        key, point = one.place.building, one.place.coordinate
        if one.case.building or not key:
            keys.append(one.case.building)
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


def _seconds(own: timedelta | None, default: timedelta) -> int:
    return round((default if own is None else own).total_seconds())
