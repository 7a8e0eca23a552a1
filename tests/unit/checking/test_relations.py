"""Locks, orders, spacings and meetings: each broken by itself gives exactly its code and words.

Two agents, one minute of travel between home 0 and places 1 and 2, services of ten minutes. ::

    s1: home 0-1 v1 1-11, 11-12 v2 12-22, home 23      s2: home 0-1 v3 1-11, home 12
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import Finding, FindingCode, check_routes
from router.domain.problem import Meeting, Problem, Reference, Spacing, ValueBand
from router.domain.route import PlannedVisit, Route, Stop
from tests.unit.checking.world import MINUTE, shift, town, visit, with_visit

M = MINUTE


def stop(name: str, arrival: int) -> Stop:
    made = PlannedVisit(visit_id=name, start_s=arrival * M, end_s=(arrival + 10) * M)
    return Stop(
        building=name,
        arrival_s=arrival * M,
        setup_s=0,
        travel_s=M,
        distance_m=1000,
        visits=(made,),
    )


def route(name: str, start: int, *visit_ids: str) -> Route:
    """Visits one after another, a minute of travel before each and after the last."""
    count = len(visit_ids)
    return Route(
        shift_id=name,
        start_s=start * M,
        end_s=(start + 11 * count + 1) * M,
        stops=tuple(stop(v, start + 1 + 11 * number) for number, v in enumerate(visit_ids)),
        travel_s=(count + 1) * M,
        distance_m=(count + 1) * 1000,
        service_s=10 * count * M,
    )


ROUTES = (route("s1", 0, "v1", "v2"), route("s2", 0, "v3"))


def day(**changes: object) -> Problem:
    legs = {(a, b): 1 for a in range(4) for b in range(a)}
    visits = tuple(visit(f"v{number}", number) for number in (1, 2, 3))
    problem = town(visits, legs, shift("s1"), shift("s2"))
    return replace(problem, **changes)  # type: ignore[arg-type]


def on_visit(name: str, **changes: object) -> Problem:
    problem = day()
    (one,) = (v for v in problem.visits if v.visit_id == name)
    return with_visit(problem, replace(one, **changes))  # type: ignore[arg-type]


def begins(name: str, *visit_ids: str) -> Problem:
    problem = day()
    shifts = tuple(
        replace(s, locked_visits=visit_ids) if s.shift_id == name else s for s in problem.shifts
    )
    return replace(problem, shifts=shifts)


def found(problem: Problem, *routes: Route) -> tuple[Finding, ...]:
    return check_routes(problem, routes or ROUTES).errors


def test_the_routes_hold() -> None:
    assert found(day()) == ()


@pytest.mark.parametrize(
    ("code", "problem", "detail"),
    [
        (
            FindingCode.RELEASE,
            on_visit("v2", release_s=12 * M + 1),
            "service starts at 08:12, not before 08:12:01 is allowed",
        ),
        (
            FindingCode.DUE,
            on_visit("v2", due_s=22 * M - 1),
            "service ends at 08:22, due is 08:21:59",
        ),
        (
            FindingCode.LOCKED_START,
            on_visit("v2", locked_start_s=13 * M),
            "service starts at 08:12, it is locked to 08:13",
        ),
        (FindingCode.LOCKED_SHIFT, on_visit("v2", locked_shift="s2"), "is locked to shift s2"),
        (
            FindingCode.LOCKED_VISITS,
            begins("s1", "v2"),
            "should begin with v2, begins with v1",
        ),
        (
            FindingCode.ORDER,
            day(orders=(("v2", "v1"),)),
            "comes before v2; the order is v2 and v1",
        ),
        (
            FindingCode.ORDER,
            day(orders=(("v1", "v3"),)),
            "v1 and v3 belong on one route, v1 is on another one",
        ),
        (
            FindingCode.SPACING,
            day(spacings=(Spacing(visit_ids=("v2", "v3"), gap_s=11 * M + 1),)),
            "starts at 08:12, 660 s after v3; they have to be 12 min (661 s) apart",
        ),
        (
            FindingCode.MEETING,
            day(meetings=(Meeting(first="v2", second="v3"),)),
            "starts at 08:01, v2, with which it is a meeting, at 08:12",
        ),
        (
            FindingCode.MEETING,
            day(meetings=(Meeting(first="v1", second="v2"),)),
            "is a meeting with v1, agent a1 cannot make both",
        ),
    ],
)
def test_a_stricter_problem_is_reported_as_just_that(
    code: FindingCode, problem: Problem, detail: str
) -> None:
    (finding,) = found(problem)
    assert (finding.code, finding.detail) == (code, detail)


@pytest.mark.parametrize(
    "problem",
    [
        on_visit("v2", release_s=12 * M, due_s=22 * M, locked_start_s=12 * M, locked_shift="s1"),
        begins("s1", "v1"),
        begins("s1", "v1", "v2"),
        day(orders=(("v1", "v2"), ("v3",))),
        day(spacings=(Spacing(visit_ids=("v1", "v2"), gap_s=11 * M),)),
        day(meetings=(Meeting(first="v1", second="v3"),)),
    ],
)
def test_what_is_just_met_is_kept(problem: Problem) -> None:
    assert found(problem) == ()


def test_a_shift_with_locked_visits_has_a_route() -> None:
    (finding,) = found(begins("s2", "v3"), ROUTES[0])
    assert str(finding) == ("error LOCKED_VISITS at shift s2: should begin with v3, has no route")


def test_a_visit_locked_to_the_beginning_of_a_shift_is_on_no_other() -> None:
    # It is not at the beginning of its own shift either.
    codes = {finding.code: finding for finding in found(begins("s2", "v2", "v3"))}
    assert set(codes) == {FindingCode.LOCKED_SHIFT, FindingCode.LOCKED_VISITS}
    assert codes[FindingCode.LOCKED_SHIFT].detail == "is locked to the beginning of shift s2"


def test_half_a_meeting_is_none() -> None:
    problem = day(meetings=(Meeting(first="v1", second="v3"),))
    (finding,) = found(problem, ROUTES[0])
    assert (finding.code, finding.visit_id) == (FindingCode.MEETING, "v1")
    assert finding.detail == "is made without v3, with which it is a meeting"
    assert found(problem, route("s1", 0, "v2")) == ()


def test_two_agents_who_may_not_meet_make_no_meeting() -> None:
    # v1 by a1 and v3 by a2, both at 1 minute.
    problem = day(meetings=(Meeting(first="v1", second="v3", pairs=pairs("a1 a3", "a2 a3")),))
    (finding,) = found(problem)
    assert (finding.code, finding.visit_id) == (FindingCode.MEETING, "v3")
    assert finding.detail == "is a meeting with v1, agents a1 and a2 may not meet there"
    for allowed in (pairs("a2 a1"), pairs("a1 a3", "a1 a2"), pairs()):
        assert found(day(meetings=(Meeting(first="v1", second="v3", pairs=allowed),))) == ()


def pairs(*names: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in names)


def test_of_an_order_only_what_is_made_counts() -> None:
    # v1 and v3 with v2 between them, which nobody makes.
    problem = day(orders=(("v1", "v2", "v3"),))
    assert found(problem, route("s1", 0, "v1", "v3")) == ()
    assert [f.code for f in found(problem, route("s1", 0, "v3", "v1"))] == [FindingCode.ORDER]


def test_numbers_that_are_no_times_are_no_starts() -> None:
    problem = day(
        meetings=(Meeting(first="v1", second="v3"),),
        spacings=(Spacing(visit_ids=("v1", "v3"), gap_s=M),),
    )
    odd = replace(ROUTES[1], start_s=10**30)
    assert [f.code for f in found(problem, ROUTES[0], odd)] == [FindingCode.NUMBERS]


def test_the_prices_of_the_plan_are_terms_of_their_own() -> None:
    # v1 starts at 1: worth 30 instead of 50. v2 is left out: worth 50, and 7 as it was promised.
    # v3 starts at 1: planned by a1 at 31, ten minutes of tolerance: 4 for the agent, 5 for the
    # time; a1 is preferred: 3. One hour squared is worth 36, twelve minutes are 1/5 of it.
    problem = day(balance_price=36.0)
    band = ValueBand(start_s=2 * M, end_s=60 * M, value=50.0)
    before = Reference(
        agent_id="a1",
        start_s=31 * M,
        tolerance_s=10 * M,
        agent_price=4.0,
        time_price=5.0,
        drop_price=7.0,
    )
    one, two, three = problem.visits
    visits = (
        replace(one, value=30.0, value_bands=(band,)),
        replace(two, value=30.0, value_bands=(band,), reference=before),
        replace(
            three,
            reference=before,
            preferred_agents=frozenset({"a1"}),
            other_agent_price=3.0,
        ),
    )
    routes = (route("s1", 0, "v1"), route("s2", 0, "v3"))
    due = check_routes(replace(problem, visits=visits), routes).costs
    assert due.value_not_collected == pytest.approx(20.0 + 50.0)
    assert due.change == pytest.approx(7.0 + 4.0 + 5.0)
    assert due.preference == pytest.approx(3.0)
    assert due.balance == pytest.approx(2 * 36 / 25)


def test_a_start_inside_the_tolerance_is_no_change() -> None:
    before = Reference(agent_id="a1", start_s=11 * M, tolerance_s=10 * M, time_price=5.0)
    assert check_routes(on_visit("v1", reference=before), ROUTES).costs.change == 0.0
    early = replace(before, start_s=11 * M + 1)
    assert check_routes(on_visit("v1", reference=early), ROUTES).costs.change == 5.0
