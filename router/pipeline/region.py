"""Open region folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.basemap import BaseMap
from router.domain.places import Coordinate
from router.domain.region import RegionManifest
from router.errors import RegionError
from router.geocoding import (
    GeocodeCache,
    OnlineGeocoder,
    RegionGeocoder,
)
from router.regions import (
    read_basemap,
    read_manifest,
    timezone_at,
)
from router.travel import (
    CachedTravel,
    MatrixCache,
    TravelProvider,
    open_travel,
)

__all__ = ["INDEX_FILE", "Region", "check_zone", "open_region", "purge_region"]

INDEX_FILE = "addresses.sqlite"
CACHE_FOLDER = "cache"
ANSWERS_FILE = "geocoding.sqlite"
MATRICES_FOLDER = "matrices"


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
        """The time zone of its middle, in which a day is planned."""
        return ZoneInfo(self.manifest.timezone)

    def zone_at(self, point: Coordinate) -> ZoneInfo:
        """Return the time zone of a door; a region may lie in several.

        Parameters
        ----------
        point
            The door.

        Returns
        -------
        ZoneInfo
            The zone in whose clock the rules judge a visit there.
        """
        return ZoneInfo(timezone_at(point, self.manifest.timezone, self.manifest.centre))

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
        return GeocodeCache(self.directory / CACHE_FOLDER / ANSWERS_FILE)

    def online(
        self, name: str, options: Mapping[str, str], *, ceiling: int = 1_000
    ) -> OnlineGeocoder:
        """Set up an online service as a fallback; nothing is sent yet.

        Parameters
        ----------
        name
            ``amap``, ``tencent``, ``tianditu``, ``baidu``, or a service of geopy.
        options
            Its own options, such as ``user_agent``, ``domain`` or ``api_key``.
        ceiling
            Most calls in this run.

        Returns
        -------
        OnlineGeocoder
            To be given to `plan_day`; several of them as `OnlineServices`.
        """
        return OnlineGeocoder(name, options, ceiling=ceiling)


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
    check_zone(manifest.timezone)
    provider = open_travel(folder, engine=travel)
    cached = CachedTravel(provider, folder / CACHE_FOLDER / MATRICES_FOLDER)
    return Region(directory=folder, manifest=manifest, travel=cached)


def purge_region(directory: str | Path) -> tuple[int, int]:
    """Forget what earlier runs left in a region folder about where borrowers live.

    Parameters
    ----------
    directory
        A region folder. Its index and streets stay, and so do corrections: they are people's words.

    Returns
    -------
    tuple of int
        Answers of online services and travel matrices that were forgotten; nothing of them is left
        in the files.

    Raises
    ------
    RegionError
        If the folder is no region.
    """
    folder = Path(directory)
    read_manifest(folder)
    kept = folder / CACHE_FOLDER / ANSWERS_FILE
    answers = 0
    if kept.exists():
        with GeocodeCache(kept) as cache:
            answers = cache.purge()
    return answers, MatrixCache(folder / CACHE_FOLDER / MATRICES_FOLDER).purge()


def check_zone(name: str) -> None:
    """Refuse a time zone that Python does not know.

    Parameters
    ----------
    name
        An IANA name.

    Raises
    ------
    RegionError
        If it is not known.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RegionError(
            f"time zone {name!r} is not known; write it as Europe/Helsinki"
        ) from error
