"""Visits in order as one shift would make them: the work of each leg, the starts and their prices.

The price of a start is what the visit would be worth more at another time, and what it costs to
come at another time than was planned before; it does not change within a span.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.checking.costs import agent_change_cost, preference_cost, time_change_cost
from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Span, Visit

__all__ = ["FOREVER", "Itinerary", "Maps", "Task", "allowed_starts", "priced_starts"]

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
        When service may start, in order, apart.
    prices
        What a start in each of these spans costs, in money.
    """

    work_s: int
    service_s: int
    starts: tuple[Span, ...]
    prices: tuple[float, ...]


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
    going_cost
        What it costs that this agent makes these visits, whenever that is, in money.
    balance_price
        Of the problem.
    """

    tasks: tuple[Task, ...]
    return_s: int
    distance_m: int
    going_cost: float
    balance_price: float

    @property
    def work_s(self) -> int:
        """Travel, setups and services; no schedule is shorter."""
        return self.return_s + sum(task.work_s + task.service_s for task in self.tasks)


def allowed_starts(visit: Visit) -> tuple[Span, ...]:
    """Return when service of a visit may start: windows, law, release, due time and lock together.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of Span
        In order, apart from each other; empty if they leave no time.
    """
    windows = visit.windows or ((-FOREVER, FOREVER),)
    legal = visit.legal or ((-FOREVER, FOREVER),)
    first = -FOREVER if visit.release_s is None else visit.release_s
    last = FOREVER if visit.due_s is None else visit.due_s - visit.service_s
    if visit.locked_start_s is not None:
        first, last = max(first, visit.locked_start_s), min(last, visit.locked_start_s)
    both = [
        (max(opens, from_s, first), min(closes, to_s - visit.service_s, last))
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


def priced_starts(visit: Visit) -> tuple[tuple[Span, ...], tuple[float, ...]]:
    """Return when service of a visit may start, cut where the price of starting changes.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of spans, and of float
        The starts in order, apart from each other, and the price of each, in money.
    """
    turns = {edge for band in visit.value_bands for edge in (band.start_s, band.end_s + 1)}
    if visit.reference is not None:
        kept, tolerance = visit.reference.start_s, visit.reference.tolerance_s
        turns |= {kept - tolerance, kept + tolerance + 1}
    spans: list[Span] = []
    for opens, closes in allowed_starts(visit):
        cuts = [opens, *sorted(turn for turn in turns if opens < turn <= closes), closes + 1]
        spans += [(cut, after - 1) for cut, after in pairwise(cuts)]
    prices = [
        visit.worth - visit.value_at(opens) + time_change_cost(visit, opens) for opens, _ in spans
    ]
    return tuple(spans), tuple(prices)


class Maps:
    """Travel of a problem as plain lists, and the starts of its visits: fast to look up.

    Parameters
    ----------
    problem
        The problem.

    Attributes
    ----------
    nothing
        An itinerary without visits.
    """

    def __init__(self, problem: Problem) -> None:
        used = {shift.matrix for shift in problem.shifts}
        self._travel: dict[str, list[list[int]]] = {}
        self._metres: dict[str, list[list[int]]] = {}
        for key in sorted(used):
            self._travel[key] = problem.matrices[key].duration_s.tolist()
            self._metres[key] = problem.matrices[key].distance_m.tolist()
        self._starts = {v.visit_id: (v, priced_starts(v)) for v in problem.visits}
        self.nothing = Itinerary((), 0, 0, 0.0, problem.balance_price)

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
        known, (starts, prices) = self._starts[visit.visit_id]
        if known is not visit:  # a copy without some of its rules, to see what they cost
            starts, prices = priced_starts(visit)
        setup_s = 0 if before is not None and before.building == visit.building else visit.setup_s
        return Task(travel_s + setup_s, visit.service_s, starts, prices)

    def going_cost(self, shift: Shift, visit: Visit) -> float:
        """Return what it costs that a shift's agent makes a visit, whenever that is."""
        return preference_cost(visit, shift) + agent_change_cost(visit, shift)

    def itinerary(self, shift: Shift, visits: Sequence[Visit]) -> Itinerary | None:
        """Return visits in order as an itinerary of a shift, or None if a leg has no way."""
        tasks: list[Task] = []
        distance_m = 0
        going_cost = 0.0
        before: Visit | None = None
        place = shift.start_location
        for visit in visits:
            leg = self.leg(shift, place, visit.location)
            if leg is None:
                return None
            tasks.append(self.task(before, visit, leg[0]))
            distance_m += leg[1]
            going_cost += self.going_cost(shift, visit)
            before, place = visit, visit.location
        leg = self.leg(shift, place, shift.end_location) if visits else (0, 0)
        if leg is None:
            return None
        distance_m += leg[1]
        return Itinerary(tuple(tasks), leg[0], distance_m, going_cost, self.nothing.balance_price)
