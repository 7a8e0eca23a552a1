"""OR-Tools as it is usually written: plain on purpose, what simulations compare the planner with.

Python callbacks, path cheapest arc, guided local search, one time dimension with slack, the worth
of a visit as the penalty of leaving it out. It knows no hours that are worth more, no overtime, no
limits of a route, no preferences and no two agents who meet; what it says is timed and put right.

Where windows are tight, path cheapest arc often leaves everything out; then parallel cheapest
insertion begins, as anybody would try next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift
from router.domain.route import EngineShare, SearchInfo, Solution
from router.solving.draft import Draft
from router.solving.pinned import mended
from router.solving.polish import follow
from router.solving.prepared import Prepared
from router.solving.rating import Rater
from router.solving.timetable import route_of

__all__ = ["solve_usual"]

CENTS = 100  # the model's money is whole cents
FIRST_SHARE = 0.25  # of the time, for each way to begin
FAR = 10**6  # seconds, and cents, where there is no way

Transit = Callable[[int, int], int]


def solve_usual(problem: Problem, seconds: float, *, solutions: int | None = None) -> Solution:
    """Plan with OR-Tools' routing library in the set-up of its examples.

    Parameters
    ----------
    problem
        The statement.
    seconds
        Time limit of the search.
    solutions
        The search also ends after so many: if that is what ends it, the plan is the same on every
        run. None for no such limit.

    Returns
    -------
    Solution
        Routes that keep every rule: where the model does not know one, visits are left out.
        Nothing is improved.
    """
    begun = time.monotonic()
    # Without hours of their own worth every visit is one option: option and visit are one number.
    plain = tuple(
        replace(visit, value=visit.worth, value_bands=(), reference=None)
        for visit in problem.visits
    )
    day = Prepared(replace(problem, visits=plain, spacings=(), meetings=()))
    draft = Draft(Rater(day))
    if any(day.plannable):
        follow(draft, _orders(day, seconds, solutions))
    routes = [route_of(day, shift, order) for shift, order in draft.sequences.items()]
    spent = EngineShare(engine="ortools", seconds=round(time.monotonic() - begun, 3))
    return Solution(
        routes=mended(problem, [route for route in routes if route is not None]),
        search=SearchInfo(engine="usual", seed=0, seconds=seconds, shares=(spent,)),
    )


def _orders(day: Prepared, seconds: float, solutions: int | None) -> dict[int, list[int]]:
    """Search; return visits by shift."""
    visits, shifts = day.problem.visits, day.problem.shifts
    count = len(visits)
    starts = list(range(count, count + len(shifts)))
    ends = list(range(count + len(shifts), count + 2 * len(shifts)))
    manager = pywrapcp.RoutingIndexManager(count + 2 * len(shifts), len(shifts), starts, ends)
    routing = pywrapcp.RoutingModel(manager)
    origin, horizon = day.span[0], day.span[1] - day.span[0]
    steps = []
    for vehicle, shift in enumerate(shifts):
        cost, step = _transits(day, shift, manager.IndexToNode)
        routing.SetArcCostEvaluatorOfVehicle(routing.RegisterTransitCallback(cost), vehicle)
        routing.SetFixedCostOfVehicle(round(CENTS * shift.fixed_cost), vehicle)
        steps.append(routing.RegisterTransitCallback(step))
    routing.AddDimensionWithVehicleTransits(steps, horizon, horizon, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for vehicle in range(len(shifts)):
        _bound_shift(day, vehicle, manager, routing, clock)
    choices: dict[str, list[int]] = {}
    for node, visit in enumerate(visits):
        index, windows = manager.NodeToIndex(node), day.windows[node]
        able = [vehicle for vehicle in range(len(shifts)) if day.allowed[vehicle][node]]
        if able:
            clock.CumulVar(index).SetRange(windows[0][0] - origin, windows[-1][1] - origin)
            for (_, closes), (opens, _) in pairwise(windows):
                clock.CumulVar(index).RemoveInterval(closes + 1 - origin, opens - 1 - origin)
        routing.VehicleVar(index).SetValues([-1, *able])
        choices.setdefault(visit.group or f"alone {node}", []).append(node)
    for nodes in choices.values():
        penalty = max(round(CENTS * day.prices[node]) for node in nodes)
        routing.AddDisjunction([manager.NodeToIndex(node) for node in nodes], penalty)
    return _searched(manager, routing, len(shifts), seconds, solutions)


def _searched(
    manager: Any, routing: Any, shifts: int, seconds: float, solutions: int | None
) -> dict[int, list[int]]:
    """Construct routes, search from there; return visits by shift."""
    first, local = (
        routing_enums_pb2.FirstSolutionStrategy,
        routing_enums_pb2.LocalSearchMetaheuristic,
    )
    end = time.monotonic() + seconds

    def found_by(strategy: int, left: float, most: int | None, start: Any = None) -> Any:
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        parameters.first_solution_strategy = strategy
        parameters.local_search_metaheuristic = local.GUIDED_LOCAL_SEARCH
        parameters.time_limit.FromMilliseconds(max(1, round(1000 * left)))
        if most is not None:
            parameters.solution_limit = most
        if start is None:
            return routing.SolveWithParameters(parameters)
        return routing.SolveFromAssignmentWithParameters(start, parameters)

    def orders(found: Any) -> dict[int, list[int]]:
        made: dict[int, list[int]] = {}
        for vehicle in range(shifts if found else 0):
            index = found.Value(routing.NextVar(routing.Start(vehicle)))
            while not routing.IsEnd(index):
                made.setdefault(vehicle, []).append(manager.IndexToNode(index))
                index = found.Value(routing.NextVar(index))
        return made

    begin = None
    for strategy in (first.PATH_CHEAPEST_ARC, first.PARALLEL_CHEAPEST_INSERTION):
        begin = found_by(strategy, FIRST_SHARE * seconds, 1)
        if orders(begin):
            break
    left = end - time.monotonic()
    if begin is None or left <= 0:
        return orders(begin)
    return orders(found_by(strategy, left, solutions, begin)) or orders(begin)


def _transits(day: Prepared, shift: Shift, node: Callable[[int], int]) -> tuple[Transit, Transit]:
    """Return what a leg costs in cents, and how long service, way and setup take."""
    count, matrix = len(day.problem.visits), day.problem.matrices[shift.matrix]
    seconds, metres = matrix.duration_s.tolist(), matrix.distance_m.tolist()
    # Starts and ends of other shifts are never asked for: own ones stand for all.
    shifts = len(day.problem.shifts)
    places = [*day.location, *[shift.start_location] * shifts, *[shift.end_location] * shifts]
    hourly, per_metre = CENTS * shift.cost_per_hour / 3600, CENTS * shift.cost_per_km / 1000

    def way(one: int, other: int, table: list[list[int]]) -> int:
        here, there = places[one], places[other]
        if here is None or there is None or here == there:
            return 0
        return FAR if table[here][there] == UNREACHABLE else table[here][there]

    def cost(one: int, other: int) -> int:
        i, j = node(one), node(other)
        return round(way(i, j, seconds) * hourly + way(i, j, metres) * per_metre)

    def step(one: int, other: int) -> int:
        i, j = node(one), node(other)
        served = day.service[i] if i < count else 0
        new = j < count and (i >= count or day.building[i] != day.building[j])
        return served + way(i, j, seconds) + (day.setup[j] if new else 0)

    return cost, step


def _bound_shift(day: Prepared, vehicle: int, manager: Any, routing: Any, clock: Any) -> None:
    """Keep a route inside its shift, and give it its breaks."""
    shift, origin = day.problem.shifts[vehicle], day.span[0]
    for end in (routing.Start(vehicle), routing.End(vehicle)):
        clock.CumulVar(end).SetRange(shift.earliest_s - origin, shift.latest_s - origin)
        routing.AddVariableMinimizedByFinalizer(clock.CumulVar(end))
    rests = [
        routing.solver().FixedDurationIntervalVar(
            earliest - origin, latest - origin, length, False, f"break {vehicle} {number}"
        )
        for number, (earliest, latest, length) in enumerate(day.rests[vehicle])
    ]
    if rests and day.usable[vehicle]:
        nodes = [manager.IndexToNode(index) for index in range(routing.Size())]
        served = [day.service[node] if node < len(day.service) else 0 for node in nodes]
        clock.SetBreakIntervalsOfVehicle(rests, vehicle, served)
