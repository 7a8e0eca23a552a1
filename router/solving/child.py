"""Start the search process, listen to it, and end it, whatever happens to it."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import router
from router.solving.worker import Task

__all__ = ["Child", "Died", "Late", "Plan"]

Plan = dict[int, list[int]]
"""Visits by shift, as positions."""


class Died(Exception):  # noqa: N818 -- an event, handled next door, never shown
    """The process ended without saying that it is done."""


class Late(Exception):  # noqa: N818 -- an event, handled next door, never shown
    """The process did not end in time."""


class Child:
    """A search process; use as a context, which ends it.

    Parameters
    ----------
    task
        What it shall do.
    """

    def __init__(self, task: Task) -> None:
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        # -P: the working folder is no place to import from; a user's random.py would break us.
        command = [sys.executable, "-P", "-m", "router.solving.worker"]
        home = str(Path(router.__file__).resolve().parent.parent)
        known = os.environ.get("PYTHONPATH")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, known)))}
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # A Ctrl-C at the terminal shall reach the parent only; ignoring it in the child would
            # not do, because OR-Tools puts the default back.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self.pid = self._process.pid
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._threads = [
            threading.Thread(target=_write, args=(self._process.stdin, task), daemon=True),
            threading.Thread(target=_read, args=(self._process.stdout, self._answers), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was not yet written does not matter now
                pipe.close()

    def next_plan(self, deadline: float | None) -> Plan | None:
        """Wait for the next better plan.

        Parameters
        ----------
        deadline
            By ``time.monotonic``; None waits for ever.

        Returns
        -------
        Plan or None
            None: the search is done.

        Raises
        ------
        Died
            The process is gone, or failed.
        Late
            The deadline has passed.
        """
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        try:
            line = self._answers.get(timeout=wait)
        except queue.Empty:
            raise Late from None
        return self._understood(line)

    def waiting_plans(self) -> list[Plan]:
        """Return the plans that arrived and were not yet asked for."""
        plans: list[Plan] = []
        while True:
            try:
                plan = self._understood(self._answers.get_nowait())
            except (queue.Empty, Died):
                return plans
            if plan is None:
                return plans
            plans.append(plan)

    @staticmethod
    def _understood(line: bytes | None) -> Plan | None:
        try:
            answer: Any = json.loads(line) if line is not None else {}
        except ValueError:  # cut off by its death
            answer = {}
        if "plan" in answer:
            return {int(shift): [int(v) for v in visits] for shift, visits in answer["plan"]}
        if "done" in answer:
            return None
        raise Died


def _write(stdin: IO[bytes], task: Task) -> None:
    with contextlib.suppress(OSError):  # if the child died, the reader notices
        pickle.dump(task, stdin)
        stdin.flush()  # and left open: its end tells the child that the parent is gone


def _read(stdout: IO[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    for line in stdout:
        answers.put(line)
    answers.put(None)
