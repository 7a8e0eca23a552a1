"""A problem on a coarser clock, so that trying every second of its day is quick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from router.domain.matrix import TravelMatrix
from router.domain.problem import (
    Problem,
    Reference,
    Shift,
    ShiftBreak,
    Spacing,
    Span,
    Visit,
)

__all__ = ["in_ticks"]

Part = TypeVar("Part", Visit, Shift, Reference, Spacing)


def in_ticks(problem: Problem, tick: int = 300) -> Problem:
    """The problem with a tick (five minutes) made one second: trying every second is quick."""

    def spans(pairs: Iterable[Span]) -> tuple[Span, ...]:
        return tuple((lo // tick, hi // tick) for lo, hi in pairs)

    def times(part: Part, *names: str) -> Part:
        found = {name: getattr(part, name) for name in names}
        shorter = {name: None if v is None else v // tick for name, v in found.items()}
        return replace(part, **shorter)  # type: ignore[arg-type]

    def visit_in_ticks(visit: Visit) -> Visit:
        visit = times(visit, "service_s", "setup_s", "release_s", "due_s", "locked_start_s")
        before = visit.reference
        bands = [
            replace(
                band,
                start_s=band.start_s // tick,
                end_s=max(band.start_s, band.end_s - tick) // tick,
            )
            for band in visit.value_bands
        ]
        return replace(
            visit,
            windows=spans(visit.windows),
            legal=spans(visit.legal),
            value_bands=tuple(bands),
            reference=None if before is None else times(before, "start_s", "tolerance_s"),
        )

    def shift_in_ticks(shift: Shift) -> Shift:
        rests = [
            ShiftBreak(
                earliest_s=rest.earliest_s // tick,
                latest_s=rest.latest_s // tick,
                duration_s=max(1, rest.duration_s // tick),
            )
            for rest in shift.breaks
        ]
        return replace(
            times(shift, "earliest_s", "latest_s", "overtime_max_s", "max_duration_s"),
            breaks=tuple(rests),
            cost_per_hour=shift.cost_per_hour * tick,
            overtime_cost_per_hour=shift.overtime_cost_per_hour * tick,
        )

    def matrix_in_ticks(matrix: TravelMatrix) -> TravelMatrix:
        return TravelMatrix(matrix.duration_s // tick, matrix.distance_m)  # -1 stays -1

    return replace(
        problem,
        visits=tuple(visit_in_ticks(visit) for visit in problem.visits),
        shifts=tuple(shift_in_ticks(shift) for shift in problem.shifts),
        matrices={key: matrix_in_ticks(matrix) for key, matrix in problem.matrices.items()},
        spacings=tuple(times(spacing, "gap_s") for spacing in problem.spacings),
        balance_price=problem.balance_price * tick**2,
    )
