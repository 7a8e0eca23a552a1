"""From the words of a cell to groups of days and times: the grammar itself.

::

    cell  := item (";" or line break) item …
    item  := group ("," group …)          Mon 9-12, Tue 14-16
    group := days times | days | times | times days
    days  := Mon-Fri | Mon,Wed | 周一至周五 | 周六、周日 | 工作日 | 2026-11-24
             | 2026-11-24..2026-11-26
    times := 09:00-12:00 | 9-12, 14-18 | 上午 | 晚上 …

Days without times mean the whole day, times without days every day; an item holds times for all of
its days or for none. Whatever is left over (``after six``, ``except Mondays``) refuses the cell:
nobody is visited on a rule that was read in part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from router.domain.times import DailyWindow
from router.intake.cells import CellError, flat, is_nothing
from router.intake.tokens import (
    DAY_S,
    TIME_FIX,
    WINDOW_FIX,
    Clock,
    Dash,
    Days,
    Period,
    Separator,
    Token,
    tokens_of,
    weekday_span,
)

__all__ = ["Group", "Span", "items_of", "time_of"]

_LONGEST_NIGHT_S = 12 * 3600  # 9:00-5:00 is a clock of 12 hours, not a window of 20
_LONGEST_DATE_SPAN_DAYS = 62
_BEHIND = "days stand behind their times and before others"


@dataclass(frozen=True, slots=True)
class Span:
    """Clock times in seconds after midnight; an end before the start lies on the next day."""

    start: int
    end: int
    instant: bool = False


@dataclass(slots=True)
class Group:
    """Some days and the times that hold on them."""

    days: list[Days] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def windows(self) -> list[DailyWindow]:
        """Return a window for every time on every kind of day.

        Returns
        -------
        list of DailyWindow
            Without days every day, without times the whole day.
        """
        spans = self.spans or [Span(0, DAY_S)]
        weekdays: frozenset[int] = frozenset().union(*(days.weekdays for days in self.days))
        dates = [days.day for days in self.days if days.day is not None]
        every_day = frozenset[int]() if len(weekdays) == 7 else weekdays
        holding: list[tuple[frozenset[int], date | None]] = [(frozenset(), day) for day in dates]
        if weekdays or not dates:
            holding.insert(0, (every_day, None))
        return [
            DailyWindow(
                start=time_of(span.start),
                end=time_of(span.end),
                weekdays=days,
                day=day,
                instant=span.instant,
            )
            for days, day in holding
            for span in spans
        ]


def time_of(seconds: int) -> time:
    """Return the clock time of a number of seconds.

    Parameters
    ----------
    seconds
        After midnight; 24 hours are midnight again.

    Returns
    -------
    time
        Local.
    """
    seconds %= DAY_S
    return time(seconds // 3600, seconds % 3600 // 60, seconds % 60)


def items_of(text: str) -> list[list[Group]]:
    """Read a cell by the grammar above.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    list of list of Group
        The groups of every item; empty if the cell says so in words.

    Raises
    ------
    CellError
        If any part is not understood.
    """
    if is_nothing(text):
        return []
    items = [item for item in re.split(r"[;|\n]", flat(text)) if item.strip()]
    return [_Item(tokens_of(item)).groups() for item in items]


class _Item:
    """One item of a cell, read token by token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._place = 0

    def groups(self) -> list[Group]:
        """Return its groups; all of them hold times, or none does."""
        groups = [Group()]
        closed = False  # times before days: nothing may follow
        apart = False
        while (token := self._next()) is not None:
            if isinstance(token, Separator):
                apart = True
                continue
            group = groups[-1]
            if closed and not isinstance(token, Days):
                raise CellError(_BEHIND, WINDOW_FIX)
            if isinstance(token, Days):
                if group.spans and not closed:
                    closed = not group.days and not apart
                    if closed and len(groups) > 1:
                        raise CellError(
                            "days stand behind their times and before others", WINDOW_FIX
                        )
                    if not closed:
                        groups.append(Group())
                self._take_days(token, groups[-1], apart)
            else:
                group.spans.append(self._span(token, group))
            apart = False
        if not any(group.days or group.spans for group in groups):
            raise CellError("there is no day and no time in this", WINDOW_FIX)
        if any(group.spans for group in groups) and not all(group.spans for group in groups):
            raise CellError("some days have times here and others have none", WINDOW_FIX)
        return groups

    def _next(self) -> Token | None:
        self._place += 1
        return self._tokens[self._place - 1] if self._place <= len(self._tokens) else None

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _take_days(self, days: Days, group: Group, apart: bool) -> None:
        """Add days to a group: alone, as a span, or a date with its weekday beside it."""
        if isinstance(self._peek(), Dash):
            self._next()
            last = self._next()
            if not isinstance(last, Days):
                raise CellError("a span of days has no end", WINDOW_FIX)
            group.days += _between(days, last)
            return
        before = group.days[-1].day if group.days else None
        if before is not None and days.day is None and not apart:
            if before.weekday() not in days.weekdays:
                raise CellError("date and weekday do not agree", WINDOW_FIX)
            return
        group.days.append(days)

    def _span(self, token: Token, group: Group) -> Span:
        """Read a span that starts with this token."""
        if isinstance(token, Period):
            if not isinstance(self._peek(), Clock):
                return Span(token.start, token.end)
            clock = self._next()
            span = self._clock_span(clock, group)
            morning = token.end <= 12 * 3600
            fits = span.end <= 13 * 3600 if morning else span.start >= 12 * 3600
            if span.end < span.start or not fits:
                raise CellError("the part of the day and the times do not agree", TIME_FIX)
            return span
        return self._clock_span(token, group)

    def _clock_span(self, start: Token | None, group: Group) -> Span:
        if not isinstance(start, Clock):
            raise CellError("a dash without two times", WINDOW_FIX)
        if not isinstance(self._peek(), Dash):
            if start.bare:
                raise CellError("a number that is neither a time nor a span", WINDOW_FIX)
            return Span(start.seconds, start.seconds, instant=True)
        self._next()
        end = self._next()
        next_day = False
        if isinstance(end, Days):  # 2026-11-24 22:00 - 2026-11-25 02:00
            next_day = _is_next_day(group, end)
            end = self._next()
        if not isinstance(end, Clock):
            raise CellError("a time without an end", WINDOW_FIX)
        return _checked_span(start, end, next_day=next_day)


def _checked_span(start: Clock, end: Clock, *, next_day: bool) -> Span:
    if start.seconds == end.seconds:
        raise CellError("it starts and ends at the same time", "Write 00:00-24:00 for a whole day.")
    if end.marked and start.bare:
        raise CellError("am or pm stands at one end only", TIME_FIX)
    if next_day and end.seconds > start.seconds:
        raise CellError("longer than a day", WINDOW_FIX)
    if end.seconds < start.seconds and end.seconds > 0:
        length = end.seconds + DAY_S - start.seconds
        if length > _LONGEST_NIGHT_S or (start.bare and end.bare):
            raise CellError("it ends before it starts", TIME_FIX)
    return Span(start.seconds, end.seconds)


def _is_next_day(group: Group, end: Days) -> bool:
    start = group.days[-1].day if group.days else None
    if start is None or end.day is None or not 0 <= (end.day - start).days <= 1:
        raise CellError("the two dates of a window do not fit", WINDOW_FIX)
    return end.day != start


def _between(first: Days, last: Days) -> list[Days]:
    if first.day is not None and last.day is not None:
        length = (last.day - first.day).days
        if not 0 <= length <= _LONGEST_DATE_SPAN_DAYS:
            raise CellError("a span of dates ends before it starts, or is too long", WINDOW_FIX)
        return [Days(day=first.day + timedelta(days=step)) for step in range(length + 1)]
    if len(first.weekdays) == 1 and len(last.weekdays) == 1:
        return [Days(weekdays=weekday_span(min(first.weekdays), min(last.weekdays)))]
    raise CellError("a span of days has no clear ends", WINDOW_FIX)
