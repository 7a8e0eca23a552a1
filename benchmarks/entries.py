"""An answer to a field day, as anybody may write it, becomes routes that can be checked.

Nothing is believed but who goes where and when: ways, setups and waits are computed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from router.domain.problem import Problem, Shift, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop

__all__ = ["routes_of"]


def routes_of(problem: Problem, answer: Mapping[str, Any]) -> list[Route]:
    """Fill in what follows from an answer.

    Parameters
    ----------
    problem
        The day.
    answer
        ``{"routes": [{"shift_id", "start_s", "end_s", "visits": [{"visit_id", "start_s"}],
        "breaks": [start_s]}]}``, in seconds after the problem's origin.

    Returns
    -------
    list of Route
        Right if the answer is; `router.checking` says whether it is.

    Raises
    ------
    ValueError
        If a shift or a visit is not of the problem.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    visits = {visit.visit_id: visit for visit in problem.visits}
    routes = []
    for said in answer["routes"]:
        if said["shift_id"] not in shifts:
            raise ValueError(f"no shift {said['shift_id']!r}")
        made = []
        for step in said["visits"]:
            if step["visit_id"] not in visits:
                raise ValueError(f"no visit {step['visit_id']!r}")
            made.append((visits[step["visit_id"]], int(step["start_s"])))
        routes.append(_route(problem, shifts[said["shift_id"]], made, said))
    return routes


def _route(
    problem: Problem, shift: Shift, made: Sequence[tuple[Visit, int]], said: Mapping[str, Any]
) -> Route:
    starts = [int(start) for start in said.get("breaks", ())]
    rests = [
        PlannedBreak(start_s=start, end_s=start + rest.duration_s)
        for start, rest in zip(starts, shift.breaks, strict=True)
    ]
    matrix = problem.matrices[shift.matrix]
    start_s, end_s = int(said["start_s"]), int(said["end_s"])
    now, place, building = start_s, shift.start_location, ""
    travel_s = distance_m = setup_s = wait_s = 0
    stops: list[Stop] = []
    for visit, service_start in made:
        way_s = way_m = 0
        if place is not None:
            way_s = int(matrix.duration_s[place, visit.location])
            way_m = int(matrix.distance_m[place, visit.location])
        arrival = _after(now, way_s, rests)
        new = visit.building != building
        ready = _after(arrival, visit.setup_s if new else 0, rests)
        wait = service_start - ready - _rested(rests, ready, service_start)
        planned = PlannedVisit(
            visit_id=visit.visit_id,
            start_s=service_start,
            end_s=service_start + visit.service_s,
            wait_s=wait,
        )
        if new:
            stops.append(
                Stop(
                    building=visit.building,
                    arrival_s=arrival,
                    setup_s=visit.setup_s,
                    travel_s=way_s,
                    distance_m=way_m,
                    visits=(planned,),
                )
            )
        else:
            last = stops.pop()
            stops.append(
                Stop(
                    building=last.building,
                    arrival_s=last.arrival_s,
                    setup_s=last.setup_s,
                    travel_s=last.travel_s,
                    distance_m=last.distance_m,
                    visits=(*last.visits, planned),
                )
            )
        travel_s, distance_m = travel_s + way_s, distance_m + way_m
        setup_s, wait_s = setup_s + (visit.setup_s if new else 0), wait_s + wait
        now, place, building = planned.end_s, visit.location, visit.building
    if place is not None and shift.end_location is not None:
        travel_s += int(matrix.duration_s[place, shift.end_location])
        distance_m += int(matrix.distance_m[place, shift.end_location])
    return Route(
        shift_id=shift.shift_id,
        start_s=start_s,
        end_s=end_s,
        stops=tuple(stops),
        breaks=tuple(rests),
        travel_s=travel_s,
        distance_m=distance_m,
        service_s=sum(visit.service_s for visit, _ in made),
        setup_s=setup_s,
        wait_s=wait_s,
        break_s=_rested(rests, start_s, end_s),
    )


def _after(now: int, work: int, rests: Sequence[PlannedBreak]) -> int:
    """Return when work is done that begins now and is paused by the breaks."""
    done = now + work
    for rest in rests:
        if rest.end_s > now and rest.start_s < done:
            done += rest.end_s - max(rest.start_s, now)
    return done


def _rested(rests: Sequence[PlannedBreak], start: int, end: int) -> int:
    """Return how much of the breaks lies between two times."""
    return sum(max(0, min(rest.end_s, end) - max(rest.start_s, start)) for rest in rests)
