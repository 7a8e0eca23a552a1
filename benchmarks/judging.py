"""One small judge for everybody's answers: sequences of visits, nothing else is believed.

It shares no code with the solvers, with `router.checking`, or with the adaptors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from instances import Instance, Stop, Vehicle

__all__ = ["Verdict", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an answer is worth.

    Parameters
    ----------
    why
        What is wrong with it; empty if nothing is.
    cost, travel
        In published units (the instance's scale taken off).
    left_out
        Visits that are not made.
    missing
        Those of them that must be made.
    """

    why: str = ""
    cost: float = 0.0
    travel: float = 0.0
    left_out: int = 0
    missing: int = 0

    @property
    def feasible(self) -> bool:
        """Whether nothing is wrong."""
        return not self.why


def judge(instance: Instance, routes: Sequence[Sequence[int]]) -> Verdict:
    """Judge an answer.

    Parameters
    ----------
    instance
        The problem.
    routes
        Per vehicle the numbers of its visits in order; empty for a vehicle that stays at home.

    Returns
    -------
    Verdict
        Travel plus the prices of what is left out, or why it does not count. If nothing but
        visits that must be made are missing, it still says how many, and what the rest costs.
    """
    if len(routes) != len(instance.vehicles):
        return Verdict(why=f"{len(routes)} routes for {len(instance.vehicles)} vehicles")
    made: set[int] = set()
    travel = 0
    for number, (vehicle, route) in enumerate(zip(instance.vehicles, routes, strict=True)):
        if not route:
            continue
        if len(set(route)) < len(route) or made & set(route):
            return Verdict(why=f"vehicle {number}: a visit is made twice")
        if not set(route) <= set(range(len(instance.visits))):
            return Verdict(why=f"vehicle {number}: no such visit")
        made |= set(route)
        wrong = _wrong(instance, vehicle, [instance.visits[visit] for visit in route])
        if wrong:
            return Verdict(why=f"vehicle {number}: {wrong}")
        places = [vehicle.place, *(instance.visits[visit].place for visit in route), vehicle.place]
        travel += sum(int(instance.travel[a, b]) for a, b in pairwise(places))
    absent = [visit for number, visit in enumerate(instance.visits) if number not in made]
    missing = sum(visit.price is None for visit in absent)
    return Verdict(
        why=f"{missing} visits that must be made are left out" if missing else "",
        cost=(travel + sum(visit.price or 0 for visit in absent)) / instance.scale,
        travel=travel / instance.scale,
        left_out=len(absent),
        missing=missing,
    )


def _wrong(instance: Instance, vehicle: Vehicle, route: list[Stop]) -> str:
    """Return what is wrong with one route, or nothing."""
    if any(visit.skill and visit.skill not in vehicle.skills for visit in route):
        return "a skill is missing"
    if vehicle.capacity is not None and sum(visit.load for visit in route) > vehicle.capacity:
        return "overloaded"
    home = Stop(place=vehicle.place, service=0, windows=((vehicle.start, vehicle.end),))
    # The earliest time to leave the last stop, before the break and after it. Earlier is never
    # worse, so these two say everything about the route so far.
    before: int | None = vehicle.start if vehicle.lunch else None
    after: int | None = None if vehicle.lunch else vehicle.start
    last = vehicle.place
    for visit in [*route, home]:
        way = int(instance.travel[last, visit.place])
        last = visit.place
        arrivals = [] if after is None else [after + way]
        if vehicle.lunch and before is not None:
            earliest, latest, length = vehicle.lunch
            # On the leg, or while waiting at the next stop; it must have begun by `latest`.
            if before <= latest:
                arrivals.append(max(before + way, earliest) + length)
        starts = [_start(visit, arrival) for arrival in arrivals]
        after = min((s + visit.service for s in starts if s is not None), default=None)
        if before is not None:
            start = _start(visit, before + way)
            before = None if start is None else start + visit.service
        if before is None and after is None:
            return f"late, or without its break, at place {visit.place}"
    return "" if after is not None else "no time for the break"


def _start(visit: Stop, arrival: int) -> int | None:
    """Return when service starts: in the first window that is not over."""
    for opens, closes in visit.windows:
        if arrival <= closes:
            return max(arrival, opens)
    return None
