"""The tables of the address index, and the one place that opens and closes the file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from router.errors import RegionError

__all__ = ["VERSION", "open_index", "written_index"]

VERSION = "5"
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- A name that streets or addr:place bear; its keys are in name_key.
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL, core TEXT NOT NULL,
    plain TEXT NOT NULL, directions TEXT NOT NULL);
CREATE TABLE name_key (key TEXT NOT NULL, name INTEGER NOT NULL, other INTEGER NOT NULL,
    PRIMARY KEY (key, name)) WITHOUT ROWID;
-- Chinese names: as they are (kind 1 of streets, 2 of compounds, 3 of both) and without their type
-- (kind 0), with one character left out, as they sound, and pair by pair.
CREATE TABLE han_key (key TEXT NOT NULL, name INTEGER NOT NULL, kind INTEGER NOT NULL,
    PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE han_gap (key TEXT NOT NULL, name INTEGER NOT NULL, whole TEXT NOT NULL,
    PRIMARY KEY (key, name, whole)) WITHOUT ROWID;
CREATE TABLE han_sound (key TEXT NOT NULL, name INTEGER NOT NULL, whole TEXT NOT NULL,
    PRIMARY KEY (key, name, whole)) WITHOUT ROWID;
CREATE TABLE han_pair (key TEXT NOT NULL, name INTEGER NOT NULL,
    PRIMARY KEY (key, name)) WITHOUT ROWID;
-- The words of all names, without the types that they end with.
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
-- A street: the pieces of one name that lie near each other. If area is 1 a Chinese compound, if 2
-- a building with a name. Its sides are told by parity if two_sided is 1.
CREATE TABLE street (id INTEGER PRIMARY KEY, name INTEGER NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, reach_m REAL NOT NULL, doors INTEGER NOT NULL, lowest INTEGER NOT NULL,
    highest INTEGER NOT NULL, town INTEGER NOT NULL, shape BLOB NOT NULL,
    city INTEGER NOT NULL, district INTEGER NOT NULL, area INTEGER NOT NULL,
    two_sided INTEGER NOT NULL);
CREATE INDEX street_by_name ON street (name);
-- One row per number that a door has: "12;14" is two rows of one door.
CREATE TABLE door (id INTEGER NOT NULL, name INTEGER NOT NULL, low INTEGER NOT NULL,
    high INTEGER NOT NULL, label TEXT NOT NULL, street INTEGER NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, city INTEGER NOT NULL, district INTEGER NOT NULL, postcode INTEGER NOT NULL,
    town INTEGER NOT NULL, square INTEGER NOT NULL);
-- Towns, districts, postcodes; other holds further names, cells the squares of their doors.
CREATE TABLE locality (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, reach_m REAL NOT NULL, other TEXT NOT NULL,
    cells TEXT NOT NULL);
-- Outlines of Chinese cities and districts.
CREATE TABLE outline (locality INTEGER NOT NULL, ring BLOB NOT NULL);
-- Named buildings and compounds.
CREATE TABLE place (key TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, radius_m REAL NOT NULL, town INTEGER NOT NULL);
"""
LATE_INDICES = """
CREATE INDEX door_by_number ON door (name, low);
CREATE INDEX door_by_label ON door (name, label);
CREATE INDEX door_by_street ON door (street, low);
CREATE INDEX door_by_square ON door (square);
CREATE INDEX place_by_key ON place (key);
"""


@contextmanager
def written_index(path: Path) -> Iterator[sqlite3.Connection]:
    """Write an index beside its final name and move it there when it is complete.

    Parameters
    ----------
    path
        The final file; an older one is replaced.

    Yields
    ------
    sqlite3.Connection
        To empty tables.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        yield connection
        connection.executescript(LATE_INDICES)
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    except sqlite3.OperationalError as error:  # SQLite's word for a full disk
        raise OSError(f"the address index cannot be written: {error}") from error
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)


def open_index(path: Path) -> sqlite3.Connection:
    """Open an index for reading.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    sqlite3.Connection
        Read-only; may be used from several threads.

    Raises
    ------
    RegionError
        If the file is missing, damaged, or of another version; build the region again.
    """
    remedy = "build the region again with `router region build`"
    if not path.is_file():
        raise RegionError(f"there is no address index {path.name}: {remedy}")
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RegionError(f"the address index {path.name} is damaged: {remedy}") from error
    if found is None or found[0] != VERSION:
        connection.close()
        raise RegionError(f"the address index {path.name} is of another version: {remedy}")
    return connection
