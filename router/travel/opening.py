"""Choose the source of travel times of a region folder."""

from __future__ import annotations

import warnings
from pathlib import Path

from router.errors import InputError, RegionError, RouterWarning
from router.travel.great_circle import GreatCircleTravel
from router.travel.modes import NETWORKS
from router.travel.osrm_building import osrm_available, osrm_folder, osrm_stamp
from router.travel.osrm_travel import OsrmTravel
from router.travel.provider import CacheableTravel
from router.travel.streets import StreetTravel, streets_path

__all__ = ["ENGINES", "open_travel"]

ENGINES = ("auto", "osrm", "streets", "great-circle")


def open_travel(
    directory: Path, *, engine: str = "auto", max_snap_m: float = 300.0
) -> CacheableTravel:
    """Open the travel times of a region.

    Parameters
    ----------
    directory
        The region folder.
    engine
        ``auto``: OSRM if it is installed and has every network that the region's streets have,
        else the streets. Or one by name: ``osrm``, ``streets``, ``great-circle``.
    max_snap_m
        A place farther than this from any street is unreachable.

    Returns
    -------
    CacheableTravel
        A provider. It loads a network when a mode first asks for it.

    Raises
    ------
    InputError
        If there is no engine of that name.
    RegionError
        If the region has nothing to travel on for the engine; build the region.

    Warns
    -----
    RouterWarning
        If ``auto`` passes over OSRM files because another version wrote them.
    """
    if engine not in ENGINES:
        raise InputError(f"there is no travel engine {engine!r}; choose {', '.join(ENGINES)}")
    if engine == "great-circle":
        return GreatCircleTravel()
    streets = [name for name in NETWORKS if streets_path(directory, name).exists()]
    by_osrm = [name for name in NETWORKS if osrm_stamp(directory, name)]
    if engine == "streets":
        return StreetTravel(_having(directory, streets), max_snap_m=max_snap_m)
    if engine == "osrm":
        if not osrm_available():
            raise RegionError(
                "OSRM is not installed here (it needs Python 3.12 or newer); "
                "use the engine 'streets'"
            )
        return OsrmTravel(_having(directory, by_osrm), max_snap_m=max_snap_m)
    if osrm_available():
        if by_osrm and set(streets) <= set(by_osrm):
            return OsrmTravel(directory, max_snap_m=max_snap_m)
        if any(osrm_folder(directory, name).exists() for name in NETWORKS):
            warnings.warn(
                "the region's OSRM files are incomplete or of another version: the own street "
                "graph is used instead; build the region again",
                RouterWarning,
                stacklevel=2,
            )
    return StreetTravel(_having(directory, streets), max_snap_m=max_snap_m)


def _having(directory: Path, networks: list[str]) -> Path:
    if not networks:
        raise RegionError(
            f"{directory.name} holds no street network; "
            "build it: router region build EXTRACT --out DIR"
        )
    return directory
