"""Answers of online services, kept so that no call is made twice; one row per answer, at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import warnings
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from router.domain.places import Address, Coordinate, Datum, Grade, Place
from router.errors import DegradedWarning, InputError
from router.geocoding.normalise import fold
from router.geocoding.services.turns import turn

__all__ = ["GeocodeCache", "Kept", "digest"]

WAIT_S = 30.0  # for another writer
TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    service TEXT NOT NULL, query TEXT NOT NULL, places TEXT NOT NULL, datum TEXT NOT NULL,
    asked TEXT NOT NULL, PRIMARY KEY (service, query)) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer with its date.

    Parameters
    ----------
    places
        Best first; empty if the service does not know the address.
    why
        What is doubtful about the first.
    asked
        When the service was asked.
    """

    places: tuple[Place, ...]
    why: str = ""
    asked: datetime

    @classmethod
    def now(cls, places: Sequence[Place], why: str) -> Kept:
        """Return an answer that has just come.

        Parameters
        ----------
        places, why
            As the fields.

        Returns
        -------
        Kept
            With the present moment.
        """
        return cls(places=tuple(places), why=why, asked=datetime.now(UTC))

    def age(self) -> timedelta:
        """Return how old the answer is.

        Returns
        -------
        timedelta
            Since it was asked.
        """
        return datetime.now(UTC) - self.asked

    def from_cache(self, service: str) -> Kept:
        """Return the same answer as one that is kept.

        Parameters
        ----------
        service
            Whose it is.

        Returns
        -------
        Kept
            Its places have ``cache:`` and the service for their source.
        """
        places = tuple(replace(place, source=f"cache:{service}") for place in self.places)
        return replace(self, places=places)


class GeocodeCache:
    """A file of answers that online services gave.

    Parameters
    ----------
    path
        The SQLite file; it and its folder are made if need be, readable by the owner only.

    Raises
    ------
    InputError
        If answers cannot be kept there, which is known before any service is asked.

    Warns
    -----
    DegradedWarning
        If the file is damaged: it is put aside under another name, and a new one begun.

    Notes
    -----
    A question is kept as a digest, an answer as places in WGS-84 with the datum that the service
    answered in, its level, its name and the date. Options and keys are never stored. Every answer,
    "not known" too, is on disk before the next question is asked. Nothing is written before a call:
    of a run that is killed, the one call in flight is asked again, since whether it was answered
    cannot be known, and an address must not stay without an answer for it; no answered call is
    repeated.
    """

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        with self._kept():
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
                    stacklevel=4,
                )
                self._connection = self._open()
        # Every answer is on disk already; who forgets to close the file loses nothing.
        self._close = weakref.finalize(self, self._connection.close)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Refuse to go on where answers cannot be kept: they would be paid for twice."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(
                f"answers of services cannot be kept in {self._path.parent}: {reason}; make the "
                "folder writable and check the free space"
            ) from error

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
        kept = self.answer(service, address)
        return None if kept is None else kept.places

    def answer(self, service: str, address: Address) -> Kept | None:
        """Return what a service answered, with the date.

        Parameters
        ----------
        service
            Its name; an empty text means any, the latest answer first.
        address
            What was asked.

        Returns
        -------
        Kept or None
            None if it was not asked. The source of each place is ``cache:`` and the service.
        """
        row = self._connection.execute(
            "SELECT places, service, asked FROM answer WHERE query = ? AND (service = ? OR ? = '') "
            "ORDER BY asked DESC, service LIMIT 1",
            (digest(address), service, service),
        ).fetchone()
        if row is None:
            return None
        try:
            return _read(*row)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            return None  # a damaged row is asked again, and written over

    def put(
        self,
        service: str,
        address: Address,
        places: Sequence[Place],
        *,
        datum: Datum = Datum.WGS84,
        doubts: Sequence[str] = (),
        levels: Sequence[str] = (),
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
        doubts
            What is doubtful about each place; may be shorter than the places.
        levels
            What the service itself says of the precision of each; may be shorter too.
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
                "doubt": doubt,
                "level": level,
            }
            for place, doubt, level in zip_longest(
                places, doubts[: len(places)], levels[: len(places)], fillvalue=""
            )
            if isinstance(place, Place)
        ]
        with self._kept(), self._connection:
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

    @contextmanager
    def turn(self, service: str) -> Iterator[bool]:
        """Ask for the turn to call a service: of several runs on one cache, one calls at a time.

        Parameters
        ----------
        service
            Its name.

        Yields
        ------
        bool
            Whether it is our turn, as long as the context lasts; False if another run has it. The
            system ends the turn of a run that is killed.
        """
        with self._kept(), turn(self._path.with_name(f"{self._path.name}.turn-{service}")) as ours:
            yield ours

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


def _read(answer: str, service: str, asked: str) -> Kept:
    """Read a row; what is not as it was written fails in one of many ways."""
    found = json.loads(answer)
    places = tuple(
        Place(
            coordinate=Coordinate(place["lat"], place["lon"]),
            grade=Grade(place["grade"]),
            score=place["score"],
            error_m=place["error_m"],
            matched=place["matched"],
            source=f"cache:{service}",
            building=place["building"],
        )
        for place in found
    )
    when = datetime.fromisoformat(asked)
    return Kept(
        places=places,
        why=found[0].get("doubt", "") if found else "",
        asked=when if when.tzinfo else when.replace(tzinfo=UTC),
    )
