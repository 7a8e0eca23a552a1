"""The streets to draw under a plan: simplified, packed into one file, quick to read.

All points stand in one array of int32 (1e-6 degree, about 0.1 m), each line as its first point and
the steps from there, which compress well.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent, Extract, Road
from router.errors import RegionError
from router.regions.describing import attribution_of
from router.regions.files import written_at_once
from router.regions.shapes import simplify

__all__ = ["BASEMAP_FILE", "read_basemap", "write_basemap"]

BASEMAP_FILE = "basemap.npz"
_TOLERANCE_M = 2.5
_SCALE = 1_000_000
_KINDS = ("major", "street", "path")
_MAJOR = frozenset({"motorway", "trunk", "primary", "secondary"})
_PATHS = frozenset({"footway", "path", "steps", "cycleway", "bridleway", "track", "corridor"})


def write_basemap(extract: Extract, folder: Path) -> Path:
    """Write the streets of an extract for drawing.

    Parameters
    ----------
    extract
        As read; ferries are left out.
    folder
        The region's folder.

    Returns
    -------
    Path
        The file.
    """
    network = extract.network
    lines: list[NDArray[np.int32]] = []
    kinds: list[int] = []
    names: dict[str, int] = {"": 0}
    name_of: list[int] = []
    for road in network.roads:
        if "highway" not in road.tags:
            continue
        points = np.column_stack([network.lat[road.nodes], network.lon[road.nodes]])
        whole = np.rint(simplify(points, _TOLERANCE_M) * _SCALE).astype(np.int32)
        lines.append(np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int32)))
        kinds.append(_KINDS.index(_kind(road)))
        name_of.append(names.setdefault(road.name, len(names)))
    licence, attribution = attribution_of(extract)
    box = extract.extent
    about = {
        "extent": [box.south, box.west, box.north, box.east],
        "attribution": attribution,
        "licence": licence,
        "synthetic": extract.synthetic,
        "names": list(names),
    }
    path = folder / BASEMAP_FILE
    with written_at_once(path) as part, part.open("wb") as file:
        np.savez_compressed(
            file,
            steps=np.concatenate(lines) if lines else np.empty((0, 2), dtype=np.int32),
            sizes=np.array([len(line) for line in lines], dtype=np.int32),
            kinds=np.array(kinds, dtype=np.uint8),
            names=np.array(name_of, dtype=np.int32),
            about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        )
    return path


def read_basemap(folder: Path) -> BaseMap:
    """Read the streets of a region for drawing.

    Parameters
    ----------
    folder
        The region's folder.

    Returns
    -------
    BaseMap
        One line per road, in the order of the extract.

    Raises
    ------
    RegionError
        If the file is missing or damaged; build the region again.
    """
    path = folder / BASEMAP_FILE
    build = f"Build the region again with `router region build EXTRACT --out {folder}`."
    if not path.is_file():
        raise RegionError(f"The region {folder} has no {BASEMAP_FILE}. {build}")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            about = json.loads(stored["about"].tobytes())
            steps = stored["steps"].astype(np.int64)
            ends = np.cumsum(stored["sizes"], dtype=np.int64)
            kinds, name_of = stored["kinds"].tolist(), stored["names"].tolist()
        lines = []
        running = np.cumsum(steps, axis=0)
        for number, end in enumerate(ends.tolist()):
            start = int(ends[number - 1]) if number else 0
            before = running[start - 1] if start else 0  # each line begins anew
            points = ((running[start:end] - before) / _SCALE).astype(np.float32)
            name = about["names"][name_of[number]]
            lines.append(StreetLine(kind=_KINDS[kinds[number]], name=name, points=points))
        return BaseMap(
            lines=tuple(lines),
            extent=Extent(*(float(side) for side in about["extent"])),
            attribution=str(about["attribution"]),
            synthetic=bool(about["synthetic"]),
        )
    except (ValueError, KeyError, IndexError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise RegionError(f"{path} is damaged ({error}). {build}") from error


def _kind(road: Road) -> str:
    highway = road.tags["highway"].removesuffix("_link")
    if highway in _MAJOR:
        return "major"
    return "path" if highway in _PATHS else "street"
