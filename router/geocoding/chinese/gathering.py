"""What an extract says about Chinese doors, put under the names by which people look for them.

::

    tagged                                             found under
    addr:street=文三路 addr:housenumber=88弄5号         文三路      88弄5
    addr:street=文三路88弄 addr:housenumber=5号         文三路      88弄5
    addr:place=翠苑小区 addr:housenumber=3幢            翠苑小区    3幢
    name=3号楼, inside of the outline of 翠苑小区        翠苑小区    3幢
    addr:full=临江市文三路88号翠苑小区3幢                文三路      88      and 翠苑小区 3幢
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from router.domain.extract import AddressPoint, Extract, NamedPlace
from router.geocoding.chinese.labels import building_label, is_building, lane_label, whole_label
from router.geocoding.chinese.writing import han_key
from router.geocoding.normalise import has_cjk
from router.geocoding.parsing import parse_address

__all__ = ["chinese_areas", "chinese_doors", "is_chinese"]

# A lane is written with the street or with the number.
LANE_STREET = re.compile(r"(?P<road>.*[路街道])(?P<lane>\d+弄(?:\d+支弄)?)$")
USUAL_NUMBER = re.compile(r"\d+(?:弄(?:\d+支弄)?)?(?:\d+)?(?:[-之]\d+)?[a-zA-Z甲乙丙丁]?号?$")
AREA_KINDS = frozenset(
    {"compound", "building", "neighbourhood", "quarter", "city_block", "village", "hamlet",
     "square", "isolated_dwelling", "farm"}
)  # fmt: skip
NODE_RADIUS_M = 150.0  # of a compound that is mapped as a point


def is_chinese(door: AddressPoint) -> bool:
    """Tell whether a door is described in Chinese.

    Parameters
    ----------
    door
        The door.

    Returns
    -------
    bool
        True if its street, number, name or compound holds Chinese characters.
    """
    return has_cjk(f"{door.street}{door.number}{door.name}{door.compound}{door.whole}")


def chinese_doors(door: AddressPoint) -> Iterator[AddressPoint]:
    """Yield a Chinese door under each name that people look for it by.

    Parameters
    ----------
    door
        As tagged.

    Yields
    ------
    AddressPoint
        ``street`` is a street or a compound, ``number`` in comparable form.
    """
    seen: set[tuple[str, str]] = set()
    for name, label in _entries(door):
        key = han_key(name) or name, label
        if name and label and key not in seen:
            seen.add(key)
            yield replace(door, street=name, number=label)


def _entries(door: AddressPoint) -> Iterator[tuple[str, str]]:
    if door.compound and door.building:
        yield door.compound, building_label(door.building)
    street, number = door.street, door.number
    if street and number:
        lane = LANE_STREET.match(street)
        if lane is not None:
            street, number = lane["road"], f"{lane['lane']}{number}"
        if is_building(number):
            yield (door.compound or street), whole_label(number)
        elif USUAL_NUMBER.match(number) or not has_cjk(number):
            yield street, whole_label(number)
        else:
            yield from _read(number if number.startswith(street) else f"{street}{number}")
    elif door.whole:
        yield from _read(door.whole)
    elif number and has_cjk(number) and not is_building(number):
        yield from _read(number)


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and labels of an address in one piece."""
    parts = parse_address(text)
    if parts.road and (parts.number or parts.lane):
        yield parts.road, whole_label(lane_label(parts.lane) + parts.number)
    if parts.compound and parts.building:
        yield parts.compound, building_label(parts.building)


def chinese_areas(extract: Extract) -> Iterator[NamedPlace]:
    """Yield what is found by a name of its own: compounds, named buildings, villages.

    Parameters
    ----------
    extract
        What was read.

    Yields
    ------
    NamedPlace
        Its kind is ``building`` or something larger.
    """
    for place in extract.places:
        if place.kind in AREA_KINDS and has_cjk(place.name) and not is_building(place.name):
            if place.kind == "building" or place.outline or place.kind in ("village", "hamlet"):
                yield place
            else:
                yield replace(place, radius_m=min(place.radius_m, NODE_RADIUS_M))
    for door in extract.addresses:
        if door.name and has_cjk(door.name) and not is_building(door.name):
            yield NamedPlace(
                coordinate=door.coordinate, name=door.name, kind="building", radius_m=30.0
            )
