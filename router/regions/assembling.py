"""Puts together doors, places and roads from what was collected and the nodes' locations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.extract import AddressPoint, Extent, NamedPlace, Road, RoadNetwork
from router.domain.places import Coordinate
from router.regions import tags as osm
from router.regions.collecting import Feature, NodeAndRelationCollector, RawRoad, WayCollector
from router.regions.compounds import Outlines, building_of, compound_of
from router.regions.locating import Coordinates
from router.regions.shapes import join_rings, middle, radius_m, simplify

__all__ = ["Assembler"]

Points = NDArray[np.float64]
OUTLINE_M = 5.0  # by which the outline of a compound or district may be simplified


class Assembler:
    """Turns the collected features of one extract into domain values.

    Parameters
    ----------
    coordinates
        Of the nodes that ways use.
    first, second
        What the two passes collected.
    box
        The box in the file's header, if there is one.
    """

    def __init__(
        self,
        coordinates: Coordinates,
        first: NodeAndRelationCollector,
        second: WayCollector,
        box: Extent | None,
    ) -> None:
        self._coordinates = coordinates
        self._street_of = first.street_of
        self._roads = second.roads
        self._pieces = second.pieces
        self._box = box
        self._features = [
            *_by_id(first.nodes),
            *_by_id(second.areas),
            *_by_id(first.relations),
        ]
        self._shapes = [self._shape(feature) for feature in self._features]
        self.skipped: Counter[str] = Counter()

    def addresses(self) -> tuple[AddressPoint, ...]:
        """Return the doors.

        Returns
        -------
        tuple of AddressPoint
            Nodes first, then ways, then relations, each by id.
        """
        doors: list[AddressPoint] = []
        outlines = Outlines(list(self._compounds()))
        for feature, shape in zip(self._features, self._shapes, strict=True):
            numbers = osm.door_numbers(feature.tags)
            name = osm.door_name(feature.tags)
            whole = osm.door_whole(feature.tags)
            building, compound = self._building(feature, shape, outlines)
            if not (numbers or whole or building) and "addr:housename" not in feature.tags:
                continue
            street = osm.door_street(feature.tags, self._street_of.get(feature.osm_id, ""))
            if not (street or name or compound or whole):
                self.skipped["house number without a street"] += 1
                continue
            if not len(shape):
                self.skipped["door without a location"] += 1
                continue
            lat, lon = middle(shape)
            doors += [
                AddressPoint(
                    coordinate=Coordinate(lat, lon),
                    number=number,
                    street=street,
                    unit=feature.tags.get("addr:unit", "").strip(),
                    postcode=feature.tags.get("addr:postcode", "").strip(),
                    city=osm.door_city(feature.tags),
                    district=osm.door_district(feature.tags),
                    name=name,
                    osm_id=feature.osm_id,
                    compound=compound,
                    building=building,
                    province=feature.tags.get("addr:province", "").strip(),
                    subdistrict=feature.tags.get("addr:subdistrict", "").strip(),
                    whole=whole,
                )
                for number in numbers or ("",)
            ]
        return tuple(doors)

    def _compounds(self) -> Iterator[tuple[str, Points]]:
        """Yield the Chinese compounds of which the outline is there."""
        for feature, shape in zip(self._features, self._shapes, strict=True):
            kind = osm.place_kind(feature.tags)
            administrative = feature.tags.get("boundary") == "administrative"
            if (
                kind
                and not administrative
                and is_ring(shape)
                and osm.has_outline(feature.tags, kind)
            ):
                yield feature.tags["name"].strip(), shape

    def _building(self, feature: Feature, shape: Points, outlines: Outlines) -> tuple[str, str]:
        """Return the building that an object is, and its compound; both empty if it is none."""
        tags = feature.tags
        compound = compound_of(tags)
        if not compound and not outlines:
            return "", ""
        is_area = osm.place_kind(tags) not in ("", "building")
        building = "" if is_area else building_of(tags)
        if len(shape) and not is_area:
            around = outlines.around(*middle(shape))
            if not compound or f"{around}\0".startswith(compound):
                compound = around or compound
        alone = not osm.door_street(tags, self._street_of.get(feature.osm_id, ""))
        if not building and compound and alone and not is_area:
            # A number without a street, inside a compound, is the building's.
            building = next(iter(osm.door_numbers(tags)), "").removesuffix("号")
        return (building, compound) if compound else ("", "")

    def places(self, extent: Extent) -> tuple[NamedPlace, ...]:
        """Return the settlements, quarters, compounds and buildings with a name.

        Parameters
        ----------
        extent
            Of the extract. A boundary of which nothing is inside has its place in the middle.

        Returns
        -------
        tuple of NamedPlace
            Nodes first, then ways, then relations, each by id.
        """
        corners = np.array([[extent.south, extent.west], [extent.north, extent.east]])
        places: list[NamedPlace] = []
        for feature, shape in zip(self._features, self._shapes, strict=True):
            kind = osm.place_kind(feature.tags)
            if not kind:
                continue
            if not len(shape):
                if not feature.osm_id.startswith("r"):
                    self.skipped["place without a location"] += 1
                    continue
                shape = corners
            lat, lon = middle(shape)
            size = radius_m(shape, lat, lon) if len(shape) > 1 else 0.0
            if feature.label is not None:
                label = self._coordinates.points(np.array([feature.label], dtype=np.int64))
                if len(label):
                    lat, lon = float(label[0, 0]), float(label[0, 1])
            places.append(
                NamedPlace(
                    coordinate=Coordinate(lat, lon),
                    name=feature.tags["name"].strip(),
                    kind=kind,
                    other_names=osm.other_names(feature.tags),
                    radius_m=round(size or osm.PLACE_RADIUS_M.get(kind, 500.0), 1),
                    outline=self._outline(feature, kind, shape),
                )
            )
        return tuple(places)

    def _outline(self, feature: Feature, kind: str, shape: Points) -> tuple[Coordinate, ...]:
        """Return the outline of a Chinese compound or district, if it is closed."""
        if not osm.has_outline(feature.tags, kind) or not is_ring(shape):
            return ()
        return tuple(Coordinate(lat, lon) for lat, lon in simplify(shape, OUTLINE_M).tolist())

    def network(self) -> RoadNetwork:
        """Return the roads; one of which nodes are missing becomes several.

        Returns
        -------
        RoadNetwork
            Roads by way id. Nodes ascend by their OpenStreetMap id.
        """
        runs: list[tuple[int, dict[str, str], NDArray[np.int64]]] = []
        for way_id, road in sorted(self._roads.items()):
            found = list(self._runs(road))
            if not found:
                self.skipped["road with fewer than two nodes"] += 1
            runs += [(way_id, road.tags, run) for run in found]
        used = np.zeros(len(self._coordinates.ids), dtype=bool)
        for _, _, run in runs:
            used[run] = True
        row = np.cumsum(used, dtype=np.int32) - 1
        return RoadNetwork(
            lat=self._coordinates.lat[used],
            lon=self._coordinates.lon[used],
            roads=tuple(
                Road(way_id=way_id, nodes=row[run], tags=tags) for way_id, tags, run in runs
            ),
        )

    def extent(self, network: RoadNetwork, addresses: Sequence[AddressPoint]) -> Extent:
        """Return the box of the roads and doors, no larger than the header's box.

        Parameters
        ----------
        network, addresses
            As assembled; not both empty.

        Returns
        -------
        Extent
            Ways that reach out of the extract (such as ferries) do not widen it if the header
            names a box and most nodes lie inside.
        """
        lat = np.concatenate([network.lat, [a.coordinate.lat for a in addresses]])
        lon = np.concatenate([network.lon, [a.coordinate.lon for a in addresses]])
        if self._box is not None:
            box = self._box
            inside = (lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)
            if inside.mean() > 0.5:
                lat, lon = lat[inside], lon[inside]
        return Extent(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))

    def _shape(self, feature: Feature) -> Points:
        """Return a ring, a line or a point of a feature; nothing if its nodes are missing."""
        if feature.point is not None:
            return np.array([feature.point])
        if feature.refs is not None:
            return self._coordinates.points(feature.refs)
        pieces = [self._pieces[way] for way in feature.ways if way in self._pieces]
        rings = [self._coordinates.points(ring) for ring in join_rings(pieces)]
        rings = [ring for ring in rings if len(ring)]
        if not rings:
            return np.empty((0, 2))
        closed = [ring for ring in rings if is_ring(ring)]
        if closed:
            return max(closed, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
        return np.concatenate(rings)

    def _runs(self, road: RawRoad) -> Iterator[NDArray[np.int64]]:
        """Yield the stretches of a road whose nodes are all there."""
        rows = self._coordinates.rows(road.refs)
        missing = np.flatnonzero(rows < 0)
        if not len(missing):
            stretches: list[NDArray[np.int64]] = [rows]
        else:
            stretches = [part[part >= 0] for part in np.split(rows, missing)]
        for stretch in stretches:
            if len(stretch) > 1:
                yield stretch


def is_ring(shape: Points) -> bool:
    """Tell a closed line of three corners or more."""
    return len(shape) > 3 and bool(np.all(shape[0] == shape[-1]))


def _by_id(features: dict[int, Feature]) -> Iterable[Feature]:
    return (features[key] for key in sorted(features))
