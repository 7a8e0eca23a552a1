"""Times for a given order of tasks that break windows least, last shortest, and are earliest.

VROOM states this as an integer programme; here it is solved exactly without one. Subtract from
each time what must pass between the first task and this one (travel and work): what is left, the
*slack*, never falls along a route. In some best answer the slack of each task is that of a bound of
some window, so only these values need to be looked at, task by task.

A leg with breaks on it may be travelled before, between and after them. With the leg's travel not
counted before its breaks, the slack of a break is at least that of the task before, and at most the
leg more than that of the task after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from router.domain.problem import Span

__all__ = ["Timed", "choose_times", "split_travel", "violation"]

_RANK = 10**18  # violations and duration count before any sum of start times


_Link: TypeAlias = "tuple[int, _Link | None]"
_Trail: TypeAlias = tuple[int, _Link]
_Price: TypeAlias = Callable[[int, int], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A start, a job, a break or an end, in the order of the route.

    Parameters
    ----------
    travel
        From the place before, for what has a place; 0 for a break.
    work
        How long it takes.
    windows
        In which it should start; empty means any time.
    first, last
        Bounds that must be kept; None means none.
    is_break
        Whether it has no place.
    """

    travel: int = 0
    work: int = 0
    windows: Sequence[Span] = ()
    first: int | None = None
    last: int | None = None
    is_break: bool = False


def violation(task: Timed, time: int) -> int:
    """Return by how much a start misses the nearest window.

    Parameters
    ----------
    task, time
        What, and when it starts.

    Returns
    -------
    int
        Negative before a window (lead), positive after it (delay), 0 inside or without any.
    """
    missed = [min(0, time - start) or max(0, time - end) for start, end in task.windows]
    return min(missed, key=abs, default=0)


def choose_times(tasks: Sequence[Timed]) -> list[int] | None:
    """Choose when each task starts.

    Parameters
    ----------
    tasks
        Start, jobs and breaks, end. No time is negative.

    Returns
    -------
    list of int or None
        One start per task; None if the bounds that must be kept leave none. Of all choices the one
        with the least of *violations x work and travel + duration of the route*; of these the one
        whose starts have the least sum.
    """
    offsets, legs = _offsets(tasks)
    values = _values(tasks, offsets, legs)
    weight = sum(task.work + task.travel for task in tasks) or max(values, default=0) + 1
    last = len(tasks) - 1

    def price(index: int, slack: int) -> int | None:
        task, time = tasks[index], slack + offsets[index]
        if time < (task.first or 0) or (task.last is not None and time > task.last):
            return None
        missed = abs(violation(task, time)) * weight
        if index == 0:
            return (missed - time) * _RANK
        return (missed + time) * _RANK if index == last else missed * _RANK + time

    # Slack of the task before a leg -> price so far, and the slacks that led there.
    best: dict[int, _Trail] = {
        slack: (cost, (slack, None)) for slack in values if (cost := price(0, slack)) is not None
    }
    index = 1
    while index <= last:
        here = index
        while tasks[here].is_break:
            here += 1
        best = _pass_leg(best, values, legs[here], range(index, here), here, price)
        index = here + 1
    if not best:
        return None
    link: _Link | None = min(best.values(), key=lambda trail: trail[0])[1]
    slacks: list[int] = []
    while link is not None:
        slacks.append(link[0])
        link = link[1]
    return [slack + offset for slack, offset in zip(reversed(slacks), offsets, strict=True)]


def split_travel(tasks: Sequence[Timed], times: Sequence[int]) -> list[int]:
    """Return how much of the way lies before each task, as early as its breaks allow.

    Parameters
    ----------
    tasks, times
        As chosen.

    Returns
    -------
    list of int
        One per task; 0 for the first.
    """
    _, legs = _offsets(tasks)
    parts = [0]
    remaining = 0
    for index, (before, task) in enumerate(pairwise(tasks), start=1):
        if not before.is_break:
            remaining = legs[index]
        free = times[index] - times[index - 1] - before.work
        part = min(remaining, free) if task.is_break else remaining
        parts.append(part)
        remaining -= part
    return parts


def _offsets(tasks: Sequence[Timed]) -> tuple[list[int], list[int]]:
    """Return the least time from the first task to each, and the leg each belongs to."""
    offsets, legs = [0], [0]
    for before, task in pairwise(tasks):
        offsets.append(offsets[-1] + before.work + task.travel)
        legs.append(task.travel)
    for index in range(len(tasks) - 2, 0, -1):
        if tasks[index].is_break:
            legs[index] = legs[index + 1]
    return offsets, legs


def _values(tasks: Sequence[Timed], offsets: Sequence[int], legs: Sequence[int]) -> list[int]:
    """Return every slack that a task with a place may have in a best answer, ascending."""
    found = {0}
    for task, offset, leg in zip(tasks, offsets, legs, strict=True):
        bounds = [bound for window in task.windows for bound in window]
        bounds += [bound for bound in (task.first, task.last) if bound is not None]
        found.update(bound - offset for bound in bounds)
        if task.is_break:
            found.update(bound - offset - leg for bound in bounds)
    return sorted(value for value in found if value >= 0)


def _pass_leg(
    best: Mapping[int, _Trail],
    values: Sequence[int],
    leg: int,
    breaks: range,
    here: int,
    price: _Price,
) -> dict[int, _Trail]:
    """Extend every trail over a leg and the breaks on it to the next task with a place."""
    reached: list[tuple[int, _Trail]] = []  # from which slack on a trail may go on
    wide = sorted({*values, *(value + leg for value in values)}) if breaks else []
    for slack, trail in best.items():
        states = {slack: trail}
        for index in breaks:
            usable = [value for value in wide if value >= slack]
            states = _extended(sorted(states.items()), usable, index, price)
        reached += [(max(slack, late - leg), state) for late, state in states.items()]
    reached.sort(key=lambda item: item[0])
    return _extended(reached, values, here, price)


def _extended(
    reached: Sequence[tuple[int, _Trail]], values: Iterable[int], index: int, price: _Price
) -> dict[int, _Trail]:
    """For each slack of a task, take the cheapest trail that allows it."""
    found: dict[int, _Trail] = {}
    cheapest: _Trail | None = None
    place = 0
    for value in values:
        while place < len(reached) and reached[place][0] <= value:
            trail = reached[place][1]
            if cheapest is None or trail[0] < cheapest[0]:
                cheapest = trail
            place += 1
        cost = price(index, value)
        if cheapest is not None and cost is not None:
            found[value] = (cheapest[0] + cost, (value, cheapest[1]))
    return found
