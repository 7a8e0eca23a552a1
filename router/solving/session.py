"""What one search process does with each command."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from router.solving.commands import Anneal, Command, Few, Model, Part, Ready, Recombine, Task
from router.solving.draft import Draft
from router.solving.polish import follow, polish
from router.solving.prepared import Prepared
from router.solving.rating import EPSILON, Rater, Trip

if TYPE_CHECKING:
    from router.solving.kernel.kernel import Kernel

__all__ = ["Session"]

CHUNK_S = 0.05  # of compiled steps between two looks at the clock
FIRST_CHUNK = 100  # steps
# Neighbours whose routes are tried, as measured: where all visits must be made, and they are not
# many, nothing less than all routes finds the best plan.
NEAR_MUST, NEAR_MAY, FEW_KEYS = 40, 20, 250
BEGIN = 0.01  # share of steps in which a route may begin at a loss
STEPS_AT_ONCE = 5000  # where no clock counts
TELL_S = 0.2  # between two better plans that are told
RECORD_EVERY = 200  # steps
# Temperatures in costs of a short leg, and of a visit left out. Optional visits want more heat: to
# exchange one for another is dear on the way. The cold ones are shares of the hot ones.
HOT_MUST, COLD_MUST = 1.7, 0.01
HOT_GAIN, COLD_MAY = 0.55, 0.025
# Where agents meet, what boils away comes back in steps of two: less heat, the more of them meet,
# down to a share of it where so many of the visits are at meetings.
HOT_MEETINGS, MANY_MEETINGS = 0.3, 0.3
LEAST = 0.01

Answer = dict[str, Any]


class Session:
    """One process's memory between commands.

    Parameters
    ----------
    task
        What is solved.
    tell
        Called with what the parent shall know at once.
    """

    def __init__(self, task: Task, tell: Callable[[Answer], None]) -> None:
        self.day = Prepared(task.problem)
        self.seed = task.seed
        self.tell = tell
        self._kernel: Kernel | None = None
        self._begun = False
        self._told = float("inf")
        self._told_at = -TELL_S
        self._calls = 0

    def obey(self, command: Command) -> Answer:
        """Carry out a command.

        Parameters
        ----------
        command
            What to do.

        Returns
        -------
        dict
            What the parent gets when it is done.
        """
        self._calls += 1
        if isinstance(command, Anneal):
            return self._anneal(command)
        if isinstance(command, Model):
            return self._model(command)
        if isinstance(command, Recombine):
            return self._recombine(command)
        if isinstance(command, Ready):
            if command.kernel:
                self._begin(self._whole_kernel())
            return {}
        assert isinstance(command, Few)
        return self._few()

    def _whole_kernel(self) -> Kernel:
        from router.solving.kernel.kernel import Kernel  # loads numba

        if self._kernel is None:
            self._kernel = Kernel(self.day, self.seed)
        return self._kernel

    # --- the kernel ----------------------------------------------------------------------------

    def _begin(self, kernel: Kernel) -> None:
        """Make a first plan, if there is none."""
        if not self._begun:
            self._begun = True
            kernel.construct()
            self._tell_plan(kernel, now=True)

    def _anneal(self, command: Anneal) -> Answer:
        if command.part is not None:
            return self._anneal_part(command, command.part)
        begun = time.monotonic()
        kernel = self._whole_kernel()
        if command.start is not None:
            kernel.load(command.start, command.times)
            kernel.forget_best()
        if not command.start:
            self._begin(kernel)
        self._begun = True
        self._tell_plan(kernel, now=command.seconds is None)
        steps = self._run(kernel, command, begun, tell=True)
        self._tell_plan(kernel, now=True)
        return {
            "current": _listed(kernel.current()),
            "times": sorted(kernel.times().items()),
            "cost": kernel.cost,
            "best": _listed(kernel.best()),
            "steps": steps,
            "seconds": time.monotonic() - begun,
            "pool": kernel.take_records() if command.record else [],
        }

    def _run(
        self,
        kernel: Kernel,
        command: Anneal,
        begun: float,
        *,
        tell: bool,
    ) -> int:
        """Cool down until the limit; return the steps made."""
        from router.solving.kernel.settings import Settings

        must = kernel.optional_share < 0.5
        near = NEAR_MUST if kernel.packed.tables.keys > FEW_KEYS else FEW_KEYS
        settings = Settings(
            neighbours=near if must else NEAR_MAY,
            begin=0.0 if must else BEGIN,
            record_every=RECORD_EVERY if command.record else 0,
        )
        hot, cold = _temperatures(kernel)

        def heat(share: float) -> float:
            level = command.hot + (command.cold - command.hot) * min(share, 1.0)
            return float(cold * (hot / cold) ** level)

        chunk, done = FIRST_CHUNK, 0
        annealing = time.monotonic()
        left = None if command.seconds is None else max(0.01, begun + command.seconds - annealing)
        while True:
            share = 0.0
            if left is not None:
                share = (time.monotonic() - annealing) / left
            if command.steps is not None:
                share = max(share, done / max(command.steps, 1))
                chunk = min(chunk, command.steps - done)
            if share >= 1:
                return done
            after = share + (
                CHUNK_S / left if left is not None else chunk / max(command.steps or 1, 1)
            )
            kernel.anneal(chunk, heat(share), heat(after), settings)
            done += chunk
            if left is None:
                chunk = STEPS_AT_ONCE
            else:
                chunk = max(20, min(50_000, int(_paced(done, annealing))))
            if tell:
                # Where no clock counts, none decides what is told.
                self._tell_plan(kernel, now=left is None)

    def _tell_plan(self, kernel: Kernel, *, now: bool = False) -> None:
        """Tell of a better plan, not too often."""
        clock, cost = time.monotonic(), kernel.best_cost
        if cost < self._told - EPSILON and (now or clock - self._told_at >= TELL_S):
            self._told, self._told_at = cost, clock
            times = sorted(kernel.best_times().items())
            self.tell({"plan": _listed(kernel.best()), "times": times, "by": "kernel"})

    def _anneal_part(self, command: Anneal, part: Part) -> Answer:
        """Search a part as a problem of its own, with small tables."""
        from router.solving.kernel.kernel import Kernel

        begun = time.monotonic()
        start = command.start or {}
        inside = {
            self.day.visit_of[option] for shift in part.shifts for option in start.get(shift, ())
        }
        inside.update(self.day.visit_of[option] for option in part.options)
        problem = self.day.problem
        visits = sorted(inside)
        ids = {problem.visits[visit].visit_id for visit in visits}
        day = Prepared(
            replace(
                problem,
                visits=tuple(problem.visits[visit] for visit in visits),
                shifts=tuple(problem.shifts[shift] for shift in part.shifts),
                orders=tuple(tuple(v for v in order if v in ids) for order in problem.orders),
            )
        )
        number = {visit: position for position, visit in enumerate(visits)}
        if not any(day.plannable):
            return {"current": [], "best": [], "steps": 0, "seconds": 0.0, "pool": []}
        kernel = Kernel(day, self.seed + self._calls)
        given = {
            position: [self._inner(day, number, option) for option in start.get(shift, ())]
            for position, shift in enumerate(part.shifts)
        }
        kernel.load(given)
        if not any(given.values()):
            kernel.construct()
        steps = self._run(kernel, command, begun, tell=False)

        def outer(plan: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
            found = {}
            for position, options in plan.items():
                outside = []
                for option in options:
                    visit = visits[day.visit_of[option]]
                    rank = day.options_of[day.visit_of[option]].index(option)
                    outside.append(self.day.options_of[visit][rank])
                found[part.shifts[position]] = outside
            return found

        return {
            "current": _listed(outer(kernel.current())),
            "best": _listed(outer(kernel.best())),
            "steps": steps,
            "seconds": time.monotonic() - begun,
            "pool": [],
        }

    def _inner(self, day: Prepared, number: Mapping[int, int], option: int) -> int:
        visit = self.day.visit_of[option]
        rank = self.day.options_of[visit].index(option)
        return day.options_of[number[visit]][rank]

    def _few(self) -> Answer:
        from router.solving.smallest import best_of_few

        begun = time.monotonic()
        plan = best_of_few(self._whole_kernel())
        if plan is not None:
            self.tell({"plan": _listed(plan), "by": "enumeration"})
        return {"proven": plan is not None, "seconds": time.monotonic() - begun}

    # --- OR-Tools --------------------------------------------------------------------------------

    def _model(self, command: Model) -> Answer:
        from router.solving.engine import search_model

        begun = time.monotonic()
        deadline = None if command.seconds is None else begun + command.seconds
        rater = Rater(self.day)
        best = Draft(rater)
        follow(best, command.start)
        pool: dict[tuple[int, tuple[int, ...]], Trip] = {}
        told = 0

        def take(draft: Draft) -> None:
            nonlocal best, told
            for trip in draft.trips:
                if trip.sequence:
                    pool[trip.shift, trip.sequence] = trip
            if draft.cost < best.cost - EPSILON or not told:
                best = draft.copy()
                told += 1
                self.tell({"plan": _listed(draft.sequences), "by": "ortools"})

        def found(sequences: Mapping[int, Sequence[int]]) -> None:
            draft = Draft(rater)
            follow(draft, sequences)
            take(draft)

        def expired() -> bool:
            return deadline is not None and time.monotonic() >= deadline

        search_model(
            self.day,
            seed=self.seed,
            seconds=command.seconds,
            solutions=command.solutions,
            found=found,
            start=command.start or None,
        )
        if command.polish and best.planned:
            last = best.copy()
            polish(last, expired)
            take(last)
        return {
            "steps": told,
            "seconds": time.monotonic() - begun,
            "pool": [[trip.shift, list(trip.sequence)] for trip in pool.values()],
        }

    def _recombine(self, command: Recombine) -> Answer:
        from router.solving.recombine import recombine

        begun = time.monotonic()
        rater = Rater(self.day)
        best = Draft(rater)
        follow(best, command.start)
        trips = {}
        for shift, options in (*command.start.items(), *command.pool):
            if command.seconds is not None and time.monotonic() - begun > command.seconds / 2:
                break
            trip = rater.trip(shift, tuple(options))
            if trip is not None:
                trips[shift, trip.sequence] = trip
        left = None
        if command.seconds is not None:
            left = max(0.05, command.seconds - (time.monotonic() - begun))
        better = recombine(best, list(trips.values()), effort=command.effort, seconds=left)
        if better is not None:
            self.tell({"plan": _listed(better.sequences), "by": "recombination"})
        return {"steps": len(trips), "seconds": time.monotonic() - begun}


def _paced(done: int, begun: float) -> float:
    """Return how many steps fit into a chunk at the pace so far."""
    return CHUNK_S * done / max(time.monotonic() - begun, 1e-4)


def _temperatures(kernel: Kernel) -> tuple[float, float]:
    """Return the usual temperatures of a problem, in money."""
    leg = kernel.packed.leg_cost / kernel.packed.scale
    may = kernel.optional_share
    hot = HOT_MUST * leg
    if may > 0:  # not so hot that all optional visits boil away
        hot += (HOT_GAIN * kernel.typical_gain - hot) * may
    hot = max(hot, LEAST * leg)  # visits may be worth nothing
    cold = hot * (COLD_MUST + (COLD_MAY - COLD_MUST) * may)
    met = 2 * len(kernel.day.problem.meetings) / max(len(kernel.day.problem.visits), 1)
    return hot * (1 - (1 - HOT_MEETINGS) * min(1.0, met / MANY_MEETINGS)), cold


def _listed(plan: Mapping[int, Sequence[int]]) -> list[tuple[int, list[int]]]:
    return [(shift, list(options)) for shift, options in sorted(plan.items()) if options]
