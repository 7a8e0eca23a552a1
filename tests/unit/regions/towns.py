"""Writes tiny extracts, thing by thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import osmium
import osmium.io
import osmium.osm.mutable

Tags = Mapping[str, str]
STAMP = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Town:
    """Nodes at (lat, lon), ways over node ids, relations over ("w", id, role)."""

    def __init__(self) -> None:
        self.nodes: list[osmium.osm.mutable.Node] = []
        self.ways: list[osmium.osm.mutable.Way] = []
        self.relations: list[osmium.osm.mutable.Relation] = []
        self.header = osmium.io.Header()
        self.header.set("generator", "a test")

    def node(self, number: int, lat: float, lon: float, **tags: str) -> Town:
        self.nodes.append(
            osmium.osm.mutable.Node(
                id=number, location=(lon, lat), tags=plain(tags), version=1, timestamp=STAMP
            )
        )
        return self

    def way(self, number: int, nodes: Sequence[int], **tags: str) -> Town:
        self.ways.append(
            osmium.osm.mutable.Way(
                id=number, nodes=list(nodes), tags=plain(tags), version=1, timestamp=STAMP
            )
        )
        return self

    def relation(self, number: int, members: Sequence[tuple[str, int, str]], **tags: str) -> Town:
        self.relations.append(
            osmium.osm.mutable.Relation(
                id=number, members=list(members), tags=plain(tags), version=1, timestamp=STAMP
            )
        )
        return self

    def write(self, path: Path, *, backwards: bool = False) -> Path:
        with osmium.SimpleWriter(str(path), header=self.header, overwrite=True) as writer:
            things = [
                *((writer.add_node, node) for node in self.nodes),
                *((writer.add_way, way) for way in self.ways),
                *((writer.add_relation, relation) for relation in self.relations),
            ]
            for add, thing in reversed(things) if backwards else things:
                add(thing)
        return path


def plain(tags: Tags) -> dict[str, str]:
    """Write addr__street for the key addr:street."""
    return {key.replace("__", ":"): value for key, value in tags.items()}


def small_town() -> Town:
    """One street from west to east with two doors, an area with a number, and a quarter."""
    return (
        Town()
        .node(1, 60.0, 25.000)
        .node(2, 60.0, 25.001)
        .node(3, 60.0, 25.002)
        .node(10, 60.0001, 25.0005, addr__street="Main Street", addr__housenumber="1")
        .node(11, 60.0001, 25.0015, addr__street="Main Street", addr__housenumber="3;5")
        .node(12, 60.0005, 25.001, place="quarter", name="Old Town", name__sv="Gamla stan")
        .node(20, 60.0010, 25.0010)
        .node(21, 60.0010, 25.0012)
        .node(22, 60.0012, 25.0012)
        .node(23, 60.0012, 25.0010)
        .way(100, [1, 2, 3], highway="residential", name="Main Street", source="a survey")
        .way(
            101,
            [20, 21, 22, 23, 20],
            building="yes",
            name="Old Mill",
            addr__street="Mill Lane",
            addr__housenumber="7",
            addr__city="Smallville",
            addr__suburb="Old Town",
            addr__postcode="12345",
            addr__unit="B",
        )
    )
