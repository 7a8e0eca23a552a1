"""Located cases become the visits of a day: one conversation per borrower and building."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from router.domain.cases import Case
from router.domain.places import Place, PlaceType
from router.domain.problem import Shift, Span, ValueBand, Visit
from router.domain.times import TimeWindow
from router.domain.worth import VisitWorth
from router.forming.buildings import building_keys
from router.forming.day import Day, Locations

__all__ = ["LocatedCase", "Pairs", "ServiceTimes", "Weigh", "form_visits"]

Pairs = frozenset[frozenset[str]]
"""Agent ids, two by two: who may go together."""

_AS_HOME = {PlaceType.REGISTERED: PlaceType.HOME, PlaceType.MAILING: PlaceType.HOME}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTimes:
    """How long a visit takes where the table is silent.

    Parameters
    ----------
    service
        At the door; None: what is expected, from the chance that the borrower is met.
    setup
        Once per building: park, gate, lift.
    """

    service: timedelta | None = None
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
    zone
        Of the door: clock times of the case are meant there.
    legal
        Spans in which a visit must begin and end, of whatever length it turns out; at least one.
    length
        How long a visit takes at most that is planned: the rules were asked for so long a one.
    days
        On which it may be visited; cases that differ in this are not settled together.
    starts
        Spans in which it must begin; None means that nothing more is asked.
    barred_agents
        Agents on duty who must not make it.
    place_type
        What the place is to the borrower; one visit is made to one type of place.
    last_agent
        Who came the last time; empty if nobody did.
    pairs
        Who may go together, where nobody may go alone; empty means that one agent goes.
    """

    case: Case
    place: Place
    zone: tzinfo
    legal: tuple[TimeWindow, ...]
    length: timedelta
    days: tuple[date, ...]
    starts: tuple[TimeWindow, ...] | None = None
    barred_agents: frozenset[str] = frozenset()
    place_type: PlaceType = PlaceType.HOME
    last_agent: str = ""
    pairs: Pairs = frozenset()

    def __post_init__(self) -> None:
        if not self.legal:  # a visit without legal spans would be one that may be made any time
            raise ValueError(f"case {self.case.case_id}: no visit is allowed that day")


Weigh = Callable[[str, Sequence[LocatedCase], tuple[Span, ...]], VisitWorth]
"""Says what a visit is worth: its id, its cases, and the spans of start that are confirmed."""


def form_visits(
    located: Sequence[LocatedCase],
    *,
    day: Day,
    times: ServiceTimes,
    locations: Locations,
    weigh: Weigh,
    other_agent_price: float = 0.0,
    shifts: Sequence[Shift] = (),
) -> tuple[tuple[Visit, ...], tuple[VisitWorth, ...]]:
    """Make the visits of a day, or of a period of several.

    Parameters
    ----------
    located
        Cases that may be visited, with their places.
    day
        The first day: seconds count from it.
    times
        Service and setup.
    locations
        Receives the places.
    weigh
        Says what each visit is worth.
    other_agent_price
        Money, if another agent comes than the last time.
    shifts
        Of the period: cases to whom no one of them may go together stay apart. Empty: anybody may
        go.

    Returns
    -------
    tuple
        The visits, and what each of them is worth, in the same order. Cases of one borrower in one
        building that can be settled together are one visit, as long as the longest of them takes;
        further visits to the same borrower form a group, of which at most one is made.
    """
    buildings = building_keys([(one.case.building, one.place) for one in located])
    merged: list[list[int]] = []
    by_borrower: dict[str, list[int]] = {}
    for index, one in enumerate(located):
        for number in by_borrower.get(one.case.borrower_id, ()):
            mates = [located[i] for i in merged[number]]
            if buildings[merged[number][0]] == buildings[index] and _together(
                [*mates, one], day, shifts
            ):
                merged[number].append(index)
                break
        else:
            by_borrower.setdefault(one.case.borrower_id, []).append(len(merged))
            merged.append([index])
    made = [
        _visit(
            [located[i] for i in members],
            building=buildings[members[0]],
            group=_group(located[members[0]].case.borrower_id, by_borrower),
            day=day,
            times=times,
            locations=locations,
            weigh=weigh,
            other_agent_price=other_agent_price,
        )
        for members in merged
    ]
    return tuple(visit for visit, _ in made), tuple(worth for _, worth in made)


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
    weigh: Weigh,
    other_agent_price: float,
) -> tuple[Visit, VisitWorth]:
    cases = [mate.case for mate in mates]
    windows, legal = _windows_together(mates, day), _legal_together(mates, day)
    assert windows is not None
    assert legal
    required = _required_together(cases)
    assert required is not None
    worth = weigh(cases[0].case_id, mates, _confirmed(mates, day))
    service_s = max(
        worth.expected_service_s if own is None else round(own.total_seconds())
        for own in (times.service if case.service is None else case.service for case in cases)
    )
    # A visit on which somebody is met takes longer than expected, and must end in time, too.
    spare_s = max(0, _length_s(mates) - service_s)
    known = frozenset(mate.last_agent for mate in mates if mate.last_agent)
    visit = Visit(
        visit_id=cases[0].case_id,
        case_ids=tuple(case.case_id for case in cases),
        location=locations.row(mates[0].place.coordinate),
        building=building,
        service_s=service_s,
        setup_s=max(_seconds(case.setup, times.setup) for case in cases),
        windows=windows,
        legal=tuple((first, last - spare_s) for first, last in legal if first <= last - spare_s),
        skills=frozenset().union(*(case.skills for case in cases)),
        allowed_agents=required,
        excluded_agents=frozenset().union(
            *(mate.case.excluded_agents | mate.barred_agents for mate in mates)
        ),
        preferred_agents=known,
        other_agent_price=other_agent_price if known else 0.0,
        value_bands=tuple(
            ValueBand(start_s=band.start_s, end_s=band.end_s, value=band.value)
            for band in worth.bands
        ),
        mandatory=any(case.appointment is not None for case in cases),
        load=sum(case.load for case in cases),
        group=group,
    )
    return visit, worth


def _confirmed(mates: Sequence[LocatedCase], day: Day) -> tuple[Span, ...]:
    return _union(
        day.span(mate.case.appointment.on(on, mate.zone))
        for mate in mates
        if mate.case.appointment is not None
        for on in mate.days
        if mate.case.appointment.holds_on(on)
    )


def _length_s(mates: Sequence[LocatedCase]) -> int:
    return max(round(mate.length.total_seconds()) for mate in mates)


def _together(mates: Sequence[LocatedCase], day: Day, shifts: Sequence[Shift]) -> bool:
    """Tell whether one visit, by one agent, can settle all of them."""
    return (
        len({_AS_HOME.get(mate.place_type, mate.place_type) for mate in mates}) == 1
        and len({mate.days for mate in mates}) == 1
        and len({bool(mate.pairs) for mate in mates}) == 1
        and _fits(mates, day)
        and _somebody_may_go(mates, shifts)
    )


def _fits(mates: Sequence[LocatedCase], day: Day) -> bool:
    """Tell whether the visit, as long as the longest takes, has a lawful time on every day."""
    windows, legal = _windows_together(mates, day), _legal_together(mates, day)
    if windows is None:
        return False
    service = _length_s(mates)
    latest = [(first, last - service) for first, last in legal if last - service >= first]
    starts = _overlap(windows, latest) if windows else tuple(latest)
    days = mates[0].days
    # Each of them is open on each of these days, and is accounted for on each: so is their visit.
    return bool(starts) and (
        len(days) == 1 or all(_overlap(starts, [_whole(on, day)]) for on in days)
    )


def _whole(on: date, day: Day) -> Span:
    """Return a day of the period, from midnight to midnight."""
    next_day = Day(date=on + timedelta(days=1), zone=day.zone)
    first, end = day.span(TimeWindow(Day(date=on, zone=day.zone).origin, next_day.origin))
    return first, end - 1


def _somebody_may_go(mates: Sequence[LocatedCase], shifts: Sequence[Shift]) -> bool:
    cases = [mate.case for mate in mates]
    required = _required_together(cases)
    if required is None:
        return False
    barred = frozenset().union(*(mate.case.excluded_agents | mate.barred_agents for mate in mates))
    skills = frozenset().union(*(case.skills for case in cases))
    if not shifts:
        return True
    free = {shift.agent_id for shift in shifts} - barred
    able = {
        shift.agent_id
        for shift in shifts
        if (not required or shift.agent_id in required) and skills <= shift.skills
    } & free
    if not mates[0].pairs:
        return bool(able)
    pairs = frozenset.intersection(*(mate.pairs for mate in mates))
    return any(pair <= free and pair & able for pair in pairs)  # one of the two is enough


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
        yield _confirmed([mate], day)
    else:
        own = [
            day.span(window.on(on, mate.zone))
            for window in case.windows
            for on in mate.days
            if window.holds_on(on)
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


def _union(spans: Iterable[Span]) -> tuple[Span, ...]:
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


def _seconds(own: timedelta | None, default: timedelta) -> int:
    return round((default if own is None else own).total_seconds())
