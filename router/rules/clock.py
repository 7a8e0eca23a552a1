"""The wall clock of a door: local days, and what a span of clock times means on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta, tzinfo
from functools import lru_cache

from router.domain.profiles import ClockSpan
from router.domain.times import DailyWindow, local_instant
from router.rules.spans import SECOND, Span, Spans, instant, joined, moment

__all__ = ["at_clock", "day_of", "local_days", "midnight", "of_windows"]


@lru_cache(maxsize=65_536)
def midnight(day: date, zone: tzinfo) -> int:
    """Return the first instant of a local day.

    Parameters
    ----------
    day
        The date at the door.
    zone
        Of the door.

    Returns
    -------
    int
        Microseconds since 1970.
    """
    return instant(local_instant(day, time(0), zone, fold=0))


def day_of(at: int, zone: tzinfo) -> date:
    """Return the local date of an instant.

    Parameters
    ----------
    at
        Microseconds since 1970.
    zone
        Of the door.

    Returns
    -------
    date
        On the calendar at the door.
    """
    return moment(at, zone).date()


def local_days(period: Span, zone: tzinfo) -> Iterator[tuple[date, int, int]]:
    """Go through the local days in which a period lies.

    Parameters
    ----------
    period
        A visit that ends at midnight does not reach into the next day.
    zone
        Of the door.

    Yields
    ------
    tuple
        The date, its first instant, and the first instant of the next day.
    """
    day = day_of(period[0], zone)
    first = midnight(day, zone)
    while True:
        after = midnight(day + timedelta(days=1), zone)
        if first < after:
            yield day, first, after
        if after >= period[1]:
            return
        day, first = day + timedelta(days=1), after


def at_clock(span: ClockSpan, day: date, zone: tzinfo) -> Spans:
    """Return the instants of a local day at which the wall clock shows times of a span.

    Parameters
    ----------
    span
        Both ends included.
    day
        The date at the door.
    zone
        Of the door.

    Returns
    -------
    tuple
        Usually one span; two where the clocks go back past one of its ends; where they go forward
        over one, it ends or begins at that moment.
    """
    until = _clock(span.end) or 24 * 3600 * SECOND
    pieces = [
        (max(first, _clock(span.start) - shift), min(last, until - shift))
        for first, last, shift in _segments(day, zone)
    ]
    return joined(pieces)


def of_windows(windows: tuple[DailyWindow, ...], period: Span, zone: tzinfo) -> Spans:
    """Return the instants of daily windows around a period.

    Parameters
    ----------
    windows
        By the clock of the door; may cross midnight.
    period
        Windows that reach into it from the day before are among them.
    zone
        Of the door.

    Returns
    -------
    tuple
        In order, apart from one another.
    """
    reach = (period[0] - 36 * 3600 * SECOND, period[1])
    spans = [
        window.on(day, zone)
        for day, _, _ in local_days(reach, zone)
        for window in windows
        if window.holds_on(day)
    ]
    return joined((instant(span.start), instant(span.end)) for span in spans)


def _clock(clock: time) -> int:
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * SECOND + clock.microsecond


@lru_cache(maxsize=65_536)
def _segments(day: date, zone: tzinfo) -> tuple[tuple[int, int, int], ...]:
    """Split a day where the clocks change: first, last, and clock of the day minus instant."""
    first, after = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    if first >= after:
        return ()
    before, behind = _shift(first, day, zone), _shift(after - 1, day, zone)
    if before == behind:
        return ((first, after, before),)
    low, high = first, after - 1
    while high - low > 1:
        middle = (low + high) // 2
        if _shift(middle, day, zone) == before:
            low = middle
        else:
            high = middle
    return ((first, high, before), (high, after, behind))


def _shift(at: int, day: date, zone: tzinfo) -> int:
    local = moment(at, zone)
    days = (local.date() - day).days
    return days * 24 * 3600 * SECOND + _clock(local.time()) - at
