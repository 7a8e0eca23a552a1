"""Why an address is in review, in Chinese: the fixed sentences of geocoding, pattern by pattern.

A sentence that is not in the table stays as it is: English is better than a wrong translation.
"""

from __future__ import annotations

import re

__all__ = ["reason_in", "source_in"]

_FAR = r"([\d.,]+ k?m)"
_DAYS = r"([\d, and-]+)"

# Whole parts of a reason (a semicolon joins them), and what they are in Chinese.
_CHINESE = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"outside the region", "位于区域之外"),
        (
            r"outside the region: latitude and longitude look swapped",
            "位于区域之外：经纬度似乎填反了",
        ),
        (
            r"outside the region: it lies in the Atlantic, where missing coordinates end up",
            "位于区域之外：坐标接近 0,0，应为缺失值",
        ),
        (r"no street of this name is known here", "本区域没有该名称的道路"),
        (r"no street or compound (.+) is known here", r"本区域没有名为“\1”的道路或小区"),
        (
            r"only the town is known: no street of this name here",
            "只能确定到城镇：没有该名称的道路",
        ),
        (r"the address has no house number", "地址没有门牌号"),
        (
            r"street found, number (.+) not known there: numbers run (.+) to (.+)",
            r"找到道路，但没有 \1 号：已知门牌为 \2 至 \3",
        ),
        (r"the nearest known number is (.+)", r"最近的已知门牌是 \1"),
        (r"(.+) found, its building (.+) is not known", r"找到“\1”，但没有 \2 的楼栋"),
        (r"the address names no building of (.+)", r"地址没有写明“\1”的楼栋"),
        (r"(.+) is not known in this region", r"本区域没有“\1”"),
        (r"(.+) is not in this region", r"“\1”不在本区域"),
        (r"the nearest name is (.+), which is not near enough", r"最接近的名称是“\1”，但不够接近"),
        (
            r"(\d+) names are equally near to (.+): check the spelling",
            r"有 \1 个名称与“\2”同样接近：请核对写法",
        ),
        (
            rf"(\d+) places of this name up to {_FAR} apart: say which town or district",
            r"有 \1 处同名，相距最远 \2：请写明区县或城镇",
        ),
        (
            rf"(\d+) streets may be meant, up to {_FAR} apart: check the spelling",
            r"可能是 \1 条道路之一，相距最远 \2：请核对写法",
        ),
        (
            rf"street and compound lie {_FAR} apart: say which is meant",
            r"道路与小区相距 \1：请写明是哪一处",
        ),
        (r"the place is known to (\d+) m only", r"位置只能精确到 \1 米"),
        (r"the address says (.+), the match lies elsewhere", r"地址写的是“\1”，匹配位置却在别处"),
        (
            r"the address says (.+), and the point of table lies elsewhere",
            r"地址写的是“\1”，表中坐标却在别处",
        ),
        (
            r"the address says (.+), and the point of (.+) lies elsewhere",
            r"地址写的是“\1”，\2 给出的位置却在别处",
        ),
        (
            rf"the table's point lies {_FAR} from the door that the region knows",
            r"表中坐标与已知门牌相距 \1",
        ),
        (rf"(.+) lies {_FAR} from the door that the region knows", r"\1 的位置与已知门牌相距 \2"),
        (rf"(\S+) and (\S+) are {_FAR} apart", r"\1 与 \2 的结果相距 \3"),
        (
            r"(\d+) cases lie on this one point: it stands for a town, not for a door",
            r"有 \1 个案件落在同一点：它代表整个城镇，而不是门址",
        ),
        (
            rf"the check-ins? of {_DAYS} lies? {_FAR} from the door found",
            r"\1 的签到与找到的门牌相距 \2",
        ),
        (
            rf"the check-ins of {_DAYS} lie {_FAR} or more from the door found",
            r"\1 的签到与找到的门牌相距至少 \2",
        ),
        (rf"the check-ins of {_DAYS} lie {_FAR} apart", r"\1 的签到彼此相距 \2"),
        (
            rf"the check-ins up to (\S+) lie {_FAR} from the table's point",
            r"截至 \1 的签到与表中坐标相距 \2",
        ),
        (
            rf"these (\d+) points fit .+ only when read as (\S+) \(as written, in (\S+): {_FAR}\): "
            r"set datum (\w+)",
            r"这 \1 个坐标按 \2 读取才与地图相符（按所写的 \3 偏差 \4）：请把坐标系设为 \5",
        ),
        (r"checked(?: by (.+?))?(?: on (\S+))?: cannot be found", r"已核实（\1 \2）：无法找到"),
        (
            r"checked(?: by (.+?))?(?: on (\S+))?: the borrower has to be asked",
            r"已核实（\1 \2）：需询问借款人",
        ),
        (r"moved away \((.+)\)", r"已搬离（\1）"),
        (r"moved away", "已搬离"),
        (r"address wrong or does not exist", "地址有误或不存在"),
        (r"address wrong or does not exist \((.+)\)", r"地址有误或不存在（\1）"),
        (
            r"the outcome does not say which of the addresses is meant",
            "结果没有写明是哪一个地址",
        ),
        (r"find out the right address, or correct this one", "请查明正确地址，或更正此地址"),
    )
)
_SOURCES = {
    "table": "表中坐标",
    "index": "本地地图",
    "correction": "人工更正",
    "check-in": "上门签到",
}


def reason_in(lang: str, why: str) -> str:
    """Return why an address is in review, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    why
        In English, as geocoding says it.

    Returns
    -------
    str
        The same; parts that are not known stay English.
    """
    if lang != "zh":
        return why
    return "；".join(_part(part) for part in why.split("; "))


def source_in(lang: str, source: str) -> str:
    """Return the source of a place, in the language of a page.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    source
        ``table``, ``index``, ``correction``, ``check-in`` or the name of a service.

    Returns
    -------
    str
        In words; a service keeps its name.
    """
    return _SOURCES.get(source, source) if lang == "zh" else source


def _part(part: str) -> str:
    for pattern, said in _CHINESE:
        if found := pattern.fullmatch(part):
            return found.expand(said)
    return part
