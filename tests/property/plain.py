"""The plain side of every comparison: one route by every minute, one route exactly, a whole plan.

All of it follows the rules as ``router.domain.problem`` states them and shares no code with solving
or checking. `cheapest_route` tries every minute, so all times must be whole minutes (or multiples
of ``step``), and is slow on purpose; `rate_route` is exact to the second and quick; `best_plan`
enumerates all plans of a small problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from router.domain.problem import Problem, Shift, Visit
from tests.property.optimum import BestPlan, best_plan
from tests.property.rating import rate_route
from tests.property.rules import going_price, legs_of, may_make, may_start, money, start_price

__all__ = ["BestPlan", "best_plan", "cheapest_route", "rate_route"]

MINUTE = 60


def cheapest_route(
    problem: Problem, shift: Shift, visits: Sequence[Visit], *, step: int = MINUTE
) -> float | None:
    """The least money the visits cost in this order on this shift; None if they break a rule."""
    if not may_make(problem, shift, visits):
        return None
    legs = legs_of(problem, shift, visits)
    if legs is None:
        return None
    metres = sum(far for _, far in legs)
    if shift.max_distance_m is not None and metres > shift.max_distance_m:
        return None
    work = [seconds for seconds, _ in legs]
    building = None
    for i, visit in enumerate(visits):
        if visit.building != building:
            work[i] += visit.setup_s
        building = visit.building
    end = shift.latest_s + shift.overtime_max_s
    going = sum(going_price(visit, shift.agent_id) for visit in visits)
    costs = []
    # Gap 0 is before the departure, 1 … n + 1 lie on the route, n + 2 is after the return.
    places = list(combinations_with_replacement(range(len(visits) + 3), len(shift.breaks)))
    for start in range(shift.earliest_s, end + 1, step):
        for assigned in places:
            for finish, price in _finishes(shift, visits, work, start, assigned, step):
                if finish > end:
                    continue
                if shift.max_duration_s is not None and finish - start > shift.max_duration_s:
                    continue
                costs.append(money(problem, shift, finish - start, finish, metres) + price + going)
    return min(costs, default=None)


def _finishes(
    shift: Shift,
    visits: Sequence[Visit],
    work: Sequence[int],
    start: int,
    assigned: Sequence[int],
    step: int,
) -> Iterator[tuple[int, float]]:
    """When the route may end if it leaves at ``start`` with each break in its gap, and the price.

    One pair suffices where no price hangs on a start; else a start may be worth waiting for.
    """
    end = shift.latest_s + shift.overtime_max_s
    clocks: dict[int, float] = {shift.earliest_s: 0.0}  # all the times it may be, and the price
    for gap in range(len(visits) + 2):
        if gap == 1:
            clocks = {start: 0.0} if min(clocks, default=start + 1) <= start else {}
        rests = [rest for rest, place in zip(shift.breaks, assigned, strict=True) if place == gap]
        onward: dict[int, float] = {}
        for before, paid in clocks.items():
            clock = ready = before
            if gap:
                ready += work[gap - 1] + sum(rest.duration_s for rest in rests)
            for rest in rests:
                clock = max(clock, rest.earliest_s)
                if clock > rest.latest_s or clock + rest.duration_s > end:
                    break
                clock += rest.duration_s
            else:
                clock = max(clock, ready)
                if not 1 <= gap <= len(visits):
                    onward[clock] = min(paid, onward.get(clock, paid))
                    continue
                visit = visits[gap - 1]
                seen: set[float] = set()
                for at in range(clock, end + 1, step):
                    price = start_price(visit, at)
                    if price in seen or not may_start(visit, at):
                        continue
                    seen.add(price)  # the earliest start at this price is the best one
                    over = at + visit.service_s
                    onward[over] = min(paid + price, onward.get(over, paid + price))
        clocks = onward
    late = [rest for rest, place in zip(shift.breaks, assigned, strict=True) if place > len(work)]
    for finish, price in clocks.items():
        clock = finish
        for rest in late:
            clock = max(clock, rest.earliest_s)
            if clock > rest.latest_s or clock + rest.duration_s > end:
                break
            clock += rest.duration_s
        else:
            yield finish, price
