"""What an invented portfolio is like: every rate in one place, with its default.

The defaults are what the field told or what we assume where it is silent; ranges as far as they
are known. Nothing here is known to the planner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Any

from router.domain.bands import DayGroup
from router.domain.places import Coordinate, PlaceType

__all__ = ["HOURS", "PortfolioOptions", "hangzhou"]

HOURS = (time(0), time(10), time(12), time(14), time(17), time(19))
"""Where the bands of hours start in which presence is the same."""

EVENING = time(17)
_EVENING_MOST = 0.9

_HOME = {
    DayGroup.WEEKDAY: (0.35, 0.25, 0.30, 0.25, 0.45, 0.55),
    DayGroup.SATURDAY: (0.45, 0.45, 0.42, 0.40, 0.48, 0.50),
    DayGroup.SUNDAY: (0.50, 0.50, 0.47, 0.45, 0.50, 0.55),
}
_WORK = {
    DayGroup.WEEKDAY: (0.40, 0.55, 0.35, 0.55, 0.25, 0.05),
    DayGroup.SATURDAY: (0.10, 0.10, 0.05, 0.10, 0.05, 0.02),
    DayGroup.SUNDAY: (0.05, 0.05, 0.02, 0.05, 0.02, 0.02),
}
_WRONG = {
    PlaceType.HOME: 0.18,
    PlaceType.MAILING: 0.28,
    PlaceType.WORK: 0.25,
    PlaceType.REGISTERED: 0.35,
}
_AT_WRONG = {"WRONG": 0.40, "MOVED": 0.30, "THIRD": 0.12, "NAH": 0.18}
_AGREED = {"PTP": 0.62, "PLAN": 0.18, "PART": 0.13, "PAID": 0.07}
_NOT_AGREED = {
    "REF": 0.46, "CBK": 0.16, "HARD": 0.12, "APPT": 0.10, "DISP": 0.06, "LEAVE": 0.04,
    "VULN": 0.03, "REPR": 0.02, "COMP": 0.01,
}  # fmt: skip
_DISTRICTS = (
    "Harbour", "Old Town", "Mill Hill", "Stone Bridge", "North Park", "Rose Field", "Lake Side",
    "East Gate", "Pine Ridge", "West Meadow",
)  # fmt: skip
_VILLAGES = ("Far Creek", "Birch Hollow", "Grey Marsh", "High Moor")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioOptions:
    """An invented portfolio: its city, its borrowers, its agents, and what happens at the doors.

    Parameters
    ----------
    first_day
        Of the simulation; the stock is there that morning.
    days
        Calendar days, from the first one on, in which cases arrive.
    zone
        Of every door.
    centre
        Of the city.
    city
        Its name.
    holidays
        On which people are at home as on Sundays, and nobody works.
    districts, villages
        Names of the areas.
    radius_km
        In which the districts lie.
    remote_share
        Of the doors, in villages; 0.05 to 0.10.
    remote_minutes
        How far those lie from the centre, at ``kmh`` and ``detour``.
    kmh, detour
        Of a car on the way to a village: what travel by straight lines assumes.
    stock
        Cases at the start.
    arrivals
        Cases that come in per working day, on average.
    stock_days
        How long the stock has been waiting at most.
    two_cases
        Share of the borrowers with two cases.
    work_address
        Share of the borrowers of whom a work address is known.
    sources
        What the first address is, by weight.
    amount, amount_spread
        Median of what is owed, and deviation of its logarithm.
    overdue, overdue_spread
        Median of the days overdue when a case comes in, and deviation of their logarithm.
    windows, preferred, not_at, flagged, held, returned
        Share of the cases with windows, preferred weekdays, bad times, a flag, a hold from the
        table, and a day by which they go back.
    agents
        Who visit.
    late_agents
        Share of them on the late shift.
    saturday
        Whether agents work on Saturdays; each is then off on one other day.
    early, late, short
        Shifts: of the early ones, of the late ones, and of everybody on Saturdays.
    cost_per_hour, cost_per_km
        Money.
    home_presence, work_presence
        Chance to meet the borrower in person by kind of day and by the bands of `HOURS`, on
        average over all doors, if the address is right.
    evening
        Factor of these from 17:00 on; chances stay at 0.9 or below.
    city_spread
        Deviation of the log-odds of presence in every band between this city and the tables: what
        is assumed of all cities is right for none.
    household_spread, area_spread
        The same between households, and between districts.
    wrong
        Chance that the address is wrong, by its source; 0.15 to 0.35.
    at_wrong
        What is found at a wrong address, by outcome and weight.
    no_access
        Chance not to get to the door, in compounds.
    third
        Share of the fruitless visits to a home at which somebody else answers.
    card
        Share of those where nobody is there at which a card is left.
    away
        Share of them where a neighbour says that the borrower is away.
    agreement
        Chance of an agreement when the borrower is met for the first time.
    agreement_spread
        Deviation of its log-odds between borrowers.
    overdue_odds
        Factor of its odds for every 100 days overdue beyond the median.
    again_odds
        Factor of its odds for every earlier meeting without one.
    agreed, not_agreed
        Outcomes of a meeting with and without an agreement, by weight.
    kept
        Chance that a promise is kept; 0.5 to 0.6.
    broken_odds
        Factor of its odds for every promise broken before.
    share
        Of what is owed that a promise is about, at least; at most all of it.
    pays_anyway
        Share of the debts that are paid within ``pays_within_days`` without any visit.
    pays_within_days
        After the case came in.
    reached_by_phone, pays_after_call
        Chance that a call reaches the borrower, and that the debt is paid within a week then.
    appointments
        Share of the new cases for which the office agrees on an appointment by phone.
    accepts
        Chance that a borrower who is offered a time by phone accepts it.
    shows
        Chance that the borrower is there at a confirmed time; 0.75 to 0.85.
    met_min, missed_min
        Minutes at the door if the borrower is met, and if not.
    service_spread, travel_spread
        Deviation of the logarithm of both, and of the time on the way within an hour.
    overrun_min
        By how many minutes agents knowingly work beyond their shift to finish a visit.
    """

    first_day: date = date(2026, 11, 23)
    days: int = 28
    zone: str = "Europe/Helsinki"
    centre: Coordinate = field(default_factory=lambda: Coordinate(60.2, 24.9))
    city: str = "Saltholm"
    holidays: frozenset[date] = frozenset()
    districts: tuple[str, ...] = _DISTRICTS
    villages: tuple[str, ...] = _VILLAGES
    radius_km: float = 9.0
    remote_share: float = 0.07
    remote_minutes: tuple[float, float] = (35.0, 80.0)
    kmh: float = 22.0
    detour: float = 1.3
    stock: int = 900
    arrivals: float = 30.0
    stock_days: int = 30
    two_cases: float = 0.12
    work_address: float = 0.20
    sources: Mapping[str, float] = field(
        default_factory=lambda: {"home": 0.72, "registered": 0.18, "mailing": 0.10}
    )
    amount: float = 900.0
    amount_spread: float = 0.9
    overdue: float = 120.0
    overdue_spread: float = 0.55
    windows: float = 0.04
    preferred: float = 0.05
    not_at: float = 0.02
    flagged: float = 0.02
    held: float = 0.03
    returned: float = 0.10
    agents: int = 6
    late_agents: float = 0.5
    saturday: bool = True
    early: tuple[time, time] = (time(9), time(17, 30))
    late: tuple[time, time] = (time(11, 30), time(20))
    short: tuple[time, time] = (time(10), time(18))
    cost_per_hour: float = 30.0
    cost_per_km: float = 0.3
    home_presence: Mapping[DayGroup, tuple[float, ...]] = field(default_factory=lambda: _HOME)
    work_presence: Mapping[DayGroup, tuple[float, ...]] = field(default_factory=lambda: _WORK)
    evening: float = 1.0
    city_spread: float = 0.25
    household_spread: float = 0.5
    area_spread: float = 0.25
    wrong: Mapping[PlaceType, float] = field(default_factory=lambda: _WRONG)
    at_wrong: Mapping[str, float] = field(default_factory=lambda: _AT_WRONG)
    no_access: float = 0.04
    third: float = 0.15
    card: float = 0.10
    away: float = 0.02
    agreement: float = 0.50
    agreement_spread: float = 0.6
    overdue_odds: float = 0.85
    again_odds: float = 0.6
    agreed: Mapping[str, float] = field(default_factory=lambda: _AGREED)
    not_agreed: Mapping[str, float] = field(default_factory=lambda: _NOT_AGREED)
    kept: float = 0.55
    broken_odds: float = 0.5
    share: float = 0.3
    pays_anyway: float = 0.12
    pays_within_days: int = 60
    reached_by_phone: float = 0.35
    pays_after_call: float = 0.06
    appointments: float = 0.08
    accepts: float = 0.5
    shows: float = 0.80
    met_min: float = 20.0
    missed_min: float = 5.0
    service_spread: float = 0.3
    travel_spread: float = 0.15
    overrun_min: float = 15.0

    def __post_init__(self) -> None:
        if self.days < 1 or self.stock < 0 or self.agents < 0 or not self.arrivals >= 0:
            raise ValueError("a portfolio has days, and no negative numbers")
        if not self.districts or (self.remote_share > 0 and not self.villages):
            raise ValueError("a city has districts, and villages where doors are remote")
        shares = (
            "remote_share", "two_cases", "work_address", "windows", "preferred", "not_at",
            "flagged", "held", "returned", "late_agents", "no_access", "third", "card", "away",
            "agreement", "kept", "share", "pays_anyway", "reached_by_phone", "pays_after_call",
            "appointments", "accepts", "shows",
        )  # fmt: skip
        for name in shares:
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} lies between 0 and 1")
        if not self.evening > 0:
            raise ValueError("the factor of the evening is more than 0")
        for name in ("sources", "home_presence", "work_presence", "wrong", "at_wrong", "agreed",
                     "not_agreed"):  # fmt: skip
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def presence(self, place_type: PlaceType, group: DayGroup) -> tuple[float, ...]:
        """Return the chances to meet a borrower by band of hours, on average over all doors.

        Parameters
        ----------
        place_type
            Work, or anything else for the home.
        group
            Kind of day.

        Returns
        -------
        tuple of float
            One for each of `HOURS`.
        """
        table = self.work_presence if place_type is PlaceType.WORK else self.home_presence
        return tuple(
            min(max(one, _EVENING_MOST), one * self.evening) if start >= EVENING else one
            for start, one in zip(HOURS, table[group], strict=True)
        )


def hangzhou(**changes: Any) -> PortfolioOptions:
    """Return the options of a city in China.

    Parameters
    ----------
    **changes
        Options that differ.

    Returns
    -------
    PortfolioOptions
        Hangzhou's place and zone, amounts and costs in yuan, denser.
    """
    ours: dict[str, Any] = {
        "zone": "Asia/Shanghai",
        "centre": Coordinate(30.27, 120.15),
        "city": "临江市",
        "districts": (
            "江口",
            "老城",
            "水磨",
            "石桥",
            "北园",
            "玫瑰里",
            "湖滨",
            "东门",
            "松岭",
            "西塘",
        ),
        "villages": ("远溪村", "桦谷村", "灰荡村", "高坪村"),
        "amount": 9000.0,
        "cost_per_hour": 60.0,
        "cost_per_km": 1.2,
    }
    return PortfolioOptions(**{**ours, **changes})
