"""Arithmetic of closed intervals of instants, in whole microseconds: nothing is rounded.

A visit of any length lies inside one span or it does not; where two spans touch they are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

__all__ = [
    "DAY",
    "SECOND",
    "Span",
    "Spans",
    "both",
    "fitting",
    "instant",
    "joined",
    "moment",
    "surround",
    "without",
]

Span = tuple[int, int]
Spans = tuple[Span, ...]

SECOND = 1_000_000
DAY = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def instant(when: datetime) -> int:
    """Return an aware time as microseconds since 1970.

    Parameters
    ----------
    when
        Zone-aware.

    Returns
    -------
    int
        Exact.
    """
    return (when.astimezone(UTC) - _EPOCH) // _TICK


def moment(at: int, zone: tzinfo) -> datetime:
    """Return an instant as a time on the clocks of a zone.

    Parameters
    ----------
    at
        Microseconds since 1970.
    zone
        Of the door.

    Returns
    -------
    datetime
        Zone-aware.
    """
    return (_EPOCH + timedelta(microseconds=at)).astimezone(zone)


def joined(spans: Iterable[Span]) -> Spans:
    """Return the union of spans.

    Parameters
    ----------
    spans
        In any order; those that are empty are dropped.

    Returns
    -------
    tuple
        In order, apart from one another.
    """
    union: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] <= span[1]):
        if union and start <= union[-1][1] + 1:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return tuple(union)


def both(left: Spans, right: Spans) -> Spans:
    """Return what two unions of spans share.

    Parameters
    ----------
    left, right
        Each in order and apart.

    Returns
    -------
    tuple
        In order, apart from one another.
    """
    shared: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start <= end:
            shared.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(shared)


def without(period: Span, barred: Iterable[Span]) -> Spans:
    """Return what is left of a period; the ends of what is barred stay allowed.

    Parameters
    ----------
    period
        What there is.
    barred
        Open intervals, in any order.

    Returns
    -------
    tuple
        Closed spans, in order; between two barred intervals that touch, one instant is left.
    """
    merged: list[Span] = []
    for start, end in sorted(one for one in barred if one[0] < one[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    left: list[Span] = []
    at, last = period
    for start, end in merged:
        if end <= at and start < at:
            continue
        if start >= last:
            break
        if start >= at:
            left.append((at, start))
        at = end
    if at <= last:
        left.append((at, last))
    return tuple(left)


def fitting(spans: Spans, length: int) -> Spans:
    """Return when a visit may start so that it ends in the span in which it starts.

    Parameters
    ----------
    spans
        In order and apart.
    length
        Of the visit, microseconds.

    Returns
    -------
    tuple
        In order.
    """
    return tuple((start, end - length) for start, end in spans if end - length >= start)


def surround(spans: Spans, start: int, end: int) -> bool:
    """Tell whether one of the spans contains an interval.

    Parameters
    ----------
    spans
        In any order.
    start, end
        Of the interval, both included.

    Returns
    -------
    bool
        True if it lies inside one of them, ends included.
    """
    return any(first <= start and end <= last for first, last in spans)
