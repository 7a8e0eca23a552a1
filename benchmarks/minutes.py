"""The cheapest routes of one shift on a grid of whole minutes, by dynamic programming.

What a visit costs or brings may depend on the minute at which it starts. A route may come to a
visit again once it has forgotten it: only the nearest visits are remembered (ng-routes, Baldacci,
Mingozzi and Roberti 2011), so the cheapest of these routes costs no more than the cheapest real
one. Times are exact where all times of the day are whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem

__all__ = ["MINUTE", "Floats", "GridRoute", "ShiftGrid", "whole_minutes"]

MINUTE, HOUR_MIN = 60, 60
NEVER = 1e18
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
        In whole minutes. No two visits that the shift may make are in one building, and it has one
        break.
    shift
        Its number.
    remembered
        How many near visits a route remembers at each.
    """

    def __init__(self, problem: Problem, shift: int, remembered: int) -> None:
        self.shift, self.remembered = shift, remembered
        whose = problem.shifts[shift]
        (rest,) = whose.breaks
        matrix = problem.matrices[whose.matrix]
        self.visits = [n for n, v in enumerate(problem.visits) if v.skills <= whose.skills]
        visits = [problem.visits[number] for number in self.visits]
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
        self.after = self._memories()
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

    def _memories(self) -> NDArray[np.int32]:
        """Return the memory at a visit after another with its own; -1 if that remembers it."""
        count, bits = len(self.visits), self.remembered
        both = self.way + self.way.T
        np.fill_diagonal(both, np.iinfo(np.int32).max)
        near = np.argsort(both, axis=1, kind="stable")[:, :bits]
        memories = np.arange(1 << bits)
        after = np.full((count, count, 1 << bits), -1, np.int32)
        for here in range(count):
            for there in range(count):
                if here == there:
                    continue
                bit = {int(visit): number for number, visit in enumerate(near[there])}
                kept = np.full(1 << bits, 1 << bit[here] if here in bit else 0, np.int32)
                for number, visit in enumerate(near[here]):
                    known = memories >> number & 1 == 1
                    if visit in bit:
                        kept[known] |= 1 << bit[int(visit)]
                    if visit == there:
                        kept[known] = -1  # and stays it, whatever else is known
                after[here, there] = kept
        return after

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
        _extend(
            self.way, self.money, self.service, self.allowed,
            prices + (self.rate * self.service)[:, None], self.after,
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


@njit(cache=True)
def _extend(  # type: ignore[no-untyped-def]
    way, money, service, allowed, price, after, way_out, money_out, way_home, money_home,
    rate, rest_first, rest_last, rest_min, cost, origin, ends, last,
):  # fmt: skip
    """Fill the least cost to be ready at a visit, by minute, break taken or not, and memory.

    Which is also noted as what came before: ((minute * 2 + rested) * visits + row) * memories +
    memory. Before the departure and after the return a break costs nothing.
    """
    minutes, _, count, memories = cost.shape
    cost[:] = NEVER
    origin[:] = -1
    ends[:] = NEVER
    for row in range(count):
        sure = rate * way_out[row] + money_out[row]
        for minute in range(way_out[row], minutes):
            cost[minute, 0, row, 0] = sure
        for minute in range(rest_first + rest_min + way_out[row], minutes):
            cost[minute, 1, row, 0] = sure
        for leave in range(rest_last + 1):
            ready = max(leave + way_out[row], rest_first) + rest_min
            paid = rate * (ready - leave) + money_out[row]
            if ready < minutes and paid < cost[ready, 1, row, 0]:
                cost[ready, 1, row, 0] = paid
    least = np.empty((2, memories))
    for minute in range(minutes):
        for row in range(count):
            for rested in (1, 0):
                for memory in range(memories):
                    known = cost[minute, rested, row, memory]
                    if minute > 0 and cost[minute - 1, rested, row, memory] + rate < known:
                        known = cost[minute - 1, rested, row, memory] + rate
                        cost[minute, rested, row, memory] = known
                        origin[minute, rested, row, memory] = origin[
                            minute - 1, rested, row, memory
                        ]
                    # Who remembers less, or has rested, can do all that this one can.
                    least[rested, memory] = known
                    beaten = False
                    bit = 1
                    while bit < memories:
                        if memory & bit and least[rested, memory ^ bit] <= least[rested, memory]:
                            least[rested, memory] = least[rested, memory ^ bit]
                            beaten = True
                        bit *= 2
                    if rested == 0 and least[1, memory] <= least[0, memory]:
                        least[0, memory] = least[1, memory]
                        beaten = True
                    if beaten:
                        cost[minute, rested, row, memory] = NEVER
                    if beaten or known >= NEVER or not allowed[row, minute]:
                        continue
                    leave = minute + service[row]
                    if leave >= minutes:
                        continue
                    paid = known + price[row, minute]
                    code = ((minute * 2 + rested) * count + row) * memories + memory
                    home = leave + way_home[row]
                    if rested == 0 and home > rest_last and leave <= rest_last:
                        home = max(home, rest_first) + rest_min
                    elif rested == 0 and home > rest_last:
                        home = minutes
                    total = paid + rate * (home - leave) + money_home[row]
                    if home < minutes and total < ends[row]:
                        ends[row] = total
                        last[row] = code
                    for there in range(count):
                        then = after[row, there, memory]
                        if then < 0:
                            continue
                        ready = leave + way[row, there]
                        total = paid + rate * way[row, there] + money[row, there]
                        if ready < minutes and total < cost[ready, rested, there, then]:
                            cost[ready, rested, there, then] = total
                            origin[ready, rested, there, then] = code
                        if rested == 0 and leave <= rest_last:
                            ready = max(ready, rest_first) + rest_min
                            total = paid + rate * (ready - leave) + money[row, there]
                            if ready < minutes and total < cost[ready, 1, there, then]:
                                cost[ready, 1, there, then] = total
                                origin[ready, 1, there, then] = code
