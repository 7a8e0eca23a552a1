"""Names that streets of many Chinese cities bear: asked for and not here, they are elsewhere."""

from __future__ import annotations

from collections import Counter
from functools import cache

from router.geocoding.parsing import divisions

__all__ = ["is_known_elsewhere", "is_natural"]

OFTEN = 3  # divisions of the country that bear a character

# What stands before 路, 街, 大道 or 巷. From common knowledge of Chinese cities, not from a list.
_ROADS = """
人民 解放 中山 建设 和平 新华 文化 胜利 民主 团结 光明 幸福 健康 友谊 前进
红旗 东风 五一 八一 青年 建国 劳动 工农 工业 农业 学院 学府 大学 体育 公园
车站 站前 火车站 机场 滨江 滨河 滨湖 滨海 沿江 沿河 沿湖 环城 环湖 长江 黄河
淮河 珠江 长安 长征 延安 井冈山 北京 南京 上海 天津 重庆 广州 深圳 杭州 武汉
成都 西安 沈阳 长春 哈尔滨 济南 青岛 郑州 长沙 南昌 合肥 福州 厦门 昆明 贵阳
南宁 海口 兰州 太原 苏州 无锡 常州 扬州 宁波 温州 绍兴 湖州 嘉兴 金华 朝阳
向阳 东方 迎宾 迎春 振兴 复兴 中兴 兴业 创业 科技 科学 创新 开发 发展 高新
世纪 新世纪 金融 商业 商贸 城市 市府 府前 府东 府西 政府 行政 政和 政通 广场
中心 中央 花园 园林 园区 花溪 凤凰 龙腾 龙山 凤山 南山 北山 东山 西山 泰山
华山 衡山 恒山 嵩山 黄山 庐山 峨眉山 昆仑 天山 长白山 五台山 玉泉 清泉 龙泉
温泉 太湖 西湖 东湖 南湖 北湖 洪湖 巢湖 鄱阳湖 洞庭湖 梅园 桃园 桃花 樱花 桂花
荷花 梅花 牡丹 杜鹃 玫瑰 紫荆 银杏 梧桐 香樟 松柏 翠竹 竹园 民生 民权 民族
民安 永安 永康 永兴 永宁 平安 安康 康宁 康乐 安宁 长乐 长兴 长宁 太平 太和
泰和 泰安 富强 富民 富康 富源 文明 文昌 明珠 明德 育才 育英 育红 教育 师范
书院 崇文 崇德 宣化 孔庙 城隍庙 鼓楼 钟楼 文庙 关帝庙 大庆 大同 大连 唐山 保定
石家庄 开封 洛阳 襄阳 宜昌 荆州 岳阳 湘江 赣江 嘉陵江 松花江 钱塘江 闽江 汉江
渭河 海河 辽河 邮电 电力 供销 粮食 交通 运河 港口 码头 渔港 军民 拥军 国庆
七一 十月 三八 五四 双拥 爱民 爱国 先锋 先进 跃进 星火 火炬 曙光 朝霞 朝晖
晨光 阳光 春风 春晖 东升 旭日 红星 红岩 延河 遵义 瑞金 韶山 井冈 昌盛 繁荣
繁华 锦绣 锦江 府河 望江 望湖 观海 观湖 临江 江滨 河滨 湖滨 海滨 江南 江北
河东 河西 城东 城西 城南 城北 东城 西城 南城 北城 东环 西环 南环 北环 外环
内环 中环 一环 二环 三环 四环 五环 环东 环西 环南 环北 东门 西门 南门 北门
东大 西大 南大 北大 中街 老街 新街 横街 后街 前街 正街 步行 美食 鲁迅 孙文
中正 逸仙 林则徐 岳飞 诸葛 杜甫 李白 东坡 屈原
"""
COMMON_ROADS = frozenset(_ROADS.split())
# Characters that names of streets and compounds are made of everywhere: one of them in the place
# of another is rather another name than a slip.
COMMON_CHARACTERS = frozenset(
    "山江河湖海溪泉潭池塘浦港湾洲岛桥堤岸滨水波浪潮云霞风雨雪月日星光明天地春夏秋冬花草竹"
    "梅兰菊松柏柳桃杏桂荷莲林森木枫樟槐桐银金玉珠宝石铜铁龙凤虎鹤马牛羊鱼鹭燕莺雁人民和平"
    "安康宁福寿喜乐泰兴盛昌荣华富贵强利德仁义礼智信忠孝文武学府院校书科教育才英贤圣公园广"
    "场城市镇乡村庄坊里门楼阁台塔寺庙宫殿观祠东西南北中上下前后左右内外新老大小长高远近永"
    "古今红黄蓝绿青紫白黑翠朝阳晨曦晖辉旭向迎望景秀丽美佳嘉锦绣祥瑞吉庆国家建设解放胜团结"
    "工农商业车站电力军环沿临通达运顺发展开创丰禾稻麦米田苑庭居汉唐宋清赵钱孙李周吴郑王张"
    "陈杨刘罗梁许谢沈彩荟馨雅逸悦怡融诚毅勇勤廉洁卫洪凌彭韩曹邓冯曾萧蔡潘袁董余苏叶吕魏蒋"
    "杜丁阮姜范虹航仙灵渡津桑琴鹏鸿雁鸥鸣霄碧霓"
)


@cache
def _in_divisions() -> frozenset[str]:
    """Return the characters that many divisions of the country bear."""
    borne = Counter(sign for one in divisions().by_code.values() for sign in set(one.name))
    return frozenset(sign for sign, often in borne.items() if often >= OFTEN)


def is_known_elsewhere(own: str) -> bool:
    """Tell whether streets of many cities bear a name, or it is a town's: 人民, 桂林.

    Parameters
    ----------
    own
        A name without its type.

    Returns
    -------
    bool
        True if a street that is asked for by this name is no slip for another.
    """
    return own in COMMON_ROADS or bool(divisions().named(own))


def is_natural(character: str) -> bool:
    """Tell whether names of places are often made of a character.

    Parameters
    ----------
    character
        One character.

    Returns
    -------
    bool
        True if it may as well belong to another name as be a slip.
    """
    return character in COMMON_CHARACTERS or character in _in_divisions()
