"""Wall clocks at a door: a visit as a row of instants, and what the clock shows at each of them.

Nothing here intersects intervals. A visit is walked in steps of half a minute, and every step is
asked by itself; hours are written in whole minutes, so no span and no gap between two is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from router.domain.calendars import Calendar
from router.domain.profiles import ClockSpan
from router.domain.times import DailyWindow

__all__ = ["DAY_S", "Shown", "day_kind", "in_span", "in_windows", "inside_windows", "shown", "walk"]

DAY_S = 24 * 3600
_STEP_S = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """What the clock at a door shows at one instant.

    Parameters
    ----------
    day
        The date.
    second
        Of the day, 0 to 86400; 86400 is midnight as the end of ``day``.
    """

    day: date
    second: float

    @property
    def naive(self) -> datetime:
        """Date and time without a zone."""
        return datetime.combine(self.day, time(0)) + timedelta(seconds=self.second)


def shown(moment: datetime, zone: tzinfo) -> Shown:
    """Return what the clock shows.

    Parameters
    ----------
    moment
        Zone-aware.
    zone
        Of the door.

    Returns
    -------
    Shown
        Midnight as the start of its day.
    """
    local = moment.astimezone(zone)
    return Shown(
        local.date(),
        local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6,
    )


def walk(start: datetime, end: datetime, zone: tzinfo) -> Iterator[Shown]:
    """Walk through a visit.

    Parameters
    ----------
    start, end
        Zone-aware.
    zone
        Of the door.

    Yields
    ------
    Shown
        At the start, every half minute of the clock, the middle and the end. Midnight at the end
        of a visit is the end of the day before; midnight in its middle is left to the instants
        around it, as two days meet there.
    """
    first, last = start.astimezone(UTC), end.astimezone(UTC)
    yield shown(first, zone)
    whole = int(first.timestamp()) // _STEP_S + 1
    moments = {first + (last - first) / 2, last}
    while whole * _STEP_S < last.timestamp():
        moments.add(datetime.fromtimestamp(whole * _STEP_S, UTC))
        whole += 1
    for moment in sorted(moments - {first}):
        at = shown(moment, zone)
        if at.second:
            yield at
        elif moment == last:
            yield Shown(at.day - timedelta(days=1), DAY_S)


def day_kind(day: date, calendar: Calendar, *, adjusted: bool) -> str:
    """Tell which kind of day a date is.

    Parameters
    ----------
    day
        At the door.
    calendar
        Of the jurisdiction.
    adjusted
        True if a weekend day that is worked counts as a Monday.

    Returns
    -------
    str
        ``mon`` to ``sun``, or ``holiday``.
    """
    worked = day in calendar.workdays
    if worked and adjusted:
        return "mon"
    if day in calendar.holidays and not worked:
        return "holiday"
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.isoweekday() - 1]


def in_span(at: Shown, span: ClockSpan) -> bool:
    """Tell whether a clock time lies in a span, both ends included.

    Parameters
    ----------
    at
        What the clock shows.
    span
        On the same day.

    Returns
    -------
    bool
        True if it does.
    """
    closes = _second(span.end) or DAY_S
    return _second(span.start) <= at.second <= closes


def in_windows(at: Shown, windows: Iterable[DailyWindow]) -> bool:
    """Tell whether an instant lies in one of some windows, both ends included.

    Parameters
    ----------
    at
        What the clock shows.
    windows
        By weekday or date; they may run past midnight.

    Returns
    -------
    bool
        True if it does.
    """
    return any(opens <= at.naive <= closes for opens, closes in _around(at.day, windows))


def inside_windows(at: Shown, windows: Iterable[DailyWindow]) -> bool:
    """Tell whether an instant lies in one of some windows, and not at one of its ends.

    Parameters
    ----------
    at
        What the clock shows.
    windows
        By weekday or date; they may run past midnight.

    Returns
    -------
    bool
        True if it does.
    """
    return any(opens < at.naive < closes for opens, closes in _around(at.day, windows))


def _around(day: date, windows: Iterable[DailyWindow]) -> Iterator[tuple[datetime, datetime]]:
    """The clock times of the windows that begin on a date or on the one before."""
    for window in windows:
        for begins in (day - timedelta(days=1), day):
            if begins != window.day if window.day else not _on(begins, window.weekdays):
                continue
            midnight = datetime.combine(begins, time(0))
            opens = midnight + timedelta(seconds=_second(window.start))
            closes = midnight + timedelta(seconds=_second(window.end))
            if closes <= opens and not window.instant:
                closes += timedelta(days=1)
            yield opens, closes


def _on(day: date, weekdays: frozenset[int]) -> bool:
    return not weekdays or day.isoweekday() - 1 in weekdays


def _second(clock: time) -> float:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
