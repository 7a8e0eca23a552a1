"""The agents of an invented city: homes, shifts, days off, breaks and costs."""

from __future__ import annotations

from datetime import time, timedelta

import numpy as np

from router.domain.agents import Agent, Break
from router.domain.places import Address
from router.domain.times import DailyWindow
from router.simulation.city import City, find_door
from router.simulation.options import PortfolioOptions

__all__ = ["invent_agents"]

_WEEK = frozenset(range(5))
_SATURDAY = 5
_NOON = Break(time(11, 30), time(13, 30), timedelta(minutes=45))
_AFTERNOON = Break(time(14, 30), time(16, 30), timedelta(minutes=45))


def invent_agents(
    options: PortfolioOptions, city: City, rng: np.random.Generator
) -> tuple[Agent, ...]:
    """Invent those who visit.

    Parameters
    ----------
    options
        How many, on which shifts, at which costs.
    city
        Where they live.
    rng
        Its chance.

    Returns
    -------
    tuple of Agent
        Every other one starts at home, the rest at the office in the centre. Early and late
        shifts are mixed. Where Saturdays are worked, each agent has one other day of the week off,
        or the Saturday itself, in turn.
    """
    office = Address(text=f"Office, {options.city}", coordinate=options.centre)
    agents = []
    for number in range(options.agents):
        door = find_door(city, rng)
        while door.district.name in options.villages:
            door = find_door(city, rng)
        home = Address(text=door.text, city=options.city, coordinate=door.coordinate)
        late = int((number + 1) * options.late_agents) > int(number * options.late_agents)
        where = home if number % 4 < 2 else office
        agents.append(
            Agent(
                agent_id=f"A{number + 1}",
                start=where,
                end=where,
                shifts=_shifts(options, number, late=late),
                breaks=(_AFTERNOON if late else _NOON,),
                cost_per_hour=options.cost_per_hour,
                cost_per_km=options.cost_per_km,
                days_off=options.holidays,
            )
        )
    return tuple(agents)


def _shifts(options: PortfolioOptions, number: int, *, late: bool) -> tuple[DailyWindow, ...]:
    start, end = options.late if late else options.early
    if not options.saturday:
        return (DailyWindow(start=start, end=end, weekdays=_WEEK),)
    off = number % 6
    week = DailyWindow(start=start, end=end, weekdays=_WEEK - {off})
    if off == _SATURDAY:
        return (week,)
    first, last = options.short
    return (week, DailyWindow(start=first, end=last, weekdays=frozenset({_SATURDAY})))
