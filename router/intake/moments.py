"""Date and time of one cell become an instant, or a fault: a clock time needs its zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from router.domain.times import END_OF_DAY
from router.intake.cells import CellError, flat
from router.intake.clock import parse_clock
from router.intake.dates import DATE_PATTERN, parse_date

__all__ = ["has_clock", "in_24_hours", "moment_reader", "parse_moment"]

_FIX = "Write date and time: 2026-11-02 18:30, or with the offset: 2026-11-02T18:30:00+02:00."
_SERIAL = re.compile(r"[2-7][0-9]{4}\.[0-9]+")
_PARTS = re.compile(
    rf"(?P<date>{DATE_PATTERN})(?:\s*[Tt]\s*|\s+)?(?P<clock>.*?)"
    r"\s*(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_HOURS = {
    "凌晨": range(6), "早上": range(4, 12), "上午": range(12), "中午": range(11, 15),
    "下午": range(12, 20), "傍晚": range(16, 21), "晚上": range(17, 24),
}  # fmt: skip
_HALF_DAY = re.compile(rf"\s*(?P<part>{'|'.join(_HOURS)})\s*(?P<hour>[0-9]{{1,2}})(?=[点时:])")
_LAST_INSTANT = re.compile(r"24(?![0-9])")
_SLOT = re.compile(r"[^Tt0-9:][0-9]{1,2}:[0-9]{2}\s*-[0-9]{2}:?[0-9]{2}$")
_DAY_ZERO = date(1899, 12, 30)
_EARLIEST, _LATEST = 1900, 2199  # beyond, a clock of another zone has no date any more


def has_clock(text: str) -> bool:
    """Tell whether a cell that was read by `parse_moment` says a time of day.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool
        False for a date alone.
    """
    written = flat(text)
    found = _PARTS.fullmatch(written)
    return bool(_SERIAL.fullmatch(written)) or bool(found and found["clock"])


def parse_moment(text: str, *, zone: tzinfo | None, ends_day: bool = False) -> datetime:
    """Read an instant.

    Parameters
    ----------
    text
        ``2026-11-02 18:30``, ``2026-11-02T18:30:00+02:00``, ``2026年11月2日 18:30``, a
        spreadsheet's serial number, or a date alone.
    zone
        Of a time without an offset; None refuses such a time.
    ends_day
        True if a date alone means the last second of that day: what was done on it was done by
        then. Else it means its midnight.

    Returns
    -------
    datetime
        Zone-aware.

    Raises
    ------
    CellError
        If it cannot be read, or the clock jumps over this time or shows it twice.
    """
    written = in_24_hours(flat(text))
    if _SERIAL.fullmatch(written):
        days = float(written)
        seconds = round((days % 1) * 86_400)
        return _in_zone(_DAY_ZERO + timedelta(days=int(days)), timedelta(seconds=seconds), zone)
    found = _PARTS.fullmatch(written)
    if found is None:
        return _alone(parse_date(written), zone, ends_day=ends_day)
    day = parse_date(found["date"])
    if not _EARLIEST <= day.year <= _LATEST:
        raise CellError("this year is not believed", _FIX)
    if not found["clock"]:
        if found["offset"]:
            raise CellError("an offset without a time", _FIX)
        return _alone(day, zone, ends_day=ends_day)
    clock = parse_clock(found["clock"])
    after_midnight = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    if _LAST_INSTANT.match(found["clock"]):
        after_midnight = timedelta(days=1)  # 24:00 is the midnight at the end of that day
    if found["offset"]:
        if _SLOT.search(written):
            raise CellError("a span of times, or an offset behind a time", _FIX)
        return _in_zone(day, after_midnight, _offset(found["offset"]))
    return _in_zone(day, after_midnight, zone)


def in_24_hours(text: str) -> str:
    """Write the clock of a single time without words for the half of the day.

    Parameters
    ----------
    text
        In one width, such as ``下午2点``.

    Returns
    -------
    str
        Such as ``14点``; without parts of seconds.

    Raises
    ------
    CellError
        If the hour does not fit the word, such as ``晚上12点``.
    """
    whole = re.sub(r"(?<=:[0-9]{2})\.[0-9]{1,9}", "", text)
    return _HALF_DAY.sub(lambda found: f" {_hour(found['part'], int(found['hour']))}", whole)


def _hour(part: str, hour: int) -> int:
    for meant in (hour, hour + 12):
        if meant in _HOURS[part]:
            return meant
    raise CellError("the hour and the part of the day do not agree", _FIX)


def moment_reader(
    zone: tzinfo | str | None, *, ends_day: bool = False
) -> Callable[[str], datetime]:
    """Return `parse_moment` for the times of one table.

    Parameters
    ----------
    zone
        Of times without an offset, or its name.
    ends_day
        What a date alone means.

    Returns
    -------
    Callable
        From the text of a cell.
    """
    known = ZoneInfo(zone) if isinstance(zone, str) else zone
    return partial(parse_moment, zone=known, ends_day=ends_day)


def _offset(text: str) -> tzinfo:
    if text in "Zz":
        return timezone(timedelta(0))
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise CellError("this offset does not exist", _FIX)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)


def _alone(day: date, zone: tzinfo | None, *, ends_day: bool) -> datetime:
    """Return what a date alone means, also on days when the clock changes at midnight."""
    if zone is None:
        raise CellError("a time without its zone", _FIX)
    if ends_day:
        return datetime.combine(day, END_OF_DAY, tzinfo=zone).replace(fold=1)
    return datetime.combine(day, time(), tzinfo=zone)


def _in_zone(day: date, after_midnight: timedelta, zone: tzinfo | None) -> datetime:
    if zone is None:
        raise CellError("a time without its zone", _FIX)
    local = datetime.combine(day, time(), tzinfo=zone) + after_midnight
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise CellError("the clock jumps over this time, or shows it twice, that day", _FIX)
    return local
