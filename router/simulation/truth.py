"""Play a day: planned routes meet the truth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from router.domain.memory import Memory, Payment
from router.domain.problem import Problem
from router.domain.route import Route
from router.simulation.played import DayPlayed
from router.simulation.world import World

__all__ = ["paid_by", "play_day", "told"]


def play_day(
    world: World,
    problem: Problem,
    routes: Sequence[Route],
    day: date,
    *,
    earlier: Sequence[DayPlayed] = (),
    patient: bool = True,
) -> DayPlayed:
    """Let agents walk the routes of a day.

    Parameters
    ----------
    world
        The city.
    problem
        What was planned from; ids of cases are those of the city.
    routes
        As planned; those of other days of the problem are not walked.
    day
        The date.
    earlier
        The days that were played before, under the same policy.
    patient
        Whether agents wait at a door for the hours (`Visit.value_bands`) in which the visit was
        planned. Off for policies that know no hours: their agents go on as soon as they can.

    Returns
    -------
    DayPlayed
        Chance comes from the city's seed, the household, the day and the hour, never from the
        order in which anything is asked: every policy meets the same world.
    """
    raise NotImplementedError


def told(world: World, played: Sequence[DayPlayed], moment: datetime) -> Memory:
    """Return what the planner may know at a moment.

    Parameters
    ----------
    world
        The city.
    played
        The days so far, under one policy.
    moment
        Zone-aware, such as six in the morning of the day that is planned.

    Returns
    -------
    Memory
        Outcomes, payments and calls until then.
    """
    raise NotImplementedError


def paid_by(world: World, played: Sequence[DayPlayed], moment: datetime) -> tuple[Payment, ...]:
    """Return all money that has come in by a moment.

    Parameters
    ----------
    world
        The city.
    played
        The days so far, under one policy; none for what is paid without any visit.
    moment
        Zone-aware.

    Returns
    -------
    tuple of Payment
        In order of time: promises kept, and what is paid without a visit.
    """
    raise NotImplementedError
