"""Where the doors of an invented city are: compounds, streets, suburbs and remote villages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from router.domain.places import EARTH_RADIUS_M, Coordinate
from router.simulation.options import PortfolioOptions

__all__ = ["City", "District", "Door", "Fabric", "build_city", "find_door"]

_METRES_PER_DEGREE = math.pi * EARTH_RADIUS_M / 180


class Fabric(StrEnum):
    """How a district is built."""

    COMPOUNDS = "compounds"
    STREETS = "streets"
    SUBURB = "suburb"
    VILLAGE = "village"


_WEIGHTS = {Fabric.COMPOUNDS: 1.6, Fabric.STREETS: 1.0, Fabric.SUBURB: 0.6}
_PER_DISTRICT = {Fabric.COMPOUNDS: 14, Fabric.STREETS: 20, Fabric.SUBURB: 16, Fabric.VILLAGE: 3}
_WIDTH_M = {
    Fabric.COMPOUNDS: 1400.0,
    Fabric.STREETS: 1800.0,
    Fabric.SUBURB: 2000.0,
    Fabric.VILLAGE: 800.0,
}
_BUILDINGS = 6  # of a compound
_LOTS = 40  # of a street, on either side
_LOT_M = 18.0


@dataclass(frozen=True, slots=True)
class District:
    """One area of the city, by the name that the tables give it.

    Parameters
    ----------
    name
        Of the area.
    fabric
        How it is built.
    groups
        Where its compounds or streets are.
    headings
        In which direction its streets run, in radians.
    """

    name: str
    fabric: Fabric
    groups: tuple[Coordinate, ...]
    headings: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class City:
    """All of it.

    Parameters
    ----------
    districts
        Villages last.
    shares
        Of the doors, by district.
    """

    districts: tuple[District, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One door.

    Parameters
    ----------
    coordinate
        Of the entrance; all doors of a building share it.
    text
        The address as written.
    building
        Key of the building.
    district
        In which it lies.
    """

    coordinate: Coordinate
    text: str
    building: str
    district: District


def build_city(options: PortfolioOptions, rng: np.random.Generator) -> City:
    """Lay out districts and villages.

    Parameters
    ----------
    options
        Of the city.
    rng
        Its chance.

    Returns
    -------
    City
        Compounds inside, suburbs outside, villages as far away as asked for.
    """
    districts: list[District] = []
    inner, turn = len(options.districts), rng.uniform(0, 2 * math.pi)
    for number, name in enumerate(options.districts):
        away = options.radius_km * 1000 * math.sqrt((number + 0.3) / inner)
        fabric = (Fabric.COMPOUNDS, Fabric.STREETS, Fabric.COMPOUNDS)[number % 3]
        if number >= inner * 0.7:
            fabric = Fabric.SUBURB
        centre = _moved(options.centre, away, turn + 2.4 * number)
        districts.append(_district(name, fabric, centre, rng))
    low, high = options.remote_minutes
    for number, name in enumerate(options.villages):
        part = (number + 0.5) / len(options.villages)
        metres = (low + (high - low) * part) / 60 * options.kmh * 1000 / options.detour
        centre = _moved(options.centre, metres, turn + 2.4 * number + 1.2)
        districts.append(_district(name, Fabric.VILLAGE, centre, rng))
    weights = [_WEIGHTS.get(one.fabric, 0.0) for one in districts]
    remote = options.remote_share / max(1, len(options.villages))
    shares = [
        remote
        if one.fabric is Fabric.VILLAGE
        else weight / sum(weights) * (1 - options.remote_share)
        for one, weight in zip(districts, weights, strict=True)
    ]
    return City(tuple(districts), tuple(share / sum(shares) for share in shares))


def find_door(city: City, rng: np.random.Generator) -> Door:
    """Find somebody a door.

    Parameters
    ----------
    city
        Where.
    rng
        Its chance.

    Returns
    -------
    Door
        In a compound several share a building, in a street sometimes two.
    """
    district = city.districts[int(rng.choice(len(city.districts), p=city.shares))]
    group = int(rng.integers(len(district.groups)))
    at, heading = district.groups[group], district.headings[group]
    if district.fabric is Fabric.COMPOUNDS:
        number = int(rng.integers(_BUILDINGS))
        point = _moved(at, 45.0 * (1 + number // 2), heading + math.pi * (number % 2))
        flat = int(rng.integers(1, 90))
        text = f"{district.name} court {group + 1}, building {number + 1}, door {flat}"
    else:
        number = int(rng.integers(2 * _LOTS))
        along = (number // 2 - _LOTS / 2) * _LOT_M * (4 if district.fabric is Fabric.SUBURB else 1)
        point = _moved(_moved(at, along, heading), 12.0, heading + math.pi * (0.5 + number % 2))
        text = f"{district.name} road {group + 1}, number {number + 1}"
    building = f"{district.name}/{group + 1}/{number + 1}"
    return Door(coordinate=point, text=text, building=building, district=district)


def _district(name: str, fabric: Fabric, centre: Coordinate, rng: np.random.Generator) -> District:
    count = _PER_DISTRICT[fabric]
    groups = tuple(
        _moved(centre, abs(float(away)), float(turn))
        for away, turn in zip(
            rng.normal(0, _WIDTH_M[fabric], count), rng.uniform(0, 2 * math.pi, count), strict=True
        )
    )
    headings: Sequence[float] = rng.uniform(0, 2 * math.pi, count).tolist()
    return District(name, fabric, groups, tuple(headings))


def _moved(at: Coordinate, metres: float, heading: float) -> Coordinate:
    """Go some metres in a direction, to the decimetre."""
    lat = at.lat + metres * math.cos(heading) / _METRES_PER_DEGREE
    lon = at.lon + metres * math.sin(heading) / _METRES_PER_DEGREE / math.cos(math.radians(at.lat))
    return Coordinate(round(lat, 6), round(lon, 6))
