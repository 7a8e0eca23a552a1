"""Answers of online services, kept so that no call is made twice; one row per answer, at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import warnings
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from router.domain.places import Address, Coordinate, Datum, Grade, Place
from router.errors import DegradedWarning
from router.geocoding.normalise import fold

__all__ = ["GeocodeCache"]

WAIT_S = 30.0  # for another writer
TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    service TEXT NOT NULL, query TEXT NOT NULL, places TEXT NOT NULL, datum TEXT NOT NULL,
    asked TEXT NOT NULL, PRIMARY KEY (service, query)) WITHOUT ROWID
"""


class GeocodeCache:
    """A file of answers that online services gave.

    Parameters
    ----------
    path
        The SQLite file; it and its folder are made if need be, readable by the owner only.

    Warns
    -----
    DegradedWarning
        If the file is damaged: it is put aside under another name, and a new one begun.

    Notes
    -----
    A question is kept as a digest, an answer as places in WGS-84 with the datum that the service
    answered in, its name and the date. Options and keys are never stored. Every answer is on disk
    before the next question is asked.
    """

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        if not self._path.parent.is_dir():
            self._path.parent.mkdir(mode=0o700, parents=True)
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
            aside = self._put_aside()
            warnings.warn(
                f"the cache of geocoding answers was damaged; it was put aside as {aside.name} "
                "and a new one begun: services will be asked again",
                DegradedWarning,
                stacklevel=2,
            )
            self._connection = self._open()
        # Every answer is on disk already; who forgets to close the file loses nothing.
        self._close = weakref.finalize(self, self._connection.close)

    def _open(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.touch(mode=0o600)
        with contextlib.suppress(OSError):  # a file system without modes, or another's file
            self._path.chmod(0o600)
        connection = sqlite3.connect(self._path, timeout=WAIT_S, check_same_thread=False)
        try:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("integrity check failed")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(TABLE)
            connection.execute("SELECT service, query, places, datum, asked FROM answer LIMIT 1")
            connection.commit()
        except BaseException:
            connection.close()
            raise
        return connection

    def _put_aside(self) -> Path:
        """Rename a damaged file, and drop what belongs to it."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}-{os.getpid()}")
        self._path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        return aside

    def get(self, service: str, address: Address) -> tuple[Place, ...] | None:
        """Return what a service answered.

        Parameters
        ----------
        service
            Its name; an empty text means any, the latest answer first.
        address
            What was asked.

        Returns
        -------
        tuple of Place, or None
            Empty if the service does not know the address, None if it was not asked. The source
            of each place is ``cache:`` and the service.
        """
        row = self._connection.execute(
            "SELECT places, service FROM answer WHERE query = ? AND (service = ? OR ? = '') "
            "ORDER BY asked DESC, service LIMIT 1",
            (digest(address), service, service),
        ).fetchone()
        if row is None:
            return None
        return tuple(
            Place(
                coordinate=Coordinate(place["lat"], place["lon"]),
                grade=Grade(place["grade"]),
                score=place["score"],
                error_m=place["error_m"],
                matched=place["matched"],
                source=f"cache:{row[1]}",
                building=place["building"],
            )
            for place in json.loads(row[0])
        )

    def put(
        self,
        service: str,
        address: Address,
        places: Sequence[Place],
        *,
        datum: Datum = Datum.WGS84,
    ) -> None:
        """Keep an answer; it is on disk when this returns.

        Parameters
        ----------
        service
            Its name.
        address
            What was asked.
        places
            What it answered, in WGS-84; empty if it does not know the address.
        datum
            The datum that it answered in.
        """
        answer = [
            {
                "lat": place.coordinate.lat,
                "lon": place.coordinate.lon,
                "grade": place.grade.value,
                "score": place.score,
                "error_m": place.error_m,
                "matched": place.matched,
                "building": place.building,
            }
            for place in places
        ]
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
                (
                    service,
                    digest(address),
                    json.dumps(answer, ensure_ascii=False),
                    datum.value,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def purge(self, service: str = "") -> int:
        """Forget answers, so that nothing of them is left in the file.

        Parameters
        ----------
        service
            Whose; an empty text means all.

        Returns
        -------
        int
            How many answers were forgotten.
        """
        with self._connection:
            gone = self._connection.execute(
                "DELETE FROM answer WHERE service = ? OR ? = ''", (service, service)
            ).rowcount
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(gone)

    def close(self) -> None:
        """Close the file."""
        self._close()

    def __enter__(self) -> GeocodeCache:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM answer").fetchone()[0])


def digest(address: Address) -> str:
    """Return what stands for a question: case, width and blanks do not matter.

    Parameters
    ----------
    address
        The address.

    Returns
    -------
    str
        A hash of its text and columns.
    """
    fields = (address.text, address.city, address.district, address.postcode)
    plain = "\n".join(" ".join(fold(text).split()) for text in fields)
    return hashlib.sha256(plain.encode()).hexdigest()
