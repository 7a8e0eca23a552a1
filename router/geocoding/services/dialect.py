"""What the Chinese dialects share: error tables, texts that may be lists, points, signatures."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from geopy.exc import (
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderServiceError,
)
from geopy.point import Point

from router.domain.datums import from_wgs84, to_wgs84
from router.domain.places import Coordinate, Datum

__all__ = ["ErrorTable", "member", "members", "native", "point_of", "shown", "signature"]

# China with its seas, wider than the box of the datums: a point is only called swapped if the
# numbers fit here the other way round.
SOUTH, NORTH, WEST, EAST = 0.8, 56.0, 72.0, 138.0


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """What a service's status codes mean, as errors of geopy.

    Parameters
    ----------
    service
        Its name, for messages.
    codes
        Code to error.
    ranges
        First and last code of a class, and its error; asked if ``codes`` has no entry.
    """

    service: str
    codes: Mapping[int, type[GeocoderServiceError]]
    ranges: tuple[tuple[int, int, type[GeocoderServiceError]], ...] = field(default=())

    def error(self, code: object) -> GeocoderServiceError:
        """Return the error of a code; the service's own text may repeat the key, so it is left out.

        Parameters
        ----------
        code
            As it came: a number or a text.

        Returns
        -------
        geopy.exc.GeocoderServiceError
            To be raised; the base class itself for a code that is not documented.
        """
        try:
            number = int(str(code))
        except ValueError:
            return GeocoderParseError(f"{self.service} answers without a status")
        kind = self.codes.get(number)
        for first, last, of_range in self.ranges:
            if kind is None and first <= number <= last:
                kind = of_range
        kind = kind or GeocoderServiceError
        words = f"{self.service} answers with the status {number}"
        if issubclass(kind, GeocoderRateLimited):
            return kind(words, retry_after=None)
        return kind(words)


def shown(value: object) -> str:
    """Return a text field; some services write an empty one as an empty list.

    Parameters
    ----------
    value
        As it came.

    Returns
    -------
    str
        Empty if it is neither text nor number.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def member(value: object, name: str) -> Mapping[str, object]:
    """Return a member that must be an object.

    Parameters
    ----------
    value
        What should hold it.
    name
        Its name.

    Returns
    -------
    mapping
        The member; empty if it is missing or empty.

    Raises
    ------
    geopy.exc.GeocoderParseError
        If it is something else.
    """
    found = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, Mapping) and (isinstance(found, Mapping) or not found):
        return found if isinstance(found, Mapping) else {}
    raise GeocoderParseError("the answer has another shape than documented")


def members(value: object, name: str) -> list[Mapping[str, object]]:
    """Return a member that must be a list of objects.

    Parameters
    ----------
    value
        What should hold it.
    name
        Its name.

    Returns
    -------
    list of mapping
        May be empty.

    Raises
    ------
    geopy.exc.GeocoderParseError
        If it is something else, or is not there.
    """
    found = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(found, list) and all(isinstance(one, Mapping) for one in found):
        return found
    raise GeocoderParseError("the answer has another shape than documented")


def point_of(lat: object, lon: object, datum: Datum) -> Point:
    """Return a point in WGS-84.

    Parameters
    ----------
    lat, lon
        As they came: numbers or texts.
    datum
        What they are in.

    Returns
    -------
    geopy.point.Point
        WGS-84.

    Raises
    ------
    geopy.exc.GeocoderParseError
        If they are no point, are nought, or lie in China only if they are swapped.
    """
    try:
        north, east = float(str(lat)), float(str(lon))
    except ValueError:
        raise GeocoderParseError("the answer has no point") from None
    if not (math.isfinite(north) and math.isfinite(east)):
        raise GeocoderParseError("the answer has no point")
    if abs(north) < 1e-6 and abs(east) < 1e-6:
        raise GeocoderParseError("the point of the answer is nought")
    if not _in_china(north, east) and _in_china(east, north):
        raise GeocoderParseError("latitude and longitude of the answer look swapped")
    try:
        point = to_wgs84(Coordinate(north, east), datum)
    except ValueError:
        raise GeocoderParseError("the point of the answer does not exist") from None
    return Point(point.lat, point.lon)


def native(query: object, datum: Datum) -> Coordinate:
    """Return a point to ask about in the service's own datum.

    Parameters
    ----------
    query
        As geopy takes it: a point, a pair, or a text ``"lat, lon"``; WGS-84.
    datum
        The service's.

    Returns
    -------
    Coordinate
        Degrees in that datum.
    """
    point = query if isinstance(query, Point) else Point(query)
    return from_wgs84(Coordinate(point.latitude, point.longitude), datum)


def signature(parameters: Mapping[str, str], secret: str, path: str = "") -> str:
    """Return the MD5 signature that AMap and Tencent ask for.

    Parameters
    ----------
    parameters
        As sent, not yet encoded.
    secret
        The key that is never sent.
    path
        What stands before the parameters: nothing for AMap, the path and ``?`` for Tencent.

    Returns
    -------
    str
        32 hexadecimal digits.
    """
    line = "&".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    # The services prescribe MD5; what it protects is a quota.
    return hashlib.md5(f"{path}{line}{secret}".encode(), usedforsecurity=False).hexdigest()


def _in_china(lat: float, lon: float) -> bool:
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST
