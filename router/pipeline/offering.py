"""Times that may be offered for a visit, each proven by the route that would keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from router.checking import Slot, check_routes, late_appointments, leave_earlier, slots
from router.checking.costs import route_costs
from router.checking.ties import standing_still
from router.domain.compliance import Compliance, VisitFacts
from router.domain.plan import PlanData
from router.domain.problem import Problem, Span, Visit
from router.domain.route import Route
from router.errors import SearchError
from router.solving import solve

__all__ = ["Offer", "offers_of"]

HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A time that may be offered to a borrower, and what it costs to keep it.

    Parameters
    ----------
    case_id, borrower_id
        To whom.
    agent_id, agent_name, shift_id
        Who would come.
    start, end
        Between which the visit would start; equal for an exact time.
    planned
        When it would start, as things stand.
    extra_cost
        Money more than without the visit, as the checker computes it.
    extra_m
        Metres more.
    extra_wait_s
        Seconds more of waiting on that route.
    kept_if_slower
        Whether this and all other appointments of the route hold if travel takes a fifth longer.
    tell_by
        Until when notice must be given, if the borrower does not confirm the time; None if no
        notice of that plan shows how long before.
    route
        What the agent's day would be.
    languages
        Of which the borrower speaks one; empty if that is not known.
    minutes
        That the visit takes.
    """

    case_id: str
    borrower_id: str
    agent_id: str
    agent_name: str
    shift_id: str
    start: datetime
    end: datetime
    planned: datetime
    extra_cost: float
    extra_m: int
    extra_wait_s: int
    kept_if_slower: bool
    tell_by: datetime | None
    route: Route = field(repr=False)
    languages: frozenset[str] = frozenset()
    minutes: int = 0


def offers_of(data: PlanData, case_id: str, at: datetime | None, top: int) -> list[Offer]:
    """Find the best times of one day.

    Parameters
    ----------
    data
        The plan of that day; the case has a visit in its problem.
    case_id
        Which.
    at
        Only exactly then; None for any time.
    top
        So many that hold on slower ways are enough.

    Returns
    -------
    list of Offer
        Each is proven by a route that the checker passes: by the hour the best, or, for a given
        time, one per shift.
    """
    wanted = next(visit for visit in data.problem.visits if case_id in visit.case_ids)
    routes = _without(data.problem, data.routes, wanted)
    problem = standing_still(replace(data.problem, visits=_as_told(data, wanted)), routes)
    if at is None:
        bands = _hours(problem)
    else:
        moment = round(at.timestamp() - problem.origin.timestamp())
        bands = [(moment, moment)]
    best: dict[Span | str, Offer] = {}
    for slot in slots(problem, routes, wanted, bands, every_agent=at is not None):
        if sum(offer.kept_if_slower for offer in best.values()) >= top:
            break
        key = slot.band if at is None else slot.shift_id
        if key in best and best[key].kept_if_slower:
            continue
        offer = _proven(data, problem, routes, wanted, slot, case_id)
        if offer is not None and (key not in best or offer.kept_if_slower):
            best[key] = offer
    return list(best.values())


def _proven(
    data: PlanData,
    problem: Problem,
    routes: Sequence[Route],
    wanted: Visit,
    slot: Slot,
    case_id: str,
) -> Offer | None:
    """Put a slot into the plan as an appointment, and let the checker say what that means."""
    agreed = replace(wanted, windows=(slot.window,), mandatory=True)
    tried = replace(
        problem,
        visits=tuple(agreed if v.visit_id == wanted.visit_id else v for v in problem.visits),
    )
    shift = next(one for one in problem.shifts if one.shift_id == slot.shift_id)
    made = _in_order(tried, slot.shift_id, slot.order)
    if made is None:
        return None
    (route,) = leave_earlier(tried, [made])
    rest = [one for one in routes if one.shift_id != slot.shift_id]
    if not check_routes(tried, [*rest, route]).ok:
        return None
    before = next((one for one in routes if one.shift_id == slot.shift_id), None)
    cost = route_costs(tried, shift, route).total
    start_s = next(
        made.start_s
        for stop in route.stops
        for made in stop.visits
        if made.visit_id == wanted.visit_id
    )
    facts = _facts(data.compliance, wanted.visit_id)
    start, end, planned = (problem.instant(moment) for moment in (*slot.window, start_s))
    lead = _lead(data.compliance)
    return Offer(
        case_id=case_id,
        borrower_id=next(card.borrower_id for card in data.cards if card.case_id == case_id),
        agent_id=shift.agent_id,
        agent_name=shift.agent_name or shift.agent_id,
        shift_id=shift.shift_id,
        start=start,
        end=end,
        planned=planned,
        extra_cost=cost - (route_costs(problem, shift, before).total if before else 0.0),
        extra_m=route.distance_m - (before.distance_m if before else 0),
        extra_wait_s=route.wait_s - (before.wait_s if before else 0),
        kept_if_slower=not late_appointments(tried, [route]),
        tell_by=None if lead is None else (start.astimezone(UTC) - lead).astimezone(start.tzinfo),
        route=route,
        languages=facts.languages if facts else frozenset(),
        minutes=-(-wanted.service_s // 60),
    )


def _hours(problem: Problem) -> list[Span]:
    """The hours of the clock in which somebody is at work."""
    first = min((shift.earliest_s for shift in problem.shifts), default=0)
    last = max((shift.latest_s + shift.overtime_max_s for shift in problem.shifts), default=0)
    return [(opens, opens + HOUR_S) for opens in range(first // HOUR_S * HOUR_S, last, HOUR_S)]


def _as_told(data: PlanData, wanted: Visit) -> tuple[Visit, ...]:
    """The visits of a plan; of others than the wanted one, those told to borrowers keep to that."""
    told: dict[str, Span] = {}
    for notice in data.compliance.notices if data.compliance is not None else ():
        if notice.told is not None:
            zero = data.problem.origin.timestamp()
            told[notice.case_id] = (
                round(notice.start.timestamp() - zero), round(notice.end.timestamp() - zero)
            )  # fmt: skip
    starts = {v.visit_id: v.start_s for r in data.routes for stop in r.stops for v in stop.visits}
    visits: list[Visit] = []
    for visit in data.problem.visits:
        named = [told[case_id] for case_id in visit.case_ids if case_id in told]
        start = starts.get(visit.visit_id)
        told_so = named and visit.visit_id != wanted.visit_id
        if told_so and start is not None and named[0][0] <= start <= named[0][1]:
            spans = [(max(a, named[0][0]), min(b, named[0][1])) for a, b in visit.windows or named]
            visit = replace(visit, windows=tuple(span for span in spans if span[0] <= span[1]))
        visits.append(visit)
    return tuple(visits)


def _without(problem: Problem, routes: Sequence[Route], wanted: Visit) -> tuple[Route, ...]:
    """The routes without a visit and others of its group, at their best times."""
    group = {v.visit_id for v in problem.visits if wanted.group and v.group == wanted.group}
    gone = group | {wanted.visit_id}
    kept: list[Route] = []
    for route in routes:
        order = tuple(visit_id for visit_id in route.visit_ids if visit_id not in gone)
        if len(order) == len(route.visit_ids):
            kept.append(route)
        elif order:
            shorter = _in_order(standing_still(problem, routes), route.shift_id, order)
            if shorter is None:
                raise SearchError(f"the route of {route.shift_id} does not hold without the visit")
            kept.append(shorter)
    return tuple(kept)


def _in_order(problem: Problem, shift_id: str, order: Sequence[str]) -> Route | None:
    """A shift that makes visits in this order, at its best times; None if it cannot."""
    known = {visit.visit_id: visit for visit in problem.visits}
    shift = next(one for one in problem.shifts if one.shift_id == shift_id)
    alone = Problem(
        origin=problem.origin,
        visits=tuple(
            replace(known[visit_id], mandatory=True, group="", locked_shift=shift_id)
            for visit_id in order
        ),
        shifts=(replace(shift, locked_visits=tuple(order)),),
        matrices={shift.matrix: problem.matrices[shift.matrix]},
        coordinates=problem.coordinates,
        balance_price=problem.balance_price,
    )
    try:
        found = solve(alone, seconds=None, iterations=1, workers=1).routes
    except SearchError:
        return None
    return next((route for route in found if route.visit_ids == tuple(order)), None)


def _facts(told: Compliance | None, visit_id: str) -> VisitFacts | None:
    facts = told.facts if told is not None else ()
    return next((one for one in facts if one.visit_id == visit_id), None)


def _lead(told: Compliance | None) -> timedelta | None:
    """How long before a visit borrowers are told, as far as the notices of a plan show it."""
    leads = [
        one.start.astimezone(UTC) - one.by.astimezone(UTC)
        for one in (told.notices if told is not None else ())
    ]
    return max(leads, default=None)
