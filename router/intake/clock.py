"""Windows, appointments, shifts and breaks as people write them; read whole or refused.

::

    cell  := item (";" or line break) item …
    item  := group ("," group …)          Mon 9-12, Tue 14-16
    group := days times | days | times | times days
    days  := Mon-Fri | Mon,Wed | 周一至周五 | 周六、周日 | 工作日 | 2026-11-24 | 2026-11-24
    times := 09:00-12:00 | 9-12, 14-18 | 上午 | 晚上 …

Days without times mean the whole day, times without days every day; an item holds times for all of
its days or for none. Whatever is left over (``after six``, ``except Mondays``) refuses the cell:
nobody is visited on a rule that was read in part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from router.domain.agents import Break
from router.domain.times import DailyWindow
from router.intake.cells import CellError, flat, is_nothing, parse_minutes
from router.intake.tokens import (
    DAY_S,
    TIME_FIX,
    Clock,
    Dash,
    Days,
    Period,
    Separator,
    Token,
    tokens_of,
    weekday_span,
)

__all__ = [
    "parse_appointment",
    "parse_breaks",
    "parse_clock",
    "parse_shifts",
    "parse_weekdays",
    "parse_windows",
]

_FIX = "Write such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00; 周六 上午."
_APPOINTMENT_FIX = "Write date and time: 2026-11-24 14:00-14:30, or 2026-11-24 14:00."
_SHIFT_FIX = "Write such as Mon-Fri 09:00-18:00; Sat 10:00-16:00; 2026-11-24 08:00-12:00."
_BREAK_FIX = "Write 12:00-12:45 (fixed), or 12:00-13:30/45min (starts between, lasts 45 minutes)."
_LONGEST_NIGHT_S = 12 * 3600  # 9:00-5:00 is a clock of 12 hours, not a window of 20
_LONGEST_BREAK = timedelta(hours=6)
_LONGEST_DATE_SPAN_DAYS = 62
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_DAY_FRACTION = re.compile(r"0?\.[0-9]+")


def parse_windows(text: str) -> tuple[DailyWindow, ...]:
    """Read when a visit may start.

    Parameters
    ----------
    text
        See the grammar at the top of this module.

    Returns
    -------
    tuple of DailyWindow
        In the order written; empty if the cell says so in words.

    Raises
    ------
    CellError
        If any part is not understood.
    """
    found: dict[DailyWindow, None] = {}
    for groups in _items(text):
        for group in groups:
            if any(span.instant for span in group.spans):
                raise CellError(
                    "a time without an end",
                    f"{_FIX} For an exact time use the column appointment.",
                )
            found.update(dict.fromkeys(group.windows()))
    return tuple(found)


def parse_appointment(text: str) -> DailyWindow:
    """Read a confirmed time.

    Parameters
    ----------
    text
        ``2026-11-24 14:00-14:30``, ``2026-11-24T14:00`` (exactly then), ``2026-11-24`` (any time
        that day), or a spreadsheet's serial number of date and time.

    Returns
    -------
    DailyWindow
        With a date.

    Raises
    ------
    CellError
        If it is anything else.
    """
    written = flat(text)
    if _SERIAL.fullmatch(written):
        instant = datetime(1899, 12, 30) + timedelta(days=float(written))  # noqa: DTZ001
        written = (instant + timedelta(seconds=30)).strftime("%Y-%m-%d %H:%M")
    items = _items(written)
    groups = [group for item in items for group in item]
    windows = groups[0].windows() if len(groups) == 1 else []
    if len(windows) != 1 or windows[0].day is None:
        raise CellError("an appointment is one time on one date", _APPOINTMENT_FIX)
    return windows[0]


def parse_shifts(text: str) -> tuple[DailyWindow, ...]:
    """Read when an agent works.

    Parameters
    ----------
    text
        See the grammar at the top of this module; every shift needs its times.

    Returns
    -------
    tuple of DailyWindow
        In the order written, at least one.

    Raises
    ------
    CellError
        If any part is not understood, or two shifts overlap.
    """
    found: list[DailyWindow] = []
    for groups in _items(text):
        for group in groups:
            if not group.spans or any(span.instant for span in group.spans):
                raise CellError("a shift without its times", _SHIFT_FIX)
            found += group.windows()
    if not found:
        raise CellError("no shift at all", _SHIFT_FIX)
    for place, shift in enumerate(found):
        if any(_overlap(shift, other) for other in found[:place]):
            raise CellError("two shifts overlap", _SHIFT_FIX)
    return tuple(found)


def parse_weekdays(text: str) -> frozenset[int]:
    """Read a list of weekdays.

    Parameters
    ----------
    text
        ``Mon-Fri``, ``Mon,Wed``, ``周一至周五``, ``daily`` …

    Returns
    -------
    frozenset of int
        0 = Monday … 6 = Sunday, at least one.

    Raises
    ------
    CellError
        If it is anything else.
    """
    groups = [group for item in _items(text) for group in item]
    days = [days for group in groups for days in group.days]
    if not days or any(group.spans for group in groups) or any(d.day for d in days):
        raise CellError("these are not weekdays", "Write such as Mon-Fri or Mon,Wed,Sat.")
    return frozenset().union(*(d.weekdays for d in days))


def parse_clock(text: str) -> time:
    """Read one clock time.

    Parameters
    ----------
    text
        ``09:00``, ``9``, ``9 am``, ``9点``, or a spreadsheet's part of a day such as ``0.375``.

    Returns
    -------
    time
        24:00 is midnight.

    Raises
    ------
    CellError
        If it is anything else.
    """
    written = flat(text)
    if _DAY_FRACTION.fullmatch(written):
        minutes = round(float(written) * 24 * 60)
        return _time(minutes * 60)
    tokens = tokens_of(written)
    if len(tokens) != 1 or not isinstance(tokens[0], Clock):
        raise CellError("this is not a clock time", TIME_FIX)
    return _time(tokens[0].seconds)


def parse_breaks(text: str) -> tuple[Break, ...]:
    """Read the rests within a shift.

    Parameters
    ----------
    text
        ``12:00-12:45`` is fixed; ``12:00-13:30/45min`` starts between the two and lasts 45 minutes;
        ``12:00/45min`` starts at 12:00. Several are separated by ``;`` or ``,``.

    Returns
    -------
    tuple of Break
        In the order of the day.

    Raises
    ------
    CellError
        If any part is not understood.
    """
    if is_nothing(text):
        return ()
    items = [item.strip() for item in re.split(r"[;,、|\n]", flat(text))]
    found = [_break(item) for item in items if item]
    return tuple(sorted(found, key=lambda rest: (rest.earliest, rest.latest)))


def _break(text: str) -> Break:
    bounds, slash, length = text.partition("/")
    tokens = tokens_of(bounds)
    clocks = [token.seconds for token in tokens if isinstance(token, Clock)]
    shape = [type(token) for token in tokens]
    if shape == [Clock] and slash:
        first = last = clocks[0]
    elif shape == [Clock, Dash, Clock]:
        first, last = clocks
    else:
        raise CellError("this is not a break", _BREAK_FIX)
    if slash:
        if last < first:
            raise CellError(
                "the bounds of a break lie on both sides of midnight",
                "Write it as fixed, such as 23:30-00:15, or keep the bounds on one side.",
            )
        duration = parse_minutes(length)
    else:
        duration = timedelta(seconds=(last - first) % DAY_S)
        last = first
    if not timedelta(0) < duration <= _LONGEST_BREAK:
        raise CellError("a break lasts longer than nothing, and at most 6 hours", _BREAK_FIX)
    return Break(_time(first), _time(last), duration)


# ---- from tokens to windows ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    instant: bool = False


@dataclass(slots=True)
class _Group:
    days: list[Days] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)

    def windows(self) -> list[DailyWindow]:
        spans = self.spans or [_Span(0, DAY_S)]
        weekdays: frozenset[int] = frozenset().union(*(days.weekdays for days in self.days))
        dates = [days.day for days in self.days if days.day is not None]
        every_day = frozenset[int]() if len(weekdays) == 7 else weekdays
        holding: list[tuple[frozenset[int], date | None]] = [(frozenset(), day) for day in dates]
        if weekdays or not dates:
            holding.insert(0, (every_day, None))
        return [
            DailyWindow(
                start=_time(span.start),
                end=_time(span.end),
                weekdays=days,
                day=day,
                instant=span.instant,
            )
            for days, day in holding
            for span in spans
        ]


def _time(seconds: int) -> time:
    seconds %= DAY_S
    return time(seconds // 3600, seconds % 3600 // 60, seconds % 60)


def _items(text: str) -> list[list[_Group]]:
    if is_nothing(text):
        return []
    items = [item for item in re.split(r"[;|\n]", flat(text)) if item.strip()]
    return [_Item(tokens_of(item)).groups() for item in items]


class _Item:
    """One item of a cell, read token by token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._place = 0

    def groups(self) -> list[_Group]:
        """Return its groups; all of them hold times, or none does."""
        groups = [_Group()]
        closed = False  # times before days: nothing may follow
        apart = False
        while (token := self._next()) is not None:
            if isinstance(token, Separator):
                apart = True
                continue
            group = groups[-1]
            if closed and not isinstance(token, Days):
                raise CellError("days stand behind their times and before others", _FIX)
            if isinstance(token, Days):
                if group.spans and not closed:
                    closed = not group.days and not apart
                    if closed and len(groups) > 1:
                        raise CellError("days stand behind their times and before others", _FIX)
                    if not closed:
                        groups.append(_Group())
                self._take_days(token, groups[-1], apart)
            else:
                group.spans.append(self._span(token, group))
            apart = False
        if not any(group.days or group.spans for group in groups):
            raise CellError("there is no day and no time in this", _FIX)
        if any(group.spans for group in groups) and not all(group.spans for group in groups):
            raise CellError("some days have times here and others have none", _FIX)
        return groups

    def _next(self) -> Token | None:
        self._place += 1
        return self._tokens[self._place - 1] if self._place <= len(self._tokens) else None

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _take_days(self, days: Days, group: _Group, apart: bool) -> None:
        """Add days to a group: alone, as a span, or a date with its weekday beside it."""
        if isinstance(self._peek(), Dash):
            self._next()
            last = self._next()
            if not isinstance(last, Days):
                raise CellError("a span of days has no end", _FIX)
            group.days += _between(days, last)
            return
        before = group.days[-1].day if group.days else None
        if before is not None and days.day is None and not apart:
            if before.weekday() not in days.weekdays:
                raise CellError("date and weekday do not agree", _FIX)
            return
        group.days.append(days)

    def _span(self, token: Token, group: _Group) -> _Span:
        """Read a span that starts with this token."""
        if isinstance(token, Period):
            if not isinstance(self._peek(), Clock):
                return _Span(token.start, token.end)
            clock = self._next()
            span = self._clock_span(clock, group)
            morning = token.end <= 12 * 3600
            fits = span.end <= 13 * 3600 if morning else span.start >= 12 * 3600
            if span.end < span.start or not fits:
                raise CellError("the part of the day and the times do not agree", TIME_FIX)
            return span
        return self._clock_span(token, group)

    def _clock_span(self, start: Token | None, group: _Group) -> _Span:
        if not isinstance(start, Clock):
            raise CellError("a dash without two times", _FIX)
        if not isinstance(self._peek(), Dash):
            if start.bare:
                raise CellError("a number that is neither a time nor a span", _FIX)
            return _Span(start.seconds, start.seconds, instant=True)
        self._next()
        end = self._next()
        next_day = False
        if isinstance(end, Days):  # 2026-11-24 22:00 - 2026-11-25 02:00
            next_day = _is_next_day(group, end)
            end = self._next()
        if not isinstance(end, Clock):
            raise CellError("a time without an end", _FIX)
        return _checked_span(start, end, next_day=next_day)


def _checked_span(start: Clock, end: Clock, *, next_day: bool) -> _Span:
    if start.seconds == end.seconds:
        raise CellError("it starts and ends at the same time", "Write 00:00-24:00 for a whole day.")
    if end.marked and start.bare:
        raise CellError("am or pm stands at one end only", TIME_FIX)
    if next_day and end.seconds > start.seconds:
        raise CellError("longer than a day", _FIX)
    if end.seconds < start.seconds and end.seconds > 0:
        length = end.seconds + DAY_S - start.seconds
        if length > _LONGEST_NIGHT_S or (start.bare and end.bare):
            raise CellError("it ends before it starts", TIME_FIX)
    return _Span(start.seconds, end.seconds)


def _is_next_day(group: _Group, end: Days) -> bool:
    start = group.days[-1].day if group.days else None
    if start is None or end.day is None or not 0 <= (end.day - start).days <= 1:
        raise CellError("the two dates of a window do not fit", _FIX)
    return end.day != start


def _between(first: Days, last: Days) -> list[Days]:
    if first.day is not None and last.day is not None:
        length = (last.day - first.day).days
        if not 0 <= length <= _LONGEST_DATE_SPAN_DAYS:
            raise CellError("a span of dates ends before it starts, or is too long", _FIX)
        return [Days(day=first.day + timedelta(days=step)) for step in range(length + 1)]
    if len(first.weekdays) == 1 and len(last.weekdays) == 1:
        return [Days(weekdays=weekday_span(min(first.weekdays), min(last.weekdays)))]
    raise CellError("a span of days has no clear ends", _FIX)


def _overlap(one: DailyWindow, other: DailyWindow) -> bool:
    """Tell whether two shifts of the same kind (dated or not) share a moment on some day."""
    if (one.day is None) != (other.day is None):
        return False  # the dated one replaces the other
    if one.day is not None and other.day is not None:
        offsets = {(other.day - one.day).days}
    else:
        week = range(7)
        offsets = {
            (b - a + 3) % 7 - 3 for a in one.weekdays or week for b in other.weekdays or week
        }
    return any(_meet(one, other, days * DAY_S) for days in offsets)


def _meet(one: DailyWindow, other: DailyWindow, offset: int) -> bool:
    one_start, one_end = _bounds(one)
    other_start, other_end = _bounds(other)
    return one_start < other_end + offset and other_start + offset < one_end


def _bounds(window: DailyWindow) -> tuple[int, int]:
    start = window.start.hour * 3600 + window.start.minute * 60 + window.start.second
    end = window.end.hour * 3600 + window.end.minute * 60 + window.end.second
    return start, end if end > start else end + DAY_S
