"""How divisions look that no table lists: zones, fillers, and those of unknown cities."""

from __future__ import annotations

import re

__all__ = ["COUNTRY", "FILLER", "NO_BODY", "OLDER", "REGION", "SHORT_ZONE", "STRANGE", "ZONE"]

# 中国 is the country, 中国银行 is not.
COUNTRY = re.compile(r"中华人民共和国|中国(?!人民|银行|移动|电信|联通|石|工商|农业|建设|邮政)")
FILLER = re.compile(r"市辖区|(?:省|自治区)直辖县级行政(?:区划|单位)|市直辖行政区划|县级行政区划")
REGION = re.compile(r"九龙(?!城)|新界|香港岛|港岛")  # of Hong Kong, above its districts

_ZONES = """
高新技术(?:产业)?(?:开发区|园区) 高技术产业开发区 高新技术区 经济技术开发区 经济开发区 经济技术区
技术开发区 高新开发区 开发新区 开发区 高新区 经开区 高开区 综合保税区 保税港区 保税区 出口加工区
自由贸易试验区 自贸试验区 自贸区 风景名胜区 名胜区 旅游度假区 度假区 风景区 一体化示范区 示范区
实验区 试验区 合作区 管理区 工业园区 产业园区 经济区 城市新区 新区 化工园区 食品区 矿区
"""
ZONE = re.compile(
    r"(?:国家(?:级)?)?(?P<name>[^路街道镇乡村\d]{0,6}?)"
    rf"(?:{'|'.join(_ZONES.split())})(?![路街小幢栋])"
)
SHORT_ZONE = re.compile(r"园区(?![路街小])")  # behind 苏州

# 云川市青澜区: read by the ending alone, if what follows makes no road or compound of it.
STRANGE = re.compile(
    r"(?P<name>[^\d省市区县旗盟路街道镇乡村里弄号苑园城楼座栋社小、()A-Za-z]{2,8}?)"
    r"(?P<kind>省|自治区|自治州|自治县|自治旗|市(?![场口])|县(?![城道])"
    r"|[区旗盟](?!街道|[一-龥]?[路街巷号栋幢期](?![道镇乡])))"
)
NO_BODY = re.compile(r"[东南西北中一二三四五六七八九十新老内外]$")  # 东区 of a compound
# What a county was, or will be: 昆山县; but not 深圳市民中心.
OLDER = re.compile(r"[市县区](?![民场城中政区府道第一二三人委立医公农工直])")
