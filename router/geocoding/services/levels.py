"""What a service says about its own precision, as our grade, score and error radius: data tables.

Sources: the tables of matching levels in the documentation of AMap (georegeo), Tencent (Geocoder,
``level`` 1 to 11), Tianditu (geocodinginterface) and Baidu (webservice-geocoding), read in 2025.
The services publish what a level is, and Baidu also how far its answers are off. Radii of the
others are ours: a door or a building 30 m, a compound 150 m, a crossing 60 m; a road, a town or a
wider area so much that it is never accepted. Scores are steps of `STEPS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from router.domain.places import Grade

__all__ = [
    "AMAP",
    "BAIDU",
    "BAIDU_CONFIDENCE_M",
    "SERVICE_SAYS_NOTHING",
    "STEPS",
    "TENCENT",
    "TIANDITU",
    "Kind",
    "Level",
    "lower_step",
    "next_step",
]

STEPS = (0.3, 0.45, 0.6, 0.75, 0.85, 0.95)
"""Known to be elsewhere, only the area, in doubt, sure, very sure, confirmed by another service."""


class Kind(StrEnum):
    """What an answer must repeat of the question before it is trusted."""

    DOOR = "door"  # the number
    NAMED = "named"  # the name of the compound, building or place
    CROSSING = "crossing"  # that a crossing was asked for
    AREA = "area"  # nothing helps: it is too wide


@dataclass(frozen=True, slots=True)
class Level:
    """What one of a service's levels is worth.

    Parameters
    ----------
    kind
        What such an answer must repeat.
    grade
        Ours.
    score
        The most that the service's own word is worth.
    error_m
        Radius in metres in which the true door is expected.
    """

    kind: Kind
    grade: Grade
    score: float
    error_m: float


DOOR = Level(Kind.DOOR, Grade.DOOR, 0.85, 30.0)
BUILDING = Level(Kind.NAMED, Grade.DOOR, 0.85, 30.0)
COMPOUND = Level(Kind.NAMED, Grade.PLACE, 0.75, 150.0)
POINT = Level(Kind.NAMED, Grade.PLACE, 0.75, 100.0)
CROSSING = Level(Kind.CROSSING, Grade.PLACE, 0.75, 60.0)
STATION = Level(Kind.AREA, Grade.PLACE, 0.45, 500.0)
ROAD = Level(Kind.AREA, Grade.STREET, 0.6, 1_000.0)
VILLAGE = Level(Kind.AREA, Grade.LOCALITY, 0.45, 1_500.0)
QUARTER = Level(Kind.AREA, Grade.LOCALITY, 0.45, 1_500.0)
TOWN = Level(Kind.AREA, Grade.LOCALITY, 0.3, 5_000.0)
DISTRICT = Level(Kind.AREA, Grade.LOCALITY, 0.3, 15_000.0)
CITY = Level(Kind.AREA, Grade.LOCALITY, 0.3, 50_000.0)
PROVINCE = Level(Kind.AREA, Grade.LOCALITY, 0.3, 300_000.0)
COUNTRY = Level(Kind.AREA, Grade.LOCALITY, 0.3, 2_000_000.0)
SERVICE_SAYS_NOTHING = Level(Kind.AREA, Grade.LOCALITY, 0.45, 5_000.0)

AMAP: dict[str, Level] = {
    "门牌号": DOOR,
    "门址": DOOR,
    "单元号": BUILDING,
    "楼栋": BUILDING,
    "楼栋号": BUILDING,
    "住宅区": COMPOUND,
    "兴趣点": POINT,
    "道路交叉路口": CROSSING,
    "公交站台": STATION,
    "公交地铁站点": STATION,
    "地铁站": STATION,
    "道路": ROAD,
    "村庄": VILLAGE,
    "热点商圈": QUARTER,
    "开发区": TOWN,
    "乡镇": TOWN,
    "区县": DISTRICT,
    "市": CITY,
    "省": PROVINCE,
    "国家": COUNTRY,
    "未知": SERVICE_SAYS_NOTHING,
}

TENCENT: dict[str, Level] = {
    "1": CITY,
    "2": DISTRICT,
    "3": TOWN,
    "4": VILLAGE,
    "5": TOWN,  # development zone
    "6": QUARTER,
    "7": ROAD,
    "8": CROSSING,  # also toll gates, exits and entries of a road
    "9": DOOR,
    "10": COMPOUND,  # compound or tall building
    "11": POINT,
}

TIANDITU: dict[str, Level] = {
    "门址": DOOR,
    "门牌号": DOOR,
    "门牌": DOOR,
    "楼栋": BUILDING,
    "小区": COMPOUND,
    "地名地址": POINT,
    "兴趣点": POINT,
    "POI": POINT,
    "道路交叉口": CROSSING,
    "交叉路口": CROSSING,
    "道路": ROAD,
    "街道": TOWN,
    "村庄": VILLAGE,
    "村": VILLAGE,
    "乡镇": TOWN,
    "区县": DISTRICT,
    "县": DISTRICT,
    "市": CITY,
    "地级市": CITY,
    "城市": CITY,
    "省": PROVINCE,
    "国家": COUNTRY,
}

BAIDU: dict[str, Level] = {
    "门址": DOOR,
    "地产小区": COMPOUND,
    "商务大厦": POINT,
    "政府机构": POINT,
    "交叉路口": CROSSING,
    "道路": ROAD,
    "桥": ROAD,
    "村庄": VILLAGE,
    "商圈": QUARTER,
    "工业园区": QUARTER,
    "旅游景点": QUARTER,
    "绿地": QUARTER,
    "乡镇": TOWN,
    "区县": DISTRICT,
    "城市": CITY,
    "省": PROVINCE,
    "国家": COUNTRY,
    "UNKNOWN": SERVICE_SAYS_NOTHING,
    "生活服务": POINT,
    "休闲娱乐": POINT,
    "餐饮": POINT,
    "宾馆": POINT,
    "购物": POINT,
    "金融": POINT,
    "教育": POINT,
    "医疗": POINT,
    "汽车服务": POINT,
    "加油站": POINT,
    "火车站": STATION,
    "长途汽车站": STATION,
    "飞机场": STATION,
    "机场": STATION,
    "港口/码头": STATION,
    "停车场/停车区": STATION,
    "收费区/收费站": STATION,
    "收费处/收费站": STATION,
}

# Baidu's ``confidence``: from this value on, the point is off by less than so many metres.
BAIDU_CONFIDENCE_M: tuple[tuple[int, float], ...] = (
    (100, 20.0),
    (90, 50.0),
    (80, 100.0),
    (75, 200.0),
    (70, 300.0),
    (60, 500.0),
    (50, 1_000.0),
    (40, 2_000.0),
    (30, 5_000.0),
    (25, 8_000.0),
    (20, 10_000.0),
)


def next_step(score: float) -> float:
    """Return the step above a score.

    Parameters
    ----------
    score
        0 to 1.

    Returns
    -------
    float
        Of `STEPS`; the highest for what is above all.
    """
    return next((step for step in STEPS if step > score + 1e-9), STEPS[-1])


def lower_step(score: float) -> float:
    """Return the step below a score.

    Parameters
    ----------
    score
        0 to 1.

    Returns
    -------
    float
        Of `STEPS`; the lowest for what is below all.
    """
    return next((step for step in reversed(STEPS) if step < score - 1e-9), STEPS[0])
