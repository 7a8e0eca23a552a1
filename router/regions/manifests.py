"""Writes and reads the manifest of a region folder (``region.json``)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.domain.region import REGION_SCHEMA, RegionManifest, RegionPart
from router.errors import RegionError
from router.regions.files import written_at_once

__all__ = ["MANIFEST_FILE", "read_manifest", "write_manifest"]

MANIFEST_FILE = "region.json"
_BUILD = "Build it with `router region build EXTRACT --out {}`."
_LARGEST = 64 * 1024 * 1024  # bytes; a manifest of a country takes less than one megabyte


class _Part(TypedDict):
    digest: str
    builder: str
    files: list[str]
    seconds: float


class _Manifest(TypedDict):
    """The JSON form; coordinates are objects, dates RFC 3339."""

    schema: str
    name: str
    extent: dict[str, float]
    centre: dict[str, float]
    timezone: str
    counts: dict[str, int]
    cities: list[str]
    postcodes: list[str]
    parts: dict[str, _Part]
    modes: list[str]
    engines: list[str]
    extract: dict[str, str | None]
    licence: str
    attribution: str
    synthetic: bool
    answers: list[str]
    cannot: list[str]


def write_manifest(folder: Path, manifest: RegionManifest) -> Path:
    """Write the manifest of a region; the old one stays until the new one is complete.

    Parameters
    ----------
    folder
        The region's folder; it is made if it is missing.
    manifest
        What to write.

    Returns
    -------
    Path
        The file.
    """
    path = folder / MANIFEST_FILE
    text = json.dumps(_to_json(manifest), ensure_ascii=False, indent=2)
    with written_at_once(path) as part:
        part.write_text(text + "\n", encoding="utf-8")
    return path


def read_manifest(folder: Path) -> RegionManifest:
    """Read the manifest of a region and check that the files it names are there.

    Parameters
    ----------
    folder
        The region's folder.

    Returns
    -------
    RegionManifest
        As it was written.

    Raises
    ------
    RegionError
        If the folder is missing, is no region, was made by a newer router, is damaged, or lacks a
        file; the message says what to do.
    """
    build = _BUILD.format(folder)
    if not folder.exists():
        raise RegionError(f"There is no region folder {folder}. {build}")
    if not folder.is_dir():
        raise RegionError(f"{folder} is a file, not a region folder. {build}")
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise RegionError(f"{folder} is not a region: it has no {MANIFEST_FILE}. {build}")
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is far too large")
        loaded: object = json.loads(path.read_bytes())
        schema = loaded.get("schema") if isinstance(loaded, dict) else None
        _check_schema(schema, folder)
        manifest = _from_json(cast("_Manifest", loaded))
    except RegionError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise RegionError(f"{path} is damaged ({error}). {build}") from error
    for name, part in manifest.parts.items():
        missing = [file for file in part.files if not (folder / file).exists()]
        if missing:
            raise RegionError(
                f"The region {folder} lacks {missing[0]!r}, a file of its part {name!r}. {build}"
            )
    return manifest


def _check_schema(schema: object, folder: Path) -> None:
    if schema == REGION_SCHEMA:
        return
    family, _, ours = REGION_SCHEMA.partition("/")
    given = str(schema).partition("/")
    if given[0] == family and given[2].isdigit() and int(given[2]) > int(ours):
        raise RegionError(
            f"The region {folder} was built by a newer router (schema {schema}, this router reads "
            f"{REGION_SCHEMA}). Update router, or build the region again with this one."
        )
    raise RegionError(
        f"{folder} is not a region that this router reads: its schema is {str(schema)[:60]!r} and "
        f"not {REGION_SCHEMA!r}. {_BUILD.format(folder)}"
    )


def _to_json(manifest: RegionManifest) -> _Manifest:
    extent, centre, date = manifest.extent, manifest.centre, manifest.extract_date
    return {
        "schema": manifest.schema,
        "name": manifest.name,
        "extent": {
            "south": extent.south,
            "west": extent.west,
            "north": extent.north,
            "east": extent.east,
        },
        "centre": {"lat": centre.lat, "lon": centre.lon},
        "timezone": manifest.timezone,
        "counts": dict(manifest.counts),
        "cities": list(manifest.cities),
        "postcodes": list(manifest.postcodes),
        "parts": {
            name: {
                "digest": part.digest,
                "builder": part.builder,
                "files": list(part.files),
                "seconds": part.seconds,
            }
            for name, part in manifest.parts.items()
        },
        "modes": list(manifest.modes),
        "engines": list(manifest.engines),
        "extract": {
            "file": manifest.extract_file,
            "sha256": manifest.extract_sha256,
            "date": date.isoformat() if date else None,
        },
        "licence": manifest.licence,
        "attribution": manifest.attribution,
        "synthetic": manifest.synthetic,
        "answers": list(manifest.answers),
        "cannot": list(manifest.cannot),
    }


def _from_json(data: _Manifest) -> RegionManifest:
    date = data["extract"]["date"]
    return RegionManifest(
        schema=data["schema"],
        name=data["name"],
        extent=Extent(*(float(data["extent"][s]) for s in ("south", "west", "north", "east"))),
        centre=Coordinate(float(data["centre"]["lat"]), float(data["centre"]["lon"])),
        timezone=data["timezone"],
        counts={key: int(value) for key, value in data["counts"].items()},
        cities=tuple(data["cities"]),
        postcodes=tuple(data["postcodes"]),
        parts={
            name: RegionPart(
                digest=part["digest"],
                builder=part["builder"],
                files=tuple(part["files"]),
                seconds=float(part["seconds"]),
            )
            for name, part in data["parts"].items()
        },
        modes=tuple(data["modes"]),
        engines=tuple(data["engines"]),
        extract_file=str(data["extract"]["file"]),
        extract_sha256=str(data["extract"]["sha256"]),
        extract_date=datetime.fromisoformat(date) if date else None,
        licence=data["licence"],
        attribution=data["attribution"],
        synthetic=data["synthetic"] is True,
        answers=tuple(data["answers"]),
        cannot=tuple(data["cannot"]),
    )
