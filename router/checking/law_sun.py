"""Sunrise and sunset by the almanac's short formulas, to about a minute.

References
----------
Meeus, Astronomical Algorithms, 2nd ed., ch. 25 (low accuracy) and 15.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from router.domain.places import Coordinate

__all__ = ["TOLERANCE", "is_up_during"]

_HORIZON_DEG = -0.8333  # refraction at the horizon, and the sun's radius
TOLERANCE = timedelta(minutes=2)
"""How far two almanacs may differ; a visit that is wrong by less is not reported."""

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


def altitude_deg(moment: datetime, at: Coordinate) -> float:
    """Return how high the sun's centre stands over the horizon, without refraction.

    Parameters
    ----------
    moment
        Zone-aware.
    at
        Where.

    Returns
    -------
    float
        Degrees; negative below the horizon.
    """
    days = (moment.astimezone(UTC) - _J2000) / timedelta(days=1)
    century = days / 36525
    mean_longitude = 280.46646 + 36000.76983 * century
    anomaly = math.radians(357.52911 + 35999.05029 * century)
    centre = (
        (1.914602 - 0.004817 * century) * math.sin(anomaly)
        + (0.019993 - 0.000101 * century) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * century)
    longitude = math.radians(mean_longitude + centre - 0.00569 - 0.00478 * math.sin(node))
    tilt = math.radians(23.439291 - 0.0130042 * century + 0.00256 * math.cos(node))
    declination = math.asin(math.sin(tilt) * math.sin(longitude))
    ascension = math.atan2(math.cos(tilt) * math.sin(longitude), math.cos(longitude))
    sidereal = math.radians(280.46061837 + 360.98564736629 * days + at.lon)
    hour_angle = sidereal - ascension
    latitude = math.radians(at.lat)
    return math.degrees(
        math.asin(
            math.sin(latitude) * math.sin(declination)
            + math.cos(latitude) * math.cos(declination) * math.cos(hour_angle)
        )
    )


def is_up_during(start: datetime, end: datetime, at: Coordinate) -> bool:
    """Tell whether the sun is up from the start of a visit to its end.

    Parameters
    ----------
    start, end
        Zone-aware.
    at
        Where.

    Returns
    -------
    bool
        True if it is, give or take `TOLERANCE` at sunrise and sunset.
    """
    return all(
        any(
            altitude_deg(moment + shift, at) >= _HORIZON_DEG
            for shift in (-TOLERANCE, timedelta(0), TOLERANCE)
        )
        for moment in (start, start + (end - start) / 2, end)
    )
