"""One is written in the singular."""

from __future__ import annotations

import pytest

from router.domain.plurals import plural


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 days"), (1, "1 day"), (1.0, "1 day"), (1.5, "1.5 days"), (2, "2 days")],
)
def test_only_one_is_one(count: float, said: str) -> None:
    assert plural(count, "day") == said


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert [plural(n, "entry", "entries") for n in (1, 2)] == ["1 entry", "2 entries"]
