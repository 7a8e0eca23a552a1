"""Several days in one model, searched for a minute, beside a plain greedy insertion.

    python benchmarks/period.py [--cases 300 --agents 10 --days 5 --seconds 60 --workers 2]
                                [--seeds 1 2 3] [--engine ortools]

Every agent has a shift on every day, every case may be visited on any day, and is worth something
else in the morning, the afternoon and the evening of each: 15 value bands in five days. About half
the cases are worth less than their way. Both plans pass `router.checking`, which states the costs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from entries import routes_of

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, ValueBand, Visit
from router.domain.route import Route
from router.solving import solve

__all__ = ["greedy", "period"]

HOUR, MINUTE, DAY = 3600, 60, 24 * 3600
SIDE_M = 18_000  # of the town
VILLAGES = ((-38_000, 9_000), (51_000, 24_000), (8_000, -45_000))
CLASSES = ((10.0, 0.3), (24.0, 0.3), (55.0, 0.25), (140.0, 0.15))  # worth if met, and how often
BANDS = ((8, 12, 0.28), (12, 17, 0.30), (17, 20, 0.50))  # hours, and chance to meet
SHIFTS = ((8, 16.5), (9, 17.5), (11.5, 20))

Point = tuple[float, float]


def period(cases: int, agents: int, days: int, *, seed: int) -> Problem:
    """Make up a period.

    Parameters
    ----------
    cases, agents, days
        How many.
    seed
        Of everything.

    Returns
    -------
    Problem
        Shifts are called ``a03@2`` (agent, day from 0).
    """
    dice = random.Random(f"period {cases} {agents} {days} {seed}")
    districts = [(dice.uniform(0, SIDE_M), dice.uniform(0, SIDE_M)) for _ in range(7)]
    points: list[Point] = [(SIDE_M / 2, SIDE_M / 2)]
    shifts: list[Shift] = []
    for number in range(agents):
        points.append(_near(dice, dice.choice(districts), 2500))
        shifts += _shifts(dice, number, days)
    visits = []
    for number in range(cases):
        far = dice.random() < 0.1
        centre = dice.choice(VILLAGES) if far else dice.choice(districts)
        points.append(_near(dice, centre, 1500 if far else 1800))
        visits.append(_visit(dice, number, len(points) - 1, agents, days))
    places = np.array(points)
    apart = np.sqrt(((places[:, None] - places[None, :]) ** 2).sum(axis=2)) * 1.35
    # 22 km/h in town, 60 km/h on what is farther than three kilometres; a minute to park.
    seconds = np.minimum(apart, 3000) / (22 / 3.6) + np.maximum(apart - 3000, 0) / (60 / 3.6) + 60
    seconds[apart == 0] = 0
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(visits),
        shifts=tuple(shifts),
        matrices={
            "car": TravelMatrix(
                np.rint(seconds).astype(np.int32), np.rint(apart).astype(np.int32), source="given"
            )
        },
    )


def _near(dice: random.Random, centre: Point, reach: float) -> Point:
    return dice.gauss(centre[0], reach), dice.gauss(centre[1], reach)


def _shifts(dice: random.Random, number: int, days: int) -> Iterator[Shift]:
    home = 0 if dice.random() < 0.3 else 1 + number
    begin, end = dice.choice(SHIFTS)
    noon = (begin + end) / 2
    lunch = ShiftBreak(
        earliest_s=int((noon - 1) * HOUR), latest_s=int((noon + 1) * HOUR), duration_s=HOUR // 2
    )
    for day in range(days):
        yield Shift(
            shift_id=f"a{number:02d}@{day}",
            agent_id=f"a{number:02d}",
            start_location=home,
            end_location=home,
            earliest_s=day * DAY + int(begin * HOUR),
            latest_s=day * DAY + int(end * HOUR),
            breaks=(
                ShiftBreak(
                    earliest_s=day * DAY + lunch.earliest_s,
                    latest_s=day * DAY + lunch.latest_s,
                    duration_s=lunch.duration_s,
                ),
            ),
            matrix="car",
            cost_per_hour=26.0,
            cost_per_km=0.3,
            fixed_cost=10.0,
        )


def _visit(dice: random.Random, number: int, place: int, agents: int, days: int) -> Visit:
    [met] = dice.choices([met for met, _ in CLASSES], [share for _, share in CLASSES])
    met *= dice.uniform(0.8, 1.25)
    learned = dice.random() < 0.5  # by day of the week: all its bands are different
    bands = []
    for day in range(days):
        for begin, end, chance in BANDS:
            own = chance * dice.uniform(0.6, 1.4) if learned else chance
            bands.append(
                ValueBand(
                    start_s=day * DAY + begin * HOUR,
                    end_s=day * DAY + end * HOUR - 1,
                    value=round(met * min(own, 1.0), 2),
                )
            )
    some = dice.random()
    hours = (
        ((8, 20),) if some < 0.7 else dice.choice((((8, 12),), ((13, 18),), ((9, 11), (17, 20))))
    )
    first = dice.randrange(days) if dice.random() < 0.15 else 0
    last = dice.randrange(first, days) if dice.random() < 0.15 else days - 1
    liked = dice.random() < 0.2
    return Visit(
        visit_id=f"v{number:03d}",
        case_ids=(f"c{number:03d}",),
        location=place,
        building=f"b{place:03d}",
        service_s=dice.randint(6, 12) * MINUTE,
        setup_s=4 * MINUTE,
        windows=tuple(
            (day * DAY + begin * HOUR, day * DAY + end * HOUR)
            for day in range(days)
            for begin, end in hours
        ),
        legal=tuple((day * DAY + 8 * HOUR, day * DAY + 20 * HOUR) for day in range(days)),
        release_s=first * DAY,
        due_s=(last + 1) * DAY,
        preferred_agents=frozenset({f"a{dice.randrange(agents):02d}"}) if liked else frozenset(),
        other_agent_price=3.0 if liked else 0.0,
        value_bands=tuple(bands),
    )


# --- the plain way ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chance:
    """A visit in one band: between two times it is worth so much."""

    visit: int
    first_s: int
    last_s: int
    worth: float


def greedy(problem: Problem) -> list[Route]:
    """Insert the visit that gains most where it gains most, until none gains anything.

    Every band of a visit is tried at every place of every shift of its day. An agent leaves so that
    he does not wait at the first door, waits at the others until a band begins, and rests as soon
    as he may.

    Parameters
    ----------
    problem
        One matrix, one break per shift.

    Returns
    -------
    list of Route
        With times.
    """
    chances = [_chances(problem, number) for number in range(len(problem.visits))]
    routes: list[list[Chance]] = [[] for _ in problem.shifts]
    costs = [0.0] * len(routes)
    best: dict[tuple[int, int], tuple[float, int, Chance] | None] = {}
    absent = set(range(len(problem.visits)))
    stale = set(range(len(routes)))
    while True:
        for shift in stale:
            for number in absent:
                best[number, shift] = _insertion(
                    problem, shift, routes[shift], costs[shift], chances[number]
                )
        found = [
            (place[0], number, shift)
            for (number, shift), place in best.items()
            if number in absent and place is not None
        ]
        if not found:
            break
        _, number, shift = max(found)
        place = best[number, shift]
        assert place is not None
        routes[shift].insert(place[1], place[2])
        timed = _timed(problem, shift, routes[shift])
        assert timed is not None
        costs[shift] = timed[0]
        absent.discard(number)
        stale = {shift}
    answer = [
        timed[1]
        for shift, route in enumerate(routes)
        if route and (timed := _timed(problem, shift, route)) is not None
    ]
    return routes_of(problem, {"routes": answer})


def _chances(problem: Problem, number: int) -> list[Chance]:
    visit = problem.visits[number]
    found = []
    for band in visit.value_bands:
        for lo, hi in visit.starts:
            first = max(lo, band.start_s, visit.release_s or 0)
            last = min(hi, band.end_s, (visit.due_s or 10**9) - visit.service_s)
            if first <= last and band.value > 0:
                found.append(Chance(number, first, last, band.value))
    return found


def _insertion(
    problem: Problem, shift: int, route: list[Chance], cost: float, chances: Sequence[Chance]
) -> tuple[float, int, Chance] | None:
    """Return the best gain above nothing, the place, and in which band."""
    rules, best = problem.shifts[shift], None
    gain = 1e-6
    for chance in chances:
        if chance.last_s < rules.earliest_s or chance.first_s > rules.latest_s:
            continue
        visit = problem.visits[chance.visit]
        price = 0.0
        if visit.preferred_agents and rules.agent_id not in visit.preferred_agents:
            price = visit.other_agent_price
        if chance.worth - price <= gain:
            continue
        for place in range(len(route) + 1):
            timed = _timed(problem, shift, [*route[:place], chance, *route[place:]])
            if timed is not None and chance.worth - price - (timed[0] - cost) > gain:
                gain = chance.worth - price - (timed[0] - cost)
                best = (gain, place, chance)
    return best


def _timed(
    problem: Problem, shift: int, route: Sequence[Chance]
) -> tuple[float, dict[str, Any]] | None:
    """Return cost and times of a route, agents aside; None if it does not hold."""
    rules = problem.shifts[shift]
    matrix, home = problem.matrices[rules.matrix], rules.start_location
    assert home is not None
    seconds, metres = matrix.duration_s, matrix.distance_m
    rest = rules.breaks[0]
    first = problem.visits[route[0].visit]
    way = int(seconds[home, first.location]) + first.setup_s
    leaves = max(rules.earliest_s, route[0].first_s - way)
    rested = rest.earliest_s + rest.duration_s if leaves >= rest.earliest_s + rest.duration_s else 0
    breaks = [rest.earliest_s] if rested else []
    now, place, way_m = leaves, home, 0
    starts = []
    for chance in route:
        visit = problem.visits[chance.visit]
        at = now + int(seconds[place, visit.location]) + visit.setup_s
        if not rested and max(at, chance.first_s) + visit.service_s > rest.earliest_s:
            begin = max(now, rest.earliest_s)
            if begin > rest.latest_s:
                return None
            breaks, rested = [begin], 1
            at = max(at + rest.duration_s, begin + rest.duration_s)
        at = max(at, chance.first_s)
        if at > chance.last_s:
            return None
        starts.append(at)
        way_m += int(metres[place, visit.location])
        now, place = at + visit.service_s, visit.location
    back = now + int(seconds[place, home])
    way_m += int(metres[place, home])
    if not rested:
        if back <= rest.latest_s:
            breaks = [max(back, rest.earliest_s)]
        else:
            begin = max(now, rest.earliest_s)
            if begin > rest.latest_s:
                return None
            breaks, back = [begin], max(back, begin) + rest.duration_s
    if back > rules.latest_s or breaks[0] + rest.duration_s > rules.latest_s:
        return None
    cost = (
        rules.fixed_cost
        + (back - leaves) / 3600 * rules.cost_per_hour
        + way_m / 1000 * rules.cost_per_km
    )
    said = {
        "shift_id": rules.shift_id,
        "start_s": leaves,
        "end_s": back,
        "breaks": breaks,
        "visits": [
            {"visit_id": problem.visits[chance.visit].visit_id, "start_s": at}
            for chance, at in zip(route, starts, strict=True)
        ],
    }
    return cost, said


# --- both ---------------------------------------------------------------------------------------


def judged(problem: Problem, routes: Sequence[Route]) -> tuple[float, str]:
    """Return the total cost, and it in words; a plan that breaks a rule ends the benchmark."""
    report = check_routes(problem, routes)
    if not report.ok:
        raise SystemExit(str(report))
    total = report.costs.total
    whole = sum(visit.worth for visit in problem.visits)
    left = report.costs.value_not_collected
    made = sum(len(route.visit_ids) for route in routes)
    words = (
        f"cost {total:9.2f}  collected {whole - left:8.2f}  for {total - left:8.2f}"
        f"  gain {whole - total:8.2f}  visits {made:3d}  routes {len(routes):2d}"
    )
    return total, words


def main() -> None:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--agents", type=int, default=10)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--engine", default="auto", help="auto, kernel or ortools")
    options = parser.parse_args()
    better = []
    for seed in options.seeds:
        problem = period(options.cases, options.agents, options.days, seed=seed)
        begun = time.perf_counter()
        plain, words = judged(problem, greedy(problem))
        print(f"seed {seed}  greedy {time.perf_counter() - begun:5.1f} s  {words}", flush=True)
        begun = time.perf_counter()
        solution = solve(
            problem,
            seconds=options.seconds,
            workers=options.workers,
            engine=options.engine,
        )
        cost, words = judged(problem, solution.routes)
        print(f"seed {seed}  router {time.perf_counter() - begun:5.1f} s  {words}")
        shares = ", ".join(
            f"{share.engine} {share.iterations} steps {share.improvements} better"
            for share in solution.search.shares
        )
        better.append(1 - cost / plain)
        print(f"        {100 * better[-1]:.1f} % lower cost; {shares}", flush=True)
    print(f"mean {100 * sum(better) / len(better):.1f} % lower")


if __name__ == "__main__":
    main()
