"""Dates as people and spreadsheets write them; those that can be read in two ways are refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from router.intake.cells import CellError, flat, parse_list

__all__ = ["DATE_PATTERN", "date_of", "parse_date", "parse_dates"]

DATE_PATTERN = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
    r"|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}(?![0-9])"
    r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9])"
    r"|[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?"
    r"|(?:19|20)[0-9]{6}(?![0-9])"
    r"|[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)[0-9]{4}(?![0-9])"
)
"""What may be a date; `date_of` judges it."""

_FIX = "Write the date as 2026-11-24."
_SERIAL_DAY_ZERO = date(1899, 12, 30)  # Excel's serial numbers, as they count after February 1900
_SERIAL = re.compile(r"[2-7][0-9]{4}")  # 1954 to 2119
_LONGEST_SPAN_DAYS = 366


def date_of(text: str) -> date:
    """Return the date that a match of `DATE_PATTERN` means.

    Parameters
    ----------
    text
        The match.

    Returns
    -------
    date
        A day first is taken only where it cannot be a month: 24/11/2026, or with dots.

    Raises
    ------
    CellError
        If the day does not exist, or day and month may be swapped.
    """
    numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
    if len(numbers) == 1:
        packed = f"{numbers[0]:08}"
        year, month, day = int(packed[:4]), int(packed[4:6]), int(packed[6:])
    elif re.match(r"[0-9]{4}", text):
        year, month, day = numbers
    else:
        first, second, year = numbers
        if "." in text or first > 12:
            day, month = first, second
        elif second > 12 or first == second:
            month, day = first, second
        else:
            raise CellError("day and month can be swapped in this date", _FIX)
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError("this day does not exist", _FIX) from None


def parse_date(text: str) -> date:
    """Read one date.

    Parameters
    ----------
    text
        ``2026-11-24``, ``2026/11/24``, ``2026年11月24日``, ``20261124``, ``24.11.2026``, or a
        spreadsheet's serial number such as ``46350``. A midnight behind it is ignored.

    Returns
    -------
    date
        The date.

    Raises
    ------
    CellError
        If it is anything else, or can be read in two ways.
    """
    written = re.sub(r"[ T]0?0:00(?::00)?$", "", flat(text))
    if _SERIAL.fullmatch(written):
        return _SERIAL_DAY_ZERO + timedelta(days=int(written))
    if re.fullmatch(DATE_PATTERN, written):
        return date_of(written)
    raise CellError("this is not a date with its year", _FIX)


def parse_dates(text: str) -> frozenset[date]:
    """Read several dates and spans of dates.

    Parameters
    ----------
    text
        Such as ``2026-12-24; 2026-12-28..2026-12-31``; ``至`` and ``~`` make a span too.

    Returns
    -------
    frozenset of date
        All days, the ends of spans included.

    Raises
    ------
    CellError
        If a date cannot be read, or a span is longer than a year or ends before it starts.
    """
    days: set[date] = set()
    for item in parse_list(text):
        ends = re.split(r"\s*(?:\.\.|~|至|到|\s-\s|\sto\s)\s*", flat(item))
        if len(ends) > 2:
            raise CellError("this is not a span of two dates", _FIX)
        first, last = parse_date(ends[0]), parse_date(ends[-1])
        if not 0 <= (last - first).days <= _LONGEST_SPAN_DAYS:
            raise CellError("this span ends before it starts, or is longer than a year", _FIX)
        days |= {first + timedelta(days=step) for step in range((last - first).days + 1)}
    return frozenset(days)
