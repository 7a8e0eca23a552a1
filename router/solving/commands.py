"""What the solver asks of its search processes: a task, commands one after another, and rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from router.domain.problem import Problem

__all__ = [
    "Anneal",
    "Command",
    "Few",
    "Model",
    "Part",
    "Ready",
    "Recombine",
    "Rest",
    "Task",
]

Plan = Mapping[int, Sequence[int]]
"""Options by shift."""

Times = Mapping[int, int]
"""When meetings are made, in seconds, by their position."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved.

    Parameters
    ----------
    problem
        Without spacings. Of its meetings only the kernel knows.
    seed
        Of this process.
    """

    problem: Problem
    seed: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the problem that is searched as a problem of its own.

    Parameters
    ----------
    shifts
        Their positions.
    options
        Absent ones that may be served, beside those on the routes of these shifts.
    """

    shifts: tuple[int, ...]
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anneal:
    """Search with the kernel.

    Parameters
    ----------
    start
        The plan to begin from; None goes on with the process's own plan.
    part
        What may change; None for everything.
    hot, cold
        Temperatures at the beginning and the end, as multiples of the usual ones' ends: 1 is hot,
        0 is cold.
    seconds, steps
        Limits.
    record
        Whether routes are remembered for recombination.
    times
        Of the plan to begin from.
    """

    start: Plan | None
    part: Part | None
    hot: float
    cold: float
    seconds: float | None
    steps: int | None
    record: bool
    times: Times = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Model:
    """Search with OR-Tools' routing model.

    Parameters
    ----------
    start
        The plan to begin from.
    seconds
        Limit; None lets it descend to a local optimum.
    solutions
        Limit of accepted solutions; None for none.
    polish
        Whether what it found gets a last touch.
    """

    start: Plan
    seconds: float | None
    solutions: int | None
    polish: bool


@dataclass(frozen=True, slots=True)
class Recombine:
    """Choose the best set among routes.

    Parameters
    ----------
    start
        The best plan so far.
    pool
        Routes of all processes: shift and options.
    seconds
        Limit; None for none.
    effort
        CP-SAT's own deterministic time.
    """

    start: Plan
    pool: Sequence[tuple[int, tuple[int, ...]]]
    seconds: float | None
    effort: float


@dataclass(frozen=True, slots=True)
class Few:
    """Find the best plan of a few visits by trying everything."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Answer: the process has started, and time limits of commands count from now on.

    Parameters
    ----------
    kernel
        Only with the whole day in the kernel, and a first plan.
    """

    kernel: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """Forget the task, say so, and wait for another one.

    Parameters
    ----------
    most_bytes
        Of memory in use; with more the process ends instead.
    seconds
        After so long without a task it ends, too.
    """

    most_bytes: int
    seconds: float


Command = Anneal | Model | Recombine | Few | Ready
