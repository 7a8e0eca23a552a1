"""Agents: who visits, when they work, how they travel and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from router.domain.places import Address
from router.domain.times import DailyWindow

__all__ = ["Agent", "Break", "TravelMode"]


class TravelMode(StrEnum):
    """How an agent travels between doors."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    EBIKE = "ebike"
    BIKE = "bike"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Break:
    """A rest that starts inside a window of clock times.

    Parameters
    ----------
    earliest, latest
        Bounds of the start, local clock.
    duration
        Its length.
    """

    earliest: time
    latest: time
    duration: timedelta

    def __post_init__(self) -> None:
        if self.duration <= timedelta(0):
            raise ValueError("a break lasts longer than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One person, or a crew, who visits.

    Parameters
    ----------
    agent_id
        Unique in the table.
    start, end
        Where the shift starts and ends; None means open (the route starts at its first stop, or
        ends at its last).
    name
        For the sheets; the id if empty.
    shifts
        Working times by weekday or date; of those that hold on a day, dated ones win. On a day
        without any the agent does not work.
    days_off
        Dates on which no shift starts, whatever ``shifts`` says.
    people
        Who go together; a crew of two is one agent of two people.
    certificates
        Name and last day of validity, None for no end. An agent whose certificate has expired does
        not work.
    languages
        That they speak.
    areas
        Where they go, as the tables call the areas; empty means everywhere.
    breaks
        Taken on every shift that contains them.
    skills
        What the agent can do.
    mode
        How the agent travels.
    max_visits, max_hours, max_km
        Limits per shift; None means none.
    capacity
        Units of load; None means no limit.
    cost_per_hour
        Money per paid hour (from leaving the start to reaching the end).
    cost_per_km
        Money per kilometre.
    fixed_cost
        Money for a shift that is used at all.
    overtime
        How long after the shift's end the route may still run.
    overtime_cost_per_hour
        Money per hour after the shift's end, on top of ``cost_per_hour``.
    pairs_with
        Agents with whom this one may meet where two people must go; empty means with anybody.
    row
        Row in the table, for messages; 0 if it came from elsewhere.
    """

    agent_id: str
    start: Address | None
    end: Address | None
    name: str = ""
    shifts: tuple[DailyWindow, ...]
    breaks: tuple[Break, ...] = ()
    skills: frozenset[str] = frozenset()
    mode: TravelMode = TravelMode.CAR
    max_visits: int | None = None
    max_hours: timedelta | None = None
    max_km: float | None = None
    capacity: int | None = None
    cost_per_hour: float = 30.0
    cost_per_km: float = 0.3
    fixed_cost: float = 0.0
    overtime: timedelta = timedelta(0)
    overtime_cost_per_hour: float = 45.0
    days_off: frozenset[date] = frozenset()
    people: int = 1
    certificates: tuple[tuple[str, date | None], ...] = ()
    languages: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    pairs_with: frozenset[str] = frozenset()
    row: int = 0

    def __post_init__(self) -> None:
        if not self.agent_id:
            raise ValueError("an agent needs an id")
        if self.people < 1:
            raise ValueError(f"agent {self.agent_id}: somebody goes")
        for limit in (self.max_visits, self.max_km, self.capacity):
            if limit is not None and limit < 0:
                raise ValueError(f"agent {self.agent_id}: a limit is not negative")
        costs = (
            self.cost_per_hour,
            self.cost_per_km,
            self.fixed_cost,
            self.overtime_cost_per_hour,
        )
        if min(costs) < 0 or self.overtime < timedelta(0):
            raise ValueError(f"agent {self.agent_id}: a cost is not negative")
        if not self.name:
            object.__setattr__(self, "name", self.agent_id)
