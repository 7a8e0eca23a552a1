"""Files that take a journal's place: a new, empty one, and one that was purged."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import replace
from pathlib import Path

from router.journal import files, schema
from router.journal.chain import first_hash
from router.journal.settling import NEW

__all__ = ["finish", "fresh_file", "make_journal", "take_place"]


def make_journal(path: Path) -> None:
    """Make an empty journal if there is none; its lock is held.

    Parameters
    ----------
    path
        Of the journal.

    Raises
    ------
    JournalError
        If there was one: its seal is there and it is not.
    """
    pending = _pending_making(path)
    if path.exists() or (files.beside(path, "seal").exists() and pending is None):
        return
    journal = secrets.token_hex(16)
    new = fresh_file(path)
    with schema.connected(new, write=True) as connection:
        schema.make(connection, journal)
    take_place(path, files.Pending(journal=journal, before="", entries=0, head=_first(journal)))


def _pending_making(path: Path) -> files.Pending | None:
    with contextlib.suppress(ValueError):  # the next step names it
        pending = files.read_pending(path)
        return pending if pending is not None and not pending.before else None
    return None


def _first(journal: str) -> str:
    return first_hash(journal).hex()


def fresh_file(path: Path) -> Path:
    """Return an empty file that may take a journal's place.

    Parameters
    ----------
    path
        Of the journal.

    Returns
    -------
    Path
        Readable by its owner only.
    """
    new = files.beside(path, NEW)
    files.remove(new)
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return new


def take_place(path: Path, promise: files.Pending) -> None:
    """Let the new file take the journal's place; its lock is held.

    Parameters
    ----------
    path
        Of the journal.
    promise
        What the new file is, without its digest.
    """
    new = files.beside(path, NEW)
    size, sha256 = files.file_digest(new)
    files.write_note(path, replace(promise, sha256=sha256))
    new.replace(path)
    files.sync_folder(path.parent)
    finish(path, promise, size=size, sha256=sha256)


def finish(path: Path, promise: files.Pending, *, size: int, sha256: str) -> None:
    """Seal what a write has made; its lock is held.

    Parameters
    ----------
    path
        Of the journal.
    promise
        What it was to be.
    size, sha256
        Of the file as it is.
    """
    seal = files.Seal(
        journal=promise.journal,
        entries=promise.entries,
        head=promise.head,
        size=size,
        sha256=sha256,
    )
    files.write_note(path, seal)
    files.remove(files.beside(path, "pending"))
