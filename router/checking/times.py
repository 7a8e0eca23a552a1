"""Rules on times: arrival, setup, service, windows, the shift's bounds, the totals."""

from __future__ import annotations

from collections.abc import Iterator

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.checking.judged import Judged

__all__ = [
    "arrivals",
    "durations",
    "legal_hours",
    "locked_starts",
    "release_and_due",
    "returns",
    "setups",
    "shift_bounds",
    "starts",
    "totals",
    "travel",
    "waits",
    "windows",
]


def travel(judged: Judged) -> Iterator[Finding]:
    """Judge that every leg can be travelled and that stops state the matrix's travel."""
    for step in judged.timeline.steps:
        if step.leg is None:
            continue
        name = step.planned.visit_id
        if not step.leg.reachable:
            detail = "no way leads here from the place before on the route"
            yield judged.finding(FindingCode.UNREACHABLE, detail, name)
        elif step.opens_stop:
            stated = (step.stop.travel_s, step.stop.distance_m)
            due = (step.leg.travel_s, step.leg.distance_m)
            if stated != due:
                detail = (
                    f"states a way of {stated[0]} s and {stated[1]} m, "
                    f"the matrix says {due[0]} s and {due[1]} m"
                )
                yield judged.finding(FindingCode.TRAVEL, detail, name)
    leg = judged.timeline.return_leg
    if leg is not None and not leg.reachable:
        detail = "no way leads from the last visit to the end of the shift"
        yield judged.finding(FindingCode.UNREACHABLE, detail)


def arrivals(judged: Judged) -> Iterator[Finding]:
    """Judge that every arrival is departure + travel + breaks on the way."""
    for step in judged.timeline.steps:
        due = step.arrival_due_s
        if due is not None and step.stop.arrival_s != due:
            detail = (
                f"states arrival at {judged.clock(step.stop.arrival_s)}; leaving at "
                f"{judged.clock(step.departure_s)}, it is {judged.clock(due)}"
            )
            yield judged.finding(FindingCode.ARRIVAL, detail, step.planned.visit_id)


def setups(judged: Judged) -> Iterator[Finding]:
    """Judge that a setup is stated where one is due, and only there."""
    for step in judged.timeline.steps:
        if step.opens_stop and step.visit is not None and step.stop.setup_s != step.setup_due_s:
            detail = f"states a setup of {step.stop.setup_s} s, due are {step.setup_due_s} s"
            yield judged.finding(FindingCode.SETUP, detail, step.planned.visit_id)


def starts(judged: Judged) -> Iterator[Finding]:
    """Judge that no service starts before the agent can be ready for it."""
    for step in judged.timeline.steps:
        if step.ready_s is not None and step.planned.start_s < step.ready_s:
            detail = (
                f"service starts at {judged.clock(step.planned.start_s)}, but travel, setup and "
                f"breaks last until {judged.clock(step.ready_s)}"
            )
            yield judged.finding(FindingCode.START_TOO_EARLY, detail, step.planned.visit_id)


def waits(judged: Judged) -> Iterator[Finding]:
    """Judge that a stated wait is what is left between setup and service."""
    for step in judged.timeline.steps:
        due = step.wait_due_s
        if due is not None and step.planned.wait_s != due:
            detail = f"states a wait of {step.planned.wait_s} s, it is {due} s"
            yield judged.finding(FindingCode.WAIT, detail, step.planned.visit_id)


def windows(judged: Judged) -> Iterator[Finding]:
    """Judge that service starts inside a window of the visit."""
    for step in judged.timeline.steps:
        start = step.planned.start_s
        if step.visit is None or not step.visit.windows:
            continue
        if not any(opens <= start <= closes for opens, closes in step.visit.windows):
            shown = words.spans(judged.problem, step.visit.windows)
            detail = f"service starts at {judged.clock(start)}, the windows are {shown}"
            yield judged.finding(FindingCode.WINDOW, detail, step.planned.visit_id)


def legal_hours(judged: Judged) -> Iterator[Finding]:
    """Judge that service starts and ends inside the legal hours."""
    for step in judged.timeline.steps:
        if step.visit is None or not step.visit.legal:
            continue
        start, end = step.planned.start_s, step.planned.end_s
        if not any(a <= start and end <= b for a, b in step.visit.legal):
            shown = words.spans(judged.problem, step.visit.legal)
            detail = (
                f"service from {judged.clock(start)} to {judged.clock(end)} "
                f"is not inside the legal hours {shown}"
            )
            yield judged.finding(FindingCode.LEGAL_HOURS, detail, step.planned.visit_id)


def release_and_due(judged: Judged) -> Iterator[Finding]:
    """Judge that service starts when the visit is released, and is over when it is due."""
    for step in judged.timeline.steps:
        visit, planned = step.visit, step.planned
        if visit is None:
            continue
        if visit.release_s is not None and planned.start_s < visit.release_s:
            detail = (
                f"service starts at {judged.clock(planned.start_s)}, "
                f"not before {judged.clock(visit.release_s)} is allowed"
            )
            yield judged.finding(FindingCode.RELEASE, detail, planned.visit_id)
        if visit.due_s is not None and planned.end_s > visit.due_s:
            detail = (
                f"service ends at {judged.clock(planned.end_s)}, due is {judged.clock(visit.due_s)}"
            )
            yield judged.finding(FindingCode.DUE, detail, planned.visit_id)


def locked_starts(judged: Judged) -> Iterator[Finding]:
    """Judge that a service whose start is locked starts then."""
    for step in judged.timeline.steps:
        due = None if step.visit is None else step.visit.locked_start_s
        if due is not None and step.planned.start_s != due:
            detail = (
                f"service starts at {judged.clock(step.planned.start_s)}, "
                f"it is locked to {judged.clock(due)}"
            )
            yield judged.finding(FindingCode.LOCKED_START, detail, step.planned.visit_id)


def durations(judged: Judged) -> Iterator[Finding]:
    """Judge that service lasts as long as the visit says."""
    for step in judged.timeline.steps:
        stated = step.planned.end_s - step.planned.start_s
        if step.visit is not None and stated != step.visit.service_s:
            detail = f"service lasts {stated} s instead of {step.visit.service_s} s"
            yield judged.finding(FindingCode.DURATION, detail, step.planned.visit_id)


def returns(judged: Judged) -> Iterator[Finding]:
    """Judge that the route ends when the last leg does."""
    due = judged.timeline.end_due_s
    if due is not None and judged.route.end_s != due:
        detail = f"states its end at {judged.clock(judged.route.end_s)}, it is {judged.clock(due)}"
        yield judged.finding(FindingCode.RETURN, detail)


def shift_bounds(judged: Judged) -> Iterator[Finding]:
    """Judge that the route lies inside the shift and its overtime."""
    shift, route = judged.shift, judged.route
    if route.start_s < shift.earliest_s:
        detail = (
            f"starts at {judged.clock(route.start_s)}, "
            f"the shift at {judged.clock(shift.earliest_s)}"
        )
        yield judged.finding(FindingCode.SHIFT, detail)
    over = route.end_s - shift.latest_s - shift.overtime_max_s
    if over > 0:
        detail = (
            f"ends at {judged.clock(route.end_s)}, the shift at {judged.clock(shift.latest_s)}: "
        )
        if shift.overtime_max_s:
            allowed = words.minutes(shift.overtime_max_s)
            detail += f"{words.minutes(over)} more than the {allowed} of overtime allowed"
            yield judged.finding(FindingCode.OVERTIME_LIMIT, detail)
        else:
            yield judged.finding(FindingCode.SHIFT, f"{detail}{words.minutes(over)} over")


def totals(judged: Judged) -> Iterator[Finding]:
    """Judge that the stated totals of the route are the sums of its parts."""
    due, stated = judged.timeline, judged.route
    if not due.complete:
        return
    pairs = (
        ("travel_s", stated.travel_s, due.travel_s),
        ("distance_m", stated.distance_m, due.distance_m),
        ("service_s", stated.service_s, due.service_s),
        ("setup_s", stated.setup_s, due.setup_s),
        ("wait_s", stated.wait_s, due.wait_s),
        ("break_s", stated.break_s, due.break_s),
    )
    for name, is_stated, is_due in pairs:
        if is_stated != is_due:
            detail = f"states {name} = {is_stated}, the parts add up to {is_due}"
            yield judged.finding(FindingCode.TOTALS, detail)
