"""Closed choices in one cell, in English and Chinese words: datum, type of address, mode, stage."""

from __future__ import annotations

import re
from collections.abc import Mapping

from router.domain.agents import TravelMode
from router.domain.places import Datum, PlaceType
from router.domain.stages import stage_named
from router.intake.cells import CellError, flat
from router.intake.numbers import parse_whole

__all__ = [
    "parse_datum",
    "parse_mode",
    "parse_place_type",
    "parse_priority",
    "parse_stage",
    "plain_word",
    "word_table",
]


def word_table(words: Mapping[str, str]) -> dict[str, str]:
    """Return a table from word to value.

    Parameters
    ----------
    words
        Value to its words, as `plain_word` writes them, separated by spaces.

    Returns
    -------
    dict of str to str
        Every word to its value.
    """
    return {word: value for value, text in words.items() for word in text.split()}


def plain_word(text: str) -> str:
    """Return what counts of a word.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        Lower case, in one width, without spaces and the signs ``_ - . / ( )``.
    """
    return re.sub(r"[\s_\-./()]", "", flat(text).casefold())


def _table(**words: str) -> dict[str, str]:
    return word_table(words)


_DATUMS = _table(
    wgs84="wgs84 wgs epsg4326 4326 gps 国际 大地 谷歌地球",
    gcj02=(
        "gcj02 gcj 火星 火星坐标 火星坐标系 高德 高德坐标 高德地图 腾讯 腾讯地图 腾讯坐标 "
        "amap gaode tencent mars 国测局 国测局坐标"
    ),
    bd09="bd09 bd bd09ll 百度 百度坐标 百度坐标系 百度地图 baidu",
)
_PLACE_TYPES = _table(
    home=(
        "home residence residential 家 家庭 住宅 现居 居住 现居地 居住地 现住址 家庭地址 "
        "住宅地址 居住地址"
    ),
    work="work office workplace employer company 单位 公司 工作 工作单位 单位地址 公司地址",
    registered="registered hukou legal permanent 户籍 户口 户籍地 户籍地址 户口地址",
    mailing="mailing mail postal correspondence billing 通讯 邮寄 通信 账单 通讯地址 邮寄地址",
    relative=(
        "relative relatives family parents parent spouse guarantor contact contactperson "
        "contactsaddress 亲属 亲戚 父母 配偶 家属 担保人 联系人 联系人地址 紧急联系人 亲属地址"
    ),
    hospital="hospital clinic 医院 诊所 病房",
    school="school university college 学校 大学 校园",
    public="public publicplace cafe park 公共 公共场所 公共场合 公开场所",
    agreed="agreed agreedplace chosen meetingplace 约定 约定地点 约定地址 指定地点 约见地点",
    other="other property 其他 其它 其他地址 房产 房产地址",
)
_MODES = _table(
    car="car drive driving auto 汽车 小汽车 轿车 开车 驾车 自驾 车",
    motorcycle="motorcycle motorbike moto scooter 摩托 摩托车",
    ebike="ebike electricbike electricbicycle pedelec 电动车 电瓶车 电动自行车 电单车 助力车",
    bike="bike bicycle cycle cycling 自行车 单车 骑车 骑行",
    foot="foot walk walking onfoot pedestrian 步行 走路 徒步",
)
_PRIORITIES = {
    "low": 1, "低": 1,
    "medium": 3, "normal": 3, "中": 3,
    "high": 5, "urgent": 5, "高": 5, "紧急": 5,
}  # fmt: skip


def parse_datum(text: str) -> Datum:
    """Read the name of a datum.

    Parameters
    ----------
    text
        ``WGS-84``, ``gcj02``, ``高德``, ``百度`` …

    Returns
    -------
    Datum
        The datum.

    Raises
    ------
    CellError
        If the name is not known.
    """
    try:
        return Datum(_DATUMS[plain_word(text)])
    except KeyError:
        raise CellError(
            "not a datum that is known; coordinates in the wrong one are up to 1.5 km off",
            "Write wgs84, gcj02 (AMap, Tencent) or bd09 (Baidu).",
        ) from None


def parse_place_type(text: str) -> PlaceType:
    """Read what an address is to the borrower.

    Parameters
    ----------
    text
        ``home``, ``work``, ``registered``, ``mailing``, ``relative`` (also of a contact, 联系人),
        ``hospital``, ``school``, ``public``, ``agreed``, ``other`` or a Chinese word for it.

    Returns
    -------
    PlaceType
        The type.

    Raises
    ------
    CellError
        If the word is not known.
    """
    try:
        return PlaceType(_PLACE_TYPES[plain_word(text)])
    except KeyError:
        raise CellError(
            "not a type of address that is known",
            f"Write {', '.join(kind.value for kind in PlaceType)}.",
        ) from None


def parse_mode(text: str) -> TravelMode:
    """Read how an agent travels.

    Parameters
    ----------
    text
        ``car``, ``motorcycle``, ``ebike``, ``bike``, ``foot`` or a Chinese word for it.

    Returns
    -------
    TravelMode
        The mode.

    Raises
    ------
    CellError
        If the word is not known.
    """
    try:
        return TravelMode(_MODES[plain_word(text)])
    except KeyError:
        raise CellError(
            "not a way to travel that is known", "Write car, motorcycle, ebike, bike or foot."
        ) from None


def parse_stage(text: str) -> str:
    """Read the stage of a case.

    Parameters
    ----------
    text
        Any word.

    Returns
    -------
    str
        One of `router.domain.stages.stages` for the words that mean it, such as ``visit`` for
        ``外访``; other words in lower case: they are no visit.
    """
    written = flat(text).casefold()
    known = stage_named(written) or stage_named(re.sub(r"阶段$|\bstage$", "", written))
    return known.stage if known is not None else written


def parse_priority(text: str) -> int:
    """Read a priority.

    Parameters
    ----------
    text
        1 (low) to 5 (high), or ``low``, ``medium``, ``high``, ``低``, ``中``, ``高``.

    Returns
    -------
    int
        1 to 5.

    Raises
    ------
    CellError
        If it is anything else.
    """
    word = plain_word(text)
    if word in _PRIORITIES:
        return _PRIORITIES[word]
    number = parse_whole(text)
    if not 1 <= number <= 5:
        raise CellError("a priority runs from 1 to 5", "Write 1 (low) to 5 (high).")
    return number
