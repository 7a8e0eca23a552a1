"""Visits put on shifts one after the other, each where it costs least: beginnings of a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from router.checking.insertion import Standing, best_insertion, detours
from router.checking.itinerary import Maps, priced_starts
from router.checking.schedule import best_times
from router.domain.problem import Problem, Shift, Span, Visit
from router.domain.route import PlannedVisit, Route, Stop

__all__ = ["Agenda", "Filled", "Filling"]

Agenda = Mapping[str, tuple[str, ...]]
"""Shift id to visit ids in order; shifts without visits are not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """An agenda with more visits.

    Parameters
    ----------
    agenda
        Every shift keeps its rules.
    left_out
        Visit ids for which there was no place.
    extra_cost
        What the routes cost more, in money: time, way, use of a shift, other prices, and what
        visits are worth less than at their best time.
    """

    agenda: Agenda
    left_out: tuple[str, ...]
    extra_cost: float


class Filling:
    """Fills the shifts of a problem, without a search.

    Parameters
    ----------
    problem
        Its meetings, orders and spacings are not looked at: visits that are in one are not to be
        put on shifts here.
    """

    def __init__(self, problem: Problem) -> None:
        self._visits = {visit.visit_id: visit for visit in problem.visits}
        self._shifts = {shift.shift_id: shift for shift in problem.shifts}
        self._maps = Maps(problem)

    def filled(
        self, agenda: Agenda, visit_ids: Sequence[str], shift_ids: Collection[str] | None = None
    ) -> Filled:
        """Put visits on shifts, one after the other, each where it costs least.

        Parameters
        ----------
        agenda
            Who does what already.
        visit_ids
            In this order.
        shift_ids
            Where they may go; None for anywhere.

        Returns
        -------
        Filled
            Exact in windows, hours, breaks, limits, skills and agents; of equal places the first.
        """
        orders = dict(agenda)
        groups = {self._visits[v].group for order in orders.values() for v in order}
        allowed = [s for s in self._shifts if shift_ids is None or s in shift_ids]
        standings = {shift_id: self._standing(shift_id, orders) for shift_id in allowed}
        left_out, cost = [], 0.0
        for visit_id in visit_ids:
            visit = self._visits[visit_id]
            taken = bool(visit.group) and visit.group in groups
            tried = [
                (found.extra_cost, number, shift_id, found.position)
                for number, (shift_id, standing) in enumerate(standings.items())
                if not taken and _may_go(standing.shift, visit)
                and (found := best_insertion(standing, visit, [*detours(standing, visit)]))
            ]  # fmt: skip
            if not tried:
                left_out.append(visit_id)
                continue
            extra, _, shift_id, position = min(tried)
            order = orders.get(shift_id, ())
            orders[shift_id] = (*order[:position], visit_id, *order[position:])
            standings[shift_id] = self._standing(shift_id, orders)
            groups.add(visit.group)
            cost += extra
        return Filled(agenda=orders, left_out=tuple(left_out), extra_cost=cost)

    def routes(self, agenda: Agenda) -> tuple[Route, ...]:
        """Write an agenda as routes from which a search may begin.

        Parameters
        ----------
        agenda
            As `filled` gives it.

        Returns
        -------
        tuple of Route
            Their orders are what counts. A visit stands at the beginning of that span of its starts
            in which it is best made; the other times are not worked out.
        """
        return tuple(
            self._route(self._shifts[shift_id], [self._visits[v] for v in order])
            for shift_id, order in agenda.items()
            if order
        )

    def _standing(self, shift_id: str, orders: Agenda) -> Standing:
        visits = [self._visits[v] for v in orders.get(shift_id, ())]
        return Standing(self._maps, self._shifts[shift_id], visits)

    def _route(self, shift: Shift, visits: list[Visit]) -> Route:
        starts = []
        for number, visit in enumerate(visits):
            spans = priced_starts(visit)[0]
            best = min(spans, key=lambda span: (self._cost(shift, visits, number, span), span))
            starts.append(best[0])
            visits[number] = replace(visit, windows=(best,))
        return Route(
            shift_id=shift.shift_id,
            start_s=min(starts),
            end_s=max(starts),
            stops=tuple(_stop(visit, start) for visit, start in zip(visits, starts, strict=True)),
        )

    def _cost(self, shift: Shift, visits: Sequence[Visit], number: int, span: Span) -> float:
        """Return what the times of an order cost if one visit starts in one span."""
        within = replace(visits[number], windows=(span,))
        order = [*visits[:number], within, *visits[number + 1 :]]
        itinerary = self._maps.itinerary(shift, order)
        times = None if itinerary is None else best_times(shift, itinerary)
        return float("inf") if times is None else times.cost


def _may_go(shift: Shift, visit: Visit) -> bool:
    return (
        visit.skills <= shift.skills
        and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
        and shift.agent_id not in visit.excluded_agents
        and visit.locked_shift in ("", shift.shift_id)
    )


def _stop(visit: Visit, start_s: int) -> Stop:
    made = PlannedVisit(visit_id=visit.visit_id, start_s=start_s, end_s=start_s + visit.service_s)
    return Stop(
        building=visit.building, arrival_s=start_s, setup_s=0, travel_s=0, distance_m=0,
        visits=(made,),
    )  # fmt: skip
