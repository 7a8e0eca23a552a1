"""A search process: give it a task and commands, listen to it, let it rest, or end it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import router
from router.solving.commands import Command, Rest, Task

__all__ = ["Answer", "Child", "Heard", "Surroundings", "start_process"]

Surroundings = tuple[str, Mapping[str, str]]
"""What decides how a process is started: the interpreter, and the environment's variables."""

Answer = dict[str, Any]
"""What a process says: ``plan`` (and ``by`` whom), ``done`` with results, or ``failed``."""

Heard = queue.SimpleQueue[tuple[int, Answer]]
"""Answers of all processes, each with the process's number; ``{"gone": True}`` is the last."""


class Child:
    """A search process: at work from ``engage`` until it has rested; then it may be engaged again.

    Parameters
    ----------
    process
        That runs `router.solving.worker`. Nobody else waits for it.
    surroundings
        In which it was started.

    Notes
    -----
    There are threads only while it is at work: who forks this process meanwhile copies none.
    """

    def __init__(self, process: subprocess.Popen[bytes], surroundings: Surroundings) -> None:
        self._process = process
        self.surroundings = surroundings
        self.pid = process.pid
        self._commands: queue.SimpleQueue[Task | Command | Rest | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._ear: _Ear | None = None
        self._asked = 0

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def engage(self, number: int, task: Task, heard: Heard) -> None:
        """Give it a new task, of which it says what it says.

        Parameters
        ----------
        number
            Which it is, in ``heard``.
        task
            What is solved.
        heard
            Receives what it says.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._commands = queue.SimpleQueue()
        self._commands.put(task)
        self._asked = 0
        self._ear = _Ear(heard, number)
        reader = threading.Thread(
            target=self._ear.listen, args=(self._process.stdout,), daemon=True
        )
        writer = threading.Thread(
            target=_write, args=(self._process.stdin, self._commands), daemon=True
        )
        self._threads = []
        for thread in (reader, writer):
            thread.start()
            self._threads.append(thread)

    def send(self, command: Command) -> None:
        """Give a command; it is carried out after those before it.

        Parameters
        ----------
        command
            What to do.
        """
        self._asked += 1
        self._commands.put(command)

    def rest(self, how: Rest) -> None:
        """Tell it to forget the task, and to wait for another.

        Parameters
        ----------
        how
            Within which bounds.
        """
        self._commands.put(how)
        self._commands.put(None)

    def rested(self, seconds: float) -> bool:
        """Wait until it rests.

        Parameters
        ----------
        seconds
            At most.

        Returns
        -------
        bool
            Whether everything that was asked was answered, all of it was heard, and nothing is
            remembered. If not, there is nothing to do but to end it.
        """
        assert self._ear is not None
        for thread in self._threads:
            thread.join(seconds)
            if thread.is_alive():
                return False
        return self._ear.rests and self._ear.answers == self._asked

    def end(self) -> None:
        """End it, whatever it does; all that it has said is heard before this returns."""
        self._process.kill()
        self._process.wait()
        self._commands.put(None)
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was not yet written does not matter now
                pipe.close()

    def disown(self) -> None:
        """Have nothing to do with it in a fork: it is our parent's, and ends with our parent."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert isinstance(pipe, io.BufferedReader | io.BufferedWriter)
            pipe.raw.close()  # nothing is flushed, and no lock taken that a thread may have held
        self._process.returncode = -signal.SIGKILL  # as if ended: it cannot be waited for


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


def _write(stdin: IO[bytes], commands: queue.SimpleQueue[Task | Command | Rest | None]) -> None:
    # Left open at the end: its end tells the child that the parent is gone.
    with contextlib.suppress(OSError):  # if the child died, the reader notices
        while (command := commands.get()) is not None:
            pickle.dump(command, stdin)
            stdin.flush()


class _Ear:
    """Hears a process out, until it rests or is gone."""

    def __init__(self, heard: Heard, number: int) -> None:
        self._heard = heard
        self._number = number
        self.answers = 0
        self.rests = False

    def listen(self, stdout: IO[bytes]) -> None:
        for line in stdout:
            with contextlib.suppress(ValueError):  # cut off by its death
                answer = json.loads(line)
                if "rests" in answer:
                    self.rests = True
                    return
                self.answers += "done" in answer
                self._heard.put((self._number, answer))
        self._heard.put((self._number, {"gone": True}))
