"""Whether what follows a division's short form makes a name of it: 南京|西路, 海淀|花园."""

from __future__ import annotations

import re

from router.geocoding.parsing.suffixes import ENDINGS, LONGEST

__all__ = ["COLLEGE", "PLACE_AHEAD", "names_something"]

AT_ONCE = re.compile(r"门|[东南西北]?站(?!前)|机场(?![路大高])")
COLLEGE = re.compile(r"[^省市区县]{0,2}(?:大学|学院)(?![路街])")
# What a bare district must be followed by: two signs and more, then a road or a town.
PLACE_AHEAD = re.compile(r"[一-龥]{2,6}?(?:路|街|道|镇|乡|巷|里|村|园|城|苑|区|大厦|广场)")
# What stands alone before an ending: 南|路, 一|路, 北一|路; but 八一|路 is a name.
WAY = re.compile(
    r"[东南西北中上下前后内外左右大小新老][一二三四五六七八九十]?|[一二三四五六七八九十]"
)
FEATURES = "站桥河陵港湾江山湖海塔山岛"  # 长春桥路 is a name of its own, 北京牛街 is not
TOWN_AHEAD = re.compile(r"[镇乡]|街道")
ROADS = "路街道巷"
ROAD_AHEAD = re.compile(r"[东南西北中]?[路街道巷]|大[街道]")
STRONG = 0.35  # cost of an ending that leaves no doubt


def names_something(text: str, start: int) -> bool:
    """Tell whether what follows makes a name of what stands before.

    Parameters
    ----------
    text
        Plain text.
    start
        Where the short form ends.

    Returns
    -------
    bool
        True before 西路, 花园, 门外大街; false before 文三路.
    """
    if AT_ONCE.match(text, start):
        return True
    for body in range(3):
        inner = text[start : start + body]
        if body == 2 and WAY.fullmatch(inner) is None:
            break
        place = start + body
        for size in range(LONGEST, 0, -1):
            ending = text[place : place + size]
            if len(ending) < size or ending not in ENDINGS:
                continue
            if TOWN_AHEAD.match(text, place + size):
                break  # 海淀|南街镇
            if min(cost for _, cost in ENDINGS[ending]) <= STRONG:
                if body == 0 and ROAD_AHEAD.match(text, place + size) and ending[-1] not in ROADS:
                    return False  # 海淀|学院路
                if body == 0 or WAY.fullmatch(inner):
                    return True
                return inner in FEATURES and ending[-1] in ROADS
            if body == 0 and size == 1 and _closed(text, place + size):
                return True
    return False


def _closed(text: str, place: int) -> bool:
    """Tell whether a name ends here: nothing follows, a number does, or another ending."""
    if place >= len(text) or not "一" <= text[place] <= "龥":
        return True
    return any(text[place : place + size] in ENDINGS for size in range(LONGEST, 0, -1))
