"""The locked beginnings of routes: laid out before any search, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from router.errors import SearchError
from router.solving.layout import timeline
from router.solving.prepared import Prepared
from router.solving.rating import Rater, Trip
from router.solving.schedule import choose
from router.solving.timetable import trace

__all__ = ["first_trips"]


def first_trips(rater: Rater) -> list[Trip]:
    """Return what every shift does if nothing is planned but what is locked.

    Parameters
    ----------
    rater
        Rates it.

    Returns
    -------
    list of Trip
        By shift; the visits of a locked beginning in their best options.

    Raises
    ------
    SearchError
        If a locked beginning breaks a rule whatever the times, or two of them exclude each other.
    """
    day = rater.day
    trips = [
        _begin(rater, shift, visits) if visits else Trip(shift, ())
        for shift, visits in enumerate(day.locked)
    ]
    holder: dict[object, int] = {}
    for trip in trips:
        for option in trip.sequence:
            keys: list[object] = [("order", order) for order, _ in day.ranks[day.visit_of[option]]]
            if day.exclusive[option] >= 0:
                keys.append(day.exclusive[option])
            for key in keys:
                if holder.setdefault(key, trip.shift) != trip.shift:
                    first, second = (day.problem.shifts[s] for s in (holder[key], trip.shift))
                    raise SearchError(
                        f"shifts {first.shift_id} and {second.shift_id} are locked to visits that "
                        "exclude each other; release one of them"
                    )
    return trips


def _begin(rater: Rater, shift: int, visits: Sequence[int]) -> Trip:
    day = rater.day
    options = _feasible(day, shift, visits)
    trip = None if options is None else rater.trip(shift, options)
    if trip is None:
        raise SearchError(
            f"shift {day.problem.shifts[shift].shift_id} cannot begin with the visits that are "
            "locked to it: some rule, or the time, does not allow it; release one of them"
        )
    return rater.with_best_options(trip)


def _feasible(day: Prepared, shift: int, visits: Sequence[int]) -> tuple[int, ...] | None:
    """Choose options by laying the visits out as if each had all of its times in one option."""
    any_of = [next((o for o in day.options_of[v] if day.allowed[shift][o]), -1) for v in visits]
    line = None if -1 in any_of else timeline(day, shift, any_of)
    if line is None:
        return None
    windows = [sorted(span for o in day.options_of[v] for span in day.windows[o]) for v in visits]
    mirrored = [
        tuple((-hi - service, -lo - service) for lo, hi in reversed(spans))
        for spans, service in zip(windows, line.services, strict=True)
    ]
    line = replace(line, windows=[tuple(s) for s in windows], mirrored_windows=mirrored)
    times = choose(day, shift, line)
    if times is None:
        return None
    starts, _ = trace(line, times)
    return tuple(
        next(o for o in day.options_of[v] if any(lo <= at <= hi for lo, hi in day.windows[o]))
        for v, at in zip(visits, starts, strict=False)
    )
