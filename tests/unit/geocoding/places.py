"""Small towns made by hand, for the tests of geocoding.

One degree of latitude is 111,195 m, so 0.001° is 111 m; 0.001° of longitude at 60° N is 55.6 m.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from router.domain.extract import (
    AddressPoint,
    Extent,
    Extract,
    NamedPlace,
    Road,
    RoadNetwork,
)
from router.domain.places import Coordinate
from router.geocoding import RegionGeocoder, build_index

BOX = Extent(59.9, 24.8, 60.3, 25.2)


def door(
    number: str,
    street: str,
    lat: float,
    lon: float,
    *,
    city: str = "",
    postcode: str = "",
    district: str = "",
    name: str = "",
) -> AddressPoint:
    """Return a door."""
    return AddressPoint(
        coordinate=Coordinate(lat, lon),
        number=number,
        street=street,
        city=city,
        postcode=postcode,
        district=district,
        name=name,
    )


def road(
    name: str, *points: tuple[float, float], **tags: str
) -> tuple[str, Sequence[tuple[float, float]], dict[str, str]]:
    """Return the parts of a road for `extract`."""
    return name, points, tags


def extract(
    doors: Iterable[AddressPoint] = (),
    roads: Iterable[tuple[str, Sequence[tuple[float, float]], dict[str, str]]] = (),
    places: Iterable[NamedPlace] = (),
    box: Extent = BOX,
) -> Extract:
    """Return an extract of some doors, roads and places."""
    lat: list[float] = []
    lon: list[float] = []
    made: list[Road] = []
    for name, points, tags in roads:
        first = len(lat)
        lat += [point[0] for point in points]
        lon += [point[1] for point in points]
        nodes = np.arange(first, len(lat), dtype=np.int32)
        made.append(Road(way_id=len(made) + 1, nodes=nodes, tags={"name": name, **tags}))
    network = RoadNetwork(lat=np.array(lat), lon=np.array(lon), roads=tuple(made))
    return Extract(addresses=tuple(doors), places=tuple(places), network=network, extent=box)


def geocoder(folder: Path, made: Extract) -> RegionGeocoder:
    """Build the index of an extract and open it."""
    build_index(made, folder / "addresses.sqlite")
    return RegionGeocoder(folder / "addresses.sqlite")


def helsinki() -> Extract:
    """Return a street of eight doors, a short one, one without numbers, and a second town."""
    doors = [
        door(str(n), "Annankatu", 60.16 + 0.0002 * n, 24.94, city="Helsinki", postcode="00120")
        for n in (2, 4, 6, 8, 1, 3, 5, 9)
    ]
    doors += [
        door("12 A", "Bulevardi", 60.165, 24.93, city="Helsinki", postcode="00120"),
        door("14-20", "Mannerheimintie", 60.170, 24.935, city="Helsinki", postcode="00100"),
        door("1234/5", "Vinohradská", 60.171, 24.95, city="Helsinki", postcode="00100"),
        door("5", "Rantatie", 60.20, 25.10, city="Vantaa", postcode="01300"),
        door("5", "Rantatie", 60.16, 24.90, city="Helsinki", postcode="00150"),
    ]
    roads = [
        road("Annankatu", (60.160, 24.94), (60.162, 24.94), **{"name:sv": "Annegatan"}),
        # 0.001° is 111 m: from the middle no point is farther than 56 m
        road("Lyhytkuja", (60.175, 24.94), (60.1755, 24.94), (60.176, 24.94)),
        road("Pitkäkatu", (60.18, 24.94), (60.185, 24.94), (60.19, 24.94)),
    ]
    places = [
        NamedPlace(
            coordinate=Coordinate(60.17, 24.94),
            name="Helsinki",
            kind="city",
            other_names=("Helsingfors",),
        ),
        NamedPlace(
            coordinate=Coordinate(60.169, 24.932), name="Stockmann", kind="building", radius_m=60
        ),
    ]
    return extract(doors, roads, places)
