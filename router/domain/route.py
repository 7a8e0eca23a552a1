"""Routes with their times: who goes where and when, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass

from router.domain.costs import CostBreakdown

__all__ = [
    "EngineShare",
    "PlannedBreak",
    "PlannedVisit",
    "Progress",
    "Route",
    "SearchInfo",
    "Solution",
    "Stop",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """One visit on a route.

    Parameters
    ----------
    visit_id
        The visit of the problem.
    start_s, end_s
        Of service, in seconds after the problem's origin.
    wait_s
        At the door before ``start_s``, breaks not counted.
    """

    visit_id: str
    start_s: int
    end_s: int
    wait_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One building on a route, with one or more visits that follow each other.

    Parameters
    ----------
    building
        Its key.
    arrival_s
        When the agent arrives, before the setup.
    setup_s
        Paid once, that of the first visit.
    travel_s, distance_m
        Of the leg that leads to the first visit, from the matrix; breaks are not counted.
    visits
        In order. Later visits of a stop may lie at another entrance: their legs are in the route's
        totals.
    """

    building: str
    arrival_s: int
    setup_s: int
    travel_s: int
    distance_m: int
    visits: tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBreak:
    """A rest on a route.

    Parameters
    ----------
    start_s, end_s
        In seconds after the problem's origin.
    """

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What one shift does; a shift without visits has no route.

    Parameters
    ----------
    shift_id
        The shift of the problem.
    start_s, end_s
        Departure from the start and return to the end (first arrival and last departure if open).
    stops
        In order.
    breaks
        As many as the shift has, in order.
    travel_s, distance_m, service_s, setup_s, wait_s, break_s
        Totals between ``start_s`` and ``end_s``; without distance they add up to the paid time.
    """

    shift_id: str
    start_s: int
    end_s: int
    stops: tuple[Stop, ...]
    breaks: tuple[PlannedBreak, ...] = ()
    travel_s: int = 0
    distance_m: int = 0
    service_s: int = 0
    setup_s: int = 0
    wait_s: int = 0
    break_s: int = 0

    @property
    def visit_ids(self) -> tuple[str, ...]:
        """The visits in order."""
        return tuple(visit.visit_id for stop in self.stops for visit in stop.visits)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineShare:
    """What one part of the search did.

    Parameters
    ----------
    engine
        ``ortools``, ``kernel``, ``recombination`` or ``start``.
    seconds
        Of computing, over all processes.
    iterations
        Steps of its own kind.
    improvements
        How often it found what was then the best plan.
    """

    engine: str
    seconds: float = 0.0
    iterations: int = 0
    improvements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchInfo:
    """How a solution was found.

    Parameters
    ----------
    engine
        Such as ``ortools``.
    seed
        Of all randomness.
    seconds, iterations
        The limits given; None if there was none.
    solutions
        How many improving solutions were seen.
    stopped_by
        ``limit``, ``interrupt``, ``optimal``, ``empty`` or ``failure`` (best so far kept).
    workers
        Processes that searched.
    shares
        What each engine did.
    trace
        Seconds since the call, and the cost of the best plan from then on; falling.
    bound
        No plan costs less; None if that is not known.
    """

    engine: str
    seed: int
    seconds: float | None = None
    iterations: int | None = None
    solutions: int = 0
    stopped_by: str = "limit"
    workers: int = 1
    shares: tuple[EngineShare, ...] = ()
    trace: tuple[tuple[float, float], ...] = ()
    bound: float | None = None

    @property
    def broken_off(self) -> bool:
        """Whether more could have been found: it was interrupted, or its process died."""
        return self.stopped_by in ("interrupt", "failure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The state of a running search.

    Parameters
    ----------
    elapsed_s
        Since the search was called.
    cost
        Of the best plan so far, in money.
    visits
        Planned in it.
    costs
        Term by term.
    bound
        No plan costs less; None if that is not known.
    preparing
        Whether the fast search is still being compiled, as it is at its first use after an
        installation, for about two minutes; other engines search meanwhile if time is the limit.
    """

    elapsed_s: float
    cost: float
    visits: int
    costs: CostBreakdown = CostBreakdown()
    bound: float | None = None
    preparing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What solving returns: routes with times, and how they were found.

    Parameters
    ----------
    routes
        At most one per shift, none without visits.
    search
        How they were found.
    """

    routes: tuple[Route, ...]
    search: SearchInfo
