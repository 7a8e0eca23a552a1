"""The tables of a journal in SQLite, and how entries are read from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from router.journal.chain import Entry

__all__ = ["APPLICATION", "FORMAT", "add", "connected", "entries", "identity_of", "make"]

APPLICATION = 0x724A6E6C  # "rJnl", in the header of the file
FORMAT = 1

_COLUMNS = "seq, recorded, kind, at, key, slot, payload, salt, digest, previous, hash"
_TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE journal (id TEXT NOT NULL) STRICT;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    recorded TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    key BLOB,
    slot BLOB,
    payload TEXT,
    salt BLOB,
    digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_key ON entry (key) WHERE key IS NOT NULL;
CREATE INDEX entry_slot ON entry (slot, seq) WHERE slot IS NOT NULL;
"""
_GUARDS = "".join(
    f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'a journal is only added to'); END;\n"
    for table in ("entry", "journal")
    for verb in ("UPDATE", "DELETE")
)


@contextmanager
def connected(path: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database of a journal while its lock is held, and close it again.

    Parameters
    ----------
    path
        Of the file.
    write
        Whether it may be changed: a write that was cut off is then undone first. Else the file is
        read as it stands, and nothing beside it is looked at.

    Yields
    ------
    Connection
        Without a transaction.
    """
    mode = "mode=rw" if write else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=30.0, isolation_level=None
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if write:
            # The file is complete after each commit, also after a power cut.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
        yield connection
    finally:
        connection.close()


def make(connection: sqlite3.Connection, journal: str) -> None:
    """Make the tables.

    Parameters
    ----------
    connection
        To an empty file.
    journal
        Identity of the journal.
    """
    connection.executescript(_TABLES)
    connection.execute("INSERT INTO journal VALUES (?)", (journal,))
    connection.executescript(_GUARDS)


def identity_of(connection: sqlite3.Connection) -> str:
    """Return the identity of a journal.

    Parameters
    ----------
    connection
        To it.

    Returns
    -------
    str
        Hexadecimal.

    Raises
    ------
    sqlite3.DatabaseError
        If the file is no journal, or of a later format.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    row = connection.execute("SELECT id FROM journal").fetchone()
    if application != APPLICATION or version != FORMAT or row is None:
        raise sqlite3.DatabaseError("not a journal of this format")
    return str(row[0])


def entries(connection: sqlite3.Connection, where: str = "", *values: object) -> Iterator[Entry]:
    """Read entries in their order.

    Parameters
    ----------
    connection
        To the journal.
    where
        A condition in SQL; empty for all.
    *values
        For its placeholders.

    Yields
    ------
    Entry
        One by one.
    """
    condition = f"WHERE {where} " if where else ""
    query = f"SELECT {_COLUMNS} FROM entry {condition}ORDER BY seq"  # noqa: S608 - no user text
    for row in connection.execute(query, values):
        yield Entry(**dict(zip(_COLUMNS.split(", "), row, strict=True)))


def add(connection: sqlite3.Connection, new: Sequence[Entry]) -> None:
    """Add entries.

    Parameters
    ----------
    connection
        In a transaction.
    new
        In order.
    """
    connection.executemany(
        f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        ([getattr(entry, name) for name in _COLUMNS.split(", ")] for entry in new),
    )
