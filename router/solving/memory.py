"""How much memory travel times and their search need; what does not fit is said beforehand."""

from __future__ import annotations

import warnings

from router.errors import DegradedWarning, InputError
from router.solving.available import available_bytes
from router.solving.prepared import Prepared

__all__ = ["fitting", "fitting_workers", "require_memory", "search_bytes", "travel_bytes"]

# Bytes for each pair, as measured. What does not grow with the square of the places is left out:
# it is no reason to refuse a day.
MATRIX = 8  # seconds and metres
BUILDING = 41  # more, while they are measured
LEGS = 16  # for each matrix: the search's own seconds and metres, in both directions
CLASS = 20  # for each class of rates: a bound of costs, and what it is computed from
PACKING = 20  # more, while they are computed
MODEL = 400  # of OR-Tools' routing model, all in all
MOST_CLASSES = 4
GIGABYTE = 1e9


def travel_bytes(places: int, matrices: int) -> int:
    """Estimate what measuring the way between places needs.

    Parameters
    ----------
    places
        How many.
    matrices
        One for each way of travelling.

    Returns
    -------
    int
        At its peak.
    """
    return places**2 * (MATRIX * matrices + BUILDING)


def search_bytes(
    places: int, rows: int, matrices: int, classes: int = 1, *, model: bool = False
) -> int:
    """Estimate what one search process needs.

    Parameters
    ----------
    places
        Of the matrices.
    rows
        Of the search's own tables: doors for the kernel, options of visits for the routing model;
        and for both the places where shifts start or end.
    matrices
        One for each way of travelling.
    classes
        Of rates of shifts: combinations of matrix, cost per hour and per kilometre. Of more than
        four one for each matrix counts.
    model
        Whether OR-Tools' routing model searches, and not the kernel.

    Returns
    -------
    int
        At its peak.
    """
    if model:
        tables = MODEL
    else:
        kept = classes if classes <= MOST_CLASSES else matrices
        tables = LEGS * matrices + CLASS * kept + PACKING
    return places**2 * MATRIX * matrices + rows**2 * tables


def fitting(needed: int, workers: int, available: int | None) -> int:
    """Return how many search processes fit.

    Parameters
    ----------
    needed
        Bytes for each.
    workers
        Wanted.
    available
        Bytes in all; None if that is not known.

    Returns
    -------
    int
        From 0 to ``workers``.
    """
    if available is None:
        return workers
    return min(workers, available // max(1, needed))


def fitting_workers(day: Prepared, workers: int, *, model: bool, timed: bool) -> int:
    """Return how many search processes fit into the memory there is.

    Parameters
    ----------
    day
        The problem.
    workers
        Wanted.
    model
        Whether OR-Tools' routing model searches, and not the kernel.
    timed
        Whether time is the limit. If not, the plan hangs on the number of processes, which is
        then not changed.

    Returns
    -------
    int
        From 1 to ``workers``; a warning says if it is less.

    Raises
    ------
    InputError
        If not even one fits, or not all where their number must not be changed.
    """
    shifts = day.problem.shifts
    ends = {place for shift in shifts for place in (shift.start_location, shift.end_location)}
    places = max((len(matrix) for matrix in day.problem.matrices.values()), default=0)
    options = [option for option, possible in enumerate(day.plannable) if possible]
    needed = search_bytes(
        places,
        (len(options) if model else len({day.door[option] for option in options})) + len(ends),
        len({shift.matrix for shift in shifts}),
        len({(shift.matrix, shift.cost_per_hour, shift.cost_per_km) for shift in shifts}),
        model=model,
    )
    available = available_bytes()
    fit = fitting(needed, workers, available)
    if fit < workers and (fit == 0 or not timed):
        wanted = 1 if timed else workers
        raise InputError(_too_large(places, needed * wanted, available or 0, wanted))
    if fit < workers:
        warnings.warn(
            f"only {fit} of {workers} search processes fit into the memory of this computer",
            DegradedWarning,
            stacklevel=3,
        )
    return fit


def require_memory(places: int, matrices: int = 1) -> None:
    """See to it that travel times and one search process fit, before they are computed.

    Parameters
    ----------
    places
        How many.
    matrices
        One for each way of travelling.

    Raises
    ------
    InputError
        If they do not.
    """
    kept = places**2 * MATRIX * matrices
    needed = max(travel_bytes(places, matrices), kept + search_bytes(places, places, matrices))
    available = available_bytes()
    if available is not None and needed > available:
        raise InputError(_too_large(places, needed, available))


def _too_large(places: int, needed: int, available: int, workers: int = 1) -> str:
    """Say what does not fit, and what to do."""
    remedy = "plan fewer cases at once, such as one area after the other"
    if workers > 1:
        remedy = f"take fewer than {workers} workers, or {remedy}"
    return (
        f"{places:,} places are too many for the memory of this computer: travel times and the "
        f"search need about {needed / GIGABYTE:,.1f} GB, and {available / GIGABYTE:,.1f} GB are "
        f"available; {remedy}"
    )
