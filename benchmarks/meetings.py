"""What it costs that two agents who travel alone must be at a door together.

    python benchmarks/meetings.py [--doors 100 --meetings 20 --agents 8 --seconds 60 --workers 2]
                                  [--seeds 1 2 3] [--relaxed-seconds 60]

A day of 100 doors, of which 20 ask for a senior and a junior agent. Relaxed, both still go there,
but each when it suits him. Both plans pass `router.checking`: services that meet start in the same
second. Days of at most nine visits are solved to the proven optimum, relaxed and not, which shows
what the meetings themselves cost (`--doors 6 --meetings 2 --agents 4`).

The relaxed cost is no more than a found one, and of the large day no lower bound is known: what is
between the two is what meetings cost *and* what the search still misses.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Meeting, Problem, Shift, ShiftBreak, Span, Visit
from router.domain.route import Solution
from router.solving import solve

__all__ = ["day_of_meetings"]

HOUR, MINUTE = 3600, 60
SIDE_M = 14_000
SENIOR, JUNIOR = "senior", "junior"


def day_of_meetings(doors: int, meetings: int, agents: int, *, seed: int) -> Problem:
    """Make up a day.

    Parameters
    ----------
    doors
        How many; the first of them ask for two.
    meetings
        How many of them.
    agents
        Every other one is a senior.
    seed
        Of everything.

    Returns
    -------
    Problem
        The second visit at a door is called ``d007+2``. A senior may meet any junior but one.
    """
    dice = random.Random(f"meetings {doors} {meetings} {agents} {seed}")
    districts = [(dice.uniform(0, SIDE_M), dice.uniform(0, SIDE_M)) for _ in range(6)]
    points = []
    shifts = []
    for number in range(agents):
        points.append((dice.uniform(0, SIDE_M), dice.uniform(0, SIDE_M)))
        begin = dice.choice((8, 8.5, 9, 11))
        noon = begin + 4.25
        shifts.append(
            Shift(
                shift_id=f"a{number}",
                agent_id=f"a{number}",
                start_location=number,
                end_location=number,
                earliest_s=int(begin * HOUR),
                latest_s=int((begin + 8.5) * HOUR),
                breaks=(
                    ShiftBreak(
                        earliest_s=int((noon - 1) * HOUR),
                        latest_s=int((noon + 1) * HOUR),
                        duration_s=30 * MINUTE,
                    ),
                ),
                skills=frozenset({SENIOR if number % 2 == 0 else JUNIOR}),
                matrix="car",
                cost_per_hour=26.0,
                cost_per_km=0.3,
            )
        )
    visits = []
    for number in range(doors):
        x, y = dice.choice(districts)
        points.append((dice.gauss(x, 1500), dice.gauss(y, 1500)))
        first = _visit(dice, number, agents + number, two=number < meetings)
        visits.append(first)
        if number < meetings:
            name = f"{first.visit_id}+2"
            visits.append(replace(first, visit_id=name, skills=frozenset({JUNIOR})))
    places = np.array(points)
    apart = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2)) * 1.35
    seconds = np.minimum(apart, 3000) / (22 / 3.6) + np.maximum(apart - 3000, 0) / (60 / 3.6) + 60
    seconds[apart == 0] = 0
    never = dice.randrange(0, agents, 2), dice.randrange(1, agents, 2)
    pairs = frozenset(
        frozenset({f"a{one}", f"a{other}"})
        for one in range(0, agents, 2)
        for other in range(1, agents, 2)
        if (one, other) != never
    )
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(visits),
        shifts=tuple(shifts),
        matrices={
            "car": TravelMatrix(
                np.rint(seconds).astype(np.int32), np.rint(apart).astype(np.int32), source="given"
            )
        },
        meetings=tuple(
            Meeting(first=f"d{number:03d}", second=f"d{number:03d}+2", pairs=pairs)
            for number in range(meetings)
        ),
    )


def _visit(dice: random.Random, number: int, place: int, *, two: bool) -> Visit:
    return Visit(
        visit_id=f"d{number:03d}",
        case_ids=(f"c{number:03d}",),
        location=place,
        building=f"b{place:03d}",
        service_s=dice.randint(6, 15) * MINUTE,
        setup_s=3 * MINUTE,
        windows=_windows(dice),
        legal=((8 * HOUR, 20 * HOUR),),
        skills=frozenset({SENIOR}) if two else frozenset(),
        value=float(dice.choice((40, 60, 90))),
    )


def _windows(dice: random.Random) -> tuple[Span, ...]:
    """Draw any time, half a day, or two hours."""
    kind = dice.random()
    if kind < 0.5:
        return ()
    if kind < 0.8:
        return dice.choice((((8 * HOUR, 13 * HOUR),), ((13 * HOUR, 19 * HOUR),)))
    begin = dice.randint(9, 16) * HOUR
    return ((begin, begin + 2 * HOUR),)


def judged(problem: Problem, solution: Solution) -> tuple[float, str]:
    """Return the total cost, and it in words; a plan that breaks a rule ends the benchmark."""
    report = check_routes(problem, solution.routes)
    if not report.ok:
        raise SystemExit(str(report))
    costs = report.costs
    made = {visit_id for route in solution.routes for visit_id in route.visit_ids}
    met = sum(meeting.first in made for meeting in problem.meetings)
    wait = sum(route.wait_s for route in solution.routes) / MINUTE
    words = (
        f"cost {costs.total:8.2f}  left out {costs.value_not_collected:7.2f}"
        f"  visits {len(made):3d}  meetings {met:2d}  waiting {wait:4.0f} min"
        f"{'  proven' if solution.search.stopped_by == 'optimal' else ''}"
    )
    return costs.total, words


def main() -> None:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--doors", type=int, default=100)
    parser.add_argument("--meetings", type=int, default=20)
    parser.add_argument("--agents", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--relaxed-seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options = parser.parse_args()
    ratios = []
    for seed in options.seeds:
        problem = day_of_meetings(options.doors, options.meetings, options.agents, seed=seed)
        free = replace(problem, meetings=())
        found = []
        for what, day, seconds in (
            ("relaxed", free, options.relaxed_seconds),
            ("meeting", problem, options.seconds),
        ):
            begun = time.perf_counter()
            solution = solve(day, seconds=seconds, workers=options.workers)
            cost, words = judged(day, solution)
            found.append(cost)
            took = time.perf_counter() - begun
            print(f"seed {seed}  {what} {took:5.1f} s  {words}", flush=True)
        ratios.append(found[1] / found[0])
        print(f"        {100 * (ratios[-1] - 1):+.2f} %", flush=True)
    print(f"mean {100 * (sum(ratios) / len(ratios) - 1):+.2f} % over the relaxed day")


if __name__ == "__main__":
    main()
