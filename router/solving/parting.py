"""Coupled visits in parts that are decided at once, and the shifts that come into question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Meeting, Problem, Shift
from router.domain.route import Route
from router.solving.pinned import coupled_visits

__all__ = ["partners_near", "parts_of", "shifts_near"]

PART = 6  # visits that are decided at once, at most
NO_WAY_S = 10**6


def parts_of(problem: Problem, planned: Collection[str]) -> list[frozenset[str]]:
    """Split the coupled and the mandatory visits into parts.

    Parameters
    ----------
    problem
        The statement.
    planned
        Visit ids; a part of which all are planned is not wanted.

    Returns
    -------
    list of frozenset of str
        Visit ids; the two of a meeting are in one part, and visits that must be apart as far as a
        part may grow. Parts with mandatory visits first, then those that are worth most.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    pairs = [[meeting.first, meeting.second] for meeting in problem.meetings]
    paired = {visit_id for pair in pairs for visit_id in pair}
    coupled = coupled_visits(problem)
    units = pairs + [
        [visit.visit_id]
        for visit in problem.visits
        if visit.visit_id not in paired and (visit.visit_id in coupled or visit.mandatory)
    ]
    tied = [set(spacing.visit_ids) for spacing in problem.spacings]
    parts: list[frozenset[str]] = []
    while units:
        part = units.pop(0)
        for unit in list(units):
            together = any(not s.isdisjoint(part) and not s.isdisjoint(unit) for s in tied)
            if together and len(part) + len(unit) <= PART:
                part = part + unit
                units.remove(unit)
        if not planned or not set(part) <= set(planned):
            parts.append(frozenset(part))
    return sorted(
        parts,
        key=lambda part: (
            not any(visits[v].mandatory for v in part),
            -sum(visits[v].worth for v in sorted(part)),
            min(part),
        ),
    )


def shifts_near(
    problem: Problem, routes: Sequence[Route], visit_id: str, shifts: Sequence[Shift]
) -> list[Shift]:
    """Sort shifts by how little longer their way gets with one more visit, times aside.

    Parameters
    ----------
    problem
        The statement.
    routes
        The plan.
    visit_id
        The visit.
    shifts
        Those that may make it.

    Returns
    -------
    list of Shift
        Nearest first.
    """
    location = {visit.visit_id: visit.location for visit in problem.visits}
    made = {route.shift_id: route.visit_ids for route in routes}
    here = location[visit_id]

    def more(shift: Shift) -> int:
        legs = problem.matrices[shift.matrix].duration_s

        def seconds(a: int | None, b: int | None) -> int:
            if a is None or b is None or a == b:
                return 0
            return NO_WAY_S if legs[a, b] == UNREACHABLE else int(legs[a, b])

        others = (location[v] for v in made.get(shift.shift_id, ()) if v != visit_id)
        way = [shift.start_location, *others, shift.end_location]
        return min(seconds(a, here) + seconds(here, b) - seconds(a, b) for a, b in pairwise(way))

    return sorted(shifts, key=more)


def partners_near(
    meeting: Meeting, first: Sequence[Shift], second: Sequence[Shift], most: int
) -> set[str]:
    """Choose shifts for a meeting so that everybody has somebody whom he may meet.

    Parameters
    ----------
    meeting
        The meeting.
    first, second
        Shifts that may make its visits, nearest first.
    most
        How many pairs of shifts are wanted.

    Returns
    -------
    set of str
        Ids of the nearest shifts for the first visit that have a partner, with the nearest one.
    """
    found: set[str] = set()
    pairs = 0
    for one in first:
        for other in second:
            at_once = one.earliest_s < _closing(other) and other.earliest_s < _closing(one)
            if at_once and meeting.allows(one.agent_id, other.agent_id):
                found |= {one.shift_id, other.shift_id}
                pairs += 1
                break
        if pairs == most:
            break
    return found


def _closing(shift: Shift) -> int:
    return shift.latest_s + shift.overtime_max_s
