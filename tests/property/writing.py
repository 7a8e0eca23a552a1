"""A route whose departure, windows and breaks are known, written out with all its times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from router.domain.problem import Problem, Shift, ShiftBreak
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from tests.property.rules import leg

__all__ = ["Passed", "written"]

Passed = tuple[int, int, int, int]
"""A visit, how many breaks are behind it at its start, and the span in which it starts; the first
one stands for the departure and has no visit."""


def written(
    problem: Problem,
    shift: Shift,
    passed: Sequence[Passed],
    returned: int,
    departs: int,
    starts: Mapping[int, int],
) -> Route:
    """Write a route: services as early as can be but for the starts that are given."""
    behind = passed[0][1]
    rests = _from_left(shift.earliest_s, shift.breaks[:behind])
    stops: list[Stop] = []
    totals = {"travel_s": 0, "distance_m": 0, "service_s": 0, "setup_s": 0, "wait_s": 0}
    clock, place, building = departs, shift.start_location, ""
    for number, taken, lo, hi in passed[1:]:
        visit = problem.visits[number]
        seconds, metres = leg(problem, shift, place, visit.location)
        setup = visit.setup_s if visit.building != building else 0
        pauses = _from_left(clock, shift.breaks[behind:taken])
        rested = sum(rest.end_s - rest.start_s for rest in pauses)
        ready = clock + seconds + setup + rested
        start = starts.get(number, max([ready, lo, *(rest.end_s for rest in pauses)]))
        assert start <= hi
        made = PlannedVisit(
            visit_id=visit.visit_id,
            start_s=start,
            end_s=start + visit.service_s,
            wait_s=start - ready,
        )
        if visit.building == building:
            last = stops.pop()
            stops.append(replace(last, visits=(*last.visits, made)))
        else:
            arrival = _arrival(clock, seconds, pauses)
            stops.append(
                Stop(
                    building=visit.building,
                    arrival_s=arrival,
                    setup_s=setup,
                    travel_s=seconds,
                    distance_m=metres,
                    visits=(made,),
                )
            )
        for name, more in zip(
            totals, (seconds, metres, visit.service_s, setup, start - ready), strict=True
        ):
            totals[name] += more
        rests += pauses
        clock, place, building, behind = made.end_s, visit.location, visit.building, taken
    seconds, metres = leg(problem, shift, place, shift.end_location)
    totals["travel_s"] += seconds
    totals["distance_m"] += metres
    pauses = _from_left(clock, shift.breaks[behind:returned])
    end = clock if shift.end_location is None else _arrival(clock, seconds, pauses)
    rests += pauses
    rests += _from_left(max([end, *(rest.end_s for rest in pauses)]), shift.breaks[returned:])
    inside = [rest for rest in rests if departs <= rest.start_s < end]
    return Route(
        shift_id=shift.shift_id,
        start_s=departs,
        end_s=end,
        stops=tuple(stops),
        breaks=tuple(rests),
        break_s=sum(rest.end_s - rest.start_s for rest in inside),
        **totals,
    )


def _from_left(clock: int, breaks: Sequence[ShiftBreak]) -> list[PlannedBreak]:
    placed = []
    for rest in breaks:
        begin = max(clock, rest.earliest_s)
        clock = begin + rest.duration_s
        placed.append(PlannedBreak(start_s=begin, end_s=clock))
    return placed


def _arrival(clock: int, seconds: int, pauses: Sequence[PlannedBreak]) -> int:
    """When a leg is over that breaks may pause; those that begin later do not."""
    for rest in pauses:
        if clock + seconds <= rest.start_s:
            break
        seconds -= rest.start_s - clock
        clock = rest.end_s
    return clock + seconds
