"""Who may make what, and what that costs more: tables by shift and option.

Visits that ask for the same are judged once, so that the tables of a large day are quick to fill.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.problem import Problem, Shift, Span, Visit

__all__ = ["allowed", "surcharge_terms", "surcharges"]

ANY, NONE = -1, -2  # shifts, where a position names the only one


def allowed(
    problem: Problem, visit_of: Sequence[int], windows: Sequence[Sequence[Span]]
) -> NDArray[np.bool_]:
    """Tell which shift may take which option, whatever the route.

    Parameters
    ----------
    problem
        The statement.
    visit_of
        Position of the visit, by option.
    windows
        When service may start, by option.

    Returns
    -------
    ndarray of bool
        (shifts, options). Breaks of a shift, and its limits but capacity, are not considered.
    """
    table = _filled(
        problem,
        visit_of,
        lambda visit: (visit.skills, visit.allowed_agents, visit.excluded_agents, visit.load),
        lambda shift: (shift.agent_id, shift.skills, shift.capacity),
        _may_take,
    ).astype(np.bool_)
    only = _only_shift(problem)[np.array(visit_of, dtype=np.int64)]
    owner = np.array([option for option, spans in enumerate(windows) for _ in spans], np.int64)
    starts = np.array([span for spans in windows for span in spans], np.int64).reshape(-1, 2)
    service = np.array([problem.visits[visit_of[option]].service_s for option in owner], np.int64)
    for number, shift in enumerate(problem.shifts):
        in_time = np.zeros(len(windows), dtype=np.bool_)
        closing = shift.latest_s + shift.overtime_max_s
        in_time[owner[(starts[:, 0] + service <= closing) & (starts[:, 1] >= shift.earliest_s)]] = (
            True
        )
        table[number] &= in_time & ((only == ANY) | (only == number))
    return table


def surcharges(problem: Problem, visit_of: Sequence[int]) -> NDArray[np.float64]:
    """Tell what an option costs more because of who makes it.

    Parameters
    ----------
    problem
        The statement.
    visit_of
        Position of the visit, by option.

    Returns
    -------
    ndarray of float
        (shifts, options) money.
    """
    return _filled(
        problem,
        visit_of,
        lambda visit: (
            (visit.preferred_agents, visit.other_agent_price),
            visit.reference and (visit.reference.agent_id, visit.reference.agent_price),
        ),
        lambda shift: shift.agent_id,
        lambda shift, visit: sum(surcharge_terms(shift, visit)),
    )


def surcharge_terms(shift: Shift, visit: Visit) -> tuple[float, float]:
    """Return what a visit costs more because of who makes it.

    Parameters
    ----------
    shift, visit
        Who, and what.

    Returns
    -------
    tuple of float
        Money: for an agent who is not preferred; for another agent than was planned before.
    """
    agent, planned = shift.agent_id, visit.reference
    disliked = bool(visit.preferred_agents) and agent not in visit.preferred_agents
    changed = planned is not None and agent != planned.agent_id
    return (
        visit.other_agent_price if disliked else 0.0,
        planned.agent_price if planned is not None and changed else 0.0,
    )


def _filled(
    problem: Problem,
    visit_of: Sequence[int],
    visit_key: Callable[[Visit], Hashable],
    shift_key: Callable[[Shift], Hashable],
    ask: Callable[[Shift, Visit], float],
) -> NDArray[np.float64]:
    """Ask once per pair of keys."""
    seen: dict[Hashable, tuple[int, Visit]] = {}
    columns = np.array(
        [seen.setdefault(visit_key(visit), (len(seen), visit))[0] for visit in problem.visits],
        dtype=np.int64,
    )[np.array(visit_of, dtype=np.int64)]
    rows: dict[Hashable, NDArray[np.float64]] = {}
    table = np.zeros((len(problem.shifts), len(columns)))
    for number, shift in enumerate(problem.shifts):
        key = shift_key(shift)
        if key not in rows:
            answers = [ask(shift, visit) for _, visit in seen.values()]
            rows[key] = np.array(answers, dtype=np.float64)[columns]
        table[number] = rows[key]
    return table


def _only_shift(problem: Problem) -> NDArray[np.int64]:
    """Position of the one shift that may make a visit, ANY, or NONE because of locks."""
    position = {shift.shift_id: number for number, shift in enumerate(problem.shifts)}
    first = {v: number for number, shift in enumerate(problem.shifts) for v in shift.locked_visits}
    only = np.full(len(problem.visits), ANY, dtype=np.int64)
    made = {visit.group for visit in problem.visits if visit.visit_id in first} - {""}
    for number, visit in enumerate(problem.visits):
        begun, locked = first.get(visit.visit_id, ANY), position.get(visit.locked_shift, ANY)
        only[number] = max(begun, locked) if ANY in (begun, locked) or begun == locked else NONE
        if begun == ANY and visit.group in made:
            only[number] = NONE  # another one of its group is made whatever is planned
    return only


def _may_take(shift: Shift, visit: Visit) -> bool:
    carried = shift.capacity is None or visit.load <= shift.capacity
    return carried and visit.allows(shift.agent_id, shift.skills)
