"""One day of a period as a problem of its own, whose seconds count from its own midnight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.domain.problem import Problem, Reference, Span, ValueBand, Visit
from router.domain.route import PlannedBreak, Route
from router.domain.worth import VisitWorth
from router.pipeline.known import Period

__all__ = ["day_problem", "day_routes", "day_worths"]


def day_problem(period: Period, number: int) -> Problem:
    """Return one day of a period as a problem of its own.

    Parameters
    ----------
    period
        The period.
    number
        Of the day, from 0.

    Returns
    -------
    Problem
        With the shifts of that day, and the visits that may be made on it; seconds count from its
        own midnight.
    """
    if len(period.parts) == 1:
        return period.problem
    part, offset = period.parts[number], period.offset_s(number)
    span = part.day.span(part.window)
    visits = tuple(
        found
        for visit in period.problem.visits
        if (found := _on_day(visit, offset, span)) is not None
    )
    there = {visit.visit_id for visit in visits}
    whole = period.problem
    return replace(
        whole,
        origin=part.day.origin,
        visits=visits,
        shifts=part.shifts,
        meetings=tuple(m for m in whole.meetings if {m.first, m.second} <= there),
    )


def day_worths(period: Period, number: int) -> tuple[VisitWorth, ...]:
    """Return what the visits of one day of a period are worth on that day.

    Parameters
    ----------
    period
        The period.
    number
        Of the day, from 0.

    Returns
    -------
    tuple of VisitWorth
        With the bands of that day only; of visits that may be made on it.
    """
    if len(period.parts) == 1:
        return period.worths
    part, offset = period.parts[number], period.offset_s(number)
    first, last = part.day.span(part.window)
    found = []
    for worth in period.worths:
        bands = tuple(
            replace(band, start_s=lo - offset, end_s=hi - offset)
            for band in worth.bands
            if (lo := max(band.start_s, first + offset)) <= (hi := min(band.end_s, last + offset))
        )
        if bands:
            found.append(replace(worth, bands=bands))
    return tuple(found)


def day_routes(period: Period, routes: Sequence[Route], number: int) -> tuple[Route, ...]:
    """Return the routes of one day of a period, with the names and seconds of that day.

    Parameters
    ----------
    period
        The period.
    routes
        Of its problem.
    number
        Of the day, from 0.

    Returns
    -------
    tuple of Route
        In the order of the shifts.
    """
    if len(period.parts) == 1:
        return tuple(routes)
    own = {period.shift_id(number, shift): shift.shift_id for shift in period.parts[number].shifts}
    offset = period.offset_s(number)
    return tuple(
        _earlier(route, offset, own[route.shift_id]) for route in routes if route.shift_id in own
    )


def _on_day(visit: Visit, offset: int, span: Span) -> Visit | None:
    """Return what a day leaves of a visit; None if it may not be made then."""
    legal, windows = _clipped(visit.legal, offset, span), _clipped(visit.windows, offset, span)
    if not legal or (visit.windows and not windows):
        return None
    release = None if visit.release_s is None else visit.release_s - offset
    due = None if visit.due_s is None else visit.due_s - offset
    here = (release is None or release <= span[1]) and (due is None or due >= span[0])
    return replace(
        visit,
        legal=legal,
        windows=windows,
        release_s=release,
        due_s=due,
        mandatory=visit.mandatory and here,  # what has to be made on another day is not lost
        reference=_announced(visit.reference, offset, span),
        value_bands=tuple(
            ValueBand(start_s=lo, end_s=hi, value=band.value)
            for band in visit.value_bands
            for lo, hi in _clipped(((band.start_s, band.end_s),), offset, span)
        ),
    )


def _announced(told: Reference | None, offset: int, span: Span) -> Reference | None:
    """Return what was told of a day; what was told of another one changes nothing on it."""
    if told is None or not span[0] <= told.start_s - offset <= span[1]:
        return None
    return replace(told, start_s=told.start_s - offset)


def _clipped(spans: Sequence[Span], offset: int, span: Span) -> tuple[Span, ...]:
    moved = ((lo - offset, hi - offset) for lo, hi in spans)
    return tuple(
        (max(lo, span[0]), min(hi, span[1])) for lo, hi in moved if lo <= span[1] and hi >= span[0]
    )


def _earlier(route: Route, by_s: int, shift_id: str) -> Route:
    return replace(
        route,
        shift_id=shift_id,
        start_s=route.start_s - by_s,
        end_s=route.end_s - by_s,
        stops=tuple(
            replace(
                stop,
                arrival_s=stop.arrival_s - by_s,
                visits=tuple(
                    replace(made, start_s=made.start_s - by_s, end_s=made.end_s - by_s)
                    for made in stop.visits
                ),
            )
            for stop in route.stops
        ),
        breaks=tuple(
            PlannedBreak(start_s=rest.start_s - by_s, end_s=rest.end_s - by_s)
            for rest in route.breaks
        ),
    )
