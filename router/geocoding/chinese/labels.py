"""Chinese house numbers, lanes and buildings in the form in which the index holds them."""

from __future__ import annotations

import re
from functools import lru_cache

from router.geocoding.normalise import fold
from router.geocoding.numbers import house_number

__all__ = ["building_label", "is_building", "lane_label", "whole_label"]

BUILDING = re.compile(
    r"(?:.*\D)?第?(?:\d{1,3}|[a-z]|[一二三四五六七八九十]{1,3})(?:号楼|幢|栋|座|#楼?)$"
)
NUMERAL = {sign: value for value, sign in enumerate("零一二三四五六七八九")}


def is_building(text: str) -> bool:
    """Tell a building within a compound from a house number or a name.

    Parameters
    ----------
    text
        A house number or a name as tagged.

    Returns
    -------
    bool
        True for ``3幢``, ``A座``, ``翠苑小区3号楼``.
    """
    return BUILDING.match(fold(text)) is not None


@lru_cache(maxsize=16384)
def building_label(building: str) -> str:
    """Return the label of a building.

    Parameters
    ----------
    building
        Without its word: ``3``, ``A``, ``十二``.

    Returns
    -------
    str
        Such as ``3幢``.
    """
    plain = fold(building).strip()
    if plain and all(sign in NUMERAL or sign == "十" for sign in plain):
        plain = str(numeral(plain))
    return house_number(f"{plain}幢").label


def numeral(text: str) -> int:
    """Return the value of a numeral below a hundred: ``十二`` is 12."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(NUMERAL[sign]) for sign in text))
    return 10 * (NUMERAL[tens[-1]] if tens else 1) + (NUMERAL[ones[0]] if ones else 0)


@lru_cache(maxsize=16384)
def lane_label(lane: str) -> str:
    """Return a lane as it stands before the number.

    Parameters
    ----------
    lane
        As ``AddressParts.lane`` has it: ``88``, ``88/12``, or empty.

    Returns
    -------
    str
        ``88弄``, ``88弄12支弄``, or empty.
    """
    if not lane:
        return ""
    first, _, second = lane.partition("/")
    return f"{first}弄" + (f"{second}支弄" if second else "")


@lru_cache(maxsize=16384)
def whole_label(number: str) -> str:
    """Return a house number as the index holds it.

    Parameters
    ----------
    number
        As tagged or written, with the lane.

    Returns
    -------
    str
        Such as ``12``, ``12-1``, ``8甲``, ``88弄5``, ``3幢``.
    """
    return house_number(number).label
