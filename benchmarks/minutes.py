"""The cheapest routes of one shift on a grid of whole minutes, by dynamic programming.

What a visit costs or brings may depend on the minute at which it starts. A route may come to a
visit again once it has forgotten it: at each visit only some are remembered (ng-routes, Baldacci,
Mingozzi and Roberti 2011), more where that was missed (Roberti and Mingozzi 2014), so the cheapest
of these routes costs no more than the cheapest real one. Times are exact where all times of the
day are whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from grid_costs import NEVER, extend
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem

__all__ = ["MINUTE", "Floats", "GridRoute", "ShiftGrid", "whole_minutes"]

MINUTE, HOUR_MIN = 60, 60
FIRST_REMEMBERED = 4
Floats = NDArray[np.float64]


def whole_minutes(problem: Problem) -> Problem:
    """Return the day with ways that take whole minutes, one at least.

    Parameters
    ----------
    problem
        Shifts, services, setups and windows are in whole minutes already.

    Returns
    -------
    Problem
        With orders given, whole minutes are among the best times of such a day: nothing but sums
        of whole numbers bounds them.
    """
    matrices = {}
    for name, matrix in problem.matrices.items():
        minutes = np.maximum(1, np.rint(matrix.duration_s / MINUTE))
        seconds = np.where(matrix.duration_s == 0, 0, minutes * MINUTE).astype(np.int32)
        matrices[name] = TravelMatrix(seconds, matrix.distance_m, source="given")
    return replace(problem, matrices=matrices)


@dataclass(frozen=True)
class GridRoute:
    """One route on the grid.

    Parameters
    ----------
    shift
        Number in the problem.
    cost
        Money for paid time and way.
    stops
        Number of a visit in the problem, and the minute of the problem's day at which it starts.
    """

    shift: int
    cost: float
    stops: tuple[tuple[int, int], ...]


class ShiftGrid:
    """The routes of one shift.

    Parameters
    ----------
    problem
        In whole minutes. The shift has one break and no overtime; each visit that it may make has
        a building of its own, a service and times at which it may start.
    shift
        Its number.
    remembered
        How many visits a route remembers at each, at most; the nearest few to begin with.
    """

    def __init__(self, problem: Problem, shift: int, remembered: int) -> None:
        self.shift, self.remembered = shift, remembered
        whose = problem.shifts[shift]
        (rest,) = whose.breaks
        matrix = problem.matrices[whose.matrix]
        self.visits = [n for n, v in enumerate(problem.visits) if v.skills <= whose.skills]
        visits = [problem.visits[number] for number in self.visits]
        if whose.overtime_max_s or len({visit.building for visit in visits}) < len(visits):
            raise ValueError("overtime, or two visits in a building")
        if any(not visit.starts or visit.service_s < MINUTE for visit in visits):
            raise ValueError("a visit without times or service")
        if np.any(matrix.duration_s % MINUTE) or any(
            time % MINUTE for visit in visits for time in (visit.service_s, visit.setup_s)
        ):
            raise ValueError("times that are not whole minutes")
        at = [visit.location for visit in visits]
        setup = np.array([visit.setup_s for visit in visits])
        self.begin = whose.earliest_s // MINUTE
        self.minutes = (whose.latest_s - whose.earliest_s) // MINUTE + 1
        self.rate = whose.cost_per_hour / HOUR_MIN
        self.rest = (
            rest.earliest_s // MINUTE - self.begin,
            rest.latest_s // MINUTE - self.begin,
            rest.duration_s // MINUTE,
        )
        ways = matrix.duration_s // MINUTE
        money = matrix.distance_m / 1000 * whose.cost_per_km
        start, end = whose.start_location, whose.end_location
        assert start is not None
        assert end is not None
        self.service = np.array([visit.service_s // MINUTE for visit in visits], np.int32)
        self.way = (ways[np.ix_(at, at)] + setup // MINUTE).astype(np.int32)
        self.money = money[np.ix_(at, at)].copy()
        self.way_out = (ways[start, at] + setup // MINUTE).astype(np.int32)
        self.money_out = money[start, at].copy()
        self.way_home = ways[at, end].astype(np.int32)
        self.money_home = money[at, end].copy()
        self.allowed = np.zeros((len(visits), self.minutes), np.bool_)
        self.allow(problem)
        both = self.way + self.way.T
        np.fill_diagonal(both, np.iinfo(np.int32).max)
        first = min(FIRST_REMEMBERED, remembered, len(visits) - 1)
        self.near = [[int(v) for v in row[:first]] for row in both.argsort(axis=1, kind="stable")]
        self.remember()
        size = (self.minutes, 2, len(visits), 1 << remembered)
        self._cost = np.empty(size)
        self._from = np.empty(size, np.int64)

    def allow(self, problem: Problem) -> None:
        """Take over the windows of a problem that differs in nothing else.

        Parameters
        ----------
        problem
            As above.
        """
        self.allowed[:] = False
        for row, number in enumerate(self.visits):
            visit = problem.visits[number]
            for first, last in visit.starts:
                low = max(0, -(-first // MINUTE) - self.begin)
                self.allowed[row, low : max(0, last // MINUTE - self.begin + 1)] = True

    def learn(self, route: GridRoute) -> bool:
        """Remember what a route came to again, wherever it had forgotten it.

        Parameters
        ----------
        route
            Of this shift.

        Returns
        -------
        bool
            Whether anything is remembered that was not before.
        """
        rows = [self.visits.index(visit) for visit, _ in route.stops]
        learned = False
        for last, row in enumerate(rows):
            if row not in rows[:last]:
                continue
            between = rows[last - 1 - rows[:last][::-1].index(row) + 1 : last]
            new = [one for one in between if one != row and row not in self.near[one]]
            if all(len(self.near[one]) < self.remembered for one in new):
                for one in dict.fromkeys(new):
                    self.near[one].append(row)
                    learned = True
        return learned

    def holds(self, route: GridRoute) -> bool:
        """Tell whether a route forgets all that it comes to again.

        Parameters
        ----------
        route
            Of this shift.

        Returns
        -------
        bool
            False if what was learned since forbids it.
        """
        known: set[int] = set()
        here = -1
        for visit, _ in route.stops:
            there = self.visits.index(visit)
            if there in known or there == here:
                return False
            known = (known | {here}) & set(self.near[there])
            here = there
        return True

    def remember(self) -> None:
        """Let the next routes keep to what was learned."""
        # The memory at a visit after another with its own; -1 if that remembers it.
        count, bits = len(self.visits), self.remembered
        memories = np.arange(1 << bits)
        self.after = np.full((count, count, 1 << bits), -1, np.int32)
        self.bits = np.array([len(near) for near in self.near], np.int32)
        for there, others in enumerate(self.near):
            bit = {visit: number for number, visit in enumerate(others)}
            for here in range(count):
                if here == there:
                    continue
                kept = np.full(1 << bits, 1 << bit[here] if here in bit else 0, np.int32)
                for number, visit in enumerate(self.near[here]):
                    if visit in bit:
                        kept |= ((memories >> number & 1) << bit[visit]).astype(np.int32)
                if there in self.near[here]:
                    kept[memories >> self.near[here].index(there) & 1 == 1] = -1
                self.after[here, there] = kept

    def cheapest(self, prices: Floats, most: int) -> tuple[float, list[GridRoute]]:
        """Find the cheapest routes at given prices.

        Parameters
        ----------
        prices
            Added to the cost of a route that starts a visit at a minute: by row of ``visits`` and
            minute of the shift.
        most
            So many routes, each of which ends at another visit.

        Returns
        -------
        float and list of GridRoute
            What the cheapest costs, prices included, and the routes, the cheapest first; their
            costs are without prices.
        """
        count = len(self.visits)
        ends, last = np.empty(count), np.empty(count, np.int64)
        extend(
            self.way, self.money, self.service, self.allowed,
            prices + (self.rate * self.service)[:, None], self.after, self.bits,
            self.way_out, self.money_out, self.way_home, self.money_home,
            self.rate, *self.rest, self._cost, self._from, ends, last,
        )  # fmt: skip
        routes = []
        for end in np.argsort(ends, kind="stable")[:most]:
            if ends[end] >= NEVER:
                break
            code, stops = int(last[end]), []
            while code >= 0:
                code, memory = divmod(code, 1 << self.remembered)
                code, row = divmod(code, count)
                minute, rested = divmod(code, 2)
                stops.append((row, minute))
                code = int(self._from[minute, rested, row, memory])
            stops.reverse()
            routes.append(
                GridRoute(
                    self.shift,
                    float(ends[end]) - sum(prices[stop] for stop in stops),
                    tuple((self.visits[row], minute + self.begin) for row, minute in stops),
                )
            )
        return min(ends.tolist(), default=NEVER), routes
