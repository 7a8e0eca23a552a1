"""The two visits of a meeting are tried together: two agents at one time, or neither is made."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from router.domain.problem import Meeting, Problem, Shift
from router.domain.route import PlannedVisit
from tests.unit.checking.world import MINUTE, in_order, shift, town, visit


def meeting(*shifts: Shift, value: float = 1000.0, closes: int = 400) -> Problem:
    """Two visits 20 minutes away, 10 minutes each."""
    cases = (
        visit("v1", 1, value=value, windows=((0, closes),)),
        visit("v2", 1, value=value, building="v1"),
    )
    problem = town(cases, {}, *shifts)
    return replace(problem, meetings=(Meeting(first="v1", second="v2"),))


def test_one_agent_alone_is_no_meeting() -> None:
    reasons = explain(meeting(shift()), [])
    assert [reason.code for reason in reasons] == ["MEETING", "MEETING"]
    assert reasons[0].detail == (
        "Aino has room for it on an empty route, but nobody else at the same time for visit v2, "
        "with which it is a meeting."
    )


def test_two_agents_who_are_never_there_together_are_none() -> None:
    # Aino is back by 10:00, so there until 09:40; Eero is there from 10:20 on.
    first, second = explain(meeting(shift(hours=(0, 120)), shift("s2", hours=(120, 240))), [])
    assert (first.code, second.code) == ("MEETING", "MEETING")


def test_two_agents_who_could_be_there_were_not_found_by_the_search() -> None:
    # Aino is there 08:20-09:30 (start), Eero from 09:20 on: together from 09:20. Each pays 50
    # minutes at 1, 40 kilometres at 0.5 and 7 for the day: 77.
    first, _ = explain(meeting(shift(hours=(0, 120)), shift("s2", hours=(60, 240))), [])
    assert first.code == "SEARCH_LIMIT"
    assert "at 09:20, and Eero on an empty route for visit v2" in first.detail
    assert first.detail.endswith("for 154.00 more, both are worth 2000.00.")


def test_what_both_cost_is_held_against_what_both_are_worth() -> None:
    # 154 for both, worth 70 each.
    first, second = explain(meeting(shift(), shift("s2"), value=70.0), [])
    assert (first.code, second.code) == ("NOT_WORTH_IT", "NOT_WORTH_IT")
    first, second = explain(meeting(shift(), shift("s2"), value=78.0), [])
    assert (first.code, second.code) == ("SEARCH_LIMIT", "SEARCH_LIMIT")


def test_half_a_meeting_that_is_made_says_when_the_other_half_has_to_be() -> None:
    # Eero makes v2 at 12:00 (by hand, against the rules); v1 is open until 10:00.
    problem = meeting(shift(), shift("s2"), closes=120)
    route = in_order("s2", problem.visits[1])
    made = PlannedVisit(visit_id="v2", start_s=240 * MINUTE, end_s=250 * MINUTE)
    route = replace(route, stops=(replace(route.stops[0], visits=(made,)),))
    (reason,) = explain(problem, [route])
    assert reason.code == "MEETING"
    assert "but not at 12:00, when visit v2 is made" in reason.detail
    codes = {refusal.shift_id: refusal.detail for refusal in reason.refusals}
    assert "which the same agent makes" in codes["s2"]


def test_a_meeting_that_an_order_forbids_is_not_blamed_on_the_agents() -> None:
    problem = replace(meeting(shift(), shift("s2")), orders=(("v1", "v2"),))
    first, _ = explain(problem, [])
    assert first.code == "MEETING"
    assert "belongs on the same route by an order" in first.detail


def allowing(problem: Problem, *names: str) -> Problem:
    pairs = frozenset(frozenset(pair.split()) for pair in names)
    return replace(problem, meetings=(replace(problem.meetings[0], pairs=pairs),))


def test_agents_who_may_not_meet_are_tried_with_others_only() -> None:
    # All three have room for either visit; Aino (a1) may meet nobody but a3.
    three = meeting(shift(), shift("s2"), shift("s3"))
    first, second = explain(allowing(three, "a1 a3"), [])
    assert (first.code, second.code) == ("SEARCH_LIMIT", "SEARCH_LIMIT")
    refusals = {refusal.shift_id: refusal for refusal in first.refusals}
    assert "and a3 on an empty route for visit v2" in refusals["s1"].detail
    assert "and Aino on an empty route for visit v2" in refusals["s3"].detail
    assert refusals["s2"].code == "AGENT_NOT_ALLOWED"
    assert refusals["s2"].detail == "Eero is in no pair of agents who may meet there"


def test_if_the_two_who_may_meet_are_never_there_together_that_is_said() -> None:
    # Aino until 10:00, Eero from 10:20 on, a3 all day; only Aino and Eero may meet.
    hours = (shift(hours=(0, 120)), shift("s2", hours=(120, 240)), shift("s3"))
    first, _ = explain(allowing(meeting(*hours), "a1 a2"), [])
    assert first.code == "MEETING"
    assert "but nobody whom this agent may meet at the same time for visit v2" in first.detail


def test_half_a_meeting_is_not_completed_by_somebody_who_may_not_meet_the_other() -> None:
    # Eero makes v2; a3 has room for v1 at that time, and may not meet him.
    problem = allowing(meeting(shift(), shift("s2"), shift("s3")), "a1 a2", "a1 a3")
    made = PlannedVisit(visit_id="v2", start_s=240 * MINUTE, end_s=250 * MINUTE)
    route = in_order("s2", problem.visits[1])
    route = replace(route, stops=(replace(route.stops[0], visits=(made,)),))
    (reason,) = explain(problem, [route])
    refusals = {refusal.shift_id: refusal for refusal in reason.refusals}
    assert refusals["s3"].code == "MEETING"
    assert "is made by Eero, whom this agent may not meet there" in refusals["s3"].detail
    assert refusals["s1"].code == "SEARCH_LIMIT"


def at_one_door(*shifts: Shift, excluded: str = "", value: float = 1000.0) -> Problem:
    """One case that two agents visit together: the second visit is about the same case."""
    first = replace(visit("v1", 1, value=value), excluded_agents=frozenset(excluded.split()))
    second = replace(first, visit_id="v1+2", value=0.0)
    problem = town((first, second), {}, *shifts)
    return replace(problem, meetings=(Meeting(first="v1", second="v1+2"),))


def test_the_second_agent_at_a_door_is_called_so_and_not_by_an_id_of_the_program() -> None:
    problems = [
        (at_one_door(shift()), []),
        (at_one_door(shift(), shift("s2")), []),
        (at_one_door(shift(), shift("s2"), value=10.0), []),
        (at_one_door(shift(), shift("s2")), [in_order("s2", visit("v1", 1))]),
    ]
    said = [
        text
        for problem, routes in problems
        for reason in explain(problem, routes)
        for text in (reason.detail, reason.remedy, *(one.detail for one in reason.refusals))
    ]
    assert any("the second of the two at v1" in text for text in said)
    assert not any("+2" in text for text in said)


def test_who_is_in_no_pair_is_told_that_it_is_about_pairs() -> None:
    (first, _) = explain(at_one_door(shift(), shift("s2"), shift("s3"), excluded="a3"), [])
    refusals = {refusal.shift_id: refusal for refusal in first.refusals}
    assert refusals["s3"].code == "AGENT_NOT_ALLOWED"
    assert "is in no pair of agents who may meet there" in refusals["s3"].detail
