"""Who may make a visit: skills, and agents that are allowed or excluded."""

from __future__ import annotations

import pytest

from router.domain.visits import Visit

VISIT = Visit(
    visit_id="v1",
    case_ids=("c1",),
    location=0,
    building="b1",
    service_s=600,
    skills=frozenset({"de"}),
    allowed_agents=frozenset({"ann", "bob"}),
    excluded_agents=frozenset({"bob"}),
)


@pytest.mark.parametrize(
    ("agent", "skills", "may"),
    [
        ("ann", {"de", "en"}, True),
        ("ann", {"en"}, False),
        ("bob", {"de"}, False),
        ("cem", {"de"}, False),
    ],
)
def test_who_is_allowed_has_the_skills_and_is_not_excluded(
    agent: str, skills: set[str], may: bool
) -> None:
    assert VISIT.allows(agent, frozenset(skills)) is may
