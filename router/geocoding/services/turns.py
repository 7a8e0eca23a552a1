"""Turns between runs: of several processes one calls a service, and the others look again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["turn"]


@contextmanager
def turn(path: Path) -> Iterator[bool]:
    """Ask for a turn, and do not wait for it.

    Parameters
    ----------
    path
        A file for nothing else; it is made if need be, and stays.

    Yields
    ------
    bool
        Whether it is our turn, as long as the context lasts. The system ends the turn of a process
        that is killed.
    """
    if not path.exists():
        path.touch(mode=0o600)
    # An empty database is a lock that works on every system.
    lock = sqlite3.connect(path, timeout=0.0, isolation_level=None)
    try:
        ours = _locked(lock, path)
        yield ours
    finally:
        lock.close()


def _locked(lock: sqlite3.Connection, path: Path) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    except sqlite3.DatabaseError:  # somebody's bytes: it holds nothing, make it empty again
        path.write_bytes(b"")
        return False
    return True
