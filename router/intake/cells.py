"""How one cell is read: ids, numbers, durations, lists, words; refused rather than guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from router.domain.agents import TravelMode
from router.domain.cases import VISIT_STAGE
from router.domain.places import Datum, PlaceType

__all__ = [
    "CellError",
    "check_id",
    "flat",
    "is_nothing",
    "parse_count",
    "parse_datum",
    "parse_hours",
    "parse_list",
    "parse_minutes",
    "parse_mode",
    "parse_money",
    "parse_place_type",
    "parse_priority",
    "parse_skills",
    "parse_stage",
    "parse_whole",
    "unguard",
]


class CellError(ValueError):
    """A cell that cannot be read as what it should be.

    Parameters
    ----------
    problem
        What is wrong, without the value.
    fix
        What to write instead.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_FLAT: Mapping[int, int | str] = _WIDTHS | _SPACES | _DASHES
_GUARDED = "=+-@\t\r"
_SEPARATORS = re.compile(r"[;,、|\n]")
_NOTHING = frozenset({"-", "--", "none", "no", "n/a", "无", "没有", "否"})


def unguard(text: str) -> str:
    """Take off the apostrophe that CSV exports put before a text that a sheet would calculate.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        ``=1+1`` for ``'=1+1``; other texts unchanged, such as ``'s-Hertogenbosch``.
    """
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _GUARDED else text


def flat(text: str) -> str:
    """Return text in one width: full-width signs, unusual spaces and dashes become plain ones.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        Without spaces around it.
    """
    return text.translate(_FLAT).strip()


def is_nothing(text: str) -> bool:
    """Tell whether a cell says in words that its list is empty.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool
        True for ``-``, ``none``, ``no``, ``n/a``, ``无``, ``没有``, ``否``.
    """
    return flat(text).lower() in _NOTHING


_DAMAGED_ID = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
_ID_FIX = "Write the id as text, without line breaks."


def check_id(text: str) -> str:
    """Return an id; an apostrophe before it (Excel's sign for "text") is taken off.

    Parameters
    ----------
    text
        Not empty.

    Returns
    -------
    str
        Otherwise as written: ``007`` and ``NA`` are ids.

    Raises
    ------
    CellError
        If a spreadsheet has damaged it, or it holds control characters.
    """
    text = text.removeprefix("'").strip()
    if not text:
        raise CellError("the id is empty", _ID_FIX)
    if _DAMAGED_ID.fullmatch(text):
        raise CellError(
            "the spreadsheet has turned this id into a rounded number; its last digits are lost",
            "Format the column as text and enter the id again.",
        )
    if not text.isprintable() or "\ufffd" in text:
        raise CellError("the id holds a character that cannot be printed", _ID_FIX)
    return text


# ---- numbers -------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)"
    r"(?P<whole>[0-9]{1,3}(?:[,'][0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)"
    r"(?P<fraction>\.[0-9]*)?"
    r"(?P<exponent>[eE][+-]?[0-9]{1,2})?"
    r"\s*(?P<unit>万|亿)?"
)
_CURRENCY = re.compile(
    r"[¥￥€$£]|人民币|[元圆块]整?|(?<![a-z])(?:rmb|cny|eur|euro|usd|gbp)(?![a-z])", re.I
)
_UNITS = {"万": 4, "亿": 8, None: 0}
_NUMBER_FIX = "Write a plain number such as 1234.50."


def _number(text: str) -> Decimal:
    found = _NUMBER.fullmatch(text) if len(text) <= 60 else None
    if found is None or not (found["whole"] or (found["fraction"] or ".") != "."):
        if re.search(r"[0-9],[0-9]", text):
            raise CellError(
                "a comma in this number can be read in two ways",
                "Write a decimal point, such as 1234.50, and thousands as 1,234.",
            )
        raise CellError("this is not a number", _NUMBER_FIX)
    digits = re.sub(r"[,' ]", "", found["whole"]) or "0"
    number = Decimal(found["sign"] + digits + (found["fraction"] or "") + (found["exponent"] or ""))
    return number.scaleb(_UNITS[found["unit"]])


def _plain(number: Decimal) -> Decimal:
    """Write a decimal without an exponent and without needless zeros at its end."""
    return Decimal(format(number, "f"))


def parse_money(text: str) -> Decimal:
    """Read an amount that is not negative.

    Parameters
    ----------
    text
        ``1234.5``, ``1,234.50``, ``￥1,234.50``, ``1.2万`` (12,000), ``500元``.

    Returns
    -------
    Decimal
        Exactly what is written.

    Raises
    ------
    CellError
        If it is not a number, is negative, or has a comma that may be decimal.
    """
    number = _number(_CURRENCY.sub("", flat(text)).strip())
    if number < 0:
        raise CellError("an amount is not negative", _NUMBER_FIX)
    if number >= 10**15:
        raise CellError("an amount this large is not believed", _NUMBER_FIX)
    return _plain(number)


def parse_whole(text: str) -> int:
    """Read a whole number, also ``12.0`` and ``95天``.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    int
        May be negative.

    Raises
    ------
    CellError
        If it is not a whole number.
    """
    cleaned = re.sub(r"\s*(?:天|日|days?|d|个|户)$", "", flat(text), flags=re.I)
    number = _number(cleaned)
    if number != number.to_integral_value() or abs(number) > 10**9:
        raise CellError("this is not a whole number", "Write a whole number such as 12.")
    return int(number)


def parse_count(text: str) -> int:
    """Read a whole number that is not negative.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    int
        0 or more.

    Raises
    ------
    CellError
        If it is anything else.
    """
    number = parse_whole(text)
    if number < 0:
        raise CellError("this number is negative", "Write 0 or more, or leave it empty.")
    return number


# ---- durations -----------------------------------------------------------------------------------

_CLOCKLIKE = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_SPAN = re.compile(
    r"(?:pt)?(?:(?P<h>[0-9]+(?:\.[0-9]+)?)\s*(?:个?小时|个?钟头|hours?|hrs?|h|时)\s*)?"
    r"(?:(?P<m>[0-9]+(?:\.[0-9]+)?)\s*(?:分钟|分|minutes?|mins?|m|'|$)\s*)?"
    r"(?:(?P<s>[0-9]+)\s*(?:秒|seconds?|secs?|s)\s*)?",
    re.I,
)
_DURATION_FIX = "Write minutes (20), or 20 min, 1h30, 00:20."
_LONGEST = timedelta(hours=24)


def parse_minutes(text: str) -> timedelta:
    """Read a duration; a bare number is minutes.

    Parameters
    ----------
    text
        ``20``, ``20 min``, ``1h30``, ``00:20`` (hours:minutes), ``20分钟``.

    Returns
    -------
    timedelta
        Whole seconds, at most 24 hours.

    Raises
    ------
    CellError
        If it is anything else.
    """
    return _duration(text, bare=60)


def parse_hours(text: str) -> timedelta:
    """Read a duration; a bare number is hours.

    Parameters
    ----------
    text
        ``8``, ``7.5``, ``7h30``, ``07:30``.

    Returns
    -------
    timedelta
        Whole seconds, at most 24 hours.

    Raises
    ------
    CellError
        If it is anything else.
    """
    return _duration(text, bare=3600)


def _duration(text: str, *, bare: int) -> timedelta:
    written = flat(text).lower()
    if clock := _CLOCKLIKE.fullmatch(written):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if minutes > 59 or seconds > 59:
            raise CellError("this is not a duration", _DURATION_FIX)
        total = Decimal(hours * 3600 + minutes * 60 + seconds)
    elif written in ("半小时", "半个小时"):
        total = Decimal(1800)
    elif re.fullmatch(r"[0-9]*\.?[0-9]*", written):
        number = _number(written)
        if 0 < number < 1 and bare == 60:
            raise CellError(
                "a part of a minute; a spreadsheet stores 20 minutes as 0.0139", _DURATION_FIX
            )
        total = number * bare
    elif written and (span := _SPAN.fullmatch(written)) and any(span.groupdict().values()):
        parts = span.groupdict(default="0")
        total = Decimal(parts["h"]) * 3600 + Decimal(parts["m"]) * 60 + Decimal(parts["s"])
    else:
        raise CellError("this is not a duration", _DURATION_FIX)
    if total > _LONGEST.total_seconds():
        raise CellError("longer than a day", _DURATION_FIX)
    return timedelta(seconds=round(total))


# ---- lists and words -----------------------------------------------------------------------------


def parse_list(text: str) -> tuple[str, ...]:
    """Read a list separated by ``;`` ``,`` ``、`` ``|`` or line breaks.

    Parameters
    ----------
    text
        The cell; ``-``, ``none`` and ``无`` are an empty list.

    Returns
    -------
    tuple of str
        As written, in order, without repetitions.
    """
    if is_nothing(text):
        return ()
    plain = text.replace("；", ";").replace("，", ",").replace("｜", "|")
    return tuple(dict.fromkeys(item for raw in _SEPARATORS.split(plain) if (item := raw.strip())))


def parse_skills(text: str) -> frozenset[str]:
    """Read a list of skills; case and width do not matter.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    frozenset of str
        Lower case.
    """
    return frozenset(flat(item).casefold() for item in parse_list(text))


def _table(**words: str) -> dict[str, str]:
    return {word: value for value, text in words.items() for word in text.split()}


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
    other="other 其他 其它 其他地址",
)
_MODES = _table(
    car="car drive driving auto 汽车 小汽车 轿车 开车 驾车 自驾 车",
    motorcycle="motorcycle motorbike moto scooter 摩托 摩托车",
    ebike="ebike electricbike electricbicycle pedelec 电动车 电瓶车 电动自行车 电单车 助力车",
    bike="bike bicycle cycle cycling 自行车 单车 骑车 骑行",
    foot="foot walk walking onfoot pedestrian 步行 走路 徒步",
)
_VISIT_WORDS = _table(
    visit=(
        "visit visits field fieldvisit homevisit doorvisit doortodoor onsite 外访 上门 上门催收 "
        "外访催收 上门外访 外访阶段 家访 实地 实地走访 实地外访"
    )
)
_PRIORITIES = {
    "low": 1, "低": 1,
    "medium": 3, "normal": 3, "中": 3,
    "high": 5, "urgent": 5, "高": 5, "紧急": 5,
}  # fmt: skip


def _word(text: str) -> str:
    return re.sub(r"[\s_\-./()]", "", flat(text).casefold())


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
        return Datum(_DATUMS[_word(text)])
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
        ``home``, ``work``, ``registered``, ``mailing``, ``other`` or a Chinese word for it.

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
        return PlaceType(_PLACE_TYPES[_word(text)])
    except KeyError:
        raise CellError(
            "not a type of address that is known",
            "Write home, work, registered, mailing or other.",
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
        return TravelMode(_MODES[_word(text)])
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
        ``visit`` for the words that mean a visit, such as ``外访``; other words in lower case.
    """
    return VISIT_STAGE if _word(text) in _VISIT_WORDS else flat(text).casefold()


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
    word = _word(text)
    if word in _PRIORITIES:
        return _PRIORITIES[word]
    number = parse_whole(text)
    if not 1 <= number <= 5:
        raise CellError("a priority runs from 1 to 5", "Write 1 (low) to 5 (high).")
    return number
