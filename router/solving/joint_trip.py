"""One shift in the joint model: a circuit through its visits, the breaks, and the time it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from router.domain.problem import Shift
from router.solving.joint_legs import Arc, Leg

__all__ = ["Gap", "Literal", "Starts", "Trip"]

Literal = Any  # OR-Tools has no type for "a variable or its negation"
Gap = int | str | None
"""Where a break lies: before a visit, before the return (None), "before" or "after" the route."""


class Starts:
    """The times of all visits, whoever makes them.

    Parameters
    ----------
    model
        Gets the variables.
    domains
        When service may start.
    service_s
        How long it takes.
    longest
        Seconds of the longest route.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        domains: Sequence[cp_model.Domain],
        service_s: Sequence[int],
        longest: int,
    ) -> None:
        self.service_s = service_s
        self.at = [
            model.new_int_var_from_domain(domain, f"start{i}") for i, domain in enumerate(domains)
        ]
        # Seconds since departure. Implied by the starts; but a route may float in time, and only
        # what is anchored at its departure tells the search early how long it will be.
        self.since = [model.new_int_var(0, longest, f"since{i}") for i in range(len(domains))]


class Trip:
    """The variables of one shift, and what holds between them.

    Parameters
    ----------
    model
        Gets them.
    shift
        Whose.
    visits
        Positions of the visits it may make.
    legs
        What lies between those that may follow each other.
    starts
        Of all visits.
    loads
        Units by position.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        shift: Shift,
        visits: Sequence[int],
        legs: Mapping[Arc, Leg],
        starts: Starts,
        loads: Sequence[int],
    ) -> None:
        self.model, self.shift, self.legs, self.starts = model, shift, legs, starts
        name = shift.shift_id
        self.closing = shift.latest_s + shift.overtime_max_s
        longest = self.closing - shift.earliest_s
        if shift.max_duration_s is not None:
            longest = max(0, min(longest, shift.max_duration_s))
        self.used = model.new_bool_var(f"used {name}")
        self.on: dict[int, Literal] = {i: model.new_bool_var(f"on {name} {i}") for i in visits}
        self.arcs: dict[Arc, Literal] = {a: model.new_bool_var(f"arc {name} {a}") for a in legs}
        self.start = model.new_int_var(shift.earliest_s, self.closing, f"leaves {name}")
        self.finish = model.new_int_var(shift.earliest_s, self.closing, f"returns {name}")
        self.paid = model.new_int_var(0, longest, f"paid {name}")  # 0 without a route
        self.rests: list[tuple[Any, dict[Gap, Literal]]] = []
        self._go_round(len(starts.at))
        self._rest()
        self._take_time()
        self._bound_visits()
        self._limit(loads)

    def _go_round(self, depot: int) -> None:
        """Make the arcs one circuit through exactly the visits that are made."""
        arcs = [(i, i, ~on) for i, on in self.on.items()]
        arcs.append((depot, depot, ~self.used))
        for (i, j), arc in self.arcs.items():
            arcs.append((depot if i is None else i, depot if j is None else j, arc))
        self.model.add_circuit(arcs)
        for on in self.on.values():  # otherwise the circuit may pass the depot by
            self.model.add_implication(on, self.used)

    def _rest(self) -> None:
        """Give each break its gap: after what comes before it, and over before what follows."""
        model, shift = self.model, self.shift
        if not shift.breaks:
            return
        opened: dict[int | None, Any] = {  # when the gap before a visit, or the return, begins
            j: model.new_int_var(shift.earliest_s, self.closing, "") for j in [*self.on, None]
        }
        for (i, j), arc in self.arcs.items():
            model.add(opened[j] == self._leaves(i)).only_enforce_if(arc)
        over: Any = shift.earliest_s
        for rest in shift.breaks:
            first = max(rest.earliest_s, shift.earliest_s)
            last = min(rest.latest_s, self.closing - rest.duration_s)
            if first > last:
                model.add(self.used == 0)
                self.rests.clear()
                return
            begin = model.new_int_var(first, last, "")
            # With an open end nothing follows the last service that a break could pause.
            places: list[Gap] = ["before", "after", *self.on]
            if shift.end_location is not None:
                places.append(None)
            gaps: dict[Gap, Literal] = {gap: model.new_bool_var("") for gap in places}
            model.add_exactly_one([~self.used, *gaps.values()])
            model.add(begin >= over).only_enforce_if(self.used)
            over = begin + rest.duration_s
            model.add(over <= self.start).only_enforce_if(gaps["before"])
            model.add(begin >= self.finish).only_enforce_if(gaps["after"])
            for j, opening in opened.items():
                if j in gaps:
                    following = self.finish if j is None else self.starts.at[j]
                    model.add(begin >= opening).only_enforce_if(gaps[j])
                    model.add(over <= following).only_enforce_if(gaps[j])
                if j is not None:
                    model.add_implication(gaps[j], self.on[j])
            self.rests.append((begin, gaps))

    def _leaves(self, i: int | None) -> Any:
        return self.start if i is None else self.starts.at[i] + self.starts.service_s[i]

    def _take_time(self) -> None:
        """Let every gap take its time, and pay for what lies between departure and return."""
        model, starts = self.model, self.starts
        lengths = [rest.duration_s for rest in self.shift.breaks]
        for (i, j), arc in self.arcs.items():
            pauses = [
                length * gaps[j]
                for length, (_, gaps) in zip(lengths, self.rests, strict=False)
                if j in gaps
            ]
            gap = self.legs[i, j].work_s + sum(pauses)
            then = self.finish if j is None else starts.at[j]
            model.add(then >= self._leaves(i) + gap).only_enforce_if(arc)
            gone = 0 if i is None else starts.since[i] + starts.service_s[i]
            by_then = self.paid if j is None else starts.since[j]
            model.add(by_then >= gone + gap).only_enforce_if(arc)
        model.add(self.finish >= self.start)
        model.add(self.paid >= self.finish - self.start).only_enforce_if(self.used)
        # Implied, and what gives the search its bound: work is paid, whenever it is done.
        work = [
            (leg.work_s + (0 if arc[0] is None else starts.service_s[arc[0]])) * self.arcs[arc]
            for arc, leg in self.legs.items()
        ]
        for length, (_, gaps) in zip(lengths, self.rests, strict=False):
            work.append(length * (self.used - gaps["before"] - gaps["after"]))
        model.add(self.paid >= sum(work))

    def _bound_visits(self) -> None:
        """Say of each visit alone what its place on a route implies: the search learns faster."""
        model, starts = self.model, self.starts
        before: dict[int, int] = {}
        after: dict[int, int] = {}
        between: dict[int, int] = {}
        for (i, j), leg in self.legs.items():
            if j is not None:
                before[j] = min(before.get(j, leg.work_s), leg.work_s)
            if i is not None:
                after[i] = min(after.get(i, leg.work_s), leg.work_s)
            if i is not None and j is not None:
                between[i] = min(between.get(i, leg.work_s), leg.work_s)
        intervals = []
        for i, on in self.on.items():
            if i not in before or i not in after:
                model.add(on == 0)
                continue
            service = starts.service_s[i]
            model.add(starts.at[i] == self.start + starts.since[i]).only_enforce_if(on)
            model.add(starts.since[i] >= before[i]).only_enforce_if(on)
            model.add(starts.at[i] >= self.start + before[i]).only_enforce_if(on)
            model.add(self.finish >= starts.at[i] + service + after[i]).only_enforce_if(on)
            model.add(self.paid >= starts.since[i] + service + after[i]).only_enforce_if(on)
            intervals.append(
                model.new_optional_fixed_size_interval_var(
                    starts.at[i], service + between.get(i, 0), on, ""
                )
            )
        model.add_no_overlap(intervals)

    def _limit(self, loads: Sequence[int]) -> None:
        """Keep the limits of the route; that of its duration is in the domain of ``paid``."""
        shift = self.shift
        if shift.max_visits is not None:
            self.model.add(sum(self.on.values()) <= shift.max_visits)
        if shift.capacity is not None:
            self.model.add(sum(loads[i] * on for i, on in self.on.items()) <= shift.capacity)
        if shift.max_distance_m is not None:
            way = [self.legs[arc].metres * literal for arc, literal in self.arcs.items()]
            self.model.add(sum(way) <= shift.max_distance_m)

    def sequence(self, value: Any) -> list[int]:
        """Return the visits of the route in order.

        Parameters
        ----------
        value
            Tells of a literal whether it is true.

        Returns
        -------
        list of int
            Positions; empty if there is no route.
        """
        following = {i: j for (i, j), arc in self.arcs.items() if value(arc)}
        order: list[int] = []
        node = following.get(None)
        while node is not None:
            order.append(node)
            node = following[node]
        return order
