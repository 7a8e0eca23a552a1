"""The one way in which tests solve: without a clock, and never without the checker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from router.checking import check_routes
from router.domain.problem import Problem
from router.domain.route import Progress, Route, Solution
from router.solving import solve

__all__ = ["solved"]


def solved(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = 2000,
    seed: int = 0,
    start: Sequence[Route] | None = None,
    engine: str = "auto",
    workers: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Solve, and fail unless the checker passes every route and the order of shifts is kept."""
    solution = solve(
        problem,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        start=start,
        engine=engine,
        workers=workers,
        on_progress=on_progress,
    )
    report = check_routes(problem, solution.routes)
    assert report.ok, str(report)
    order = [shift.shift_id for shift in problem.shifts]
    used = [route.shift_id for route in solution.routes]
    assert used == sorted(used, key=order.index)
    assert all(route.stops for route in solution.routes)
    return solution
