"""Visiting hours: the spans of a day inside which a visit must begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, tzinfo

from router.domain.times import WEEKDAYS, DailyWindow, TimeWindow

__all__ = ["HUMANE_HOURS", "VisitingHours"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitingHours:
    """When visits are allowed at all; nothing in the program trades them against anything.

    Parameters
    ----------
    name
        Shown in every output.
    windows
        Clock times by weekday; a day without any allows no visit.
    """

    name: str
    windows: tuple[DailyWindow, ...]

    def on(self, day: date, zone: tzinfo) -> tuple[TimeWindow, ...]:
        """Return the spans of one day, in order.

        Parameters
        ----------
        day
            The date at the door.
        zone
            The zone of the door.

        Returns
        -------
        tuple of TimeWindow
            Empty if no visit is allowed that day.
        """
        spans = (window.on(day, zone) for window in self.windows if window.holds_on(day))
        return tuple(sorted(spans, key=lambda span: span.start.timestamp()))

    def describe(self) -> str:
        """Return the hours in words.

        Returns
        -------
        str
            Such as ``humane: Mon-Fri 09:00-20:00, Sat 10:00-18:00``.
        """
        parts = []
        for window in self.windows:
            days = sorted(window.weekdays) or list(range(7))
            if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
                label = f"{WEEKDAYS[days[0]]}-{WEEKDAYS[days[-1]]}"
            else:
                label = ",".join(WEEKDAYS[day] for day in days)
            parts.append(f"{label} {window.start:%H:%M}-{window.end:%H:%M}")
        return f"{self.name}: {', '.join(parts)}"


HUMANE_HOURS = VisitingHours(
    name="humane",
    windows=(
        DailyWindow(start=time(9), end=time(20), weekdays=frozenset(range(5))),
        DailyWindow(start=time(10), end=time(18), weekdays=frozenset({5})),
    ),
)
"""The default: weekdays 9-20, Saturdays 10-18, never on Sundays. An assumption of this project,
stricter than the laws it has read; not legal advice."""
