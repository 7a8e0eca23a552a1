"""What own visits taught about when borrowers are met, for people to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from router.domain.bands import DayGroup
from router.domain.places import PlaceType
from router.domain.presence import CellRate, Presence, PresenceCell

__all__ = ["FEW", "LearnedCell", "LearnedPresence"]

FEW = 30
"""Visits of a cell below which chance says more than the visits."""

LearnedCell = tuple[PresenceCell, CellRate]
"""A cell, and what is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LearnedPresence:
    """Chances to meet borrowers, and from what they were learned.

    Parameters
    ----------
    presence
        The chances.
    first, last
        Days of the first and the last visit; None without any.
    wrong
        Visits that found the address wrong; they teach nothing of presence, and neither do those
        to the same door that met nobody.
    appointment
        How often borrowers were met at confirmed appointments. Those visits are in no cell.
    """

    presence: Presence
    first: date | None = None
    last: date | None = None
    wrong: int = 0
    appointment: CellRate

    @property
    def visits(self) -> int:
        """Visits from which the hours were learned."""
        return sum(rate.tried for _, rate in self.base)

    @property
    def met(self) -> int:
        """On how many of them the borrower was met."""
        return sum(rate.met for _, rate in self.base)

    @property
    def base(self) -> tuple[LearnedCell, ...]:
        """The cells of kinds of places, kinds of days and hours, in this order."""
        kinds, groups, bands = list(PlaceType), list(DayGroup), self.presence.bands
        found = [
            (cell, rate)
            for cell, rate in self.presence.rates.items()
            if cell.weekday is None and not cell.area
        ]
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    kinds.index(one[0].place_type),
                    groups.index(one[0].group),
                    bands.index(one[0].hours),
                ),
            )
        )

    @property
    def differing(self) -> tuple[LearnedCell, ...]:
        """Finer cells of `FEW` visits or more that differ by more than their bounds.

        A weekday in an area differs if it does from the area, too. The largest difference first.
        """
        rates = self.presence.rates
        found = []
        for cell, rate in rates.items():
            every = self.all_days(cell)
            area = rates.get(replace(cell, weekday=None), every)
            if rate is every or rate.tried < FEW:
                continue
            others = [every] if cell.weekday is None else [every, area]
            if not any(rate.low <= other.mean <= rate.high for other in others):
                found.append((abs(rate.mean - every.mean), (cell, rate)))
        found.sort(key=lambda one: (-one[0], str(one[1][0])))
        return tuple(one for _, one in found)

    def all_days(self, cell: PresenceCell) -> CellRate:
        """Return what is known of the hours of a finer cell over all days and areas.

        Parameters
        ----------
        cell
            Any cell.

        Returns
        -------
        CellRate
            Of the same kind of place, kind of day and hours.
        """
        return self.presence.rates[replace(cell, weekday=None, area="")]

    def best(self, place_type: PlaceType, group: DayGroup) -> LearnedCell:
        """Return the hours in which borrowers are met most often.

        Parameters
        ----------
        place_type
            Home or work.
        group
            Kind of day.

        Returns
        -------
        LearnedCell
            The first of equal ones.
        """
        cells = [
            one for one in self.base if one[0].place_type is place_type and one[0].group is group
        ]
        return max(cells, key=lambda one: one[1].mean)

    def __repr__(self) -> str:
        return f"<LearnedPresence from {self.visits} visits>"
