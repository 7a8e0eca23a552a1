"""What is read out of an OpenStreetMap extract: doors, streets, named places, roads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from router.domain.places import Coordinate

__all__ = ["AddressPoint", "Extent", "Extract", "NamedPlace", "Road", "RoadNetwork"]


@dataclass(frozen=True, slots=True)
class Extent:
    """A box of degrees, WGS-84.

    Parameters
    ----------
    south, west, north, east
        Its sides.
    """

    south: float
    west: float
    north: float
    east: float

    def contains(self, point: Coordinate, *, margin: float = 0.0) -> bool:
        """Tell whether a point lies inside.

        Parameters
        ----------
        point
            The point.
        margin
            Degrees by which the box is widened.

        Returns
        -------
        bool
            True if inside or on the edge.
        """
        return (
            self.south - margin <= point.lat <= self.north + margin
            and self.west - margin <= point.lon <= self.east + margin
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPoint:
    """A door with a number (``addr:*`` of a node, an area's middle, or an interpolation end).

    Parameters
    ----------
    coordinate
        The point.
    number
        House number as tagged, such as ``12``, ``12 A``, ``88弄12号``; may be empty if ``name``,
        ``building`` or ``whole`` is not.
    street
        Street or place name of the address; may be empty likewise.
    unit, postcode, city, district
        As tagged, or empty.
    name
        Of the building or compound, or empty.
    osm_id
        Such as ``n123`` or ``w456``.
    compound, building
        The Chinese compound it lies in, and the building of it without its word (``3`` of
        ``3幢``); or empty.
    province, subdistrict
        As tagged, or empty.
    whole
        A Chinese address that is tagged in one piece, or empty.
    """

    coordinate: Coordinate
    number: str
    street: str
    unit: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    name: str = ""
    osm_id: str = ""
    compound: str = ""
    building: str = ""
    province: str = ""
    subdistrict: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A settlement, quarter, compound or building with a name.

    Parameters
    ----------
    coordinate
        Its point or middle.
    name
        As tagged.
    kind
        ``city``, ``town``, ``village``, ``suburb``, ``quarter``, ``district``, ``compound``,
        ``building``, …
    other_names
        ``name:*``, ``alt_name``, ``old_name``, ``int_name`` …
    radius_m
        Rough size.
    outline
        Of a Chinese compound or district, closed; empty if it is not known.
    """

    coordinate: Coordinate
    name: str
    kind: str
    other_names: tuple[str, ...] = ()
    radius_m: float = 0.0
    outline: tuple[Coordinate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One way of the road network, roads without a name included.

    Parameters
    ----------
    way_id
        OpenStreetMap id.
    nodes
        (k,) indices into the network's node arrays.
    tags
        Those that matter for travel, names and drawing: ``highway``, ``name``, ``name:*``,
        ``alt_name``, ``oneway``, ``oneway:bicycle``, ``junction``, ``access``, ``motor_vehicle``,
        ``vehicle``, ``bicycle``, ``foot``, ``maxspeed``, ``service``, ``route``, ``bridge``,
        ``tunnel``, ``layer``.
    """

    way_id: int
    nodes: NDArray[np.int32]
    tags: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its ``name`` tag, or an empty text."""
        return self.tags.get("name", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadNetwork:
    """All roads of an extract.

    Parameters
    ----------
    lat, lon
        (n,) degrees of the nodes that roads use.
    roads
        Ways over them.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    roads: tuple[Road, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The content of one extract, as far as router uses it.

    Parameters
    ----------
    addresses
        Doors with numbers.
    places
        Settlements, quarters, compounds, named buildings.
    network
        The roads.
    extent
        Of the roads and addresses.
    date
        Of the data, if the file says so.
    synthetic
        True if the file says that it was generated.
    skipped
        Counts of what was left out, by reason.
    """

    addresses: tuple[AddressPoint, ...]
    places: tuple[NamedPlace, ...]
    network: RoadNetwork
    extent: Extent
    date: datetime | None = None
    synthetic: bool = False
    skipped: Mapping[str, int] = field(default_factory=dict)
