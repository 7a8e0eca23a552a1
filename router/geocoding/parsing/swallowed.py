"""Whether a name has swallowed another one: 丰台北路|财富中心, 万达广场对面|阳光小区.

The longer name is cheaper than two; where it plainly holds two, that is made up for here.
"""

from __future__ import annotations

import re

from router.geocoding.parsing.suffixes import ENDINGS, LONGEST, MODIFIERS

__all__ = ["may_swallow", "road_swallowed", "swallowed"]

TOWN = 1.6  # 宾州镇|蒙村
VILLAGE = 1.0  # 昌盛村|后六屯
BEHIND_LANDMARK = 3.0  # 丹尼斯大厦后面|小红楼
ROAD = 2.0
TOWN_INSIDE = re.compile(
    r"(?<=.)(?:[镇乡]|街道|苏木)(?=[^镇乡街])|(?<=..)社区(?=[^居党卫医服文公综便活老].)"
)
VILLAGE_INSIDE = re.compile(r"(?<=..)村(?![委民])(?=.[^村])(?!.*村$)")
LANDMARK = re.compile(
    r"(?:[斜正]?对面|对过|隔壁|附近|旁边|背后|[前后][面边院]|楼[上下]|旁(?=小))(?=.)"
)
MAY_SWALLOW = re.compile(r"[镇乡木区村].|街道.|[路街道巷同]..|" + LANDMARK.pattern)
# 铁路, 丝路, 天街 and 金街 are words; 街道, 街坊 and 巷子 are no roads.
ROAD_INSIDE = re.compile(
    r".{1,8}?(?:(?<![铁丝])路|大街|(?<![天金])街(?![道坊区])|大道|(?<=..)道(?!路)|胡同|巷(?!子))"
)
# Schools, hospitals and works are called after their roads.
CALLED_AFTER = re.compile(r"(?:[小中大]学|学[院校]|医院|幼儿园|[厂所局站])$")


def may_swallow(text: str) -> bool:
    """Tell cheaply whether any name of a stretch could hold another.

    Parameters
    ----------
    text
        The stretch.

    Returns
    -------
    bool
        False for most: then the other questions need not be asked.
    """
    return MAY_SWALLOW.search(text) is not None


def swallowed(piece: str) -> float:
    """Return what it costs that a name holds another before its ending.

    Parameters
    ----------
    piece
        What is taken for one name.

    Returns
    -------
    float
        0 if it holds none.
    """
    cost = 0.0
    if TOWN_INSIDE.search(piece):
        cost += TOWN
    if VILLAGE_INSIDE.search(piece):
        cost += VILLAGE
    if LANDMARK.search(piece, 2):
        cost += BEHIND_LANDMARK
    return cost


def road_swallowed(piece: str) -> float:
    """Return what it costs that a compound's name begins with a road's.

    Parameters
    ----------
    piece
        What is taken for one compound.

    Returns
    -------
    float
        Positive for 建国路SOHO现代城; 0 for 文三路小区 and 南京路商厦, where nothing but an ending
        is left behind the road.
    """
    if LANDMARK.match(piece):
        return BEHIND_LANDMARK  # 大厦|后面小红楼
    road = ROAD_INSIDE.match(piece)
    if road is None or CALLED_AFTER.search(piece):
        return 0.0
    own = piece[road.end() :]
    if own.isascii():
        return ROAD if len(own) >= 2 else 0.0  # 建国路|SOHO
    for size in range(min(LONGEST, len(own)), 0, -1):
        if any(kind == "compound" for kind, _ in ENDINGS.get(own[-size:], ())):
            body = own[:-size]
            named = len(body) >= 2 and body not in ENDINGS and not MODIFIERS.issuperset(body)
            return ROAD if named else 0.0
    return 0.0
