"""A large day cut into areas that are solved by themselves: what a dispatcher would do by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, Visit

__all__ = ["areas"]


def areas(problem: Problem, count: int) -> list[Problem]:
    """Cut a day into areas with like numbers of agents and of visits.

    Parameters
    ----------
    problem
        With coordinates, shifts that start somewhere, and no relations but groups.
    count
        Of areas, a power of two: halves of halves, each cut across its longer side.

    Returns
    -------
    list of Problem
        Every visit and every shift is in one of them; visits of one group are together.
    """
    points = np.array([(point.lat, point.lon * 0.68) for point in problem.coordinates])
    parts = [(list(problem.visits), list(problem.shifts))]
    while len(parts) < count:
        parts = [half for visits, shifts in parts for half in _halves(points, visits, shifts)]
    return [_cut_out(problem, *_groups_together(problem, parts, number)) for number in range(count)]


Part = tuple[list[Visit], list[Shift]]


def _halves(points: NDArray[np.float64], visits: list[Visit], shifts: list[Shift]) -> list[Part]:
    """Cut across the longer side; the agents whose homes lie that way go along."""
    places = points[[visit.location for visit in visits]]
    side = int(np.argmax(np.ptp(places, axis=0)))
    by_place = sorted(visits, key=lambda visit: (points[visit.location, side], visit.visit_id))
    by_home = sorted(shifts, key=lambda shift: (points[_home(shift), side], shift.shift_id))
    people = len(by_home) // 2
    doors = round(len(by_place) * people / max(1, len(by_home)))
    return [(by_place[:doors], by_home[:people]), (by_place[doors:], by_home[people:])]


def _home(shift: Shift) -> int:
    assert shift.start_location is not None
    return shift.start_location


def _groups_together(problem: Problem, parts: Sequence[Part], number: int) -> Part:
    """Return a part with every group whose first visit is in it, and no others."""
    where = {visit.visit_id: place for place, (visits, _) in enumerate(parts) for visit in visits}
    first: dict[str, int] = {}
    for visit in problem.visits:
        if visit.group:
            first.setdefault(visit.group, where[visit.visit_id])
    inside = [
        visit
        for visit in problem.visits
        if (first[visit.group] if visit.group else where[visit.visit_id]) == number
    ]
    return inside, parts[number][1]


def _cut_out(problem: Problem, visits: list[Visit], shifts: list[Shift]) -> Problem:
    """State a part by itself, with its own rows of the matrices only."""
    kept = {visit.location for visit in visits}
    kept |= {end for s in shifts for end in (s.start_location, s.end_location) if end is not None}
    rows = sorted(kept)
    new = {old: place for place, old in enumerate(rows)}
    return Problem(
        origin=problem.origin,
        visits=tuple(replace(visit, location=new[visit.location]) for visit in visits),
        shifts=tuple(
            replace(
                shift,
                start_location=_moved(new, shift.start_location),
                end_location=_moved(new, shift.end_location),
            )
            for shift in shifts
        ),
        matrices={
            key: TravelMatrix(
                problem.matrices[key].duration_s[np.ix_(rows, rows)],
                problem.matrices[key].distance_m[np.ix_(rows, rows)],
            )
            for key in {shift.matrix for shift in shifts}
        },
        coordinates=tuple(problem.coordinates[row] for row in rows),
    )


def _moved(new: Mapping[int, int], location: int | None) -> int | None:
    return None if location is None else new[location]
