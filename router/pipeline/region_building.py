"""Build region folders: each part anew only if what it was built from has changed."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from router.domain.agents import TravelMode
from router.domain.extract import Extract
from router.domain.region import RegionManifest, RegionPart
from router.errors import DegradedWarning, RegionError
from router.geocoding import INDEX_VERSION, build_index
from router.pipeline.progress import Say, silent
from router.pipeline.region import INDEX_FILE, check_zone
from router.regions import (
    BASEMAP_FILE,
    describe,
    digest,
    read_extract,
    read_manifest,
    to_pbf,
    write_basemap,
    write_manifest,
)
from router.travel import (
    GRAPH_VERSION,
    build_network,
    build_osrm,
    osrm_available,
    osrm_version,
)

__all__ = ["build_region"]


def build_region(
    extract: str | Path,
    out: str | Path,
    *,
    timezone: str | None = None,
    on_progress: Say = silent,
) -> RegionManifest:
    """Turn an OpenStreetMap extract into a region folder.

    Parameters
    ----------
    extract
        ``.osm.pbf``, ``.osm``, ``.osm.gz`` or ``.osm.bz2``.
    out
        The folder; made if it does not exist. What is there and was built from the same extract by
        the same version is kept.
    timezone
        Zone of the doors; found from the extract's place if None.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    RegionManifest
        What was built, and what it can and cannot answer.

    Raises
    ------
    RegionError
        If the extract cannot be read, or the time zone is not known.
    """
    source, folder = Path(extract), Path(out)
    if timezone is not None:
        check_zone(timezone)
    if not source.is_file():
        raise RegionError(f"{source}: no such file; give an .osm.pbf, .osm, .osm.gz or .osm.bz2")
    try:
        return _build(source, folder, timezone, on_progress)
    except OSError as error:
        raise RegionError(
            f"{folder}: the region cannot be written ({error.strerror or type(error).__name__}); "
            "make room or choose another folder"
        ) from error


def _build(source: Path, folder: Path, timezone: str | None, on_progress: Say) -> RegionManifest:
    key = digest(source)
    old = _old_manifest(folder)
    builds = _builds(source, folder)
    kept = {
        build.name: old.parts[build.name]
        for build in builds
        if old is not None and build.is_current(key, old, folder)
    }
    if old is not None and len(kept) == len(builds):
        on_progress("extract", 1.0, "unchanged, nothing to build")
        if timezone is None or timezone == old.timezone:
            return old
        manifest = replace(old, timezone=timezone)
        write_manifest(folder, manifest)
        return manifest

    on_progress("extract", 0.0, source.name)
    content = read_extract(
        source, on_progress=lambda note, done: on_progress("extract", min(done, 0.99), note)
    )
    on_progress("extract", 1.0, f"{len(content.addresses):,} doors")
    folder.mkdir(parents=True, exist_ok=True)
    parts = {}
    for build in builds:
        try:
            parts[build.name] = kept.get(build.name) or build.run(content, key, folder, on_progress)
        except RegionError as error:
            if build.name != "osrm":
                raise
            on_progress(build.title, 1.0, "not built")
            warnings.warn(
                f"OSRM cannot use this extract, the own street graph will be used: {error}",
                DegradedWarning,
                stacklevel=2,
            )
    manifest = describe(
        content,
        source,
        parts=parts,
        modes=tuple(TravelMode),
        engines=("osrm", "streets") if "osrm" in parts else ("streets",),
    )
    if timezone is not None:
        manifest = replace(manifest, timezone=timezone)
    write_manifest(folder, manifest)
    return manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Build:
    """One part of a region folder: how it is built, and when it is still good."""

    name: str
    title: str
    builder: str
    patterns: tuple[str, ...]
    make: Callable[[Extract, Callable[[str, float], None]], object]

    def is_current(self, key: str, old: RegionManifest, folder: Path) -> bool:
        part = old.parts.get(self.name)
        return (
            part is not None
            and (part.digest, part.builder) == (key, self.builder)
            and all((folder / file).is_file() for file in part.files)
        )

    def run(self, content: Extract, key: str, folder: Path, say: Say) -> RegionPart:
        say(self.title, 0.0, "")
        began = time.monotonic()
        self.make(content, lambda note, done: say(self.title, min(done, 0.99), note))
        seconds = round(time.monotonic() - began, 1)
        files = sorted(
            path.relative_to(folder).as_posix()
            for pattern in self.patterns
            for path in folder.glob(pattern)
            if path.is_file()
        )
        say(self.title, 1.0, f"{seconds} s")
        return RegionPart(digest=key, builder=self.builder, files=tuple(files), seconds=seconds)


def _builds(source: Path, folder: Path) -> tuple[_Build, ...]:
    def addresses(content: Extract, say: Callable[[str, float], None]) -> None:
        build_index(content, folder / INDEX_FILE, on_progress=say)

    def basemap(content: Extract, _: Callable[[str, float], None]) -> None:
        write_basemap(content, folder)

    def streets(content: Extract, say: Callable[[str, float], None]) -> None:
        build_network(content.network, folder, on_progress=say)

    def osrm(_: Extract, say: Callable[[str, float], None]) -> None:
        with TemporaryDirectory() as scratch:
            build_osrm(to_pbf(source, Path(scratch) / "extract.osm.pbf"), folder, on_progress=say)

    builds = [
        _Build(
            name="addresses", title="address index", builder=f"addresses {INDEX_VERSION}",
            patterns=(INDEX_FILE,), make=addresses,
        ),
        _Build(
            name="basemap", title="base map", builder="basemap 1",
            patterns=(BASEMAP_FILE,), make=basemap,
        ),
        _Build(
            name="streets", title="street graph", builder=f"streets {GRAPH_VERSION}",
            patterns=("streets-*.npz",), make=streets,
        ),
    ]  # fmt: skip
    if osrm_available():
        builds.append(
            _Build(
                name="osrm",
                title="OSRM network",
                builder=f"osrm {osrm_version()}",
                patterns=("osrm-*/*",),
                make=osrm,
            )
        )
    return tuple(builds)


def _old_manifest(folder: Path) -> RegionManifest | None:
    try:
        return read_manifest(folder)
    except RegionError:
        return None
