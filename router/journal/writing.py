"""Making a journal, and adding entries to it, so that a kill at any moment loses nothing."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from router.errors import InputError, JournalError
from router.journal import files, schema
from router.journal.chain import (
    PERSONAL,
    Entry,
    EntryKind,
    entry_hash,
    payload_digest,
)
from router.journal.codec import canonical
from router.journal.identity import Identity, identity
from router.journal.replacing import finish
from router.journal.retention import lasting
from router.journal.settling import settled

__all__ = ["Draft", "Taken", "append", "chained", "read", "translated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an entry is to tell.

    Parameters
    ----------
    kind
        Of the entry.
    payload
        As JSON types.
    """

    kind: EntryKind
    payload: dict[str, Any]

    def __repr__(self) -> str:
        return f"<Draft: {self.kind}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of drafts.

    Parameters
    ----------
    new
        Entries that were added.
    corrected
        How many of those correct an earlier entry.
    known
        Drafts that the journal had already.
    outdated
        How many of those were corrected since, and stay so.
    expired
        Drafts so old that the journal was purged of their like: they are not taken again. Of holds
        that only a named person ends the bare fact is, so that nobody is forgotten.
    """

    new: int = 0
    corrected: int = 0
    known: int = 0
    outdated: int = 0
    expired: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            new=self.new + other.new,
            corrected=self.corrected + other.corrected,
            known=self.known + other.known,
            outdated=self.outdated + other.outdated,
            expired=self.expired + other.expired,
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of the system and of SQLite into ones that say what to do.

    Parameters
    ----------
    path
        Of the journal.

    Raises
    ------
    InputError
        If the files cannot be read or written.
    JournalError
        If SQLite cannot use them.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(
            f"{path} cannot be used ({type(error).__name__}); check the free space and "
            "`router journal verify`"
        ) from error
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror or type(error).__name__}; a journal needs a folder that can "
            "be written, with free space"
        ) from error


def append(path: Path, drafts: Sequence[Draft]) -> Taken:
    """Add what the journal does not have yet, all at once.

    Parameters
    ----------
    path
        Of the journal.
    drafts
        In order.

    Returns
    -------
    Taken
        What became of them.

    Raises
    ------
    JournalError
        If the journal does not hold, or is in use for too long.
    """
    with translated(path), files.locked(path):
        seal = settled(path, write=True)
        with schema.connected(path, write=True) as connection:
            connection.execute("BEGIN IMMEDIATE")
            new, taken = _new_entries(connection, drafts, seal)
            if not new:
                connection.execute("ROLLBACK")
                return taken
            promise = files.Pending(
                journal=seal.journal,
                before=seal.head,
                entries=new[-1].seq,
                head=new[-1].hash.hex(),
            )
            files.write_note(path, promise)
            schema.add(connection, new)
            connection.execute("COMMIT")
        size, sha256 = files.file_digest(path)
        finish(path, promise, size=size, sha256=sha256)
    return taken


def read(path: Path, use: Callable[[sqlite3.Connection], Any]) -> Any:
    """Read from a journal that holds.

    Parameters
    ----------
    path
        Of the journal.
    use
        Takes the connection; must finish with it.

    Returns
    -------
    object
        What it returns.

    Raises
    ------
    JournalError
        If the journal does not hold, or is in use for too long.
    """
    with translated(path), files.locked(path):
        settled(path, write=False)
        with schema.connected(path) as connection:
            return use(connection)


def chained(
    drafts: Sequence[tuple[Draft, Identity]], *, seq: int, head: bytes, recorded: str
) -> list[Entry]:
    """Make entries of drafts.

    Parameters
    ----------
    drafts
        With their identities, in order.
    seq, head
        Number and hash of the entry before.
    recorded
        The moment of writing.

    Returns
    -------
    list of Entry
        Each follows the one before.
    """
    made: list[Entry] = []
    for draft, told in drafts:
        seq += 1
        payload, salt = canonical(draft.payload), secrets.token_bytes(16)
        digest = payload_digest(salt, payload)
        own = entry_hash(head, seq, recorded, draft.kind, digest)
        made.append(
            Entry(
                seq=seq,
                recorded=recorded,
                kind=draft.kind.value,
                at=told.at,
                key=told.key,
                slot=told.slot,
                payload=payload,
                salt=salt,
                digest=digest,
                previous=head,
                hash=own,
            )
        )
        head = own
    return made


def _new_entries(
    connection: sqlite3.Connection, drafts: Sequence[Draft], seal: files.Seal
) -> tuple[list[Entry], Taken]:
    """Leave out what is known, and say what the others correct."""
    wanted: list[tuple[Draft, Identity]] = []
    keys: set[bytes] = set()
    slots: set[bytes] = set()
    corrected = known = outdated = expired = 0
    limit = _purged_before(connection)
    for draft in drafts:
        told = identity(draft.kind, draft.payload)
        if draft.kind in PERSONAL and told.at < limit:
            fact = lasting(draft.kind, draft.payload)
            if fact is None:
                expired += 1
                continue
            draft = replace(draft, payload=fact)
            told = identity(draft.kind, fact)
        last = connection.execute(
            "SELECT key FROM entry WHERE slot = ? ORDER BY seq DESC LIMIT 1", (told.slot,)
        ).fetchone()
        if told.key in keys or _has(connection, told.key):
            known += 1
            outdated += told.slot in slots or (last is not None and last[0] != told.key)
            continue
        corrected += told.slot in slots or last is not None
        keys.add(told.key)
        slots.add(told.slot)
        wanted.append((draft, told))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    head = bytes.fromhex(seal.head)
    entries = chained(wanted, seq=seal.entries, head=head, recorded=now)
    taken = Taken(
        new=len(entries), corrected=corrected, known=known, outdated=outdated, expired=expired
    )
    return entries, taken


def _has(connection: sqlite3.Connection, key: bytes) -> bool:
    return connection.execute("SELECT 1 FROM entry WHERE key = ?", (key,)).fetchone() is not None


def _purged_before(connection: sqlite3.Connection) -> str:
    """Return the moment before which entries were purged, or nothing."""
    purges = schema.entries(connection, "kind = ?", EntryKind.PURGE.value)
    return max((json.loads(one.payload or "{}")["before"] for one in purges), default="")
