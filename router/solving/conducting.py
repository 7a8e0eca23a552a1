"""Who searches what, and for how long: the order of commands to the crew."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from router.solving.commands import Anneal, Command, Few, Model, Part, Ready, Recombine, Times
from router.solving.compilation import Compilation, is_compiled
from router.solving.crew import Crew
from router.solving.partition import areas
from router.solving.prepared import Prepared
from router.solving.record import Record

__all__ = ["Conductor", "Limits"]

FEW = 9  # visits for which everything may be tried
FEW_SHIFTS = 6
RECOMBINE_SHARE, RECOMBINE_MOST = 0.05, 3.0  # of the time, and seconds, for each recombination
RECOMBINE_POOL = 5_000  # routes
AGAIN = 0.35  # how hot a search begins again from the best plan
CYCLE_S, CYCLE_VISITS = 15.0, 600  # one cooling of a day with fewer visits than that
MODEL_SHARE, MODEL_VISITS = 0.04, 60  # of the time, for OR-Tools on days of fewer visits
AREA_VISITS_LEAST = 1600  # fewer are not cut: each process searches everything, measured
AREA_VISITS = 700  # of an area that is searched alone
PHASES = 10  # in which areas change
FIRST_SHARE = 0.03  # of the time until all areas have their first routes
RACES, RACE_S, RACE_STEPS = 30, 0.2, 2000  # phases of which the best goes on; none is shorter
RECOMBINE_LEAST_S = 20.0  # less time of one process has seen nothing to be recombined
LAST_SHARE = 0.02  # a cold search after the last recombination
LATE_SHARE, LATE_S = 1.05, 0.6  # of the time limit; then a search that does not end is ended

Plan = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search ends.

    Parameters
    ----------
    seconds
        From when the call began; None for no limit.
    iterations
        Steps of each process; None for no limit.
    begun
        By ``time.monotonic``.
    """

    seconds: float | None
    iterations: int | None
    begun: float = field(default_factory=time.monotonic)

    def left(self) -> float | None:
        """Return the seconds that are left; None if time does not matter."""
        if self.seconds is None:
            return None
        return max(0.0, self.begun + self.seconds - time.monotonic())

    @property
    def deadline(self) -> float | None:
        """When a process that has not answered is ended."""
        if self.seconds is None:
            return None
        return self.begun + self.seconds * LATE_SHARE + LATE_S


class Conductor:
    """One search.

    Parameters
    ----------
    day
        The problem; at least one option that some shift may take.
    crew
        The processes.
    record
        What they find.
    limits
        When to end.
    seed
        Of the cuts into areas.
    """

    def __init__(
        self, day: Prepared, crew: Crew, record: Record, limits: Limits, seed: int
    ) -> None:
        self.day = day
        self.crew = crew
        self.record = record
        self.limits = limits
        self.chance = random.Random(seed)
        self.pool: dict[tuple[int, tuple[int, ...]], None] = {}
        self._holder: int | None = None  # the process whose current plan is the one to go on with
        self._times: Times = {}  # of the meetings of that plan
        self.visits = len({day.visit_of[o] for o, possible in enumerate(day.plannable) if possible})

    def wait(self, *, kernel: bool = False) -> None:
        """Wait until the processes have started.

        Parameters
        ----------
        kernel
            Also until each has the whole day in its kernel, and a first plan.
        """
        ready = Ready(kernel)
        self.crew.ask(dict.fromkeys(self.crew.alive, ready), self.limits.deadline)

    # --- engines -------------------------------------------------------------------------------

    def run_ortools(self) -> bool:
        """Let OR-Tools' routing model search alone.

        Returns
        -------
        bool
            Whether a process came to its end.
        """
        return self._model(self.limits.left(), polish=True)

    def run_kernel(self, *, given: bool, others: bool) -> str:
        """Search with the kernel.

        Parameters
        ----------
        given
            Whether there is a plan to begin from.
        others
            Whether OR-Tools takes its part: model, recombination.

        Returns
        -------
        str
            What ended the search: ``limit``, ``optimal`` or ``failure``.
        """
        if not self._compiled(others=others):
            # It cannot be compiled here, or there was no time for it.
            if others and self._model(self.limits.left(), polish=True):
                return "limit"
            return "limit" if self.limits.left() == 0 else "failure"
        if self._few():
            return "optimal"
        if others and self.visits <= MODEL_VISITS:
            left = self.limits.left()
            self._model(None if left is None else left * MODEL_SHARE, polish=True)
        left = self.limits.left()
        cycles = 1
        if left is not None and self.visits < CYCLE_VISITS:
            cycles = max(1, round(left / CYCLE_S))
        alone = len(self.crew.alive) == 1 and left is not None and left < RECOMBINE_LEAST_S
        recombine = others and not alone
        for cycle in range(cycles):
            left = self.limits.left()
            share = None if left is None else left / (cycles - cycle)
            # The first begins afresh, unless a plan was given; the others from the best so far.
            if not self._cycle(share, again=given or cycle > 0, recombine=recombine):
                return "failure"
        return "limit"

    def _compiled(self, *, others: bool) -> bool:
        """See to it that the kernel is compiled; OR-Tools searches meanwhile if time matters."""
        if is_compiled():
            return True
        compilation = Compilation()
        self.record.prepare(True)
        ready = self._prepared(compilation, others=others)
        if compilation.done:  # else it goes on, for the next search
            self.record.prepare(False)
        return ready

    def _prepared(self, compilation: Compilation, *, others: bool) -> bool:
        if self.limits.seconds is None or not others:
            limit = None if self.limits.seconds is None else self.limits.deadline
            return compilation.wait(limit)
        while not compilation.done:
            left = self.limits.left() or 0.0
            if left <= 0.05 or not self._model(min(left, 5.0), polish=left <= 5.0):
                return False
        return is_compiled()

    # --- steps ---------------------------------------------------------------------------------

    def _best(self) -> Plan:
        plan, self._times = self.record.begin
        return plan

    def _ask(self, commands: Mapping[int, Command], by: str) -> dict[int, dict[str, object]]:
        answers = self.crew.ask(commands, self.limits.deadline)
        for answer in answers.values():
            self.record.spent(by, float(answer.get("seconds", 0)), int(answer.get("steps", 0)))
            for shift, options in answer.get("pool", ()):
                self.pool[shift, tuple(options)] = None
        return answers

    def _few(self) -> bool:
        if self.visits > FEW or len(self.day.problem.shifts) > FEW_SHIFTS or not self.crew.alive:
            return False
        if self.day.problem.meetings:  # routes are not judged one by one
            return False
        answers = self._ask({self.crew.alive[0]: Few()}, "enumeration")
        if any(answer.get("proven") for answer in answers.values()):
            self.record.prove()
            return True
        return False

    def _model(self, seconds: float | None, *, polish: bool) -> bool:
        if not self.crew.alive or (seconds is not None and seconds <= 0):
            return False
        iterations = self.limits.iterations
        command = Model(
            self._best(),
            seconds,
            None if iterations is None else 20 + iterations // 100,
            polish,
        )
        return bool(self._ask({self.crew.alive[0]: command}, "ortools"))

    def _cycle(self, seconds: float | None, *, again: bool, recombine: bool) -> bool:
        """Cool down once, recombine, and search a little more in the cold."""
        begun = time.monotonic()
        reserve = last = 0.0
        if seconds is not None and recombine:
            reserve = min(RECOMBINE_SHARE * seconds, RECOMBINE_MOST)
            last = LAST_SHARE * seconds
        deadline = None if seconds is None else begun + seconds - reserve - last
        parts = self._part_count()
        phases = PHASES if parts > 1 else self._race_count(seconds)
        plan = self._best() if again else None
        hot = AGAIN if again else 1.0
        self._holder = None
        if phases > 1 and parts == 1:  # to load it takes a second, which is no part of the race
            self.wait(kernel=True)
        if parts > 1 and not again:  # something soon, and all areas by and by
            soon = None if seconds is None else seconds * FIRST_SHARE
            plan = self._areas(self._best(), parts, (hot, hot), soon, PHASES * 10)
        start = time.monotonic()
        for phase in range(phases):
            level = (hot * (1 - phase / phases), hot * (1 - (phase + 1) / phases))
            limit = None
            if deadline is not None:
                end = start + (deadline - start) * (phase + 1) / phases
                limit = max(0.01, end - time.monotonic())
            plan = self._phase(plan, parts, level, limit, phases)
            if plan is None:
                return False
        if recombine:
            self._recombine(reserve if seconds is not None else None)
            left = None if seconds is None else begun + seconds - time.monotonic()
            if left is None or left > 0.02:
                self._holder = None
                self._phase(self._best(), parts, (0.0, 0.0), left, 20)
        return bool(self.crew.alive)

    def _phase(
        self,
        plan: Plan | None,
        parts: int,
        level: tuple[float, float],
        seconds: float | None,
        phases: int,
    ) -> Plan | None:
        if parts > 1:
            return self._areas(plan or self._best(), parts, level, seconds, phases)
        return self._race(plan, level, seconds, phases)

    def _part_count(self) -> int:
        if self.visits < AREA_VISITS_LEAST or self.day.problem.meetings:
            return 1
        most = min(sum(self.day.usable), -(-self.visits // AREA_VISITS))
        return max(len(self.crew.alive), most)

    def _race_count(self, seconds: float | None) -> int:
        """How often the processes compare what they have."""
        if len(self.crew.alive) == 1:
            return 1
        most = RACES
        if seconds is not None:
            most = min(most, int(seconds / RACE_S))
        if self.limits.iterations is not None:
            most = min(most, self.limits.iterations // RACE_STEPS)
        return max(1, most)

    def _steps(self, phases: int) -> int | None:
        iterations = self.limits.iterations
        return None if iterations is None else max(1, iterations // phases)

    def _race(
        self, plan: Plan | None, level: tuple[float, float], seconds: float | None, phases: int
    ) -> Plan | None:
        """Everybody searches everything, from a plan if there is one; the best one goes on."""
        record = level[1] < 0.3
        steps = self._steps(phases)
        commands: dict[int, Command] = {
            # Who found the plan has it, and all that it knows about it.
            number: Anneal(
                None if number == self._holder else plan,
                None,
                *level,
                seconds,
                steps,
                record,
                self._times,
            )
            for number in self.crew.alive
        }
        answers = self._ask(commands, "kernel")
        if not answers:
            return None
        self._holder = min(answers, key=lambda number: (answers[number]["cost"], number))
        self._times = _times(answers[self._holder]["times"])
        return _plan(answers[self._holder]["current"])

    def _areas(
        self,
        plan: Plan,
        count: int,
        level: tuple[float, float],
        seconds: float | None,
        phases: int,
    ) -> Plan | None:
        """Cut the day into areas and let each process search some; put them together again."""
        cut = areas(self.day, plan, count, self.chance)
        workers = self.crew.alive
        if not workers:
            return None
        rounds = -(-len(cut) // len(workers))
        best = dict(plan)
        current = dict(plan)
        end = None if seconds is None else time.monotonic() + seconds
        for turn in range(rounds):
            batch = cut[turn * len(workers) : (turn + 1) * len(workers)]
            limit = None
            if end is not None:
                limit = max(0.01, (end - time.monotonic()) / (rounds - turn))
            commands: dict[int, Command] = {
                number: Anneal(plan, part, *level, limit, self._steps(phases), level[1] < 0.3)
                for number, part in zip(workers, batch, strict=False)
            }
            answers = self._ask(commands, "kernel")
            for number, part in zip(workers, batch, strict=False):
                answer = answers.get(number)
                if answer is not None:
                    _replace(current, part, answer["current"])
                    _replace(best, part, answer["best"])
        self.record.take(best, "kernel")
        if not self.crew.alive:
            return None
        return current

    def _recombine(self, seconds: float | None) -> None:
        if not self.crew.alive or not self.pool:
            return
        pool = list(self.pool)[-RECOMBINE_POOL:]
        command = Recombine(self._best(), pool, seconds, effort=1.0)
        self._ask({self.crew.alive[0]: command}, "recombination")


def _replace(plan: Plan, part: Part, routes: object) -> None:
    for shift in part.shifts:
        plan.pop(shift, None)
    plan.update(_plan(routes))


def _times(times: object) -> Times:
    assert isinstance(times, Sequence)
    return {int(meeting): int(at) for meeting, at in times}


def _plan(routes: object) -> Plan:
    assert isinstance(routes, Sequence)
    return {int(shift): [int(option) for option in options] for shift, options in routes}
