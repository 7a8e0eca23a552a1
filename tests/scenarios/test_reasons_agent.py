"""A visit that its agents cannot make is refused for the agent."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import shift, town, visit


def test_a_required_agent_who_is_off_duty_is_named() -> None:
    case = replace(visit("v1", 1), allowed_agents=frozenset({"liisa"}))
    (reason,) = explain(town((case,), {}, shift(), shift("s2")), [])
    assert reason.code == "AGENT_NOT_ALLOWED"
    assert "liisa" in reason.detail
    assert reason.remedy == "Put liisa on duty, or allow another agent."


def test_an_excluded_agent_does_not_go() -> None:
    case = replace(visit("v1", 1), excluded_agents=frozenset({"a1"}))
    (reason,) = explain(town((case,), {}, shift()), [])
    assert (reason.code, reason.detail) == ("AGENT_NOT_ALLOWED", "Aino must not go to this visit.")
