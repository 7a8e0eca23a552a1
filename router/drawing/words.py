"""Numbers as people read them: clock times, dates, spans, kilometres, money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from router.domain.problem import Problem
from router.domain.times import WEEKDAYS

__all__ = [
    "Clock",
    "counted",
    "date_in",
    "kilometres",
    "moment_in",
    "money",
    "percent",
    "span",
    "weekday_in",
    "written_date",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CHINESE_WEEKDAYS = "一二三四五六日"


class Clock:
    """Turns seconds after a problem's origin into local clock times.

    Parameters
    ----------
    problem
        Whose origin and zone count.
    day
        The date planned; times on other dates say their weekday.
    lang
        ``en`` or ``zh``, of the weekday.
    """

    def __init__(self, problem: Problem, day: date, lang: str = "en") -> None:
        self._problem = problem
        self._day = day
        self._lang = lang
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
            text = f"{weekday_in(self._lang, instant.weekday())} {text}"
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


def weekday_in(lang: str, weekday: int) -> str:
    """Return the short name of a weekday.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    weekday
        Monday is 0.

    Returns
    -------
    str
        ``Tue``, ``周二``.
    """
    return f"周{_CHINESE_WEEKDAYS[weekday]}" if lang == "zh" else WEEKDAYS[weekday]


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


def span(seconds: int, lang: str = "en") -> str:
    """Return a span of time: ``25 min``, ``7 h 05``; ``25 分钟``, ``7 小时 5 分``.

    Parameters
    ----------
    seconds
        Its length; rounded to minutes, a part of the first minute shows as ``< 1 min``.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        The text.
    """
    chinese = lang == "zh"
    if 0 < seconds < 60:
        return "< 1 分钟" if chinese else "< 1 min"
    minutes = (seconds + 30) // 60
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} 分钟" if chinese else f"{minutes} min"
    if chinese:
        return f"{hours} 小时 {rest} 分" if rest else f"{hours} 小时"
    return f"{hours} h {rest:02d}"


def kilometres(metres: int, lang: str = "en") -> str:
    """Return a distance: ``850 m``, ``12.3 km``; ``850 米``, ``12.3 公里``.

    Parameters
    ----------
    metres
        Its length.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        The text.
    """
    short, long = ("米", "公里") if lang == "zh" else ("m", "km")
    return f"{metres} {short}" if metres < 1000 else f"{metres / 1000:.1f} {long}"


def counted(words: Mapping[str, str], name: str, count: int, **more: str) -> str:
    """Return a count with its noun, or the noun alone, as the words of a page say it.

    Parameters
    ----------
    words
        Of the page, in its language.
    name
        Before ``_1``, which is said of one, and ``_n``, of any other number.
    count
        How many.
    more
        What else stands in the text.

    Returns
    -------
    str
        Such as ``1 stop``, ``3 stops``, ``3 站``.
    """
    return words[f"{name}_1" if count == 1 else f"{name}_n"].format(n=count, **more)


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


def percent(chance: float, lang: str = "en") -> str:
    """Return a chance: ``36 %``; ``36%`` in Chinese.

    Parameters
    ----------
    chance
        From 0 to 1.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    str
        The text, to the nearest whole.
    """
    return f"{100 * chance:.0f}%" if lang == "zh" else f"{100 * chance:.0f} %"


def date_in(lang: str, day: date) -> str:
    """Return a date as people of a language read it.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    day
        The date.

    Returns
    -------
    str
        ``Tue 24 Nov 2026``, ``2026年11月24日 周二``.
    """
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日 {weekday_in(lang, day.weekday())}"
    return written_date(day)


def moment_in(lang: str, moment: datetime, day: date | None = None) -> str:
    """Return a time in its own zone.

    Parameters
    ----------
    lang
        ``en`` or ``zh``.
    moment
        Zone-aware, in the zone that is meant.
    day
        A time on this date is told by the clock alone.

    Returns
    -------
    str
        ``09:05``, or with the date in front.
    """
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == day else f"{date_in(lang, moment.date())} {clock}"
