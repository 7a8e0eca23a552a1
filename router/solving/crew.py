"""The search processes of one call, as one: a command to each, and everybody's answer.

Where time is no limit, what processes say is heard in the order of their numbers, not in that of
its arrival: the same search must come to the same end, however busy the machine is.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Collection, Mapping
from types import TracebackType

from router.domain.problem import Problem
from router.solving.child import Answer, Child, Heard
from router.solving.commands import Command, Task
from router.solving.idle import IDLE
from router.solving.record import Record

__all__ = ["Crew"]

SEEDS_APART = 7919


class Crew:
    """Processes that work as long as the context; who cannot start, or dies, is not replaced.

    After that they wait for the next crew, unless the context was left by an exception.

    Parameters
    ----------
    problem
        Without spacings; with meetings only the kernel may be asked to search.
    workers
        How many processes.
    seed
        Of the first; the others get seeds of their own.
    record
        Hears of every plan.
    in_turn
        Whether processes are heard in the order of their numbers.
    """

    def __init__(
        self, problem: Problem, workers: int, seed: int, record: Record, *, in_turn: bool
    ) -> None:
        self._record = record
        self._in_turn = in_turn
        self._heard: Heard = queue.SimpleQueue()
        self._plans: list[tuple[int, Answer]] = []  # heard, not yet handed over
        self._children: dict[int, Child] = {}
        try:
            for number in range(workers):
                task = Task(problem, seed + number * SEEDS_APART)
                with contextlib.suppress(OSError):  # no room for one more process
                    child = IDLE.child()
                    self._children[number] = child
                    child.engage(number, task, self._heard)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # All that was written is heard before either returns.
        if kind is None:
            self._rest()
        else:  # they may be in the midst of something
            self._end()
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self._drain()  # a plan that has arrived is not lost

    @property
    def alive(self) -> list[int]:
        """The numbers of the processes that still answer."""
        return list(self._children)

    def ask(self, commands: Mapping[int, Command], deadline: float | None) -> dict[int, Answer]:
        """Give each process its command and wait for all.

        Parameters
        ----------
        commands
            By the number of the process.
        deadline
            By ``time.monotonic``; who has not answered by then is ended. None waits for ever.

        Returns
        -------
        dict
            What was answered, by the number of the process, in that order.
        """
        waiting = {number for number in commands if number in self._children}
        for number in sorted(waiting):
            self._children[number].send(commands[number])
        answers: dict[int, Answer] = {}
        while waiting:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            try:
                number, answer = self._heard.get(timeout=wait)
            except queue.Empty:
                for late in waiting:
                    self._dismiss(late)
                break
            if "plan" in answer:
                self._plans.append((number, answer))
            elif "done" not in answer:
                waiting.discard(number)
                self._dismiss(number)
            elif number in waiting:
                waiting.discard(number)
                answers[number] = answer["done"]
            self._take(waiting if self._in_turn else ())
        self._take(())
        return dict(sorted(answers.items()))

    def _take(self, waiting: Collection[int]) -> None:
        """Hand over the plans whose turn has come: nobody with a lower number is waited for."""
        turn = min(waiting, default=None)
        while self._plans:
            place = min(range(len(self._plans)), key=lambda place: self._plans[place][0])
            number, answer = self._plans[place]
            if turn is not None and number > turn:
                return
            plan = {int(shift): [int(v) for v in options] for shift, options in answer["plan"]}
            times = {int(meeting): int(at) for meeting, at in answer.get("times", ())}
            self._record.hear(plan, times, str(answer.get("by", "")))
            del self._plans[place]  # not before: an interrupt must not lose it

    def _drain(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                number, answer = self._heard.get_nowait()
                if "plan" in answer:
                    self._plans.append((number, answer))
        self._take(())

    def _dismiss(self, number: int) -> None:
        child = self._children.pop(number, None)
        if child is not None:
            child.end()

    def _rest(self) -> None:
        """Let those that are alive wait for the next call."""
        try:
            for child in self._children.values():
                IDLE.tell(child)
            while self._children:
                _, child = self._children.popitem()
                IDLE.keep(child)
        finally:
            self._end()

    def _end(self) -> None:
        while self._children:
            _, child = self._children.popitem()
            child.end()
