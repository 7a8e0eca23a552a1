"""Names for synthetic Chinese cities that are hard to look things up in, and questions about them.

Half of the streets of an invented city have a twin: a sibling in a series (文二路 beside 文三路),
one that sounds alike, or one that differs by any character. Another city has names as real ones
have them. Every question comes with the true point, or with None if nothing in the city is meant.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pypinyin import lazy_pinyin

from router.demo.generate_zh import CityDoor
from router.demo.names_zh import CityNames
from router.domain.places import Coordinate
from router.geocoding.fuzzy import edits

FIRST = (
    "文学翠朝古湖银丰望东西南北建和解新石长永安康宁德仁义荣华明光彩云景秀林松柏桂梅兰"
    "菊荷桃杏枫桐瑞祥福"
)
SECOND = (
    "府苑晖槐墅泉潭江阳环浦山河海园花兴盛昌平定远达通顺宁泰康乐庆福禄寿喜和谐义信诚实德仁智勇毅"
)
# A character, and others that sound the same.
_HOMOPHONES = """
江讲姜疆 路录鹿 文闻纹蚊 湖胡壶糊 山衫删 东冬懂 华滑画 阳羊杨洋 泉全权 府福抚腐
园元员圆 花划哗 兴星刑 盛胜剩 昌仓猖 平瓶评凭 远院愿 达答打 通同桶 顺瞬 宁凝柠
泰太态 康抗糠 乐勒 庆请轻 福服伏扶 寿受收 喜洗习 和何合盒 义亿议译 信新心 诚成乘
德得 仁人认 学雪血 翠脆粹 朝潮嘲 古鼓谷 银印引 丰峰封锋 望忘王旺 建健见件 石时实食
长常尝 永勇涌 安岸案按 荣容融 明名鸣 光广逛 彩采踩 云运晕 景井静 秀修休 林临邻
松送耸 桂贵柜 梅煤眉 荷河盒 桃逃陶 枫疯风 桐童铜 瑞锐睿 祥翔详 晖灰辉 苑院愿
潭谈坛 河和何 海还害 小晓 区去曲 公工宫 寓雨玉 家佳加 村存寸 新心辛
"""
HOMOPHONES = {group[0]: group[1:] for group in _HOMOPHONES.split()}
RARE = (
    "的是我他这个们为以时要出会可也对能而子得着那里说就去过家没看起还学把好想于呢让被"
    "吃喝跑跳坐站拿放推拉找问答写读听衣裤鞋帽桌椅床灯杯碗筷瓶纸笔刀剪针线布棉皮毛血肉"
    "骨脑肝肺肾胃肠眼耳鼻嘴舌牙脸额疼痛病药医护伤碎破烂脏洗擦扫拖"
)
# Names of no street of the cities, of the kind that streets and compounds bear.
_OTHER_NAMES = """
天目山 保俶 曙光 玉古 黄龙 求是 浙大 凯旋 秋涛 庆春 体育场 环城东 建国中 河坊
吴山 候潮 复兴 之江 江晖 滨盛 闻涛 长河 西兴 彩虹 时代 育才 市心 金城 通惠
萧绍 拱墅 莫干山 登云 湖州 沈半 上塘 东新 石桥 德胜 机场 艮山 航海 钱江 富春
解百 延吉 控江 周家嘴 四平 大连西 曲阳 广中 水电 柳营 洛川 延长 灵石 彭浦 闻喜
场中 共康 长寿 曹杨 武宁 金沙江 枣阳 华池 梅川 真北 桃浦 祁连山 虹桥 古羊 仙霞
娄山关 茅台 遵义 天山 芙蓉江 紫云 番禺 淮海 复兴中 衡山 宛平 肇嘉浜 龙华 漕溪
宜山 桂林 田林 钦州 虹漕 桂平 古美 莲花 七莘 沪闵 剑川 金都 春申 银都 景谷
鹤庆
"""
OTHER_NAMES = _OTHER_NAMES.split()
_COMMON = """
人民 解放 中山 建设 新华 和平 胜利 文化 北京 南京 黄河 长江 迎宾 友谊 青年
光明 学院 工业 兴业 科技
"""
COMMON = _COMMON.split()
SIBLINGS = "一二三四五六七八九东西南北"
AREA_TYPES = ("小区", "花园", "新村", "公寓", "家园", "名苑", "佳苑")
NEAR = 0.004  # degrees
AWAY = "岑溪湾市"  # lies in another province
CITIES = ("杭州市", "南京市", "武汉市", "成都市", "苏州市")
ELSEWHERE = ("朝阳区", "海淀区", "浦东新区", "天河区", "静安区")


@dataclass(frozen=True, slots=True)
class Question:
    """An address to ask, and where it is; None if it is nowhere in the city."""

    text: str
    at: Coordinate | None
    kind: str


def invented(seed: int, *, city: str, districts: tuple[str, str, str], terse: bool) -> CityNames:
    """Invent a city of about seventy streets, sixty lanes and sixty compounds."""
    dice = random.Random(seed)
    used: set[str] = set()

    def core() -> str:
        while True:
            made = dice.choice(FIRST) + dice.choice(SECOND)
            if made not in used and made[0] != made[1]:
                used.add(made)
                return made

    def twin(name: str) -> str:
        """Change one character into a sibling, a homophone, or any other."""
        for _ in range(50):
            place = dice.randrange(2)
            pool = dice.choice((SECOND, HOMOPHONES.get(name[place], SECOND)))
            made = name[:place] + dice.choice(pool) + name[place + 1 :]
            if made not in used:
                used.add(made)
                return made
        return core()

    def paired(count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            found.append(core())
            if dice.random() < 0.5:
                found.append(twin(found[-1]))
        dice.shuffle(found)
        return found[:count]

    series = core()[0]
    rows = [f"{series}{n}路" for n in "一二三四五"]
    rows += [f"{name}{dice.choice(('路', '路', '街', '大道'))}" for name in paired(13)]
    dice.shuffle(rows)
    columns: list[tuple[str, str, str]] = []
    bridges: dict[int, str] = {}
    for column, name in enumerate(paired(22)):
        if column % 3 == 0:
            columns.append((f"{name}北路", f"{name}南路", "secondary"))
            bridges[column] = f"{name}桥"
        else:
            columns.append((f"{name}路", f"{core()}{dice.choice('路街')}", "tertiary"))
    return CityNames(
        city=city,
        districts=districts,
        east_west=tuple((name, "tertiary") for name in rows),
        rows_m=tuple(430.0 * (17 - row) for row in range(18)),
        last_north=8,
        north_south=tuple(columns),
        bridges=bridges,
        lanes=tuple(f"{name}{dice.choice('巷弄')}" for name in paired(60)),
        compounds=tuple(f"{name}{dice.choice(AREA_TYPES)}" for name in paired(80)),
        places=((city, "city", (4000.0, 3500.0)),),
        width_m=8000,
        is_terse=terse,
        has_english=False,
    )


_STREETS = """
文一路 文二路 文三路 天目山路 体育场路 凤起路 庆春路 解放路 平海路 西湖大道 河坊街 望江路 清江路
婺江路 秋涛路 凯旋路 艮山西路 环城北路 德胜路 朝晖路 潮王路 莫干山路 教工路 学院路 古翠路 益乐路
丰潭路 竞舟路 紫荆花路 古墩路 文晖路 绍兴路 东新路 香积寺路 大关路 湖墅南路 建国北路 中河北路
延安路 武林路 保俶路 曙光路 黄龙路 玉古路 浙大路 灵隐路 龙井路 虎跑路 南山路 万松岭路 中山中路
江城路 婺城路 复兴路 之江路 钱江路 富春路 新业路 民心路 解放东路 市民街 江锦路 丹桂街 钱潮路
景昙路 采荷路 双菱路 太平门直街 机场路 天城路 同协路 石桥路 长浜路 白石路 费家塘路 沈半路
"""
_COMPOUNDS = """
翠苑一区 翠苑二区 翠苑三区 古荡新村 嘉绿苑 采荷小区 三里亭苑 德加公寓 南都花园 金都华府 和睦新村
朝晖六区 大关东苑 大关西苑 景芳二区 濮家新村 清江苑 东方润园 阳光海岸 西溪诚园 桂花城 府苑新村
骆家庄 文鼎苑 天苑花园 紫金庭院 星洲花园 枫华府第 湖畔花园 九莲新村 求是新村 沁雅花园 丹枫新村
华门自由 塘苗路小区 物华小区 浙报公寓 耀江文欣苑 万家花城 白马公寓 金祝新村 曙光新村 松木场小区
河东新村 胭脂新村 小天竺 孩儿巷小区 仙林苑 岳帅小区 中北花园 永康苑 打铁关小区 流水苑 新华坊
建国公寓 金衙庄公寓 葵巷小区 大学路新村 章家桥 清波新村 劳动路小区 十五家园 候潮公寓 海月花园
复兴南苑 水澄花园 钱江湾花园 近江家园 望江家园 常青苑 三华园 红菱新村 观音塘小区 双菱新村
"""
_LANES = """
孩儿巷 百井坊巷 皮市巷 大塔儿巷 小营巷 马市街 佑圣观路 元宝街 梅花碑 柳翠井巷 惠民路 高银街
打铜巷 十五奎巷 大马弄 察院前 太庙巷 严官巷 白马庙巷 丁衙巷 元井巷 安吉路 龙游路 仁和路 学士路
蕲王路 长生路 教场路 青春路 狮虎桥路 戒坛寺巷 松木场河东 马塍路 弥陀寺路 石灰桥新村路 杭大路
"""


def realistic() -> CityNames:
    """Return a city with names as a real one has them, laid out as no real one is."""
    streets = _STREETS.split()
    columns = [(streets[18 + 2 * at], streets[19 + 2 * at], "tertiary") for at in range(22)]
    return CityNames(
        city="杭州市",
        districts=("西湖区", "拱墅区", "上城区"),
        east_west=tuple((name, "tertiary") for name in streets[:18]),
        rows_m=tuple(430.0 * (17 - row) for row in range(18)),
        last_north=8,
        north_south=tuple(columns),
        bridges={},
        lanes=tuple(_LANES.split()),
        compounds=tuple(_COMPOUNDS.split()),
        places=(("杭州市", "city", (4000.0, 3500.0)),),
        width_m=8000,
        is_terse=True,
        has_english=False,
    )


def clean(doors: Sequence[CityDoor], city: str, dice: random.Random) -> Iterator[Question]:
    """Yield each door in the ways in which people write it."""
    for door in doors:
        room = dice.choice(
            ("", f"{dice.randint(1, 4)}单元{dice.randint(1, 6)}0{dice.randint(1, 4)}室")
        )
        where = headed(city, door.district, dice)
        said = dice.choice((door.number, door.number.removesuffix("号"), wide(door.number)))
        word = dice.choice(("幢", "栋", "号楼"))
        at = door.coordinate
        if not door.compound:
            yield Question(
                f"{where}{door.street}{said}{room if said[-1:] == '号' else ''}", at, "street"
            )
            continue
        yield Question(f"{where}{door.compound}{door.building}{word}{room}", at, "compound")
        if "弄" in door.number:
            yield Question(f"{where}{door.street}{door.number}{room}", at, "lane")
            continue
        flat = f"{dice.randint(1, 4)}-{dice.randint(1, 6)}0{dice.randint(1, 4)}"
        yield Question(
            f"{where}{door.compound}{door.building}-{flat}", at, "compound, with strokes"
        )
        both = f"{where}{door.street}{door.number}{door.compound}{door.building}{word}{room}"
        yield Question(both, at, "street and compound")


def headed(city: str, district: str, dice: random.Random) -> str:
    """Write province, city and district in full, short, in part, or not at all."""
    province = dice.choice(("浙江省", "浙江", "", "")) if city != AWAY else ""
    towns = dice.choice((city, city.removesuffix("市"), city, ""))
    parts = dice.choice((district, district, district.removesuffix("区"), ""))
    return dice.choice((province if towns else "", "")) + towns + parts


def wide(text: str) -> str:
    """Write digits in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def slipped(
    doors: Sequence[CityDoor], city: str, taken: frozenset[str], dice: random.Random
) -> Iterator[Question]:
    """Yield each door with one slip in the name of its street or compound."""
    kinds = ("wrong", "any wrong", "natural", "homophone", "missing", "extra", "swapped")
    for door in doors:
        use_compound = bool(door.compound) and "弄" not in door.number
        name = door.compound if use_compound else door.street
        tail = f"{door.building}幢" if use_compound else door.number
        where = headed(city, door.district, dice)
        for kind in kinds:
            made = slip(name, kind, dice)
            if made and made != name and made not in taken:
                several = "" if one_meaning(made, name, taken) else ", several near"
                text = f"{where}{made}{tail}"
                yield Question(text, door.coordinate, f"slip: {kind}{several}")


def one_meaning(made: str, name: str, taken: frozenset[str]) -> bool:
    """Tell whether no other name is a slip away."""
    return not any(other != name and edits(made, other, 1) <= 1 for other in taken)


@cache
def usual() -> str:
    """Return the 3,755 characters of the first level of GB 2312."""
    signs = (
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    )
    return "".join(signs)


@cache
def sound_of(sign: str) -> str:
    """Return the usual syllable of a character, without its tone."""
    return "".join(lazy_pinyin(sign))


@cache
def usual_by_sound() -> dict[str, str]:
    """Return the usual characters of each syllable."""
    found: dict[str, str] = {}
    for sign in usual():
        found[sound_of(sign)] = found.get(sound_of(sign), "") + sign
    return found


def slip(name: str, kind: str, dice: random.Random) -> str:
    """Make one slip in what is a name's own; empty if there is none of the kind."""
    place = dice.randrange(2)
    if kind == "wrong":
        return name[:place] + dice.choice(RARE) + name[place + 1 :]
    if kind == "natural":
        return name[:place] + dice.choice(SECOND) + name[place + 1 :]
    if kind == "homophone":
        pool = usual_by_sound().get(sound_of(name[place]), "").replace(name[place], "")
        return name[:place] + dice.choice(pool) + name[place + 1 :] if pool else ""
    if kind == "any wrong":
        return name[:place] + dice.choice(usual()) + name[place + 1 :]
    if kind == "missing":
        return name[:place] + name[place + 1 :]
    if kind == "extra":
        return name[:place] + dice.choice(RARE) + name[place:]
    return name[1] + name[0] + name[2:]


def at_border(door: CityDoor, everyone: Sequence[CityDoor]) -> bool:
    """Tell whether a door of another district is near."""
    here = door.coordinate
    return any(
        one.district != door.district
        and abs(one.coordinate.lat - here.lat) < NEAR
        and abs(one.coordinate.lon - here.lon) < NEAR
        for one in everyone
    )


def elsewhere(
    doors: Sequence[CityDoor],
    everyone: Sequence[CityDoor],
    city: str,
    taken: frozenset[str],
    dice: random.Random,
) -> Iterator[Question]:
    """Yield addresses that must not be accepted."""
    districts = sorted({door.district for door in everyone})
    home: dict[str, set[str]] = {}
    for door in everyone:
        home.setdefault(door.street, set()).add(door.district)
    common = [f"{name}{kind}" for name in COMMON for kind in ("路", "街", "大道")]
    for door in doors:
        number = door.number if not door.compound else f"{dice.randint(1, 60)}号"
        away = dice.choice([name for name in CITIES if name != city])
        yield Question(f"{away}{door.street}{number}", None, "another city")
        yield Question(
            f"{dice.choice(ELSEWHERE)}{door.street}{number}", None, "another city's district"
        )
        other = [name for name in districts if name not in home[door.street]]
        if other and not at_border(door, everyone):
            text = f"{city}{dice.choice(other)}{door.street}{number}"
            yield Question(text, None, "another district")
        where = dice.choice((city + door.district, city, door.district, ""))
        name = dice.choice(common)
        if name not in taken:
            yield Question(f"{where}{name}{number}", None, "common street")
        made = door.street
        for place, sign in enumerate(door.street):
            if sign in SIBLINGS:
                made = made[:place] + dice.choice(SIBLINGS) + made[place + 1 :]
        if made != door.street and made not in taken:
            yield Question(f"{where}{made}{number}", None, "sibling that is not there")
        made = f"{dice.choice(OTHER_NAMES)}{dice.choice('路街')}"
        if made not in taken:
            yield Question(f"{where}{made}{number}", None, "invented street")
        made = f"{dice.choice(OTHER_NAMES)}{dice.choice(AREA_TYPES)}"
        if made not in taken:
            yield Question(f"{where}{made}{dice.randint(1, 9)}幢", None, "invented compound")
