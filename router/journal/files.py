"""The files beside a journal: its lock, its seal, and the promise of a write that was begun.

::

    cases.journal            the entries (SQLite)
    cases.journal.seal       what the file was after the last write: head, count, size, SHA-256
    cases.journal.pending    only during a write: what the head will be
    cases.journal.lock       empty; whoever reads or writes holds it
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

from router.errors import InputError, JournalError

__all__ = [
    "Pending",
    "Seal",
    "beside",
    "file_digest",
    "locked",
    "read_pending",
    "read_seal",
    "remove",
    "write_note",
]

WAIT_S = 120.0  # for another reader or writer
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a journal was when it was last written.

    Parameters
    ----------
    journal
        Its identity, in hexadecimal.
    entries
        How many it has; the number of the last one.
    head
        Hash of the last entry, in hexadecimal.
    size
        Of the file in bytes.
    sha256
        Of the whole file, in hexadecimal.
    """

    journal: str
    entries: int
    head: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a write that was begun will have made of a journal.

    Parameters
    ----------
    journal
        Its identity, in hexadecimal.
    before
        Head of the journal when the write began; empty for a journal that is being made.
    entries, head
        Of the journal after the write.
    sha256
        Of the whole file that takes the journal's place; empty if entries are added to it instead.
    """

    journal: str
    before: str
    entries: int
    head: str
    sha256: str = ""


Note = TypeVar("Note", Seal, Pending)


def beside(path: Path, ending: str) -> Path:
    """Return the path of a file beside a journal.

    Parameters
    ----------
    path
        Of the journal.
    ending
        Such as ``seal``.

    Returns
    -------
    Path
        In the same folder.
    """
    return path.with_name(f"{path.name}.{ending}")


def file_digest(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file.

    Parameters
    ----------
    path
        Of the file.

    Returns
    -------
    tuple of int and str
        Bytes, and hexadecimal.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()


def read_seal(path: Path) -> Seal | None:
    """Read the seal of a journal.

    Parameters
    ----------
    path
        Of the journal.

    Returns
    -------
    Seal or None
        None if there is none.

    Raises
    ------
    ValueError
        If it is not, byte by byte, as it was written.
    """
    return _read(beside(path, "seal"), Seal)


def read_pending(path: Path) -> Pending | None:
    """Read what a write that was begun promises.

    Parameters
    ----------
    path
        Of the journal.

    Returns
    -------
    Pending or None
        None if the last write was finished.

    Raises
    ------
    ValueError
        If it is not, byte by byte, as it was written.
    """
    return _read(beside(path, "pending"), Pending)


def write_note(path: Path, note: Seal | Pending) -> None:
    """Write a seal or a promise beside a journal, whole or not at all.

    Parameters
    ----------
    path
        Of the journal.
    note
        Which.
    """
    target = beside(path, "seal" if isinstance(note, Seal) else "pending")
    handle, draft = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_text(asdict(note)))
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
    sync_folder(target.parent)


def remove(path: Path) -> None:
    """Remove a file that may be gone already, on the disk too.

    Parameters
    ----------
    path
        Of the file.
    """
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put renames on the disk; systems that cannot open a folder keep their own order.

    Parameters
    ----------
    folder
        Where files were renamed.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems cannot
            os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep everybody else away from a journal and its seal, as the two change one after the other.

    Parameters
    ----------
    path
        Of the journal. In a folder that cannot be written nothing changes: there is no lock.

    Raises
    ------
    JournalError
        If somebody else did not finish in time.
    InputError
        If the folder cannot be used.
    """
    lock_file = beside(path, "lock")
    try:
        if not lock_file.exists():
            lock_file.touch(mode=0o600)
    except OSError as error:
        if path.exists() and not os.access(path.parent, os.W_OK):
            yield
            return
        raise InputError(
            f"{path.parent}: {error.strerror or 'not writable'}; a journal needs a folder that "
            "can be written"
        ) from error
    # An empty database is a lock that works on every system, and ends with its process.
    lock = sqlite3.connect(lock_file, timeout=WAIT_S, isolation_level=None)
    try:
        _take(lock, lock_file, path)
        yield
    finally:
        lock.close()


def _take(lock: sqlite3.Connection, lock_file: Path, path: Path) -> None:
    try:
        lock.execute("PRAGMA journal_mode = MEMORY")  # a lock needs no space: the disk may be full
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:  # somebody's bytes
            raise JournalError(f"{lock_file} is not a lock; remove that file") from error
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise JournalError(
            f"{path} is in use by another run, which did not finish in {WAIT_S:.0f} s; try again"
        ) from error


def _read(path: Path, kind: type[Note]) -> Note | None:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        values = json.loads(text)
        note = kind(**{field.name: values[field.name] for field in fields(kind)})
        same = _text(asdict(note)) == text
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"{path.name} is damaged") from error
    if not same:
        raise ValueError(f"{path.name} was changed")
    return note


def _text(values: Mapping[str, object]) -> bytes:
    """Return the only bytes that say this: any other byte is a change."""
    check = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    return (json.dumps({**values, "check": check}, indent=1, sort_keys=True) + "\n").encode()
