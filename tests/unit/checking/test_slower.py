"""Appointments that slower travel would break, and departures that save them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from router.checking import check_routes
from router.checking.earlier import leave_earlier
from router.checking.slower import at_risk, late_appointments
from router.domain.problem import Problem, Shift, ShiftBreak, Spacing, Visit
from router.domain.route import Route
from tests.solved import solved
from tests.unit.checking.test_slots import day
from tests.unit.checking.world import MINUTE, ORIGIN, matrix, visit

# home 0 --30-- P1 --20-- P2, and back 40
LEGS = {(0, 1): 30, (1, 2): 20, (0, 2): 40}


def shift(**fields: object) -> Shift:
    plain = Shift(
        shift_id="a1", agent_id="a1", start_location=0, end_location=0, earliest_s=0,
        latest_s=600 * MINUTE, matrix="car", cost_per_hour=30.0,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


def appointment(name: str, location: int, opens: int, closes: int) -> Visit:
    return replace(visit(name, location, windows=((opens, closes),)), mandatory=True)


def planned(visits: Sequence[Visit], **fields: object) -> tuple[Problem, tuple[Route, ...]]:
    problem = Problem(
        origin=ORIGIN, visits=tuple(visits), shifts=(shift(**fields),),
        matrices={"car": matrix(3, LEGS)},
    )  # fmt: skip
    return problem, solved(problem).routes


def minutes(route: Route) -> list[float]:
    """Departure, starts and return of a route, in minutes."""
    starts = [one.start_s for stop in route.stops for one in stop.visits]
    return [moment / MINUTE for moment in (route.start_s, *starts, route.end_s)]


def test_an_exact_appointment_is_late_by_a_fifth_of_the_way_that_no_wait_absorbs() -> None:
    # v1 30 min away, then v2 at 100 exactly: leave 40, v1 70-80, 20 min on the way, v2 at 100.
    problem, routes = planned([visit("v1", 1), appointment("v2", 2, 100, 100)])
    assert minutes(routes[0]) == [40, 70, 100, 150]
    # 30 and 20 min become 36 and 24: v1 at 76, v2 at 110 - 10 min late.
    [late] = late_appointments(problem, routes)
    assert (late.visit_id, late.planned_s, late.closes_s, late.late_s) == (
        "v2", 100 * MINUTE, 100 * MINUTE, 10 * MINUTE,
    )  # fmt: skip
    assert at_risk(problem, [late]) == (
        "Appointment at risk: case c2, agent a1, planned 09:40, due by 09:40: 10 min late "
        "if travel takes 20 % longer.",
    )


def test_the_agent_leaves_as_much_earlier_as_slower_travel_takes_longer() -> None:
    problem, routes = planned([visit("v1", 1), appointment("v2", 2, 100, 100)])
    moved = leave_earlier(problem, routes)
    # 10 min earlier, all of which is a wait at the door of v2.
    assert minutes(moved[0]) == [30, 60, 100, 150]
    assert [one.wait_s for stop in moved[0].stops for one in stop.visits] == [0, 10 * MINUTE]
    assert check_routes(problem, moved).ok
    assert late_appointments(problem, moved) == ()


def test_a_shift_that_begins_too_late_for_that_leaves_the_route_as_it_was() -> None:
    problem, routes = planned(
        [visit("v1", 1), appointment("v2", 2, 100, 100)], earliest_s=31 * MINUTE
    )
    assert leave_earlier(problem, routes) == routes
    assert [one.visit_id for one in late_appointments(problem, routes)] == ["v2"]


def test_an_appointment_that_nothing_can_save_does_not_hide_one_that_can_be_saved() -> None:
    # v2 at 70, 20 min from v1 at 40: no room between them, whenever the agent leaves.
    problem, routes = planned([appointment("v1", 1, 40, 40), appointment("v2", 2, 70, 70)])
    assert minutes(routes[0]) == [10, 40, 70, 120]
    assert [one.late_s / MINUTE for one in late_appointments(problem, routes)] == [6, 10]
    moved = leave_earlier(problem, routes)
    # 6 min earlier saves v1; v2 stays 4 min late, and is said to be.
    assert minutes(moved[0]) == [4, 40, 70, 120]
    assert [(one.visit_id, one.late_s / MINUTE) for one in late_appointments(problem, moved)] == [
        ("v2", 4)
    ]


def test_a_limit_on_paid_time_is_kept() -> None:
    visits = [visit("v1", 1), appointment("v2", 2, 100, 100)]
    problem, routes = planned(visits, max_duration_s=119 * MINUTE)  # 120 would be needed
    assert leave_earlier(problem, routes) == routes
    problem, routes = planned(visits, max_duration_s=120 * MINUTE)
    assert late_appointments(problem, leave_earlier(problem, routes)) == ()


def test_a_break_stays_between_the_same_visits() -> None:
    rest = ShiftBreak(earliest_s=60 * MINUTE, latest_s=90 * MINUTE, duration_s=15 * MINUTE)
    problem, routes = planned(
        [visit("v1", 1), appointment("v2", 2, 120, 120)], breaks=(rest,), latest_s=165 * MINUTE
    )
    moved = leave_earlier(problem, routes)
    assert check_routes(problem, moved).ok
    assert late_appointments(problem, moved) == ()
    assert len(moved[0].breaks) == 1


@pytest.mark.parametrize("seed", range(12))
def test_on_days_of_all_kinds_nothing_is_later_and_every_rule_is_kept(seed: int) -> None:
    plain = day(seed)
    exact = range(60, 420, 5)
    visits = tuple(
        appointment(one.visit_id, one.location, start, start) if number % 2 else one
        for number, (one, start) in enumerate(
            zip(plain.visits, exact[7 * seed % 40 :: 6], strict=False)
        )
    )
    problem = replace(plain, visits=visits)
    routes = solved(problem, iterations=100).routes
    moved = leave_earlier(problem, routes)
    assert check_routes(problem, moved).ok
    late, still = late_appointments(problem, routes), late_appointments(problem, moved)
    assert {one.visit_id for one in still} <= {one.visit_id for one in late}
    for one, other in zip(moved, routes, strict=True):
        assert one.visit_ids == other.visit_ids
        assert one.start_s <= other.start_s
        assert one.end_s <= other.end_s
        # Leaving so much earlier is what it costs; nothing else is paid that was not before.
        assert (one.end_s - one.start_s) - (other.end_s - other.start_s) <= (
            other.start_s - one.start_s
        )


def test_a_start_on_which_another_visit_depends_is_not_moved() -> None:
    visits = [visit("v1", 1), appointment("v2", 2, 100, 100)]
    problem, routes = planned(visits)
    tied = replace(problem, spacings=(Spacing(visit_ids=("v1", "v2"), gap_s=30 * MINUTE),))
    # v1 must stay at 70: then 10 + 24 min lead to 104, whenever the agent leaves.
    assert leave_earlier(tied, routes) == routes


@pytest.mark.parametrize("closes", [110, 115])
def test_an_appointment_with_room_is_not_late(closes: int) -> None:
    problem, routes = planned([visit("v1", 1), appointment("v2", 2, 100, 100)])
    roomy = replace(problem, visits=(problem.visits[0], appointment("v2", 2, 100, closes)))
    assert late_appointments(roomy, routes) == ()
    assert leave_earlier(roomy, routes) == routes
