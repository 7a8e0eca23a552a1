"""Compile the kernel by using all of it once, on a problem of two visits.

Started as ``python -m router.solving.rehearsal``; not meant for people.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.problem import Meeting, Problem, Shift, ShiftBreak, Visit
from router.solving.compilation import LOCK, MARK, is_locked
from router.solving.kernel.compiling import cache_folder
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.settings import Settings
from router.solving.prepared import Prepared
from router.solving.smallest import best_of_few

__all__ = ["main", "tiny_problem"]


def tiny_problem() -> Problem:
    """Return two shifts with a break, and two visits that are made together.

    Returns
    -------
    Problem
        Solved in a moment.
    """
    seconds = np.array([[0, 60, 90], [60, 0, 30], [90, 30, 0]], np.int32)
    return Problem(
        origin=datetime(2026, 1, 1, tzinfo=UTC),
        visits=tuple(
            Visit(
                visit_id=str(place),
                case_ids=(str(place),),
                location=place,
                building=str(place),
                service_s=60,
                value=100.0,
            )
            for place in (1, 2)
        ),
        shifts=tuple(
            Shift(
                shift_id=agent,
                agent_id=agent,
                start_location=0,
                end_location=0,
                earliest_s=0,
                latest_s=3600,
                breaks=(ShiftBreak(earliest_s=600, latest_s=1200, duration_s=300),),
                matrix="car",
                cost_per_hour=10.0,
            )
            for agent in "ab"
        ),
        matrices={"car": TravelMatrix(seconds, seconds * 10)},
        meetings=(Meeting(first="1", second="2"),),
    )


def main() -> None:
    """Call everything that is compiled once, on a tiny problem."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / LOCK
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        if is_locked():
            return
        handle = os.open(lock, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    with os.fdopen(handle, "w", encoding="ascii") as held:
        held.write(str(os.getpid()))
    try:
        kernel = Kernel(Prepared(tiny_problem()), 0)
        kernel.construct()
        kernel.anneal(10, 10.0, 1.0, Settings(record_every=5))
        kernel.take_records()
        kernel.load(kernel.best(), kernel.best_times())
        best_of_few(kernel)
        (folder / MARK).touch()
    finally:
        lock.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
