"""A CP-SAT model of all routes with their times: what separate routes cannot decide alone.

Every shift has a circuit through the visits it makes; every visit has one start in whole seconds,
whoever makes it, so that spacings and meetings are constraints on two numbers. A break lies before
the departure, after the return, or in the gap before one visit (or before the return): a gap is as
long as its travel, setup and breaks together, and each break lies inside its gap.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from router.domain.problem import Meeting, Problem
from router.solving.joint_legs import legs_of, start_bounds
from router.solving.joint_trip import Literal, Starts, Trip
from router.solving.options import start_windows
from router.solving.who import allowed

__all__ = ["Joint"]


class Joint:
    """The constraints of a problem; what it costs is added by `router.solving.joint_price`.

    Parameters
    ----------
    problem
        The statement.
    kept
        Visit ids by shift id: they are made on this shift, in this order, or left out.
    must
        Visit ids that are made, whatever it costs.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        kept: Mapping[str, Sequence[str]] | None = None,
        must: Collection[str] = (),
    ) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.index = {visit.visit_id: i for i, visit in enumerate(problem.visits)}
        self.windows = [start_windows(visit) for visit in problem.visits]
        self.span = (
            min((shift.earliest_s for shift in problem.shifts), default=0),
            max((shift.latest_s + shift.overtime_max_s for shift in problem.shifts), default=0),
        )
        self.starts = Starts(
            self.model,
            [self._domain(i) for i in range(len(problem.visits))],
            [visit.service_s for visit in problem.visits],
            self.span[1] - self.span[0],
        )
        self.made = [self.model.new_bool_var(f"made{i}") for i in range(len(problem.visits))]
        self.trips = self._trips(dict(kept or {}))
        for i, made in enumerate(self.made):
            self.model.add_exactly_one([~made, *(t.on[i] for t in self.trips if i in t.on)])
        for visit_id in must:
            self.model.add(self.made[self.index[visit_id]] == 1)
        self._relate()
        # Without this the search pushes the paid time down by a second at a time.
        self.model.add_decision_strategy(
            [trip.paid for trip in self.trips], cp_model.CHOOSE_FIRST, cp_model.SELECT_MIN_VALUE
        )

    def _domain(self, i: int) -> cp_model.Domain:
        first, last = self.span
        inside = [
            [max(lo, first), min(hi, last)]
            for lo, hi in self.windows[i]
            if lo <= last and hi >= first
        ]
        return cp_model.Domain.from_intervals(inside or [[first]])

    def _trips(self, kept: Mapping[str, Sequence[str]]) -> list[Trip]:
        problem, index = self.problem, self.index
        may = allowed(problem, range(len(problem.visits)), self.windows)
        home = {index[v]: shift_id for shift_id, order in kept.items() for v in order}
        never = {
            (index[later], index[earlier])
            for order in problem.orders
            for earlier, later in combinations(order, 2)
        }
        loads = [visit.load for visit in problem.visits]
        trips = []
        for number, shift in enumerate(problem.shifts):
            bounds = {}
            for i, visit in enumerate(problem.visits):
                if may[number][i] and home.get(i, shift.shift_id) == shift.shift_id:
                    first, last = start_bounds(shift, self.windows[i], visit.service_s)
                    if first <= last:
                        bounds[i] = (first, last)
            locked = [index[visit_id] for visit_id in shift.locked_visits]
            legs = dict(
                legs_of(
                    problem,
                    shift,
                    bounds,
                    locked=locked,
                    kept=[index[visit_id] for visit_id in kept.get(shift.shift_id, ())],
                    never=never,
                )
            )
            trip = Trip(self.model, shift, list(bounds), legs, self.starts, loads)
            # Legs allow no other beginning than the locked one, so it remains to ask for it.
            for i in locked:
                self.model.add_bool_and(trip.on.get(i, False))
            trips.append(trip)
        return trips

    def _relate(self) -> None:
        """Keep what holds between visits: groups, orders, spacings, meetings."""
        groups: dict[str, list[Literal]] = {}
        for visit, made in zip(self.problem.visits, self.made, strict=True):
            if visit.group:
                groups.setdefault(visit.group, []).append(made)
        for members in groups.values():
            self.model.add_at_most_one(members)
        for order in self.problem.orders:
            for earlier, later in combinations([self.index[v] for v in order], 2):
                self._follow(earlier, later)
        for spacing in self.problem.spacings:
            for one, other in combinations([self.index[v] for v in spacing.visit_ids], 2):
                self._space(one, other, spacing.gap_s)
        for meeting in self.problem.meetings:
            self._meet(meeting)

    def _follow(self, earlier: int, later: int) -> None:
        model, at = self.model, self.starts.at
        service = self.problem.visits[earlier].service_s
        for trip in self.trips:
            if earlier in trip.on:
                together = trip.on.get(later, False)
                model.add_bool_or(~trip.on[earlier], ~self.made[later], together)
            if earlier in trip.on and later in trip.on:
                both = [trip.on[earlier], trip.on[later]]
                model.add(at[later] >= at[earlier] + service).only_enforce_if(both)
                if service == 0:
                    self._rank(trip, earlier, later)

    def _rank(self, trip: Trip, earlier: int, later: int) -> None:
        """Tell two visits apart that may start in one second: no path leads from later back."""
        model = self.model
        behind = {i: model.new_bool_var("") for i in trip.on}
        model.add(behind[later] == 1)
        model.add(behind[earlier] == 0).only_enforce_if(trip.on[later])
        for (i, j), arc in trip.arcs.items():
            if i is not None and j is not None:
                model.add_bool_or(~arc, ~behind[i], behind[j])

    def _space(self, one: int, other: int, gap_s: int) -> None:
        model, at, since = self.model, self.starts.at, self.starts.since
        first = model.new_bool_var("")
        for i, j, order in ((one, other, first), (other, one, ~first)):
            made = [order, self.made[i], self.made[j]]
            model.add(at[j] >= at[i] + gap_s).only_enforce_if(made)
            for trip in self.trips:
                if i in trip.on and j in trip.on:
                    both = [order, trip.on[i], trip.on[j]]
                    model.add(since[j] >= since[i] + gap_s).only_enforce_if(both)

    def _meet(self, meeting: Meeting) -> None:
        model, at = self.model, self.starts.at
        first, second = self.index[meeting.first], self.index[meeting.second]
        model.add(self.made[first] == self.made[second])
        model.add(at[first] == at[second]).only_enforce_if(self.made[first])
        who: dict[int, dict[str, list[Literal]]] = {first: {}, second: {}}  # literals by agent
        for trip in self.trips:
            for i, agents in who.items():
                if i in trip.on:
                    agents.setdefault(trip.shift.agent_id, []).append(trip.on[i])
        for agent, literals in who[first].items():
            model.add_at_most_one([*literals, *who[second].get(agent, ())])
            if meeting.pairs:
                partners = [
                    literal
                    for other, theirs in who[second].items()
                    if meeting.allows(agent, other)
                    for literal in theirs
                ]
                for literal in literals:
                    model.add_bool_or(~literal, *partners)

    def sequences(self, value: Any) -> dict[str, list[int]]:
        """Return the visits of every route in order.

        Parameters
        ----------
        value
            Tells of a literal whether it is true.

        Returns
        -------
        dict
            Positions of visits by shift id; shifts without a route are not in it.
        """
        orders = {trip.shift.shift_id: trip.sequence(value) for trip in self.trips}
        return {shift_id: order for shift_id, order in orders.items() if order}
