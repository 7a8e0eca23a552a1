"""An open start or end costs no way."""

from __future__ import annotations

from tests.scenarios.streets import MINUTE, day, shift, visit
from tests.solved import solved


def test_an_open_start_begins_at_the_first_building() -> None:
    (route,) = solved(day([visit(3, setup_s=300)], [shift(start_location=None)])).routes
    # Setup 5 + service 10 + 30 back.
    assert route.end_s - route.start_s == 45 * MINUTE
    assert route.start_s == route.stops[0].arrival_s


def test_an_open_end_stops_with_the_last_service() -> None:
    (route,) = solved(day([visit(3)], [shift(end_location=None)])).routes
    assert route.end_s == route.stops[-1].visits[-1].end_s
    assert route.travel_s == 30 * MINUTE


def test_with_both_ends_open_only_the_way_between_counts() -> None:
    both = shift(start_location=None, end_location=None)
    (route,) = solved(day([visit(8), visit(9)], [both])).routes
    assert route.travel_s == 10 * MINUTE
    assert route.distance_m == 5000


def test_different_start_and_end_places_shape_the_order() -> None:
    (route,) = solved(day([visit(2), visit(5)], [shift(start_location=7)])).routes
    assert route.visit_ids == ("v5", "v2")
