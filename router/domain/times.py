"""Time windows: instants (aware), and rules by weekday or date that become instants on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

__all__ = [
    "END_OF_DAY",
    "WEEKDAYS",
    "DailyWindow",
    "TimeWindow",
    "days_later",
    "local_instant",
    "whole_minute",
]

END_OF_DAY = time(23, 59, 59)
"""Of what happened on a day at a time that nobody wrote down: it had happened by then."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """A closed interval of instants.

    Parameters
    ----------
    start, end
        Zone-aware; both ends belong to the window.

    Raises
    ------
    ValueError
        If a time has no zone, or the end lies before the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ValueError("a time window needs times with a zone")
        # Times of one zone compare by the wall clock, which runs backwards once a year.
        if self.end.timestamp() < self.start.timestamp():
            raise ValueError("a time window ends before it starts")

    def overlaps(self, other: TimeWindow) -> bool:
        """Tell whether two windows share an instant.

        Parameters
        ----------
        other
            The other window.

        Returns
        -------
        bool
            True if they at least touch.
        """
        return (
            self.start.timestamp() <= other.end.timestamp()
            and other.start.timestamp() <= self.end.timestamp()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyWindow:
    """A window by the clock, on some weekdays or on one date.

    Parameters
    ----------
    start, end
        Local clock times; an end at or before the start lies on the next day.
    weekdays
        0 = Monday … 6 = Sunday; empty means every day. Ignored if ``day`` is given.
    day
        The one date on which the window holds.
    instant
        True if service must start exactly at ``start``; ``end`` is then the same time of the same
        day.
    """

    start: time
    end: time
    weekdays: frozenset[int] = frozenset()
    day: date | None = None
    instant: bool = False

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("a daily window has clock times without a zone")
        if not all(0 <= weekday <= 6 for weekday in self.weekdays):
            raise ValueError("weekdays run from 0 (Monday) to 6 (Sunday)")
        if self.instant and self.start != self.end:
            raise ValueError("an instant starts and ends at the same time")

    def holds_on(self, day: date) -> bool:
        """Tell whether the window exists on this date.

        Parameters
        ----------
        day
            The date on which the window would start.

        Returns
        -------
        bool
            True if it does.
        """
        if self.day is not None:
            return self.day == day
        return not self.weekdays or day.weekday() in self.weekdays

    def on(self, day: date, zone: tzinfo) -> TimeWindow:
        """Return the window's instants on a date.

        Parameters
        ----------
        day
            The date on which the window starts.
        zone
            The zone of the door.

        Returns
        -------
        TimeWindow
            Aware instants. A clock time that a change to summer time skips is moved to the first
            instant that exists; of a repeated one, a start is the first and an end the second.
        """
        if self.instant:
            moment = local_instant(day, self.start, zone, fold=0)
            return TimeWindow(moment, moment)
        end_day = day if self.end > self.start else day + timedelta(days=1)
        return TimeWindow(
            local_instant(day, self.start, zone, fold=0),
            local_instant(end_day, self.end, zone, fold=1),
        )


def local_instant(day: date, clock: time, zone: tzinfo, *, fold: int = 0) -> datetime:
    """Return the instant of a local clock time, even around a change of the clocks.

    Parameters
    ----------
    day, clock
        The local date and time.
    zone
        The zone.
    fold
        Which of two equal clock times is meant when clocks go back: 0 the first, 1 the second.

    Returns
    -------
    datetime
        Aware. A time that does not exist becomes the first instant after the gap.
    """
    local = datetime.combine(day, clock, tzinfo=zone).replace(fold=fold)
    back = local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return local
    before = local.replace(fold=0).utcoffset()
    after = local.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    gap = abs(before - after)
    # Inside a gap: walk back to its first instant, to the second.
    low, high = local.replace(fold=0).astimezone(UTC) - gap, local.astimezone(UTC) + gap
    offset_low = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset_low:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0).astimezone(zone)


def whole_minute(moment: datetime) -> datetime:
    """Return the minute in which a moment lies.

    Parameters
    ----------
    moment
        Zone-aware.

    Returns
    -------
    datetime
        In UTC: the same whatever the zone, and also after a spreadsheet has cut off the seconds.
    """
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def days_later(day: date, days: int) -> date:
    """Return the date so many days after another.

    Parameters
    ----------
    day, days
        Where from, and how many; earlier if negative.

    Returns
    -------
    date
        The last date that there is, where it would lie after that: such as of 9999-12-31, which
        tables write for no end. The first one likewise.
    """
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal()))
