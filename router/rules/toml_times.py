"""Dates and spans of the clock in a table of a TOML file."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import pairwise

from router.domain.profiles import ClockSpan
from router.rules.toml_tables import TomlTable

__all__ = ["read_day", "read_spans"]

_SPAN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")


def read_day(table: TomlTable, key: str) -> date | None:
    """Return a date; a month stands for its first day.

    Parameters
    ----------
    table
        The table.
    key
        The key.

    Returns
    -------
    datetime.date or None
        None if it is missing or cannot be used.
    """
    value = table.ask(key)
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        text = value.strip()
        for candidate in (text, f"{text}-01"):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", candidate):
                try:
                    return date.fromisoformat(candidate)
                except ValueError:
                    break
    table.fault(key, "this is no date", "Write year, month and day: 2026-07-01.")
    return None


def read_spans(table: TomlTable, key: str) -> tuple[ClockSpan, ...] | None:
    """Return spans of the clock such as ``"09:00-20:00"``, in order.

    Parameters
    ----------
    table
        The table.
    key
        The key; an empty list means never.

    Returns
    -------
    tuple of ClockSpan, or None
        None if they cannot be used.
    """
    if table.ask(key, required=True) is None:
        return None
    before = len(table.faults)
    texts = table.texts(key)
    found = [span for text in texts if (span := _span(table, key, text)) is not None]
    found.sort(key=lambda span: span.start)
    for one, other in pairwise(found):
        if one.end == time(0) or other.start < one.end:
            table.fault(key, "two spans overlap", "Join them into one.")
        elif other.start == one.end:
            table.fault(key, "two spans touch: a visit over both would be refused", "Join them.")
    return tuple(found) if len(table.faults) == before else None


def _span(table: TomlTable, key: str, text: str) -> ClockSpan | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        fix = 'Write it so: "09:00-20:00".'
        table.fault(key, "this is no span of the clock", fix, value=text)
        return None
    hours = [int(match[1]), int(match[3])]
    minutes = [int(match[2]), int(match[4])]
    if [hours[1], minutes[1]] == [24, 0]:
        hours[1] = 0  # midnight at the end of the day
        if [hours[0], minutes[0]] == [0, 0]:
            return ClockSpan(time(0), time(0))
    elif [hours[1], minutes[1]] == [0, 0]:
        fix = "Write 24:00 as its end."
        table.fault(key, "a span that ends at 00:00 is read two ways", fix, value=text)
        return None
    if max(hours) > 23 or max(minutes) > 59:
        fix = "Use 00:00 to 24:00."
        table.fault(key, "there is no such time of the day", fix, value=text)
        return None
    try:
        return ClockSpan(time(hours[0], minutes[0]), time(hours[1], minutes[1]))
    except ValueError:
        fix = "Write two spans for hours over midnight: one to 24:00, one from 00:00."
        table.fault(key, "a span of hours ends after it starts", fix, value=text)
        return None
