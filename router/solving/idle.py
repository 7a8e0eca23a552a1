"""Search processes that have done their work and wait for more: to start one takes a second."""

from __future__ import annotations

import atexit
import os
import queue
import sys
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from subprocess import Popen

from router.solving.child import Child, Surroundings, start_process
from router.solving.commands import Rest
from router.solving.cores import cores

__all__ = ["IDLE", "Idle"]

IDLE_S = 120.0  # without a task; then a process ends by itself
SOONER_S = 10.0  # before that it is not used again
LARGE = 400 << 20  # bytes; who has grown beyond is not worth keeping
REST_S = 0.5  # until it has forgotten its task; it may hang
WORKER = "router.solving.worker"
TESTING = "PYTEST_CURRENT_TEST"  # a variable that differs in each test, and means nothing here


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    child: Child
    since: float


class Idle:
    """The idle processes of this one, at most one for each core; any thread may ask.

    Notes
    -----
    Kept is only who has answered everything, rests, is not large, and was started as it would be
    started now. It ends by itself after two minutes, and with this process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._asked: queue.SimpleQueue[Future[Popen[bytes]]] | None = None
        self._known = False

    def child(self) -> Child:
        """Return a process without a task: one that waits, or a new one.

        Returns
        -------
        Child
            To be engaged, and then to be kept or ended.

        Raises
        ------
        OSError
            If there is none, and none can be started.
        """
        with self._lock:
            self._dismiss()
            if self._waiting:
                return self._waiting.pop().child
        surroundings = _surroundings()
        return Child(self._started(), surroundings)

    def tell(self, child: Child) -> None:
        """Tell a process to rest, before it is kept.

        Parameters
        ----------
        child
            That has done its work.
        """
        child.rest(Rest(LARGE, IDLE_S))

    def keep(self, child: Child) -> None:
        """Keep a process that was told to rest, if it is fit for more work; or end it.

        Parameters
        ----------
        child
            Not to be used any more.
        """
        kept = False
        try:
            if child.rested(REST_S):
                with self._lock:
                    self._waiting.append(_Waiting(child, time.monotonic()))
                    kept = True
                    self._register()
                    self._dismiss()
        finally:
            if not kept:
                child.end()

    def close(self) -> None:
        """End those that wait."""
        with self._lock:
            while self._waiting:
                self._waiting.pop().child.end()

    @property
    def pids(self) -> list[int]:
        """The numbers of those that wait."""
        with self._lock:
            return [waiting.child.pid for waiting in self._waiting]

    def _dismiss(self) -> None:
        """End who has died, waits too long, was started in other circumstances, or is too many."""
        surroundings = _surroundings()
        latest = time.monotonic() - (IDLE_S - SOONER_S)
        fit: list[_Waiting] = []
        for waiting in self._waiting:
            child = waiting.child
            if (
                child.alive
                and waiting.since > latest
                and child.surroundings == surroundings
                and len(fit) < cores()
            ):
                fit.append(waiting)
            else:
                child.end()
        self._waiting = fit

    def _started(self) -> Popen[bytes]:
        # On Linux a process ends with the thread that started it (see the worker), and may be of
        # use for longer than a thread that comes and goes.
        if threading.current_thread() is threading.main_thread():
            return start_process(WORKER)
        with self._lock:
            if self._asked is None:
                self._asked = queue.SimpleQueue()
                threading.Thread(target=_start_others, args=(self._asked,), daemon=True).start()
        started: Future[Popen[bytes]] = Future()
        self._asked.put(started)
        return started.result()

    def _register(self) -> None:
        if not self._known:
            self._known = True
            atexit.register(self.close)
            if hasattr(os, "register_at_fork"):
                os.register_at_fork(after_in_child=self._forked)

    def _forked(self) -> None:
        """Begin afresh in a fork, where no other thread is, and the processes are the parent's."""
        for waiting in self._waiting:
            waiting.child.disown()
        self._lock = threading.Lock()
        self._waiting = []
        self._asked = None


def _start_others(asked: queue.SimpleQueue[Future[Popen[bytes]]]) -> None:
    """Start processes for threads that may end before them."""
    while True:
        started = asked.get()
        try:
            started.set_result(start_process(WORKER))
        except OSError as error:
            started.set_exception(error)


def _surroundings() -> Surroundings:
    return sys.executable, {name: os.environ[name] for name in os.environ if name != TESTING}


IDLE = Idle()
"""Those of this process: there is one set of cores."""
