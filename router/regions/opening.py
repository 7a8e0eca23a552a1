"""Opens extracts; every way in which a file can be wrong becomes one RegionError with a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import osmium.io
import osmium.osm

from router.domain.extract import Extent
from router.errors import RegionError
from router.regions.pbf import check_blocks

__all__ = ["SUFFIXES", "ExtractHeader", "damage_explained", "open_extract", "read_header"]

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
"""File names that are accepted as extracts."""


@dataclass(frozen=True, slots=True)
class ExtractHeader:
    """What the head of a file says.

    Parameters
    ----------
    box
        The area it was cut to, or None.
    date
        Of the data, or None.
    synthetic
        True if its generator calls itself synthetic.
    """

    box: Extent | None
    date: datetime | None
    synthetic: bool


@contextmanager
def open_extract(path: Path, entities: osmium.osm.osm_entity_bits) -> Iterator[osmium.io.Reader]:
    """Open an extract for one pass; whatever fails inside becomes a RegionError.

    Parameters
    ----------
    path
        The file.
    entities
        Which kinds of objects to read.

    Yields
    ------
    osmium.io.Reader
        Closed afterwards.
    """
    # The format is said, never guessed: osmium would take some names for URLs or commands.
    name = path.name.lower()
    form = "pbf" if name.endswith(".pbf") else name[name.rindex(".osm") + 1 :]
    file = osmium.io.File(str(path), form)
    with damage_explained(path), osmium.io.Reader(file, entities) as reader:
        yield reader


@contextmanager
def damage_explained(path: Path) -> Iterator[None]:
    """Turn the errors of osmium inside into a RegionError about this file.

    Parameters
    ----------
    path
        The file that is read inside.

    Yields
    ------
    None
        Nothing.
    """
    try:
        yield
    except RegionError:
        raise
    except (RuntimeError, ValueError, OSError, EOFError, OverflowError) as error:
        raise RegionError(
            f"{path.name} cannot be read as an OpenStreetMap extract; it is damaged, cut off or of "
            f"another format ({str(error)[:200]}). Download it again and compare its size or "
            "checksum with the source's."
        ) from error


def read_header(path: Path) -> ExtractHeader:
    """Check that a file may be an extract, and read its head.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    ExtractHeader
        Its box, date and whether it was generated.

    Raises
    ------
    RegionError
        If the file is missing, empty, of another kind, or cut off; the message says what to do.
    """
    if not path.exists():
        raise RegionError(f"There is no file {path}. Check the path of the extract.")
    if path.is_dir():
        raise RegionError(f"{path} is a folder. Name the extract itself, such as city.osm.pbf.")
    if not path.name.lower().endswith(SUFFIXES):
        raise RegionError(
            f"{path.name} is not the name of an extract; it ends in one of {', '.join(SUFFIXES)}. "
            "Rename it, or convert it with `osmium cat`."
        )
    if path.stat().st_size == 0:
        raise RegionError(f"{path.name} is empty. Download it again.")
    if path.name.lower().endswith(".pbf"):
        with damage_explained(path):
            check_blocks(path)
    with open_extract(path, osmium.osm.NOTHING) as reader:
        header = reader.header()
        if header.has_multiple_object_versions:
            raise RegionError(
                f"{path.name} holds the history of its objects or a change file. "
                "Take a plain extract, or make one with `osmium time-filter`."
            )
        stamp = header.get("osmosis_replication_timestamp", "") or header.get("timestamp", "")
        synthetic = "synthetic" in header.get("generator", "").lower()
        corners = header.box()
        box = None
        if corners.valid():
            low, high = corners.bottom_left, corners.top_right
            box = Extent(low.lat, low.lon, high.lat, high.lon)
    return ExtractHeader(box, _as_date(stamp), synthetic)


def _as_date(stamp: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
