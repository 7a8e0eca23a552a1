"""A borrower who is visited today is not visited twice."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit

HOME = replace(visit("v1", 1), group="b7")
WORK = replace(visit("v2", 1), group="b7")


def test_the_other_visit_of_the_group_is_named() -> None:
    (reason,) = explain(town((HOME, WORK), {}, shift()), [in_order("s1", HOME)])
    assert reason.code == "SAME_BORROWER"
    assert reason.detail.startswith("Visit v1 of the same borrower is made by Aino")


def test_if_none_is_made_each_is_tested() -> None:
    reasons = explain(town((HOME, WORK), {}, shift()), [])
    assert [reason.code for reason in reasons] == ["SEARCH_LIMIT", "SEARCH_LIMIT"]


def test_a_lost_appointment_names_its_own_obstacle_not_its_group_mate() -> None:
    # Nobody on duty speaks the language that the appointment asks for.
    lost = replace(WORK, mandatory=True, skills=frozenset({"somali"}))
    (reason,) = explain(town((HOME, lost), {}, shift()), [in_order("s1", HOME)])
    assert reason.code == "SKILL"


def test_a_lost_appointment_that_would_fit_asks_for_a_call_to_the_borrower() -> None:
    lost = replace(WORK, mandatory=True)
    (reason,) = explain(town((HOME, lost), {}, shift()), [in_order("s1", HOME)])
    assert reason.code == "SAME_BORROWER"
    assert reason.remedy.startswith("Tell the borrower")
