"""OR-Tools' own search on the whole model: first solution, then guided local search."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from router.solving.model import Model
from router.solving.prepared import Prepared

__all__ = ["search_model"]

Sequences = dict[int, list[int]]


def search_model(
    day: Prepared,
    *,
    seed: int,
    seconds: float | None,
    solutions: int | None,
    found: Callable[[Sequences], None],
) -> None:
    """Search with OR-Tools and hand over every improving solution.

    Guided local search until the time is up; without a time limit, descent to a local optimum.

    Parameters
    ----------
    day
        The problem; at least one visit and one shift.
    seed
        Permutes the nodes.
    seconds, solutions
        Limits, at least one of them: time, and how many solutions are accepted.
    found
        Receives visit sequences by shift. It must not raise: OR-Tools swallows that.
    """
    model = Model(day, seed)
    parameters: Any = pywrapcp.DefaultRoutingSearchParameters()
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
    _report(model, found)
    solution = model.routing.SolveWithParameters(parameters)
    if solution is not None:
        following = model.routing.NextVar
        found(model.sequences(lambda index: solution.Value(following(index))))


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
