"""Invent a city with its borrowers, debts and agents, from a seed."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

import numpy as np

from router.domain.times import days_later
from router.simulation.borrowers import (
    invent_addresses,
    invent_case,
    invent_debt,
    invent_household,
)
from router.simulation.city import build_city, find_door
from router.simulation.crew import invent_agents
from router.simulation.dice import chance
from router.simulation.options import PortfolioOptions
from router.simulation.presence import ways_of
from router.simulation.world import Debt, Household, World

__all__ = ["generate"]

_SATURDAY = 5


class _Stream(IntEnum):
    """Where chance is needed; each has its own, so that a change of one leaves the others."""

    CITY = 1
    ARRIVALS = 2
    DOORS = 3
    AGENTS = 4


def generate(seed: int, options: PortfolioOptions | None = None) -> World:
    """Invent a city.

    Parameters
    ----------
    seed
        The same seed and options give the same city.
    options
        What it is like; None for the defaults.

    Returns
    -------
    World
        What the planner may see, and the truth. Worlds of one seed that differ in agents or in
        rates have the same doors, borrowers and debts.

    Examples
    --------
    >>> world = generate(1, PortfolioOptions(stock=40, arrivals=2))
    >>> len(world.cases_on(world.options.first_day)), len(world.agents)
    (40, 6)
    """
    options = options or PortfolioOptions()
    city = build_city(options, np.random.default_rng([seed, _Stream.CITY]))
    doors = np.random.default_rng([seed, _Stream.DOORS])
    households: dict[str, Household] = {}
    debts: dict[str, Debt] = {}
    received = _arrivals(options, np.random.default_rng([seed, _Stream.ARRIVALS]))
    while len(debts) < len(received):
        borrower = f"B{len(households) + 1:05d}"
        home, work = find_door(city, doors), find_door(city, doors)
        addresses = invent_addresses(seed, options, borrower, home, work)
        household = invent_household(seed, options, borrower, addresses, home)
        households[borrower] = household
        twice = chance(seed, "two cases", borrower) < options.two_cases
        for day in received[len(debts) :][: 2 if twice else 1]:
            case_id = f"C{len(debts) + 1:05d}"
            case = invent_case(seed, options, case_id, borrower, addresses, home, day)
            debts[case_id] = invent_debt(seed, options, case, household)
    return World(
        seed=seed,
        options=options,
        agents=invent_agents(options, city, np.random.default_rng([seed, _Stream.AGENTS])),
        households=households,
        debts=debts,
        ways=ways_of(seed, options),
    )


def _arrivals(options: PortfolioOptions, rng: np.random.Generator) -> list[date]:
    """The days on which cases come in: those of the stock, then of every working day."""
    ages = rng.integers(1, options.stock_days + 1, size=options.stock)
    days = [days_later(options.first_day, -int(age)) for age in sorted(ages, reverse=True)]
    for number in range(1, options.days):
        day = days_later(options.first_day, number)
        count = int(rng.poisson(options.arrivals))
        if day.weekday() < _SATURDAY and day not in options.holidays:
            days += [day] * count
    return days
