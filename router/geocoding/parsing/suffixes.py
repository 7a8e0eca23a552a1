"""How Chinese names of towns, villages, roads and compounds end: data, no logic.

A cost says how little an ending tells: 学院路 is a road beyond doubt, 桃花里 may be anything.
"""

from __future__ import annotations

from router.geocoding.parsing.numerals import NUMERALS

__all__ = [
    "AREA",
    "CLOSERS",
    "CORNER",
    "ENDINGS",
    "LANDMARK_PREFIXES",
    "LONGEST",
    "MEET",
    "MODIFIERS",
    "RING",
    "SEGMENT",
    "is_named_compound",
]


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Kind of name, cost of the ending, endings.
_TABLES = (
    (
        "town",
        0.0,
        """
街道办事处 街道办 街道 镇 乡 苏木 民族乡 满族乡 回族乡 办事处 镇政府 乡政府 公社
        """,
    ),
    (
        "town",
        0.4,
        """
农场 林场 牧场 渔场 茶场 园艺场 地区办事处
        """,
    ),
    (
        "village",
        0.0,
        """
社区 社区居委会 居委会 居民委员会 村委会 村民委员会 嘎查 行政村 自然村 大队 村村委会
社区居民委员会
        """,
    ),
    (
        "village",
        0.2,
        """
村
        """,
    ),
    (
        "village",
        1.0,
        """
屯 庄 寨 湾 堡 沟 塆 坝 岗 坳 冲 坪 店 圩 垸 组团村 窑 峪 洼 铺 集 墩 埠 浜 圪 营 塘 岭
坡 坑 垌 埭 畈 滩 渡
        """,
    ),
    (
        "road",
        0.0,
        """
路 街 大道 大街 巷 胡同 公路 快速路 高架路 高速公路 步行街 商业街 国道 省道 县道 乡道
环线 夹道 高速 高架 弄堂 环岛 专线 国道线 省道线 辅道
        """,
    ),
    (
        "road",
        0.5,
        """
道 弄 条 径
        """,
    ),
    (
        "road",
        1.6,
        """
里 坊 段 线 沿 堤
        """,
    ),
    (
        "compound",
        0.1,
        """
小区 花园 公寓 大厦 新村 家园 公馆 写字楼 工业园 工业园区 工业区 科技园 科技园区 产业园
产业园区 软件园 创业园 创意园 物流园 孵化园 宿舍 家属院 家属楼 家属区 大院 大楼 名苑
佳苑 雅苑 嘉园 嘉苑 华庭 豪庭 雅庭 别墅 庄园 名都 名城 世家 人家 雅居 豪园 新苑 新居
华府 名府 名邸 名门 住宅区 生活区 居民区 住宅小区 安置小区 安置区 安置房 回迁房
经济适用房 商住楼 综合楼 办公楼 办公区 教学楼 宿舍楼 单元楼 住宅楼 居民楼 公租房 廉租房
商城 商厦 商务楼 创业中心 商务中心
购物中心 服务中心 研发中心 活动中心 集团 花苑 雅园 丽园 丽苑 锦苑
锦园 绿苑 学府 御府 御园 御苑 华苑 华园 天下 天街 时代 国际城 国际金融中心
金融中心 国际商务中心 国际广场 国际大厦 国际中心 国际社区 半岛 豪苑 景苑 景园 新城 小镇
智慧谷 科创园 总部基地 商业广场 农贸市场 批发市场 建材市场 市场
院区 校区 厂区 园区 街区 福苑 福园 和苑 和园 安居 万科城
康城 绿城 美墅 美苑 美庐 山庄 水乡 水岸 水榭 明珠 尚城 尚苑 尚品 壹品 悦府 悦城 悦湾 悦苑
天城 天地 茶城 建材城 家居城 电子城 数码城 商贸城 服装城 汽车城 邨 屋邨 屋苑
        """,
    ),
    (
        "compound",
        0.3,
        """
小学 中学 大学 学院 学校 医院 幼儿园 酒店 宾馆 饭店 招待所 公园 中心 广场 车站 机场
火车站 仓库 基地 商场 超市 厂 大酒店 第一中学 分院 研究所 研究院 设计院 招待院 党校
职校 技校 科学院 卫生院 敬老院 养老院 福利院 实验室 图书馆 体育馆 博物馆 展览馆
会展中心 影城 影剧院 码头 寺 庙
        """,
    ),
    (
        "compound",
        0.7,
        """
苑 园 城 府 庭 湾 郡 都 居 轩 阁 邸 院 港 岸 墅 寓 庐 舍 堂 谷 里 坊 第 台 楼 座 印象
世纪 塔 峰 汇 界 岛 馆 国际 庄园区 一品 首府 铭邸 壹号院 壹号 御景 云庭 公园里 园林
香榭 香颂
        """,
    ),
)
ENDINGS: dict[str, tuple[tuple[str, float], ...]] = {}
"""Ending to the kinds of name that it may close, each with its cost."""
for _kind, _cost, _endings in _TABLES:
    for _word in _endings.split():
        ENDINGS[_word] = (*ENDINGS.get(_word, ()), (_kind, _cost))
LONGEST = max(map(len, ENDINGS))

# An ending that only numbers a part of what stands before it: 四段 of a road, 二期 of a compound.
SEGMENT = rf"(?:[东南西北中]?[{NUMERALS}\d]{{1,3}}段|[东南西北中上下前后]段)$"
AREA = (
    rf"(?:[东南西北中]?[{NUMERALS}\d]{{1,3}}(?:期|区|组团|村|片区|分区|院)"
    r"|[东南西北中新老内外前后A-Za-z]{1,2}(?:区|苑|园|里|院)|[A-Za-z]\d{1,2}区|[A-Za-z\d]{1,2}组团)$"
)
RING = rf"[东南西北]?(?:[{NUMERALS}]|内|外|中|绕城)环[东南西北]?"
# Where roads meet, and the corner of it.
MEET = (
    "相?交叉路?口|交汇路?口|相?交汇处|相?交汇|交界处|交界口?|交接处|交会处|相?交处|交口|相交|"
    "十字路口|丁字路口|三岔路口|路口|街口|口"
)
CORNER = "处?的?(?:[东南西北]{1,2}[角侧面边]?)?(?:附近|旁边?|处)?"
# What stands alone before an ending without being a name: 东路, 大街, 新村.
MODIFIERS = frozenset("东南西北中上下前后内外左右大小新老旧一二三四五六七八九十〇零第正横直")
# What closes a landmark, behind its name: 工商银行对面.
CLOSERS = _split(
    """
对面 斜对面 正对面 旁 旁边 边上 隔壁 附近 后面 前面 后边 前边 背后 楼下 楼上 院内 里面 后院 前院
对过 东侧 东面 东边 南侧 南面 南边 西侧 西面 西边 北侧 北面 北边 左侧 左面 左边 右侧
右面 右边 门口 大门口 后门 前门 正门 大门 侧门 东门 西门 南门 北门 往东 往西 往南 往北
向东 向西 向南 向北 以东 以西 以南 以北 路口 街口 巷口 村口 桥头 转角 拐角 东南角
东北角 西南角 西北角 交叉口 交汇处 交叉路口 十字路口 丁字路口 入口 出口 底商 门面 门市
商铺 铺面 原址 旧址 东 西 南 北 内 里 上 下 前 后 口 角 处 侧
    """
)
LANDMARK_PREFIXES = _split("近 靠近 靠 临近 邻近 毗邻 面对 位于 紧邻 离 距 原")


def is_named_compound(text: str) -> bool:
    """Tell whether a name says by its ending that it is a compound or a building.

    Parameters
    ----------
    text
        The name.

    Returns
    -------
    bool
        True for 绿洲中环中心, false for 老王家.
    """
    return any(
        text.endswith(ending) and len(text) > len(ending)
        for ending, kinds in ENDINGS.items()
        for kind, cost in kinds
        if kind == "compound" and cost < 0.5
    )
