"""Matrices for the shifts of a day, and the lines of its routes along the streets."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from itertools import pairwise

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.plurals import plural
from router.domain.problem import Problem, Shift
from router.domain.route import Route
from router.domain.times import TimeWindow
from router.errors import DegradedWarning
from router.pipeline.progress import Say
from router.solving.memory import require_memory
from router.travel import RushHours, TravelProvider

__all__ = ["matrix_key", "route_lines", "travel_matrices"]


def matrix_key(mode: TravelMode, shift: TimeWindow, rush: RushHours | None) -> str:
    """Name the travel matrix of a shift: its mode, and its factor if the hours slow it down.

    Parameters
    ----------
    mode
        How the agent travels.
    shift
        When.
    rush
        Multipliers by weekday and hour.

    Returns
    -------
    str
        Such as ``car`` or ``car x1.150``.
    """
    factor = 1.0 if rush is None else rush.factor(shift)
    return mode.value if round(factor, 3) == 1 else f"{mode.value} x{factor:.3f}"


def travel_matrices(
    shifts: Sequence[Shift],
    points: Sequence[Coordinate],
    travel: TravelProvider,
    say: Say,
) -> dict[str, TravelMatrix]:
    """Compute the travel matrices that the shifts name.

    Parameters
    ----------
    shifts
        Those of the day.
    points
        All places, by row.
    travel
        Who computes them.
    say
        Told about the progress.

    Returns
    -------
    dict
        By the key of `matrix_key`, sorted.

    Raises
    ------
    InputError
        If they would not fit into the memory of this computer.
    """
    keys = sorted({shift.matrix for shift in shifts})
    require_memory(len(points), len(keys))
    plain: dict[TravelMode, TravelMatrix] = {}
    found: dict[str, TravelMatrix] = {}
    for number, key in enumerate(keys):
        mode, factor = _mode_of(key), key.partition(" x")[2]
        say("travel times", number / len(keys), f"{plural(len(points), 'place')}, {key}")
        if mode not in plain:
            plain[mode] = travel.matrix(points, mode)
        found[key] = plain[mode].scaled(float(factor)) if factor else plain[mode]
    if any(matrix.approximate for matrix in found.values()):
        warnings.warn(
            "travel times are straight lines times a factor, not streets",
            DegradedWarning,
            stacklevel=4,
        )
    say("travel times", 1.0, f"{plural(len(points), 'place')}, {', '.join(keys) or 'no agent'}")
    return found


def route_lines(
    problem: Problem, routes: Sequence[Route], travel: TravelProvider
) -> Mapping[str, tuple[tuple[Coordinate, ...], ...]]:
    """Draw every leg of every route along the streets.

    Parameters
    ----------
    problem, routes
        What is planned.
    travel
        Who knows the streets.

    Returns
    -------
    Mapping
        Shift id to one line per leg: start to first visit, visit to visit, last visit to end; an
        open start or end has no leg.
    """
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    location_of = {visit.visit_id: visit.location for visit in problem.visits}
    lines = {}
    for route in routes:
        shift = shifts[route.shift_id]
        rows = [location_of[visit_id] for visit_id in route.visit_ids]
        if shift.start_location is not None:
            rows.insert(0, shift.start_location)
        if shift.end_location is not None:
            rows.append(shift.end_location)
        points = [problem.coordinates[row] for row in rows]
        legs = list(pairwise(points))
        lines[route.shift_id] = travel.lines(legs, _mode_of(shift.matrix))
    return lines


def _mode_of(key: str) -> TravelMode:
    """Return the travel mode that a key of `matrix_key` begins with."""
    return TravelMode(key.partition(" x")[0])
