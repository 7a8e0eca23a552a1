"""Tell numbers that can be times and distances from nonsense in an edited plan."""

from __future__ import annotations

from collections.abc import Iterator

from router.domain.route import Route

__all__ = ["nonsense", "sane"]

LARGEST = 10**9  # 31 years in seconds, or a million kilometres in metres


def nonsense(route: Route) -> Iterator[tuple[str, object]]:
    """Yield the numbers of a route that cannot be times or distances.

    Parameters
    ----------
    route
        As stated.

    Yields
    ------
    tuple of str and object
        Where it stands, and the value: not a whole number, or beyond a thousand million.
    """
    for name, value in _numbers(route):
        if not isinstance(value, int) or abs(value) > LARGEST:
            yield name, value


def sane(route: Route) -> bool:
    """Tell whether all numbers of a route can be times or distances.

    Parameters
    ----------
    route
        As stated.

    Returns
    -------
    bool
        True if there is no nonsense in it.
    """
    return next(nonsense(route), None) is None


def _numbers(route: Route) -> Iterator[tuple[str, object]]:
    for name in ("start_s", "end_s", "travel_s", "distance_m"):
        yield name, getattr(route, name)
    for name in ("service_s", "setup_s", "wait_s", "break_s"):
        yield name, getattr(route, name)
    for rest in route.breaks:
        yield "start_s of a break", rest.start_s
        yield "end_s of a break", rest.end_s
    for stop in route.stops:
        for name in ("arrival_s", "setup_s", "travel_s", "distance_m"):
            yield f"{name} of a stop", getattr(stop, name)
        for visit in stop.visits:
            for name in ("start_s", "end_s", "wait_s"):
                yield f"{name} of visit {visit.visit_id}", getattr(visit, name)
