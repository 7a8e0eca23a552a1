"""When borrowers are met at their doors: chances by kind of place, kind of day, hours and area.

A chance is that the borrower in person is met by a visit that starts within the hours, given that
the address is right. Somebody else at the door is not the borrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from router.domain.bands import DayGroup
from router.domain.places import PlaceType

__all__ = ["CellRate", "HourBand", "Presence", "PresenceCell", "Trial"]


@dataclass(frozen=True, slots=True, order=True)
class HourBand:
    """Hours of a day in which presence is taken to be the same.

    Parameters
    ----------
    start
        When they start; this instant belongs to them.
    end
        When they end; this instant belongs to the next. 00:00 is the end of the day.
    """

    start: time
    end: time

    def holds(self, clock: time) -> bool:
        """Tell whether a time of day lies in them.

        Parameters
        ----------
        clock
            By the clock at the door.

        Returns
        -------
        bool
            The end is excluded.
        """
        return self.start <= clock and (self.end == time(0) or clock < self.end)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceCell:
    """Doors and times that are taken together.

    Parameters
    ----------
    place_type
        Home or work; registered and mailing addresses count as the home.
    group
        Kind of day.
    hours
        Of the day.
    weekday
        0 (Monday) to 6; None means all days of the group.
    area
        As the tables call it; empty means everywhere.
    """

    place_type: PlaceType
    group: DayGroup
    hours: HourBand
    weekday: int | None = None
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRate:
    """The chance to meet the borrower, and how well it is known.

    Parameters
    ----------
    mean, low, high
        The chance, and the bounds between which it lies with 90 in 100.
    prior
        What was assumed before anything was learned.
    tried, met
        Own visits that count, and on how many of them the borrower was met.
    """

    mean: float
    low: float
    high: float
    prior: float
    tried: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One visit from which presence is learned.

    Parameters
    ----------
    case_id
        The case.
    day, clock
        When it began, by the clock at the door.
    group
        Kind of that day.
    place_type
        Of the door.
    area
        Of the door; may be empty.
    met
        Whether the borrower in person was met.
    door
        Which of the doors of that type; visits of the same case with the same text were at one.
    wrong
        Whether the visit found that the address is wrong: it tells nothing of presence, but what
        the visits to that door before it were worth.
    """

    case_id: str
    day: date
    clock: time
    group: DayGroup
    place_type: PlaceType
    area: str = ""
    met: bool
    door: str = ""
    wrong: bool = False

    def __post_init__(self) -> None:
        if self.met and self.wrong:
            raise ValueError(f"case {self.case_id}: nobody is met at a wrong address")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Presence:
    """Chances to meet borrowers, assumed or learned.

    Parameters
    ----------
    bands
        The hours, in order, from 00:00 to 00:00 without a gap.
    rates
        By cell. The cells of every kind of place, kind of day and hours are there, without weekday
        and area; finer ones where something was learned.
    """

    bands: tuple[HourBand, ...]
    rates: Mapping[PresenceCell, CellRate]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rates", MappingProxyType(dict(self.rates)))
        if not self.bands or self.bands[0].start != time(0) or self.bands[-1].end != time(0):
            raise ValueError("the hours of presence cover the whole day")
        if any(
            one.end != other.start for one, other in zip(self.bands, self.bands[1:], strict=False)
        ):
            raise ValueError("the hours of presence follow each other without a gap")

    def rate(
        self,
        place_type: PlaceType,
        group: DayGroup,
        hours: HourBand,
        *,
        weekday: int | None = None,
        area: str = "",
    ) -> CellRate:
        """Return the chance in the finest cell that is known.

        Parameters
        ----------
        place_type
            Of the door; whatever is not work is looked up as the home.
        group, hours
            Kind of day, and hours, one of ``bands``.
        weekday, area
            Finer, if known.

        Returns
        -------
        CellRate
            Of weekday and area, else of one of them (the area first), else of neither.
        """
        kind = PlaceType.WORK if place_type is PlaceType.WORK else PlaceType.HOME
        for finer in ((weekday, area), (None, area), (weekday, ""), (None, "")):
            cell = PresenceCell(
                place_type=kind, group=group, hours=hours, weekday=finer[0], area=finer[1]
            )
            if cell in self.rates:
                return self.rates[cell]
        raise KeyError(f"no chance is known for {kind.value}, {group.value}, {hours}")

    def hours_of(self, clock: time) -> HourBand:
        """Return the hours in which a time of day lies.

        Parameters
        ----------
        clock
            By the clock at the door.

        Returns
        -------
        HourBand
            One of ``bands``.
        """
        return next(band for band in self.bands if band.holds(clock))

    def __repr__(self) -> str:
        return f"<Presence: {len(self.bands)} bands of hours, {len(self.rates)} cells>"
