"""One straight street for scenarios: place n lies n x 10 minutes and n x 5 km from home, 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Solution
from tests.property.strategies import ORIGIN

__all__ = ["HOUR", "MINUTE", "day", "planned", "shift", "street", "times", "visit"]

MINUTE, HOUR = 60, 3600


def street(places: int = 12, *, minutes: int = 10) -> TravelMatrix:
    """Travel on the street; other minutes per step for another way of travelling."""
    steps = np.abs(np.arange(places)[:, None] - np.arange(places)[None, :])
    return TravelMatrix(steps * minutes * MINUTE, steps * 5000)


def visit(number: int, **others: Any) -> Visit:
    """Ten minutes at place ``number``, worth 100."""
    known: dict[str, Any] = {
        "visit_id": f"v{number}",
        "case_ids": (f"c{number}",),
        "location": number,
        "building": f"b{number}",
        "service_s": 10 * MINUTE,
        "value": 100.0,
    }
    return Visit(**(known | others))


def shift(name: str = "ann", **others: Any) -> Shift:
    """From home and back, 08:00 to 16:00, 30 an hour."""
    known: dict[str, Any] = {
        "shift_id": name,
        "agent_id": name,
        "start_location": 0,
        "end_location": 0,
        "earliest_s": 8 * HOUR,
        "latest_s": 16 * HOUR,
        "matrix": "car",
        "cost_per_hour": 30.0,
    }
    return Shift(**(known | others))


def day(visits: list[Visit], shifts: list[Shift], **matrices: TravelMatrix) -> Problem:
    """A problem on the street."""
    return Problem(
        origin=ORIGIN,
        visits=tuple(visits),
        shifts=tuple(shifts),
        matrices=matrices or {"car": street()},
    )


def planned(solution: Solution) -> dict[str, tuple[str, ...]]:
    """Visit ids by shift."""
    return {route.shift_id: route.visit_ids for route in solution.routes}


def times(solution: Solution) -> dict[str, tuple[int, int]]:
    """Start and end of service by visit."""
    return {
        done.visit_id: (done.start_s, done.end_s)
        for route in solution.routes
        for stop in route.stops
        for done in stop.visits
    }
