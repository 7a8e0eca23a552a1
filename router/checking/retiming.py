"""A route as stated, written out again for another departure: same order, same breaks between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from router.checking.timeline import NO_LEG_TO_OPEN_START, read_timeline
from router.domain.problem import Problem, Shift, ShiftBreak, Span
from router.domain.route import PlannedBreak, PlannedVisit, Route

__all__ = ["before_departure", "retimed"]


def before_departure(shift: Shift, route: Route) -> tuple[Span, ...]:
    """Return the breaks before a route's departure, as early as their rules allow.

    Parameters
    ----------
    shift
        The shift of the route.
    route
        As stated, with all breaks of the shift.

    Returns
    -------
    tuple of Span
        When they start and end; the route may leave when the last one is over.
    """
    count = sum(rest.start_s < route.start_s for rest in route.breaks)
    return _in_turn(shift.earliest_s, shift.breaks[:count])


def retimed(
    problem: Problem, shift: Shift, route: Route, departure_s: int, opens: Mapping[str, int]
) -> Route:
    """Let a route leave at another moment and do everything as early as it may be done.

    Parameters
    ----------
    problem, shift
        What the route belongs to.
    route
        As stated: keeps every rule.
    departure_s
        No later than as stated, and after the breaks before departure.
    opens
        When service of each visit may start at the earliest: no later than it is stated to.

    Returns
    -------
    Route
        No service, break or return is later than as stated.
    """
    stated = read_timeline(problem, shift, route)
    placed = [*before_departure(shift, route)]
    visits: dict[str, PlannedVisit] = {}
    arrivals: dict[str, int] = {}
    clock = departure_s
    for step in stated.steps:
        assert step.visit is not None
        assert step.leg is not None
        name = step.visit.visit_id
        rests = _between(shift, route, step.departure_s, step.planned.start_s)
        soon = _in_turn(clock, rests)
        work_s = step.leg.travel_s + step.setup_due_s
        ready = clock + work_s + sum(rest.duration_s for rest in rests)
        start = max([ready, opens[name], *(end for _, end in soon)])
        taken = _at_the_door(clock, work_s, start, rests)
        at_start = step.leg is NO_LEG_TO_OPEN_START
        arrivals[name] = clock if at_start else _arrival(clock, step.leg.travel_s, taken)
        end = start + step.visit.service_s
        visits[name] = PlannedVisit(
            visit_id=name, start_s=start, end_s=end, wait_s=max(0, start - ready)
        )
        placed += taken
        clock = end
    assert stated.return_leg is not None
    on_return = _in_turn(clock, _between(shift, route, stated.steps[-1].planned.end_s, route.end_s))
    return_s = 0 if shift.end_location is None else stated.return_leg.travel_s
    end_s = _arrival(clock, return_s, on_return)
    placed += on_return
    # Breaks after the return are unpaid, and stay where they are.
    placed += [(rest.start_s, rest.end_s) for rest in route.breaks[len(placed) :]]
    stops = tuple(
        replace(
            stop,
            arrival_s=arrivals[stop.visits[0].visit_id],
            visits=tuple(visits[visit.visit_id] for visit in stop.visits),
        )
        for stop in route.stops
    )
    moved = replace(
        route,
        start_s=departure_s,
        end_s=end_s,
        stops=stops,
        breaks=tuple(PlannedBreak(start_s=begin, end_s=end) for begin, end in placed),
    )
    due = read_timeline(problem, shift, moved)
    return replace(moved, wait_s=due.wait_s, break_s=due.break_s)


def _between(shift: Shift, route: Route, from_s: int, to_s: int) -> tuple[ShiftBreak, ...]:
    """Return the breaks of the shift that the route has between two moments."""
    pairs = zip(shift.breaks, route.breaks, strict=True)
    return tuple(rule for rule, rest in pairs if from_s <= rest.start_s < to_s)


def _in_turn(clock: int, rests: Sequence[ShiftBreak]) -> tuple[Span, ...]:
    """Place breaks one after the other, each as early as allowed."""
    placed: list[Span] = []
    for rest in rests:
        begin = max(clock, rest.earliest_s)
        clock = begin + rest.duration_s
        placed.append((begin, clock))
    return tuple(placed)


def _at_the_door(
    clock: int, work_s: int, until: int, rests: Sequence[ShiftBreak]
) -> tuple[Span, ...]:
    """Place breaks between two services after the work if there is room, else they pause it."""
    soon = _in_turn(clock, rests)
    placed: list[Span] = []
    for number in range(len(rests) - 1, -1, -1):
        rest = rests[number]
        before = soon[:number]
        over = max([clock, *(end for _, end in before)])
        done = clock + work_s + sum(end - begin for begin, end in before)
        begin = max(rest.earliest_s, over, done)
        if begin > min(rest.latest_s, until - rest.duration_s):
            begin = soon[number][0]
        placed.insert(0, (begin, begin + rest.duration_s))
        until = begin
    return tuple(placed)


def _arrival(clock: int, travel_s: int, rests: Sequence[Span]) -> int:
    """When a leg is over that breaks pause if they begin before its end."""
    arrival = clock + travel_s
    for begin, end in rests:
        if begin < arrival:
            arrival += end - begin
    return arrival
