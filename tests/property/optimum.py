"""The best plan of a small problem by enumeration, every constraint included, exact to the second.

Written from the rules as ``router.domain.problem`` states them; shares no code with solving or
checking.

How it is exact
---------------
*Routes.* For every shift, every set of visits in every order, as `chains` says.

*Plans.* Every way to give each shift a set, in the order of what the routes would cost if no visit
were tied to another one by a spacing or a meeting; that ends when it reaches the best plan found.
Before, the cheapest of these ways are tried with their cheapest orders only, which gives a plan:
what cannot be part of a cheaper one need not be enumerated with all its chains.

*Tied visits.* For chosen chains, and for every order in which visits that must be apart may start,
the departures decide everything: each event is as early as it can be. What that costs is an
L-natural-convex function of the departures (paid time, overtime and balance are convex in
differences of times, which are bounded by differences), so a point that no move of some departures
together, a second up or down, improves is its minimum (Murota, Discrete Convex Analysis, 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations, product
from typing import NamedTuple

from router.domain.problem import Problem
from router.domain.route import Route
from tests.property.chains import Chain, Chains
from tests.property.rating import FOREVER
from tests.property.rules import left_price, money
from tests.property.writing import written

__all__ = ["BestPlan", "best_plan"]

DUTY = 1e7  # more than any small plan costs: the price of leaving a mandatory visit out
NEVER = float("inf")
TOO_LONG = 1e5  # per second beyond the longest duration; convex, so that the descent leads back
LESS = 1e-7  # money that is less than nothing
TRIED_FIRST = 300


@dataclass(frozen=True, slots=True)
class BestPlan:
    """No plan leaves fewer mandatory visits out; of those that leave as few, none costs less."""

    mandatory_left_out: int
    cost: float
    routes: tuple[Route, ...]


class Timed(NamedTuple):
    """A chain with its departure and the starts of its tied visits."""

    chain: Chain
    departs: int
    starts: dict[int, int]


Found = tuple[float, list[Timed]]
Partition = tuple[float, tuple[int, ...]]
"""What a set of visits for each shift costs at least, everything left out included; the sets."""


def best_plan(problem: Problem) -> BestPlan | None:
    """Find the best plan; None if the locked beginnings of the shifts cannot be kept."""
    numbers = range(len(problem.shifts))
    loose = [Chains(problem, number).all() for number in numbers]
    partitions = sorted(_partitions(problem, loose))
    tied = _tied(problem)
    best: Found = (NEVER, [])
    for least, masks in partitions[:TRIED_FIRST] if tied else partitions[:1]:
        if least < best[0] - LESS:
            routes = [
                Chains(problem, number, tied).along(loose[number][mask][0].order)
                for number, mask in enumerate(masks)
                if mask
            ]
            best = _better(problem, best, least, loose, masks, routes)
    if tied:
        partitions = [(least, masks) for least, masks in partitions if least < best[0] - LESS]
        most: list[dict[int, float]] = [{} for _ in numbers]
        for least, masks in partitions:
            for number, mask in enumerate(masks):
                if mask:
                    spare = best[0] - least + loose[number][mask][0].least
                    most[number][mask] = max(most[number].get(mask, 0.0), spare)
        tight = [Chains(problem, number, tied, most[number]).all() for number in numbers]
        for least, masks in partitions:
            if least >= best[0] - LESS:
                break
            routes = [tight[number].get(mask, []) for number, mask in enumerate(masks) if mask]
            best = _better(problem, best, least, loose, masks, routes)
    if best[0] == NEVER:
        return None
    duties = round(best[0] // DUTY)
    return BestPlan(
        duties,
        best[0] - duties * DUTY,
        tuple(
            written(
                problem,
                problem.shifts[one.chain.shift],
                one.chain.way.passed,
                one.chain.taken,
                one.departs,
                one.starts,
            )
            for one in best[1]
        ),
    )


def _better(
    problem: Problem,
    best: Found,
    least: float,
    loose: Sequence[dict[int, list[Chain]]],
    masks: Sequence[int],
    routes: Iterable[Sequence[Chain]],
) -> Found:
    """The best of a plan and of all choices of a chain for each route."""
    lost = least - sum(loose[n][mask][0].least for n, mask in enumerate(masks) if mask)
    for chosen in product(*routes):
        if lost + sum(chain.least for chain in chosen) < best[0] - LESS:
            cost, times = _settled(problem, chosen)
            if cost + lost < best[0] - LESS:
                best = cost + lost, times
    return best


def _tied(problem: Problem) -> frozenset[int]:
    """The visits whose starts depend on each other across routes."""
    place = {visit.visit_id: number for number, visit in enumerate(problem.visits)}
    apart = {place[v] for spacing in problem.spacings for v in spacing.visit_ids}
    return frozenset(apart | {place[v] for m in problem.meetings for v in (m.first, m.second)})


def _partitions(problem: Problem, chains: Sequence[dict[int, list[Chain]]]) -> Iterator[Partition]:
    """Every allowed way to give each shift a set of visits, and what it costs at least."""
    left = [left_price(visit) + DUTY * visit.mandatory for visit in problem.visits]
    place = {visit.visit_id: 1 << number for number, visit in enumerate(problem.visits)}
    orders = [sum(place[v] for v in order) for order in problem.orders]
    meetings = [(place[m.first], place[m.second]) for m in problem.meetings]
    names = {visit.group for visit in problem.visits if visit.group}
    groups = [
        sum(1 << n for n, v in enumerate(problem.visits) if v.group == name) for name in names
    ]
    agents = [shift.agent_id for shift in problem.shifts]

    def allowed(masks: tuple[int, ...]) -> bool:
        made = sum(masks)
        return (
            all(sum(1 for mask in masks if mask & order) < 2 for order in orders)
            and all((made & group).bit_count() < 2 for group in groups)
            and all(
                (not made & one and not made & other)
                or (
                    bool(made & one and made & other)
                    and next(a for a, mask in zip(agents, masks, strict=True) if mask & one)
                    != next(a for a, mask in zip(agents, masks, strict=True) if mask & other)
                )
                for one, other in meetings
            )
        )

    def given(number: int, made: int, cost: float, masks: tuple[int, ...]) -> Iterator[Partition]:
        if number == len(chains):
            if allowed(masks):
                lost = sum(price for n, price in enumerate(left) if not made >> n & 1)
                yield cost + lost, masks
            return
        if not problem.shifts[number].locked_visits:
            yield from given(number + 1, made, cost, (*masks, 0))
        for mask, several in chains[number].items():
            if not mask & made:
                more = cost + several[0].least
                yield from given(number + 1, made | mask, more, (*masks, mask))

    return given(0, 0, 0.0, ())


def _settled(problem: Problem, chains: Sequence[Chain]) -> tuple[float, list[Timed]]:
    """The least cost of chains whose tied visits keep their distances, and the times of it."""
    place = {visit.visit_id: number for number, visit in enumerate(problem.visits)}
    made = {visit for chain in chains for visit in chain.way.tied}
    same = [
        (place[m.first], place[m.second], 0) for m in problem.meetings if place[m.first] in made
    ]
    same += [(other, one, 0) for one, other, _ in same]
    apart = [
        [
            [(one, other, spacing.gap_s) for one, other in pairwise(order)]
            for order in permutations([place[v] for v in spacing.visit_ids if place[v] in made])
        ]
        for spacing in problem.spacings
    ]
    best: tuple[float, list[Timed]] = (NEVER, [])
    for chosen in product(*apart):
        arcs = [*same, *(arc for several in chosen for arc in several)]
        least = [_first(chain) for chain in chains]
        if not arcs:
            cost, departs = sum(chain.least for chain in chains), [c.departs for c in chains]
        else:
            cost, departs = _descended(problem, chains, arcs, least)
        if cost < best[0]:
            known = _earliest(chains, departs, arcs)
            assert known is not None
            starts = known[0]
            best = cost, [Timed(c, d, starts) for c, d in zip(chains, departs, strict=True)]
    return best


def _first(chain: Chain) -> int:
    """The latest departure with which the next event is as early as can be."""
    soon, work, last = chain.way.links[0]
    return min(last, soon - work)


Arc = tuple[int, int, int]
"""The second visit starts no earlier than the first, by so many seconds."""


def _descended(
    problem: Problem, chains: Sequence[Chain], arcs: Sequence[Arc], departs: list[int]
) -> tuple[float, list[int]]:
    """The cheapest departures, from the earliest ones on, by the steepest moves that there are."""
    cost = _cost(problem, chains, departs, arcs)
    if cost == NEVER:  # earlier is not possible, and later would not help
        return cost, departs
    several = [
        chosen
        for size in range(1, len(chains) + 1)
        for chosen in combinations(range(len(chains)), size)
    ]
    step = 4096
    while step:
        moved = [
            [d + step * sign * (n in chosen) for n, d in enumerate(departs)]
            for chosen in several
            for sign in (1, -1)
        ]
        cheaper, nearest = min((_cost(problem, chains, option, arcs), option) for option in moved)
        if cheaper < cost - 1e-9:
            cost, departs = cheaper, nearest
        else:
            step //= 2
    longest = [problem.shifts[chain.shift].max_duration_s for chain in chains]
    known = _earliest(chains, departs, arcs)
    assert known is not None
    for limit, end, start in zip(longest, known[1], departs, strict=True):
        if limit is not None and end - start > limit:
            return NEVER, departs
    return cost, departs


def _cost(
    problem: Problem, chains: Sequence[Chain], departs: Sequence[int], arcs: Sequence[Arc]
) -> float:
    known = _earliest(chains, departs, arcs)
    if known is None:
        return NEVER
    total = 0.0
    for chain, start, end in zip(chains, departs, known[1], strict=True):
        shift = problem.shifts[chain.shift]
        total += money(problem, shift, end - start, end, 0) + chain.way.price
        if shift.max_duration_s is not None:
            total += TOO_LONG * max(0, end - start - shift.max_duration_s)
    return total


def _earliest(
    chains: Sequence[Chain], departs: Sequence[int], arcs: Sequence[Arc]
) -> tuple[dict[int, int], list[int]] | None:
    """The earliest starts of tied visits, and returns; None if the departures do not allow any."""
    starts = {visit: -FOREVER for chain in chains for visit in chain.way.tied}
    while True:
        before = dict(starts)
        ends = []
        for chain, clock in zip(chains, departs, strict=True):
            if clock < _first(chain):
                return None  # nothing is earlier for it, and it may be before the shift
            for link, visit in zip(chain.way.links, (*chain.way.tied, -1), strict=True):
                if clock > link.last:
                    return None
                clock = max(link.soon, clock + link.work)
                if visit >= 0:
                    clock = starts[visit] = max(clock, starts[visit])
            if clock > chain.closes:
                return None
            ends.append(clock)
        for one, other, gap in arcs:
            starts[other] = max(starts[other], starts[one] + gap)
        if starts == before:
            return starts, ends
