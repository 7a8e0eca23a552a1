"""A CP-SAT model of all routes with their times: what separate routes cannot decide alone.

Every shift has a circuit through the visits it makes; every visit has one start in whole seconds,
whoever makes it, so that spacings and meetings are constraints on two numbers. A break lies before
the departure, after the return, or in the gap before one visit (or before the return): a gap is as
long as its travel, setup and breaks together, and each break lies inside its gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Visit
from router.solving.priced import may_take, start_spans

__all__ = ["Joint", "Leaving", "Trip"]

SKIPPED = 3  # visits of a kept order that are left out in a row, at most: fewer arcs

Literal = Any  # OR-Tools has no type for "a variable or its negation"
Arc = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is decided already.

    Parameters
    ----------
    kept
        Visit ids by shift id: they are made on this shift, in this order, or left out.
    must
        Visit ids that are made, whatever it costs.
    """

    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)
    must: Collection[str] = ()


@dataclass
class Trip:
    """The variables of one shift.

    Parameters
    ----------
    shift
        Whose.
    used
        Whether it has a route.
    on
        By position of a visit: whether this shift makes it.
    arcs, metres
        By positions of two visits that follow each other; None is the start or the end.
    start, finish, paid
        Seconds; paid is 0 without a route.
    rests
        For each break: its start, and whether it lies in the gap before a visit (None: before the
        return), before the departure ("before") or after the return ("after").
    """

    shift: Shift
    used: Literal
    on: dict[int, Literal]
    arcs: dict[Arc, Literal]
    metres: dict[Arc, int]
    start: Any
    finish: Any
    paid: Any
    rests: list[tuple[Any, dict[int | str | None, Literal]]]


class Joint:
    """The constraints of a problem; what it costs is added by `router.solving.joint_price`.

    Parameters
    ----------
    problem
        The statement.
    leaving
        What is decided already.
    """

    def __init__(self, problem: Problem, leaving: Leaving) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.index = {visit.visit_id: i for i, visit in enumerate(problem.visits)}
        self.must = {self.index[visit_id] for visit_id in leaving.must}
        self.domains = [start_spans(visit) for visit in problem.visits]
        self._lock_orders()
        self.start = [self._start(i) for i in range(len(problem.visits))]
        self.made = [self.model.new_bool_var(f"made{i}") for i in range(len(problem.visits))]
        self.kept = {
            shift_id: [self.index[visit_id] for visit_id in order]
            for shift_id, order in leaving.kept.items()
        }
        self.home = {i: shift_id for shift_id, order in self.kept.items() for i in order}
        # Seconds since departure. Implied by the starts; but a route may float in time, and only
        # what is anchored at its departure tells the search early how long it will be.
        longest = max(
            (s.latest_s + s.overtime_max_s - s.earliest_s for s in problem.shifts), default=0
        )
        self.since = [
            self.model.new_int_var(0, longest, f"since{i}") for i in range(len(problem.visits))
        ]
        self.trips = [self._trip(shift) for shift in problem.shifts]
        for i, made in enumerate(self.made):
            self.model.add_exactly_one([~made, *(t.on[i] for t in self.trips if i in t.on)])
            if i in self.must:
                self.model.add(made == 1)
        self._relate()
        # Without this the search pushes the paid time down by a second at a time.
        self.model.add_decision_strategy(
            [trip.paid for trip in self.trips], cp_model.CHOOSE_FIRST, cp_model.SELECT_MIN_VALUE
        )

    def _lock_orders(self) -> None:
        """Note which visits start a shift, and which visit must not follow which."""
        self.begins = {
            self.index[visit_id]: shift.shift_id
            for shift in self.problem.shifts
            for visit_id in shift.locked_visits
        }
        self.must |= set(self.begins)
        self.never = {
            (self.index[later], self.index[earlier])
            for order in self.problem.orders
            for earlier, later in combinations(order, 2)
        }

    def _start(self, i: int) -> Any:
        domain = cp_model.Domain.from_intervals([list(span) for span in self.domains[i]] or [[0]])
        return self.model.new_int_var_from_domain(domain, f"start{i}")

    def _trip(self, shift: Shift) -> Trip:
        model, end = self.model, shift.latest_s + shift.overtime_max_s
        longest = end - shift.earliest_s
        if shift.max_duration_s is not None:
            longest = min(longest, shift.max_duration_s)
        name = shift.shift_id
        on = {
            i: model.new_bool_var(f"on {name} {i}")
            for i, visit in enumerate(self.problem.visits)
            if self._may(shift, i, visit)
        }
        trip = Trip(
            shift=shift,
            used=model.new_bool_var(f"used {name}"),
            on=on,
            arcs={},
            metres={},
            start=model.new_int_var(shift.earliest_s, end, f"leaves {name}"),
            finish=model.new_int_var(shift.earliest_s, end, f"returns {name}"),
            paid=model.new_int_var(0, max(0, longest), f"paid {name}"),
            rests=[],
        )
        if longest < 0 or not set(shift.locked_visits) <= {
            self.problem.visits[i].visit_id for i in on
        }:
            model.add(trip.used == 0)
        if shift.locked_visits:
            model.add(trip.used == 1)
        legs = dict(self._legs(trip))
        trip.arcs = {arc: model.new_bool_var(f"arc {name} {arc}") for arc in legs}
        trip.metres = {arc: metres for arc, (_, _, metres) in legs.items()}
        self._go_round(trip)
        self._rest(trip)
        self._take_time(trip, legs)
        self._limit(trip)
        return trip

    def _may(self, shift: Shift, i: int, visit: Visit) -> bool:
        if self.home.get(i, shift.shift_id) != shift.shift_id:
            return False
        if self.begins.get(i, shift.shift_id) != shift.shift_id:
            return False
        return may_take(shift, visit) and self._earliest(shift, i) <= self._latest(shift, i)

    def _earliest(self, shift: Shift, i: int) -> int:
        """The first second at which the shift may start a visit, by windows alone."""
        for lo, hi in self.domains[i]:
            if hi >= shift.earliest_s:
                return max(lo, shift.earliest_s)
        return shift.latest_s + shift.overtime_max_s + 1

    def _latest(self, shift: Shift, i: int) -> int:
        last = shift.latest_s + shift.overtime_max_s - self.problem.visits[i].service_s
        for lo, hi in reversed(self.domains[i]):
            if lo <= last:
                return min(hi, last)
        return shift.earliest_s - 1

    def _legs(self, trip: Trip) -> Iterator[tuple[Arc, tuple[int, int, int]]]:
        """Yield each pair that may follow each other: travel, setup and metres between them."""
        visits, shift = self.problem.visits, trip.shift
        matrix = self.problem.matrices[shift.matrix]
        locked = [self.index[visit_id] for visit_id in shift.locked_visits]
        before = dict(zip(locked, [None, *locked], strict=False))
        after = dict(zip([None, *locked], locked, strict=False))
        kept = [i for i in self.kept.get(shift.shift_id, ()) if i in trip.on]
        place = {i: position for position, i in enumerate(kept)}
        nodes: list[int | None] = [None, *trip.on]
        for i in nodes:
            origin = shift.start_location if i is None else visits[i].location
            for j in nodes:
                if i == j or (j in before and before[j] != i) or (i in after and after[i] != j):
                    continue
                if i is not None and j is not None and self._apart(i, j):
                    continue
                # The order that is kept: forward only, and never far.
                if (i is None or i in place) and (j is None or j in place):
                    step = (len(kept) if j is None else place[j]) - (-1 if i is None else place[i])
                    if not 1 <= step <= 1 + SKIPPED:
                        continue
                target = shift.end_location if j is None else visits[j].location
                setup = 0
                if j is not None and (i is None or visits[i].building != visits[j].building):
                    setup = visits[j].setup_s
                travel = metres = 0
                if origin is not None and target is not None and origin != target:
                    travel = int(matrix.duration_s[origin, target])
                    metres = int(matrix.distance_m[origin, target])
                if travel == UNREACHABLE:
                    continue
                if i is not None and j is not None:
                    ready = self._earliest(shift, i) + visits[i].service_s + travel + setup
                    if ready > self._latest(shift, j):
                        continue
                yield (i, j), (travel, setup, metres)

    def _apart(self, i: int, j: int) -> bool:
        """Whether one visit can never follow another at once, times aside."""
        one, other = self.problem.visits[i], self.problem.visits[j]
        return (i, j) in self.never or bool(one.group and one.group == other.group)

    def _go_round(self, trip: Trip) -> None:
        """Make the arcs one circuit through exactly the visits that are made."""
        depot = len(self.problem.visits)
        arcs = [(i, i, ~on) for i, on in trip.on.items()]
        arcs.append((depot, depot, ~trip.used))
        for on in trip.on.values():  # otherwise the circuit may pass the depot by
            self.model.add_implication(on, trip.used)
        for (i, j), arc in trip.arcs.items():
            arcs.append((depot if i is None else i, depot if j is None else j, arc))
        self.model.add_circuit(arcs)

    def _rest(self, trip: Trip) -> None:
        """Give each break its gap: after what comes before it, and over before what follows."""
        model, shift = self.model, trip.shift
        if not shift.breaks:
            return
        end = shift.latest_s + shift.overtime_max_s
        opened: dict[int | None, Any] = {  # when the gap before a visit begins
            j: model.new_int_var(shift.earliest_s, end, "") for j in [*trip.on, None]
        }
        for (i, j), arc in trip.arcs.items():
            model.add(opened[j] == self._leaves(trip, i)).only_enforce_if(arc)
        for rest in shift.breaks:
            first = max(rest.earliest_s, shift.earliest_s)
            last = min(rest.latest_s, end - rest.duration_s)
            if first > last:
                model.add(trip.used == 0)
                trip.rests.clear()
                return
            begin = model.new_int_var(first, last, "")
            # With an open end nothing follows the last service that a break could pause.
            places: list[int | str | None] = ["before", "after", *trip.on]
            if shift.end_location is not None:
                places.append(None)
            gaps: dict[int | str | None, Literal] = {gap: model.new_bool_var("") for gap in places}
            model.add_exactly_one([~trip.used, *gaps.values()])
            model.add(begin + rest.duration_s <= trip.start).only_enforce_if(gaps["before"])
            model.add(begin >= trip.finish).only_enforce_if(gaps["after"])
            for j in [*trip.on, None]:
                if j not in gaps:
                    continue
                model.add(begin >= opened[j]).only_enforce_if(gaps[j])
                following = trip.finish if j is None else self.start[j]
                model.add(begin + rest.duration_s <= following).only_enforce_if(gaps[j])
                if j is not None:
                    model.add_implication(gaps[j], trip.on[j])
            if trip.rests:
                length = shift.breaks[len(trip.rests) - 1].duration_s
                model.add(begin >= trip.rests[-1][0] + length).only_enforce_if(trip.used)
            trip.rests.append((begin, gaps))

    def _leaves(self, trip: Trip, i: int | None) -> Any:
        return trip.start if i is None else self.start[i] + self.problem.visits[i].service_s

    def _take_time(self, trip: Trip, legs: Mapping[Arc, tuple[int, int, int]]) -> None:
        """Let every gap take its time, and pay for what lies between departure and return."""
        model, shift = self.model, trip.shift
        lengths = [rest.duration_s for rest in shift.breaks]
        for (i, j), arc in trip.arcs.items():
            travel, setup, _ = legs[i, j]
            then = trip.finish if j is None else self.start[j]
            paused = [
                length * gaps[j]
                for length, (_, gaps) in zip(lengths, trip.rests, strict=False)
                if j in gaps
            ]
            ready = self._leaves(trip, i) + travel + setup
            model.add(then >= ready + sum(paused)).only_enforce_if(arc)
            gone = 0 if i is None else self.since[i] + self.problem.visits[i].service_s
            after = trip.paid if j is None else self.since[j]
            model.add(after >= gone + travel + setup + sum(paused)).only_enforce_if(arc)
        model.add(trip.paid >= trip.finish - trip.start).only_enforce_if(trip.used)
        model.add(trip.start <= trip.finish)
        self._bound_visits(trip, legs)
        # Implied, and what gives the search its bound: work is paid, whenever it is done.
        work = [
            (travel + setup + (0 if i is None else self.problem.visits[i].service_s))
            * trip.arcs[i, j]
            for (i, j), (travel, setup, _) in legs.items()
        ]
        for length, (_, gaps) in zip(lengths, trip.rests, strict=False):
            work.append(length * (trip.used - gaps["before"] - gaps["after"]))
        model.add(trip.paid >= sum(work))

    def _bound_visits(self, trip: Trip, legs: Mapping[Arc, tuple[int, int, int]]) -> None:
        """Say of each visit alone what its place on a route implies; the search learns faster."""
        model, never = self.model, 10**9
        before, after, between = (dict.fromkeys(trip.on, never) for _ in range(3))
        for (i, j), (travel, setup, _) in legs.items():
            if j is not None:
                before[j] = min(before[j], travel + setup)
            if i is not None:
                after[i] = min(after[i], travel + setup)
            if i is not None and j is not None:
                between[i] = min(between[i], travel + setup)
        intervals = []
        for i, on in trip.on.items():
            if never in (before[i], after[i]):
                model.add(on == 0)
                continue
            service = self.problem.visits[i].service_s
            model.add(self.since[i] == self.start[i] - trip.start).only_enforce_if(on)
            model.add(self.since[i] >= before[i]).only_enforce_if(on)
            model.add(trip.paid >= self.since[i] + service + after[i]).only_enforce_if(on)
            model.add(self.start[i] >= trip.start + before[i]).only_enforce_if(on)
            model.add(trip.finish >= self.start[i] + service + after[i]).only_enforce_if(on)
            length = service + (0 if between[i] == never else between[i])
            intervals.append(
                model.new_optional_fixed_size_interval_var(self.start[i], length, on, "")
            )
        model.add_no_overlap(intervals)

    def _limit(self, trip: Trip) -> None:
        """Keep the limits of the route."""
        shift = trip.shift
        if shift.max_visits is not None:
            self.model.add(sum(trip.on.values()) <= shift.max_visits)
        if shift.capacity is not None:
            load = [self.problem.visits[i].load * on for i, on in trip.on.items()]
            self.model.add(sum(load) <= shift.capacity)
        if shift.max_distance_m is not None:
            way = [trip.metres[arc] * literal for arc, literal in trip.arcs.items()]
            self.model.add(sum(way) <= shift.max_distance_m)

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
            self._meet(self.index[meeting.first], self.index[meeting.second])

    def _follow(self, earlier: int, later: int) -> None:
        model = self.model
        for trip in self.trips:
            if earlier in trip.on:
                model.add_bool_or(~trip.on[earlier], ~self.made[later], trip.on.get(later, False))
            if earlier in trip.on and later in trip.on:
                service = self.problem.visits[earlier].service_s
                both = [trip.on[earlier], trip.on[later]]
                model.add(self.start[later] >= self.start[earlier] + service).only_enforce_if(both)
                if service == 0:
                    self._rank(trip, earlier, later)

    def _rank(self, trip: Trip, earlier: int, later: int) -> None:
        """Tell two visits apart that may happen in one second: no path leads from later back."""
        model = self.model
        behind = {i: model.new_bool_var("") for i in trip.on}
        model.add(behind[later] == 1)
        model.add(behind[earlier] == 0).only_enforce_if(trip.on[later])
        for (i, j), arc in trip.arcs.items():
            if i is not None and j is not None and i != j:
                model.add_bool_or(~arc, ~behind[i], behind[j])

    def _space(self, one: int, other: int, gap_s: int) -> None:
        model = self.model
        first = model.new_bool_var("")
        for i, j, order in ((one, other, first), (other, one, ~first)):
            made = [order, self.made[i], self.made[j]]
            model.add(self.start[j] >= self.start[i] + gap_s).only_enforce_if(made)
            for trip in self.trips:
                if i in trip.on and j in trip.on:
                    both = [order, trip.on[i], trip.on[j]]
                    model.add(self.since[j] >= self.since[i] + gap_s).only_enforce_if(both)

    def _meet(self, first: int, second: int) -> None:
        model = self.model
        model.add(self.made[first] == self.made[second])
        model.add(self.start[first] == self.start[second]).only_enforce_if(self.made[first])
        agents: dict[str, list[Literal]] = {}
        for trip in self.trips:
            agents.setdefault(trip.shift.agent_id, []).extend(
                trip.on[i] for i in (first, second) if i in trip.on
            )
        for literals in agents.values():
            model.add_at_most_one(literals)

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
        found: dict[str, list[int]] = {}
        for trip in self.trips:
            following = {i: j for (i, j), arc in trip.arcs.items() if value(arc)}
            node = following.get(None)
            while node is not None:
                found.setdefault(trip.shift.shift_id, []).append(node)
                node = following[node]
        return found
