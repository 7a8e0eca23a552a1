"""Files of a region: digests, writing in one step, and extracts as PBF."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import osmium
import osmium.io
import osmium.osm

from router.regions.opening import open_extract

__all__ = ["digest", "to_pbf", "written_at_once"]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def written_at_once(path: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes the place of the file, or nothing does.

    Parameters
    ----------
    path
        The file that shall exist afterwards. Its folder is made if it is missing.

    Yields
    ------
    Path
        In the same folder and with the same suffixes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def to_pbf(extract: Path, out: Path) -> Path:
    """Convert an extract to PBF, which street routers want.

    Parameters
    ----------
    extract
        The extract, in any format that `read_extract` takes.
    out
        The PBF file to write; it is replaced.

    Returns
    -------
    Path
        ``out``, or ``extract`` itself if that is a PBF file already; then nothing is written.

    Raises
    ------
    RegionError
        If the extract is damaged; nothing is left behind.

    Notes
    -----
    Nodes come first, then ways, then relations, whatever the order was.
    """
    if extract.name.lower().endswith(".pbf"):
        return extract
    with written_at_once(out) as part:
        with open_extract(extract, osmium.osm.NOTHING) as reader:
            header = reader.header()
        file = osmium.io.File(str(part), "pbf")
        with osmium.SimpleWriter(file, header=header, overwrite=True) as writer:
            for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
                with open_extract(extract, kind) as reader:
                    osmium.apply(reader, writer)
    return out
