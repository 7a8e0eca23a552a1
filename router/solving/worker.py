"""The child process that searches: reads one task from stdin, writes every better plan to stdout.

Started as ``python -m router.solving.worker``; not meant for people. The task is a pickle of our
own parent. Answers are JSON, one per line. OR-Tools holds the interpreter while it searches, which
is why this is a process of its own: the parent stays free to show progress and to stop it.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, Visit
from router.solving.draft import Draft
from router.solving.prepared import Prepared
from router.solving.search import Limits, Search

__all__ = ["Task", "main"]

GRACE_S = 5.0  # after the limit the process is ended by a timer, even inside compiled code


@dataclass(frozen=True, slots=True)
class Task:
    """What the parent asks for.

    Parameters
    ----------
    origin, visits, shifts, matrices, orders, balance_price
        Those of the problem (coordinates are not needed, and what is coupled is pinned).
    seed, seconds, iterations
        Of the search; the seconds count from when the task is read.
    start
        Visits by shift, as positions.
    """

    origin: datetime
    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]
    matrices: dict[str, TravelMatrix]
    orders: tuple[tuple[str, ...], ...]
    balance_price: float
    seed: int
    seconds: float | None
    iterations: int | None
    start: Mapping[int, Sequence[int]]


def main() -> None:
    """Serve one task and exit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints is no answer
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by our parent
    threading.Thread(target=_end_with_parent, args=(sys.stdin.buffer,), daemon=True).start()
    if task.seconds is not None and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, task.seconds * 1.05 + GRACE_S)
    if sys.platform == "linux":
        # The thread above must wait while OR-Tools holds the interpreter; the kernel does not.
        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    try:
        _search(task, answers)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
    except Exception as error:  # told to the parent by its kind only: texts may hold personal data
        _send(answers, {"failed": type(error).__name__})
        os._exit(1)
    _send(answers, {"done": True})


def _search(task: Task, answers: IO[str]) -> None:
    problem = Problem(
        origin=task.origin,
        visits=task.visits,
        shifts=task.shifts,
        matrices=task.matrices,
        orders=task.orders,
        balance_price=task.balance_price,
    )

    def emit(draft: Draft) -> None:
        _send(answers, {"plan": sorted((k, list(v)) for k, v in draft.sequences.items())})

    limits = Limits(task.seconds, task.iterations)
    Search(Prepared(problem), task.seed, limits, emit).run(task.start)


def _send(answers: IO[str], answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _end_with_parent(stdin: IO[bytes]) -> None:
    """End as soon as the other end of stdin is gone: no child outlives its parent."""
    stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
