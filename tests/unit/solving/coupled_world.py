"""A small town for coupled visits: ten minutes between any two places, a cent per paid second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route

__all__ = ["HOUR", "MINUTE", "cost_of", "shift", "starts", "town", "visit"]

MINUTE, HOUR = 60, 3600
PLACES = 6


def town(visits: Sequence[Visit], shifts: Sequence[Shift], **more: object) -> Problem:
    seconds = np.full((PLACES, PLACES), 10 * MINUTE, dtype=np.int32)
    np.fill_diagonal(seconds, 0)
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(visits),
        shifts=tuple(shifts),
        matrices={"car": TravelMatrix(seconds, seconds)},
        **more,  # type: ignore[arg-type]
    )


def visit(name: str, place: int, value: float = 100.0, **more: object) -> Visit:
    """Half an hour at a building of its own."""
    return Visit(
        visit_id=name, case_ids=(name,), location=place, building=f"b{name}", service_s=30 * MINUTE,
        value=value, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def shift(name: str, *, agent: str = "", begins: int = 8, ends: int = 17, **more: object) -> Shift:
    """From and to place 0, by an agent of the same name if no other is given."""
    return Shift(
        shift_id=name, agent_id=agent or name, start_location=0, end_location=0, matrix="car",
        earliest_s=begins * HOUR, latest_s=ends * HOUR, cost_per_hour=36.0,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def starts(routes: Sequence[Route]) -> dict[str, int]:
    return {v.visit_id: v.start_s for route in routes for stop in route.stops for v in stop.visits}


def cost_of(problem: Problem, routes: Sequence[Route]) -> float:
    """Check the routes, and return what they cost."""
    report = check_routes(problem, routes)
    assert not report.errors, str(report)
    return report.costs.total
