"""The chain of a journal, followed entry by entry."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from router.journal import schema
from router.journal.chain import Entry, EntryKind, entry_hash, first_hash, payload_digest
from router.journal.identity import identity

__all__ = ["Chain", "Damage", "follow", "spans"]

BACKUP = "Put the journal and its seal back from a backup, and record later tables again."
_MOST = 20  # damages named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was written.

    Parameters
    ----------
    entry
        Number of the first entry that it is known to concern; None if that is not known.
    problem
        What was found.
    remedy
        What to do.
    """

    entry: int | None = None
    problem: str
    remedy: str = BACKUP

    def __str__(self) -> str:
        where = f"entry {self.entry}: " if self.entry is not None else ""
        return f"{where}{self.problem}. {self.remedy}"


@dataclass(slots=True)
class Chain:
    """What following the entries gives.

    Parameters
    ----------
    journal
        Identity of the journal.
    seq, head
        Number and hash of the last entry.
    hashes
        Of the entries, by number; under 0 what stands before the first.
    blanked
        Entries of which only digest and hash are kept.
    damages
        Everything that does not hold.
    """

    journal: str = ""
    seq: int = 0
    head: bytes = b""
    hashes: dict[int, bytes] = field(default_factory=dict)
    blanked: set[int] = field(default_factory=set)
    damages: list[Damage] = field(default_factory=list)

    def note(self, problem: str, entry: int | None = None) -> None:
        """Add a damage, unless there are many already.

        Parameters
        ----------
        problem, entry
            As in `Damage`.
        """
        if len(self.damages) < _MOST:
            self.damages.append(Damage(entry=entry, problem=problem))


def follow(path: Path) -> Chain:
    """Compute every hash of a journal anew.

    Parameters
    ----------
    path
        Of the journal; nothing beside it is looked at, and nothing is written.

    Returns
    -------
    Chain
        As far as the file can be read.
    """
    chain = Chain()
    try:
        with schema.connected(path) as connection:
            chain.journal = schema.identity_of(connection)
            chain.head = chain.hashes[0] = first_hash(chain.journal)
            purged: set[int] = set()
            for entry in schema.entries(connection):
                _check(entry, chain)
                if entry.kind == EntryKind.PURGE:
                    purged.update(_purged(entry))
            for seq in sorted(chain.blanked ^ purged):
                what = "is blank, and no purge says so" if seq in chain.blanked else "is not purged"
                chain.note(what, seq)
            _check_tables(connection, chain)
    except Exception as error:  # whatever SQLite and Python make of bytes that were changed
        where = f"after entry {chain.seq}" if chain.seq else "as a journal"
        chain.note(f"the file cannot be read {where} ({type(error).__name__})")
    return chain


def spans(numbers: Sequence[int]) -> list[list[int]]:
    """Return numbers as spans.

    Parameters
    ----------
    numbers
        In order.

    Returns
    -------
    list
        First and last of each run.
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _check(entry: Entry, chain: Chain) -> None:
    if entry.seq != chain.seq + 1:
        chain.note(f"is missing, up to entry {entry.seq - 1}", chain.seq + 1)
    elif entry.previous != chain.head:
        chain.note("does not follow the one before: removed, swapped or written anew", entry.seq)
    own = entry_hash(entry.previous, entry.seq, entry.recorded, entry.kind, entry.digest)
    if own != entry.hash:
        chain.note("its moment, kind, digest or hash was changed", entry.seq)
    if entry.payload is None:
        chain.blanked.add(entry.seq)
        if (entry.salt, entry.key, entry.slot, entry.at) != (None, None, None, ""):
            chain.note("is blanked in part", entry.seq)
    elif entry.salt is None or payload_digest(entry.salt, entry.payload) != entry.digest:
        chain.note("its payload or salt was changed", entry.seq)
    else:
        told = identity(entry.kind, json.loads(entry.payload))
        if (told.key, told.slot, told.at) != (entry.key, entry.slot, entry.at):
            chain.note("its key or time was changed", entry.seq)
    chain.seq, chain.head = entry.seq, entry.hash
    chain.hashes[entry.seq] = entry.hash


def _purged(entry: Entry) -> Iterator[int]:
    for first, last in json.loads(entry.payload or "{}")["entries"]:
        yield from range(max(1, first), min(last, entry.seq) + 1)


def _check_tables(connection: sqlite3.Connection, chain: Chain) -> None:
    """Compare the tables and their guards with those of a new journal; SQLite checks the rest."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.make(fresh, "")
        if connection.execute(query).fetchall() != fresh.execute(query).fetchall():
            chain.note("the tables, or the guards that forbid changes, are not those of a journal")
    finally:
        fresh.close()
    answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        chain.note("the pages of the file do not fit together")
