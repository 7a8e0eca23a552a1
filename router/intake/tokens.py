"""The words of the window grammar: days, dates, clock times, parts of the day, dashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from router.intake.cells import CellError, flat
from router.intake.dates import DATE_PATTERN, date_of

__all__ = [
    "DAY_S",
    "PERIODS",
    "TIME_FIX",
    "WINDOW_FIX",
    "Clock",
    "Dash",
    "Days",
    "Period",
    "Separator",
    "Token",
    "tokens_of",
    "weekday_span",
]

DAY_S = 24 * 3600

PERIODS = {
    "上午": (9, 12), "下午": (14, 18), "晚上": (18, 20),
    "morning": (9, 12), "afternoon": (14, 18), "evening": (18, 20),
}  # fmt: skip
"""What the parts of a day mean, in hours."""


@dataclass(frozen=True, slots=True)
class Days:
    """Some weekdays, or one date."""

    weekdays: frozenset[int] = frozenset()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time in seconds after midnight; ``bare`` if only an hour is written, such as 9."""

    seconds: int
    bare: bool = False
    marked: bool = False  # with am or pm


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the day, in seconds after midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dash:
    """A sign between two ends."""


@dataclass(frozen=True, slots=True)
class Separator:
    """A comma between items of a kind."""


Token = Days | Clock | Period | Dash | Separator

WINDOW_FIX = "Write such as Mon-Fri 18:00-20:00; 2026-11-24 14:00-16:00; 周六 上午."
TIME_FIX = "Write clock times of 24 hours, such as 09:00-12:00 or 18:00-20:00."

_SAME_SIGNS = (
    (re.compile(r"[~〜至到]|\.\.+|\bto\b"), "-"),
    (re.compile(r"[、和及&]|\band\b"), ","),
    (re.compile(r"[()]"), " "),
    (re.compile(r"-(?:\s*-)+"), "-"),
)
_OFFSET = re.compile(
    r"[0-9]\s*(?:z|\+[0-9]{2}:?[0-9]{2})$"
    r"|[0-9]t[0-9]{1,2}:[0-9:.]*[0-9]\s*-[0-9]{2}:?[0-9]{2}$"  # of ISO 8601, not a span
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HAN_WEEK = "一二三四五六日天"
_DAY_GROUPS = {
    range(5): "工作日 平日 weekdays weekday workdays workday",
    range(5, 7): "周末 双休日 weekends weekend",
    range(7): "每天 每日 daily everyday",
}
_WHOLE_DAY = r"全天|整天|任意时间|all day|any ?time|whole day"


def tokens_of(text: str) -> tuple[Token, ...]:
    """Take a text apart completely.

    Parameters
    ----------
    text
        One item of a cell.

    Returns
    -------
    tuple of Token
        In order.

    Raises
    ------
    CellError
        If anything in it is not understood.
    """
    written = flat(text).lower()
    for pattern, sign in _SAME_SIGNS:
        written = pattern.sub(sign, written)
    if _OFFSET.search(written):
        raise CellError("a time with a UTC offset", "Write the local clock time at the door.")
    found: list[Token] = []
    position = 0
    while position < len(written):
        if written[position].isspace():
            position += 1
            continue
        for pattern, build in _LEXICON:
            match = pattern.match(written, position)
            if match:
                found.append(build(match))
                position = match.end()
                break
        else:
            raise CellError(
                "a part of this is not understood as a day or a time",
                WINDOW_FIX,
            )
    return tuple(found)


def _date(match: re.Match[str]) -> Token:
    return Days(day=date_of(match["date"]))


def _weekday(match: re.Match[str]) -> Token:
    return Days(weekdays=frozenset({_WEEK.index(match[0][:3])}))


def _han_index(char: str) -> int:
    return int(char) - 1 if char.isascii() else min(_HAN_WEEK.index(char), 6)


def _han_days(match: re.Match[str]) -> Token:
    return Days(weekdays=frozenset(_han_index(char) for char in match["days"]))


def _han_span(match: re.Match[str]) -> Token:
    return Days(weekdays=weekday_span(_han_index(match["first"]), _han_index(match["last"])))


def weekday_span(first: int, last: int) -> frozenset[int]:
    """Return the weekdays from one to another, across Sunday if need be.

    Parameters
    ----------
    first, last
        0 = Monday … 6 = Sunday.

    Returns
    -------
    frozenset of int
        Both ends included.
    """
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _clock(match: re.Match[str]) -> Token:
    parts = match.groupdict()
    hour = int(parts["h"])
    minute = 30 if parts.get("half") else int(parts.get("m") or 0)
    second = int(parts.get("s") or 0)
    half_day = parts.get("half_day")
    if half_day:
        if not 1 <= hour <= 12:
            raise CellError(f"{hour} {half_day}. is not a clock time", TIME_FIX)
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second > 0):
        raise CellError(f"{hour:02}:{minute:02} is not a clock time", TIME_FIX)
    bare = not half_day and not parts.get("m") and not parts.get("half")
    return Clock(hour * 3600 + minute * 60 + second, bare=bare, marked=bool(half_day))


def _group(days: Sequence[int]) -> Callable[[re.Match[str]], Token]:
    return lambda _match: Days(weekdays=frozenset(days))


def _period(match: re.Match[str]) -> Token:
    start, end = PERIODS[match[0]]
    return Period(start * 3600, end * 3600)


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_HALF_DAY = r"(?:\s*(?P<half_day>[ap])\.?m\b\.?)"
_LEXICON: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Token]], ...] = (
    (re.compile(rf"(?P<date>{DATE_PATTERN})(?:t(?=[0-9]))?"), _date),
    *(
        (re.compile(f"(?:{_any_of(words)})(?![a-z])"), _group(days))
        for days, words in _DAY_GROUPS.items()
    ),
    (
        re.compile(
            rf"(?:周|星期|礼拜)(?P<first>[{_HAN_WEEK}])\s*-\s*(?:周|星期|礼拜)?(?P<last>[{_HAN_WEEK}])"
            rf"(?![{_HAN_WEEK}])"
        ),
        _han_span,
    ),
    (
        re.compile(
            r"(?:周|星期|礼拜)(?P<first>[1-7])\s*-\s*(?:周|星期|礼拜)?(?P<last>[1-7])(?![0-9:点时.])"
        ),
        _han_span,
    ),
    (re.compile(rf"(?:周|星期|礼拜)(?P<days>[{_HAN_WEEK}]+|[1-7](?![0-9:点时.]))"), _han_days),
    (
        re.compile(
            r"(?:mondays?|mon|tuesdays?|tues?|wednesdays?|wed|thursdays?|thurs?|thu|fridays?|fri"
            r"|saturdays?|sat|sundays?|sun)(?![a-z])\.?"
        ),
        _weekday,
    ),
    (re.compile(_any_of(" ".join(PERIODS))), _period),
    (re.compile(_WHOLE_DAY), lambda _match: Period(0, DAY_S)),
    (
        re.compile(
            rf"(?P<h>[0-9]{{1,2}}):(?P<m>[0-9]{{2}})(?::(?P<s>[0-9]{{2}}))?(?![0-9:]){_HALF_DAY}?"
        ),
        _clock,
    ),
    (
        re.compile(r"(?P<h>[0-9]{1,2})\s*[点时](?:(?P<m>[0-9]{1,2})分?|(?P<half>半)|整)?(?![0-9])"),
        _clock,
    ),
    (re.compile(rf"(?P<h>[0-9]{{1,2}}){_HALF_DAY}"), _clock),
    (re.compile(r"(?P<h>[0-9]{1,2})(?![0-9:.a-z])"), _clock),
    (re.compile(r"-"), lambda _match: Dash()),
    (re.compile(r","), lambda _match: Separator()),
)
