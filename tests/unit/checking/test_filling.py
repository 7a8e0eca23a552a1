"""Visits go on shifts one after the other, where they cost least, and keep every rule.

A minute costs 1 and a kilometre, which is a minute of the way, 0.50; a shift that is used costs 7.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import Filling
from router.domain.problem import Problem, ValueBand
from tests.solved import solved
from tests.unit.checking.world import MINUTE, shift, town, visit

ROAD = {(0, 1): 30, (0, 2): 35, (0, 3): 40, (1, 2): 5, (2, 3): 5, (1, 3): 10}
"""Three doors on one road, half an hour from home."""


def road(**changes: object) -> Problem:
    visits = tuple(visit(f"v{n}", n) for n in (1, 2, 3))
    return replace(town(visits, ROAD, shift(), shift("s2")), **changes)  # type: ignore[arg-type]


def test_visits_the_same_way_share_a_shift() -> None:
    found = Filling(road()).filled({}, ["v2", "v1", "v3"])
    assert sorted(found.agenda["s1"]) == ["v1", "v2", "v3"]
    assert found.left_out == ()
    # Out to the third door and back 80 min, 30 at the doors, 80 km at 0.50, and the shift 7.
    assert found.extra_cost == pytest.approx(80 + 30 + 40 + 7)


def test_only_the_shifts_that_are_named_are_filled_and_the_others_stay() -> None:
    filling = Filling(road())
    begun = filling.filled({}, ["v1"], {"s2"})
    assert begun.agenda == {"s2": ("v1",)}
    more = filling.filled(begun.agenda, ["v3"], {"s1"})
    assert more.agenda == {"s2": ("v1",), "s1": ("v3",)}


@pytest.mark.parametrize(
    "barred",
    [
        {"skills": frozenset({"swedish"})},
        {"excluded_agents": frozenset({"a1", "a2"})},
        {"allowed_agents": frozenset({"a9"})},
        {"windows": ((0, 29 * MINUTE),)},  # it is half an hour away
        {"release_s": 440 * MINUTE},  # 10 at the door and 35 back: 485 of 480 minutes
        {"due_s": 44 * MINUTE},
    ],
)
def test_who_cannot_be_visited_is_left_out(barred: dict[str, object]) -> None:
    problem = road()
    second = replace(problem.visits[1], **barred)  # type: ignore[arg-type]
    problem = replace(problem, visits=(problem.visits[0], second, problem.visits[2]))
    found = Filling(problem).filled({}, ["v1", "v2", "v3"])
    assert found.left_out == ("v2",)


def test_a_visit_that_is_locked_to_a_shift_goes_on_no_other() -> None:
    problem = road()
    visits = tuple(replace(one, locked_shift="s2") for one in problem.visits)
    filling = Filling(replace(problem, visits=visits))
    assert filling.filled({}, ["v1"]).agenda == {"s2": ("v1",)}
    assert filling.filled({}, ["v1"], {"s1"}).left_out == ("v1",)


def test_of_a_borrower_one_door_is_visited() -> None:
    problem = road()
    visits = tuple(replace(one, group="b") for one in problem.visits)
    found = Filling(replace(problem, visits=visits)).filled({}, ["v3", "v1"])
    assert (found.agenda, found.left_out) == ({"s1": ("v3",)}, ("v1",))


def test_the_limits_of_a_shift_hold() -> None:
    two = replace(road(), shifts=(replace(shift(), max_visits=2),))
    assert Filling(two).filled({}, ["v1", "v2", "v3"]).left_out == ("v3",)


def test_a_search_that_begins_with_the_routes_keeps_them_in_their_best_hours() -> None:
    """The second door is worth more late: 120 minutes before 16:00 (480), the end of the shift."""
    late = (ValueBand(start_s=360 * MINUTE, end_s=480 * MINUTE, value=2000.0),)
    problem = road(shifts=(shift(),))
    second = replace(problem.visits[1], value_bands=late, mandatory=True)
    problem = replace(problem, visits=(problem.visits[0], second, problem.visits[2]))
    filling = Filling(problem)
    found = filling.filled({}, ["v1", "v2", "v3"])
    (route,) = filling.routes(found.agenda)
    starts = {made.visit_id: made.start_s for stop in route.stops for made in stop.visits}
    assert starts["v2"] == 360 * MINUTE
    (kept,) = solved(problem, start=[route], iterations=0).routes
    assert kept.visit_ids == route.visit_ids
    times = {made.visit_id: made.start_s for stop in kept.stops for made in stop.visits}
    assert times["v2"] >= 360 * MINUTE
