"""Datums of Chinese maps: GCJ-02 (AMap, Tencent) and BD-09 (Baidu), to and from WGS-84.

::

    WGS-84 ──shift, 43 to 675 m──▶ GCJ-02 ──turn and shift, about 900 m──▶ BD-09

The two forward steps are formulas; the way back is found by iterating them, so that the round trip
closes to better than 1e-8 degrees (about 1 mm). Outside China's box both are the identity.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from router.domain.places import Coordinate, Datum

__all__ = ["from_wgs84", "in_china_box", "to_wgs84"]

_SOUTH, _WEST, _NORTH, _EAST = 0.8293, 72.004, 55.8271, 137.8347
_EDGE = 1e-9  # the inverse of a point on the box's edge may fall outside by rounding
_STRIP = 0.1  # no point inside is drawn farther than this outside; the formulas end at the poles
_AXIS_M = 6_378_245.0  # Krasovsky 1940
_ECCENTRICITY2 = 0.00669342162296594323
_BD_TURN = math.pi * 3000.0 / 180.0

_Pair = tuple[float, float]


def in_china_box(point: Coordinate) -> bool:
    """Tell whether a point lies in the box within which the Chinese datums differ from WGS-84.

    Parameters
    ----------
    point
        WGS-84.

    Returns
    -------
    bool
        True inside or on the edge of 0.8293..55.8271 N, 72.004..137.8347 E. The box also holds
        neighbouring countries; that is how the maps themselves treat it.
    """
    return _in_box((point.lat, point.lon), margin=0.0)


def from_wgs84(point: Coordinate, datum: Datum) -> Coordinate:
    """Convert a WGS-84 point to another datum.

    Parameters
    ----------
    point
        Degrees, WGS-84.
    datum
        The datum wanted.

    Returns
    -------
    Coordinate
        Degrees in that datum; the same numbers for WGS-84 and outside China's box.

    Notes
    -----
    The shift does not fade out towards the edge of the box: it jumps there, by up to about 700 m
    (GCJ-02) or 1.5 km (BD-09).
    """
    if datum is Datum.WGS84 or not in_china_box(point):
        return point
    return Coordinate(*_FORWARD[datum]((point.lat, point.lon)))


def to_wgs84(point: Coordinate, datum: Datum) -> Coordinate:
    """Convert a point of any datum to WGS-84.

    Parameters
    ----------
    point
        Degrees as written in ``datum``.
    datum
        The datum they were written in.

    Returns
    -------
    Coordinate
        Degrees, WGS-84; the same numbers for WGS-84 and outside China's box.

    Notes
    -----
    If some point inside the box is drawn at ``point``, that point is the answer; otherwise the
    numbers are taken as they are. Because the shift jumps at the edge of the box, a strip just
    outside it (less than 0.02 degrees wide) is drawn where points from inside are drawn too; there
    the answer is the inside one. The edge lies at sea or far from Chinese towns.
    """
    pair = (point.lat, point.lon)
    if datum is Datum.WGS84 or not _in_box(pair, margin=_STRIP):
        return point
    inside = _invert(_FORWARD[datum], pair)
    return Coordinate(*inside) if _in_box(inside, margin=_EDGE) else point


def _in_box(pair: _Pair, *, margin: float) -> bool:
    lat, lon = pair
    return _SOUTH - margin <= lat <= _NORTH + margin and _WEST - margin <= lon <= _EAST + margin


def _invert(forward: Callable[[_Pair], _Pair], target: _Pair) -> _Pair:
    """Find the pair that ``forward`` moves to the target; the shift varies slowly: it closes."""
    lat, lon = target
    for _ in range(30):
        got_lat, got_lon = forward((lat, lon))
        step_lat, step_lon = target[0] - got_lat, target[1] - got_lon
        lat, lon = lat + step_lat, lon + step_lon
        if abs(step_lat) < 1e-13 and abs(step_lon) < 1e-13:
            break
    return lat, lon


def _to_gcj02(pair: _Pair) -> _Pair:
    """Shift by the published polynomial-and-sine formula, in metres on the Krasovsky ellipsoid."""
    lat, lon = pair
    x, y = lon - 105.0, lat - 35.0
    common = 20.0 * math.sin(6.0 * math.pi * x) + 20.0 * math.sin(2.0 * math.pi * x)
    root = math.sqrt(abs(x))
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += (common + 20.0 * math.sin(math.pi * y) + 40.0 * math.sin(math.pi / 3.0 * y)) * 2 / 3
    north_m += (160.0 * math.sin(math.pi / 12.0 * y) + 320.0 * math.sin(math.pi / 30.0 * y)) * 2 / 3
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += (common + 20.0 * math.sin(math.pi * x) + 40.0 * math.sin(math.pi / 3.0 * x)) * 2 / 3
    east_m += (150.0 * math.sin(math.pi / 12.0 * x) + 300.0 * math.sin(math.pi / 30.0 * x)) * 2 / 3

    phi = math.radians(lat)
    w2 = 1.0 - _ECCENTRICITY2 * math.sin(phi) ** 2
    meridian_m = _AXIS_M * (1.0 - _ECCENTRICITY2) / (w2 * math.sqrt(w2))
    parallel_m = _AXIS_M / math.sqrt(w2) * math.cos(phi)
    return lat + math.degrees(north_m / meridian_m), lon + math.degrees(east_m / parallel_m)


def _to_bd09(pair: _Pair) -> _Pair:
    """Go to GCJ-02, then turn and stretch a little about the origin, and shift."""
    lat, lon = _to_gcj02(pair)
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BD_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BD_TURN)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


_FORWARD: dict[Datum, Callable[[_Pair], _Pair]] = {
    Datum.GCJ02: _to_gcj02,
    Datum.BD09: _to_bd09,
}
