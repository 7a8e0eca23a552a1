"""A problem made ready for searching: indices instead of ids, rules already intersected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.problem import Problem, Shift, Span, Visit

__all__ = ["FAR", "Legs", "Prepared", "Rest", "start_windows"]

Rest = tuple[int, int, int]
"""A break: earliest start, latest start, duration, in seconds."""


FAR = 10**9  # seconds and metres where there is no way: more than fits into any shift


@dataclass(frozen=True, slots=True)
class Legs:
    """Travel between matrix rows, and one row more: an open end, reached in no time.

    Parameters
    ----------
    seconds, metres
        ``seconds[a][b]`` from a to b; 0 from a place to itself, FAR where there is no way.
    seconds_to, metres_to
        The same transposed.
    """

    seconds: list[list[int]]
    metres: list[list[int]]
    seconds_to: list[list[int]]
    metres_to: list[list[int]]


@dataclass(frozen=True)
class Prepared:
    """Index view of a problem; positions are those of ``problem.visits`` and ``problem.shifts``.

    Parameters
    ----------
    problem
        The statement.
    """

    problem: Problem

    @cached_property
    def span(self) -> Span:
        """First start and last end of all shifts, overtime included."""
        shifts = self.problem.shifts
        return (
            min((shift.earliest_s for shift in shifts), default=0),
            max((shift.latest_s + shift.overtime_max_s for shift in shifts), default=0),
        )

    @cached_property
    def windows(self) -> list[tuple[Span, ...]]:
        """When service may start, by visit: windows, legal spans and shifts intersected, merged."""
        first, last = self.span
        return [
            tuple(
                (max(lo, first), min(hi, last))
                for lo, hi in start_windows(visit)
                if lo <= last and hi >= first
            )
            for visit in self.problem.visits
        ]

    @cached_property
    def building(self) -> list[int]:
        """A number per visit; equal numbers are one building."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(v.building, len(numbers)) for v in self.problem.visits]

    @cached_property
    def location(self) -> list[int]:
        """Matrix row by visit."""
        return [visit.location for visit in self.problem.visits]

    @cached_property
    def service(self) -> list[int]:
        """Seconds by visit."""
        return [visit.service_s for visit in self.problem.visits]

    @cached_property
    def setup(self) -> list[int]:
        """Seconds by visit, paid when the building is new."""
        return [visit.setup_s for visit in self.problem.visits]

    @cached_property
    def load(self) -> list[int]:
        """Units by visit."""
        return [visit.load for visit in self.problem.visits]

    @cached_property
    def group(self) -> list[str]:
        """Group by visit; empty for none."""
        return [visit.group for visit in self.problem.visits]

    @cached_property
    def mirrored_windows(self) -> list[tuple[Span, ...]]:
        """When service may end, by visit, with time running backwards (t becomes -t)."""
        return [
            tuple((-hi - service, -lo - service) for lo, hi in reversed(windows))
            for windows, service in zip(self.windows, self.service, strict=True)
        ]

    @cached_property
    def legs(self) -> list[Legs]:
        """Travel by shift; shifts with one matrix share one table."""
        tables = {key: _legs(matrix) for key, matrix in self.problem.matrices.items()}
        return [tables[shift.matrix] for shift in self.problem.shifts]

    @cached_property
    def ends(self) -> list[tuple[int, int]]:
        """Rows of start and end by shift, in the tables of ``legs``."""
        size = len(next(iter(self.problem.matrices.values())))
        return [
            (
                size if s.start_location is None else s.start_location,
                size if s.end_location is None else s.end_location,
            )
            for s in self.problem.shifts
        ]

    @cached_property
    def rests(self) -> list[tuple[Rest, ...]]:
        """Breaks by shift, cut to what fits inside the shift and its overtime."""
        return [_rests(shift) for shift in self.problem.shifts]

    @cached_property
    def usable(self) -> list[bool]:
        """Whether a shift can have a route at all: its breaks have a place, visits are allowed."""
        return [
            shift.max_visits != 0 and _place_all(shift, rests)
            for shift, rests in zip(self.problem.shifts, self.rests, strict=True)
        ]

    @cached_property
    def allowed(self) -> list[list[bool]]:
        """Whether a shift may take a visit, by shift and visit, whatever the route."""
        return [
            [
                usable and _overlap(shift, windows) and _may_take(shift, visit)
                for visit, windows in zip(self.problem.visits, self.windows, strict=True)
            ]
            for shift, usable in zip(self.problem.shifts, self.usable, strict=True)
        ]

    @cached_property
    def plannable(self) -> list[bool]:
        """Whether any shift may take a visit."""
        return [
            any(row[visit] for row in self.allowed) for visit in range(len(self.problem.visits))
        ]

    @cached_property
    def kind(self) -> list[int]:
        """A number per shift; shifts with equal numbers are interchangeable."""
        numbers: dict[object, int] = {}
        return [
            numbers.setdefault(
                (replace(shift, shift_id="any", agent_id="any", agent_name=""), tuple(row)),
                len(numbers),
            )
            for shift, row in zip(self.problem.shifts, self.allowed, strict=True)
        ]

    @cached_property
    def dearest(self) -> float:
        """More money than any plan can cost, mandatory visits not counted."""
        visits, shifts = self.problem.visits, self.problem.shifts
        total = 1.0 + sum(visit.value for visit in visits)
        for shift in shifts:
            hours = (shift.latest_s + shift.overtime_max_s - shift.earliest_s) / 3600
            longest = int(np.max(self.problem.matrices[shift.matrix].distance_m, initial=0)) / 1000
            total += (
                shift.fixed_cost
                + hours * (shift.cost_per_hour + shift.overtime_cost_per_hour)
                + longest * shift.cost_per_km * (len(visits) + 1)
            )
        return total

    @cached_property
    def prices(self) -> list[float]:
        """What leaving out each visit costs; a mandatory one more than everything else together."""
        return [visit.value + visit.mandatory * self.dearest for visit in self.problem.visits]

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of a visit by its id."""
        return {visit.visit_id: i for i, visit in enumerate(self.problem.visits)}


def start_windows(visit: Visit) -> tuple[Span, ...]:
    """Return when the service of a visit may start, legal spans included.

    Parameters
    ----------
    visit
        The visit.

    Returns
    -------
    tuple of Span
        In order, disjoint; empty if there is no such time.
    """
    far = 10**9  # beyond any day; only comparisons are made with it
    windows: Sequence[Span] = visit.windows or ((-far, far),)
    legal: Sequence[Span] = visit.legal or ((-far, far),)
    parts = sorted(
        (max(lo, begin), min(hi, end - visit.service_s))
        for lo, hi in windows
        for begin, end in legal
        if max(lo, begin) <= min(hi, end - visit.service_s)
    )
    merged: list[Span] = []
    for lo, hi in parts:
        if merged and lo <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        else:
            merged.append((lo, hi))
    return tuple(merged)


def _legs(matrix: TravelMatrix) -> Legs:
    tables = []
    for array in (matrix.duration_s, matrix.distance_m):
        wider = np.zeros((len(matrix) + 1, len(matrix) + 1), dtype=np.int64)
        wider[:-1, :-1] = np.where(array == UNREACHABLE, FAR, array)
        np.fill_diagonal(wider, 0)
        tables.append(wider.tolist())
    seconds, metres = tables
    return Legs(
        seconds,
        metres,
        [list(column) for column in zip(*seconds, strict=True)],
        [list(column) for column in zip(*metres, strict=True)],
    )


def _rests(shift: Shift) -> tuple[Rest, ...]:
    end = shift.latest_s + shift.overtime_max_s
    return tuple(
        (
            max(rest.earliest_s, shift.earliest_s),
            min(rest.latest_s, end - rest.duration_s),
            rest.duration_s,
        )
        for rest in shift.breaks
    )


def _place_all(shift: Shift, rests: Sequence[Rest]) -> bool:
    clock = shift.earliest_s
    for earliest, latest, duration in rests:
        begin = max(clock, earliest)
        if begin > latest:
            return False
        clock = begin + duration
    return True


def _overlap(shift: Shift, windows: Sequence[Span]) -> bool:
    last = shift.latest_s + shift.overtime_max_s
    return any(lo <= last and hi >= shift.earliest_s for lo, hi in windows)


def _may_take(shift: Shift, visit: Visit) -> bool:
    return (
        visit.skills <= shift.skills
        and (not visit.allowed_agents or shift.agent_id in visit.allowed_agents)
        and shift.agent_id not in visit.excluded_agents
        and (shift.capacity is None or visit.load <= shift.capacity)
    )
