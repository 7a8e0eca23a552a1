"""Required and excluded agents are obeyed."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, day, planned, shift, visit
from tests.solved import solved


def test_only_the_required_agent_goes() -> None:
    asks = visit(1, allowed_agents=frozenset({"bo"}))
    dear = shift("bo", cost_per_hour=60.0)
    assert planned(solved(day([asks], [shift("ann"), dear]))) == {"bo": ("v1",)}


def test_an_excluded_agent_does_not_go() -> None:
    refuses = visit(1, excluded_agents=frozenset({"ann"}))
    dear = shift("bo", cost_per_hour=60.0)
    assert planned(solved(day([refuses], [shift("ann"), dear]))) == {"bo": ("v1",)}


def test_all_shifts_of_a_required_agent_count() -> None:
    asks = visit(1, allowed_agents=frozenset({"bo"}), windows=((17 * HOUR, 18 * HOUR),))
    evening = shift("late", agent_id="bo", earliest_s=16 * HOUR, latest_s=20 * HOUR)
    assert planned(solved(day([asks], [shift("early", agent_id="bo"), evening]))) == {
        "late": ("v1",)
    }
