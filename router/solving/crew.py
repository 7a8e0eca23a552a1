"""The search processes of one call, as one: a command to each, and everybody's answer."""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Mapping
from types import TracebackType

from router.domain.problem import Problem
from router.solving.child import Answer, Child, Heard
from router.solving.commands import Command, Task
from router.solving.record import Record

__all__ = ["Crew"]

SEEDS_APART = 7919


class Crew:
    """Processes that live as long as the context; who dies is not replaced.

    Parameters
    ----------
    problem
        Without spacings and meetings.
    workers
        How many processes.
    seed
        Of the first; the others get seeds of their own.
    record
        Hears of every plan.
    """

    def __init__(self, problem: Problem, workers: int, seed: int, record: Record) -> None:
        self._record = record
        self._heard: Heard = queue.SimpleQueue()
        self._stack = contextlib.ExitStack()
        self._children: dict[int, Child] = {}
        for number in range(workers):
            task = Task(problem, seed + number * SEEDS_APART)
            self._children[number] = self._stack.enter_context(Child(number, task, self._heard))

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drain()  # a plan that has arrived is not lost, whatever ends us
        self._stack.close()

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
                self._take(answer)
            elif "done" in answer:
                if number in waiting:
                    waiting.discard(number)
                    answers[number] = answer["done"]
            else:
                waiting.discard(number)
                self._dismiss(number)
        return dict(sorted(answers.items()))

    def _take(self, answer: Answer) -> None:
        plan = {int(shift): [int(v) for v in options] for shift, options in answer["plan"]}
        self._record.take(plan, str(answer.get("by", "")))

    def _drain(self) -> None:
        while True:
            try:
                _, answer = self._heard.get_nowait()
            except queue.Empty:
                return
            if "plan" in answer:
                self._take(answer)

    def _dismiss(self, number: int) -> None:
        child = self._children.pop(number, None)
        if child is not None:
            child.__exit__(None, None, None)
