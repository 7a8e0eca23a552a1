"""What a day costs at least: a linear programme over all routes on a grid of minutes.

Columns are generated until no route is missing (Dantzig-Wolfe); the prices of any round give a
bound. Where two meet, as much of one visit as of the other must start in every period of some
minutes; and an agent who may not meet another does not share his meetings. Not asked for: whole
routes, one minute for both, and no visit twice on a route (see `minutes`). So the bound is true,
and lower than it could be.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from minutes import Floats, GridRoute, ShiftGrid
from scipy.optimize import linprog
from scipy.sparse import csc_matrix

from router.domain.problem import Problem

__all__ = ["Bound", "Bounding", "Prices"]

STEADY = 0.7  # share of the best prices so far in those that are tried
DEAREST = 15.0  # money that a minute's price is at most; less is true as well
ROUTES = 30  # of a shift in a round
CLOSE = 0.3  # money between programme and bound at which a round is the last
KEPT, TOO_MANY = 3000, 5000  # columns
NOISE = 1e-6


@dataclass(frozen=True)
class Prices:
    """Of the rows of the programme.

    Parameters
    ----------
    visits
        What making a visit brings.
    periods
        What starting the first visit of a meeting in a period brings, and the second costs.
    pairs
        What it costs to share a meeting, by row of ``Bounding.never``.
    shifts
        What a route must bring beside all that.
    """

    visits: Floats
    periods: Floats
    pairs: Floats
    shifts: Floats

    def between(self, other: Prices, share: float) -> Prices:
        """Return prices that are as near to these as ``share`` says.

        Parameters
        ----------
        other
            The others.
        share
            From 0 to 1.

        Returns
        -------
        Prices
            In between.
        """
        return Prices(
            share * self.visits + (1 - share) * other.visits,
            share * self.periods + (1 - share) * other.periods,
            share * self.pairs + (1 - share) * other.pairs,
            share * self.shifts + (1 - share) * other.shifts,
        )


@dataclass(frozen=True)
class Bound:
    """What was found.

    Parameters
    ----------
    cost
        No plan costs less.
    prices
        That show it.
    routes, shares
        Of the last programme, and how much of each is used.
    """

    cost: float
    prices: Prices
    routes: tuple[GridRoute, ...]
    shares: Floats


class Bounding:
    """The bounds of a day, and of the same day with narrower windows.

    Parameters
    ----------
    problem
        In whole minutes; see `ShiftGrid`.
    remembered
        Visits that a route remembers at each, at most.
    period_min
        Length of the periods in minutes.
    """

    def __init__(self, problem: Problem, remembered: int, period_min: int) -> None:
        self.problem, self.period_min = problem, period_min
        self.shifts = [ShiftGrid(problem, n, remembered) for n in range(len(problem.shifts))]
        self.begin = min(shift.begin for shift in self.shifts)
        end = max(shift.begin + shift.minutes for shift in self.shifts)
        self.periods = -(-(end - self.begin) // period_min)
        number = {visit.visit_id: n for n, visit in enumerate(problem.visits)}
        self.meetings = [(number[m.first], number[m.second]) for m in problem.meetings]
        self.side = {
            visit: (meeting, sign)
            for meeting, (first, second) in enumerate(self.meetings)
            for visit, sign in ((first, 1), (second, -1))
        }
        agents = [shift.agent_id for shift in problem.shifts]
        self.never = [
            (m, one, other)
            for m, meeting in enumerate(problem.meetings)
            for one, shift in enumerate(self.shifts)
            for other, beside in enumerate(self.shifts)
            if self.meetings[m][0] in shift.visits
            and self.meetings[m][1] in beside.visits
            and not meeting.allows(agents[one], agents[other])
        ]

    def bound(
        self,
        problem: Problem,
        *,
        enough: float,
        seconds: float,
        routes: Sequence[GridRoute] = (),
        prices: Prices | None = None,
    ) -> Bound:
        """Find a bound.

        Parameters
        ----------
        problem
            The day, perhaps with narrower windows.
        enough
            A bound from here on need not be better.
        seconds
            Time for it; a bound that was cut off is true, and lower.
        routes, prices
            To begin with; the routes keep to the windows.

        Returns
        -------
        Bound
            True of every plan of ``problem``.
        """
        deadline = time.monotonic() + seconds
        for shift in self.shifts:
            shift.allow(problem)
        columns = [c for c in dict.fromkeys(routes) if self.shifts[c.shift].holds(c)]
        best: Bound | None = None
        while True:
            total, wanted, shares, left = self._programme(columns)
            tried = wanted if prices is None else prices.between(wanted, STEADY)
            least, fresh = self._round(tried, wanted, columns)
            if not fresh and tried is not wanted:
                tried = wanted
                least, fresh = self._round(tried, wanted, columns)
            if best is None or least > best.cost:
                best, prices = Bound(least, tried, (), shares), tried
            late = time.monotonic() > deadline
            if not fresh or total - best.cost < CLOSE:
                used = [c for c, share in zip(columns, shares, strict=True) if share > NOISE]
                if not late and best.cost < enough and self._learn(used):
                    columns = [c for c in columns if self.shifts[c.shift].holds(c)]
                    continue
                late = True
            if late or best.cost >= enough:
                return Bound(best.cost, best.prices, tuple(columns), shares)
            if len(columns) > TOO_MANY:
                keep = np.sort(np.argsort(left, kind="stable")[:KEPT])
                columns = [columns[number] for number in keep]
            columns += fresh

    def _learn(self, used: Sequence[GridRoute]) -> bool:
        """Forbid the routes that come to a visit again; False if there are none."""
        learned = {route.shift for route in used if self.shifts[route.shift].learn(route)}
        for number in learned:
            self.shifts[number].remember()
        return bool(learned)

    def _rows(self, route: GridRoute) -> tuple[dict[int, float], dict[int, float]]:
        """Return what a route adds to the rows that are bounded, and to those of the periods."""
        visits, shifts = len(self.problem.visits), len(self.shifts)
        bounded = {visits + route.shift: 1.0}
        equal: dict[int, float] = {}
        for visit, minute in route.stops:
            bounded[visit] = bounded.get(visit, 0.0) - 1.0
            if visit in self.side:
                meeting, sign = self.side[visit]
                row = meeting * self.periods + (minute - self.begin) // self.period_min
                equal[row] = equal.get(row, 0.0) + sign
                for number in self._never_by(route.shift, visit):
                    row = visits + shifts + number
                    bounded[row] = bounded.get(row, 0.0) + 1.0
        return bounded, equal

    def _never_by(self, shift: int, visit: int) -> list[int]:
        return [
            number
            for number, (meeting, one, other) in enumerate(self.never)
            if (visit, shift)
            in ((self.meetings[meeting][0], one), (self.meetings[meeting][1], other))
        ]

    def _programme(self, columns: Sequence[GridRoute]) -> tuple[float, Prices, Floats, Floats]:
        """Solve it; return its cost and prices, the shares of the columns and what each lacks."""
        visits, shifts = len(self.problem.visits), len(self.shifts)
        equals = len(self.meetings) * self.periods
        costs = [visit.value for visit in self.problem.visits]
        rows: list[tuple[dict[int, float], dict[int, float]]] = [
            ({visit: -1.0}, {}) for visit in range(visits)
        ]
        for row in range(equals):  # or money instead: so prices stay within bounds
            costs += [DEAREST, DEAREST]
            rows += [({}, {row: 1.0}), ({}, {row: -1.0})]
        given = len(rows)
        for route in columns:
            costs.append(route.cost)
            rows.append(self._rows(route))
        most = np.concatenate([-np.ones(visits), np.ones(shifts + len(self.never))])
        bounded = _matrix([one for one, _ in rows], len(most))
        equal = _matrix([other for _, other in rows], equals)
        found = linprog(
            costs,
            A_ub=bounded,
            b_ub=most,
            A_eq=equal if equals else None,
            b_eq=np.zeros(equals) if equals else None,
            method="highs-ds",
        )
        if found.status != 0:
            raise SystemExit(f"the linear programme: {found.message}")
        rates = found.ineqlin.marginals
        level = found.eqlin.marginals if equals else np.zeros(0)
        left = np.array(costs) - bounded.T @ rates - (equal.T @ level if equals else 0.0)
        prices = Prices(
            -rates[:visits],
            level.reshape(len(self.meetings), self.periods),
            -rates[visits + shifts :],
            -rates[visits : visits + shifts],
        )
        return float(found.fun), prices, found.x[given:], left[given:]

    def _round(
        self, tried: Prices, wanted: Prices, columns: Sequence[GridRoute]
    ) -> tuple[float, list[GridRoute]]:
        """Return the bound that prices give, and routes that the programme wants."""
        known = set(columns)
        least = float(tried.visits.sum() - tried.pairs.sum())
        fresh = []
        for shift in self.shifts:
            asked = self._added(shift, wanted)
            rows = {visit: row for row, visit in enumerate(shift.visits)}
            cheapest, routes = shift.cheapest(self._added(shift, tried), ROUTES)
            least += min(0.0, cheapest)
            for route in routes:
                total = route.cost + sum(asked[rows[v], t - shift.begin] for v, t in route.stops)
                if total + wanted.shifts[shift.shift] < -NOISE and route not in known:
                    fresh.append(route)
        return least, fresh

    def _added(self, shift: ShiftGrid, prices: Prices) -> Floats:
        """Return what prices add to a start of service, by row and minute of a shift."""
        added = np.repeat(-prices.visits[shift.visits][:, None], shift.minutes, axis=1)
        period = (np.arange(shift.minutes) + shift.begin - self.begin) // self.period_min
        for row, visit in enumerate(shift.visits):
            if visit in self.side:
                meeting, sign = self.side[visit]
                added[row] -= sign * prices.periods[meeting, period]
                added[row] += sum(prices.pairs[self._never_by(shift.shift, visit)])
        return added


def _matrix(columns: Sequence[dict[int, float]], rows: int) -> csc_matrix:
    starts = np.cumsum([0] + [len(column) for column in columns])
    where = [row for column in columns for row in column]
    values = [value for column in columns for value in column.values()]
    return csc_matrix((values, where, starts), shape=(rows, len(columns)))
