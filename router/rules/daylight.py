"""Daylight at a door, from sunrise to sunset; also where the sun does not set, or does not rise."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from router.domain.places import Coordinate
from router.rules.spans import DAY, Span, Spans, instant, joined, moment

if TYPE_CHECKING:
    from astral import Observer

__all__ = ["daylight", "main_city"]

_HALF_DAY = DAY // 2


def daylight(coordinate: Coordinate, period: Span) -> Spans:
    """Return when the sun is up at a place.

    Parameters
    ----------
    coordinate
        Of the door.
    period
        What is looked at.

    Returns
    -------
    tuple
        Spans from sunrise to sunset that reach into the period; one long one where the sun does
        not set, none where it does not rise.
    """
    first = moment(period[0], UTC).date() - timedelta(days=1)
    last = moment(period[1], UTC).date() + timedelta(days=1)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    light = joined(span for day in days if (span := _light(coordinate.lat, coordinate.lon, day)))
    return tuple(span for span in light if span[1] >= period[0] and span[0] <= period[1])


@lru_cache(maxsize=65_536)
def _light(lat: float, lon: float, day: date) -> Span | None:
    """Return the daylight around the solar noon of a date in UTC."""
    from astral import Observer, sun

    observer = Observer(lat, lon)
    noon = sun.noon(observer, day)
    middle = instant(noon)
    risings, settings = [], []
    for near in (-1, 0, 1):
        risings += _events(sun.sunrise, observer, day + timedelta(days=near))
        settings += _events(sun.sunset, observer, day + timedelta(days=near))
    before = [at for at in risings if middle - _HALF_DAY <= at <= middle]
    after = [at for at in settings if middle <= at <= middle + _HALF_DAY]
    if not before and not after and sun.elevation(observer, noon) < 0:
        return None
    return (
        max(before, default=middle - _HALF_DAY),
        min(after, default=middle + _HALF_DAY),
    )


def _events(find: Callable[[Observer, date], datetime], observer: Observer, day: date) -> list[int]:
    try:
        return [instant(find(observer, day))]
    except ValueError:  # there is none on that date
        return []


@cache
def main_city(zone: str) -> Coordinate | None:
    """Return where the main city of a time zone lies.

    Parameters
    ----------
    zone
        IANA name.

    Returns
    -------
    Coordinate or None
        From ``zone.tab`` of the time zone database; None if it does not know the zone.
    """
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[2] == zone:
            lat, lon = re.findall(r"[+-]\d+", cells[1])
            return Coordinate(_degrees(lat, 2), _degrees(lon, 3))
    return None


def _degrees(text: str, whole: int) -> float:
    """Read ±DDMM[SS] or ±DDDMM[SS]."""
    sign, digits = text[0], text[1:]
    minutes, seconds = digits[whole : whole + 2], digits[whole + 2 :] or "0"
    value = int(digits[:whole]) + int(minutes) / 60 + int(seconds) / 3600
    return -value if sign == "-" else value
