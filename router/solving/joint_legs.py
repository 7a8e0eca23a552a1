"""Which visit may follow which on a shift, and what lies between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from router.domain.matrix import UNREACHABLE
from router.domain.problem import Problem, Shift, Span

__all__ = ["Arc", "Leg", "legs_of", "start_bounds"]

SKIPPED = 1  # visits of a kept order that are left out in a row, at most: fewer arcs

Arc = tuple[int | None, int | None]
"""Positions of two visits that follow each other; None is the start or the end."""


class Leg(NamedTuple):
    """What lies between two services.

    Parameters
    ----------
    travel_s, setup_s, metres
        Before the second of them.
    """

    travel_s: int
    setup_s: int
    metres: int

    @property
    def work_s(self) -> int:
        """Travel and setup."""
        return self.travel_s + self.setup_s


def start_bounds(shift: Shift, windows: Sequence[Span], service_s: int) -> Span:
    """Return the first and last start that windows and shift allow.

    Parameters
    ----------
    shift
        Whose bounds count.
    windows
        When service may start, in order.
    service_s
        Its length; it ends inside the shift.

    Returns
    -------
    Span
        The second is before the first if there is none.
    """
    closing = shift.latest_s + shift.overtime_max_s - service_s
    inside = [
        (max(lo, shift.earliest_s), min(hi, closing))
        for lo, hi in windows
        if max(lo, shift.earliest_s) <= min(hi, closing)
    ]
    return (inside[0][0], inside[-1][1]) if inside else (0, -1)


def legs_of(
    problem: Problem,
    shift: Shift,
    bounds: Mapping[int, Span],
    *,
    locked: Sequence[int],
    kept: Sequence[int],
    never: Collection[tuple[int, int]],
) -> Iterator[tuple[Arc, Leg]]:
    """Yield every pair that may follow each other on a shift.

    Parameters
    ----------
    problem, shift
        The statement, and the shift.
    bounds
        First and last start of the visits it may make, by position.
    locked
        Positions of the visits with which it begins.
    kept
        Positions of visits that it makes in this order, or leaves out.
    never
        Pairs of which the second must not come after the first.

    Yields
    ------
    tuple of Arc and Leg
        Pairs with a way between them, in time for windows and shift.
    """
    visits, matrix = problem.visits, problem.matrices[shift.matrix]
    before = dict(zip(locked, [None, *locked], strict=False))
    after = dict(zip([None, *locked], locked, strict=False))
    place = {i: position for position, i in enumerate(i for i in kept if i in bounds)}
    nodes: list[int | None] = [None, *bounds]
    for i in nodes:
        origin = shift.start_location if i is None else visits[i].location
        for j in nodes:
            if i == j or (j in before and before[j] != i) or (i in after and after[i] != j):
                continue
            if (i is None or i in place) and (j is None or j in place):
                step = (len(place) if j is None else place[j]) - (-1 if i is None else place[i])
                if not 1 <= step <= 1 + SKIPPED:
                    continue
            target = shift.end_location if j is None else visits[j].location
            travel = metres = setup = 0
            if origin is not None and target is not None and origin != target:
                travel = int(matrix.duration_s[origin, target])
                metres = int(matrix.distance_m[origin, target])
            if travel == UNREACHABLE:
                continue
            if j is not None and (i is None or visits[i].building != visits[j].building):
                setup = visits[j].setup_s
            if i is not None and j is not None:
                one, other = visits[i], visits[j]
                if (i, j) in never or (one.group and one.group == other.group):
                    continue
                if bounds[i][0] + one.service_s + travel + setup > bounds[j][1]:
                    continue
            yield (i, j), Leg(travel, setup, metres)
