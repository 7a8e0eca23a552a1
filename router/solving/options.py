"""When a visit may start, cut into options: in each of them its price is the same at any time.

::

    value          10          |      25       |   10
    may start   ├──────────────┼───────────────┼────────┤
    options          second    |     first     | second        (first: the dearer, 25)

A visit is made in one of its options, or not at all. Within an option the earliest start is best,
which is what makes exact schedules quick.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from router.domain.visits import Span, Visit

__all__ = ["Option", "options_of", "start_windows"]

_FAR = 10**9  # beyond any day; only comparisons are made with it


class Option(NamedTuple):
    """Times of start at which a visit costs the same.

    Parameters
    ----------
    windows
        The times: in order, disjoint, not touching.
    forgone
        Money: what the visit might be worth at another time and is not then.
    moved
        Money: the price of another time than was planned before.
    """

    windows: tuple[Span, ...]
    forgone: float
    moved: float


def options_of(visit: Visit, span: Span) -> list[Option]:
    """Cut the times at which a visit may start by what it then costs.

    Parameters
    ----------
    visit
        The visit.
    span
        First and last second that matter; windows are clipped to it.

    Returns
    -------
    list of Option
        Cheapest first, at least one; that has no windows if the visit cannot be made at all.
    """
    first, last = span
    windows = [
        (max(lo, first), min(hi, last))
        for lo, hi in start_windows(visit)
        if lo <= last and hi >= first
    ]
    cuts = _cuts(visit)
    if not windows or not cuts:
        return [Option(tuple(windows), *_prices(visit, windows[0][0] if windows else first))]
    pieces: dict[tuple[float, float], list[Span]] = {}
    for lo, hi in windows:
        inner = cuts[bisect_right(cuts, lo) : bisect_right(cuts, hi)]
        for begin, after in zip([lo, *inner], [*inner, hi + 1], strict=True):
            pieces.setdefault(_prices(visit, begin), []).append((begin, after - 1))
    return [
        Option(_merged(pieces[prices]), *prices)
        for prices in sorted(pieces, key=lambda prices: (sum(prices), prices))
    ]


def start_windows(visit: Visit) -> tuple[Span, ...]:
    """Return when the service of a visit may start: whatever bounds it, intersected.

    Parameters
    ----------
    visit
        The visit; its windows, legal spans, release, due time and locked start count.

    Returns
    -------
    tuple of Span
        In order, disjoint; empty if there is no such time.
    """
    lowest = -_FAR if visit.release_s is None else visit.release_s
    highest = _FAR if visit.due_s is None else visit.due_s - visit.service_s
    if visit.locked_start_s is not None:
        lowest, highest = max(lowest, visit.locked_start_s), min(highest, visit.locked_start_s)
    everywhere: Sequence[Span] = ((-_FAR, _FAR),)
    return _merged(
        (max(lo, begin, lowest), min(hi, end - visit.service_s, highest))
        for lo, hi in visit.windows or everywhere
        for begin, end in visit.legal or everywhere
    )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for lo, hi in sorted(span for span in spans if span[0] <= span[1]):
        if merged and lo <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        else:
            merged.append((lo, hi))
    return tuple(merged)


def _cuts(visit: Visit) -> list[int]:
    """Return the seconds from which on a price may be another one than just before."""
    cuts = {at for band in visit.value_bands for at in (band.start_s, band.end_s + 1)}
    planned = visit.reference
    if planned is not None and planned.time_price:
        cuts |= {
            planned.start_s - planned.tolerance_s,
            planned.start_s + planned.tolerance_s + 1,
        }
    return sorted(cuts)


def _prices(visit: Visit, start_s: int) -> tuple[float, float]:
    """Return value forgone and price of the change for a start."""
    planned = visit.reference
    changed = planned is not None and abs(start_s - planned.start_s) > planned.tolerance_s
    return (
        visit.worth - visit.value_at(start_s),
        planned.time_price if planned is not None and changed else 0.0,
    )
