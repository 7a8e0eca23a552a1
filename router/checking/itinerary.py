"""Visits in order as one shift would make them: the work of each leg, the starts allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Span, Visit

__all__ = ["FOREVER", "Itinerary", "Maps", "Task", "allowed_starts"]

FOREVER = 10**12  # seconds; far beyond every time of a problem


@dataclass(frozen=True, slots=True)
class Task:
    """One visit on an itinerary.

    Parameters
    ----------
    work_s
        Travel and setup before it.
    service_s
        At the door.
    starts
        When service may start: windows and legal hours together.
    """

    work_s: int
    service_s: int
    starts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Visits in order, as one shift would make them.

    Parameters
    ----------
    tasks
        One per visit.
    return_s
        Travel after the last one.
    distance_m
        Of all legs.
    """

    tasks: tuple[Task, ...]
    return_s: int
    distance_m: int

    @property
    def work_s(self) -> int:
        """Travel, setups and services; no schedule is shorter."""
        return self.return_s + sum(task.work_s + task.service_s for task in self.tasks)


def allowed_starts(visit: Visit) -> tuple[Span, ...]:
    """Return when service of a visit may start: in a window, and wholly in one legal span.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of Span
        In order, apart from each other; empty if windows and legal hours leave no time.
    """
    windows = visit.windows or ((-FOREVER, FOREVER),)
    legal = visit.legal or ((-FOREVER, FOREVER),)
    both = [
        (max(opens, from_s), min(closes, to_s - visit.service_s))
        for opens, closes in windows
        for from_s, to_s in legal
    ]
    joined: list[Span] = []
    for opens, closes in sorted(span for span in both if span[0] <= span[1]):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple(joined)


class Maps:
    """Travel of a problem as plain lists, and the starts of its visits: fast to look up.

    Parameters
    ----------
    problem
        The problem.
    """

    def __init__(self, problem: Problem) -> None:
        used = {shift.matrix for shift in problem.shifts}
        self._travel: dict[str, list[list[int]]] = {}
        self._metres: dict[str, list[list[int]]] = {}
        for key in sorted(used):
            self._travel[key] = problem.matrices[key].duration_s.tolist()
            self._metres[key] = problem.matrices[key].distance_m.tolist()
        self._starts = {v.visit_id: (v, allowed_starts(v)) for v in problem.visits}

    def leg(self, shift: Shift, origin: int | None, target: int | None) -> tuple[int, int] | None:
        """Return seconds and metres of a leg, 0 at an open end, or None if there is no way."""
        if origin is None or target is None or origin == target:
            return 0, 0
        travel_s = self._travel[shift.matrix][origin][target]
        if travel_s == UNREACHABLE:
            return None
        return travel_s, self._metres[shift.matrix][origin][target]

    def task(self, before: Visit | None, visit: Visit, travel_s: int) -> Task:
        """Return a visit as a task after the one before it."""
        known, starts = self._starts[visit.visit_id]
        if known is not visit:  # a copy without its windows, to see what they cost
            starts = allowed_starts(visit)
        setup_s = 0 if before is not None and before.building == visit.building else visit.setup_s
        return Task(travel_s + setup_s, visit.service_s, starts)

    def itinerary(self, shift: Shift, visits: Sequence[Visit]) -> Itinerary | None:
        """Return visits in order as an itinerary of a shift, or None if a leg has no way."""
        tasks: list[Task] = []
        distance_m = 0
        before: Visit | None = None
        place = shift.start_location
        for visit in visits:
            leg = self.leg(shift, place, visit.location)
            if leg is None:
                return None
            tasks.append(self.task(before, visit, leg[0]))
            distance_m += leg[1]
            before, place = visit, visit.location
        leg = self.leg(shift, place, shift.end_location) if visits else (0, 0)
        if leg is None:
            return None
        return Itinerary(tuple(tasks), leg[0], distance_m + leg[1])
