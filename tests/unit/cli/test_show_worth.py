"""`router show` and `router check` say what a plan should bring, and what is due instead."""

from __future__ import annotations

from dataclasses import replace

from router.cli.show_worth import back_line, instead_line, instead_words, later_line, why_lines
from router.domain.plan import HeldCase
from router.domain.why import reasons_made
from router.pipeline.expecting import expected_figures, expected_words
from tests.unit.drawing import plans
from tests.unit.drawing.weighed import meeting, weighed

PLAN = weighed()


def test_a_planned_visit_says_its_chance_its_worth_and_better_hours() -> None:
    # By day 0.8 x 0.25 are met, worth 16; from 14:00 on 0.8 x 0.5, worth 37.
    why = reasons_made(PLAN, PLAN.routes[0])["V-C-000"]
    first, second = why_lines(PLAN, why)
    assert first.startswith("  chance to meet 20% at that time, worth 16.00; it adds ")
    assert second == "  best hours 14:00-00:00: chance 40%, worth 37.00"
    assert list(why_lines(PLAN, None)) == []


def test_what_is_not_made_says_what_is_due_or_for_when_it_is_proposed() -> None:
    now, later = PLAN.unassigned
    assert instead_words(PLAN, now) == "letter"
    assert list(instead_line(PLAN, now)) == ["Instead: letter. Called five times. A letter is due."]
    assert instead_words(PLAN, later) == "later: Wed 25 Nov 17:30, A2"
    assert list(later_line(PLAN, later.case_ids[0])) == ["Proposed for Wed 25 Nov 17:30, with A2."]
    bare = replace(now, channel="", decision="")
    assert list(instead_line(PLAN, bare)) == []


def test_a_case_that_is_held_today_may_have_a_day() -> None:
    held = HeldCase(case_id="C-101", rule="GAP:own:week", detail="")
    visit = replace(PLAN.later[0], case_ids=("C-101",))
    plan = replace(PLAN, held=(held,), later=(visit,))
    assert list(later_line(plan, "C-101")) == ["Proposed for Wed 25 Nov 17:30, with A2."]


def test_a_visit_by_two_who_meet_is_proposed_once() -> None:
    held = HeldCase(case_id="C-101", rule="GAP:own:week", detail="")
    visit = replace(PLAN.later[0], case_ids=("C-101",))
    other = replace(visit, visit_id=f"{visit.visit_id}+2", agent_id="A3")
    plan = replace(PLAN, held=(held,), later=(visit, other))
    assert list(later_line(plan, "C-101")) == ["Proposed for Wed 25 Nov 17:30, with A2 and A3."]
    assert expected_figures(plan)["later"] == 1


def test_a_plan_says_how_many_meetings_it_expects_and_what_becomes_of_the_rest() -> None:
    # 32 visits with 0.8 x 0.25, but for those of A4 that start from 14:00 on: 0.8 x 0.5 each.
    late = sum(
        visit.start_s >= 14 * 3600
        for route in PLAN.routes
        for stop in route.stops
        for visit in stop.visits
    )
    expected = 0.2 * (32 - late) + 0.4 * late
    assert expected_figures(PLAN) == {
        "meetings": round(expected, 2), "later": 1, "due": {"letter": 1},
    }  # fmt: skip
    assert expected_words(PLAN) == (
        f"Expected: {expected:.1f} meetings on 32 visits. "
        "Not made, but due: 1 by letter, 1 proposed for later days."
    )


def test_two_agents_who_meet_make_one_visit_in_all_counts() -> None:
    """Of 32 visits two are one; what is proposed for two agents is proposed once."""
    two = tuple(replace(PLAN.later[0], visit_id=f"V{n}", agent_id=f"A{n}") for n in (1, 2))
    plan = replace(meeting(), later=(*PLAN.later, *(replace(v, case_ids=("C-9",)) for v in two)))
    assert [one.visit_id for one in plan.proposed] == [PLAN.later[0].visit_id, "V1"]
    assert expected_figures(plan)["later"] == 2
    assert " meetings on 31 visits." in expected_words(plan)
    assert "2 proposed for later days" in expected_words(plan)


def test_a_plan_without_worths_expects_nothing_and_says_nothing() -> None:
    bare = plans.helsinki()
    assert expected_words(bare) == ""
    assert expected_figures(bare)["meetings"] is None
    assert back_line(bare, bare.routes[0]) == ""
    assert back_line(PLAN, PLAN.routes[0]).endswith(" in 4 of 5 days")
