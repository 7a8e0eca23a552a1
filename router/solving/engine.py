"""OR-Tools' own search on the whole model, from a given start or from its own.

Two set-ups, as measured: guided local search, and OR-Tools' iterated local search with string
removals, which a search method of its own runs. The second needs a start of its own kind: an
evaluator of arcs under which the given routes cost nothing.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from router.solving.locks import first_trips
from router.solving.model import Model
from router.solving.prepared import Prepared
from router.solving.rating import Rater

__all__ = ["search_model"]

Sequences = dict[int, list[int]]


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
        Sequences to begin from, or None; what breaks a rule is left out.

    Raises
    ------
    SearchError
        If no start is given, and the locked beginning of a route cannot be kept.
    """
    model = Model(day, seed)
    parameters = _parameters(seconds, solutions)
    locked = {trip.shift: trip.sequence for trip in first_trips(Rater(day)) if trip.sequence}
    routes = model.routes(start or locked)
    _report(model, found)
    routing = model.routing
    routing.CloseModelWithParameters(parameters)
    given = routing.ReadAssignmentFromRoutes(routes, True) if any(routes) else None
    if given is not None:
        solution = routing.SolveFromAssignmentWithParameters(given, parameters)
    else:
        solution = routing.SolveWithParameters(parameters)
    if solution is not None:
        following = routing.NextVar
        found(model.sequences(lambda index: solution.Value(following(index))))


def _parameters(seconds: float | None, solutions: int | None) -> Any:
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
