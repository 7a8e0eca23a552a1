"""The best hour of a visit is sought while those work who may make it."""

from __future__ import annotations

from dataclasses import replace

from router.domain.problem import Meeting, Problem
from router.pipeline.hours_worked import hours_worked
from tests.unit.checking.world import MINUTE, shift, town, visit

HOUR = 60 * MINUTE


def met(*pairs: str) -> Problem:
    """A1 works from 0:00 to 5:00, a2 from 2:00 to 9:00, a3 from 4:00 to 9:00; ten minutes there."""
    first = visit("v1", 1)
    problem = town(
        (first, replace(first, visit_id="v1+2", value=0.0)),
        {},
        shift("s1", hours=(0, 300)),
        shift("s2", hours=(120, 540)),
        shift("s3", hours=(240, 540)),
    )
    allowed = frozenset(frozenset(pair.split()) for pair in pairs)
    return replace(problem, meetings=(Meeting(first="v1", second="v1+2", pairs=allowed),))


def test_two_who_meet_are_there_while_both_work() -> None:
    problem = met("a1 a2")
    assert hours_worked(problem)(problem.visits[0]) == ((2 * HOUR, 5 * HOUR - 10 * MINUTE),)


def test_of_several_pairs_each_has_its_hours() -> None:
    problem = met("a1 a2", "a2 a3")
    spans = hours_worked(problem)(problem.visits[0])
    assert spans == (
        (2 * HOUR, 5 * HOUR - 10 * MINUTE),
        (4 * HOUR, 9 * HOUR - 10 * MINUTE),
    )


def test_one_agent_is_there_within_his_shift_and_the_hours_of_the_visit() -> None:
    one = replace(visit("v1", 1, windows=((60, 500),)), excluded_agents=frozenset({"a2"}))
    problem = town((one,), {}, shift("s1", hours=(0, 300)), shift("s2", hours=(120, 540)))
    assert hours_worked(problem)(one) == ((HOUR, 5 * HOUR - 10 * MINUTE),)


def test_where_nobody_may_go_the_hours_are_those_of_the_visit() -> None:
    one = replace(visit("v1", 1, windows=((60, 500),)), excluded_agents=frozenset({"a1"}))
    problem = town((one,), {}, shift("s1"))
    assert hours_worked(problem)(one) == ((HOUR, 500 * MINUTE),)
