"""Numbers as people read them: clock times, dates, spans, kilometres, money."""

from __future__ import annotations

from datetime import date

from router.domain.problem import Problem
from router.domain.times import WEEKDAYS

__all__ = ["Clock", "kilometres", "money", "percent", "span", "written_date"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Clock:
    """Turns seconds after a problem's origin into local clock times.

    Parameters
    ----------
    problem
        Whose origin and zone count.
    day
        The date planned; times on other dates say their weekday.
    """

    def __init__(self, problem: Problem, day: date) -> None:
        self._problem = problem
        self._day = day
        # Where clocks change during the plan, 02:30 alone could mean two instants.
        first, last = 0, 0
        if problem.shifts:
            first = min(shift.earliest_s for shift in problem.shifts)
            last = max(shift.latest_s + shift.overtime_max_s for shift in problem.shifts)
        self._says_zone = problem.instant(first).utcoffset() != problem.instant(last).utcoffset()

    def time(self, seconds: int) -> str:
        """Return the local clock time of an offset.

        Parameters
        ----------
        seconds
            After the origin.

        Returns
        -------
        str
            ``09:05``; ``Wed 00:35`` on another date; ``02:30 CEST`` where clocks change.
        """
        instant = self._problem.instant(seconds)
        text = f"{instant:%H:%M}"
        if instant.date() != self._day:
            text = f"{WEEKDAYS[instant.weekday()]} {text}"
        return f"{text} {instant.tzname()}" if self._says_zone else text

    def between(self, start_s: int, end_s: int) -> str:
        """Return two clock times, ``09:05–09:25``.

        Parameters
        ----------
        start_s, end_s
            After the origin.

        Returns
        -------
        str
            Both, with an en dash.
        """
        return f"{self.time(start_s)}–{self.time(end_s)}"


def written_date(day: date) -> str:
    """Return a date as ``Tue 24 Nov 2026``, in English whatever the locale.

    Parameters
    ----------
    day
        The date.

    Returns
    -------
    str
        The text.
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def span(seconds: int) -> str:
    """Return a span of time: ``25 min``, ``7 h 05``.

    Parameters
    ----------
    seconds
        Its length; rounded to minutes, a part of the first minute shows as ``< 1 min``.

    Returns
    -------
    str
        The text.
    """
    if 0 < seconds < 60:
        return "< 1 min"
    minutes = (seconds + 30) // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def kilometres(metres: int) -> str:
    """Return a distance: ``850 m``, ``12.3 km``.

    Parameters
    ----------
    metres
        Its length.

    Returns
    -------
    str
        The text.
    """
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def money(amount: float) -> str:
    """Return an amount of the plan's (unnamed) currency: ``1,234.50``.

    Parameters
    ----------
    amount
        The amount.

    Returns
    -------
    str
        The text.
    """
    return f"{amount:,.2f}"


def percent(chance: float) -> str:
    """Return a chance: ``36 %``.

    Parameters
    ----------
    chance
        From 0 to 1.

    Returns
    -------
    str
        The text, to the nearest whole.
    """
    return f"{100 * chance:.0f} %"
