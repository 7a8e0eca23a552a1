"""Plan realistic days, and show what they cost beside OR-Tools as it is usually written.

Run: ``python benchmarks/solving.py [seconds ...]`` (5 and 10 without arguments). Every plan passes
the checker; the same model, prices and machine for both.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from days import realistic_day
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from router.checking import check_routes
from router.domain.plan import CostBreakdown
from router.domain.problem import Problem
from router.domain.route import Route
from router.solving import solve
from router.solving.model import Model
from router.solving.prepared import Prepared
from router.solving.timetable import route_of

DAYS = [(50, 5), (150, 8), (300, 10)]


def usual(problem: Problem, seconds: float) -> list[Route]:
    """Path cheapest arc, then guided local search."""
    begun = time.perf_counter()
    day = Prepared(problem)
    model = Model(day, seed=0)
    parameters: Any = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    left = seconds - (time.perf_counter() - begun)
    parameters.time_limit.FromMilliseconds(max(1, round(left * 1000)))
    solution = model.routing.SolveWithParameters(parameters)
    if solution is None:
        return []
    found = model.sequences(lambda index: solution.Value(model.routing.NextVar(index)))
    routes = [route_of(day, shift, sequence) for shift, sequence in sorted(found.items())]
    return [route for route in routes if route is not None]


def main() -> None:
    """Print one line for each day, limit and engine."""
    limits = [float(text) for text in sys.argv[1:]] or [5.0, 10.0]
    print(f"{'day':>16} {'s':>4} {'engine':<8} {'cost':>9} {'value left':>10} {'visits':>6}  first")
    for visits, agents in DAYS:
        for lunch in (False, True):
            problem = realistic_day(visits, agents, lunch=lunch)
            name = f"{visits} x {agents}{' lunch' if lunch else ''}"
            for seconds in limits:
                line(problem, f"{name:>16} {seconds:>4.0f} usual   ", usual(problem, seconds), "")
                first: list[float] = []
                solution = solve(
                    problem,
                    seconds=seconds,
                    on_progress=lambda progress, first=first: first.append(  # type: ignore[misc]
                        progress.elapsed_s
                    ),
                )
                line(
                    problem,
                    f"{name:>16} {seconds:>4.0f} router  ",
                    solution.routes,
                    f"{min(first, default=0.0):.1f} s",
                )


def line(problem: Problem, head: str, routes: list[Route] | tuple[Route, ...], tail: str) -> None:
    """Check routes and print what they cost."""
    report = check_routes(problem, routes)
    assert report.ok, str(report)
    money: CostBreakdown = report.costs
    planned = sum(len(route.visit_ids) for route in routes)
    print(
        f"{head} {money.total:>9.1f} {money.value_not_collected:>10.0f} {planned:>6}  {tail}",
        flush=True,
    )


if __name__ == "__main__":
    main()
