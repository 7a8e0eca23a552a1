"""The whole problem as an OR-Tools routing model.

Money becomes whole numbers: one unit of money is ``Model.scale`` units of the model, a power of ten
chosen so that the dearest plan imaginable stays far from 64-bit overflow. Leaving out a mandatory
visit costs more than everything else together.

A visit is one node for every window of every option, of which at most one is used; so is a group.
Open starts and ends share one node that is reached from everywhere in no time. Like all of the
search, the model knows no spacings and meetings: visits that these couple are pinned before.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp

from router.domain.matrix import UNREACHABLE
from router.solving import relations
from router.solving.layout import timeline
from router.solving.prepared import Prepared
from router.solving.schedule import choose
from router.solving.timetable import trace

__all__ = ["Model"]

LARGEST = 1 << 56  # of any sum of costs: leaves room for the penalties of guided search
FINEST = 1_000_000  # units per unit of money, at most, unless balance asks for more
SURE = 100  # units per squared second of balance: rounding it is off by less than a percent


class Model:
    """An OR-Tools model of a problem, and the way back from its nodes to options.

    Parameters
    ----------
    day
        The problem; at least one option that some shift may take.
    seed
        Permutes options and shifts, because OR-Tools' own search has a fixed seed.
    """

    def __init__(self, day: Prepared, seed: int) -> None:
        self.day = day
        shuffle = random.Random(seed)
        options = [i for i, possible in enumerate(day.plannable) if possible]
        self.shifts = [i for i, usable in enumerate(day.usable) if usable]
        shuffle.shuffle(options)
        shuffle.shuffle(self.shifts)
        self._options = options
        self._number_nodes()
        self._money()
        self.manager = pywrapcp.RoutingIndexManager(
            len(self.node_place), len(self.shifts), self._starts, self._ends
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._add_costs()
        self._add_time()
        self._add_limits()
        self._add_choices()
        relations.add_orders(self)
        relations.add_locks(self)

    # --- nodes -----------------------------------------------------------------------------

    def _number_nodes(self) -> None:
        """Give every window of an option, and every start and end, a node."""
        day = self.day
        self.node_option: list[int] = []  # starts and ends have none
        self.node_window: list[tuple[int, int]] = []
        self.node_place: list[int] = []  # -1 for an open start or end
        self.nodes_of: dict[int, list[int]] = {}
        for option in self._options:
            for window in day.windows[option]:
                self.nodes_of.setdefault(option, []).append(len(self.node_option))
                self.node_option.append(option)
                self.node_window.append(window)
                self.node_place.append(day.location[option])
        ends: dict[int | None, int] = {}

        def node_at(location: int | None) -> int:
            if location not in ends:
                ends[location] = len(self.node_place)
                self.node_place.append(-1 if location is None else location)
            return ends[location]

        rules = [day.problem.shifts[shift] for shift in self.shifts]
        self._starts = [node_at(shift.start_location) for shift in rules]
        self._ends = [node_at(shift.end_location) for shift in rules]

    def _table(self, shift: int, *, metres: bool) -> NDArray[np.int64]:
        """Travel between nodes for a shift; UNREACHABLE stays -1."""
        day = self.day
        matrix = day.problem.matrices[day.problem.shifts[shift].matrix]
        places = np.array(self.node_place)
        known = np.where(places < 0, 0, places)
        whole = (matrix.distance_m if metres else matrix.duration_s).astype(np.int64)
        table = whole[np.ix_(known, known)]
        table[places[:, None] == places[None, :]] = 0
        table[places < 0, :] = 0
        table[:, places < 0] = 0
        # From a start to an end goes only who is not used: that must be possible for everybody.
        table[len(self.node_option) :, len(self.node_option) :] = 0
        return np.asarray(table)

    # --- money -----------------------------------------------------------------------------

    def _money(self) -> None:
        """Choose the scale from what everything together may cost, mandatory visits included."""
        musts = sum(visit.mandatory for visit in self.day.problem.visits)
        everything = self.day.dearest * (1 + musts)
        scale = float(FINEST)
        if self.day.balance_price:
            scale = max(scale, 10.0 ** math.ceil(math.log10(SURE / self.day.balance_price)))
        while everything * scale > LARGEST and scale > 1e-9:
            scale /= 10
        self.scale = scale

    def _units(self, money: float) -> int:
        return round(money * self.scale)

    def worth(self, option: int) -> int:
        """Return what serving an option gains, in units."""
        return self._units(self.day.gain[option])

    # --- constraints -----------------------------------------------------------------------

    def _add_costs(self) -> None:
        """Kilometres on arcs; and for serving this: its agent, and the better options given up."""
        day = self.day
        forgone = np.zeros(len(self.node_place), dtype=np.int64)
        for members in self._choices():
            best = self._best(members)
            for option in members:
                for node in self.nodes_of[option]:
                    forgone[node] = best - self.worth(option)
        made: dict[tuple[str, float, bytes], int] = {}
        for vehicle, shift in enumerate(self.shifts):
            rules = day.problem.shifts[shift]
            # One matrix per agent with prices of its own. A quantity along the route would take
            # less, but OR-Tools 9.15 finds nothing if that differs by vehicle and not by arc.
            surcharge = day.surcharge_table[shift]
            key = (rules.matrix, rules.cost_per_km, surcharge.tobytes())
            if key not in made:
                metres = self._table(shift, metres=True)
                price = np.rint(metres * (rules.cost_per_km / 1000 * self.scale)).astype(np.int64)
                price[metres == UNREACHABLE] = 0  # forbidden by time, see below
                served = forgone.copy()
                served[: len(self.node_option)] += np.rint(
                    surcharge[self.node_option] * self.scale
                ).astype(np.int64)
                made[key] = self.routing.RegisterTransitMatrix((price + served[:, None]).tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(made[key], vehicle)
            self.routing.SetFixedCostOfVehicle(self._units(rules.fixed_cost), vehicle)

    def _add_time(self) -> None:
        """Add travel, setup, service, windows, shifts, overtime, paid time and breaks."""
        day = self.day
        rules = [day.problem.shifts[shift] for shift in self.shifts]
        first, last = day.span
        horizon = last - first  # the model's clock starts at the first shift
        count = len(self.node_option)
        service = np.zeros(len(self.node_place), dtype=np.int64)
        service[:count] = [day.service[option] for option in self.node_option]
        building = np.full(len(self.node_place), -1)
        building[:count] = [day.building[option] for option in self.node_option]
        setup = np.zeros(len(self.node_place), dtype=np.int64)
        setup[:count] = [day.setup[option] for option in self.node_option]
        made: dict[str, int] = {}
        evaluators = []
        for shift in self.shifts:
            key = day.problem.shifts[shift].matrix
            if key not in made:
                travel = self._table(shift, metres=False)
                moved = building[:, None] != building[None, :]
                total = travel + service[:, None] + np.where(moved, setup[None, :], 0)
                total[travel == UNREACHABLE] = horizon + 1
                made[key] = self.routing.RegisterTransitMatrix(total.tolist())
            evaluators.append(made[key])
        self.routing.AddDimensionWithVehicleTransits(evaluators, horizon, horizon, False, "time")
        self.time = self.routing.GetDimensionOrDie("time")
        for node in range(count):
            lo, hi = self.node_window[node]
            cumul = self.time.CumulVar(self.manager.NodeToIndex(node))
            cumul.SetRange(lo - first, hi - first)
        solver = self.routing.solver()
        visit_times = [
            int(service[self.manager.IndexToNode(index)]) for index in range(self.routing.Size())
        ]
        for vehicle, rule in enumerate(rules):
            begin, end = self.routing.Start(vehicle), self.routing.End(vehicle)
            latest = rule.latest_s + rule.overtime_max_s - first
            self.time.CumulVar(begin).SetRange(rule.earliest_s - first, latest)
            self.time.CumulVar(end).SetRange(rule.earliest_s - first, latest)
            hourly = round(rule.cost_per_hour / 3600 * self.scale)
            if hourly:
                self.time.SetSpanCostCoefficientForVehicle(hourly, vehicle)
            if self.day.balance_price:
                squared = round(self.day.balance_price * self.scale)
                self.time.SetQuadraticCostSoftSpanUpperBoundForVehicle(
                    pywrapcp.BoundCost(0, squared), vehicle
                )
            overtime = round(rule.overtime_cost_per_hour / 3600 * self.scale)
            if overtime and rule.overtime_max_s:
                self.time.SetCumulVarSoftUpperBound(end, rule.latest_s - first, overtime)
            if rule.max_duration_s is not None:
                self.time.SetSpanUpperBoundForVehicle(min(horizon, rule.max_duration_s), vehicle)
            if day.rests[self.shifts[vehicle]]:
                breaks = [
                    solver.FixedDurationIntervalVar(
                        lo - first, hi - first, length, False, f"break {vehicle} {number}"
                    )
                    for number, (lo, hi, length) in enumerate(day.rests[self.shifts[vehicle]])
                ]
                for earlier, later in pairwise(breaks):  # outside a route they could overlap
                    solver.Add(later.StartsAfterEnd(earlier))
                self.time.SetBreakIntervalsOfVehicle(breaks, vehicle, visit_times)

    def _add_limits(self) -> None:
        """Add visits, load and metres where a shift limits them."""
        day = self.day
        rules = [day.problem.shifts[shift] for shift in self.shifts]
        starts_ends = [0] * (len(self.node_place) - len(self.node_option))
        if any(shift.max_visits is not None for shift in rules):
            ones = self.routing.RegisterUnaryTransitVector(
                [1] * len(self.node_option) + starts_ends
            )
            limits = [
                len(self._options) if shift.max_visits is None else shift.max_visits
                for shift in rules
            ]
            self.routing.AddDimensionWithVehicleCapacity(ones, 0, limits, True, "visits")
        if any(shift.capacity is not None for shift in rules):
            loads = [day.load[option] for option in self.node_option]
            units = self.routing.RegisterUnaryTransitVector(loads + starts_ends)
            limits = [sum(loads) if shift.capacity is None else shift.capacity for shift in rules]
            self.routing.AddDimensionWithVehicleCapacity(units, 0, limits, True, "load")
        if any(shift.max_distance_m is not None for shift in rules):
            made: dict[str, int] = {}
            longest = 1
            for shift in self.shifts:
                key = day.problem.shifts[shift].matrix
                if key not in made:
                    metres = np.maximum(self._table(shift, metres=True), 0)
                    longest = max(longest, int(metres.max()))
                    made[key] = self.routing.RegisterTransitMatrix(metres.tolist())
            far = longest * (len(self._options) + 1)
            self.routing.AddDimensionWithVehicleTransitAndCapacity(
                [made[shift.matrix] for shift in rules],
                0,
                [far if s.max_distance_m is None else s.max_distance_m for s in rules],
                True,
                "metres",
            )

    def _choices(self) -> list[list[int]]:
        """Return the options that exclude each other, those without a key each alone."""
        by_key: dict[int, list[int]] = {}
        for option in self._options:
            by_key.setdefault(self.day.exclusive[option], []).append(option)
        return [*([option] for option in by_key.pop(-1, [])), *by_key.values()]

    def _best(self, options: Sequence[int]) -> int:
        """What serving the best of them gains; a negative price would force one to be served."""
        return max(0, *(self.worth(option) for option in options))

    def _add_choices(self) -> None:
        """At most one window of an option and one option of a key, at a price; who may take it."""
        for members in self._choices():
            nodes = [index for option in members for index in self.indices_of(option)]
            self.routing.AddDisjunction(nodes, self._best(members), 1)
        allowed = self.day.allowed
        for option in self._options:
            vehicles = [v for v, shift in enumerate(self.shifts) if allowed[shift][option]]
            if len(vehicles) < len(self.shifts):
                for index in self.indices_of(option):
                    self.routing.VehicleVar(index).SetValues([-1, *vehicles])

    def indices_of(self, option: int) -> list[int]:
        """Return the indices of an option's nodes; none if no shift may take it."""
        return [self.manager.NodeToIndex(node) for node in self.nodes_of.get(option, ())]

    # --- the way there and back --------------------------------------------------------------

    def routes(self, sequences: Mapping[int, Sequence[int]]) -> list[list[int]]:
        """Return the indices of sequences, in the windows that their best times fall into.

        Parameters
        ----------
        sequences
            Options by shift; what breaks a rule is left out.

        Returns
        -------
        list of list of int
            By vehicle, starts and ends not included.
        """
        found: list[list[int]] = []
        for shift in self.shifts:
            options = sequences.get(shift, ())
            line = timeline(self.day, shift, options) if options else None
            times = None if line is None else choose(self.day, shift, line)
            starts = [] if line is None or times is None else trace(line, times)[0]
            found.append(
                [self._index_at(option, at) for option, at in zip(options, starts, strict=False)]
            )
        return found

    def _index_at(self, option: int, start_s: int) -> int:
        node = next(
            node
            for node in self.nodes_of[option]
            if self.node_window[node][0] <= start_s <= self.node_window[node][1]
        )
        return int(self.manager.NodeToIndex(node))

    def sequences(self, follow: Callable[[int], int]) -> dict[int, list[int]]:
        """Return the sequences by shift.

        Parameters
        ----------
        follow
            Gives the index after an index.

        Returns
        -------
        dict
            Position of shift to options, empty routes left out.
        """
        found: dict[int, list[int]] = {}
        for vehicle, shift in enumerate(self.shifts):
            index = follow(self.routing.Start(vehicle))
            sequence = []
            while not self.routing.IsEnd(index):
                sequence.append(self.node_option[self.manager.IndexToNode(index)])
                index = follow(index)
            if sequence:
                found[shift] = sequence
        return found
