"""OR-Tools' own search on the whole model, from a given start or from its own.

Two set-ups, each the better one where it is used (`LARGE`): guided local search, and iterated local
search with string removals. The second is run by a method of its own, which takes no start; given
routes reach it as the only arcs that cost nothing to the strategy that makes its first solution.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2, routing_ils_pb2
from ortools.util import optional_boolean_pb2

from router.solving.locks import first_trips
from router.solving.model import Model
from router.solving.prepared import Prepared
from router.solving.rating import Rater

__all__ = ["search_model"]

Sequences = dict[int, list[int]]

LARGE = 200  # options, from which on iterated search was better: 2 % at 300, -4 % to +3 % at 150
REMOVED, LONGEST, BYPASS = 10, 10, 0.01  # visits per ruin on average, per string; left where it is
MOVES = (
    "use_relocate",
    "use_exchange",
    "use_two_opt",
    "use_or_opt",
    "use_cross",
    "use_make_active",
    "use_make_inactive",
    "use_swap_active",
    "use_relocate_and_make_active",
)


def search_model(
    day: Prepared,
    *,
    seed: int,
    seconds: float | None,
    solutions: int | None,
    found: Callable[[Sequences], None],
    start: Mapping[int, Sequence[int]] | None = None,
) -> None:
    """Search with OR-Tools and hand over every improving solution.

    Until the time is up; without a time limit, descent to a local optimum.

    Parameters
    ----------
    day
        The problem; at least one option that some shift may take.
    seed
        Permutes the nodes.
    seconds, solutions
        Limits, at least one of them: time, and how many solutions are accepted.
    found
        Receives sequences of options by shift. It must not raise: OR-Tools swallows that.
    start
        Sequences to begin from, or None. They keep every rule, such as those of a draft.

    Raises
    ------
    SearchError
        If no start is given, and the locked beginning of a route cannot be kept.
    """
    model = Model(day, seed)
    routing = model.routing
    if not start:
        start = {trip.shift: trip.sequence for trip in first_trips(Rater(day))}
    routes = model.routes(start)
    iterated = seconds is not None and len(model.nodes_of) > LARGE
    parameters = _parameters(seconds, solutions)
    if iterated:
        _iterate(parameters)
    if iterated and any(routes):
        parameters.first_solution_strategy = (
            routing_enums_pb2.FirstSolutionStrategy.EVALUATOR_STRATEGY
        )
        routing.SetFirstSolutionEvaluator(_cost_of_other_arcs(routing, routes))
    _report(model, found)
    routing.CloseModelWithParameters(parameters)
    if iterated:
        solution = routing.SolveWithIteratedLocalSearch(parameters)
    else:
        given = routing.ReadAssignmentFromRoutes(routes, True) if any(routes) else None
        solution = (
            routing.SolveWithParameters(parameters)
            if given is None
            else routing.SolveFromAssignmentWithParameters(given, parameters)
        )
    if solution is not None:
        following = routing.NextVar
        found(model.sequences(lambda index: solution.Value(following(index))))


def _parameters(seconds: float | None, solutions: int | None) -> Any:
    """Guided search, or descent where there is no clock to end it."""
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    # Cheapest insertion copes with optional visits, where a cheapest path may drop every one.
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION
    )
    heuristics = routing_enums_pb2.LocalSearchMetaheuristic
    # Guided search may go on for ever without another solution: only a clock ends it for sure.
    parameters.local_search_metaheuristic = (
        heuristics.GREEDY_DESCENT if seconds is None else heuristics.GUIDED_LOCAL_SEARCH
    )
    if seconds is not None:
        parameters.time_limit.FromMilliseconds(max(1, round(seconds * 1000)))
    if solutions is not None:
        parameters.solution_limit = solutions
    return parameters


def _iterate(parameters: Any) -> None:
    """Ask for ruin and recreate with few kinds of moves, accepted as in simulated annealing."""
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GREEDY_DESCENT
    )
    for field in parameters.local_search_operators.DESCRIPTOR.fields:
        wanted = field.name in MOVES
        setattr(
            parameters.local_search_operators,
            field.name,
            optional_boolean_pb2.BOOL_TRUE if wanted else optional_boolean_pb2.BOOL_FALSE,
        )
    parameters.use_iterated_local_search = True
    how = parameters.iterated_local_search_parameters
    how.perturbation_strategy = routing_ils_pb2.PerturbationStrategy.RUIN_AND_RECREATE
    how.improve_perturbed_solution = True
    ruin = how.ruin_recreate_parameters
    del ruin.ruin_strategies[:]
    strings = ruin.ruin_strategies.add().sisr
    strings.avg_num_removed_visits = REMOVED
    strings.max_removed_sequence_size = LONGEST
    strings.bypass_factor = BYPASS
    ruin.recreate_strategy.heuristic = (
        routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION
    )
    how.ClearField("reference_solution_acceptance_strategy")
    annealing = how.reference_solution_acceptance_strategy.simulated_annealing
    annealing.cooling_schedule_strategy = routing_ils_pb2.CoolingScheduleStrategy.EXPONENTIAL
    annealing.automatic_temperatures = True


def _cost_of_other_arcs(
    routing: pywrapcp.RoutingModel, routes: Sequence[Sequence[int]]
) -> Callable[[int, int], int]:
    """Make only the arcs of the routes cost nothing."""
    arcs = {
        arc
        for vehicle, route in enumerate(routes)
        for arc in pairwise([routing.Start(vehicle), *route, routing.End(vehicle)])
    }
    return lambda begin, end: int((begin, end) not in arcs)


def _report(model: Model, found: Callable[[Sequences], None]) -> None:
    """Call back on improvements; a plain closure over the model would keep it alive for ever."""
    weak = weakref.ref(model)
    best: list[int] = []

    def on_solution() -> None:
        alive = weak()
        if alive is None:
            return
        cost = alive.routing.CostVar().Max()
        if not best or cost < best[0]:
            best[:] = [cost]
            following = alive.routing.NextVar
            found(alive.sequences(lambda index: following(index).Value()))

    model.routing.AddAtSolutionCallback(on_solution, True)
