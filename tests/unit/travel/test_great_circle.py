from __future__ import annotations

import pytest

from router.domain.agents import TravelMode
from router.domain.places import Coordinate, great_circle_m
from router.travel import GreatCircleTravel

HELSINKI, ESPOO = Coordinate(60.1699, 24.9384), Coordinate(60.2055, 24.6559)


@pytest.mark.parametrize(
    ("mode", "kmh"),
    [("car", 22.0), ("motorcycle", 25.0), ("ebike", 18.0), ("bike", 15.0), ("foot", 4.5)],
)
def test_the_straight_line_is_lengthened_by_three_tenths(mode: str, kmh: float) -> None:
    found = GreatCircleTravel().matrix([HELSINKI, ESPOO], TravelMode(mode))
    metres = 1.3 * great_circle_m(HELSINKI, ESPOO)
    assert found.distance_m.tolist() == [[0, round(metres)], [round(metres), 0]]
    assert found.duration_s[0, 1] == round(metres * 3.6 / kmh)


def test_it_is_always_marked_approximate() -> None:
    provider = GreatCircleTravel()
    assert provider.approximate
    found = provider.matrix([HELSINKI, ESPOO], TravelMode.CAR)
    assert found.approximate
    assert found.source == "great-circle"


def test_lines_are_straight() -> None:
    assert GreatCircleTravel().lines([(HELSINKI, ESPOO)], TravelMode.CAR) == ((HELSINKI, ESPOO),)


def test_antipodes_and_the_date_line_are_no_trouble() -> None:
    ends = [Coordinate(0, -179.9), Coordinate(0, 179.9), Coordinate(0, 0.1)]
    found = GreatCircleTravel(detour=1).matrix(ends, TravelMode.CAR)
    assert found.distance_m[0, 1] == pytest.approx(22_239, abs=1)  # 0.2 degrees of the equator
    assert found.distance_m[0, 2] == pytest.approx(20_015_115, abs=5)  # half way around


def test_no_way_is_shorter_than_the_straight_line() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        GreatCircleTravel(detour=0.9)
