"""Remote doors of a period: which trips go, who is called first, and who waits in the pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from router.domain.channels import Channel
from router.domain.matrix import UNREACHABLE
from router.domain.plan import HeldCase, ReasonCode, UnassignedVisit
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route
from router.domain.worth import VisitWorth
from router.pipeline.known import DayPart, Period
from router.pipeline.remote_trips import Trips, in_turn
from router.pipeline.told_visits import told_price
from router.value import (
    RemoteDecision,
    RemoteDoor,
    RemoteFate,
    TripCosts,
    ValueParameters,
    remote_decisions,
    remote_doors,
)

__all__ = ["RemotePlan", "pool_remote", "pooled"]

_PER_KM = 1000.0
_HELD = {RemoteFate.CONFIRM: "REMOTE:confirm", RemoteFate.WAITS: "REMOTE:pool"}
_OPEN = frozenset(
    {
        ReasonCode.NOT_WORTH_IT,
        ReasonCode.NO_CAPACITY_LEFT,
        ReasonCode.SEARCH_LIMIT,
        ReasonCode.MAX_STOPS,
        ReasonCode.MAX_HOURS,
        ReasonCode.MAX_DISTANCE,
        ReasonCode.SHIFT_TIME,
        ReasonCode.TIME_WINDOW,
    }
)
"""Reasons of which the pool says more; the others stand in the way of any trip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePlan:
    """A period with its remote doors decided.

    Parameters
    ----------
    period
        Visits that must be confirmed first are held, those of a trip are left open on its day.
    start
        Routes with the trips, and the appointments, from which the search begins; None without
        trips.
    decisions
        By visit id, of every remote door without an agreed time.
    """

    period: Period
    start: tuple[Route, ...] | None
    decisions: Mapping[str, RemoteDecision]


def pool_remote(period: Period, parameters: ValueParameters) -> RemotePlan:
    """Decide which remote doors are visited in a period.

    Parameters
    ----------
    period
        As it was formed.
    parameters
        Which doors are remote, and when a trip goes.

    Returns
    -------
    RemotePlan
        The same period without remote doors.
    """
    doors = _doors(period)
    remote = remote_doors(doors, parameters.remote)
    if all(door.confirmed for door in remote):
        return RemotePlan(period=period, start=None, decisions={})
    ways = _Ways(period.problem)
    found = remote_decisions(
        remote, ways.between, _trip_costs(period.problem.shifts), parameters.remote
    )
    asked = [one for one in found if one.fate is not RemoteFate.AGREED]
    if parameters.remote.confirm:
        period = _without(period, asked)
    planned = Trips(period)
    for trip in in_turn([one for one in asked if one.fate.goes]):
        planned.add(trip)
    return RemotePlan(
        period=planned.period(),
        start=planned.start(),
        decisions={one.visit_id: planned.told(one, parameters.remote) for one in asked},
    )


def pooled(one: UnassignedVisit, decision: RemoteDecision | None) -> UnassignedVisit:
    """Let an unassigned visit say what its pool decided.

    Parameters
    ----------
    one
        With what is due as for any visit.
    decision
        Of the pool; None for a visit that is not remote.

    Returns
    -------
    UnassignedVisit
        Unchanged if something stands in its way that no trip would cure.
    """
    if decision is None or one.code not in _OPEN:
        return one
    return replace(one, channel=decision.channel, decision=decision.words)


class _Ways:
    """Minutes and kilometres between the visits of a problem, by the fastest means."""

    def __init__(self, problem: Problem) -> None:
        self._places = {visit.visit_id: visit.location for visit in problem.visits}
        keys = sorted({shift.matrix for shift in problem.shifts})
        self._matrices = [problem.matrices[key] for key in keys]

    def between(self, one: str, other: str) -> tuple[float, float]:
        """Return the way from one visit to another."""
        return self.way(self._places[one], self._places[other])

    def way(self, one: int, other: int) -> tuple[float, float]:
        """Return the way from one location to another; endless if there is none."""
        if one == other:
            return 0.0, 0.0
        legs = [
            (int(matrix.duration_s[one, other]), int(matrix.distance_m[one, other]))
            for matrix in self._matrices
        ]
        ways = [leg for leg in legs if leg[0] != UNREACHABLE]
        seconds, metres = min(ways, default=(float("inf"), 0))
        return seconds / 60, metres / _PER_KM


def _doors(period: Period) -> list[RemoteDoor]:
    problem = period.problem
    starts = {one.start_location for one in problem.shifts if one.start_location is not None}
    ways = _Ways(problem)
    worths = {worth.visit_id: worth for worth in period.worths}
    partners = {meeting.second for meeting in problem.meetings}
    doors = []
    for visit in problem.visits:
        if visit.visit_id in partners or not problem.coordinates:
            continue
        nearest = min((ways.way(start, visit.location) for start in starts), default=(0.0, 0.0))
        if nearest[0] < float("inf"):
            waits = _waits(visit, worths[visit.visit_id], period.parts[0])
            doors.append(_door(problem, visit, worths[visit.visit_id], nearest, waits))
    return doors


def _waits(visit: Visit, worth: VisitWorth, part: DayPart) -> int | None:
    """Return for how many days nobody has been there: since the case came, or the last visit."""
    zone, today = part.day.zone, part.day.date
    last = max(
        (
            one.when.astimezone(zone).date()
            for case_id in visit.case_ids
            for one in part.standings[case_id].history
            if one.channel is Channel.VISIT and one.counts_attempt and not one.planned
        ),
        default=None,
    )
    if worth.age_days is None or last is None:
        return worth.age_days
    return min(worth.age_days, (today - last).days)


def _door(
    problem: Problem,
    visit: Visit,
    worth: VisitWorth,
    way: tuple[float, float],
    waits: int | None,
) -> RemoteDoor:
    return RemoteDoor(
        visit_id=visit.visit_id,
        minutes=way[0],
        km=way[1],
        coordinate=problem.coordinates[visit.location],
        value=_worth_in_hours(visit, problem.shifts) + told_price(visit),
        service_min=(visit.service_s + visit.setup_s) / 60,
        waits_days=waits,
        confirmed=worth.appointment or visit.mandatory,
        channel=worth.channel,
    )


def _worth_in_hours(visit: Visit, shifts: Sequence[Shift]) -> float:
    """Return what a visit is worth at the best hour at which anybody works."""
    hours = [(shift.earliest_s, shift.latest_s + shift.overtime_max_s) for shift in shifts]
    return max(
        (
            band.value
            for band in visit.value_bands
            if any(band.start_s <= last and first <= band.end_s for first, last in hours)
        ),
        default=visit.value,
    )


def _trip_costs(shifts: Sequence[Shift]) -> TripCosts:
    """What the cheapest agent costs, and how long the longest shift lasts without its breaks."""
    longest = max(
        min(
            shift.latest_s - shift.earliest_s - sum(rest.duration_s for rest in shift.breaks),
            shift.latest_s - shift.earliest_s
            if shift.max_duration_s is None
            else shift.max_duration_s,
        )
        for shift in shifts
    )
    return TripCosts(
        per_hour=min(shift.cost_per_hour for shift in shifts),
        per_km=min(shift.cost_per_km for shift in shifts),
        hours=longest / 3600,
    )


def _without(period: Period, gone: Sequence[RemoteDecision]) -> Period:
    """Hold the cases of visits that must not be made yet."""
    problem = period.problem
    partners = {meeting.first: meeting.second for meeting in problem.meetings}
    left_out = {one.visit_id for one in gone} | {
        partners[one.visit_id] for one in gone if one.visit_id in partners
    }
    if not left_out:
        return period
    cases = {visit.visit_id: visit.case_ids for visit in problem.visits}
    first = period.parts[0]
    spoken_of = {one.case_id for one in (*first.held, *first.ruling.held)}
    spoken_of |= {one.case_id for one in first.ruling.review}
    held = tuple(
        HeldCase(
            case_id=case_id,
            rule=_HELD[one.fate],
            detail=one.words,
            source="parameters of value",
            channel=one.channel,
        )
        for one in gone
        for case_id in cases[one.visit_id]
        if case_id not in spoken_of
    )
    return replace(
        period,
        parts=(replace(first, held=(*first.held, *held)), *period.parts[1:]),
        problem=replace(
            problem,
            visits=tuple(visit for visit in problem.visits if visit.visit_id not in left_out),
            meetings=tuple(m for m in problem.meetings if m.first not in left_out),
        ),
        worths=tuple(worth for worth in period.worths if worth.visit_id not in left_out),
    )
