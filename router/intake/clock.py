"""Windows, appointments, shifts and breaks of one cell; read whole or refused (see `groups`)."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from router.domain.agents import Break
from router.domain.times import DailyWindow
from router.intake.cells import CellError, flat, is_nothing
from router.intake.groups import items_of, time_of
from router.intake.numbers import parse_minutes
from router.intake.tokens import DAY_S, TIME_FIX, WINDOW_FIX, Clock, Dash, tokens_of

__all__ = [
    "parse_appointment",
    "parse_bad_times",
    "parse_breaks",
    "parse_clock",
    "parse_shifts",
    "parse_weekdays",
    "parse_windows",
]

_APPOINTMENT_FIX = "Write date and time: 2026-11-24 14:00-14:30, or 2026-11-24 14:00."
_SHIFT_FIX = "Write such as Mon-Fri 09:00-18:00; Sat 10:00-16:00; 2026-11-24 08:00-12:00."
_BREAK_FIX = "Write 12:00-12:45 (fixed), or 12:00-13:30/45min (starts between, lasts 45 minutes)."
_BAD_TIMES_FIX = "Write such as Mon-Fri 09:00-12:00; before 10:00; after 18:00; Sun."
_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}|\s*[点时](?:[0-9]{1,2}分?|半|整)?)?(?:\s*[ap]\.?m\b\.?)?"
_ONE_SIDED = (
    (re.compile(rf"\bafter\s+(?P<clock>{_CLOCK})"), r"\g<clock>-24:00"),
    (re.compile(rf"(?P<clock>{_CLOCK})\s*(?:以后|之后|后)"), r"\g<clock>-24:00"),
    (re.compile(rf"\bbefore\s+(?P<clock>{_CLOCK})"), r"00:00-\g<clock>"),
    (re.compile(rf"(?P<clock>{_CLOCK})\s*(?:以前|之前|前)"), r"00:00-\g<clock>"),
    (re.compile(r"\b(?:not|never|no|on|at|in the)\b|不要|避免|勿"), " "),
    (re.compile(r"\b(?P<part>morning|afternoon|evening)s\b"), r"\g<part>"),
)
_LONGEST_BREAK = timedelta(hours=6)
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_DAY_FRACTION = re.compile(r"0?\.[0-9]+")


def parse_windows(text: str) -> tuple[DailyWindow, ...]:
    """Read when a visit may start.

    Parameters
    ----------
    text
        See the grammar in `router.intake.groups`.

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
    for groups in items_of(text):
        for group in groups:
            if any(span.instant for span in group.spans):
                raise CellError(
                    "a time without an end",
                    f"{WINDOW_FIX} For an exact time use the column appointment.",
                )
            found.update(dict.fromkeys(group.windows()))
    return tuple(found)


def parse_bad_times(text: str) -> tuple[DailyWindow, ...]:
    """Read the times that a borrower named as bad.

    Parameters
    ----------
    text
        As `parse_windows` reads it, and ``before 10:00``, ``after 18:00``, ``18点以后``.

    Returns
    -------
    tuple of DailyWindow
        In the order written.

    Raises
    ------
    CellError
        If any part is not understood.
    """
    if is_nothing(text):
        return ()
    written = flat(text).lower()
    for pattern, plain in _ONE_SIDED:
        written = pattern.sub(plain, written)
    try:
        return parse_windows(written)
    except CellError as error:
        raise CellError(error.problem, _BAD_TIMES_FIX) from None


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
    items = items_of(written)
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
        See the grammar in `router.intake.groups`; every shift needs its times.

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
    for groups in items_of(text):
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
    groups = [group for item in items_of(text) for group in item]
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
        return time_of(minutes * 60)
    tokens = tokens_of(written)
    if len(tokens) != 1 or not isinstance(tokens[0], Clock):
        raise CellError("this is not a clock time", TIME_FIX)
    return time_of(tokens[0].seconds)


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
        if last < first or first < DAY_S <= last:
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
    return Break(time_of(first), time_of(last), duration)


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
