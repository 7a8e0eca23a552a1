"""The time zone of a region, offline."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzfpy

from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.errors import RegionError

__all__ = ["centre_of", "timezone_at", "timezone_of"]


def centre_of(extent: Extent) -> Coordinate:
    """Return the middle of a box.

    Parameters
    ----------
    extent
        The box; it does not cross the antimeridian.

    Returns
    -------
    Coordinate
        Its middle in degrees.
    """
    return Coordinate((extent.south + extent.north) / 2, (extent.west + extent.east) / 2)


def timezone_of(extent: Extent) -> str:
    """Return the time zone at the middle of a box.

    Parameters
    ----------
    extent
        Of the region.

    Returns
    -------
    str
        IANA name, such as ``Europe/Helsinki``.

    Raises
    ------
    RegionError
        If no zone is known there, or Python's time zone data do not know it; update ``tzdata``.

    Notes
    -----
    A region that spans two zones gets the one of its middle.
    """
    centre = centre_of(extent)
    name: str = tzfpy.get_tz(centre.lon, centre.lat)
    try:
        ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise RegionError(
            f"The time zone {name!r} at the middle of the region is not known to Python. "
            "Update the package tzdata."
        ) from error
    return name


def timezone_at(point: Coordinate, region_zone: str, centre: Coordinate) -> str:
    """Return the time zone of one door.

    Parameters
    ----------
    point
        The door.
    region_zone
        The zone of the region. Where it is not that of its middle, a person has chosen it, and it
        holds for every door.
    centre
        The middle of the region.

    Returns
    -------
    str
        IANA name; that of the region at sea, and where Python's data do not know the zone.
    """
    if tzfpy.get_tz(centre.lon, centre.lat) != region_zone:
        return region_zone
    name: str = tzfpy.get_tz(point.lon, point.lat)
    if name == region_zone or name.startswith("Etc/"):
        return region_zone
    try:
        ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        return region_zone
    return name
