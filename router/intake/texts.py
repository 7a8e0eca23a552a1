"""Typed cells (Excel, data frames) become the text that the grammars read."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta

__all__ = [
    "CELL_ERRORS",
    "UNCOMPUTED",
    "date_text",
    "duration_text",
    "number_text",
    "time_text",
]

UNCOMPUTED = "#UNCOMPUTED!"
"""Stands in a cell whose formula has no saved result."""

CELL_ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#FIELD!", "#BLOCKED!", "#GETTING_DATA", UNCOMPUTED,
})  # fmt: skip
"""What a spreadsheet writes where a formula failed."""

_EXACT = 10**15  # Excel keeps 15 digits; a longer number has lost its last ones


def number_text(value: float) -> str:
    """Return a number as a plain cell shows it.

    Parameters
    ----------
    value
        From a typed cell.

    Returns
    -------
    str
        ``1001`` for 1001.0; an exponent where digits were lost, so that it is not taken for an id.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    return str(int(value)) if value == int(value) else repr(value)


def date_text(value: datetime, *, with_time: bool) -> str:
    """Return a date, with the clock time if there is one.

    Parameters
    ----------
    value
        Rounded to the second (Excel stores fractions of a day).
    with_time
        True if midnight is meant as a time too.

    Returns
    -------
    str
        ``2026-11-24``, ``2026-11-24 14:00`` or ``2026-11-24 14:00:30``; with a zone
        ``2026-11-24T14:00+02:00``.
    """
    try:
        value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        value = value.replace(microsecond=0)
    if not with_time and value.time() == time(0) and value.tzinfo is None:
        return value.date().isoformat()
    # With a T, an offset behind the time is not taken for the end of a span.
    sep = " " if value.tzinfo is None else "T"
    return value.isoformat(sep=sep, timespec="seconds" if value.second else "minutes")


def time_text(value: time) -> str:
    """Return a clock time.

    Parameters
    ----------
    value
        From a typed cell.

    Returns
    -------
    str
        ``14:00`` or ``14:00:30``.
    """
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    seconds += round(value.microsecond / 1e6)
    return duration_text(timedelta(seconds=min(seconds, 86_399)))


def duration_text(value: timedelta) -> str:
    """Return a span as hours and minutes.

    Parameters
    ----------
    value
        From a typed cell.

    Returns
    -------
    str
        ``00:20`` or ``26:30``; seconds only if there are any.
    """
    total = round(value.total_seconds())
    sign, total = ("-", -total) if total < 0 else ("", total)
    text = f"{sign}{total // 3600:02}:{total % 3600 // 60:02}"
    return f"{text}:{total % 60:02}" if total % 60 else text
