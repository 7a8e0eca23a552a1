from __future__ import annotations

import numpy as np
import pytest

from router.domain.agents import TravelMode
from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.places import Coordinate
from router.travel import GivenTravel

A, B, C = Coordinate(60.0, 25.0), Coordinate(60.1, 25.0), Coordinate(60.2, 25.0)
SECONDS = [[0, 10, 20], [11, 0, 30], [21, UNREACHABLE, 0]]
METRES = [[0, 100, 200], [110, 0, 300], [210, UNREACHABLE, 0]]


def test_figures_are_found_by_coordinate_in_any_order() -> None:
    found = GivenTravel([A, B, C], SECONDS, METRES).matrix([C, A, B], TravelMode.CAR)
    assert found.duration_s.tolist() == [[0, 21, -1], [20, 0, 10], [30, 11, 0]]
    assert found.distance_m.tolist() == [[0, 210, -1], [200, 0, 100], [300, 110, 0]]
    assert found.source == "given"


def test_coordinates_are_compared_to_a_tenth_of_a_metre() -> None:
    near = Coordinate(A.lat + 4e-7, A.lon - 4e-7)
    found = GivenTravel([A, B, C], SECONDS, METRES).matrix([near, B], TravelMode.CAR)
    assert found.duration_s.tolist() == [[0, 10], [11, 0]]


def test_an_unknown_place_is_unreachable_and_spoils_nothing() -> None:
    stranger = Coordinate(61.0, 25.0)
    found = GivenTravel([A, B, C], SECONDS, METRES).matrix([A, stranger, B], TravelMode.CAR)
    assert found.duration_s.tolist() == [[0, -1, 10], [-1, 0, -1], [11, -1, 0]]


def test_only_unknown_places_are_all_unreachable() -> None:
    strangers = [Coordinate(61.0, 25.0), Coordinate(62.0, 25.0)]
    found = GivenTravel([], np.empty((0, 0)), np.empty((0, 0))).matrix(strangers, TravelMode.CAR)
    assert found.duration_s.tolist() == [[0, -1], [-1, 0]]


def test_an_approximate_matrix_stays_approximate() -> None:
    rough = TravelMatrix(np.array(SECONDS), np.array(METRES), approximate=True)
    provider = GivenTravel.of([A, B, C], rough)
    assert provider.approximate
    assert provider.matrix([A, B], TravelMode.CAR).approximate


def test_lines_are_straight() -> None:
    legs = [(A, B), (B, C)]
    assert GivenTravel([A, B, C], SECONDS, METRES).lines(legs, TravelMode.FOOT) == tuple(legs)


def test_other_figures_have_another_fingerprint() -> None:
    other = [[0, 10, 20], [12, 0, 30], [21, UNREACHABLE, 0]]
    one, two, again = (
        GivenTravel([A, B, C], figures, METRES).fingerprint(TravelMode.CAR)
        for figures in (SECONDS, other, SECONDS)
    )
    assert one == again != two


def test_a_matrix_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="one row for each"):
        GivenTravel([A, B], SECONDS, METRES)
