"""What comes out of an address index: doors, streets, named buildings."""

from __future__ import annotations

from dataclasses import dataclass

from router.geocoding.localities import Surroundings

__all__ = ["Door", "NamedSpot", "StreetRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door of the index."""

    key: int
    label: str
    low: int
    high: int
    name: int
    street: int
    where: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetRow:
    """A street of the index."""

    key: int
    where: Surroundings
    reach_m: float
    doors: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpot:
    """A named building or compound of the index."""

    text: str
    kind: str
    radius_m: float
    where: Surroundings
