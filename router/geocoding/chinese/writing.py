"""Chinese names in comparable form, what type of thing they end with, and characters in series."""

from __future__ import annotations

import re
from functools import lru_cache

from router.geocoding.normalise import fold, has_cjk
from router.geocoding.parsing.text import simplified

__all__ = [
    "AREA_TYPES",
    "PLAIN_TYPES",
    "ROAD_TYPES",
    "counts",
    "han_key",
    "in_series",
    "parted",
]

# Longer types first: 大道 is not a 道 of a road named 大.
ROAD_TYPES = (
    "国道", "省道", "县道", "公路", "大道", "大街", "支路", "胡同", "马路", "环路", "弄堂",
    "路", "街", "道", "巷", "弄", "里", "条", "线", "桥",
)  # fmt: skip
AREA_TYPES = (
    "居民小区", "住宅小区", "生活小区", "小区", "社区", "新村", "花园", "花苑", "家园", "公寓",
    "大厦", "大楼", "广场", "名苑", "佳苑", "雅苑", "嘉园", "名城", "花城", "新城", "山庄", "庄园",
    "公馆", "华庭", "豪庭", "豪园", "雅居", "家属院", "宿舍", "别墅", "国际", "中心", "商城",
    "苑", "园", "庭", "居", "府", "邸", "里", "坊", "村", "院", "城",
)  # fmt: skip
# Types that people put in the place of each other; 友谊新村 is another compound than 友谊小区.
PLAIN_TYPES = frozenset({"居民小区", "住宅小区", "生活小区", "小区", "社区"})
# Digits in names are written as numerals, so that 文3路 is 文三路.
NUMERALS = str.maketrans("0123456789", "零一二三四五六七八九")
# Characters that count or place a street among its neighbours: another one is another street.
SERIES = (
    frozenset("零一二三四五六七八九十百"),
    frozenset("东西南北中上下前后左右内外"),
    frozenset("甲乙丙丁戊己庚辛"),
    frozenset("新老旧大小古支"),
    frozenset("abcdefghijklmnopqrstuvwxyz"),
    frozenset("金银铜铁"),
    frozenset("春夏秋冬"),
    frozenset("红黄蓝绿白黑紫青"),
    frozenset("梅兰竹菊"),
    frozenset("江河湖海溪洋"),  # 望江路, 望海路: rather another name than a slip
    frozenset("山岭峰岗"),
)
PLACED = SERIES[0] | SERIES[1]  # 文一路 and 文西路 are two streets
COUNTED = frozenset().union(*SERIES[:5])


@lru_cache(maxsize=65536)
def han_key(name: str) -> str:
    """Return a Chinese name without width, blanks, signs and case, in simplified characters.

    Parameters
    ----------
    name
        As tagged or written.

    Returns
    -------
    str
        The key; empty if the name holds no Chinese character.
    """
    if not has_cjk(name):
        return ""
    plain = "".join(c for c in simplified(fold(name)) if c.isalnum())
    return plain if re.search(r"\d{2}", plain) else plain.translate(NUMERALS)


def in_series(one: str, other: str) -> bool:
    """Tell whether two characters stand side by side in a series.

    Parameters
    ----------
    one, other
        Characters.

    Returns
    -------
    bool
        True for 二 and 三, or 东 and 西: a name with the other one is another street's.
    """
    return any(one in series and other in series for series in (PLACED, *SERIES))


def counts(character: str) -> bool:
    """Tell whether a character alone makes another name: 建国路 is not 建国北路.

    Parameters
    ----------
    character
        One character that one of two names has, and the other has not.

    Returns
    -------
    bool
        True for numerals, directions, 新 and 老, and the like.
    """
    return character in COUNTED


def parted(key: str, types: tuple[str, ...]) -> tuple[str, str]:
    """Split a name into what is its own and the type it ends with.

    Parameters
    ----------
    key
        From :func:`han_key`.
    types
        ``ROAD_TYPES`` or ``AREA_TYPES``.

    Returns
    -------
    str, str
        Such as 文三 and 路; the type is empty if the name has none.
    """
    for ending in types:
        if key.endswith(ending) and len(key) > len(ending):
            return key[: -len(ending)], ending
    return key, ""
