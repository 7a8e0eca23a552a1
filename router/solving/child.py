"""Start a search process, give it commands, listen to it, and end it, whatever happens to it."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import router
from router.solving.commands import Command, Task

__all__ = ["Answer", "Child", "Heard"]

Answer = dict[str, Any]
"""What a process says: ``plan`` (and ``by`` whom), ``done`` with results, or ``failed``."""

Heard = queue.SimpleQueue[tuple[int, Answer]]
"""Answers of all processes, each with the process's number; ``{"gone": True}`` is the last."""


class Child:
    """A search process; use as a context, which ends it.

    Parameters
    ----------
    number
        Which, in ``heard``.
    task
        What is solved.
    heard
        Receives what it says.
    """

    def __init__(self, number: int, task: Task, heard: Heard) -> None:
        self.number = number
        self._commands: queue.SimpleQueue[Task | Command | None] = queue.SimpleQueue()
        self._commands.put(task)
        self._process = start_process("router.solving.worker")
        self.pid = self._process.pid
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._threads = [
            threading.Thread(
                target=_write, args=(self._process.stdin, self._commands), daemon=True
            ),
            threading.Thread(target=_read, args=(self._process.stdout, heard, number), daemon=True),
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
        self._commands.put(None)
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was not yet written does not matter now
                pipe.close()

    def send(self, command: Command) -> None:
        """Give a command; it is carried out after those before it.

        Parameters
        ----------
        command
            What to do.
        """
        self._commands.put(command)


def start_process(module: str) -> subprocess.Popen[bytes]:
    """Start a process that runs one of our modules, with pipes.

    Parameters
    ----------
    module
        Its dotted name.

    Returns
    -------
    subprocess.Popen
        In a session of its own.
    """
    # -P: the working folder is no place to import from; a user's random.py would break us.
    command = [sys.executable, "-P", "-m", module]
    home = str(Path(router.__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, known)))}
    # One thread for each process: there is one process for each core.
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603 -- our own module, no shell
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


def _write(stdin: IO[bytes], commands: queue.SimpleQueue[Task | Command | None]) -> None:
    # Left open at the end: its end tells the child that the parent is gone.
    with contextlib.suppress(OSError):  # if the child died, the reader notices
        while (command := commands.get()) is not None:
            pickle.dump(command, stdin)
            stdin.flush()


def _read(stdout: IO[bytes], heard: Heard, number: int) -> None:
    for line in stdout:
        with contextlib.suppress(ValueError):  # cut off by its death
            heard.put((number, json.loads(line)))
    heard.put((number, {"gone": True}))
