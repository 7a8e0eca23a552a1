"""Build and open region folders."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.agents import TravelMode
from router.domain.basemap import BaseMap
from router.domain.extract import Extract
from router.domain.region import RegionManifest, RegionPart
from router.errors import DegradedWarning, RegionError
from router.geocoding import (
    INDEX_VERSION,
    GeocodeCache,
    OnlineGeocoder,
    RegionGeocoder,
    build_index,
)
from router.pipeline.progress import Say, silent
from router.regions import (
    BASEMAP_FILE,
    describe,
    digest,
    read_basemap,
    read_extract,
    read_manifest,
    to_pbf,
    write_basemap,
    write_manifest,
)
from router.travel import (
    GRAPH_VERSION,
    CachedTravel,
    TravelProvider,
    build_network,
    build_osrm,
    open_travel,
    osrm_available,
    osrm_version,
)

__all__ = ["Region", "build_region", "open_region"]

INDEX_FILE = "addresses.sqlite"
CACHE_FOLDER = "cache"


@dataclass(frozen=True)
class Region:
    """An opened region folder.

    Parameters
    ----------
    directory
        The folder.
    manifest
        What it says about itself.
    travel
        Who computes travel times in it.
    """

    directory: Path
    manifest: RegionManifest
    travel: TravelProvider

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its doors."""
        return ZoneInfo(self.manifest.timezone)

    @cached_property
    def geocoder(self) -> RegionGeocoder:
        """Its address index."""
        return RegionGeocoder(self.directory / INDEX_FILE)

    @cached_property
    def basemap(self) -> BaseMap:
        """Its streets, for drawing."""
        return read_basemap(self.directory)

    @cached_property
    def cache(self) -> GeocodeCache:
        """The answers of online services."""
        return GeocodeCache(self.directory / CACHE_FOLDER / "geocoding.sqlite")

    def online(self, name: str, options: Mapping[str, str]) -> OnlineGeocoder:
        """Set up an online service as a fallback; nothing is sent yet.

        Parameters
        ----------
        name
            A geopy service, such as ``nominatim``.
        options
            Its own options, such as ``user_agent``, ``domain`` or ``api_key``.

        Returns
        -------
        OnlineGeocoder
            To be given to `plan_day`.
        """
        return OnlineGeocoder(name, options)


def open_region(directory: str | Path, *, travel: str = "auto") -> Region:
    """Open a region folder.

    Parameters
    ----------
    directory
        Written by `build_region`.
    travel
        ``auto`` (OSRM if it is there, else the own street graph), ``osrm``, ``streets`` or
        ``great-circle``.

    Returns
    -------
    Region
        The index and the base map are opened when they are first used.

    Raises
    ------
    RegionError
        If the folder is no region, or the travel engine was not built.
    """
    folder = Path(directory)
    manifest = read_manifest(folder)
    _check_zone(manifest.timezone)
    provider = open_travel(folder, engine=travel)
    cached = CachedTravel(provider, folder / CACHE_FOLDER / "matrices")
    return Region(directory=folder, manifest=manifest, travel=cached)


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
        _check_zone(timezone)
    if not source.is_file():
        raise RegionError(f"{source}: no such file; give an .osm.pbf, .osm, .osm.gz or .osm.bz2")
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
    content = read_extract(source, on_progress=lambda _, done: on_progress("extract", done, ""))
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


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RegionError(
            f"time zone {name!r} is not known; write it as Europe/Helsinki"
        ) from error
