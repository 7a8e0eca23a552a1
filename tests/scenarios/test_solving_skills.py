"""Only an agent with the skills goes."""

from __future__ import annotations

from tests.scenarios.streets import day, planned, shift, visit
from tests.solved import solved


def test_the_agent_with_the_skill_goes_though_dearer() -> None:
    skilled = shift("bo", skills=frozenset({"thai", "key"}), cost_per_hour=60.0)
    needs = visit(1, skills=frozenset({"thai"}))
    assert planned(solved(day([needs], [shift("ann"), skilled]))) == {"bo": ("v1",)}


def test_nobody_goes_if_nobody_has_all_the_skills() -> None:
    needs = visit(1, skills=frozenset({"thai", "key"}))
    assert not solved(day([needs], [shift(skills=frozenset({"thai"}))])).routes
