"""What it costs to take a stretch for a name, and the shapes that names have: data, no logic.

The unit is arbitrary: 1 is about what a name of five signs costs more than one of two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from router.geocoding.parsing.suffixes import (
    AREA,
    CLOSERS,
    CORNER,
    ENDINGS,
    MEET,
    RING,
    SEGMENT,
)

__all__ = [
    "ACROSS_GAP",
    "BEHIND",
    "BY_LAST",
    "CLOSER_SIGNS",
    "CLOSING",
    "CLOSING_LONG",
    "DOUBLE_SURNAMES",
    "ENDING_SIGNS",
    "ESTATES",
    "GENERIC",
    "INSTITUTIONS",
    "IN_THE_COUNTRY",
    "IS_AREA",
    "IS_CROSSING",
    "IS_NUMBERED",
    "IS_RING",
    "IS_SEGMENT",
    "KNOWN",
    "LANES",
    "LAST_SIGNS",
    "LATIN",
    "LENGTH_COST",
    "LONGEST_NAME",
    "MAY_CROSS",
    "NAMING",
    "NOT_BEFORE",
    "NO_NAME",
    "NUMBERS",
    "OFFICES",
    "PER_NAME",
    "ROAD_END",
    "ROAD_IN",
    "SIDE_OF_ROAD",
    "SINGLE",
]

LENGTH_COST = (99.0, 0.9, 0.0, 0.2, 0.5, 1.0, 1.7, 2.4, 3.2, 4.0)
PER_NAME = 0.6
ACROSS_GAP = 1.0
KNOWN = -1.5
NO_NAME = 6.0
GENERIC = 1.5  # 小学|宿舍: endings and no name
IN_THE_COUNTRY = 1.5  # 稻田村|南街
LONGEST_NAME = 14
NUMBERS = frozenset({"building", "room", "number", "entrance", "series"})
NAMING = frozenset({"road", "village", "compound", "town"})
NOT_BEFORE = frozenset({"village", "road", "compound", "rest"})
# A kind behind a kind, where it costs something.
BEHIND: Mapping[tuple[str, str], float] = {
    ("town", "town"): 2.0,
    ("village", "town"): 1.2,
    ("road", "town"): 1.5,
    ("compound", "town"): 1.5,
    ("village", "village"): 0.5,
    ("road", "village"): 0.8,
    ("compound", "village"): 0.6,
    ("road", "road"): 0.8,
    ("compound", "road"): 0.3,
    ("compound", "compound"): 0.9,
    ("compound", "landmark"): 1.5,
    ("village", "landmark"): 0.3,
    ("landmark", "town"): 2.0,
    ("landmark", "village"): 1.0,
    ("rest", "town"): 1.5,
    ("rest", "village"): 0.8,
    ("rest", "road"): 0.8,
    ("rest", "compound"): 0.5,
    ("number", "town"): 2.5,
    ("number", "village"): 1.5,
    ("number", "road"): 1.0,
    ("indoors", "town"): 2.5,
    ("indoors", "village"): 0.6,
    ("indoors", "road"): 0.6,
}
# Who is there, not what the place is called.
OFFICES = re.compile(
    r"(?:公司|[银支分]行|营业[部厅]|店|网点|派出所|政府|局|委员会|事务所|诊所|办公室)$"
)
DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒")
IS_SEGMENT = re.compile(SEGMENT)
IS_AREA = re.compile(AREA)
IS_RING = re.compile(RING)
_ROAD = (
    r"[一-龥A-Za-z\d]{1,7}?(?:路|街|道|巷|线|胡同)"
    "(?:[东南西北中]?[一二三四五六七八九十]段|[东南西北]段)?"
)
_AND = r"[与和跟及同、/-]"
# 文三路与学院路, 文三路学院路交叉口, 与学院路交叉口西南角
IS_CROSSING = re.compile(
    rf"(?:(?P<first>{_ROAD}){_AND}{_ROAD}(?:{MEET})?|{_ROAD}{_ROAD}(?:{MEET})|[与和跟及]{_ROAD}(?:{MEET}))"
    rf"(?P<corner>{CORNER})"
)
MAY_CROSS = re.compile(rf"[与和跟及]|(?:{MEET})|(?<=[路街道巷])[、/-]")
IS_NUMBERED = re.compile(r"(?:[国省县乡]道)?[GSXYCgsxyc]\d{2,4}|[国省县乡]道\d{2,4}")
LATIN = re.compile(r"[A-Za-z]+")
SIDE_OF_ROAD = re.compile(r"[路街道][东南西北中]$")
ROAD_END = re.compile(r"[路街道巷线环]$")
ROAD_IN = re.compile(r"[路街道巷](?=.)|号")
BY_LAST: dict[str, tuple[str, ...]] = {
    sign: tuple(sorted((e for e in ENDINGS if e[-1] == sign), key=len, reverse=True))
    for sign in {ending[-1] for ending in ENDINGS}
}
INSTITUTIONS = frozenset(one for one, kinds in ENDINGS.items() if ("compound", 0.3) in kinds)
LAST_SIGNS = frozenset(ending[-1] for ending in ENDINGS) | frozenset(
    "段期区团苑园里院环东南西北中组社队"
)
CLOSER_SIGNS = frozenset(word[-1] for word in CLOSERS)
ENDING_SIGNS = frozenset("路街巷镇乡村区号院处")
CLOSING = tuple(CLOSERS)
# What a house number makes a road of: 衣锦坊87号; not with a flat behind it if it ends in these.
LANES = re.compile(r"(?:[坊弄条里]|街坊|(?<![路街巷村门])口)$")
ESTATES = frozenset("里")
SINGLE = frozenset("东南西北内里上下前后口角处")
CLOSING_LONG = tuple(word for word in CLOSERS if len(word) >= 2)
