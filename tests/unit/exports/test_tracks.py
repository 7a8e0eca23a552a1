"""GeoJSON and GPX: the right places in the right order, and no names."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from router.domain.places import Coordinate
from router.errors import InputError
from router.exports import route_gpx, routes_geojson
from tests.unit.exports.example import example_plan

SHIFT = "anna/2026-11-23"
LINES = {
    SHIFT: (
        (Coordinate(60.17, 24.94), Coordinate(60.1701, 24.9402)),
        (Coordinate(60.1701, 24.9402),),  # a leg without length draws nothing
    )
}
GPX = {"g": "http://www.topografix.com/GPX/1/1"}


def test_geojson_has_the_way_and_then_the_visits_with_the_longitude_first() -> None:
    way, *visits = json.loads(routes_geojson(example_plan(), LINES))["features"]
    assert way["geometry"]["type"] == "MultiLineString"
    assert way["geometry"]["coordinates"] == [[[24.94, 60.17], [24.9402, 60.1701]]]
    assert way["properties"]["approximate"] is False
    assert way["properties"]["agent_id"] == "anna"
    assert [visit["properties"]["visit_id"] for visit in visits] == ["v1", "v2", "v3"]
    assert visits[0]["properties"]["start"] == "2026-11-23T09:00:00+02:00"
    assert visits[2]["geometry"] == {"type": "Point", "coordinates": [24.935, 60.164]}


def test_a_route_without_lines_is_drawn_straight_and_says_so() -> None:
    way = json.loads(routes_geojson(example_plan(), {}))["features"][0]
    assert way["properties"]["approximate"] is True
    # Office, three doors, office.
    assert len(way["geometry"]["coordinates"][0]) == 5


def test_a_problem_without_coordinates_has_routes_without_lines() -> None:
    plan = example_plan()
    plan = replace(plan, problem=replace(plan.problem, coordinates=()))
    features = json.loads(routes_geojson(plan, {}))["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[]]


def test_gpx_has_the_visits_with_their_times_and_the_way() -> None:
    root = ElementTree.fromstring(route_gpx(example_plan(), SHIFT, LINES))
    points = root.findall("g:rte/g:rtept", GPX)
    assert [point.findtext("g:name", "", GPX) for point in points] == [
        "1. Mannerheimintie 1",
        "2. 曼纳海姆大街 1 号",
        "3. Bulevardi 5",
    ]
    assert points[0].findtext("g:time", "", GPX) == "2026-11-23T09:00:00+02:00"
    assert len(root.findall("g:trk/g:trkseg/g:trkpt", GPX)) == 2


def test_a_hostile_address_stays_text_in_gpx() -> None:
    text = '</name><script>x</script>&"\x00\ud800'
    cards = tuple(replace(card, address=text) for card in example_plan().cards)
    gpx = route_gpx(replace(example_plan(), cards=cards), SHIFT, LINES)
    name = ElementTree.fromstring(gpx.encode()).findtext("g:rte/g:rtept/g:name", "", GPX)
    assert name == '1. </name><script>x</script>&"\ufffd\ufffd'


def test_no_borrower_is_named() -> None:
    text = routes_geojson(example_plan(), LINES) + route_gpx(example_plan(), SHIFT, LINES)
    assert "Väinö" not in text
    assert "张伟" not in text


def test_a_shift_without_a_route_has_no_gpx() -> None:
    with pytest.raises(InputError, match="no route"):
        route_gpx(example_plan(), "nobody", LINES)
