"""The best plan found by enumeration is the best of all plans tried one by one, and holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations, permutations, product

import pytest

from router.checking import check_routes
from router.domain.problem import Meeting, Problem, Shift, Spacing
from tests.property.plain import BestPlan, best_plan, rate_route
from tests.property.rules import left_price, may_start
from tests.property.strategies import mixed_problem
from tests.property.ticks import in_ticks
from tests.unit.checking.world import MINUTE, shift, town, visit

NEVER = float("inf")


def best_of_all(problem: Problem) -> tuple[int, float] | None:
    """Mandatory visits left out, then money, of all plans.

    Every shift is tried for every visit, with every order on it, and for visits that are to be
    apart or together every second at which they may start.
    """
    tied = {v for spacing in problem.spacings for v in spacing.visit_ids}
    tied |= {v for meeting in problem.meetings for v in (meeting.first, meeting.second)}

    @cache
    def rated(number: int, starts: tuple[tuple[str, int | None], ...]) -> float:
        if not starts:
            return NEVER if problem.shifts[number].locked_visits else 0.0
        known = dict(starts)
        held = tuple(
            v if known.get(v.visit_id) is None else replace(v, locked_start_s=known[v.visit_id])
            for v in problem.visits
        )
        fixed = replace(problem, visits=held)
        rates = [rate_route(fixed, number, order) for order in permutations(known)]
        return min((rate for rate in rates if rate is not None), default=NEVER)

    best: tuple[int, float] | None = None
    for given in product([None, *range(len(problem.shifts))], repeat=len(problem.visits)):
        to = {
            visit.visit_id: number
            for visit, number in zip(problem.visits, given, strict=True)
            if number is not None
        }
        if not goes_together(problem, to):
            continue
        left = [visit for visit in problem.visits if visit.visit_id not in to]
        lost = sum(left_price(visit) for visit in left)
        duties = sum(visit.mandatory for visit in left)
        for starts in all_starts(problem, sorted(tied & set(to))):
            cost = lost
            for number in range(len(problem.shifts)):
                mine = sorted(v for v in to if to[v] == number)
                cost += rated(number, tuple((v, starts.get(v)) for v in mine))
            if cost < NEVER and (best is None or (duties, cost) < best):
                best = duties, cost
    return best


def goes_together(problem: Problem, to: Mapping[str, int]) -> bool:
    """Whether groups, orders and the agents of meetings allow who makes what."""
    groups = [v.group for v in problem.visits if v.group and v.visit_id in to]
    agents = {v: problem.shifts[number].agent_id for v, number in to.items()}
    return (
        len(groups) == len(set(groups))
        and all(len({to[v] for v in order if v in to}) < 2 for order in problem.orders)
        and all(
            len({agents.get(meeting.first), agents.get(meeting.second)}) == 2
            and {meeting.first, meeting.second} <= set(to)
            for meeting in problem.meetings
            if {meeting.first, meeting.second} & set(to)
        )
    )


def all_starts(problem: Problem, tied: list[str]) -> Iterator[dict[str, int]]:
    """Every second at which visits that depend on each other may start."""
    seconds = range(
        min(one.earliest_s for one in problem.shifts),
        max(one.latest_s + one.overtime_max_s for one in problem.shifts) + 1,
    )
    visits = {one.visit_id: one for one in problem.visits}
    choices = [[at for at in seconds if may_start(visits[v], at)] for v in tied]
    for chosen in product(*choices):
        starts = dict(zip(tied, chosen, strict=True))
        met = all(
            starts.get(meeting.first) == starts.get(meeting.second) for meeting in problem.meetings
        )
        if met and all(
            abs(starts[one] - starts[other]) >= spacing.gap_s
            for spacing in problem.spacings
            for one, other in combinations([v for v in spacing.visit_ids if v in starts], 2)
        ):
            yield starts


def agrees(problem: Problem) -> None:
    """Fail unless enumeration and trying everything find the same, and the plan holds."""
    best, due = best_plan(problem), best_of_all(problem)
    assert (best is None) == (due is None)
    if best is not None and due is not None:
        assert best.mandatory_left_out == due[0]
        assert best.cost == pytest.approx(due[1])
        holds(problem, best)


def holds(problem: Problem, best: BestPlan) -> None:
    report = check_routes(problem, best.routes)
    assert report.ok, str(report)
    assert report.costs.total == pytest.approx(best.cost)


@pytest.mark.parametrize("seed", range(60))
def test_with_few_visits_nothing_is_cheaper(seed: int) -> None:
    # A quarter of an hour is a second: a day of some thirty, so that every one can be tried.
    agrees(in_ticks(mixed_problem(seed, visits=3, shifts=2), 900))


def tied_problem(seed: int, *, spacing: bool, meeting: bool) -> Problem:
    """A small day in which two visits are to be apart, or together."""
    problem = mixed_problem(seed, visits=3, shifts=2)
    ids = [one.visit_id for one in problem.visits]
    apart = Spacing(visit_ids=(ids[1], ids[2]), gap_s=3600)
    shifts: tuple[Shift, ...] = tuple(
        replace(one, agent_id=f"a{number}", locked_visits=())
        for number, one in enumerate(problem.shifts)
    )
    return replace(
        problem,
        shifts=shifts,
        spacings=(apart,) if spacing else (),
        meetings=(Meeting(first=ids[0], second=ids[1]),) if meeting else (),
    )


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize(("spacing", "meeting"), [(True, False), (False, True)])
def test_visits_apart_or_together_are_timed_as_well_as_can_be(
    seed: int, spacing: bool, meeting: bool
) -> None:
    agrees(in_ticks(tied_problem(1000 + seed, spacing=spacing, meeting=meeting), 900))


@pytest.mark.parametrize("seed", range(25))
def test_a_larger_day_holds_and_costs_what_is_said(seed: int) -> None:
    problem = mixed_problem(100 + seed, visits=7, shifts=3)
    best = best_plan(problem)
    assert best is not None  # its locks can be kept
    holds(problem, best)


def test_a_wait_for_a_meeting_is_shared_as_the_balance_asks() -> None:
    # Two agents, no travel. v1 meets v2; before, s1 makes v3, open until 08:10 only, and s2 makes
    # v4, from 09:00 on only and 10 minutes long. So they meet at 09:10, and end at 09:20. All is
    # decided: s2 works from 09:00, 20 minutes; s1 from 08:10, 70 minutes, at 1 money a minute each.
    visits = (
        visit("v1", 0),
        visit("v2", 0),
        visit("v3", 0, windows=((0, 10),)),
        visit("v4", 0, windows=((60, 60),)),
    )
    problem = town(visits, {}, shift("s1"), shift("s2"))
    one = replace(visits[2], locked_shift="s1")
    other = replace(visits[3], locked_shift="s2")
    problem = replace(
        problem,
        visits=(visits[0], visits[1], one, other),
        meetings=(Meeting(first="v1", second="v2"),),
        orders=(("v3", "v1"), ("v4", "v2")),
        balance_price=3.6,
    )
    best = best_plan(problem)
    assert best is not None
    # Fixed 7 each; 90 minutes at 1; squares of 70/60 and 20/60 hours at 3.6.
    assert best.cost == pytest.approx(14 + 90 + 3.6 * (70**2 + 20**2) / 3600)
    starts = {v.visit_id: v.start_s for r in best.routes for s in r.stops for v in s.visits}
    assert starts["v1"] == starts["v2"] == 70 * MINUTE


def test_locks_that_cannot_be_kept_leave_no_plan() -> None:
    problem = town((visit("v1", 0, windows=((500, 600),)),), {}, shift("s1"))
    held = replace(problem.shifts[0], locked_visits=("v1",))
    assert best_plan(replace(problem, shifts=(held,))) is None
