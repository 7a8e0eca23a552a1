"""What of an address is looked for in the index: names with the numbers that belong to them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache

from router.domain.address_parts import AddressParts
from router.geocoding.chinese.heads import Said
from router.geocoding.chinese.labels import building_label, lane_label, whole_label
from router.geocoding.numbers import HouseNumber, house_number
from router.geocoding.parsing import parse_address
from router.geocoding.parsing.text import plain_text

__all__ = [
    "NAMELESS_ROAD",
    "building_numbers",
    "known_within",
    "numbered",
    "road_numbers",
    "said_of",
    "with_names_cut",
]

LONGEST_NAME = 14  # characters
SHORTEST_CUT = 3  # characters of a name that is looked for within a text
# Stand for a known name, so that what is around it is read, and nothing of it for something else.
NAMELESS_ROAD, NAMELESS_COMPOUND = "甲乙路", "甲乙小区"


def said_of(parts: AddressParts) -> Said:
    """Return what an address says about where its street is.

    Parameters
    ----------
    parts
        The address, read.

    Returns
    -------
    tuple of (str, str)
        Levels and names.
    """
    named = (
        ("province", parts.province),
        ("city", parts.city),
        ("district", parts.district),
        ("town", parts.town),
    )
    return tuple((level, name) for level, name in named if name)


@lru_cache(maxsize=16384)
def numbered(label: str) -> HouseNumber:
    """Read a label of the index, or one like it.

    Parameters
    ----------
    label
        Such as ``88弄5``.

    Returns
    -------
    HouseNumber
        In comparable form.
    """
    return house_number(label)


def road_numbers(parts: AddressParts) -> tuple[HouseNumber, ...]:
    """Return the ways to read the number on the street, the fullest first.

    Parameters
    ----------
    parts
        The address, read.

    Returns
    -------
    tuple of HouseNumber
        Empty if there is none.
    """
    if not (parts.lane or parts.number):
        return ()
    lane = lane_label(parts.lane)
    found = [numbered(whole_label(lane + parts.number))]
    if parts.lane and parts.number:
        found.append(numbered(lane))
    return tuple(found)


def building_numbers(parts: AddressParts) -> tuple[HouseNumber, ...]:
    """Return the ways to read the building of a compound, the fullest first.

    Parameters
    ----------
    parts
        The address, read.

    Returns
    -------
    tuple of HouseNumber
        Empty if there is none.
    """
    found: list[HouseNumber] = []
    if parts.building:
        found.append(numbered(building_label(parts.building)))
        found.append(numbered(whole_label(parts.building)))
    elif parts.number and not parts.road:
        found.append(numbered(whole_label(parts.number)))
        found.append(numbered(building_label(parts.number)))
    return tuple(found)


def known_within(text: str, names: Container[str]) -> tuple[tuple[int, int, str], ...]:
    """Find the known names in a text, the longest at each place, none within another.

    Parameters
    ----------
    text
        From ``han_key``.
    names
        Keys.

    Returns
    -------
    tuple of (int, int, str)
        Where each begins and ends, and its key, in order.
    """
    found: list[tuple[int, int, str]] = []
    start = 0
    while start < len(text) - 1:
        for stop in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
            if text[start:stop] in names:
                found.append((start, stop, text[start:stop]))
                start = stop - 1
                break
        start += 1
    return tuple(found)


def with_names_cut(
    text: str,
    found: Sequence[tuple[int, int, str]],
    roads: Container[str],
    otherwise: AddressParts,
) -> AddressParts:
    """Read an address again, with the names that are known put beyond doubt.

    Parameters
    ----------
    text
        As written.
    found
        From :func:`known_within`, in the plain text.
    roads
        Keys of streets.
    otherwise
        What was read without them.

    Returns
    -------
    AddressParts
        As given if a name turns out to be only a part of another (新文三路).
    """
    plain = plain_text(text).text
    cut: dict[str, str] = {}
    last = len(plain)
    pieces: list[str] = []
    for start, stop, key in reversed(found):
        is_road = key in roads
        part = "road" if is_road else "compound"
        if len(key) < SHORTEST_CUT or part in cut:
            continue
        cut[part] = key
        pieces += [plain[stop:last], NAMELESS_ROAD if is_road else NAMELESS_COMPOUND]
        last = start
    again = parse_address("".join(reversed([*pieces, plain[:last]])))
    read = {"road": again.road, "compound": again.compound}
    meant = {"road": NAMELESS_ROAD, "compound": NAMELESS_COMPOUND}
    if not cut or any(read[part] != meant[part] for part in cut):
        return otherwise
    return replace(
        again,
        written=text,
        pieces=(),
        road=cut.get("road", again.road),
        compound=cut.get("compound", again.compound),
    )
