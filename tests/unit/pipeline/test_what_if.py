"""A manager's questions are answered over the same weeks, whoever works on which days."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date

import pytest

from router.errors import DegradedWarning
from router.pipeline.simulated_run import PlayOptions, working_days_until
from router.pipeline.what_if import WhatIfOptions, same_weeks, what_if
from router.simulation import PortfolioOptions, generate


@pytest.fixture(autouse=True)
def _straight_lines() -> Iterator[None]:
    """Ways in an invented city are straight lines; every matrix says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegradedWarning)
        yield


def test_saturdays_are_compared_over_the_same_weeks_with_as_many_shifts() -> None:
    """Ten days of work from Monday 23 November on end on Thursday of the second week with
    Saturdays, and on its Friday without; until its Sunday each of six agents has ten shifts.
    """
    play = PlayOptions(portfolio=PortfolioOptions(stock=6, arrivals=1, agents=6, days=8), days=10)
    ways, last = same_weeks(WhatIfOptions(play=play, agents=(), seeds=(1,)))
    assert last == date(2026, 12, 6)
    days = {name: one.days for name, one in ways}
    assert (days["today"], days["no Saturdays"]) == (12, 10)
    for name, one in ways:
        agents = generate(1, one.portfolio).agents
        worked = working_days_until(agents, one.portfolio, last)
        shifts = sum(
            any(shift.holds_on(day) for shift in agent.shifts) for agent in agents for day in worked
        )
        assert (name, shifts) == (name, 60)
        assert one.portfolio.days >= 14  # cases arrive as long as anybody works


def test_every_way_is_played_to_the_same_sunday_and_the_table_says_so() -> None:
    play = PlayOptions(
        portfolio=PortfolioOptions(stock=6, arrivals=1, agents=1, days=2, saturday=False),
        days=1,
        iterations=5,
    )
    result = what_if(
        WhatIfOptions(play=play, shifts=False, appointments=False, seeds=(1,), workers=1)
    )
    assert result.complete
    assert [row.name for row in result.rows] == ["today", "Saturdays worked"]
    assert result.days == 5
    assert result.title.endswith("; every row from 23 Nov to 29 Nov 2026")
