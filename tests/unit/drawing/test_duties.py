"""The sheet says what the rules ask of the agents, and one borrower's facts in no other's line."""

from __future__ import annotations

import re
from dataclasses import replace

from router.domain.plan import CaseCard, PlanData
from router.domain.problem import Meeting
from router.drawing import draw_agent
from tests.unit.drawing import plans, ruled
from tests.unit.drawing.structure import Structure

PLAN = ruled.ruled()
FIRST, SECOND = (shift.shift_id for shift in PLAN.problem.shifts[:2])


def text_of(plan: PlanData = PLAN, shift_id: str = FIRST) -> str:
    return Structure(draw_agent(plan, shift_id, plans.streets(), {})).text


def with_facts(visit_id: str, **changes: object) -> PlanData:
    told = PLAN.compliance
    assert told is not None
    facts = tuple(
        replace(one, **changes) if one.visit_id == visit_id else one  # type: ignore[arg-type]
        for one in told.facts
    )
    return replace(PLAN, compliance=replace(told, facts=facts))


def line_of(name: str, plan: PlanData) -> str:
    """The table row in which a name stands, as text."""
    page = draw_agent(plan, FIRST, plans.streets(), {})
    [row] = [row for row in re.findall(r"<tr.*?</tr>", page, re.S) if f">{name}<" in row]
    return Structure(row).text


def test_conduct_papers_people_and_recording_stand_once_on_the_sheet() -> None:
    text = text_of()
    for line in (
        "Together. 2 people go to every door of this route.",
        "Take along. photo ID, authorisation letter, complaint leaflet.",
        "Recording. Record every visit, in sound or picture.",
        *ruled.CONDUCT,
    ):
        assert text.count(line) == 1
    assert "people go to every door" not in text_of(shift_id=SECOND)  # A2 goes alone


def test_papers_that_differ_stand_at_their_stop() -> None:
    plan = with_facts("V-C-002", carry=("court order",), recording="inform")
    assert "papers: court order record only if you have said so" in line_of("Helmi Nieminen", plan)
    assert "papers: photo ID, authorisation letter" in line_of("Onni Laine", plan)
    assert "court order" not in line_of("Onni Laine", plan)


def test_a_risky_stop_says_until_when_somebody_must_have_heard() -> None:
    # The visit ends at 10:14; a quarter of an hour later is 10:29, the next five minutes 10:30.
    line = line_of("Onni Laine", PLAN)
    assert "check in by 10:30" in line
    assert "both of you go to the door" in line
    assert "Check in. Say that you are well by 10:30" in text_of()
    assert "check in" not in line_of("Helmi Nieminen", PLAN)
    assert "check in by" not in text_of(shift_id=SECOND).lower()


def test_a_confirmed_time_and_the_language_are_marked() -> None:
    assert "confirmed" in line_of("Helmi Nieminen", PLAN)
    assert "speaks fi, sv" in line_of("Onni Laine", PLAN)


def test_two_agents_who_meet_read_each_others_name() -> None:
    problem = replace(PLAN.problem, meetings=(Meeting(first="V-C-000", second="V-C-007"),))
    plan = replace(PLAN, problem=problem)
    # The made-up plan starts them at 08:25:02 and 09:24:27; in a real one both are the same.
    assert "meets Jukka Nyström at 08:25; whoever comes first waits" in text_of(plan)
    assert "meets Maija Virtanen at 09:24; whoever comes first waits" in text_of(plan, SECOND)


def test_two_borrowers_of_one_visit_have_a_line_each_and_share_nothing() -> None:
    # A flat in which two borrowers live: one visit, two cases, two lines 1a and 1b.
    visits = tuple(
        replace(v, case_ids=("C-000", "C-900")) if v.visit_id == "V-C-000" else v
        for v in PLAN.problem.visits
    )
    cards = tuple(
        replace(c, notes="asks for Ms Aalto") if c.case_id == "C-000" else c for c in PLAN.cards
    )
    other = CaseCard(
        case_id="C-900", borrower_id="B-900", name="Taimi Vuori", address="Mannerheimintie 5 C",
        notes="ring twice",
    )  # fmt: skip
    plan = with_facts("V-C-000", languages=frozenset({"et"}))
    plan = replace(plan, cards=(*cards, other), problem=replace(PLAN.problem, visits=visits))
    first, second = line_of("Aino Korhonen", plan), line_of("Taimi Vuori", plan)
    assert first.startswith("1a")
    assert second.startswith("1b")
    assert "Ms Aalto" in first
    assert "Ms Aalto" not in second
    assert "ring twice" in second
    assert "ring twice" not in first
    # Which of the two speaks Estonian is not known here, so neither line says it.
    assert "speaks" not in first + second


def test_flags_and_holds_of_borrowers_are_not_on_the_sheet() -> None:
    plan = with_facts("V-C-000", flags=frozenset({"elderly", "vulnerable", "overdue-15"}))
    text = text_of(plan)
    assert not [word for word in ("elderly", "vulnerable", "overdue") if word in text]


def test_without_rules_the_sheet_is_as_before() -> None:
    bare = plans.helsinki()
    assert '<section class="duties">' not in draw_agent(bare, FIRST, plans.streets(), {})
