"""Problem in, solution out: engines search in processes of their own and are watched from here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from router.domain.problem import Problem
from router.domain.route import Progress, Route, SearchInfo, Solution
from router.errors import SearchError
from router.solving.conducting import Conductor, Limits
from router.solving.cores import cores
from router.solving.crew import Crew
from router.solving.draft import Draft
from router.solving.memory import fitting_workers
from router.solving.near import Neighbourhood
from router.solving.obstacles import kernel_obstacle
from router.solving.polish import complete
from router.solving.prepared import Prepared
from router.solving.record import START, Record
from router.solving.timetable import route_of, sequences_of

__all__ = ["ENGINES", "solve"]

ENGINES = ("auto", "ortools", "kernel")
STARTS = 2  # of the search processes, at most
AT_ONCE_S = 0.3  # for a plan without a search, where time is up
START_S, START_VISIT_S = 1.0, 0.001  # until a search process has a plan; for each visit


def solve(
    problem: Problem,
    *,
    seconds: float | None = 10.0,
    iterations: int | None = None,
    seed: int = 0,
    start: Sequence[Route] | None = None,
    engine: str = "auto",
    workers: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Plan the routes that cost least, values of visits left out included.

    Parameters
    ----------
    problem
        The statement.
    seconds
        Time limit; None for none. The call returns at most 5 % and one second later.
    iterations
        Limit of search steps of each process; None for none. With ``seconds=None`` the same
        problem, seed, iterations and workers give the same solution on every run, however busy
        the machine is.
    seed
        Of all randomness.
    start
        Routes to begin from; only their sequences matter. The solution is never dearer, unless
        they break a rule: visits that do are taken off first.
    engine
        ``ortools`` (its routing model alone), ``kernel`` (our compiled search alone), or ``auto``:
        both, and recombination of the routes that several processes, or one in at least 20
        seconds, have seen.
    workers
        Processes; None for one per core, or one if only iterations are limited. If time is
        limited and memory is short, there are fewer, and a warning says so.
    on_progress
        Called with every better plan, in the calling thread; also when the kernel begins or ends
        to be compiled, which happens once after an installation (see ``Progress.preparing``).

    Returns
    -------
    Solution
        Routes in the order of the shifts, each at its best times. An interrupt from the keyboard
        ends the search; the best plan so far is returned with ``stopped_by="interrupt"``.

    Raises
    ------
    ValueError
        If no limit is given, a limit is negative, or there is no such engine.
    InputError
        If the day does not fit into the memory of this computer.
    SearchError
        If the search processes could not run, and no plan could be formed without them; if locks
        cannot be kept; if the kernel alone was asked for, and cannot model the problem.

    Notes
    -----
    A mandatory visit is left out only if nothing cheaper than all other costs together avoids it.
    Whatever a search process says is rated again here; what would break a rule is taken off.
    """
    if seconds is None and iterations is None:
        raise ValueError("give a limit: seconds, iterations, or both")
    if (seconds is not None and seconds < 0) or (iterations is not None and iterations < 0):
        raise ValueError("a limit is not negative")
    if engine not in ENGINES:
        raise ValueError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    if workers is not None and workers < 1:
        raise ValueError("at least one worker searches")
    if problem.spacings or problem.meetings:
        from router.solving.together import solve_together  # loads OR-Tools

        return solve_together(
            problem,
            solve,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            start=start,
            engine=engine,
            workers=workers,
            on_progress=on_progress,
        )
    limits = Limits(seconds, iterations)
    day = Prepared(problem)
    record = Record(day, on_progress, limits.begun, timed=seconds is not None)
    if workers is None:
        workers = 1 if seconds is None else cores()
    if engine == "ortools":
        workers = 1
    obstacle = kernel_obstacle(day)
    if obstacle and engine == "kernel":
        raise SearchError(f"the kernel cannot solve this problem: {obstacle}; ask for auto")
    model = bool(obstacle) or engine == "ortools"
    workers = fitting_workers(day, workers, model=model, timed=seconds is not None)
    stopped_by = "empty"
    if any(day.plannable):
        chosen = "ortools" if obstacle else engine
        stopped_by = _search(day, record, limits, seed, workers, chosen, start or ())
    routes = [route_of(day, shift, options) for shift, options in record.best.sequences.items()]
    return Solution(
        routes=tuple(route for route in routes if route is not None),
        search=SearchInfo(
            engine=engine,
            seed=seed,
            seconds=seconds,
            iterations=iterations,
            solutions=record.improvements,
            stopped_by=stopped_by,
            workers=workers,
            shares=record.shares,
            trace=tuple(record.trace),
            bound=record.bound,
        ),
    )


def _search(
    day: Prepared,
    record: Record,
    limits: Limits,
    seed: int,
    workers: int,
    engine: str,
    start: Sequence[Route],
) -> str:
    """Search; return what stopped it."""
    stopped_by = "failure"
    try:
        record.given = record.take(sequences_of(day, start), START)
        sure = START_S + START_VISIT_S * len(day.problem.visits)
        if limits.seconds is not None and limits.seconds < sure and not record.given:
            _plan_at_once(record, limits.left())
        for _ in range(STARTS):
            if limits.left() == 0 and record.best.planned:
                stopped_by = "limit"
                break
            with Crew(day.problem, workers, seed, record, in_turn=limits.seconds is None) as crew:
                conductor = Conductor(day, crew, record, limits, seed)
                conductor.wait()
                if engine == "ortools":
                    stopped_by = "limit" if conductor.run_ortools() else "failure"
                else:
                    stopped_by = conductor.run_kernel(given=record.given, others=engine == "auto")
            if limits.left() == 0 and stopped_by == "failure":
                stopped_by = "limit"  # who had not answered by then was ended
            if stopped_by != "failure":
                break
    except KeyboardInterrupt:
        stopped_by = "interrupt"
    if not record.heard and not record.best.planned:
        stopped_by = _without_search(record, limits, stopped_by)
    return stopped_by


def _without_search(record: Record, limits: Limits, stopped_by: str) -> str:
    """Plan although no process has said anything; return what stopped the search."""
    try:
        _plan_at_once(record, 0.0 if stopped_by == "interrupt" else limits.left())
    except KeyboardInterrupt:
        return "interrupt"
    if not record.best.planned and stopped_by == "failure":
        raise SearchError(
            "the search process ended without a plan; try again, or with fewer visits"
        )
    return stopped_by


def _plan_at_once(record: Record, left: float | None) -> None:
    """Plan what fits, dearest first; within the seconds that are left, or a moment."""
    end = None if left is None else time.monotonic() + max(AT_ONCE_S, left)
    draft = Draft(record.rater)
    near = Neighbourhood(record.day)
    complete(draft, lambda: end is not None and time.monotonic() > end, near=near)
    record.take(draft.sequences, START)
