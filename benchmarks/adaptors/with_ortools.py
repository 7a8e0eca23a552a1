"""Ask OR-Tools' routing library in two set-ups.

``usual``: as its examples are written: Python callbacks, path cheapest arc, guided local search.
``best``: the best whole-problem set-up that was found: a matrix, two windows as alternative nodes,
savings (or local cheapest insertion if visits are optional), and an iterated local search that
removes adjacent strings of visits.
"""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import Any

from common import Ask, answer

OPERATORS = ("relocate", "exchange", "two_opt", "or_opt", "cross")
OPTIONAL_OPERATORS = (
    "make_active",
    "relocate_and_make_active",
    "make_inactive",
    "make_chain_inactive",
    "swap_active",
    "extended_swap_active",
)


MUST = 10_000_000  # the price of a visit that must be made, where it is asked for one


def solve(ask: Ask) -> list[list[int]]:
    """Search until the time is over, return the routes.

    Where no first solution is found with all that must be made, it is tried again with a price.
    """
    routes = _solve(ask)
    if ask.variant == "best" and not any(routes):
        for visit in ask.visits:
            visit["price"] = MUST if visit["price"] is None else visit["price"]
        return _solve(ask)
    return routes


def _solve(ask: Ask) -> list[list[int]]:
    routing = import_module("ortools.constraint_solver.pywrapcp")
    usual = ask.variant == "usual"
    # A node is a place where vehicles start, or a visit with the windows that it may use there.
    # Vehicles at one place share its node, or OR-Tools would not see that they are alike.
    depots = sorted({vehicle["place"] for vehicle in ask.vehicles})
    nodes: list[tuple[int, list[list[int]]]] = []
    members: list[list[int]] = []
    first = len(depots)
    for number, visit in enumerate(ask.visits):
        windows = visit["windows"]
        apart = [[window] for window in windows] if not usual and len(windows) == 2 else [windows]
        members.append(list(range(first + len(nodes), first + len(nodes) + len(apart))))
        nodes += [(number, own) for own in apart]
    homes = [depots.index(vehicle["place"]) for vehicle in ask.vehicles]
    manager = routing.RoutingIndexManager(first + len(nodes), len(homes), homes, homes)
    model = routing.RoutingModel(manager)
    places = depots + [ask.visits[n]["place"] for n, _ in nodes]
    service = [0] * first + [ask.visits[n]["service"] for n, _ in nodes]
    load = [0] * first + [ask.visits[n]["load"] for n, _ in nodes]
    travel = ask.travel[places][:, places].tolist()
    timed = [[way + service[k] for way in row] for k, row in enumerate(travel)]
    _dimensions(ask, manager, model, (travel, timed, load), callbacks=usual)
    time = model.GetDimensionOrDie("time")
    for node, (number, windows) in enumerate(nodes, first):
        index = manager.NodeToIndex(node)
        time.CumulVar(index).SetRange(windows[0][0], windows[-1][1])
        for (_, closes), (opens, _) in pairwise(windows):
            time.CumulVar(index).RemoveInterval(closes + 1, opens - 1)
        if skill := ask.visits[number]["skill"]:
            able = [k for k, vehicle in enumerate(ask.vehicles) if skill in vehicle["skills"]]
            model.VehicleVar(index).SetValues([-1, *able])
    for visit, own in zip(ask.visits, members, strict=True):
        indices = [manager.NodeToIndex(node) for node in own]
        if visit["price"] is not None:
            model.AddDisjunction(indices, visit["price"])
        elif len(indices) > 1:
            model.AddDisjunction(indices)
    _shifts(ask, manager, model, service)
    parameters = _parameters(ask, routing, usual=usual)
    parameters.time_limit.FromMilliseconds(max(1, round(1000 * ask.left)))
    # The plain method silently ignores the iterated local search.
    search = model.SolveWithParameters if usual else model.SolveWithIteratedLocalSearch
    found = search(parameters)
    routes: list[list[int]] = [[] for _ in ask.vehicles]
    for number in range(len(homes) if found else 0):
        index = found.Value(model.NextVar(model.Start(number)))
        while not model.IsEnd(index):
            routes[number].append(nodes[manager.IndexToNode(index) - first][0])
            index = found.Value(model.NextVar(index))
    return routes


def _dimensions(
    ask: Ask,
    manager: Any,
    model: Any,
    data: tuple[list[list[int]], list[list[int]], list[int]],
    *,
    callbacks: bool,
) -> None:
    """Add cost, time and load, by callbacks or as matrices."""
    travel, timed, load = data
    node = manager.IndexToNode
    if callbacks:
        way = model.RegisterTransitCallback(lambda i, j: travel[node(i)][node(j)])
        step = model.RegisterTransitCallback(lambda i, j: timed[node(i)][node(j)])
        unit = model.RegisterUnaryTransitCallback(lambda i: load[node(i)])
    else:
        way = model.RegisterTransitMatrix(travel)
        step = model.RegisterTransitMatrix(timed)
        unit = model.RegisterUnaryTransitVector(load)
    model.SetArcCostEvaluatorOfAllVehicles(way)
    horizon = max(vehicle["end"] for vehicle in ask.vehicles)
    model.AddDimension(step, horizon, horizon, False, "time")
    if ask.loads:
        capacities = [vehicle["capacity"] for vehicle in ask.vehicles]
        model.AddDimensionWithVehicleCapacity(unit, 0, capacities, True, "load")


def _shifts(ask: Ask, manager: Any, model: Any, service: list[int]) -> None:
    """Bound the shifts and place the breaks."""
    time = model.GetDimensionOrDie("time")
    at_node = [service[manager.IndexToNode(index)] for index in range(model.Size())]
    for number, vehicle in enumerate(ask.vehicles):
        for end in (model.Start(number), model.End(number)):
            time.CumulVar(end).SetRange(vehicle["start"], vehicle["end"])
            model.AddVariableMinimizedByFinalizer(time.CumulVar(end))
        if vehicle["lunch"]:
            earliest, latest, length = vehicle["lunch"]
            rest = model.solver().FixedDurationIntervalVar(
                earliest, latest, length, False, f"lunch of {number}"
            )
            time.SetBreakIntervalsOfVehicle([rest], number, at_node)


def _parameters(ask: Ask, routing: Any, *, usual: bool) -> Any:
    enums = import_module("ortools.constraint_solver.routing_enums_pb2")
    first, local = enums.FirstSolutionStrategy, enums.LocalSearchMetaheuristic
    parameters = routing.DefaultRoutingSearchParameters()
    if usual:
        parameters.first_solution_strategy = first.PATH_CHEAPEST_ARC
        parameters.local_search_metaheuristic = local.GUIDED_LOCAL_SEARCH
        return parameters
    optional = any(visit["price"] is not None for visit in ask.visits)
    parameters.first_solution_strategy = (
        first.LOCAL_CHEAPEST_INSERTION if optional else first.SAVINGS
    )
    parameters.local_search_metaheuristic = local.GREEDY_DESCENT
    yes_no = import_module("ortools.util.optional_boolean_pb2")
    alternatives = any(len(visit["windows"]) == 2 for visit in ask.visits)
    wanted = OPERATORS + (OPTIONAL_OPERATORS if optional or alternatives else ())
    for field in parameters.local_search_operators.DESCRIPTOR.fields:
        on = field.name.removeprefix("use_") in wanted
        value = yes_no.BOOL_TRUE if on else yes_no.BOOL_FALSE
        setattr(parameters.local_search_operators, field.name, value)
    iterated = import_module("ortools.constraint_solver.routing_ils_pb2")
    parameters.use_iterated_local_search = True
    search = parameters.iterated_local_search_parameters
    search.perturbation_strategy = iterated.PerturbationStrategy.RUIN_AND_RECREATE
    ruin = search.ruin_recreate_parameters
    del ruin.ruin_strategies[:]
    strings = ruin.ruin_strategies.add().sisr
    strings.max_removed_sequence_size = 10
    strings.avg_num_removed_visits = 10
    strings.bypass_factor = 0.01
    ruin.recreate_strategy.heuristic = first.LOCAL_CHEAPEST_INSERTION
    ruin.route_selection_neighbors_ratio = 1.0
    ruin.route_selection_min_neighbors = 10
    ruin.route_selection_max_neighbors = 100
    search.improve_perturbed_solution = True
    for name in ("reference", "best"):
        search.ClearField(f"{name}_solution_acceptance_strategy")
        getattr(search, f"{name}_solution_acceptance_strategy").greedy_descent.SetInParent()
    return parameters


if __name__ == "__main__":
    answer("ortools", solve)
