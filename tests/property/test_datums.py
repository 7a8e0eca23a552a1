"""The Chinese datums: a round trip closes, the outside is untouched, known points agree."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from router.domain.datums import from_wgs84, in_china_box, to_wgs84
from router.domain.places import Coordinate, Datum, great_circle_m

INSIDE = st.builds(Coordinate, lat=st.floats(0.8293, 55.8271), lon=st.floats(72.004, 137.8347))
ANYWHERE = st.builds(Coordinate, lat=st.floats(-89.9, 89.9), lon=st.floats(-179.9, 179.9))
DATUMS = st.sampled_from([Datum.GCJ02, Datum.BD09])


@given(INSIDE, DATUMS)
@example(Coordinate(35.0, 105.0), Datum.GCJ02)  # the formula has a root with its kink there
@example(Coordinate(35.0, 105.0), Datum.BD09)
@example(Coordinate(0.8293, 72.004), Datum.BD09)  # the corners of the box
@example(Coordinate(55.8271, 137.8347), Datum.GCJ02)
def test_the_round_trip_closes_inside_the_box(point: Coordinate, datum: Datum) -> None:
    back = to_wgs84(from_wgs84(point, datum), datum)
    assert abs(back.lat - point.lat) < 1e-8
    assert abs(back.lon - point.lon) < 1e-8


@given(INSIDE)
def test_the_shifts_have_the_size_that_was_measured(point: Coordinate) -> None:
    # Over 100,000 random points: GCJ-02 at most 732 m off, BD-09 at most 1,521 m.
    assert great_circle_m(point, from_wgs84(point, Datum.GCJ02)) < 750
    assert great_circle_m(point, from_wgs84(point, Datum.BD09)) < 1_600


@given(ANYWHERE, DATUMS)
def test_far_from_the_box_nothing_moves(point: Coordinate, datum: Datum) -> None:
    near = 0.78 < point.lat < 55.88 and 71.95 < point.lon < 137.89
    if not near:
        assert from_wgs84(point, datum) == point
        assert to_wgs84(point, datum) == point


@given(ANYWHERE)
def test_wgs84_is_never_moved(point: Coordinate) -> None:
    assert from_wgs84(point, Datum.WGS84) == point
    assert to_wgs84(point, Datum.WGS84) == point


@given(ANYWHERE, DATUMS)
def test_what_is_drawn_at_the_answer_is_the_point_itself(point: Coordinate, datum: Datum) -> None:
    # Also in the strip around the box, where the inside answer is preferred.
    answer = to_wgs84(point, datum)
    if in_china_box(answer) and answer != point:
        again = from_wgs84(answer, datum)
        assert abs(again.lat - point.lat) < 1e-8
        assert abs(again.lon - point.lon) < 1e-8


@pytest.mark.parametrize(
    ("datum", "lat", "lon"),
    [
        # Tiananmen, 39.907333 N 116.391083 E, as the public formula gives it (to 1e-6 degrees).
        (Datum.GCJ02, 39.908736, 116.397326),
        (Datum.BD09, 39.915078, 116.403699),
    ],
)
def test_tiananmen_lands_where_the_maps_draw_it(datum: Datum, lat: float, lon: float) -> None:
    got = from_wgs84(Coordinate(39.907333, 116.391083), datum)
    assert got.lat == pytest.approx(lat, abs=1e-5)
    assert got.lon == pytest.approx(lon, abs=1e-5)
