"""Reads an OpenStreetMap extract into doors, named places and roads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import osmium
import osmium.filter
import osmium.index
import osmium.io
import osmium.osm

from router.domain.extract import Extent, Extract
from router.errors import RegionError
from router.regions.assembling import Assembler
from router.regions.collecting import NodeAndRelationCollector, WayCollector
from router.regions.locating import NodeLocations
from router.regions.tags import NODE_KEYS

__all__ = ["SUFFIXES", "open_extract", "read_extract"]

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
"""File names that are accepted as extracts."""

_Progress = Callable[[str, float], None]


def read_extract(path: Path, *, on_progress: _Progress | None = None) -> Extract:
    """Read an extract.

    Parameters
    ----------
    path
        An ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2`` file.
    on_progress
        Called with a text and the share that is done, 0 to 1.

    Returns
    -------
    Extract
        Doors and places in the order nodes, ways, relations, each by id; roads by id. The same
        file gives the same extract.

    Raises
    ------
    RegionError
        If the file is missing, has another suffix, is damaged, or holds neither roads nor doors;
        the message says what to do.

    Notes
    -----
    A way of which some nodes are missing (they lie outside of a clipped extract) becomes several
    roads with one ``way_id``. A relation of which some ways are missing keeps its name, at the
    middle of what is there.
    """
    tell = on_progress or (lambda _text, _share: None)
    path = Path(path)
    box, date, synthetic = _read_header(path)

    tell("nodes and relations", 0.0)
    locations = NodeLocations()
    first = NodeAndRelationCollector()
    nodes_with_keys = osmium.filter.KeyFilter(*NODE_KEYS)
    nodes_with_keys.enable_for(osmium.osm.NODE)
    with open_extract(path, osmium.osm.NODE | osmium.osm.RELATION) as reader:
        osmium.apply(reader, locations.handler, nodes_with_keys, first)

    tell("ways", 0.4)
    second = WayCollector({way for relation in first.relations.values() for way in relation.ways})
    with open_extract(path, osmium.osm.WAY) as reader:
        osmium.apply(reader, locations.handler, second)

    tell("geometry", 0.7)
    needed = [*(road.refs for road in second.roads.values()), *second.pieces.values()]
    needed += [area.refs for area in second.areas.values() if area.refs is not None]
    labels = [r.label for r in first.relations.values() if r.label is not None]
    with _damage_explained(path):
        coordinates = locations.look_up(needed, labels, path)

    tell("doors and places", 0.85)
    assembler = Assembler(coordinates, first, second, box)
    network, addresses = assembler.network(), assembler.addresses()
    if not network.roads and not addresses:
        raise RegionError(
            f"{path.name} holds neither roads nor house numbers. "
            "Take an extract of a town or a city, for instance from download.geofabrik.de."
        )
    extent = assembler.extent(network, addresses)
    stamps = [stamp for stamp in (first.newest, second.newest) if stamp is not None]
    extract = Extract(
        addresses=addresses,
        places=assembler.places(extent),
        network=network,
        extent=extent,
        date=date or max(stamps, default=None),
        synthetic=synthetic,
        skipped=dict(sorted(Counter(assembler.skipped).items())),
    )
    tell("read", 1.0)
    return extract


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
    with _damage_explained(path), osmium.io.Reader(_as_file(path), entities) as reader:
        yield reader


@contextmanager
def _damage_explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, ValueError, OSError, EOFError, UnicodeDecodeError) as error:
        if isinstance(error, RegionError):
            raise
        raise RegionError(
            f"{path.name} cannot be read as an OpenStreetMap extract; it is damaged, cut off or of "
            f"another format ({str(error)[:200]}). Download it again and compare its size or "
            "checksum with the source's."
        ) from error


def _as_file(path: Path) -> osmium.io.File:
    return osmium.io.File(str(path), _format_of(path))


def _format_of(path: Path) -> str:
    """Return osmium's name of the format, so that it never guesses (nor opens a URL)."""
    name = path.name.lower()
    if name.endswith(".pbf"):
        return "pbf"
    return "osm" + (name.rsplit(".osm", 1)[1] if ".osm" in name else "")


def _read_header(path: Path) -> tuple[Extent | None, datetime | None, bool]:
    """Check the file and return its box, its date and whether it was generated."""
    if not path.exists():
        raise RegionError(f"There is no file {path}. Check the path of the extract.")
    if path.is_dir():
        raise RegionError(f"{path} is a folder. Name the extract itself, such as city.osm.pbf.")
    if not path.name.lower().endswith(SUFFIXES):
        raise RegionError(
            f"{path.name} is not the name of an extract; it ends in one of "
            f"{', '.join(SUFFIXES)}. Rename it or convert it with `osmium cat`."
        )
    if path.stat().st_size == 0:
        raise RegionError(f"{path.name} is empty. Download it again.")
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
    return box, _as_date(stamp), synthetic


def _as_date(stamp: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
