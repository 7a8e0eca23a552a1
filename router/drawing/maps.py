"""A plan's routes on a folium map, as parts that a page puts where it wants them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Element, Figure
from folium.elements import JSCSSMixin

from router.domain.basemap import BaseMap
from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.domain.plan import UnassignedVisit
from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.inlining import LOCAL_ASSETS, UNUSED_ASSETS
from router.drawing.layers import Frame, RouteSwitch, Streets
from router.drawing.marks import Mark, left_out_mark, route_marks, spread
from router.drawing.markup import join, tag
from router.drawing.page_words import PAGE_WORDS
from router.drawing.safe import Html, safe_text
from router.drawing.streets import pack_streets
from router.drawing.ways import Leg, Way, middle_of, way_of
from router.errors import RouterError

__all__ = ["Lines", "MapParts", "draw_map", "map_parts"]

Lines = Mapping[str, tuple[tuple[Coordinate, ...], ...]]
"""By shift: one polyline per leg in travel order; a leg without length may be empty."""

_BUDGET = 1_500_000  # characters of streets; a metro area's 51,000 ways take 1,000,000
_MARGIN_M = 400
_METRES_PER_DEGREE = 111_195


@dataclass(frozen=True, slots=True)
class MapParts:
    """A rendered map.

    Parameters
    ----------
    html
        Its element.
    script
        What fills it; needs Leaflet and ``page.js``.
    """

    html: Html
    script: Html


def draw_map(
    facts: Facts,
    basemap: BaseMap,
    lines: Lines,
    routes: Sequence[Route],
    left_out: Sequence[UnassignedVisit] = (),
    *,
    personal: bool = False,
) -> MapParts:
    """Draw routes over the streets.

    Parameters
    ----------
    facts
        Of the plan.
    basemap
        The region's streets; only those near the routes are drawn.
    lines
        Along the streets. A route without any is drawn straight from stop to stop.
    routes
        Those to draw, in the order of the legend.
    left_out
        Visits to show as hollow marks.
    personal
        True on the agent's own page: names instead of case ids, and arrows.

    Returns
    -------
    MapParts
        The map.
    """
    marks = [route_marks(facts, route, personal=personal) for route in routes]
    hollow = [mark for visit in left_out if (mark := left_out_mark(facts, visit)) is not None]
    ways = [way_of(facts, route, lines.get(route.shift_id, ())) for route in routes]
    points = [mark.point for group in (*marks, hollow) for mark in group]
    points += [point for way in ways for leg in way.legs for point in leg]
    inner, outer = _boxes(points, basemap.extent)

    canvas = folium.Map(
        location=[(inner.south + inner.north) / 2, (inner.west + inner.east) / 2],
        tiles=None,
        zoom_start=13,
        max_zoom=19,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=120,
        control_scale=True,
    )
    canvas.add_child(Streets(pack_streets(basemap, outer, budget=_BUDGET)))
    moves = iter(spread([mark for group in (*marks, hollow) for mark in group]))
    groups: list[Element] = []
    for route, own, way in zip(routes, marks, ways, strict=True):
        group = folium.FeatureGroup(control=False)
        _add_line(group, facts, route, way, arrows=personal)
        for mark in own:
            _add_mark(group, mark, next(moves))
        groups.append(group)
        canvas.add_child(group)
    others = folium.FeatureGroup(control=False)
    for mark in hollow:
        _add_mark(others, mark, next(moves))
    canvas.add_child(others)
    canvas.add_child(Frame(inner, outer, _attribution(facts, basemap)))
    canvas.add_child(RouteSwitch(groups))
    return map_parts(canvas)


def map_parts(canvas: folium.Map) -> MapParts:
    """Render a folium map so that nothing in it points outside the page.

    Parameters
    ----------
    canvas
        The map, with everything on it.

    Returns
    -------
    MapParts
        Equal for equal maps: folium's random names are replaced by numbered ones.

    Raises
    ------
    RouterError
        If an element needs a script or a style of which there is no local copy, or is a popup or
        an icon marker, which need jQuery and fonts.
    """
    figure = canvas.get_root()
    if not isinstance(figure, Figure):
        raise RouterError("a map is drawn on a figure of its own")
    for count, element in enumerate(_walk(canvas)):
        element._id = f"{count:04d}"
        if isinstance(element, folium.Popup | folium.Icon):
            raise RouterError(f"a {type(element).__name__} needs assets that pages do not carry")
        if isinstance(element, JSCSSMixin):
            for name, _ in (*element.default_js, *element.default_css):
                if name not in LOCAL_ASSETS and name not in UNUSED_ASSETS:
                    raise RouterError(
                        f"folium's {type(element).__name__} needs the asset {name!r}, of which "
                        "there is no local copy; pages must open without a network"
                    )
            element.default_js, element.default_css = [], []
    for child in (*figure._children.values(),):
        child.render()
    header = figure.header.render()
    if "<link" in header or "src=" in header:
        raise RouterError("a map element put a link into the page's head")
    return MapParts(Html(figure.html.render().strip()), Html(figure.script.render()))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _add_line(
    group: folium.FeatureGroup, facts: Facts, route: Route, way: Way, *, arrows: bool
) -> None:
    style = facts.style(route.shift_id)
    looks: tuple[tuple[tuple[Leg, ...], dict[str, Any]], ...] = (
        (way.doors, {"color": style.colour, "weight": 2, "dash_array": "1 5"}),
        ((*way.legs, *way.gaps), {"color": "#ffffff", "weight": 8, "opacity": 0.8}),
        (way.gaps, {"color": style.colour, "weight": 3, "dash_array": "1 8"}),
        (way.legs, {"color": style.colour, "weight": 4, "dash_array": style.dash or None}),
    )
    for legs, look in looks:
        if legs:
            points = [[[point.lat, point.lon] for point in leg] for leg in legs]
            line = folium.PolyLine(  # type: ignore[no-untyped-call]  # bare in folium
                points, class_name="way", **look
            )
            line.add_to(group)
    if arrows:
        for leg in (*way.legs, *way.gaps):
            _add_arrow(group, leg)


def _add_arrow(group: folium.FeatureGroup, leg: Leg) -> None:
    middle = middle_of(leg)
    if middle is None:
        return
    point, bearing = middle
    arrow = tag("div", class_="arrow", style=f"transform:rotate({bearing:.0f}deg)")
    folium.Marker(
        [point.lat, point.lon],
        icon=folium.DivIcon(html=arrow, icon_size=(12, 12), icon_anchor=(6, 6), class_name="way"),
        interactive=False,
        keyboard=False,
    ).add_to(group)


def _add_mark(parent: Element, mark: Mark, move: tuple[int, int]) -> None:
    size = mark.size_px
    folium.Marker(
        [mark.point.lat, mark.point.lon],
        icon=folium.DivIcon(
            html=mark.html,
            icon_size=(size, size),
            icon_anchor=(size // 2 - move[0], size // 2 - move[1]),
            class_name="spot",
        ),
        tooltip=folium.Tooltip(mark.tip, sticky=False, direction="auto", class_name="tip"),
        rise_on_hover=True,
        keyboard=False,
        z_index_offset=(500 if mark.kind == "stop" else 0) + (1000 if mark.raised else 0),
    ).add_to(parent)


def _boxes(points: Sequence[Coordinate], region: Extent) -> tuple[Extent, Extent]:
    """Return the box of what is drawn, and one wider by a margin."""
    if not points:
        return region, region
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    least = _MARGIN_M / _METRES_PER_DEGREE
    shrink = max(0.05, math.cos(math.radians((south + north) / 2)))
    high = max(least, 0.25 * (north - south))
    wide = max(least / shrink, 0.25 * (east - west))
    return (
        Extent(south, west, north, east),
        Extent(south - high, west - wide, north + high, east + wide),
    )


def _attribution(facts: Facts, basemap: BaseMap) -> Html:
    texts = [basemap.attribution or facts.plan.attribution]
    if basemap.synthetic:
        texts.append(PAGE_WORDS[facts.lang]["synthetic_streets"])
    return join([safe_text(text) for text in texts if text], " · ")
