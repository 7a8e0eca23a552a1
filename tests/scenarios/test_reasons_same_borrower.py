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
