"""Holidays and adjusted workdays of one country or state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from router.domain.profiles import DAYS

__all__ = ["Calendar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which dates are holidays, and which weekend days are worked instead of another day.

    Parameters
    ----------
    name
        Such as ``CN`` or ``BR-SP``; empty for none.
    holidays
        Date to name; substitute and bridge days included.
    workdays
        Weekend days that are worked (调休).
    years
        Years that were asked for; of other years nothing is known.
    unadjusted
        Of those, years whose adjusted workdays are not announced yet.
    """

    name: str = ""
    holidays: Mapping[date, str] = field(default_factory=dict)
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    unadjusted: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))

    def day_kind(self, day: date, *, adjusted_workdays: bool = False) -> str:
        """Return which of `DAYS` a date is.

        Parameters
        ----------
        day
            The date at the door.
        adjusted_workdays
            True if a weekend day that is worked counts as a Monday.

        Returns
        -------
        str
            ``holiday``, or the weekday.
        """
        if day in self.workdays:
            return DAYS[0] if adjusted_workdays else DAYS[day.weekday()]
        return "holiday" if day in self.holidays else DAYS[day.weekday()]
