"""Coupled visits are settled, pinned, improved; what is left is a plan without a fault."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from router.domain.problem import Meeting, Problem, Spacing, Visit
from router.errors import SearchError
from router.solving.coupled import improve, settle
from router.solving.pinned import mended, pin
from router.solving.planned import plan_price
from tests.property.mixing import mixed_problem
from tests.unit.solving.coupled_world import HOUR, cost_of, shift, starts, town, visit


def large(seed: int) -> Problem:
    """40 visits, 4 agents, 2 meetings, 3 pairs of visits that must be apart."""
    chance = random.Random(seed)
    visits = [
        visit(
            f"v{i:02}", chance.randrange(1, 6), 200.0 if i < 10 else float(chance.randint(20, 60)),
            windows=chance.choice(((), ((9 * HOUR, 12 * HOUR),), ((13 * HOUR, 16 * HOUR),))),
        )
        for i in range(40)
    ]  # fmt: skip
    for i in (1, 3):  # who meets is at the same door
        visits[i] = replace(visits[i - 1], visit_id=f"v{i:02}")
    return town(
        visits,
        [shift(f"s{k}", overtime_max_s=HOUR) for k in range(4)],
        meetings=tuple(Meeting(first=f"v{i:02}", second=f"v{i + 1:02}") for i in (0, 2)),
        spacings=tuple(
            Spacing(visit_ids=(f"v{i:02}", f"v{i + 1:02}"), gap_s=3 * HOUR) for i in (4, 6, 8)
        ),
    )


@pytest.mark.parametrize("seed", range(3))
def test_coupled_visits_of_a_larger_day_are_made_and_break_no_rule(seed: int) -> None:
    problem = large(seed)
    routes = settle(problem, seconds=1, seed=seed, deterministic=True)
    cost_of(problem, routes)
    # Alone on a route, with three hours of waiting, a visit costs 30 + 108: less than 200.
    assert {f"v{i:02}" for i in range(10)} <= starts(routes).keys()


def test_settling_keeps_what_it_is_given_and_never_makes_it_dearer() -> None:
    problem = large(5)
    without = settle(pin(problem, ()), seconds=0.3, deterministic=True)
    assert without == ()  # nothing is coupled, mandatory or locked
    begun = settle(problem, seconds=0.3, deterministic=True)
    again = settle(problem, seconds=0.3, seed=1, start=begun, deterministic=True)
    better = improve(problem, again, seconds=0.3, deterministic=True)
    assert cost_of(problem, begun) >= cost_of(problem, again) >= cost_of(problem, better)


def test_a_start_that_breaks_rules_loses_only_what_breaks_them() -> None:
    visits = [visit("one", 1), visit("other", 1), visit("third", 2)]
    free = town(visits, [shift("ann"), shift("bo")])
    given = settle(
        replace(free, visits=tuple(replace(v, mandatory=True) for v in visits)), seconds=1
    )
    assert len(starts(given)) == 3
    problem = replace(free, spacings=(Spacing(visit_ids=("one", "other"), gap_s=9 * HOUR),))
    routes = mended(problem, given)
    assert len(starts(routes)) == 2  # nine hours apart do not fit into the day
    assert "third" in starts(routes)
    cost_of(problem, routes)


def test_pinned_visits_stay_and_absent_ones_are_gone() -> None:
    visits = [
        visit("one", 1),
        visit("other", 1),
        visit("apart", 2),
        visit("far", 3),
        visit("free", 4),
    ]
    problem = town(
        visits,
        [shift("ann"), shift("bo")],
        meetings=(Meeting(first="one", second="other"),),
        spacings=(Spacing(visit_ids=("apart", "far"), gap_s=9 * HOUR),),
        orders=(("apart", "far", "free"),),
    )
    routes = settle(problem, seconds=2)
    at = starts(routes)
    pinned = pin(problem, routes)
    by_id = {v.visit_id: v for v in pinned.visits}
    assert (pinned.spacings, pinned.meetings) == ((), ())
    assert by_id["one"].locked_start_s == by_id["other"].locked_start_s == at["one"]
    assert {by_id["one"].locked_shift, by_id["other"].locked_shift} == {"ann", "bo"}
    assert by_id["one"].mandatory  # it must not be dropped alone
    (made,) = {"apart", "far"} & by_id.keys()  # they exclude each other
    assert pinned.orders == ((made, "free"),)
    assert not by_id[made].mandatory
    cost_of(pinned, routes)


def test_without_routes_pinning_takes_out_all_that_is_coupled_but_locked_beginnings() -> None:
    visits = [visit("one", 1), visit("other", 1), visit("free", 2)]
    problem = town(
        visits,
        [shift("ann", locked_visits=("one",)), shift("bo")],
        meetings=(Meeting(first="one", second="other"),),
    )
    assert [v.visit_id for v in pin(problem, ()).visits] == ["one", "free"]
    # The beginning that is locked brings its partner along.
    routes = settle(problem, seconds=1)
    assert starts(routes)["one"] == starts(routes)["other"]
    cost_of(problem, routes)


def test_who_is_left_alone_at_a_meeting_goes_home() -> None:
    visits: list[Visit] = [visit("one", 1), visit("other", 1), visit("free", 2, mandatory=True)]
    problem = town(
        visits,
        [shift("ann"), shift("bo")],
        meetings=(Meeting(first="one", second="other"),),
    )
    whole = settle(problem, seconds=2)
    assert len(starts(whole)) == 3
    routes = mended(problem, [route for route in whole if "one" not in route.visit_ids])
    assert "other" not in starts(routes)
    cost_of(problem, routes)


def test_beginnings_that_cannot_be_kept_are_refused_by_name() -> None:
    shifts = [
        shift("ann", ends=10, locked_visits=("one",)),
        shift("bo", ends=10, locked_visits=("other",)),
    ]
    spacings = (Spacing(visit_ids=("one", "other"), gap_s=2 * HOUR),)
    problem = town([visit("one", 1), visit("other", 2)], shifts, spacings=spacings)
    with pytest.raises(SearchError, match="ann, bo"):
        settle(problem, seconds=1)


def test_the_same_seed_gives_the_same_routes() -> None:
    one, other = (settle(large(7), seconds=0.3, seed=2, deterministic=True) for _ in range(2))
    assert one == other


COUPLED = [s for s in range(40) if (p := mixed_problem(s, 9, 3)).spacings or p.meetings]


@pytest.mark.parametrize("seed", COUPLED)
def test_any_mixture_is_settled_pinned_and_improved_without_a_fault(seed: int) -> None:
    problem = mixed_problem(seed, 9, 3)
    try:
        routes = settle(problem, seconds=0.2, seed=seed, deterministic=True)
    except SearchError:
        return
    cost_of(problem, routes)
    pinned = pin(problem, routes)
    cost_of(pinned, routes)
    better = improve(problem, mended(problem, routes), seconds=0.2, seed=seed, deterministic=True)
    cost_of(problem, better)
    assert plan_price(problem, better) <= plan_price(problem, routes)
