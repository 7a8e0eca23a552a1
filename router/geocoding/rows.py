"""What comes out of an address index: doors, streets, named buildings."""

from __future__ import annotations

from dataclasses import dataclass

from router.geocoding.localities import Surroundings

__all__ = ["BUILDING", "COMPOUND", "ROAD", "Door", "NamedSpot", "StreetRow"]

ROAD, COMPOUND, BUILDING = 0, 1, 2
"""What a row of the table ``street`` stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door of the index.

    Parameters
    ----------
    key, name, street
        Numbers of the door, its name and its street in the index.
    label
        House number in comparable form.
    low, high
        The span of numbers that the door has.
    where
        Its point and towns.
    """

    key: int
    label: str
    low: int
    high: int
    name: int
    street: int
    where: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetRow:
    """A street of the index.

    Parameters
    ----------
    key
        Its number in the index.
    where
        Its middle and town.
    reach_m
        Metres from the middle to its farthest point.
    doors
        How many house numbers are known.
    lowest, highest
        The ends of those numbers; 0 if none is known.
    area
        ``ROAD``, ``COMPOUND`` or ``BUILDING``.
    two_sided
        Whether odd numbers lie on the one side and even ones on the other.
    """

    key: int
    where: Surroundings
    reach_m: float
    doors: int
    lowest: int
    highest: int
    area: int = 0
    two_sided: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpot:
    """A named building or compound of the index.

    Parameters
    ----------
    text
        Its name as tagged.
    kind
        ``building``, ``compound``, …
    radius_m
        Rough size.
    where
        Its middle and town.
    """

    text: str
    kind: str
    radius_m: float
    where: Surroundings
