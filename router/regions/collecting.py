"""Collects from an extract what may become a door, a place or a road; no geometry yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import osmium.osm
from numpy.typing import NDArray

from router.regions.compounds import may_be_building
from router.regions.tags import is_door, is_road, place_kind, road_tags

__all__ = ["Feature", "NodeAndRelationCollector", "RawRoad", "WayCollector"]

_NAMED_AREAS = ("building", "landuse", "place", "boundary")
_ADDRESS_KEYS = ("addr:housenumber", "addr:housename", "addr:full")


@dataclass(frozen=True, slots=True)
class Feature:
    """A tagged object that may be a door or a place.

    ``point`` is set for nodes; ``refs`` (node ids) for ways; ``ways`` (way ids) and ``label`` (the
    node that stands for the whole) for relations.
    """

    osm_id: str
    tags: dict[str, str]
    point: tuple[float, float] | None = None
    refs: NDArray[np.int64] | None = None
    ways: tuple[int, ...] = ()
    label: int | None = None


@dataclass(frozen=True, slots=True)
class RawRoad:
    """A road before its nodes are looked up."""

    tags: dict[str, str]
    refs: NDArray[np.int64]


class _Newest:
    """Remembers the newest time stamp it was shown."""

    def __init__(self) -> None:
        self.newest: datetime | None = None

    def see(self, stamp: datetime) -> None:
        # Objects without a time stamp carry the epoch.
        if stamp.year > 1970 and (self.newest is None or stamp > self.newest):
            self.newest = stamp


class NodeAndRelationCollector(_Newest):
    """First pass: address nodes, place nodes, and the relations that describe areas or streets."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[int, Feature] = {}
        self.relations: dict[int, Feature] = {}
        self.street_of: dict[str, str] = {}

    def node(self, node: osmium.osm.Node) -> None:
        """Keep a node; only those with one of ``NODE_KEYS`` come here."""
        tags = _tags(node)
        if not node.location.valid() or not (is_door(tags) or place_kind(tags)):
            return
        self.see(node.timestamp)
        point = (node.location.lat, node.location.lon)
        self.nodes[node.id] = Feature(f"n{node.id}", tags, point=point)

    def relation(self, relation: osmium.osm.Relation) -> None:
        """Keep a relation if it is a door, a place or a street with its houses."""
        kind = relation.tags.get("type")
        if kind in ("associatedStreet", "street"):
            self._street(relation)
        elif kind in ("multipolygon", "boundary", "site"):
            tags = _tags(relation)
            if not (is_door(tags) or place_kind(tags)):
                return
            self.see(relation.timestamp)
            ways = [m.ref for m in relation.members if m.type == "w" and m.role != "inner"]
            labels = {m.role: m.ref for m in relation.members if m.type == "n"}
            label = labels.get("label", labels.get("admin_centre"))
            self.relations[relation.id] = Feature(
                f"r{relation.id}", tags, ways=tuple(ways), label=label
            )

    def _street(self, relation: osmium.osm.Relation) -> None:
        name = relation.tags.get("name")
        if not name:
            return
        for member in relation.members:
            if member.role in ("house", "address", "addr:houselink"):
                self.street_of.setdefault(f"{member.type}{member.ref}", name)


class WayCollector(_Newest):
    """Second pass: roads, areas with an address or a name, and the ways that relations need."""

    def __init__(self, wanted: set[int]) -> None:
        super().__init__()
        self.wanted = wanted
        self.roads: dict[int, RawRoad] = {}
        self.areas: dict[int, Feature] = {}
        self.pieces: dict[int, NDArray[np.int64]] = {}

    def way(self, way: osmium.osm.Way) -> None:
        """Sort one way."""
        tags = way.tags
        wanted = way.id in self.wanted
        if "highway" in tags or "route" in tags:
            plain = _tags(way)
            if is_road(plain):
                self.see(way.timestamp)
                self.roads[way.id] = RawRoad(road_tags(plain), _refs(way))
        interesting = any(key in tags for key in _ADDRESS_KEYS)
        if interesting or ("name" in tags and any(key in tags for key in _NAMED_AREAS)):
            plain = _tags(way)
            kind = place_kind(plain)
            if kind and "boundary" in plain and not way.is_closed():
                kind = ""  # one side of a boundary is not the area that it bounds
            if "addr:interpolation" not in plain and (is_door(plain) or kind):
                self.see(way.timestamp)
                self.areas[way.id] = Feature(f"w{way.id}", plain, refs=_refs(way))
        elif "building" in tags and may_be_building(plain := _tags(way)):
            self.areas[way.id] = Feature(f"w{way.id}", plain, refs=_refs(way))
        if wanted:
            self.pieces[way.id] = _refs(way)


def _tags(thing: osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation) -> dict[str, str]:
    return {tag.k: tag.v for tag in thing.tags}


def _refs(way: osmium.osm.Way) -> NDArray[np.int64]:
    return np.fromiter((node.ref for node in way.nodes), dtype=np.int64, count=len(way.nodes))
