"""Names of the synthetic city; invented, many of them one character apart on purpose."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CITY", "LINJIANG", "CityNames", "in_english"]

CITY = "临江市"
DISTRICTS = ("西山区", "东湖区", "南浦区")

# Name and class of the streets from west to east, north to south.
EAST_WEST = (
    ("文一路", "secondary"),
    ("文二路", "tertiary"),
    ("文三路", "tertiary"),
    ("文四路", "residential"),
    ("临江大道", "primary"),
    ("南岸大道", "primary"),
    ("滨河路", "tertiary"),
    ("花园街", "residential"),
    ("南浦一路", "tertiary"),
    ("南浦二路", "secondary"),
)

# Name north of the river, name south of it, class; from west to east. Those with a bridge have
# one name with 北 and 南.
NORTH_SOUTH = (
    ("学府路", "望江路", "tertiary"),
    ("学院路", "望湖路", "residential"),
    ("建国北路", "建国南路", "secondary"),
    ("翠苑路", "丰收路", "residential"),
    ("翠柏路", "丰潭路", "tertiary"),
    ("中山北路", "中山南路", "primary"),
    ("古槐街", "长青街", "residential"),
    ("朝晖路", "朝霞路", "tertiary"),
    ("解放北路", "解放南路", "primary"),
    ("朝阳路", "向阳路", "residential"),
    ("湖墅路", "湖州街", "tertiary"),
    ("和平北路", "和平南路", "secondary"),
    ("银泰街", "金泰街", "residential"),
    ("东环路", "东江路", "secondary"),
)

BRIDGES = ("建国桥", "中山桥", "解放桥", "和平桥")

LANES = (
    "梅花巷", "梨花巷", "桂花弄", "桂枝弄", "打铜巷", "打铁巷", "柳浪巷", "柳营巷", "竹竿巷",
    "竹椅弄", "灯芯巷", "米市巷", "鱼市巷", "孩儿巷", "皮市巷", "大井巷", "小井巷", "百井坊巷",
    "西园里", "东园里", "永福里", "永宁里", "太平巷", "太安巷", "石板巷", "石牌弄", "学士弄",
    "状元弄", "青云里", "凤起里",
)  # fmt: skip

COMPOUNDS = (
    "翠苑小区", "翠竹小区", "翠竹花园", "文苑小区", "文苑新村", "湖畔花园", "湖滨花园", "东湖名苑",
    "江南公寓", "江岸公寓", "朝晖新村", "朝阳新村", "金桂园", "银桂园", "锦绣家园", "锦绣花园",
    "阳光花园", "阳光水岸", "紫荆公寓", "紫藤公寓", "景芳小区", "景云小区", "丽水佳苑", "丽江佳苑",
    "春江花园", "秋江花园", "望江家园", "望湖家园", "长青小区", "长庆小区", "和睦新村", "和平新村",
    "红梅苑", "白梅苑", "清波小区", "清泉小区",
)  # fmt: skip

# Name, kind, metres east and north of the city's corner.
PLACES = (
    (CITY, "city", (2500.0, 2300.0)),
    ("文苑街道", "suburb", (1200.0, 3300.0)),
    ("朝晖街道", "suburb", (3700.0, 3300.0)),
    ("滨河街道", "suburb", (1300.0, 1000.0)),
    ("长青街道", "suburb", (3600.0, 700.0)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityNames:
    """What a synthetic city is made of, and how it is tagged.

    Parameters
    ----------
    city, districts
        The names; districts are the north-west, the north-east and the south.
    east_west
        Streets from north to south: name and class.
    rows_m
        Metres of each of them north of the corner.
    last_north
        The last one north of the river, counted from 0.
    north_south
        Streets from west to east: name north of the river, name south of it, class.
    bridges
        Names, by the number of the street.
    lanes, compounds
        Names.
    places
        Name, kind, metres east and north of the corner.
    width_m
        From the first to the last of the streets from north to south.
    is_terse
        Whether doors and buildings say as little as in much of the real data: no city and
        district, lanes in the street's name, buildings told only by ``name=3号楼``, ``ref`` or
        ``addr:block_number``.
    has_english
        Whether streets and districts have an English name, too.
    """

    city: str
    districts: tuple[str, str, str]
    east_west: tuple[tuple[str, str], ...]
    rows_m: tuple[float, ...]
    last_north: int
    north_south: tuple[tuple[str, str, str], ...]
    bridges: dict[int, str]
    lanes: tuple[str, ...]
    compounds: tuple[str, ...]
    places: tuple[tuple[str, str, tuple[float, float]], ...]
    width_m: float = 5000
    is_terse: bool = False
    has_english: bool = True


LINJIANG = CityNames(
    city=CITY,
    districts=DISTRICTS,
    east_west=EAST_WEST,
    rows_m=(3900, 3450, 3000, 2550, 2100, 1750, 1300, 850, 400, 0),
    last_north=4,
    north_south=NORTH_SOUTH,
    bridges=dict(zip((2, 5, 8, 11), BRIDGES, strict=True)),
    lanes=LANES,
    compounds=COMPOUNDS,
    places=PLACES,
)

_SPELLING = """
一 yi  七 qi  三 san  东 dong  中 zhong  丰 feng  临 lin  二 er  云 yun  和 he  四 si
国 guo  区 qu  北 bei  南 nan  古 gu  向 xiang  墅 shu  学 xue  山 shan  岸 an  州 zhou
市 shi  府 fu  建 jian  平 ping  长 chang  放 fang  文 wen  晖 hui  望 wang  朝 chao
柏 bai  槐 huai  江 jiang  河 he  泰 tai  浦 pu  湖 hu  滨 bin  潭 tan  环 huan  翠 cui
花 hua  苑 yuan  解 jie  收 shou  园 yuan  西 xi  金 jin  银 yin  阳 yang  院 yuan
霞 xia  青 qing
"""
_SYLLABLES = dict(zip(_SPELLING.split()[::2], _SPELLING.split()[1::2], strict=True))
_WORDS = {"大道": "Avenue", "路": "Road", "街": "Street", "区": "District", "市": "City"}


def in_english(name: str) -> str:
    """Return how a street sign would write a name in Latin letters.

    Parameters
    ----------
    name
        Of a street, district or the city.

    Returns
    -------
    str
        Such as ``Wenyi Road`` for 文一路.
    """
    ending = next(ending for ending in _WORDS if name.endswith(ending))
    spelled = "".join(_SYLLABLES[character] for character in name.removesuffix(ending))
    return f"{spelled.capitalize()} {_WORDS[ending]}"
