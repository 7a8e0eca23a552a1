"""An invented city: what the planner may see of it, and the truth that it may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from router.domain.agents import Agent
from router.domain.bands import DayGroup
from router.domain.cases import Case
from router.domain.places import Coordinate, PlaceType, great_circle_m
from router.simulation.options import HOURS, PortfolioOptions
from router.simulation.presence import Life, Ways, door_presence

__all__ = ["Debt", "Household", "TrueDoor", "World", "true_presence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueDoor:
    """One address of a borrower, as it really is.

    Parameters
    ----------
    coordinate
        As the table gives it.
    place_type
        As the table gives it.
    right
        Whether the borrower is to be found there.
    no_access
        Chance not to get to the door.
    own
        Log-odds of presence of the district and the household, against the average.
    """

    coordinate: Coordinate
    place_type: PlaceType
    right: bool
    no_access: float
    own: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One borrower, as he or she really is.

    Parameters
    ----------
    borrower_id
        Who.
    life
        What is done by day.
    doors
        In the order of the addresses of the case.
    willing
        Log-odds of an agreement, against the average.
    """

    borrower_id: str
    life: Life
    doors: tuple[TrueDoor, ...]
    willing: float

    def door_at(self, coordinate: Coordinate | None) -> TrueDoor:
        """Return the door nearest to a point.

        Parameters
        ----------
        coordinate
            Where an agent stands; None means the first door.

        Returns
        -------
        TrueDoor
            One of ``doors``.
        """
        if coordinate is None:
            return self.doors[0]
        return min(self.doors, key=lambda door: great_circle_m(door.coordinate, coordinate))


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One case, as it really is.

    Parameters
    ----------
    case
        As the table shows it on the day when it comes in, without its appointment.
    pays
        When it is paid without any visit; None if never.
    agreed
        The case with the appointment that the office agrees on; None if it agrees on none.
    agreed_on
        On which day it does.
    """

    case: Case
    pays: datetime | None = None
    agreed: Case | None = None
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class World:
    """An invented city.

    A planner may read ``agents``, ``zone`` and ``cases_on``; the rest is the truth, for
    `router.simulation.play_day` and for whoever judges what was learned.

    Parameters
    ----------
    seed
        Of everything.
    options
        What it is like.
    agents
        Who visits.
    households, debts
        By borrower and by case.
    ways
        Average presence.
    """

    seed: int
    options: PortfolioOptions
    agents: tuple[Agent, ...]
    households: Mapping[str, Household]
    debts: Mapping[str, Debt]
    ways: Ways

    def __post_init__(self) -> None:
        object.__setattr__(self, "households", MappingProxyType(dict(self.households)))
        object.__setattr__(self, "debts", MappingProxyType(dict(self.debts)))

    @property
    def zone(self) -> ZoneInfo:
        """Of every door."""
        return ZoneInfo(self.options.zone)

    def cases_on(self, day: date) -> tuple[Case, ...]:
        """Return the table of cases as it is on the morning of a day.

        Parameters
        ----------
        day
            The date.

        Returns
        -------
        tuple of Case
            Those that have come in by then, with the days overdue of that date and with the
            appointments that the office agreed by phone; whoever has paid is still there.
        """
        return tuple(
            _on(debt, day)
            for debt in self.debts.values()
            if debt.case.received is not None and debt.case.received <= day
        )

    def __repr__(self) -> str:
        return f"<World {self.seed}: {len(self.debts)} cases, {len(self.agents)} agents>"


def true_presence(
    world: World, *, area: str = ""
) -> Mapping[tuple[PlaceType, DayGroup, int], float]:
    """Return how often borrowers are really met, on average over their doors.

    Parameters
    ----------
    world
        The city.
    area
        Only in this one; empty for all.

    Returns
    -------
    Mapping
        The chance by kind of place, kind of day and position in `HOURS`, the address being right.
    """
    sums: dict[tuple[PlaceType, DayGroup, int], list[float]] = {}
    areas = {debt.case.borrower_id: debt.case.area for debt in world.debts.values()}
    for household in world.households.values():
        for number, door in enumerate(household.doors):
            if area and (areas[household.borrower_id] != area or number > 0):
                continue
            work = door.place_type is PlaceType.WORK
            kind = PlaceType.WORK if work else PlaceType.HOME
            for group in DayGroup:
                for band in range(len(HOURS)):
                    one = door_presence(world.ways, household.life, kind, group, band, door.own)
                    sums.setdefault((kind, group, band), []).append(one)
    return {cell: sum(all_) / len(all_) for cell, all_ in sums.items()}


def _on(debt: Debt, day: date) -> Case:
    case = debt.case
    assert case.received is not None
    assert case.days_overdue is not None
    overdue = case.days_overdue + (day - case.received).days
    if debt.agreed is not None and debt.agreed_on is not None and debt.agreed_on <= day:
        case = debt.agreed
    return replace(case, days_overdue=overdue)
