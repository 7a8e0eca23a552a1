"""Two who travel alone meet at a door: in one second, of a pair that may, or not at all."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from router.domain.problem import Meeting, Problem, ShiftBreak, Spacing
from tests.solved import solved
from tests.unit.solving.coupled_world import HOUR, MINUTE, shift, starts, town, visit


def pairs(*names: str) -> frozenset[frozenset[str]]:
    """Read ``"ann bo"`` as two who may meet."""
    return frozenset(frozenset(name.split()) for name in names)


def day(seed: int, agents: int, meetings: int, may: frozenset[frozenset[str]]) -> Problem:
    """24 visits, two at one door for each meeting; every visit is worth more than any way to it."""
    chance = random.Random(seed)
    visits = [
        visit(
            f"v{i:02}", chance.randrange(1, 6), 300.0,
            windows=chance.choice(((), ((9 * HOUR, 13 * HOUR),), ((13 * HOUR, 18 * HOUR),))),
        )
        for i in range(24)
    ]  # fmt: skip
    for i in range(0, 2 * meetings, 2):
        visits[i + 1] = replace(visits[i], visit_id=f"v{i + 1:02}")
    lunch = ShiftBreak(earliest_s=12 * HOUR, latest_s=13 * HOUR, duration_s=30 * MINUTE)
    return town(
        visits,
        [shift(f"a{k}", ends=19, breaks=(lunch,)) for k in range(agents)],
        meetings=tuple(
            Meeting(first=f"v{i:02}", second=f"v{i + 1:02}", pairs=may)
            for i in range(0, 2 * meetings, 2)
        ),
    )


def agents_of(problem: Problem, iterations: int = 2000) -> dict[str, str]:
    """Who makes each visit in a plan that the checker passes."""
    found = solved(problem, iterations=iterations)
    agents = {s.shift_id: s.agent_id for s in problem.shifts}
    return {v: agents[route.shift_id] for route in found.routes for v in route.visit_ids}


def test_only_a_pair_that_may_meet_does() -> None:
    visits = [visit("one", 1), visit("more", 1)]
    shifts = [shift("ann"), shift("bo"), shift("cy")]
    meeting = Meeting(first="one", second="more", pairs=pairs("bo cy"))
    who = agents_of(town(visits, shifts, meetings=(meeting,)))
    assert sorted(who.values()) == ["bo", "cy"]


def test_without_a_pair_that_may_nobody_goes() -> None:
    visits = [visit("one", 1), visit("more", 1), visit("alone", 2)]
    meeting = Meeting(first="one", second="more", pairs=pairs("ann dee", "bo dee"))
    who = agents_of(town(visits, [shift("ann"), shift("bo")], meetings=(meeting,)))
    assert who.keys() == {"alone"}


def test_who_is_tied_to_one_visit_draws_the_partner_after_him() -> None:
    # Only ann may make the first; of her two partners one has no skill for the second.
    visits = [
        visit("one", 1, allowed_agents=frozenset({"ann"})),
        visit("more", 1, skills=frozenset({"law"})),
    ]
    shifts = [shift("ann"), shift("bo"), shift("cy", skills=frozenset({"law"}))]
    meeting = Meeting(first="one", second="more", pairs=pairs("ann bo", "ann cy"))
    assert agents_of(town(visits, shifts, meetings=(meeting,))) == {"one": "ann", "more": "cy"}


@pytest.mark.parametrize(
    "may",
    [frozenset(), pairs("a0 a1", "a2 a3"), pairs("a0 a1", "a0 a3", "a2 a1")],
    ids=["anybody", "fixed pairs", "some pairs"],
)
@pytest.mark.parametrize("seed", range(2))
def test_a_day_of_many_meetings_is_made_whole(seed: int, may: frozenset[frozenset[str]]) -> None:
    # 24 visits of 40 minutes are 16 hours of the 44 that four agents have.
    problem = day(seed, 4, 6, may)
    who = agents_of(problem, iterations=4000)
    assert len(who) == 24


def test_what_is_planned_again_from_a_plan_with_meetings_is_never_dearer() -> None:
    problem = day(3, 4, 5, frozenset())
    first = solved(problem, iterations=3000)
    again = solved(problem, iterations=500, start=first.routes, seed=1)
    assert starts(again.routes).keys() >= starts(first.routes).keys()


def test_meetings_and_visits_that_must_be_apart_go_together() -> None:
    problem = day(4, 4, 3, frozenset())
    apart = Spacing(visit_ids=("v10", "v11"), gap_s=3 * HOUR)
    made = starts(solved(replace(problem, spacings=(apart,)), iterations=4000).routes)
    assert len(made) == 24
