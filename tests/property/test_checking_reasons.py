"""The reasons agree with a plain simulation that tries every minute, on random problems."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.checking import explain
from router.domain.plan import ReasonCode
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedVisit, Route, Stop
from tests.property.plain import cheapest_route
from tests.property.strategies import problems

FITS = {ReasonCode.SEARCH_LIMIT, ReasonCode.NOT_WORTH_IT}
FULL = {ReasonCode.NO_CAPACITY_LEFT, ReasonCode.MAX_STOPS}


@st.composite
def plans(draw: st.DrawFn) -> tuple[Problem, dict[str, list[Visit]]]:
    """A problem, and for each shift some visits that it can make in this order."""
    problem = draw(problems(max_visits=4, max_shifts=2))
    problem = replace(problem, visits=tuple(replace(v, group="") for v in problem.visits))
    agenda: dict[str, list[Visit]] = {shift.shift_id: [] for shift in problem.shifts}
    for visit in problem.visits:
        shift = draw(st.sampled_from((*problem.shifts, None)))
        if shift is not None:
            longer = [*agenda[shift.shift_id], visit]
            if len(longer) < 3 and cheapest_route(problem, shift, longer) is not None:
                agenda[shift.shift_id] = longer
    return problem, agenda


def in_order(shift: Shift, visits: list[Visit]) -> Route:
    """A route of which only the order counts."""
    return Route(
        shift_id=shift.shift_id,
        start_s=0,
        end_s=0,
        stops=tuple(
            Stop(
                building=visit.building,
                arrival_s=0,
                setup_s=0,
                travel_s=0,
                distance_m=0,
                visits=(PlannedVisit(visit_id=visit.visit_id, start_s=0, end_s=0),),
            )
            for visit in visits
        ),
    )


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_a_visit_fits_exactly_where_trying_every_minute_finds_a_place(
    drawn: tuple[Problem, dict[str, list[Visit]]],
) -> None:
    problem, agenda = drawn
    routes = [in_order(s, agenda[s.shift_id]) for s in problem.shifts if agenda[s.shift_id]]
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    for reason in explain(problem, routes):
        visit = next(v for v in problem.visits if v.visit_id == reason.visit_id)
        for refusal in reason.refusals:
            shift, made = shifts[refusal.shift_id], agenda[refusal.shift_id]
            before = cheapest_route(problem, shift, made) if made else 0.0
            tried = [
                cheapest_route(problem, shift, [*made[:i], visit, *made[i:]])
                for i in range(len(made) + 1)
            ]
            prices = [price for price in tried if price is not None]
            assert (refusal.code in FITS) == bool(prices)
            if prices:
                assert before is not None
                extra = min(prices) - before
                assert refusal.extra_cost == pytest.approx(extra, abs=1e-6)
                pays = visit.mandatory or extra < visit.value
                if abs(extra - visit.value) > 0.01:
                    assert (refusal.code is ReasonCode.SEARCH_LIMIT) == pays
            else:
                alone = cheapest_route(problem, shift, [visit])
                never = shift.max_visits == 0
                assert (refusal.code in FULL) == (alone is not None) or never
