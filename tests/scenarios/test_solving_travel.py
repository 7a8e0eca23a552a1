"""Every shift travels by its own matrix, and never where there is no way."""

from __future__ import annotations

import numpy as np

from router.domain.matrix import UNREACHABLE, TravelMatrix
from tests.scenarios.streets import HOUR, day, planned, shift, street, visit
from tests.solved import solved


def test_each_shift_uses_its_own_matrix() -> None:
    # On foot a step takes 30 minutes: place 3 within an hour is for the car.
    visits = [visit(3, windows=((8 * HOUR, 9 * HOUR),))]
    walker, driver = shift("ann", matrix="foot"), shift("bo", cost_per_hour=60.0)
    solution = solved(day(visits, [walker, driver], car=street(), foot=street(minutes=30)))
    assert planned(solution) == {"bo": ("v3",)}


def test_a_place_without_a_way_back_is_not_visited() -> None:
    table = np.array(street(3).duration_s)
    metres = np.array(street(3).distance_m)
    table[2, :2] = metres[2, :2] = UNREACHABLE  # one gets in, but never out
    island = TravelMatrix(table, metres)
    assert planned(solved(day([visit(1), visit(2)], [shift()], car=island))) == {"ann": ("v1",)}


def test_a_way_around_is_found_where_the_direct_way_is_missing() -> None:
    table = np.array(street(3).duration_s)
    metres = np.array(street(3).distance_m)
    table[0, 2] = metres[0, 2] = UNREACHABLE  # from home to place 2 only by place 1
    detour = TravelMatrix(table, metres)
    solution = solved(day([visit(1), visit(2)], [shift()], car=detour))
    assert planned(solution) == {"ann": ("v1", "v2")}
