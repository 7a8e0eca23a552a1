"""Tell whether an agent's breaks can all be taken in the shifts that contain them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from router.domain.agents import Break
from router.domain.times import DailyWindow
from router.intake.tokens import DAY_S

__all__ = ["breaks_collide"]


def breaks_collide(breaks: Sequence[Break], shifts: Sequence[DailyWindow]) -> bool:
    """Tell whether some shift contains breaks that can never all be taken.

    Parameters
    ----------
    breaks
        Of one agent.
    shifts
        Of the same agent. Breaks that no shift contains together never meet.

    Returns
    -------
    bool
        True if taking them in the order of their earliest starts, each as early as possible,
        begins one of them after its latest start.
    """
    return any(_too_late(_contained(breaks, shift)) for shift in shifts)


def _too_late(bounds: Sequence[tuple[int, int, int]]) -> bool:
    free = 0
    for earliest, latest, duration in bounds:
        start = max(free, earliest)
        if start > latest:
            return True
        free = start + duration
    return False


def _contained(breaks: Sequence[Break], shift: DailyWindow) -> list[tuple[int, int, int]]:
    """Return earliest, latest start and length (seconds) of a shift's breaks, in order."""
    begin, end = _seconds(shift.start), _seconds(shift.end)
    end += DAY_S if end <= begin else 0
    found = []
    for rest in breaks:
        for midnight in (0, DAY_S):  # a night shift has its breaks after midnight
            earliest = _seconds(rest.earliest) + midnight
            latest = _seconds(rest.latest) + midnight
            length = round(rest.duration.total_seconds())
            if begin <= earliest and latest + length <= end:
                found.append((earliest, latest, length))
    return sorted(found)


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
