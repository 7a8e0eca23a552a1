"""The child process that searches: reads a task and commands from stdin, answers on stdout.

Started as ``python -m router.solving.worker``; not meant for people. Commands are pickles of our
own parent. Answers are JSON, one per line. OR-Tools holds the interpreter while it searches, which
is why this is a process of its own: the parent stays free to show progress and to stop it.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import queue
import signal
import sys
import threading
from typing import IO, Any

from router.solving.commands import Command, Task
from router.solving.session import Session

__all__ = ["main"]


def main() -> None:
    """Serve one task and exit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints is no answer
    if sys.platform == "linux":
        # The thread below must wait while OR-Tools holds the interpreter; the kernel does not.
        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by our parent
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, commands), daemon=True).start()

    def tell(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        session = Session(task, tell)
        while True:
            tell({"done": session.obey(commands.get())})
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
    except Exception as error:  # told to the parent by its kind only: texts may hold personal data
        tell({"failed": type(error).__name__})
        os._exit(1)


def _receive(stdin: IO[bytes], commands: queue.SimpleQueue[Command]) -> None:
    """Take in commands; end as soon as the other end is gone: no child outlives its parent."""
    try:
        while True:
            commands.put(pickle.load(stdin))  # noqa: S301 -- written by our parent
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(1)


if __name__ == "__main__":
    main()
