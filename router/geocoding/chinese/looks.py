"""Chinese characters that look alike, as hand and eye confuse them."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["look_alike"]

# Groups of characters of much the same shape, from common knowledge of the script.
GROUPS = """
己已巳 末未 土士 大太天夫犬 人入八 日曰目 田由甲申 千干于 问间闲闪 侯候 拆折析
治冶 洒酒 免兔 徒陡徙 晴睛情清请 幕墓慕暮 淮准谁 辩辨辫 苑宛范 园圆国 住往佳 壁璧
历厉 厂广 今令 鸟乌 名各 比此 爪瓜 贝见 午牛 刀力 儿几 九丸 王玉主 木本术 休体
代伐 仑仓 沧沦 抢抡 波披坡 坡波陂 颖颍 诸储 梁粱 崇祟 崇嵩 密蜜 竟竞 弛驰 池地
塘糖搪 堂棠 湖糊胡 溪奚 浦埔捕 滨宾缤 洋样祥 详祥 翔祥 阳阴 明朋 晨辰 晖辉挥
晓哓浇 浇绕 绕饶 沙砂 沿铅 河何 汉汊 汗汙 江红 江汪 工江 泉皇 皇星 星里 里重
童重 量里 理里 埋理 珠株 株殊 洙珠 桥侨 侨骄 娇桥 桂挂 佳桂 枫风 凤风 凤夙
龙尤 虎虚 华毕 荷何 苏办 芳劳 芬芳 芳方 芝之 茶荼 荣莱 菜莱 菊掬 蓝篮 萍苹
薇微 徽微 徵微 庆厌 床庆 店庄 庄压 康唐 廉康 麻床 座坐 北比 此北 东车 西酉
南两 前剪 后右 右石 左在 在存 上止 下卞 光先 元无 云去 公么 分兮 丰半 长张
永水 氷水 冰水 泳永 治沿 和利 科料 秋和 种钟 银根 锦绵 绵棉 棉锦 铜钢 铁跌
镇填 青春 泰秦 奉春 奏秦 建健 键健 建律 设没 解懈 放故 政故 致政 民氏 团困
因困 回固 结洁 胜性 利刑 旗旌 旅旗 族旗 前煎 进近 远运 达送 迎抑 通诵 道首
逸免 建延 庭延 延廷 府俯 学字 觉学 院完 浣院 文又 丈文 支攴 武式 贡员 贤肾
竹什 笔竿 竿竽 等筹 简筒 箭剪 米来 采菜 彩采 乐东 朱未 朱末 朱失 先失 矢失
夫失 牛生 生主 白百 自白 自目 且旦 早旱 昌冒 昆皆 昊吴 春舂 普晋 景影 暑署
望塑 朗郎 朝潮 嘲朝 杭抗 航杭 杨扬 场扬 肠杨 汤杨 榆愉 柳抑 柏拍 伯柏 松忪
柱住 柱拄 格络 桃挑 梅海 侮海 悔海 棋旗 植值 椿春 楼搂 榕容 樟障 橘桔 檀擅
汇江 沪户 泸沪 泽译 泽择 洪供 洞同 桐同 桐铜 铜同 津律 洛落 络洛 浙淅 浩洁
涌通 涛祷 润涧 渔鱼 渝愉 港巷 温湿 湘相 湾弯 源原 滩摊 漳章 澄橙 澜阑 灵炎
烟咽 牡牧 特待 狮师 环坏 还环 珍诊 玲铃 珊删 班斑 琴岑 瑞端 瑶遥 遥谣 摇瑶
璃离 留溜 畅场 登澄 盈盘 盛感 盾质 眉看 祖租 福幅 福富 副福 禄绿 绿录 禹离
秀季 程呈 穗惠 空穷 立位 章童 粮根 素索 紫柴 经轻 径经 绍诏 昭绍 照昭 绣诱
维唯 翠萃 粹翠 翠碎 老考 者都 耕拼 肖尚 育肓 胶较 良食 艾叉 花化 华花 草章
莲连 营管 董重 蓬逢 蔡祭 薛薜 虹红 蜀属 行打 衡行 衡横 襄壤 西四 要耍 角用
订钉 许计 记纪 论伦 诚城 成城 城域 词司 谷容 谷合 豪毫 亳毫 贸货 货贷 贵责
赤亦 赵越 跃妖 路洛 路露 踏路 街衔 衙街 邦帮 郊效 邻令 郑邓 都部 鄂鄙 野墅
金全 针计 长常 门们 闸闻 阁阂 防访 陆际 陵凌 棱陵 陶淘 隆降 雁鹰 雅稚 雨两
雪雷 霞露 靖清 静净 靜静 顺须 颐顾 飞气 香查 马鸟 驿译 骏俊 高亭 停亭 享亨
鲁鱼 鲤鲁 鸿鸣 鸣呜 鹏朋 鹤鹊 鹿麓 麒麟 黄寅 鼎晶 齐济 齐斋 龙垄
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in GROUPS.split():
        for character in group:
            found.setdefault(character, set()).update(group)
    return {character: frozenset(group) for character, group in found.items()}


def look_alike(one: str, other: str) -> bool:
    """Tell whether two characters look alike.

    Parameters
    ----------
    one, other
        Characters.

    Returns
    -------
    bool
        True if they are of one group.
    """
    return other in _groups().get(one, ())
