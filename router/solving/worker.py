"""The child process that searches: reads a task and commands from stdin, answers on stdout.

Started as ``python -m router.solving.worker``; not meant for people. Commands are pickles of our
own parent. Answers are JSON, one per line. OR-Tools holds the interpreter while it searches, which
is why this is a process of its own: the parent stays free to show progress and to stop it. After a
task it waits for the next, with nothing of the last in mind: what it has loaded is of use again.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from router.solving.commands import Command, Rest, Task
from router.solving.session import Session

__all__ = ["main"]


def main() -> None:
    """Serve one task after the other, until there is none for long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints is no answer
    if sys.platform == "linux":
        # The thread below must wait while OR-Tools holds the interpreter; the kernel does not.
        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    commands: queue.SimpleQueue[Task | Command | Rest] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, commands), daemon=True).start()

    def tell(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        seconds = None
        while True:
            rest = _serve(commands, tell, seconds)
            gc.collect()
            gc.freeze()  # what is left are modules: the next time they need not be gone through
            if _resident() > rest.most_bytes:
                os._exit(0)
            tell({"rests": True})
            seconds = rest.seconds
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
    except Exception as error:  # told to the parent by its kind only: texts may hold personal data
        tell({"failed": type(error).__name__})
        os._exit(1)


def _serve(
    commands: queue.SimpleQueue[Task | Command | Rest],
    tell: Callable[[dict[str, Any]], None],
    seconds: float | None,
) -> Rest:
    """Wait for a task, so long at most; carry out its commands until the one to rest."""
    try:
        task = commands.get(timeout=seconds)
    except queue.Empty:
        os._exit(0)
    assert isinstance(task, Task)
    session = Session(task, tell)
    while not isinstance(command := commands.get(), Rest):
        assert not isinstance(command, Task)
        tell({"done": session.obey(command)})
    return command


def _resident() -> int:
    """Return the bytes of memory in use; 0 if the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _receive(stdin: IO[bytes], commands: queue.SimpleQueue[Task | Command | Rest]) -> None:
    """Take in commands; end as soon as the other end is gone: no child outlives its parent."""
    try:
        while True:
            commands.put(pickle.load(stdin))  # noqa: S301 -- written by our parent
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(1)


if __name__ == "__main__":
    main()
