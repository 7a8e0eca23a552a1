"""A time that was agreed or named: an instant, a span of one day, or the day itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from router.domain.times import TimeWindow
from router.intake.cells import CellError, flat
from router.intake.clock import parse_appointment
from router.intake.dates import DATE_PATTERN
from router.intake.moments import in_24_hours, parse_moment

__all__ = ["parse_span", "span_reader"]

# "09:00-11:00" is a span; "T09:00-11:00" and "09:00:00-11:00" have an offset.
_INSTANT = re.compile(
    rf"(?:{DATE_PATTERN})(?:[Tt][0-9:.]+|\s+[0-9]{{1,2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?)"
    r"\s*(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_BETWEEN = re.compile(r"\s*(?:\.\.|~|/(?=[0-9]{4}-)|\bto\b|至|到|\s-\s)\s*")

_TWO_ENDS = re.compile(r"[0-9点时分半整]\s*[-~至到].*[0-9]")


def span_reader(zone: tzinfo | str | None) -> Callable[[str], TimeWindow]:
    """Return `parse_span` for the times of one table.

    Parameters
    ----------
    zone
        Of times without an offset, or its name.

    Returns
    -------
    Callable
        From the text of a cell.
    """
    return partial(parse_span, zone=ZoneInfo(zone) if isinstance(zone, str) else zone)


def parse_span(text: str, *, zone: tzinfo | None) -> TimeWindow:
    """Read a time that was agreed or named.

    Parameters
    ----------
    text
        ``2026-11-24 14:00-16:00``, ``2026-11-24 14:00`` (exactly then),
        ``2026-11-24T14:00:00+02:00``, two of those with ``/`` or ``..`` between them, or
        ``2026-11-24`` (any time that day).
    zone
        Of times without an offset; None refuses such a time.

    Returns
    -------
    TimeWindow
        Both ends included.

    Raises
    ------
    CellError
        If it is anything else.
    """
    written = flat(text)
    ends = _BETWEEN.split(written)
    if all(_INSTANT.fullmatch(end) for end in ends) and len(ends) <= 2:
        moments = [parse_moment(end, zone=zone) for end in ends]
        if moments[-1].timestamp() < moments[0].timestamp():
            raise CellError("it ends before it starts", "Write the earlier time first.")
        return TimeWindow(moments[0], moments[-1])
    if not _TWO_ENDS.search(re.sub(DATE_PATTERN, "", written)):
        written = re.sub(r"(?<=[0-9])\s*[点时]整?$", ":00", in_24_hours(written))
    window = parse_appointment(written)
    if zone is None or window.day is None:
        raise CellError("a time without its zone", "Write it as 2026-11-24T14:00:00+02:00.")
    return window.on(window.day, zone)
