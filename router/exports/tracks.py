"""Routes for other maps and for navigation: GeoJSON and GPX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

from router.domain.places import Coordinate
from router.domain.plan import PlanData
from router.domain.route import Route
from router.errors import InputError
from router.exports.json_text import Json, to_json
from router.exports.plan_tables import PlanTables
from router.exports.problem_write import rfc3339

__all__ = ["Lines", "route_gpx", "routes_geojson"]

Lines = Mapping[str, Sequence[Sequence[Coordinate]]]
"""Shift id to one line along the streets per leg, in travel order."""

_GPX = "http://www.topografix.com/GPX/1/1"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def routes_geojson(plan: PlanData, lines: Lines) -> str:
    """Return the routes as GeoJSON (RFC 7946).

    Parameters
    ----------
    plan
        The plan.
    lines
        Along the streets; a shift that is missing is drawn straight and marked ``approximate``.

    Returns
    -------
    str
        A FeatureCollection: per route a MultiLineString, then a Point for each visit in order.
        Positions are ``[lon, lat]``, as the format demands. No names of borrowers.
    """
    tables = PlanTables(plan)
    features: list[Json] = []
    for route in plan.routes:
        features.append(_route_feature(tables, route, lines))
        features.extend(_visit_features(tables, route))
    collection: dict[str, Json] = {
        "type": "FeatureCollection",
        "attribution": plan.attribution,
        "features": features,
    }
    return to_json(collection)


def route_gpx(plan: PlanData, shift_id: str, lines: Lines) -> str:
    """Return one route as GPX 1.1, for a phone or a navigation device.

    Parameters
    ----------
    plan
        The plan.
    shift_id
        Whose route.
    lines
        Along the streets; straight lines if the shift is missing.

    Returns
    -------
    str
        XML: the visits as a route with their service start times, the way as a track. Names of
        borrowers are left out; a visit is called by its number and address.

    Raises
    ------
    InputError
        If the shift has no route in this plan.
    """
    route = next((route for route in plan.routes if route.shift_id == shift_id), None)
    if route is None:
        raise InputError(f"shift {shift_id!r} has no route in this plan; choose one that has")
    root = ElementTree.Element("gpx", {"xmlns": _GPX, "version": "1.1", "creator": "router"})
    stops = ElementTree.SubElement(root, "rte")
    _text(stops, "name", shift_id)
    tables = PlanTables(plan)
    for number, visit_id, start_s, point in _visited(tables, route):
        visit = tables.visits[visit_id]
        cells = tables.place_cells(visit.case_ids)
        mark = ElementTree.SubElement(stops, "rtept", _position(point))
        _text(mark, "time", rfc3339(plan.problem.instant(start_s)))
        _text(mark, "name", f"{number}. {cells['address'] or visit_id}")
        if visit_id in tables.meets:
            met = f"{plan.problem.instant(start_s):%H:%M}, whoever comes first waits"
            _text(mark, "desc", f"meets {tables.meets[visit_id]} at {met}")
    track = ElementTree.SubElement(root, "trk")
    _text(track, "name", shift_id)
    for line in _lines(tables, route, lines)[0]:
        segment = ElementTree.SubElement(track, "trkseg")
        for point in line:
            ElementTree.SubElement(segment, "trkpt", _position(point))
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _route_feature(tables: PlanTables, route: Route, lines: Lines) -> dict[str, Json]:
    plan, shift = tables.plan, tables.shifts.get(route.shift_id)
    drawn, approximate = _lines(tables, route, lines)
    return {
        "type": "Feature",
        "properties": {
            "kind": "route",
            "shift_id": route.shift_id,
            "agent_id": shift.agent_id if shift else "",
            "start": rfc3339(plan.problem.instant(route.start_s)),
            "end": rfc3339(plan.problem.instant(route.end_s)),
            "visits": len(route.visit_ids),
            "travel_s": route.travel_s,
            "distance_m": route.distance_m,
            "approximate": approximate,
        },
        "geometry": {
            "type": "MultiLineString",
            "coordinates": [[[point.lon, point.lat] for point in line] for line in drawn],
        },
    }


def _visit_features(tables: PlanTables, route: Route) -> Iterator[dict[str, Json]]:
    for number, visit_id, start_s, point in _visited(tables, route):
        visit = tables.visits[visit_id]
        yield {
            "type": "Feature",
            "properties": {
                "kind": "visit",
                "shift_id": route.shift_id,
                "visit_no": number,
                "visit_id": visit_id,
                "case_ids": list(visit.case_ids),
                "start": rfc3339(tables.plan.problem.instant(start_s)),
                **({"meets": tables.meets[visit_id]} if visit_id in tables.meets else {}),
            },
            "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        }


def _visited(tables: PlanTables, route: Route) -> Iterator[tuple[int, str, int, Coordinate]]:
    """Yield number, id, service start and place of the visits whose place is known."""
    visits, points = tables.visits, tables.plan.problem.coordinates
    planned = (visit for stop in route.stops for visit in stop.visits)
    for number, visit in enumerate(planned, start=1):
        if points and visit.visit_id in visits:
            yield number, visit.visit_id, visit.start_s, points[visits[visit.visit_id].location]


def _lines(
    tables: PlanTables, route: Route, lines: Lines
) -> tuple[list[Sequence[Coordinate]], bool]:
    """Return the lines of a route, and whether they are straight for want of better ones."""
    if route.shift_id in lines:
        return [line for line in lines[route.shift_id] if len(line) > 1], False
    shift, points = tables.shifts.get(route.shift_id), tables.plan.problem.coordinates
    way = [point for *_, point in _visited(tables, route)]
    if shift and points and shift.start_location is not None:
        way.insert(0, points[shift.start_location])
    if shift and points and shift.end_location is not None:
        way.append(points[shift.end_location])
    return ([way] if len(way) > 1 else []), True


def _position(point: Coordinate) -> dict[str, str]:
    return {"lat": repr(point.lat), "lon": repr(point.lon)}


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)
