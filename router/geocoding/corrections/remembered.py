"""The memory of corrections in a region folder: who said what when; nothing is asked twice.

Unlike a cache this file cannot be made again: it is never dropped, and a damaged one stops the run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from router.errors import InputError, RegionError
from router.geocoding.corrections.entries import Correction, Corrections
from router.geocoding.corrections.history import RememberedCorrection, in_force

__all__ = ["CORRECTIONS_FILE", "CorrectionMemory", "TakenCorrections"]

CORRECTIONS_FILE = "corrections.sqlite"
VERSION = 1
WAIT_S = 30.0  # for another writer
TABLE = """
CREATE TABLE IF NOT EXISTS correction (
    number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL, case_id TEXT NOT NULL, lat REAL, lon REAL, who TEXT NOT NULL,
    said TEXT NOT NULL, note TEXT NOT NULL, verdict TEXT NOT NULL, taken TEXT NOT NULL,
    withdrawn TEXT NOT NULL DEFAULT '', withdrawn_by TEXT NOT NULL DEFAULT '')
"""
ALL = (
    "SELECT number, address, case_id, lat, lon, who, said, note, verdict, taken, withdrawn, "
    "withdrawn_by FROM correction"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCorrections:
    """What became of the rows of one file.

    Parameters
    ----------
    new
        Written into the memory.
    known
        In the memory already.
    older
        Of ``new``, those that do not count, since something later was said about the address.
    withdrawn
        Of ``known``, those that somebody has withdrawn; they are not taken again.
    """

    new: int = 0
    known: int = 0
    older: int = 0
    withdrawn: int = 0


class CorrectionMemory:
    """The corrections that were ever given for a region.

    Parameters
    ----------
    path
        The SQLite file. It is made, for its owner only, when the first correction is taken.

    Notes
    -----
    A file of corrections is taken whole or not at all, also when the process is killed. Two
    processes may write at the same time: one waits. Later words win: by their ``when`` where it
    is an ISO date or time (a date means its end, hours and minutes the end of the minute), else by
    when they were taken.
    """

    def __init__(self, path: Path) -> None:
        self._path = Path(path)

    def corrections(self) -> Corrections:
        """Return what counts now.

        Returns
        -------
        Corrections
            At most one per address and case; none if nothing was ever taken.

        Raises
        ------
        RegionError
            If the file is damaged; it is never dropped, since nobody could say all that again.
        """
        return Corrections(tuple(one.entry for one in self.history() if one.in_force))

    def history(self) -> tuple[RememberedCorrection, ...]:
        """Return all that was ever said.

        Returns
        -------
        tuple of RememberedCorrection
            In the order in which it was taken.

        Raises
        ------
        RegionError
            If the file is damaged.
        """
        if not self._path.exists():
            return ()
        with self._open() as connection:
            return in_force(connection.execute(ALL))

    def take(self, entries: Sequence[Correction]) -> TakenCorrections:
        """Remember corrections; they are on the disk when this returns.

        Parameters
        ----------
        entries
            As read. Those that are known, word for word, are not taken again.

        Returns
        -------
        TakenCorrections
            What became of them.

        Raises
        ------
        RegionError
            If the file is damaged, or cannot be written.
        """
        if not entries:
            return TakenCorrections()
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._open() as connection, _writing(connection):
            fresh: set[int] = set()
            known = withdrawn = 0
            for entry in entries:
                row = connection.execute(
                    "SELECT withdrawn FROM correction WHERE digest = ?", (_digest(entry),)
                ).fetchone()
                if row is not None:
                    known += 1
                    withdrawn += bool(row[0])
                    continue
                fresh.add(_insert(connection, entry, now))
            listed = in_force(connection.execute(ALL))
        older = sum(one.number in fresh and not one.in_force for one in listed)
        return TakenCorrections(new=len(fresh), known=known, older=older, withdrawn=withdrawn)

    def withdraw(self, numbers: Sequence[int], *, who: str = "", forget: bool = False) -> int:
        """Take corrections back: what was said before them about the address counts again.

        Parameters
        ----------
        numbers
            Of the corrections.
        who
            Who takes them back.
        forget
            Erase them from the file instead of noting that they were withdrawn.

        Returns
        -------
        int
            How many were in force or in the history.

        Raises
        ------
        InputError
            If one does not exist or is withdrawn already; then none is withdrawn.
        RegionError
            If the file is damaged, or cannot be written.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        there = {one.number: one for one in self.history()}
        unknown = [n for n in numbers if n not in there or (there[n].withdrawn and not forget)]
        if unknown:
            raise InputError(
                f"no correction {', '.join(map(str, unknown))} to withdraw; "
                "`router corrections list` shows their numbers"
            )
        with self._open() as connection:
            with _writing(connection):
                for number in set(numbers):
                    if forget:
                        connection.execute("DELETE FROM correction WHERE number = ?", (number,))
                    else:
                        connection.execute(
                            "UPDATE correction SET withdrawn = ?, withdrawn_by = ? "
                            "WHERE number = ?",
                            (now, who, number),
                        )
            if forget:
                connection.execute("VACUUM")
        return len(set(numbers))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._path.exists():
                self._path.touch(mode=0o600)
            with contextlib.suppress(OSError):  # a file system without modes, or another's file
                self._path.chmod(0o600)
            # One file and no companions, so that a folder that may only be read can be read.
            with contextlib.closing(
                sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
            ) as connection:
                _prepare(connection, self._path)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise RegionError(_trouble(self._path, error)) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the check of the file failed")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise RegionError(f"{path} was written by a newer router; use that one")
    if version < VERSION:
        with _writing(connection):
            connection.execute(TABLE)
            connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; nobody else writes between what is read here and what is written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _trouble(path: Path, error: Exception) -> str:
    text = str(error)
    if "locked" in text:
        return f"{path} is being written by another process for long; run again"
    if isinstance(error, OSError) or "readonly" in text or "unable to open" in text:
        return f"{path}: corrections cannot be remembered here ({text})"
    return (
        f"{path} is damaged ({text}). It holds what people said about addresses: put a copy of it "
        "back, or move it away and give your corrections files again"
    )


def _insert(connection: sqlite3.Connection, entry: Correction, now: str) -> int:
    point = entry.coordinate
    cursor = connection.execute(
        "INSERT INTO correction (digest, address, case_id, lat, lon, who, said, note, verdict, "
        "taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _digest(entry),
            entry.address,
            entry.case_id,
            point.lat if point else None,
            point.lon if point else None,
            entry.who,
            entry.when,
            entry.note,
            entry.verdict.value,
            now,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _digest(entry: Correction) -> str:
    """Equal for the same words of the same person at the same time about the same address."""
    point = entry.coordinate
    where = [f"{point.lat:.7f}", f"{point.lon:.7f}"] if point else []
    said = [*entry.key, entry.who, entry.when, entry.note, entry.verdict.value, *where]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
