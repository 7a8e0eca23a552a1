"""Try a visit at every position of a route: a quick exact screen, then the exact cost.

For every position of the route as it stands two rows of numbers are kept, one number per count of
breaks taken: the *earliest* departure from what comes before, and the *latest* moment at which what
follows may begin so that the rest of the route still works. A visit fits between them if and only
if, going through it from the earliest departures, one of the latest moments is met. Only the limit
on paid time cannot be seen there; the exact schedule of those that pass shows it, and the cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from router.checking.costs import time_cost
from router.checking.earliest import earliest_departures, pass_leg, serve
from router.checking.itinerary import FOREVER, Itinerary, Maps, Task
from router.checking.latest import latest_departure, latest_starts
from router.checking.schedule import Times, best_times
from router.domain.problem import Shift, Span, Visit

__all__ = [
    "Detour",
    "Insertion",
    "Standing",
    "best_insertion",
    "detours",
    "least_extra",
    "possible_starts",
]

_PER_KM = 1000


class Standing:
    """A shift with its visits in order, as it stands, ready for visits to be tried.

    Parameters
    ----------
    maps
        Travel of the problem.
    shift
        The shift; its visits may be none.
    visits
        In order.

    Attributes
    ----------
    times
        The best times of the route as it stands; None if it has no visits or does not work.
    works
        True if the route as it stands keeps the times' rules.
    """

    def __init__(self, maps: Maps, shift: Shift, visits: Sequence[Visit]) -> None:
        self.maps = maps
        self.shift = shift
        self.visits = tuple(visits)
        itinerary = maps.itinerary(shift, visits)
        self.itinerary = itinerary if itinerary is not None else maps.nothing
        self.times = best_times(shift, self.itinerary) if self.itinerary.tasks else None
        self.works = not visits or self.times is not None
        self.load = sum(visit.load for visit in visits)
        self.earliest = earliest_departures(shift, self.itinerary)
        self.latest = latest_starts(shift, self.itinerary)

    @property
    def cost(self) -> float:
        """Of the route as it stands; 0 if it is not used."""
        return 0.0 if self.times is None else self.cost_of(self.itinerary, self.times.cost)

    def cost_of(self, itinerary: Itinerary, time_cost: float) -> float:
        """Return what an itinerary costs this shift, given what its times cost."""
        distance_cost = itinerary.distance_m / _PER_KM * self.shift.cost_per_km
        return time_cost + distance_cost + itinerary.going_cost + self.shift.fixed_cost


@dataclass(frozen=True, slots=True)
class Detour:
    """A visit tried at one position, before its schedule is known.

    Parameters
    ----------
    position
        How many visits of the route come before.
    itinerary
        The route with the visit.
    late_s
        How much too late what follows would begin, 0 or less if it is in time; None if the visit
        itself cannot be served.
    """

    position: int
    itinerary: Itinerary
    late_s: int | None

    @property
    def in_time(self) -> bool:
        """True if the route keeps all windows, breaks and the shift's end."""
        return self.late_s is not None and self.late_s <= 0


@dataclass(frozen=True, slots=True)
class Insertion:
    """A visit at its cheapest position.

    Parameters
    ----------
    position
        How many visits of the route come before.
    times
        The best times of the route with the visit.
    extra_cost
        What the route costs more than as it stands, both at their best times, in money; with what
        the visit is worth less than at its best time, and prices of change and of other agents.
    """

    position: int
    times: Times
    extra_cost: float


def detours(standing: Standing, visit: Visit) -> Iterator[Detour]:
    """Try a visit at every position of a route that works.

    Parameters
    ----------
    standing
        The route.
    visit
        On no route.

    Yields
    ------
    Detour
        For every position that ways lead to; the limits on visits, load, distance and paid time
        are not looked at.
    """
    if not standing.works:
        return
    maps, shift, base = standing.maps, standing.shift, standing.itinerary
    for position in range(len(standing.visits) + 1):
        before = standing.visits[position - 1] if position else None
        follower = standing.visits[position] if position < len(standing.visits) else None
        origin = before.location if before is not None else shift.start_location
        target = follower.location if follower is not None else shift.end_location
        there = maps.leg(shift, origin, visit.location)
        onward = maps.leg(shift, visit.location, target)
        straight = maps.leg(shift, origin, target) if standing.visits else (0, 0)
        if there is None or onward is None or straight is None:
            continue
        task = maps.task(before, visit, there[0])
        if follower is None:
            tasks = (*base.tasks, task)
            work_s = return_s = onward[0]
        else:
            following = maps.task(visit, follower, onward[0])
            tasks = (*base.tasks[:position], task, following, *base.tasks[position + 1 :])
            work_s, return_s = following.work_s, base.return_s
        distance_m = base.distance_m + there[1] + onward[1] - straight[1]
        late_s = _lateness(standing, position, task, work_s)
        going_cost = base.going_cost + maps.going_cost(shift, visit)
        tried = Itinerary(tasks, return_s, distance_m, going_cost, base.balance_price)
        yield Detour(position, tried, late_s)


def best_insertion(standing: Standing, visit: Visit, tried: Sequence[Detour]) -> Insertion | None:
    """Find the cheapest position of a visit on a route, within all limits of the shift.

    Parameters
    ----------
    standing
        The route.
    visit
        On no route.
    tried
        What `detours` gives for them.

    Returns
    -------
    Insertion or None
        None if the visit fits nowhere. Exact; of equals the earliest position.
    """
    shift = standing.shift
    best: Insertion | None = None
    for least, position, detour in sorted(_options(standing, visit, tried)):
        if best is not None and least >= best.extra_cost:
            break
        times = best_times(shift, detour.itinerary)
        if times is None:
            continue
        extra = standing.cost_of(detour.itinerary, times.cost) - standing.cost
        if best is None or extra < best.extra_cost:
            best = Insertion(position, times, extra)
    return best


def possible_starts(standing: Standing, tried: Sequence[Detour]) -> list[Span]:
    """Find out when service of a visit may start somewhere on a route.

    Parameters
    ----------
    standing
        The route.
    tried
        What `detours` gives for the visit.

    Returns
    -------
    list of Span
        They may overlap. Limits other than times are not looked at.
    """
    breaks = standing.shift.breaks
    found: set[Span] = set()
    for detour in tried:
        position, tasks = detour.position, detour.itinerary.tasks
        task, follows = tasks[position], tasks[position + 1 :]
        onward_s = follows[0].work_s if follows else detour.itinerary.return_s
        ready = pass_leg(standing.earliest[position], task.work_s, breaks)
        for taken, soon in enumerate(ready):
            leave = latest_departure(standing.latest[position], taken, onward_s, breaks)
            if soon is not None and leave is not None:
                last = leave - task.service_s
                spans = [(max(soon, a), min(last, b)) for a, b in task.starts]
                found.update(span for span in spans if span[0] <= span[1])
    return sorted(found)


def _options(
    standing: Standing, visit: Visit, tried: Sequence[Detour]
) -> Iterator[tuple[float, int, Detour]]:
    """Yield whatever keeps the limits that need no schedule: its least extra cost, and where."""
    shift = standing.shift
    if shift.max_visits is not None and len(standing.visits) >= shift.max_visits:
        return
    if shift.capacity is not None and standing.load + visit.load > shift.capacity:
        return
    longest = FOREVER if shift.max_distance_m is None else shift.max_distance_m
    for detour in tried:
        if detour.in_time and detour.itinerary.distance_m <= longest:
            yield _least_extra(standing, detour), detour.position, detour


def least_extra(standing: Standing, visit: Visit, tried: Sequence[Detour]) -> float | None:
    """Return an extra cost that no position of a visit undercuts, without any schedule.

    Parameters
    ----------
    standing
        The route.
    visit
        On no route.
    tried
        What `detours` gives for them.

    Returns
    -------
    float or None
        In money; None if the visit fits nowhere.
    """
    return min((least for least, _, _ in _options(standing, visit, tried)), default=None)


def _least_extra(standing: Standing, detour: Detour) -> float:
    """Extra cost that no schedule of the detour undercuts."""
    shift, itinerary = standing.shift, detour.itinerary
    newcomer, *others = (min(task.prices, default=0.0) for task in _newcomer_first(detour))
    at_once = shift.latest_s - itinerary.work_s  # no overtime
    least = time_cost(shift, itinerary.balance_price, at_once, shift.latest_s) + sum(others)
    if standing.times is not None and itinerary.work_s >= standing.itinerary.work_s:
        # Leaving the visit out of any schedule of the detour gives one of the route as it stands.
        least = max(least, standing.times.cost)
    return standing.cost_of(itinerary, least + newcomer) - standing.cost


def _newcomer_first(detour: Detour) -> Sequence[Task]:
    tasks, position = detour.itinerary.tasks, detour.position
    return (tasks[position], *tasks[:position], *tasks[position + 1 :])


def _lateness(standing: Standing, position: int, task: Task, work_s: int) -> int | None:
    breaks = standing.shift.breaks
    served = serve(pass_leg(standing.earliest[position], task.work_s, breaks), task)
    pairs = zip(pass_leg(served, work_s, breaks), standing.latest[position], strict=True)
    return min(
        (ready - last for ready, last in pairs if ready is not None and last is not None),
        default=None,
    )
