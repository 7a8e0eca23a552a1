"""Writes the synthetic city Linjiang (临江市): streets, doors, compounds, districts, a river.

Nothing in it exists. It has what makes Chinese addresses hard: street names that differ by one
character (文一路, 文二路), lanes (弄), compounds with numbered buildings (翠苑小区3幢), doors with
and without 号, a district on the far side of a river. The same seed writes the same city.

::

    python -m router.demo.generate_zh linjiang-synthetic.osm.pbf
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import osmium
import osmium.io
import osmium.osm.mutable

from router.demo.names_zh import LINJIANG, CityNames, in_english
from router.domain.places import Coordinate

__all__ = ["CityDoor", "write_city"]

_SOUTH, _WEST = 30.282, 120.174  # the corner from which metres are counted
_METRES = 111_195.08
_EAST_M = _METRES * math.cos(math.radians(30.3))
_STAMP = "2026-11-01T00:00:00Z"

_Point = tuple[float, float]  # metres east and north of the corner


@dataclass(frozen=True, slots=True, kw_only=True)
class CityDoor:
    """A door of a synthetic city, as people know it.

    Parameters
    ----------
    coordinate
        The point.
    district
        Where it lies.
    street, number
        As said: ``88弄5号`` in a lane. Empty for a building that has a compound's name only.
    compound, building
        The building without its word; empty for a door that lies in no compound.
    """

    coordinate: Coordinate
    district: str
    street: str = ""
    number: str = ""
    compound: str = ""
    building: str = ""


def write_city(
    path: Path, *, seed: int = 20261124, names: CityNames = LINJIANG
) -> tuple[CityDoor, ...]:
    """Write the city as an OpenStreetMap extract.

    Parameters
    ----------
    path
        The ``.osm.pbf`` file; it is replaced.
    seed
        Another seed makes another city of the same names.
    names
        What the city is made of.

    Returns
    -------
    tuple of CityDoor
        Every door, however little the extract says about it.
    """
    city = _City(seed, names)
    city.write(path)
    return tuple(city.doors)


class _City:
    """Collects nodes, ways and relations in the order in which they are invented."""

    def __init__(self, seed: int, names: CityNames) -> None:
        self._names = names
        self._columns, self._rows = len(names.north_south), len(names.east_west)
        self._river_y = sum(names.rows_m[names.last_north : names.last_north + 2]) / 2
        self._random = random.Random(seed)
        self._points: list[_Point] = []
        self._node_tags: dict[int, dict[str, str]] = {}
        self._ways: list[tuple[list[int], dict[str, str]]] = []
        self._relations: list[tuple[list[tuple[str, int, str]], dict[str, str]]] = []
        self._doors: dict[str, list[int]] = {}  # street: its door nodes
        self._middles: dict[tuple[int, int, str], int] = {}
        self.doors: list[CityDoor] = []
        self._corners = self._grid()
        self._streets()
        self._blocks()
        self._river()
        self._districts()

    # Streets.

    def _grid(self) -> list[list[int]]:
        def corner(column: int, row: int) -> int:
            north = self._names.last_north
            jitter = 15 if row in (north, north + 1) else 45
            east = self._names.width_m / (self._columns - 1) * column + self._random.uniform(
                -45, 45
            )
            return self._node(
                (east, self._names.rows_m[row] + self._random.uniform(-jitter, jitter))
            )

        return [
            [corner(column, row) for row in range(self._rows)] for column in range(self._columns)
        ]

    def _streets(self) -> None:
        for row, (name, kind) in enumerate(self._names.east_west):
            line = [self._corners[column][row] for column in range(self._columns)]
            keys = [(column, row, "east") for column in range(self._columns - 1)]
            self._street(name, kind, line, keys, may_break=kind == "residential")
        for column in range(self._columns):
            north, south, kind = self._names.north_south[column]
            first = self._names.last_north + 1
            for name, rows in ((north, range(first)), (south, range(first, self._rows))):
                line = [self._corners[column][row] for row in rows]
                keys = [(column, row, "south") for row in rows[:-1]]
                self._street(name, kind, line, keys, may_break=False)
            bridge = self._names.bridges.get(column)
            if bridge:
                ends = [
                    self._corners[column][row]
                    for row in (self._names.last_north, self._names.last_north + 1)
                ]
                self._way(ends, highway=kind, name=bridge, bridge="yes", layer="1")

    def _street(
        self,
        name: str,
        kind: str,
        corners: Sequence[int],
        keys: Sequence[tuple[int, int, str]],
        *,
        may_break: bool,
    ) -> None:
        """Lay a street over its corners, with a bend in each block, and number its doors."""
        tags = {"highway": kind, "name": name, **self._english(name)}
        numbers = [1, 2]  # odd on the one side, even on the other
        line = [corners[0]]
        for start, end, key in zip(corners[:-1], corners[1:], keys, strict=True):
            if may_break and self._random.random() < 0.08:
                self._way(line, **tags)
                line = [end]
                continue
            bend = self._between(start, end, self._random.uniform(-25, 25))
            self._middles[key] = bend
            line += [bend, end]
            for side in (0, 1):
                for first, last in ((start, bend), (bend, end)):
                    numbers[side] = self._number(name, first, last, numbers[side], side)
        self._way(line, **tags)

    def _number(self, street: str, start: int, end: int, number: int, side: int) -> int:
        """Put doors along one side of a stretch; return the next number."""
        length = math.dist(self._at(start), self._at(end))
        at = self._random.uniform(22, 40)
        while at < length - 15:
            point = self._beside(start, end, at / length, 18 if side else -18)
            self._door(
                point, street, f"{number}号" if self._random.random() < 0.93 else f"{number}"
            )
            number += 2 if self._random.random() < 0.85 else 4
            at += self._random.uniform(30, 55)
        return number

    # Blocks: compounds, lanes, or nothing.

    def _blocks(self) -> None:
        compounds, lanes = iter(self._names.compounds), iter(self._names.lanes)
        blocks = [
            (c, r)
            for r in range(self._rows - 1)
            for c in range(self._columns - 1)
            if r != self._names.last_north
        ]
        self._random.shuffle(blocks)
        for place, (column, row) in enumerate(blocks):
            gate = self._middles.get((column, row, "east"))
            back = self._middles.get((column, row + 1, "east"))
            if place % 5 < 2 and gate is not None:
                name = next(compounds, "")
                if name:
                    self._compound(name, self._names.east_west[row][0], gate, column, row)
            elif gate is not None and back is not None:
                name = next(lanes, "")
                if name:
                    self._lane(name, gate, back)

    def _lane(self, name: str, start: int, end: int) -> None:
        bend = self._between(start, end, self._random.uniform(-40, 40))
        self._way([start, bend, end], highway="residential", name=name, maxspeed="20")
        number = self._number(name, start, bend, 1, 0)
        self._number(name, bend, end, number, 0)

    def _compound(self, name: str, street: str, gate: int, column: int, row: int) -> None:
        """Fill a block with a walled compound; it takes over the number of the door at its gate."""
        west = max(self._at(self._corners[column][r])[0] for r in (row, row + 1)) + 60
        east = min(self._at(self._corners[column + 1][r])[0] for r in (row, row + 1)) - 60
        north = min(self._at(self._corners[c][row])[1] for c in (column, column + 1)) - 70
        south = max(self._at(self._corners[c][row + 1])[1] for c in (column, column + 1)) + 70
        door = min(self._doors[street], key=lambda d: math.dist(self._at(d), self._at(gate)))
        self._doors[street].remove(door)
        number = self._node_tags.pop(door)["addr:housenumber"].removesuffix("号")
        self.doors.remove(self._as_known(self._at(door), street=street, number=f"{number}号"))
        lane = self._random.random() < 0.5  # numbered as a lane: 88弄3号
        where = self._where((west + east) / 2, (north + south) / 2)
        wall = [self._node(p) for p in ((west, south), (east, south), (east, north), (west, north))]
        tags = {"addr:street": street, "addr:housenumber": f"{number}{'弄' if lane else '号'}"}
        kind = {"place": "neighbourhood"} if self._names.is_terse else {"landuse": "residential"}
        self._way([*wall, wall[0]], **kind, name=name, **where, **tags)
        middle = (west + east) / 2
        drive, building = [gate], 0
        for y in range(int(north) - 30, int(south) + 20, -60):
            drive.append(self._node((middle, y + 22)))
            for x in (middle - 60, middle + 60):
                building += 1
                box = ((x - 25, y - 7), (x + 25, y - 7), (x + 25, y + 7), (x - 25, y + 7))
                ring = [self._node(point) for point in box]
                tags = {"building": "apartments", "building:levels": "6", **where}
                if self._names.is_terse:
                    tags |= self._terse(name, street, number, building, lane=lane)
                elif lane:
                    tags |= {"addr:street": street, "addr:housenumber": f"{number}弄{building}号"}
                else:
                    tags |= {"addr:place": name, "addr:housenumber": f"{building}幢"}
                    tags["name"] = f"{name}{building}幢"
                self._way([*ring, ring[0]], **tags)
                known = {"compound": name, "building": str(building), "street": street}
                known["number"] = f"{number}弄{building}号" if lane else f"{number}号"
                self.doors.append(self._as_known((x, y), **known))
        self._way(drive, highway="service", service="driveway")

    def _terse(
        self, compound: str, street: str, number: str, building: int, *, lane: bool
    ) -> dict[str, str]:
        """Return the tags of a building of which the data say little."""
        if lane:
            return {"addr:street": f"{street}{number}弄", "addr:housenumber": f"{building}号"}
        ways = (
            {"name": f"{building}号楼"},
            {"name": f"{compound}{building}栋"},
            {"ref": f"{building}"},
            {"addr:neighbourhood": compound, "addr:block_number": f"{building}"},
            {"addr:housenumber": f"{building}号楼"},
        )
        return ways[building % len(ways)]

    # Water and borders.

    def _river(self) -> None:
        line = [
            self._node((x, self._river_y + self._random.uniform(-20, 20)))
            for x in range(-50, int(self._names.width_m) + 100, 250)
        ]
        self._way(line, waterway="river", name="临江", **{"name:en": "Lin River"})

    def _districts(self) -> None:
        names, middle, river = self._names, self._names.width_m / 2, self._river_y
        south, north = min(names.rows_m) - 80, max(names.rows_m) + 90
        west, east = -80, names.width_m + 80
        rings = {
            names.districts[0]: box(west, river, middle, north),
            names.districts[1]: box(middle, river, east, north),
            names.districts[2]: box(west, south, east, river),
            names.city: box(west, south, east, north),
        }
        for name, ring in rings.items():
            nodes = [self._node(point) for point in ring]
            way = self._way([*nodes, nodes[0]], boundary="administrative")
            level = "5" if name == names.city else "6"
            tags = {"type": "boundary", "boundary": "administrative", "admin_level": level}
            english = self._english(name)
            self._relations.append(([("w", way, "outer")], tags | {"name": name} | english))
        for name, kind, point in names.places:
            node = self._node(point)
            self._node_tags[node] = {"place": kind, "name": name}

    # Bookkeeping.

    def _node(self, point: _Point) -> int:
        self._points.append(point)
        return len(self._points)  # ids count from 1

    def _at(self, node: int) -> _Point:
        return self._points[node - 1]

    def _way(self, nodes: list[int], **tags: str) -> int:
        if len(nodes) > 1:
            self._ways.append((nodes, tags))
        return len(self._ways)

    def _door(self, point: _Point, street: str, number: str) -> None:
        node = self._node(point)
        self._doors.setdefault(street, []).append(node)
        tags = {"addr:street": street, "addr:housenumber": number}
        self._node_tags[node] = tags | self._where(*point)
        whole = f"{number.removesuffix('号')}号"
        self.doors.append(self._as_known(point, street=street, number=whole))

    def _as_known(self, point: _Point, **known: str) -> CityDoor:
        lon, lat = self._lonlat(point)
        return CityDoor(coordinate=Coordinate(lat, lon), district=self._district(*point), **known)

    def _where(self, east: float, north: float) -> dict[str, str]:
        """Return city and district, which a quarter of the doors do not say."""
        if self._random.random() < 0.25 or self._names.is_terse:
            return {}
        return {"addr:city": self._names.city, "addr:district": self._district(east, north)}

    def _district(self, east: float, north: float) -> str:
        is_south, is_east = north < self._river_y, east > self._names.width_m / 2
        return self._names.districts[2 if is_south else int(is_east)]

    @staticmethod
    def _lonlat(point: _Point) -> tuple[float, float]:
        return _WEST + point[0] / _EAST_M, _SOUTH + point[1] / _METRES

    def _english(self, name: str) -> dict[str, str]:
        return {"name:en": in_english(name)} if self._names.has_english else {}

    def _between(self, start: int, end: int, aside: float) -> int:
        return self._node(self._beside(start, end, 0.5, aside))

    def _beside(self, start: int, end: int, share: float, aside: float) -> _Point:
        """Return a point on the way from one node to another, some metres to its side."""
        (x0, y0), (x1, y1) = self._at(start), self._at(end)
        length = math.hypot(x1 - x0, y1 - y0)
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        return x - (y1 - y0) / length * aside, y + (x1 - x0) / length * aside

    def write(self, path: Path) -> None:
        """Write everything, nodes first."""
        header = osmium.io.Header()
        header.set("generator", "router synthetic city")
        header.set("osmosis_replication_timestamp", _STAMP)
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for number, point in enumerate(self._points, start=1):
                lonlat = self._lonlat(point)
                tags = self._node_tags.get(number, {})
                writer.add_node(osmium.osm.mutable.Node(id=number, location=lonlat, tags=tags))
            for number, (nodes, tags) in enumerate(self._ways, start=1):
                writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
            for number, (members, tags) in enumerate(self._relations, start=1):
                writer.add_relation(
                    osmium.osm.mutable.Relation(id=number, members=members, tags=tags)
                )


def box(west: float, south: float, east: float, north: float) -> tuple[_Point, ...]:
    """Return the corners of a box."""
    return (west, south), (east, south), (east, north), (west, north)


if __name__ == "__main__":
    write_city(Path(sys.argv[1]))
