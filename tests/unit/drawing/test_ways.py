"""Lines follow the streets, and say so where they do not."""

from __future__ import annotations

import pytest

from router.domain.places import Coordinate
from router.drawing.facts import Facts
from router.drawing.ways import middle_of, way_of
from tests.unit.drawing import plans

PLAN = plans.helsinki()
FACTS = Facts(PLAN)
ROUTE = PLAN.routes[0]  # home, 8 stops (one with three visits at one door), home: 11 legs
LINES = plans.straight_lines(PLAN)[ROUTE.shift_id]


def test_the_legs_are_start_visits_end() -> None:
    assert len(LINES) == 11
    assert sum(not leg for leg in LINES) == 2  # two more visits behind the same door


def test_legs_that_reach_their_doors_are_drawn_alone() -> None:
    way = way_of(FACTS, ROUTE, LINES)
    assert len(way.legs) == 9
    assert way.gaps == way.doors == ()


def test_a_leg_without_a_line_is_a_straight_gap_between_its_places() -> None:
    way = way_of(FACTS, ROUTE, ((), *LINES[1:]))
    home, first = plans.PEOPLE[0].home, plans.DOORS[0]
    assert way.gaps == ((home, Coordinate(first[1], first[2])),)


def test_a_line_that_ends_at_the_kerb_is_joined_to_the_door_once() -> None:
    # 0.0005 degrees of latitude: 56 m from the door; the next leg leaves from the same kerb.
    first, second = LINES[0], LINES[1]
    kerb = Coordinate(first[-1].lat + 0.0005, first[-1].lon)
    way = way_of(FACTS, ROUTE, ((*first[:-1], kerb), (kerb, *second[1:]), *LINES[2:]))
    assert way.doors == ((first[-1], kerb),)


def test_without_any_line_the_route_is_straight_from_place_to_place() -> None:
    way = way_of(FACTS, ROUTE, ())
    assert way.legs == ()
    assert len(way.gaps) == 9


def test_lines_that_do_not_match_the_legs_are_drawn_as_they_are() -> None:
    way = way_of(FACTS, ROUTE, LINES[:3])
    assert len(way.legs) == 3
    assert way.gaps == way.doors == ()


def test_an_arrow_stands_half_way_and_points_along() -> None:
    # 0.01 degrees on the equator is 1,112 m: half of 2,224 m is the corner, half of it east.
    leg = (Coordinate(0, 0), Coordinate(0, 0.02))
    middle = middle_of(leg)
    assert middle is not None
    assert (middle[0].lat, middle[0].lon) == pytest.approx((0, 0.01))
    assert middle[1] == pytest.approx(90)
    north = middle_of((Coordinate(0, 0), Coordinate(0.02, 0)))
    assert north is not None
    assert north[1] == pytest.approx(0)


def test_a_short_leg_needs_no_arrow() -> None:
    assert middle_of((Coordinate(0, 0), Coordinate(0, 0.002))) is None  # 222 m
