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
from pathlib import Path

import osmium
import osmium.io
import osmium.osm.mutable

from router.demo import names_zh as names

__all__ = ["write_city"]

_SOUTH, _WEST = 30.282, 120.174  # the corner from which metres are counted
_METRES = 111_195.08
_EAST_M = _METRES * math.cos(math.radians(30.3))
_STAMP = "2026-11-01T00:00:00Z"

_COLUMNS, _ROWS = 14, 10
_LAST_NORTH = 4  # rows 0 to 4 lie north of the river, 5 to 9 south of it
_ROW_Y = (3900, 3450, 3000, 2550, 2100, 1750, 1300, 850, 400, 0)
_BRIDGES = (2, 5, 8, 11)

_Point = tuple[float, float]  # metres east and north of the corner


def write_city(path: Path, *, seed: int = 20261124) -> None:
    """Write the city as an OpenStreetMap extract.

    Parameters
    ----------
    path
        The ``.osm.pbf`` file; it is replaced.
    seed
        Another seed makes another city with the same names.
    """
    _City(seed).write(path)


class _City:
    """Collects nodes, ways and relations in the order in which they are invented."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._points: list[_Point] = []
        self._node_tags: dict[int, dict[str, str]] = {}
        self._ways: list[tuple[list[int], dict[str, str]]] = []
        self._relations: list[tuple[list[tuple[str, int, str]], dict[str, str]]] = []
        self._doors: dict[str, list[int]] = {}  # street: its door nodes
        self._middles: dict[tuple[int, int, str], int] = {}
        self._corners = self._grid()
        self._streets()
        self._blocks()
        self._river()
        self._districts()

    # Streets.

    def _grid(self) -> list[list[int]]:
        def corner(column: int, row: int) -> int:
            jitter = 15 if row in (_LAST_NORTH, _LAST_NORTH + 1) else 45
            east = 5000 / (_COLUMNS - 1) * column + self._random.uniform(-45, 45)
            return self._node((east, _ROW_Y[row] + self._random.uniform(-jitter, jitter)))

        return [[corner(column, row) for row in range(_ROWS)] for column in range(_COLUMNS)]

    def _streets(self) -> None:
        for row, (name, kind) in enumerate(names.EAST_WEST):
            line = [self._corners[column][row] for column in range(_COLUMNS)]
            keys = [(column, row, "east") for column in range(_COLUMNS - 1)]
            self._street(name, kind, line, keys, may_break=kind == "residential")
        for column in range(_COLUMNS):
            north, south, kind = names.NORTH_SOUTH[column]
            for name, rows in ((north, range(5)), (south, range(5, _ROWS))):
                line = [self._corners[column][row] for row in rows]
                keys = [(column, row, "south") for row in rows[:-1]]
                self._street(name, kind, line, keys, may_break=False)
            if column in _BRIDGES:
                ends = [self._corners[column][row] for row in (_LAST_NORTH, _LAST_NORTH + 1)]
                bridge = names.BRIDGES[_BRIDGES.index(column)]
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
        tags = {"highway": kind, "name": name, "name:en": names.in_english(name)}
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
        compounds, lanes = iter(names.COMPOUNDS), iter(names.LANES)
        blocks = [(c, r) for r in range(_ROWS - 1) for c in range(_COLUMNS - 1) if r != _LAST_NORTH]
        self._random.shuffle(blocks)
        for place, (column, row) in enumerate(blocks):
            gate = self._middles.get((column, row, "east"))
            back = self._middles.get((column, row + 1, "east"))
            if place % 5 < 2 and gate is not None:
                name = next(compounds, "")
                if name:
                    self._compound(name, names.EAST_WEST[row][0], gate, column, row)
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
        lane = self._random.random() < 0.5  # numbered as a lane: 88弄3号
        where = self._where((west + east) / 2, (north + south) / 2)
        wall = [self._node(p) for p in ((west, south), (east, south), (east, north), (west, north))]
        self._way(
            [*wall, wall[0]], landuse="residential", name=name, **where,
            **{"addr:street": street, "addr:housenumber": f"{number}{'弄' if lane else '号'}"},
        )  # fmt: skip
        middle = (west + east) / 2
        drive, building = [gate], 0
        for y in range(int(north) - 30, int(south) + 20, -60):
            drive.append(self._node((middle, y + 22)))
            for x in (middle - 60, middle + 60):
                building += 1
                box = ((x - 25, y - 7), (x + 25, y - 7), (x + 25, y + 7), (x - 25, y + 7))
                ring = [self._node(point) for point in box]
                tags = {"building": "apartments", "building:levels": "6", **where}
                if lane:
                    tags |= {"addr:street": street, "addr:housenumber": f"{number}弄{building}号"}
                else:
                    tags |= {"addr:place": name, "addr:housenumber": f"{building}幢"}
                    tags["name"] = f"{name}{building}幢"
                self._way([*ring, ring[0]], **tags)
        self._way(drive, highway="service", service="driveway")

    # Water and borders.

    def _river(self) -> None:
        line = [
            self._node((x, 1925 + self._random.uniform(-20, 20))) for x in range(-50, 5100, 250)
        ]
        self._way(line, waterway="river", name="临江", **{"name:en": "Lin River"})

    def _districts(self) -> None:
        rings = {
            names.DISTRICTS[0]: ((-80, 1925), (2500, 1925), (2500, 3990), (-80, 3990)),
            names.DISTRICTS[1]: ((2500, 1925), (5080, 1925), (5080, 3990), (2500, 3990)),
            names.DISTRICTS[2]: ((-80, -80), (5080, -80), (5080, 1925), (-80, 1925)),
            names.CITY: ((-80, -80), (5080, -80), (5080, 3990), (-80, 3990)),
        }
        for name, ring in rings.items():
            nodes = [self._node(point) for point in ring]
            way = self._way([*nodes, nodes[0]], boundary="administrative")
            level = "5" if name == names.CITY else "6"
            tags = {"type": "boundary", "boundary": "administrative", "admin_level": level}
            english = {"name:en": names.in_english(name)}
            self._relations.append(([("w", way, "outer")], tags | {"name": name} | english))
        for name, kind, point in names.PLACES:
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

    def _where(self, east: float, north: float) -> dict[str, str]:
        """Return city and district, which a quarter of the doors do not say."""
        if self._random.random() < 0.25:
            return {}
        district = names.DISTRICTS[2 if north < 1925 else int(east > 2500)]
        return {"addr:city": names.CITY, "addr:district": district}

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
            for number, (x, y) in enumerate(self._points, start=1):
                lonlat = (_WEST + x / _EAST_M, _SOUTH + y / _METRES)
                tags = self._node_tags.get(number, {})
                writer.add_node(osmium.osm.mutable.Node(id=number, location=lonlat, tags=tags))
            for number, (nodes, tags) in enumerate(self._ways, start=1):
                writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
            for number, (members, tags) in enumerate(self._relations, start=1):
                writer.add_relation(
                    osmium.osm.mutable.Relation(id=number, members=members, tags=tags)
                )


if __name__ == "__main__":
    write_city(Path(sys.argv[1]))
