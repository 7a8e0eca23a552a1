"""One problem over the shifts of one day or several, from what is known of cases and agents.

Every day is ruled by itself: its holds, its law, its agents. A case that is open on several days is
one visit, which may be made on any of them; of a borrower's visits at most one is made in the
period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as Clock  # noqa: N812 - not the module
from functools import reduce

from router.domain.bands import DayGroup, band_of
from router.domain.problem import Problem, Shift, ShiftBreak, Span
from router.domain.times import TimeWindow, local_instant
from router.domain.verdicts import Law
from router.domain.worth import VisitWorth
from router.forming import (
    Day,
    LocatedCase,
    Locations,
    Weigh,
    form_shifts,
    form_visits,
    joined_pairs,
    with_meetings,
)
from router.pipeline.known import DayPart, Known, Period, offset_s, shift_id
from router.pipeline.progress import Say
from router.pipeline.ruling import agent_facts, rule_cases
from router.pipeline.settings import Settings
from router.pipeline.told_visits import with_told
from router.pipeline.travelling import matrix_key, travel_matrices
from router.rules import gate, standings
from router.value import median_amount, worth_of

__all__ = ["form_period", "group_of_day", "rule_day", "weigher"]


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
        Where nobody may go alone, two agents meet. The only changes that its problem prices are
        those of visits that borrowers were told of.
    """
    locations = Locations()
    parts = tuple(rule_day(known, day, law, locations=locations) for day, law in days)
    first = parts[0].day
    located = _together(parts, timedelta(days=known.settings.values.ageing.limit_days))
    visits, worths = form_visits(
        located,
        day=first,
        times=known.settings.service_times,
        locations=locations,
        weigh=weigher(known, parts),
        other_agent_price=known.settings.values.continuity.other_agent,
        shifts=[shift for part in parts for shift in part.shifts],
    )
    visits, meetings = with_meetings(
        visits, located, [shift for part in parts for shift in part.shifts]
    )
    visits = with_told(
        visits, parts, price=known.settings.values.continuity.told,
        but={meeting.second for meeting in meetings},
    )  # fmt: skip
    shifts = tuple(
        _moved(shift, offset_s(parts, number), shift_id(parts, number, shift))
        for number, part in enumerate(parts)
        for shift in part.shifts
    )
    problem = Problem(
        origin=first.origin,
        visits=visits,
        shifts=shifts,
        matrices=travel_matrices(shifts, locations.coordinates, known.travel, say),
        coordinates=locations.coordinates,
        meetings=meetings,
        balance_price=known.settings.values.continuity.balance,
    )
    return Period(parts=parts, problem=problem, worths=worths)


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
    return _group(day.date, law)


def _group(day: date, law: Law) -> DayGroup:
    noon = datetime.combine(day, Clock(12), UTC)
    calendar = law.calendar
    return band_of(noon, holiday=day in calendar.holidays, worked=day in calendar.workdays).group


def _length(settings: Settings) -> timedelta:
    """How long a visit takes on which the borrower is met."""
    own = settings.service_times.service
    return timedelta(minutes=settings.values.service.met_min) if own is None else own


def _together(parts: Sequence[DayPart], patience: timedelta) -> tuple[LocatedCase, ...]:
    """Join what the days leave open of each case, in the order in which cases were first open.

    If nobody may go alone on the first of its days, two go on all days on which nobody may; else
    one goes, on the days on which somebody may. By the ageing limit a case is decided: no later day
    is open to it, lest it is put off for ever.
    """
    open_on: dict[str, list[tuple[DayPart, LocatedCase]]] = {}
    for part in parts:
        for ready in part.ruling.ready:
            received = ready.case.received
            if part is not parts[0] and received and part.day.date > received + patience:
                continue
            if len(parts) > 1 and ready.starts is None:
                ready = replace(ready, starts=(part.window,))
            open_on.setdefault(ready.case.case_id, []).append((part, ready))
    return tuple(_over_days(days) for days in open_on.values())


def _over_days(days: Sequence[tuple[DayPart, LocatedCase]]) -> LocatedCase:
    first = days[0][1]
    alike = [(part, ready) for part, ready in days if bool(ready.pairs) == bool(first.pairs)]
    if not first.pairs:
        return reduce(_joined, [ready for _, ready in alike])
    pairs = joined_pairs(
        [(ready.pairs, {agent.agent_id for agent in part.agents}) for part, ready in alike]
    )
    if not pairs:  # who may go together on one day may not on another
        return first
    return replace(reduce(_joined, [ready for _, ready in alike]), pairs=pairs)


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


def weigher(known: Known, parts: Sequence[DayPart]) -> Weigh:
    """Say what visits of a period are worth.

    Parameters
    ----------
    known
        All that is known.
    parts
        The days of the period.

    Returns
    -------
    callable
        Takes a visit's id, its cases, and the spans of start that are confirmed.
    """
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
            group_of=lambda day: _group(day, first.law),
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
