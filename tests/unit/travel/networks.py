"""Small road networks drawn by hand, in metres, as arrays and as OpenStreetMap files."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from router.domain.extract import Road, RoadNetwork
from router.domain.places import EARTH_RADIUS_M, Coordinate

# Around (0, 0) a degree is as long to the east as to the north, so metres can be drawn as they are.
METRES_PER_DEGREE = math.radians(1) * EARTH_RADIUS_M

Drawn = tuple[str, Mapping[str, str]]


def at(east_m: float, north_m: float) -> Coordinate:
    """Return the point so many metres east and north of (0, 0)."""
    return Coordinate(north_m / METRES_PER_DEGREE, east_m / METRES_PER_DEGREE)


def drawn(nodes: Mapping[str, tuple[float, float]], roads: Sequence[Drawn]) -> RoadNetwork:
    """Return the network of roads such as ``("abc", {"highway": "residential"})``."""
    number = {name: k for k, name in enumerate(nodes)}
    points = [at(*place) for place in nodes.values()]
    return RoadNetwork(
        lat=np.array([point.lat for point in points]),
        lon=np.array([point.lon for point in points]),
        roads=tuple(
            Road(
                way_id=k + 1,
                nodes=np.array([number[name] for name in names], dtype=np.int32),
                tags=dict(tags),
            )
            for k, (names, tags) in enumerate(roads)
        ),
    )


def written(network: RoadNetwork, path: Path) -> Path:
    """Write a network as an OpenStreetMap file and return its path."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="hand">']
    for k in range(len(network.lat)):
        place = f'lat="{network.lat[k]:.9f}" lon="{network.lon[k]:.9f}"'
        lines.append(f'<node id="{k + 1}" version="1" {place}/>')
    for road in network.roads:
        lines.append(f'<way id="{road.way_id}" version="1">')
        lines += [f'<nd ref="{node + 1}"/>' for node in road.nodes.tolist()]
        lines += [f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in road.tags.items()]
        lines.append("</way>")
    path.write_text("\n".join([*lines, "</osm>\n"]), "utf-8")
    return path
