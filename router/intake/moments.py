"""Date and time of one cell become an instant, or a fault: a clock time needs its zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from router.intake.cells import CellError, flat
from router.intake.clock import parse_clock
from router.intake.dates import DATE_PATTERN, parse_date

__all__ = ["has_clock", "parse_moment"]

_FIX = "Write date and time: 2026-11-02 18:30, or with the offset: 2026-11-02T18:30:00+02:00."
_SERIAL = re.compile(r"[2-7][0-9]{4}\.[0-9]+")
_PARTS = re.compile(
    rf"(?P<date>{DATE_PATTERN})(?:\s*[Tt]\s*|\s+)?(?P<clock>.*?)"
    r"\s*(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_DAY_ZERO = date(1899, 12, 30)


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


def parse_moment(text: str, *, zone: tzinfo | None) -> datetime:
    """Read an instant.

    Parameters
    ----------
    text
        ``2026-11-02 18:30``, ``2026-11-02T18:30:00+02:00``, ``2026年11月2日 18:30``, a
        spreadsheet's serial number, or a date alone, which means its midnight.
    zone
        Of a time without an offset; None refuses such a time.

    Returns
    -------
    datetime
        Zone-aware.

    Raises
    ------
    CellError
        If it cannot be read, or the clock jumps over this time or shows it twice.
    """
    written = flat(text)
    if _SERIAL.fullmatch(written):
        days = float(written)
        seconds = round((days % 1) * 86_400)
        return _in_zone(_DAY_ZERO + timedelta(days=int(days)), timedelta(seconds=seconds), zone)
    found = _PARTS.fullmatch(written)
    if found is None:
        return _in_zone(parse_date(written), timedelta(0), zone)
    day = parse_date(found["date"])
    clock = parse_clock(found["clock"]) if found["clock"] else time()
    after_midnight = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    if found["offset"]:
        if not found["clock"]:
            raise CellError("an offset without a time", _FIX)
        return _in_zone(day, after_midnight, _offset(found["offset"]))
    return _in_zone(day, after_midnight, zone)


def _offset(text: str) -> tzinfo:
    if text in "Zz":
        return timezone(timedelta(0))
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise CellError("this offset does not exist", _FIX)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)


def _in_zone(day: date, after_midnight: timedelta, zone: tzinfo | None) -> datetime:
    if zone is None:
        raise CellError("a time without its zone", _FIX)
    local = datetime.combine(day, time(), tzinfo=zone) + after_midnight
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise CellError("the clock jumps over this time, or shows it twice, that day", _FIX)
    return local
