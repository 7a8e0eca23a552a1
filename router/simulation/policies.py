"""Policies to compare with: which visits each shift makes, in which order.

Each takes the visits that are offered, all of them lawful, and returns visit ids per shift in
order. Who times them is not their business: a plan of the order as it stands, each visit as early
as it may be. They leave out what they cannot reach in time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from router.domain.cases import Case
from router.domain.problem import Problem

__all__ = ["Facts", "Orders", "clusters", "facts_of", "longest_overdue", "manual_order"]

Orders = Mapping[str, tuple[str, ...]]
"""Visit ids in order, by shift; shifts without visits are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a dispatcher who plans by hand looks at.

    Parameters
    ----------
    area
        District of the door, as the table calls it.
    days_overdue
        Of the longest overdue case of the visit.
    """

    area: str
    days_overdue: int


def facts_of(problem: Problem, cases: Sequence[Case]) -> Mapping[str, Facts]:
    """Read from the table what a dispatcher looks at.

    Parameters
    ----------
    problem
        What is offered.
    cases
        The table of the day.

    Returns
    -------
    Mapping of str to Facts
        By visit id.
    """
    raise NotImplementedError


def longest_overdue(
    problem: Problem,
    facts: Mapping[str, Facts],
    day: date,
    *,
    usual: int = 12,
    spare: int = 3,
) -> Orders:
    """Plan a day as it is done by hand: one district per agent, longest overdue first.

    Parameters
    ----------
    problem
        What is offered, and who goes.
    facts
        See `facts_of`.
    day
        Decides which district is whose.
    usual, spare
        Cases on a list, and further ones in case that somebody is quickly done.

    Returns
    -------
    Orders
        The order by shift.
    """
    raise NotImplementedError


def clusters(problem: Problem, *, seed: int = 1) -> Orders:
    """Plan a day as many clusters as there are shifts, each walked to the nearest next door.

    Parameters
    ----------
    problem
        What is offered, and who goes.
    seed
        Of where the clusters start.

    Returns
    -------
    Orders
        The order by shift.
    """
    raise NotImplementedError


def manual_order(path: str | Path, problem: Problem, day: date) -> Orders:
    """Read a day's order from a table that somebody made by hand.

    Parameters
    ----------
    path
        CSV file with the columns ``day``, ``agent_id``, ``case_id``; rows in order of visiting.
    problem
        What is offered; rows of cases that are not offered today are left out.
    day
        The date.

    Returns
    -------
    Orders
        The order by shift.

    Raises
    ------
    InputError
        If the table cannot be read; all faults at once.
    """
    raise NotImplementedError
