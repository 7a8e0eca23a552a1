"""Sequences of a solution of the literature become routes with times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from router.domain.problem import Problem, Shift, Span, Visit
from router.domain.route import PlannedVisit, Route, Stop
from router.exports.benchmark import BenchmarkProblem
from router.exports.json_read import FaultList

__all__ = ["sol_routes"]


def sol_routes(
    benchmark: BenchmarkProblem, sequences: Sequence[Sequence[str]], *, name: str = "solution.sol"
) -> tuple[Route, ...]:
    """Give times to the routes of a solution: each visit as early as it can be, no wait at first.

    Parameters
    ----------
    benchmark
        The problem: no setups, no breaks, one depot.
    sequences
        Visit ids per route; the first is driven by the first vehicle, and so on.
    name
        Of the file, for messages.

    Returns
    -------
    tuple of Route
        What the checker judges: a visit for which all windows are over starts too late.

    Raises
    ------
    PlanFileError
        If a number is no customer, or there are more routes than vehicles.
    """
    problem = benchmark.problem
    faults = FaultList(name, "a solution of this problem")
    visits = {visit.visit_id: visit for visit in problem.visits}
    for number, sequence in enumerate(sequences, start=1):
        for visit_id in sequence:
            if visit_id not in visits:
                fix = f"Use 1 to {len(visits)}; the depot is not written."
                faults.add(f"Route #{number}", "names a customer that is not there", fix, visit_id)
    if len(sequences) > len(problem.shifts):
        text = f"there are {len(sequences)} routes and {len(problem.shifts)} vehicles"
        faults.add("", text, "Use fewer vehicles.")
    faults.raise_if_any()
    return tuple(
        _route(problem, shift, [visits[visit_id] for visit_id in sequence])
        for shift, sequence in zip(problem.shifts, sequences, strict=False)
    )


def _route(problem: Problem, shift: Shift, visits: Sequence[Visit]) -> Route:
    matrix = problem.matrices[shift.matrix]
    assert shift.start_location is not None
    assert shift.end_location is not None
    places = [shift.start_location, *(visit.location for visit in visits), shift.end_location]
    legs = [
        (int(matrix.duration_s[here, there]), int(matrix.distance_m[here, there]))
        for here, there in pairwise(places)
    ]
    starts, spans = _earliest(shift.earliest_s, visits, legs)
    # Leave as late as the same windows allow without returning later.
    latest = starts[-1]
    for index in range(len(visits) - 1, 0, -1):
        latest -= legs[index][0] + visits[index - 1].service_s
        latest = max(starts[index - 1], min(latest, spans[index - 1][1]))
    begin = max(shift.earliest_s, latest - legs[0][0])
    starts, _ = _earliest(begin, visits, legs)
    stops, free = [], begin
    for visit, start, (travel, metres) in zip(visits, starts, legs, strict=False):
        wait = start - free - travel
        stops.append(
            Stop(
                building=visit.building,
                arrival_s=free + travel,
                setup_s=0,
                travel_s=travel,
                distance_m=metres,
                visits=(
                    PlannedVisit(
                        visit_id=visit.visit_id,
                        start_s=start,
                        end_s=start + visit.service_s,
                        wait_s=wait,
                    ),
                ),
            )
        )
        free = start + visit.service_s
    end = free + legs[-1][0]
    travel_s = sum(seconds for seconds, _ in legs)
    service_s = sum(visit.service_s for visit in visits)
    return Route(
        shift_id=shift.shift_id,
        start_s=begin,
        end_s=end,
        stops=tuple(stops),
        travel_s=travel_s,
        distance_m=sum(metres for _, metres in legs),
        service_s=service_s,
        wait_s=end - begin - travel_s - service_s,
    )


def _earliest(
    begin: int, visits: Sequence[Visit], legs: Sequence[tuple[int, int]]
) -> tuple[list[int], list[Span]]:
    """Return the earliest starts, and the windows they lie in."""
    starts, spans, clock = [], [], begin
    for visit, (travel, _) in zip(visits, legs, strict=False):
        ready = clock + travel
        late = (ready, ready)  # every window is over: the checker will say so
        span = next((span for span in visit.windows if ready <= span[1]), late)
        start = max(ready, span[0]) if visit.windows else ready
        starts.append(start)
        spans.append(span if visit.windows else (0, 2**40))
        clock = start + visit.service_s
    return starts, spans
