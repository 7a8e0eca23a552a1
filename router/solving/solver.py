"""Problem in, solution out: the search runs in a child process and is watched from here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from router.domain.problem import Problem
from router.domain.route import Progress, Route, SearchInfo, Solution
from router.errors import SearchError
from router.solving.child import Child, Died, Late
from router.solving.draft import Draft, Rater
from router.solving.polish import follow
from router.solving.prepared import Prepared
from router.solving.search import starting_draft
from router.solving.terms import terms
from router.solving.timetable import route_of, sequences_of
from router.solving.worker import Task

__all__ = ["solve"]

ENGINE = "ortools, ruin and recreate"
STARTS = 2  # of the child process, at most
LATE_SHARE, LATE_S = 1.05, 1.0  # of the time limit; then a search that does not end is ended


def solve(
    problem: Problem,
    *,
    seconds: float | None = 10.0,
    iterations: int | None = None,
    seed: int = 0,
    start: Sequence[Route] | None = None,
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
        Limit of search steps; None for none. With ``seconds=None`` the same problem, seed and
        iterations give the same solution on every run, however busy the machine is.
    seed
        Of all randomness.
    start
        Routes to begin from; only their sequences matter. The solution is never dearer, unless
        they break a rule: visits that do are taken off first.
    on_progress
        Called with every better plan, in the calling thread.

    Returns
    -------
    Solution
        Routes in the order of the shifts, each at its best times. An interrupt from the keyboard
        ends the search; the best plan so far is returned with ``stopped_by="interrupt"``.

    Raises
    ------
    ValueError
        If no limit is given, or a limit is negative.
    SearchError
        If the search process could not run, and no plan could be formed without it.

    Notes
    -----
    A mandatory visit is left out only if nothing cheaper than all other costs together avoids it.
    Whatever the search process says is rated again here; what would break a rule is taken off.
    """
    if seconds is None and iterations is None:
        raise ValueError("give a limit: seconds, iterations, or both")
    if (seconds is not None and seconds < 0) or (iterations is not None and iterations < 0):
        raise ValueError("a limit is not negative")
    day = Prepared(problem)
    watch = _Watch(day, seconds, iterations, seed, on_progress)
    stopped_by = watch.search(sequences_of(day, start or ())) if any(day.plannable) else "empty"
    routes = [route_of(day, shift, sequence) for shift, sequence in watch.best.sequences.items()]
    return Solution(
        routes=tuple(route for route in routes if route is not None),
        search=SearchInfo(
            engine=ENGINE,
            seed=seed,
            seconds=seconds,
            iterations=iterations,
            solutions=watch.improvements,
            stopped_by=stopped_by,
        ),
    )


class _Watch:
    """Keeps the best plan while child processes come and go."""

    def __init__(
        self,
        day: Prepared,
        seconds: float | None,
        iterations: int | None,
        seed: int,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.day = day
        self.begun = time.monotonic()
        self.seconds = seconds
        self.iterations = iterations
        self.seed = seed
        self.on_progress = on_progress
        self.rater = Rater(day)
        self.best = Draft(self.rater)
        self.improvements = 0

    def search(self, start: Mapping[int, Sequence[int]]) -> str:
        """Run the search; return what stopped it."""
        self._take(start)
        deadline = None
        if self.seconds is not None:
            deadline = self.begun + self.seconds * LATE_SHARE + LATE_S
        try:
            for _ in range(STARTS):
                left = self._left()
                if self.improvements and left is not None and left <= 0:
                    break
                try:
                    self._listen(deadline)
                except (Died, OSError):
                    continue
                return "limit"
            if not self.best.planned:  # nothing came: what can be had without a search
                self._take(starting_draft(self.day, {}, lambda: False).sequences)
            if not self.best.planned:
                raise SearchError(
                    "the search process ended without a plan; try again, or with fewer visits"
                )
        except KeyboardInterrupt:
            return "interrupt"
        return "failure"

    def _listen(self, deadline: float | None) -> None:
        problem = self.day.problem
        task = Task(
            origin=problem.origin,
            visits=problem.visits,
            shifts=problem.shifts,
            matrices=dict(problem.matrices),
            orders=problem.orders,
            balance_price=problem.balance_price,
            seed=self.seed,
            seconds=self._left(),
            iterations=self.iterations,
            start=dict(self.best.sequences),
        )
        with Child(task) as child:
            try:
                while (plan := child.next_plan(deadline)) is not None:
                    self._take(plan)
            except Late:
                return
            except (KeyboardInterrupt, Died):
                for plan in child.waiting_plans():
                    self._take(plan)
                raise

    def _left(self) -> float | None:
        if self.seconds is None:
            return None
        return max(0.0, self.begun + self.seconds - time.monotonic())

    def _take(self, plan: Mapping[int, Sequence[int]]) -> None:
        """Rate a plan, keep it if it is better, and tell."""
        draft = Draft(self.rater)
        follow(draft, plan)
        if not draft.planned or draft.cost >= self.best.cost:
            return
        self.best = draft
        self.improvements += 1
        if self.on_progress is not None:
            costs = terms(self.day, draft.trips)
            self.on_progress(
                Progress(
                    elapsed_s=time.monotonic() - self.begun,
                    cost=costs.total,
                    visits=len(draft.planned),
                    costs=costs,
                )
            )
