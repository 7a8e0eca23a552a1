"""Where nothing can be planned, an empty plan comes back at once, without a search."""

from __future__ import annotations

import sys

import pytest

from tests.scenarios.streets import HOUR, day, shift, visit
from tests.solved import solved


@pytest.fixture(autouse=True)
def no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to start a search process would fail."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")


def test_no_visits() -> None:
    solution = solved(day([], [shift()]))
    assert (solution.routes, solution.search.stopped_by) == ((), "empty")


def test_no_shifts() -> None:
    solution = solved(day([visit(1)], []))
    assert (solution.routes, solution.search.stopped_by) == ((), "empty")


def test_nothing_feasible() -> None:
    outside = visit(1, windows=((20 * HOUR, 21 * HOUR),))
    unskilled = visit(2, skills=frozenset({"thai"}))
    solution = solved(day([outside, unskilled], [shift()]))
    assert (solution.routes, solution.search.stopped_by) == ((), "empty")


def test_no_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="give a limit"):
        solved(day([visit(1)], [shift()]), seconds=None, iterations=None)


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        solved(day([visit(1)], [shift()]), seconds=-1.0)
