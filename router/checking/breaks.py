"""Rules on breaks: each has its place, its window and its length, and lies across nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.checking.judged import Judged
from router.domain.plurals import plural
from router.domain.route import PlannedBreak

__all__ = ["breaks_apart", "breaks_placed"]


def breaks_placed(judged: Judged) -> Iterator[Finding]:
    """Judge that every break of the shift is there, in its window, as long as it should be."""
    due, stated = judged.shift.breaks, judged.route.breaks
    if len(stated) != len(due):
        # Which break is which cannot be told, so windows are not judged.
        short = len(stated) < len(due)
        code = FindingCode.BREAK_MISSING if short else FindingCode.BREAK_EXTRA
        detail = f"the shift has {plural(len(due), 'break')}, the route {len(stated)}"
        yield judged.finding(code, detail)
        return
    last_s = judged.shift.latest_s + judged.shift.overtime_max_s
    for planned, rule in zip(stated, due, strict=True):
        if not rule.earliest_s <= planned.start_s <= rule.latest_s:
            window = words.spans(judged.problem, [(rule.earliest_s, rule.latest_s)])
            detail = f"the break {_shown(judged, planned)} should start in {window}"
            yield judged.finding(FindingCode.BREAK_WINDOW, detail)
        elif planned.start_s < judged.shift.earliest_s or planned.end_s > last_s:
            shift = words.spans(judged.problem, [(judged.shift.earliest_s, last_s)])
            detail = f"the break {_shown(judged, planned)} is not inside the shift {shift}"
            yield judged.finding(FindingCode.BREAK_WINDOW, detail)
        if planned.end_s - planned.start_s != rule.duration_s:
            detail = (
                f"the break {_shown(judged, planned)} should last {rule.duration_s} s, "
                f"not {planned.end_s - planned.start_s} s"
            )
            yield judged.finding(FindingCode.BREAK_DURATION, detail)


def breaks_apart(judged: Judged) -> Iterator[Finding]:
    """Judge that no break overlaps a service or a break, or lies across an event of the route."""
    stated = judged.route.breaks
    for earlier, later in pairwise(stated):
        if later.start_s < earlier.end_s:
            detail = (
                f"the break {_shown(judged, later)} starts before "
                f"the break {_shown(judged, earlier)} is over"
            )
            yield judged.finding(FindingCode.BREAK_OVERLAP, detail)
    for rest in stated:
        for start, end, what, visit_id in _events(judged):
            # For an instant (start = end) this says: strictly inside the break.
            if rest.start_s < end and start < rest.end_s:
                detail = f"the break {_shown(judged, rest)} lies across {what}"
                yield judged.finding(FindingCode.BREAK_OVERLAP, detail, visit_id)


def _events(judged: Judged) -> Iterator[tuple[int, int, str, str]]:
    """What a break must not lie across: start, end, in words, visit."""
    route = judged.route
    yield route.start_s, route.start_s, f"the departure at {judged.clock(route.start_s)}", ""
    for stop in route.stops:
        arrival = f"the arrival at {judged.clock(stop.arrival_s)}"
        for position, visit in enumerate(stop.visits):
            if position == 0:
                yield stop.arrival_s, stop.arrival_s, arrival, visit.visit_id
            service = f"the service at {judged.clock(visit.start_s)}"
            yield visit.start_s, visit.end_s, service, visit.visit_id
    yield route.end_s, route.end_s, f"the return at {judged.clock(route.end_s)}", ""


def _shown(judged: Judged, planned: PlannedBreak) -> str:
    return f"{judged.clock(planned.start_s)}-{judged.clock(planned.end_s)}"
