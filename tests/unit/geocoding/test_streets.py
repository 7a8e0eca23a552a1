"""Ways become streets."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from router.domain.places import Coordinate
from router.geocoding.streets import between, join_ways, middle_of, nearest_on


def line(*points: tuple[float, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(points, dtype=np.float64)


def test_ways_that_meet_are_one_line_whichever_way_they_point() -> None:
    ways = [
        line((60.001, 24.9), (60.002, 24.9)),
        line((60.001, 24.9), (60.000, 24.9)),
        line((60.003, 24.9), (60.002, 24.9)),
    ]
    [street] = join_ways(ways, [])
    [joined] = street.lines
    assert sorted(joined[:, 0].tolist()) == [60.000, 60.001, 60.002, 60.003]
    assert float(np.abs(np.diff(joined[:, 0])).max()) == pytest.approx(0.001)


def test_a_ring_is_one_line() -> None:
    corners = [(60.0, 24.9), (60.001, 24.9), (60.001, 24.902), (60.0, 24.9)]
    ways = [line(a, b) for a, b in pairwise(corners)]
    [street] = join_ways(ways, [])
    assert len(street.lines) == 1


def test_pieces_of_one_name_that_are_far_apart_are_two_streets() -> None:
    # 0.02° of latitude are 2.2 km
    near, far = line((60.0, 24.9), (60.001, 24.9)), line((60.02, 24.9), (60.021, 24.9))
    doors = [Coordinate(60.0205, 24.9), Coordinate(60.0, 24.901)]
    first, second = join_ways([near, far], doors)
    assert (first.doors, second.doors) == ((1,), (0,))


def test_a_long_straight_segment_does_not_tear_a_street_apart() -> None:
    # two nodes 3.3 km apart, and a door beside the middle of the segment
    streets = join_ways([line((60.0, 24.9), (60.03, 24.9))], [Coordinate(60.015, 24.9005)])
    assert [street.doors for street in streets] == [(0,)]


def test_the_middle_lies_on_the_street() -> None:
    # halfway between the ends is 60.005; the nearest point is at 60.006, and 0.006° are 667 m
    middle, reach = middle_of(line((60.0, 24.9), (60.006, 24.9), (60.01, 24.9)))
    assert middle == Coordinate(60.006, 24.9)
    assert reach == pytest.approx(667, abs=1)


def test_a_number_lies_in_proportion_between_its_neighbours() -> None:
    point, half_gap = between((10, Coordinate(60.0, 24.9)), (20, Coordinate(60.001, 24.9)), 12, [])
    assert point.lat == pytest.approx(60.0002)
    assert half_gap == pytest.approx(55.6, abs=0.1)


def test_the_nearest_point_of_a_line_may_lie_between_its_nodes() -> None:
    found = nearest_on([line((60.0, 24.9), (60.01, 24.9))], Coordinate(60.004, 24.95))
    assert found is not None
    assert found.lat == pytest.approx(60.004)
    assert found.lon == pytest.approx(24.9)
    assert nearest_on([], Coordinate(60.0, 24.9)) is None
