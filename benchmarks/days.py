"""Realistic days that benchmarks solve: clustered doors, two-hour windows, skills, lunch."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit

__all__ = ["realistic_day"]

HOUR = 3600
METRES_PER_SECOND = 30 / 3.6
DETOUR = 1.35


def realistic_day(visits: int, agents: int, *, seed: int = 42, lunch: bool = True) -> Problem:
    """Make up a day of door-to-door visits in a region of 30 x 30 km.

    Parameters
    ----------
    visits, agents
        How many.
    seed
        Of everything random.
    lunch
        Whether full shifts have a floating lunch break of half an hour.

    Returns
    -------
    Problem
        A third of the visits may be made at any time, a third within two hours, the rest within
        half a day or in one of two windows; a tenth of them share a building with the one before.
    """
    rng = random.Random(seed)
    clusters = [(rng.uniform(3, 27), rng.uniform(3, 27), rng.uniform(0.8, 2.5)) for _ in range(12)]
    points = [_point(rng, clusters) for _ in range(agents)]
    shifts = []
    for number in range(agents):
        begin = rng.choice([8, 8, 8, 9, 9, 10]) * HOUR
        full = rng.random() < 0.85
        shifts.append(
            Shift(
                shift_id=f"agent{number:03d}",
                agent_id=f"agent{number:03d}",
                start_location=number,
                end_location=number,
                earliest_s=begin,
                latest_s=begin + (8 * HOUR if full else 11 * HOUR // 2),
                overtime_max_s=HOUR // 2,
                breaks=(
                    (
                        ShiftBreak(
                            earliest_s=23 * HOUR // 2, latest_s=27 * HOUR // 2, duration_s=1800
                        ),
                    )
                    if lunch and full
                    else ()
                ),
                skills=frozenset(rng.sample(["a", "b", "c"], rng.choice([1, 2, 2, 3]))),
                matrix="car",
                cost_per_hour=30.0,
                cost_per_km=0.3,
                overtime_cost_per_hour=15.0,
            )
        )
    made: list[Visit] = []
    for number in range(visits):
        shared = number and rng.random() < 0.1
        points.append(points[-1] if shared else _point(rng, clusters))
        made.append(
            Visit(
                visit_id=f"visit{number:04d}",
                case_ids=(f"case{number:04d}",),
                location=len(points) - 1,
                building=made[-1].building if shared else f"building{number:04d}",
                service_s=60 * rng.randint(6, 20),
                setup_s=180,
                windows=_windows(rng),
                skills=frozenset(rng.choices([[], ["a"], ["b"], ["c"]], [0.7, 0.1, 0.1, 0.1])[0]),
                value=float(rng.choices([20, 40, 120], [0.3, 0.5, 0.2])[0]),
            )
        )
    xy = np.array(points)
    metres = np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1)) * 1000 * DETOUR
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(made),
        shifts=tuple(shifts),
        matrices={
            "car": TravelMatrix(
                np.rint(metres / METRES_PER_SECOND).astype(np.int32),
                np.rint(metres).astype(np.int32),
            )
        },
    )


def _point(rng: random.Random, clusters: list[tuple[float, float, float]]) -> tuple[float, float]:
    if rng.random() < 0.6:
        x, y, spread = rng.choice(clusters)
        x, y = rng.gauss(x, spread), rng.gauss(y, spread)
    else:
        x, y = rng.uniform(0, 30), rng.uniform(0, 30)
    return min(30.0, max(0.0, x)), min(30.0, max(0.0, y))


def _windows(rng: random.Random) -> tuple[tuple[int, int], ...]:
    kind = rng.random()
    if kind < 0.35:
        return ((8 * HOUR, 18 * HOUR),)
    if kind < 0.65:
        begin = rng.randint(8, 16) * HOUR
        return ((begin, begin + 2 * HOUR),)
    if kind < 0.8:
        one, two = rng.choice([8, 9, 10]) * HOUR, rng.choice([14, 15, 16]) * HOUR
        return ((one, one + 2 * HOUR), (two, two + 2 * HOUR))
    return ((8 * HOUR, 13 * HOUR),) if rng.random() < 0.5 else ((13 * HOUR, 18 * HOUR),)
