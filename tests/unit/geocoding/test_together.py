"""Several doors of one address: the answer is near all of them, or goes to review."""

from __future__ import annotations

from pathlib import Path

import pytest

from router.domain.places import Coordinate, great_circle_m
from router.geocoding import DEFAULT_THRESHOLD
from router.geocoding.together import amid
from tests.unit.geocoding.places import door, extract, geocoder

# 0.0001° of latitude is 11.1 m.
SOUTH = Coordinate(60.1600, 24.94)


def north(metres: float) -> Coordinate:
    """Return the point some metres north of the southern one."""
    return Coordinate(SOUTH.lat + metres / 111_195, SOUTH.lon)


def test_one_door_is_its_own_middle() -> None:
    found = amid([SOUTH])
    assert (found.coordinate, found.reach_m, found.share) == (SOUTH, 0.0, 1.0)


def test_two_doors_are_met_half_way() -> None:
    found = amid([SOUTH, north(80)])
    assert great_circle_m(found.coordinate, north(40)) < 0.1
    assert found.reach_m == pytest.approx(40, abs=0.1)
    assert found.share == 1.0


def test_far_doors_are_left_to_the_many() -> None:
    # Nine doors within 40 m, one 140 m off: nine of ten are near.
    doors = [*(north(5 * place) for place in range(9)), north(140)]
    found = amid(doors)
    assert found.share == pytest.approx(0.9)
    assert all(great_circle_m(found.coordinate, near) <= 50 for near in doors[:9])


def test_the_circle_around_three_doors_is_found() -> None:
    # A triangle with sides of 80 m: its circle has a radius of 80 / √3 = 46.2 m, while from the
    # middle of any side the third door is 69.3 m away.
    east = 80 / 111_195 / 0.49758  # cosine of 60.16°
    doors = [
        SOUTH,
        Coordinate(SOUTH.lat, SOUTH.lon + east),
        Coordinate(north(69.28).lat, SOUTH.lon + east / 2),
    ]
    found = amid(doors)
    assert found.share == 1.0
    assert found.reach_m == pytest.approx(46.2, abs=1.5)


def test_doors_of_one_number_that_lie_together_are_one_place(tmp_path: Path) -> None:
    doors = [
        door("5", "Tehtaankatu", place.lat, place.lon, city=city)
        for place, city in ((SOUTH, "Helsinki"), (north(80), ""))
    ]
    [place] = geocoder(tmp_path, extract(doors)).search("Tehtaankatu 5, Helsinki")
    assert great_circle_m(place.coordinate, north(40)) < 0.1
    assert place.error_m == pytest.approx(20 + 40, abs=0.2)
    assert place.score >= DEFAULT_THRESHOLD


def test_doors_of_one_number_that_lie_apart_are_reviewed(tmp_path: Path) -> None:
    doors = [
        door("5", "Tehtaankatu", place.lat, place.lon, city="Helsinki")
        for place in (SOUTH, north(140))
    ]
    found = geocoder(tmp_path, extract(doors)).find("Tehtaankatu 5, Helsinki")
    assert found.places[0].score < DEFAULT_THRESHOLD
    assert found.why.startswith("2 doors have this number, up to 140 m")
