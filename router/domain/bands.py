"""Parts of the day and kinds of days, between which attempts at a door are varied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

__all__ = ["BANDS", "Band", "DayGroup", "DayPart", "band_of"]


class DayPart(StrEnum):
    """A part of the day, by the wall clock at the door."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def start(self) -> time:
        """When it starts; this instant belongs to it."""
        return _STARTS[self]

    @property
    def end(self) -> time:
        """When it ends; this instant belongs to the next part. 00:00 is the end of the day."""
        return _ENDS[self]


class DayGroup(StrEnum):
    """Days on which the same people are at home at the same times."""

    WEEKDAY = "weekday"
    SATURDAY = "saturday"
    SUNDAY = "sunday or holiday"


@dataclass(frozen=True, slots=True)
class Band:
    """One part of the day on one group of days.

    Parameters
    ----------
    group
        Of days.
    part
        Of the day.
    """

    group: DayGroup
    part: DayPart

    def __str__(self) -> str:
        return f"{self.group.value} {self.part.value}"


BANDS = tuple(Band(group, part) for group in DayGroup for part in DayPart)
"""All of them."""

_NOON, _FIVE, _MIDNIGHT = time(12), time(17), time(0)
_STARTS = {DayPart.MORNING: _MIDNIGHT, DayPart.AFTERNOON: _NOON, DayPart.EVENING: _FIVE}
_ENDS = {DayPart.MORNING: _NOON, DayPart.AFTERNOON: _FIVE, DayPart.EVENING: _MIDNIGHT}
_SATURDAY, _SUNDAY = 5, 6


def band_of(local: datetime, *, holiday: bool = False, worked: bool = False) -> Band:
    """Return the band in which a visit starts.

    Parameters
    ----------
    local
        Start of the visit in the wall clock of the door.
    holiday
        Whether that date is a holiday there; it then counts as a Sunday.
    worked
        Whether it is a weekend day that is worked (调休); it then counts as a weekday.

    Returns
    -------
    Band
        Before 12:00, from 12:00 and from 17:00, on weekdays, Saturdays, Sundays and holidays.
    """
    if worked:
        group = DayGroup.WEEKDAY
    elif holiday or local.weekday() == _SUNDAY:
        group = DayGroup.SUNDAY
    elif local.weekday() == _SATURDAY:
        group = DayGroup.SATURDAY
    else:
        group = DayGroup.WEEKDAY
    clock = local.time()
    part = next(part for part in reversed(DayPart) if clock >= part.start)
    return Band(group, part)
