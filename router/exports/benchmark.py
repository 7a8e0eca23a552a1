"""What the text formats of the routing literature have in common: points, a fleet, one depot.

Distances are Euclidean, times are in the same unit as distances, and only the way costs anything.
Both are kept as whole numbers of a fraction of that unit (``scale`` of them make one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, Span, Visit
from router.exports.json_read import FaultList

__all__ = [
    "BenchmarkProblem",
    "Customer",
    "Depot",
    "Fleet",
    "benchmark_problem",
    "merged",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST = 2**31 - 1
_MOST_VEHICLES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkProblem:
    """A problem of the literature as this library solves it.

    Parameters
    ----------
    problem
        Its origin is 1970-01-01T00:00:00Z. A visit's id is the customer's number in solution
        files: counted from 1, the depot is 0. Seconds and metres are fractions of the file's unit.
    name
        As the file calls itself.
    decimals
        Of a cost in the file's solutions.
    """

    problem: Problem
    name: str
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where all routes begin and end.

    Parameters
    ----------
    x, y
        In the file's unit.
    opens, closes
        Scaled.
    """

    x: float
    y: float
    opens: int
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who is visited.

    Parameters
    ----------
    x, y
        In the file's unit.
    service
        Scaled.
    load
        Units.
    windows
        Scaled.
    prize
        In the unit of the cost; None means that the visit must be made.
    """

    x: float
    y: float
    service: int
    load: int
    windows: Sequence[Span]
    prize: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """The vehicles, all alike.

    Parameters
    ----------
    size, capacity
        How many, and how much each carries.
    longest
        Of a route, scaled; None means no limit.
    """

    size: int
    capacity: int | None
    longest: int | None = None


def merged(windows: Sequence[Span]) -> tuple[Span, ...]:
    """Return windows in order, those that overlap or touch as one.

    Parameters
    ----------
    windows
        In any order.

    Returns
    -------
    tuple
        The same instants, as few windows as possible.
    """
    found: list[Span] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    assert all(one[1] < other[0] for one, other in pairwise(found))
    return tuple(found)


def benchmark_problem(
    name: str,
    depot: Depot,
    customers: Sequence[Customer],
    fleet: Fleet,
    *,
    scale: int,
    truncate: bool,
    per_unit: int,
    faults: FaultList,
) -> BenchmarkProblem:
    """Put a problem together.

    Parameters
    ----------
    name
        Of the instance.
    depot, customers, fleet
        As read.
    scale
        Fractions of one unit in which times and distances are kept.
    truncate
        Round distances down (True) or to the nearest.
    per_unit
        What one unit of the way costs; a power of ten up to ``scale``.
    faults
        Raised if there are any.

    Returns
    -------
    BenchmarkProblem
        Every customer is a building of its own.

    Raises
    ------
    PlanFileError
        If a fault was reported, or nothing can be planned.
    """
    if not 1 <= fleet.size <= _MOST_VEHICLES:
        faults.add("vehicles", f"are not 1 to {_MOST_VEHICLES}", "Correct it.", fleet.size)
    faults.raise_if_any()
    matrix = _matrix(
        [(depot.x, depot.y), *((c.x, c.y) for c in customers)], scale, truncate, faults
    )
    shifts = tuple(
        Shift(
            shift_id=str(number),
            agent_id=str(number),
            start_location=0,
            end_location=0,
            earliest_s=depot.opens,
            latest_s=depot.closes,
            matrix="euclid",
            max_duration_s=fleet.longest,
            capacity=fleet.capacity,
            cost_per_km=1000 * per_unit / scale,
        )
        for number in range(1, fleet.size + 1)
    )
    visits = tuple(
        Visit(
            visit_id=str(number),
            case_ids=(str(number),),
            location=number,
            building=str(number),
            service_s=customer.service,
            windows=merged(customer.windows),
            value=customer.prize or 0.0,
            mandatory=customer.prize is None,
            load=customer.load,
        )
        for number, customer in enumerate(customers, start=1)
    )
    problem = Problem(origin=_EPOCH, visits=visits, shifts=shifts, matrices={"euclid": matrix})
    return BenchmarkProblem(problem=problem, name=name, decimals=len(str(scale // per_unit)) - 1)


def _matrix(
    points: Sequence[tuple[float, float]], scale: int, truncate: bool, faults: FaultList
) -> TravelMatrix:
    x, y = np.array(points, dtype=np.float64).T
    if max(np.ptp(x), np.ptp(y)) * 2 * scale > _LARGEST:
        faults.add("coordinates", "lie too far apart", "Give them in a larger unit.")
        raise faults.error()
    # No hypot: the square root of a square number is exact, and must not fall below it.
    exact = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2) * scale
    whole: NDArray[np.int32] = (exact if truncate else np.round(exact)).astype(np.int32)
    return TravelMatrix(whole, whole)
