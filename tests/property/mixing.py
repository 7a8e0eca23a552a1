"""Small days of realistic size in which every constraint there is may occur, from random numbers.

Each kind of constraint is switched on for a whole problem with some probability, and then for some
of its visits and shifts, so that every pair of kinds meets. Locks can always be kept.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.problem import (
    Meeting,
    Problem,
    Reference,
    Shift,
    ShiftBreak,
    Spacing,
    Span,
    ValueBand,
    Visit,
)
from tests.property.rating import rate_route

__all__ = ["mixed_problem", "mixed_up"]

ORIGIN = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday
HOUR, MINUTE = 3600, 60
SKILLS = ("key", "thai")
KINDS = {
    "windows": 0.6,
    "legal": 0.3,
    "buildings": 0.5,
    "skills": 0.3,
    "release": 0.3,
    "allowed": 0.3,
    "preferred": 0.4,
    "bands": 0.4,
    "mandatory": 0.3,
    "loads": 0.3,
    "groups": 0.3,
    "reference": 0.4,
    "locked_shift": 0.25,
    "locked_start": 0.25,
    "locked_visits": 0.3,
    "orders": 0.3,
    "spacings": 0.35,
    "meetings": 0.3,
    "balance": 0.3,
    "breaks": 0.5,
    "open_ends": 0.3,
    "overtime": 0.5,
    "limits": 0.3,
    "one_agent": 0.3,
    "modes": 0.3,
    "no_way": 0.15,
}
"""How likely it is that a problem has this kind of constraint at all."""


def mixed_problem(seed: int, visits: int, shifts: int) -> Problem:
    """A small day with all constraints mixed; the same for the same numbers, on any machine."""
    return mixed_up(random.Random(seed), visits, shifts)


def mixed_up(rng: random.Random, visits: int, shifts: int) -> Problem:
    """A small day with all constraints mixed, from any source of random numbers."""
    on = {kind for kind, likely in KINDS.items() if rng.random() < likely}
    places = visits + 2
    keys = ("car", "bike") if "modes" in on else ("car",)
    problem = Problem(
        origin=ORIGIN,
        visits=tuple(_visit(rng, number, shifts, on) for number in range(visits)),
        shifts=tuple(_shift(rng, number, keys, on) for number in range(shifts)),
        matrices=_travel(rng, places, keys, on),
        balance_price=rng.choice([0.2, 1.0]) if "balance" in on else 0.0,
    )
    for add in (_orders, _spacings, _meetings, _locked_shifts, _locked_visits):
        if add.__name__.removeprefix("_") in on or add is _locked_shifts:
            problem = add(rng, problem, on)
    return problem


def _travel(
    rng: random.Random, places: int, keys: tuple[str, ...], on: set[str]
) -> dict[str, TravelMatrix]:
    """Places in a town of eight by eight kilometres; a detour of its own for every pair."""
    spots = np.array([[rng.uniform(0, 8000), rng.uniform(0, 8000)] for _ in range(places)])
    straight = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    detour = np.array([[rng.uniform(1.2, 1.5) for _ in range(places)] for _ in range(places)])
    metres = (straight * detour).astype(np.int32)
    if "no_way" in on:
        metres[rng.randrange(places), rng.randrange(places)] = UNREACHABLE
    np.fill_diagonal(metres, 0)
    speeds = {"car": 25 / 3.6, "bike": 15 / 3.6}  # metres per second
    found = {}
    for key in keys:
        seconds = np.where(metres < 0, UNREACHABLE, (metres / speeds[key]).astype(np.int32))
        found[key] = TravelMatrix(seconds, metres)
    return found


def _visit(rng: random.Random, number: int, shifts: int, on: set[str]) -> Visit:
    # The first two places are where agents start and end.
    location = rng.randrange(2, 2 + max(1, number)) if "buildings" in on else number + 2
    building = f"b{location}"
    if "buildings" in on and rng.random() < 0.25:
        building = "tower"  # has more than one entrance
    service = rng.randrange(5, 26) * MINUTE
    visit = Visit(
        visit_id=f"v{number}",
        case_ids=(f"c{number}",),
        location=location,
        building=building,
        service_s=service,
        setup_s=rng.randrange(0, 7) * MINUTE,
        value=float(rng.randrange(4, 40)),
    )
    settings: dict[str, Callable[[], dict[str, object]]] = {
        "windows": lambda: {"windows": _spans(rng, rng.choice([1, 1, 2, 3]), 30, 150)},
        "legal": lambda: {"legal": rng.choice([((9 * HOUR, 12 * HOUR),), _spans(rng, 2, 90, 150)])},
        "skills": lambda: {"skills": frozenset([rng.choice(SKILLS)])},
        "release": lambda: rng.choice(
            [{"release_s": _moment(rng)}, {"due_s": _moment(rng) + service}]
        ),
        "allowed": lambda: rng.choice(
            [
                {"allowed_agents": frozenset(_agents(rng, shifts))},
                {"excluded_agents": frozenset(_agents(rng, shifts)[:1])},
            ]
        ),
        "preferred": lambda: {
            "preferred_agents": frozenset(_agents(rng, shifts)),
            "other_agent_price": float(rng.randrange(1, 12)),
        },
        "bands": lambda: {
            "value_bands": tuple(
                ValueBand(start_s=lo, end_s=hi, value=float(rng.randrange(0, 60)))
                for lo, hi in _apart(_spans(rng, rng.choice([1, 2]), 30, 150))
            )
        },
        "mandatory": lambda: {"mandatory": rng.random() < 0.5},
        "loads": lambda: {"load": rng.randrange(0, 4)},
        "groups": lambda: {"group": rng.choice(["g1", "g2"])},
        "reference": lambda: {
            "reference": Reference(
                agent_id=_agents(rng, shifts)[0],
                start_s=_moment(rng),
                tolerance_s=rng.randrange(0, 5) * 10 * MINUTE,
                agent_price=float(rng.randrange(0, 10)),
                time_price=float(rng.randrange(0, 10)),
                drop_price=float(rng.randrange(0, 20)),
            )
        },
        "locked_start": lambda: {"locked_start_s": _moment(rng)} if rng.random() < 0.4 else {},
    }
    for kind, draw in settings.items():
        if kind in on and rng.random() < 0.5:
            visit = replace(visit, **draw())  # type: ignore[arg-type]
    return visit


def _shift(rng: random.Random, number: int, keys: tuple[str, ...], on: set[str]) -> Shift:
    earliest = rng.randrange(8 * 4, 10 * 4) * 15 * MINUTE
    agent = rng.randrange(0, number + 1) if "one_agent" in on else number
    shift = Shift(
        shift_id=f"s{number}",
        agent_id=f"a{agent}",
        start_location=rng.randrange(0, 2),
        end_location=rng.randrange(0, 2),
        earliest_s=earliest,
        latest_s=earliest + rng.randrange(6, 20) * 15 * MINUTE,
        matrix=rng.choice(keys),
        skills=frozenset(rng.choice([SKILLS, SKILLS[:1], ()])),
        cost_per_hour=rng.choice([0.0, 18.0, 25.0]),
        cost_per_km=rng.choice([0.0, 0.3, 0.5]),
        fixed_cost=rng.choice([0.0, 0.0, 8.0]),
        capacity=rng.choice([None, 4, 6]) if "loads" in on else None,
    )
    if "open_ends" in on:
        changes = rng.choice([{"start_location": None}, {"end_location": None}, {}])
        shift = replace(shift, **changes)  # type: ignore[arg-type]
    if "overtime" in on:
        shift = replace(
            shift,
            overtime_max_s=rng.choice([0, HOUR // 2, HOUR]),
            overtime_cost_per_hour=rng.choice([0.0, 12.0, 30.0]),
        )
    if "limits" in on:
        name, limit = rng.choice(
            [
                ("max_visits", rng.randrange(1, 5)),
                ("max_duration_s", rng.randrange(6, 14) * 15 * MINUTE),
                ("max_distance_m", rng.randrange(8, 30) * 1000),
            ]
        )
        shift = replace(shift, **{name: limit})  # type: ignore[arg-type]
    if "breaks" in on:
        starts = sorted(
            earliest + rng.randrange(2, 14) * 15 * MINUTE for _ in range(rng.randrange(0, 3))
        )
        shift = replace(
            shift,
            breaks=tuple(
                ShiftBreak(
                    earliest_s=start,
                    latest_s=start + rng.choice([0, 30, 60]) * MINUTE,
                    duration_s=rng.choice([15, 30]) * MINUTE,
                )
                for start in starts
            ),
        )
    return shift


def _orders(rng: random.Random, problem: Problem, on: set[str]) -> Problem:
    """Two or three visits in a given order, sometimes two such orders."""
    ids = [visit.visit_id for visit in problem.visits]
    if len(ids) < 2:
        return problem
    lengths = [min(len(ids), rng.choice([2, 2, 3])) for _ in range(rng.choice([1, 1, 2]))]
    return replace(problem, orders=tuple(tuple(rng.sample(ids, k)) for k in lengths))


def _spacings(rng: random.Random, problem: Problem, on: set[str]) -> Problem:
    """Two or three visits that are to be apart."""
    ids = [visit.visit_id for visit in problem.visits]
    if len(ids) < 2:
        return problem
    members = rng.sample(ids, min(len(ids), rng.choice([2, 2, 2, 3])))
    gap = rng.choice([30, 60, 120]) * MINUTE
    return replace(problem, spacings=(Spacing(visit_ids=tuple(members), gap_s=gap),))


def _meetings(rng: random.Random, problem: Problem, on: set[str]) -> Problem:
    """Two visits to one door by two agents; together they are worth more than one."""
    if len(problem.visits) < 2 or len({shift.agent_id for shift in problem.shifts}) < 2:
        return problem
    one, other = rng.sample(problem.visits, 2)
    second = replace(
        one,
        visit_id=other.visit_id,
        case_ids=other.case_ids,
        group="",
        skills=other.skills,
        allowed_agents=other.allowed_agents,
        excluded_agents=other.excluded_agents,
        preferred_agents=other.preferred_agents,
        value=one.value + other.value,
    )
    changed = {one.visit_id: replace(one, group=""), other.visit_id: second}
    return replace(
        problem,
        visits=tuple(changed.get(visit.visit_id, visit) for visit in problem.visits),
        meetings=(Meeting(first=one.visit_id, second=other.visit_id),),
    )


def _locked_shifts(rng: random.Random, problem: Problem, on: set[str]) -> Problem:
    """One or two visits that only one shift may make."""
    if "locked_shift" not in on or not problem.shifts:
        return problem
    chosen = {visit.visit_id for visit in problem.visits if rng.random() < 0.2}
    return replace(
        problem,
        visits=tuple(
            replace(visit, locked_shift=rng.choice(problem.shifts).shift_id)
            if visit.visit_id in chosen
            else visit
            for visit in problem.visits
        ),
    )


def _locked_visits(rng: random.Random, problem: Problem, on: set[str]) -> Problem:
    """Routes that have to begin with one or two given visits, if they can be kept all together."""
    met = {visit_id for both in problem.meetings for visit_id in (both.first, both.second)}
    apart = [visit_id for spacing in problem.spacings for visit_id in spacing.visit_ids]
    free = [visit for visit in problem.visits if visit.visit_id not in met]
    locked: list[Visit] = []
    for number, shift in enumerate(problem.shifts):
        if rng.random() < 0.5 or not free:
            continue
        chosen = rng.sample(free, min(len(free), rng.choice([1, 1, 2])))
        ids = tuple(visit.visit_id for visit in chosen)
        together = [*locked, *chosen]
        groups = [visit.group for visit in together if visit.group]
        tied = {
            number
            for number, order in enumerate(problem.orders)
            if {v.visit_id for v in locked}.intersection(order) and set(ids).intersection(order)
        }
        held = replace(shift, locked_visits=ids)
        stricter = replace(
            problem,
            shifts=(*problem.shifts[:number], held, *problem.shifts[number + 1 :]),
        )
        if (
            len(groups) == len(set(groups))
            and not tied
            and sum(visit.visit_id in apart for visit in together) < 2
            and rate_route(stricter, number, ids) is not None
        ):
            problem, locked = stricter, together
            free = [visit for visit in free if visit not in chosen]
    return problem


def _agents(rng: random.Random, shifts: int) -> list[str]:
    """One or two agent ids, not all of whom need be on duty."""
    return [f"a{rng.randrange(0, max(2, shifts))}" for _ in range(rng.choice([1, 1, 2]))]


def _moment(rng: random.Random) -> int:
    """A time of day at which somebody may be on the road."""
    return rng.randrange(8 * 4 + 2, 13 * 4) * 15 * MINUTE


def _spans(rng: random.Random, count: int, shortest: int, longest: int) -> tuple[Span, ...]:
    """Some spans between morning and afternoon, in order; bounds in minutes."""
    starts = [_moment(rng) - 30 * MINUTE for _ in range(count)]
    return tuple(sorted((lo, lo + rng.randrange(shortest, longest + 1) * MINUTE) for lo in starts))


def _apart(spans: tuple[Span, ...]) -> list[Span]:
    """The spans that do not overlap one before them."""
    found: list[Span] = []
    for span in spans:
        if not found or span[0] > found[-1][1]:
            found.append(span)
    return found
