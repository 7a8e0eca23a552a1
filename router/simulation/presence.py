"""When people are really at home: the average of the city, their kind of life, and their own ways.

The chance of one door is that of a table, moved on the scale of log-odds by what is special about
the city, by the kind of life its borrower leads, by the district and by the household. The last
three are levelled, so that the average over many doors of many cities is the table again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from statistics import NormalDist

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.simulation.dice import normal
from router.simulation.options import HOURS, PortfolioOptions

__all__ = ["LIVES", "Life", "Ways", "band_of_hours", "day_group", "door_presence", "ways_of"]


class Life(StrEnum):
    """What a borrower does by day."""

    EMPLOYED = "employed"
    AT_HOME = "at home"
    SHIFTS = "shifts"


LIVES: Mapping[Life, float] = {Life.EMPLOYED: 0.60, Life.AT_HOME: 0.22, Life.SHIFTS: 0.18}
"""Share of the borrowers who lead it."""

# Log-odds by band of hours on weekdays, against the average; at weekends a third of it.
_MOVED = {
    Life.EMPLOYED: (-0.3, -0.6, -0.4, -0.5, 0.1, 0.3),
    Life.AT_HOME: (0.7, 1.1, 0.9, 1.0, 0.2, 0.0),
    Life.SHIFTS: (0.2, 0.5, 0.4, 0.3, -0.3, -0.6),
}
_WEEKEND = 1 / 3
_LEVELS = [NormalDist().inv_cdf((number + 0.5) / 40) for number in range(40)]
_SATURDAY, _SUNDAY = 5, 6

Ways = Mapping[tuple[PlaceType, DayGroup], tuple[float, ...]]
"""Log-odds by kind of place and of day, one for each band of hours."""


def ways_of(seed: int, options: PortfolioOptions) -> Ways:
    """Return what is average in a city.

    Parameters
    ----------
    seed, options
        Of the city.

    Returns
    -------
    Ways
        Log-odds that, spread over kinds of life, districts and households, give the table, as it
        is special in this city.
    """
    deviation = math.hypot(options.household_spread, options.area_spread)
    return {
        (kind, group): tuple(
            _level(mean, {life: _moved(life, kind, group, band) for life in Life}, deviation)
            + options.city_spread * normal(seed, "city", kind, group, band)
            for band, mean in enumerate(options.presence(kind, group))
        )
        for kind in (PlaceType.HOME, PlaceType.WORK)
        for group in DayGroup
    }


def door_presence(
    ways: Ways, life: Life, place_type: PlaceType, group: DayGroup, band: int, own: float
) -> float:
    """Return the chance that a borrower is met at a door, the address being right.

    Parameters
    ----------
    ways
        Of the city.
    life
        Of the borrower.
    place_type
        Of the door; whatever is not work is a home.
    group, band
        Kind of day, and position of the hours in `HOURS`.
    own
        Log-odds of the district and of the household together.

    Returns
    -------
    float
        The chance.
    """
    kind = PlaceType.WORK if place_type is PlaceType.WORK else PlaceType.HOME
    return _chance(ways[kind, group][band] + _moved(life, kind, group, band) + own)


def band_of_hours(clock: time) -> int:
    """Return the position in `HOURS` of the hours in which a time of day lies.

    Parameters
    ----------
    clock
        By the clock at the door.

    Returns
    -------
    int
        From 0.
    """
    return max(number for number, start in enumerate(HOURS) if clock >= start)


def day_group(day: date, options: PortfolioOptions) -> DayGroup:
    """Return the kind of a day.

    Parameters
    ----------
    day
        The date.
    options
        Say which days are holidays.

    Returns
    -------
    DayGroup
        Holidays count as Sundays.
    """
    if day in options.holidays or day.weekday() == _SUNDAY:
        return DayGroup.SUNDAY
    return DayGroup.SATURDAY if day.weekday() == _SATURDAY else DayGroup.WEEKDAY


def _moved(life: Life, place_type: PlaceType, group: DayGroup, band: int) -> float:
    if place_type is PlaceType.WORK:
        return 0.0
    return _MOVED[life][band] * (1.0 if group is DayGroup.WEEKDAY else _WEEKEND)


def _level(mean: float, moved: Mapping[Life, float], deviation: float) -> float:
    """Find the log-odds that average to a chance, by halving."""
    low, high = -20.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        found = sum(
            LIVES[life] * _chance(middle + moved[life] + deviation * one) / len(_LEVELS)
            for life in Life
            for one in _LEVELS
        )
        low, high = (middle, high) if found < mean else (low, middle)
    return (low + high) / 2


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
