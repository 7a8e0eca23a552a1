"""Problems with spacings or meetings: settled jointly, then pinned for the search of routes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from router.domain.problem import Problem
from router.domain.route import EngineShare, Progress, Route, SearchInfo, Solution
from router.solving.agreeing import agree, can_agree, tied_visits
from router.solving.compilation import is_compiled
from router.solving.coupled import improve, settle
from router.solving.jointly import solve_jointly
from router.solving.pinned import mended, pin
from router.solving.planned import plan_price
from router.solving.prepared import Prepared
from router.solving.rating import EPSILON, Rater
from router.solving.terms import terms
from router.solving.timetable import sequences_of

__all__ = ["solve_together"]

FEW = 10  # visits: the joint model alone decides, and may prove it
FEW_SHARE = 0.6  # of the time it gets for that
ROUNDS = 3  # of settling and searching
SETTLE_SHARE = 0.25  # of a round
FIRST_SETTLE_SHARE = 0.6  # of the first: what is coupled must find its places at all
AGREE_SHARE = 0.6  # of all, for the kernel to move meetings, if others are tied
STEPS_PER_SECOND = 20_000  # of iterations, where no clock counts


class Solve(Protocol):
    """How a problem without spacings and meetings is solved."""

    def __call__(
        self,
        problem: Problem,
        *,
        seconds: float | None,
        iterations: int | None,
        seed: int,
        start: Sequence[Route] | None,
        engine: str,
        workers: int | None,
        on_progress: Callable[[Progress], None] | None,
    ) -> Solution:
        """Return the best plan found."""


def solve_together(
    problem: Problem,
    solve: Solve,
    *,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    start: Sequence[Route] | None,
    engine: str,
    workers: int | None,
    on_progress: Callable[[Progress], None] | None,
) -> Solution:
    """Solve a problem whose routes depend on each other.

    Meetings are searched by the kernel. Other visits that are coupled, or all where there is no
    kernel, find shift and time by the joint model. Then all these are pinned and everything else is
    searched; then again, beginning from the best plan so far.

    Parameters
    ----------
    problem
        With spacings or meetings.
    solve
        For the pinned problems.
    seconds, iterations, seed, start, engine, workers, on_progress
        As for `router.solving.solve`.

    Returns
    -------
    Solution
        Its bound is that of the joint model, where that came to an end.
    """
    begun = time.monotonic()
    fixed = seconds is None
    search = _Best(problem, on_progress, begun, timed=not fixed)

    def left() -> float:
        if seconds is None:
            return (iterations or 0) / STEPS_PER_SECOND + 1.0
        return max(0.0, begun + seconds - time.monotonic())

    stopped_by, steps = "limit", iterations
    try:
        if start:  # what breaks a rule is taken off
            begin = settle(problem, seconds=0.0, seed=seed, start=start, deterministic=fixed)
            search.take(begin, "start")
        if len(problem.visits) <= FEW:
            joined = solve_jointly(
                problem,
                seconds=left() * FEW_SHARE,
                seed=seed,
                start=search.routes or None,
                deterministic=fixed,
            )
            search.spent("joint", time.monotonic() - begun, joined.effort)
            if joined.routes is not None:
                search.take(joined.routes, "joint")
            if joined.proven:
                search.bound = joined.bound
                return search.solution(seed, seconds, iterations, "optimal", engine, workers)
        # A search that has not the time for it does not wait for the kernel to be compiled.
        if engine != "ortools" and (fixed or is_compiled()) and can_agree(problem):
            tied = tied_visits(problem)
            if tied and not search.routes:
                limit = left() * SETTLE_SHARE
                settled = settle(problem, seconds=limit, seed=seed, deterministic=fixed)
                search.take(settled, "joint")
            share = AGREE_SHARE if tied else 1.0
            shares = agree(
                pin(problem, search.routes, tied),
                seconds=None if fixed else share * left(),
                iterations=None if iterations is None else max(1, round(share * iterations)),
                seed=seed,
                start=search.routes,
                workers=workers,
                take=lambda routes, by: search.take(mended(problem, routes), by),
                prepare=search.prepare,
            )
            search.add(shares)
            if not tied and search.routes:
                return search.solution(seed, seconds, iterations, "limit", engine, workers)
            if iterations is not None:
                steps = round(iterations * (1 - share))
        for turn in range(ROUNDS):
            share = left() / (ROUNDS - turn)
            before = time.monotonic()
            free = pin(problem, search.routes)
            if turn == 0 and not search.routes:
                part = _part(steps)
                first = solve(
                    free,
                    seconds=None if fixed else share * SETTLE_SHARE,
                    iterations=part,
                    seed=seed,
                    start=None,
                    engine=engine,
                    workers=workers,
                    on_progress=search.hear,
                )
                search.take(mended(problem, first.routes), "routes")
                if first.search.stopped_by == "interrupt":
                    stopped_by = "interrupt"
                    break
            limit = share * (SETTLE_SHARE if turn else FIRST_SETTLE_SHARE)
            if turn == 0:
                settled = settle(
                    problem, seconds=limit, seed=seed, start=search.routes, deterministic=fixed
                )
            else:
                settled = improve(
                    problem, search.routes, seconds=limit, seed=seed + turn, deterministic=fixed
                )
            search.take(mended(problem, settled), "joint")
            search.spent("joint", time.monotonic() - before, 0)
            rest = max(0.05, share - (time.monotonic() - before))
            found = solve(
                pin(problem, search.routes),
                seconds=None if fixed else rest,
                iterations=_part(steps),
                seed=seed + turn,
                start=search.routes,
                engine=engine,
                workers=workers,
                on_progress=search.hear,
            )
            search.take(mended(problem, found.routes), "routes")
            search.add(found.search.shares)
            if found.search.stopped_by == "interrupt":
                stopped_by = "interrupt"
                break
    except KeyboardInterrupt:
        stopped_by = "interrupt"
    return search.solution(seed, seconds, iterations, stopped_by, engine, workers)


def _part(iterations: int | None) -> int | None:
    return None if iterations is None else max(1, iterations // ROUNDS)


class _Best:
    """The best plan of the whole problem, and how it was found."""

    def __init__(
        self,
        problem: Problem,
        on_progress: Callable[[Progress], None] | None,
        begun: float,
        *,
        timed: bool,
    ) -> None:
        self.problem = problem
        self.routes: tuple[Route, ...] = ()
        self.bound: float | None = None
        self._price: tuple[int, float] | None = None
        self._on_progress = on_progress
        self._begun = begun
        self._timed = timed  # else no times are noted: they differ from run to run
        self._preparing = False
        self._solutions = 0
        self._day = Prepared(replace(problem, spacings=(), meetings=()))
        self._trace: list[tuple[float, float]] = []
        self._shares: dict[str, EngineShare] = {}

    def take(self, routes: Sequence[Route], by: str) -> None:
        """Keep a plan if it is better."""
        price = plan_price(self.problem, routes)
        if self._price is not None and price >= self._price:
            return
        better = self._price is None or price[1] < self._price[1] - EPSILON
        self._price, self.routes = price, tuple(routes)
        if not routes or not better:
            return
        self.spent(by, 0.0, 0, improvements=1)
        elapsed = time.monotonic() - self._begun
        self._solutions += 1
        if self._timed:
            self._trace.append((round(elapsed, 3), price[1]))
        self._tell()

    def hear(self, state: Progress) -> None:
        """Pass on whether the kernel is being compiled: plans are of the pinned problem only."""
        self.prepare(state.preparing)

    def prepare(self, preparing: bool) -> None:
        """Note and tell whether the kernel is being compiled."""
        if preparing != self._preparing:
            self._preparing = preparing
            self._tell()

    def _tell(self) -> None:
        if self._on_progress is None:
            return
        rater = Rater(self._day)
        trips = [
            trip
            for shift, options in sequences_of(self._day, self.routes).items()
            if (trip := rater.trip(shift, tuple(options))) is not None
        ]
        costs = terms(self._day, trips)
        self._on_progress(
            Progress(
                elapsed_s=time.monotonic() - self._begun,
                cost=costs.total if self._price is None else self._price[1],
                visits=sum(len(route.visit_ids) for route in self.routes),
                costs=costs,
                bound=self.bound,
                preparing=self._preparing,
            )
        )

    def spent(self, by: str, seconds: float, steps: float, improvements: int = 0) -> None:
        """Add to what an engine did."""
        share = self._shares.get(by, EngineShare(engine=by))
        self._shares[by] = EngineShare(
            engine=by,
            seconds=round(share.seconds + seconds, 3) if self._timed else 0.0,
            iterations=share.iterations + int(steps),
            improvements=share.improvements + improvements,
        )

    def add(self, shares: Sequence[EngineShare]) -> None:
        """Add what a search of a pinned problem, or of its meetings, did."""
        for share in shares:
            self.spent(share.engine, share.seconds, share.iterations)

    def solution(
        self,
        seed: int,
        seconds: float | None,
        iterations: int | None,
        stopped_by: str,
        engine: str,
        workers: int | None,
    ) -> Solution:
        """Return the best plan with its routes in the order of the shifts."""
        order = {shift.shift_id: number for number, shift in enumerate(self.problem.shifts)}
        return Solution(
            routes=tuple(sorted(self.routes, key=lambda route: order[route.shift_id])),
            search=SearchInfo(
                engine=engine,
                seed=seed,
                seconds=seconds,
                iterations=iterations,
                solutions=self._solutions,
                stopped_by=stopped_by,
                workers=workers or 1,
                shares=tuple(self._shares.values()),
                trace=tuple(self._trace),
                bound=self.bound,
            ),
        )
