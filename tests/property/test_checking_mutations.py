"""Solved routes, each rule tightened just past what they need: the checker names that rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.checking import check, check_routes, explain
from router.domain.plan import (
    CaseCard,
    CostBreakdown,
    HeldCase,
    LaterVisit,
    PlanData,
    ReasonCode,
    ReviewCase,
    UnassignedVisit,
)
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, SearchInfo, Stop
from router.solving.prepared import Prepared
from router.solving.timetable import route_of
from tests.property.strategies import mixed_problems, problems
from tests.property.test_checking_against_solving import for_anybody, orders


def tightened(problem: Problem, route: Route) -> Iterator[tuple[str, Problem]]:
    """Problems that the route breaks by one second, metre, unit or name."""
    shift = problem.shifts[0]
    visits = {visit.visit_id: visit for visit in problem.visits}

    def on_shift(**changes: int) -> Problem:
        changed: Shift = replace(shift, **changes)  # type: ignore[arg-type]
        return replace(problem, shifts=(changed,))

    def on_visit(changed: Visit) -> Problem:
        return replace(
            problem,
            visits=tuple(changed if v.visit_id == changed.visit_id else v for v in problem.visits),
        )

    yield "MAX_VISITS", on_shift(max_visits=len(route.visit_ids) - 1)
    if route.end_s > route.start_s:
        yield "MAX_DURATION", on_shift(max_duration_s=route.end_s - route.start_s - 1)
    if route.distance_m:
        yield "MAX_DISTANCE", on_shift(max_distance_m=route.distance_m - 1)
    load = sum(visits[visit_id].load for visit_id in route.visit_ids)
    if load:
        yield "CAPACITY", on_shift(capacity=load - 1)
    for stop in route.stops:
        for planned in stop.visits:
            visit = visits[planned.visit_id]
            start, end = planned.start_s, planned.end_s
            yield "SKILL", on_visit(replace(visit, skills=frozenset({"flying"})))
            yield "AGENT", on_visit(replace(visit, allowed_agents=frozenset({"nobody"})))
            yield "AGENT", on_visit(replace(visit, excluded_agents=frozenset({shift.agent_id})))
            yield "WINDOW", on_visit(replace(visit, windows=((0, start - 1), (start + 1, 10**6))))
            yield "LEGAL_HOURS", on_visit(replace(visit, legal=((start + 1, 10**6),)))
            yield "LEGAL_HOURS", on_visit(replace(visit, legal=((0, end - 1),)))
            yield "RELEASE", on_visit(replace(visit, release_s=start + 1))
            yield "DUE", on_visit(replace(visit, due_s=end - 1))
            yield "LOCKED_START", on_visit(replace(visit, locked_start_s=start - 1))
    for number, rest in enumerate(shift.breaks):
        longer = replace(rest, duration_s=rest.duration_s + 1)
        breaks = (*shift.breaks[:number], longer, *shift.breaks[number + 1 :])
        yield "BREAK_DURATION", replace(problem, shifts=(replace(shift, breaks=breaks),))
    if shift.breaks:
        yield "BREAK_EXTRA", replace(problem, shifts=(replace(shift, breaks=shift.breaks[1:]),))
    more = replace(shift, breaks=(*shift.breaks, *shift.breaks[-1:]))
    if shift.breaks:
        yield "BREAK_MISSING", replace(problem, shifts=(more,))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders())
def test_a_rule_that_is_missed_by_one_is_named(drawn: tuple[Problem, list[int]]) -> None:
    problem, order = for_anybody(drawn[0]), drawn[1]
    route = route_of(Prepared(problem), 0, order)
    if route is not None:
        for code, stricter in tightened(problem, route):
            assert {str(f.code) for f in check_routes(stricter, [route]).errors} == {code}


numbers = st.one_of(st.integers(-(10**5), 10**5), st.integers())
names = st.sampled_from(["v0", "v1", "v2", "v9", ""])
cases = st.sampled_from(["c0", "c1", "c2", "c9", ""])
texts = st.sampled_from(["", "x"])
plan_routes = st.builds(
    Route,
    shift_id=st.sampled_from(["s0", "s1", "s9"]),
    start_s=numbers,
    end_s=numbers,
    stops=st.lists(
        st.builds(
            Stop,
            building=st.sampled_from(["b0", "tower", ""]),
            arrival_s=numbers,
            setup_s=numbers,
            travel_s=numbers,
            distance_m=numbers,
            visits=st.lists(
                st.builds(
                    PlannedVisit, visit_id=names, start_s=numbers, end_s=numbers, wait_s=numbers
                ),
                max_size=3,
            ).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    breaks=st.lists(st.builds(PlannedBreak, start_s=numbers, end_s=numbers), max_size=3).map(tuple),
    travel_s=numbers,
)
edited_plans = st.builds(
    PlanData,
    day=st.just(date(2026, 11, 23)),
    problem=st.one_of(problems(max_visits=3), mixed_problems(max_visits=3)),
    routes=st.lists(plan_routes, max_size=3).map(tuple),
    unassigned=st.lists(
        st.builds(
            UnassignedVisit,
            visit_id=names,
            case_ids=st.lists(cases, max_size=2).map(tuple),
            code=st.sampled_from(ReasonCode),
            detail=texts,
            remedy=texts,
        ),
        max_size=3,
    ).map(tuple),
    held=st.lists(st.builds(HeldCase, case_id=cases, rule=texts, detail=texts), max_size=2).map(
        tuple
    ),
    review=st.lists(st.builds(ReviewCase, case_id=cases, why=texts), max_size=2).map(tuple),
    cards=st.lists(st.builds(CaseCard, case_id=cases, borrower_id=texts), max_size=4).map(tuple),
    costs=st.builds(CostBreakdown, waiting=st.floats()),
    later=st.lists(
        st.builds(
            LaterVisit,
            visit_id=names,
            case_ids=st.lists(cases, max_size=2).map(tuple),
            start=st.datetimes(timezones=st.just(UTC)),
            agent_id=texts,
        ),
        max_size=2,
    ).map(tuple),
    search=st.just(SearchInfo(engine="a person", seed=0)),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_plans)
def test_whatever_a_person_writes_into_a_plan_is_reported_and_nothing_raises(
    plan: PlanData,
) -> None:
    report = check(plan)
    assert str(report)
    left_out = {v.visit_id for v in plan.problem.visits} - {
        visit_id for route in plan.routes for visit_id in route.visit_ids
    }
    reasons = explain(plan.problem, plan.routes)
    assert {reason.visit_id for reason in reasons} == left_out
    assert all(reason.detail and reason.remedy for reason in reasons)
