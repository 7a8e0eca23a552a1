"""Numbers, amounts and durations in one cell; what can be read in two ways is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from router.intake.cells import CellError, flat

__all__ = ["parse_count", "parse_hours", "parse_minutes", "parse_money", "parse_whole"]

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


# ---- durations ----------------------------------------------------------------------------------

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
