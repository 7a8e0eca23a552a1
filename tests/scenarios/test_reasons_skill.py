"""A visit that nobody on duty can do is refused for the skill, and the skill is named."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import shift, town, visit


def test_the_missing_skill_is_the_reason() -> None:
    case = replace(visit("v1", 1), skills=frozenset({"swedish"}))
    (reason,) = explain(town((case,), {}, shift()), [])
    assert reason.code == "SKILL"
    assert reason.detail == "Aino lacks swedish."
    assert reason.remedy == "Put an agent with swedish on duty."


def test_one_shift_with_the_skill_decides() -> None:
    case = replace(visit("v1", 1), skills=frozenset({"swedish"}))
    able = replace(shift("s2"), skills=frozenset({"swedish"}))
    (reason,) = explain(town((case,), {}, shift(), able), [])
    assert [refusal.code for refusal in reason.refusals] == ["SKILL", "SEARCH_LIMIT"]
    assert reason.code == "SEARCH_LIMIT"
