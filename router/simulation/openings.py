"""When the service of a visit may start, whoever comes: windows, legal hours, bounds and locks."""

from __future__ import annotations

from router.domain.problem import Span
from router.domain.visits import Visit

__all__ = ["next_start", "start_spans"]

_EVER = (-(10**9), 10**9)


def start_spans(visit: Visit, needed_s: int) -> tuple[Span, ...]:
    """Return when a service may start that may take so long.

    Parameters
    ----------
    visit
        Its windows, legal hours, release, due time and lock count.
    needed_s
        Must pass inside the legal hours.

    Returns
    -------
    tuple of Span
        In order, both ends inclusive; empty if it may not start at all.
    """
    legal = [(first, last - needed_s) for first, last in visit.legal] or [_EVER]
    lock = visit.locked_start_s
    release = _EVER[0] if visit.release_s is None else visit.release_s
    due = _EVER[1] if visit.due_s is None else visit.due_s
    if lock is not None:
        release, due = max(release, lock), min(due, lock)
    spans = (
        (max(first, begin, release), min(last, end, due))
        for first, last in visit.windows or (_EVER,)
        for begin, end in legal
    )
    return tuple(sorted(span for span in spans if span[0] <= span[1]))


def next_start(visit: Visit, ready_s: int, needed_s: int) -> int | None:
    """Return when a service can start for which somebody is ready.

    Parameters
    ----------
    visit
        The visit.
    ready_s
        From when on, in seconds after the problem's origin.
    needed_s
        Must pass inside the legal hours.

    Returns
    -------
    int or None
        The first moment; None if it is too late.
    """
    for first, last in start_spans(visit, needed_s):
        if ready_s <= last:
            return max(first, ready_s)
    return None
