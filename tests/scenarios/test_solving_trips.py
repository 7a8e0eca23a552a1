"""A trip far out pays for many visits together, where it pays for none of them alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ValueBand, Visit
from tests.solved import solved

HOUR, MINUTE, DAY = 3600, 60, 24 * 3600
FAR, NEAR, DAYS = 10, 8, 3


def period(value: float) -> Problem:
    """Two agents on three days; ten doors an hour away, eight around the corner.

    An hour costs 36: there and back 72, a minute between two doors 0.60, five at a door 3.
    """
    place = np.array([0] * (1 + NEAR) + [1] * FAR)
    seconds = np.where(place[:, None] == place[None, :], MINUTE, HOUR).astype(np.int32)
    np.fill_diagonal(seconds, 0)
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(
            Visit(
                visit_id=f"v{number:02}",
                case_ids=(f"c{number:02}",),
                location=number,
                building=f"b{number:02}",
                service_s=5 * MINUTE,
                legal=tuple((day * DAY + 8 * HOUR, day * DAY + 20 * HOUR) for day in range(DAYS)),
                value_bands=tuple(
                    ValueBand(
                        start_s=day * DAY + begin * HOUR,
                        end_s=day * DAY + end * HOUR - 1,
                        value=(value if number > NEAR else 20.0) - 0.1 * day - 0.02 * begin,
                    )
                    for day in range(DAYS)
                    for begin, end in ((8, 12), (12, 17), (17, 20))
                ),
            )
            for number in range(1, 1 + NEAR + FAR)
        ),
        shifts=tuple(
            Shift(
                shift_id=f"{agent}@{day}",
                agent_id=agent,
                start_location=0,
                end_location=0,
                earliest_s=day * DAY + 9 * HOUR,
                latest_s=day * DAY + 17 * HOUR,
                matrix="car",
                cost_per_hour=36.0,
            )
            for day in range(DAYS)
            for agent in ("ann", "bo")
        ),
        matrices={"car": TravelMatrix(seconds, seconds)},
    )


def far_out(problem: Problem, **more: object) -> int:
    routes = solved(problem, **more).routes  # type: ignore[arg-type]
    return sum(visit_id > f"v{NEAR:02}" for route in routes for visit_id in route.visit_ids)


@pytest.mark.parametrize("seed", range(3))
def test_a_trip_that_pays_only_as_a_whole_is_found(seed: int) -> None:
    # Ten visits cost 72 + 10 x 3 + 9 x 0.6 = 107.40, and are worth 115 or more; one costs 75.
    assert far_out(period(12.0), seed=seed, iterations=5000) == FAR


def test_a_given_trip_that_pays_survives_the_search() -> None:
    # Worth 110 or a little more together.
    dear = solved(period(40.0), iterations=3000)
    assert far_out(period(11.3), start=dear.routes, iterations=5000) == FAR


def test_a_given_trip_that_does_not_pay_is_given_up() -> None:
    dear = solved(period(40.0), iterations=3000)
    assert far_out(period(9.0), start=dear.routes, iterations=5000) == 0


def test_a_trip_goes_on_the_day_on_which_all_can_be_met() -> None:
    # Half of them are away until the second day, one is due before the third.
    problem = period(12.6)
    visits = [
        replace(
            visit,
            release_s=DAY if number >= NEAR and number % 2 else None,
            due_s=2 * DAY if number == NEAR else None,
        )
        for number, visit in enumerate(problem.visits)
    ]
    routes = solved(replace(problem, visits=tuple(visits)), iterations=5000).routes
    out = {route.shift_id[-2:] for route in routes if max(route.visit_ids) > f"v{NEAR:02}"}
    assert out == {"@1"}
