"""One problem over the shifts of one day or several, from what is known of cases and agents.

Every day is ruled by itself: its holds, its law, its agents. A case that is open on several days is
one visit, which may be made on any of them; of a borrower's visits at most one is made in the
period. `day_problem` and `day_routes` give back one day of it, with seconds that count from its own
midnight, as an ordinary problem with its routes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import time as Clock  # noqa: N812 - not the module

from router.domain.agents import Agent
from router.domain.bands import DayGroup, band_of
from router.domain.cases import Case
from router.domain.memory import Memory
from router.domain.places import Coordinate, LocatedAddress, Place
from router.domain.plan import HeldCase
from router.domain.presence import Presence
from router.domain.problem import Problem, Shift, ShiftBreak, Span, ValueBand, Visit
from router.domain.route import PlannedBreak, Route
from router.domain.standing import Standing
from router.domain.times import TimeWindow, local_instant
from router.domain.verdicts import AgentFacts, Law
from router.domain.worth import VisitWorth
from router.forming import Day, LocatedCase, Locations, form_shifts, form_visits
from router.pipeline.progress import Say
from router.pipeline.ruling import Ruling, agent_facts, rule_cases
from router.pipeline.settings import Settings
from router.pipeline.travelling import matrix_key, travel_matrices
from router.rules import gate, standings
from router.travel import TravelProvider
from router.value import median_amount, worth_of

__all__ = [
    "DayPart",
    "Known",
    "Period",
    "day_problem",
    "day_routes",
    "day_worths",
    "form_period",
    "group_of_day",
    "rule_day",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known when a period is planned.

    Parameters
    ----------
    cases
        Every case, with its appointment.
    located
        Case id to the address that is offered.
    memory
        Of earlier days.
    agents
        Those whose certificates are valid and whose places are known.
    bases
        Agent id to where shifts start and end.
    zone
        Of the region.
    zone_at
        The zone of a door.
    travel
        Who knows the ways.
    presence
        When borrowers are met, assumed or learned.
    settings
        What is the same every day.
    now
        The moment of planning; None if it does not matter.
    """

    cases: tuple[Case, ...]
    located: Mapping[str, LocatedAddress]
    memory: Memory
    agents: tuple[Agent, ...]
    bases: Mapping[str, tuple[Place | None, Place | None]]
    zone: tzinfo
    zone_at: Callable[[Coordinate], tzinfo]
    travel: TravelProvider
    presence: Presence
    settings: Settings
    now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart:
    """One day of a period.

    Parameters
    ----------
    day
        Which.
    law
        The rules of that day.
    group
        Kind of day.
    standings
        Case id to where it stands on that day.
    held
        Cases that holds, stages and agreements keep from that day.
    ruling
        What the rules say about the others.
    shifts
        Of that day, in seconds after its own midnight.
    agents
        Those on duty.
    window
        The day, and the night after it if a shift runs on.
    """

    day: Day
    law: Law
    group: DayGroup
    standings: Mapping[str, Standing]
    held: tuple[HeldCase, ...]
    ruling: Ruling
    shifts: tuple[Shift, ...]
    agents: tuple[AgentFacts, ...]
    window: TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is to be solved over all days, and the days it is made of.

    Parameters
    ----------
    parts
        In order of time.
    problem
        Over all of them; seconds count from the first midnight.
    worths
        One per visit, in the order of the problem's visits.
    """

    parts: tuple[DayPart, ...]
    problem: Problem
    worths: tuple[VisitWorth, ...]

    def offset_s(self, number: int) -> int:
        """Return when a day starts.

        Parameters
        ----------
        number
            Of the day, from 0.

        Returns
        -------
        int
            Its midnight in seconds after the first one.
        """
        return _offset_s(self.parts, number)

    def shift_id(self, number: int, shift: Shift) -> str:
        """Name a shift of a day within the period.

        Parameters
        ----------
        number
            Of the day, from 0.
        shift
            Of that day.

        Returns
        -------
        str
            Of the first day as it is; of later ones with the date.
        """
        return _shift_id(self.parts, number, shift)


def form_period(known: Known, days: Sequence[tuple[Day, Law]], *, say: Say) -> Period:
    """State what is to be solved for one day or several.

    Parameters
    ----------
    known
        All that is known.
    days
        Each day with its law, in order of time.
    say
        Told about the progress.

    Returns
    -------
    Period
        Its problem has no meetings and no prices of change.
    """
    locations = Locations()
    parts = tuple(rule_day(known, day, law, locations=locations) for day, law in days)
    first = parts[0].day
    located = _together(parts)
    visits, worths = form_visits(
        located,
        day=first,
        times=known.settings.service_times,
        locations=locations,
        weigh=_weigher(known, parts),
        other_agent_price=known.settings.values.continuity.other_agent,
        shifts=[shift for part in parts for shift in part.shifts],
    )
    shifts = tuple(
        _moved(shift, _offset_s(parts, number), _shift_id(parts, number, shift))
        for number, part in enumerate(parts)
        for shift in part.shifts
    )
    problem = Problem(
        origin=first.origin,
        visits=visits,
        shifts=shifts,
        matrices=travel_matrices(shifts, locations.coordinates, known.travel, say),
        coordinates=locations.coordinates,
        balance_price=known.settings.values.continuity.balance,
    )
    return Period(parts=parts, problem=problem, worths=worths)


def _offset_s(parts: Sequence[DayPart], number: int) -> int:
    first, day = parts[0].day.origin, parts[number].day.origin
    return round(day.timestamp() - first.timestamp())


def _shift_id(parts: Sequence[DayPart], number: int, shift: Shift) -> str:
    if number == 0:
        return shift.shift_id
    return f"{shift.shift_id}@{parts[number].day.date.isoformat()}"


def rule_day(known: Known, day: Day, law: Law, *, locations: Locations) -> DayPart:
    """Find out who is on duty on a day, and which cases are open.

    Parameters
    ----------
    known
        All that is known.
    day, law
        The day and its rules.
    locations
        Receives the places of the agents.

    Returns
    -------
    DayPart
        Every case is held, in review, or ready.
    """
    standing = standings(known.cases, known.memory, day=day.date, zone=day.zone, moment=known.now)
    gated = gate(known.cases, standing, day.date)
    shifts = form_shifts(
        known.agents, day=day, places=known.bases, locations=locations,
        matrix_key=lambda agent, shift: matrix_key(agent.mode, shift, known.settings.rush_hours),
    )  # fmt: skip
    working = {shift.agent_id for shift in shifts}
    agents = agent_facts(agent for agent in known.agents if agent.agent_id in working)
    window = _window(day, shifts)
    ruling = rule_cases(
        gated.open, known.located, standing, law=law, zone_at=known.zone_at,
        length=_length(known.settings), period=window, day=day.date, agents=agents, now=known.now,
    )  # fmt: skip
    return DayPart(
        day=day,
        law=law,
        group=group_of_day(day, law),
        standings=standing,
        held=gated.held,
        ruling=ruling,
        shifts=shifts,
        agents=agents,
        window=window,
    )


def group_of_day(day: Day, law: Law) -> DayGroup:
    """Return the kind of a day, as far as who is at home.

    Parameters
    ----------
    day, law
        The day, and the rules with their calendar.

    Returns
    -------
    DayGroup
        Holidays count as Sundays, worked weekend days as weekdays.
    """
    noon = datetime.combine(day.date, Clock(12))
    calendar = law.calendar
    return band_of(
        noon, holiday=day.date in calendar.holidays, worked=day.date in calendar.workdays
    ).group


def day_problem(period: Period, number: int) -> Problem:
    """Return one day of a period as a problem of its own.

    Parameters
    ----------
    period
        The period.
    number
        Of the day, from 0.

    Returns
    -------
    Problem
        With the shifts of that day, and the visits that may be made on it; seconds count from its
        own midnight.
    """
    if len(period.parts) == 1:
        return period.problem
    part, offset = period.parts[number], period.offset_s(number)
    span = part.day.span(part.window)
    visits = tuple(
        found
        for visit in period.problem.visits
        if (found := _on_day(visit, offset, span)) is not None
    )
    there = {visit.visit_id for visit in visits}
    whole = period.problem
    return replace(
        whole,
        origin=part.day.origin,
        visits=visits,
        shifts=part.shifts,
        meetings=tuple(m for m in whole.meetings if {m.first, m.second} <= there),
    )


def day_worths(period: Period, number: int) -> tuple[VisitWorth, ...]:
    """Return what the visits of one day of a period are worth on that day.

    Parameters
    ----------
    period
        The period.
    number
        Of the day, from 0.

    Returns
    -------
    tuple of VisitWorth
        With the bands of that day only; of visits that may be made on it.
    """
    if len(period.parts) == 1:
        return period.worths
    part, offset = period.parts[number], period.offset_s(number)
    first, last = part.day.span(part.window)
    found = []
    for worth in period.worths:
        bands = tuple(
            replace(band, start_s=lo - offset, end_s=hi - offset)
            for band in worth.bands
            if (lo := max(band.start_s, first + offset)) <= (hi := min(band.end_s, last + offset))
        )
        if bands:
            found.append(replace(worth, bands=bands))
    return tuple(found)


def day_routes(period: Period, routes: Sequence[Route], number: int) -> tuple[Route, ...]:
    """Return the routes of one day of a period, with the names and seconds of that day.

    Parameters
    ----------
    period
        The period.
    routes
        Of its problem.
    number
        Of the day, from 0.

    Returns
    -------
    tuple of Route
        In the order of the shifts.
    """
    if len(period.parts) == 1:
        return tuple(routes)
    own = {period.shift_id(number, shift): shift.shift_id for shift in period.parts[number].shifts}
    offset = period.offset_s(number)
    return tuple(
        _earlier(route, offset, own[route.shift_id]) for route in routes if route.shift_id in own
    )


def _length(settings: Settings) -> timedelta:
    """How long a visit takes on which the borrower is met."""
    own = settings.service_times.service
    return timedelta(minutes=settings.values.service.met_min) if own is None else own


def _together(parts: Sequence[DayPart]) -> tuple[LocatedCase, ...]:
    """Join what the days leave open of each case, in the order in which cases were first open."""
    found: dict[str, LocatedCase] = {}
    for part in parts:
        for ready in part.ruling.ready:
            before = found.get(ready.case.case_id)
            if len(parts) > 1 and ready.starts is None:
                ready = replace(ready, starts=(part.window,))
            found[ready.case.case_id] = ready if before is None else _joined(before, ready)
    return tuple(found.values())


def _joined(one: LocatedCase, other: LocatedCase) -> LocatedCase:
    assert one.starts is not None
    assert other.starts is not None
    return replace(
        one,
        legal=(*one.legal, *other.legal),
        starts=(*one.starts, *other.starts),
        days=(*one.days, *other.days),
        barred_agents=one.barred_agents | other.barred_agents,
    )


def _weigher(
    known: Known, parts: Sequence[DayPart]
) -> Callable[[str, Sequence[LocatedCase], tuple[Span, ...]], VisitWorth]:
    first = parts[0]
    values = known.settings.values
    reference = values.recovery.reference or median_amount(known.cases)
    groups = {part.day.date: part.group for part in parts}

    def weigh(
        visit_id: str, mates: Sequence[LocatedCase], confirmed: tuple[Span, ...]
    ) -> VisitWorth:
        mate = mates[0]
        return worth_of(
            visit_id,
            [one.case for one in mates],
            place=mate.place,
            place_type=mate.place_type,
            zone=mate.zone,
            origin=first.day.origin,
            days=[(day, groups[day]) for day in mate.days],
            presence=known.presence,
            history=first.standings[mate.case.case_id].history,
            reference=reference,
            parameters=values,
            appointments=confirmed,
        )

    return weigh


def _window(day: Day, shifts: Sequence[Shift]) -> TimeWindow:
    """Return the day, and of the night after it what a shift reaches."""
    midnight = local_instant(day.date + timedelta(days=1), Clock(0), day.zone)
    last = max((shift.latest_s + shift.overtime_max_s for shift in shifts), default=0)
    reached = (day.origin.astimezone(UTC) + timedelta(seconds=last)).astimezone(day.zone)
    return TimeWindow(day.origin, max(midnight, reached, key=lambda moment: moment.timestamp()))


def _moved(shift: Shift, by_s: int, shift_id: str) -> Shift:
    return replace(
        shift,
        shift_id=shift_id,
        earliest_s=shift.earliest_s + by_s,
        latest_s=shift.latest_s + by_s,
        breaks=tuple(
            ShiftBreak(
                earliest_s=rest.earliest_s + by_s,
                latest_s=rest.latest_s + by_s,
                duration_s=rest.duration_s,
            )
            for rest in shift.breaks
        ),
    )


def _on_day(visit: Visit, offset: int, span: Span) -> Visit | None:
    """Return what a day leaves of a visit; None if it may not be made then."""
    legal, windows = _clipped(visit.legal, offset, span), _clipped(visit.windows, offset, span)
    if not legal or (visit.windows and not windows):
        return None
    return replace(
        visit,
        legal=legal,
        windows=windows,
        value_bands=tuple(
            ValueBand(start_s=lo, end_s=hi, value=band.value)
            for band in visit.value_bands
            for lo, hi in _clipped(((band.start_s, band.end_s),), offset, span)
        ),
    )


def _clipped(spans: Sequence[Span], offset: int, span: Span) -> tuple[Span, ...]:
    moved = ((lo - offset, hi - offset) for lo, hi in spans)
    return tuple(
        (max(lo, span[0]), min(hi, span[1])) for lo, hi in moved if lo <= span[1] and hi >= span[0]
    )


def _earlier(route: Route, by_s: int, shift_id: str) -> Route:
    return replace(
        route,
        shift_id=shift_id,
        start_s=route.start_s - by_s,
        end_s=route.end_s - by_s,
        stops=tuple(
            replace(
                stop,
                arrival_s=stop.arrival_s - by_s,
                visits=tuple(
                    replace(made, start_s=made.start_s - by_s, end_s=made.end_s - by_s)
                    for made in stop.visits
                ),
            )
            for stop in route.stops
        ),
        breaks=tuple(
            PlannedBreak(start_s=rest.start_s - by_s, end_s=rest.end_s - by_s)
            for rest in route.breaks
        ),
    )
