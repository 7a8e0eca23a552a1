"""A sequence with its best times becomes a route of the plan, and a route a sequence again."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.solving.layout import Timeline, timeline
from router.solving.prepared import Prepared, Rest
from router.solving.schedule import (
    ANY_TIME,
    NEVER,
    Chosen,
    best_times,
    extend,
    sweep,
)

__all__ = ["route_of", "sequences_of", "trace"]


def route_of(day: Prepared, shift: int, sequence: Sequence[int]) -> Route | None:
    """Write a sequence out with all its times.

    Parameters
    ----------
    day
        The problem.
    shift
        Position of the shift.
    sequence
        Options, at least one.

    Returns
    -------
    Route or None
        At its best times; None if the sequence breaks a rule whatever the times.
    """
    line = timeline(day, shift, sequence)
    chosen = best_times(day, shift, sequence)
    if line is None or chosen is None:
        return None
    rules = day.problem.shifts[shift]
    legs, (place, end) = day.legs[shift], day.ends[shift]
    starts, counts = trace(line, chosen)
    rests = line.rests
    breaks = _from_left(rules.earliest_s, rests[: chosen.first])
    inside = 0
    taken = chosen.first
    building, clock = -1, chosen.start_s
    stops: list[Stop] = []
    totals = {"travel": 0, "setup": 0, "service": 0}
    for position, option in enumerate([*sequence, None]):
        here = end if option is None else day.location[option]
        travel, metres = legs.seconds[place, here], legs.metres[place, here]
        new = option is not None and day.building[option] != building
        setup = day.setup[option] if option is not None and new else 0
        start = starts[position]
        paused = _in_gap(clock, travel + setup, start, rests[taken : taken + counts[position]])
        taken += counts[position]
        breaks += paused
        rested = sum(end - begin for begin, end in paused)
        inside += rested
        totals["travel"] += travel
        totals["setup"] += setup
        if option is None:
            break
        service = day.service[option]
        totals["service"] += service
        planned = PlannedVisit(
            visit_id=day.problem.visits[day.visit_of[option]].visit_id,
            start_s=start,
            end_s=start + service,
            wait_s=start - clock - travel - setup - rested,
        )
        if new:
            stop = Stop(
                building=day.problem.visits[day.visit_of[option]].building,
                arrival_s=_arrival(clock, travel, paused),
                setup_s=setup,
                travel_s=travel,
                distance_m=metres,
                visits=(planned,),
            )
        else:
            last = stops.pop()
            stop = Stop(
                building=last.building,
                arrival_s=last.arrival_s,
                setup_s=last.setup_s,
                travel_s=last.travel_s,
                distance_m=last.distance_m,
                visits=(*last.visits, planned),
            )
        stops.append(stop)
        place, building, clock = here, day.building[option], start + service
    breaks += _from_left(chosen.finish_s, rests[chosen.last :])
    paid = chosen.finish_s - chosen.start_s
    return Route(
        shift_id=rules.shift_id,
        start_s=chosen.start_s,
        end_s=chosen.finish_s,
        stops=tuple(stops),
        breaks=tuple(PlannedBreak(start_s=begin, end_s=end) for begin, end in breaks),
        travel_s=totals["travel"],
        distance_m=line.distance_m,
        service_s=totals["service"],
        setup_s=totals["setup"],
        wait_s=paid - sum(totals.values()) - inside,
        break_s=inside,
    )


def sequences_of(day: Prepared, routes: Sequence[Route]) -> dict[int, list[int]]:
    """Read routes back; shifts and visits that the problem lacks are left out.

    Parameters
    ----------
    day
        The problem.
    routes
        Their times tell in which of its options a visit was made; if they do not fit any more,
        the cheapest is taken.

    Returns
    -------
    dict
        Position of shift to options.
    """
    shifts = {shift.shift_id: number for number, shift in enumerate(day.problem.shifts)}
    return {
        shifts[route.shift_id]: [
            _option_at(day, day.index[visit.visit_id], visit.start_s)
            for stop in route.stops
            for visit in stop.visits
            if visit.visit_id in day.index
        ]
        for route in routes
        if route.shift_id in shifts
    }


def _option_at(day: Prepared, visit: int, start_s: int) -> int:
    options = day.options_of[visit]
    for option in options:
        if any(lo <= start_s <= hi for lo, hi in day.windows[option]):
            return option
    return options[0]


def trace(line: Timeline, chosen: Chosen) -> tuple[list[int], list[int]]:
    """Walk back from the finish.

    Parameters
    ----------
    line, chosen
        A sequence laid out, and the times chosen for it.

    Returns
    -------
    tuple of list of int
        Start of each service, then the finish; and how many breaks lie in the gap before each.
    """
    rests = line.rests[chosen.first : chosen.last]
    departure = [chosen.start_s] + [NEVER] * len(rests)
    ends = sweep(line, rests, departure)
    taken = len(rests)
    starts: list[int] = []
    counts: list[int] = []
    for position in range(len(line.gaps) - 1, -1, -1):
        visits = len(line.services)
        windows = line.windows[position] if position < visits else ANY_TIME
        service = line.services[position] if position < visits else 0
        begin = ends[position][taken] - service
        before = ends[position - 1] if position else departure
        # The fewest breaks in this gap that explain the time: breaks come early rather than late.
        for more in range(taken + 1):
            label = before[taken - more]
            if label != NEVER and (more, begin) in extend(
                label, line.gaps[position], windows, rests[taken - more : taken]
            ):
                break
        starts.append(begin)
        counts.append(more)
        taken -= more
    return starts[::-1], counts[::-1]


def _from_left(clock: int, rests: Sequence[Rest]) -> list[tuple[int, int]]:
    placed = []
    for earliest, _, length in rests:
        begin = max(clock, earliest)
        clock = begin + length
        placed.append((begin, clock))
    return placed


def _in_gap(clock: int, work: int, until: int, rests: Sequence[Rest]) -> list[tuple[int, int]]:
    """Place breaks between two services: at a door if possible, else they pause the leg."""
    placed = _from_left(clock, rests)
    ready = clock + work + sum(length for _, _, length in rests)
    for i in range(len(rests) - 1, -1, -1):
        earliest, latest, length = rests[i]
        ready -= length
        over = placed[i - 1][1] if i else clock  # the break before may wait for its own window
        at_door = max(earliest, ready, over)
        if placed[i][0] > clock and at_door <= min(latest, until - length):
            placed[i] = (at_door, at_door + length)
        until = placed[i][0]
    return placed


def _arrival(clock: int, travel: int, paused: Sequence[tuple[int, int]]) -> int:
    for begin, end in paused:
        if clock + travel <= begin:
            break
        travel -= begin - clock
        clock = end
    return clock + travel
