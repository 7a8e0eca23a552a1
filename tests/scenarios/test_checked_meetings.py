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
