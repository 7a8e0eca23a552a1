"""Whether the kernel is compiled, and its compilation in a process of its own.

It takes two minutes or so, once for each version. A search that has less time goes on without
it; the compilation is not ended with the search, so that the next one finds it done.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

__all__ = ["LOCK", "MARK", "Compilation", "is_compiled", "is_locked"]

MARK = "compiled"
LOCK = "compiling"
STALE_S = 600.0  # after that a lock is what a killed process left


def is_compiled() -> bool:
    """Tell whether the compiled kernel is on disk.

    Returns
    -------
    bool
        For this version of the sources, of Python and of numba.
    """
    return (_folder() / MARK).exists()


class Compilation:
    """The compilation in the background; starts at once, unless another process is at it."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._process: Popen[bytes] | None = None
        if not is_locked():
            from router.solving.child import start_process

            with contextlib.suppress(OSError):  # no room for one more process
                self._process = start_process("router.solving.rehearsal")
                for pipe in (self._process.stdin, self._process.stdout):
                    if pipe is not None:
                        pipe.close()
                # It may outlive the search: somebody must ask for its end, or it stays a zombie.
                threading.Thread(target=self._process.wait, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether it has come to an end."""
        if self._process is None:
            return not is_locked()
        return self._process.poll() is not None

    def wait(self, until: float | None) -> bool:
        """Wait for the end.

        Parameters
        ----------
        until
            By ``time.monotonic``; None for ever.

        Returns
        -------
        bool
            Whether the kernel is compiled now.
        """
        while not self.done and (until is None or time.monotonic() < until):
            time.sleep(0.05)
        return self.done and is_compiled()


def _folder() -> Path:
    from router.solving.kernel.compiling import cache_folder

    return cache_folder()


def is_locked() -> bool:
    """Tell whether a process is compiling.

    Returns
    -------
    bool
        False for what a killed process left.
    """
    lock = _folder() / LOCK
    with contextlib.suppress(OSError, ValueError):
        young = time.time() - lock.stat().st_mtime < STALE_S
        return young and _lives(int(lock.read_text(encoding="ascii") or 0))
    return False


def _lives(pid: int) -> bool:
    """Tell whether a process may live; another user's folder or system may hide it."""
    if pid == 0 or os.name != "posix":  # it is about to write its number, or must not be asked
        return True
    try:
        os.kill(pid, 0)  # nothing is sent
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
