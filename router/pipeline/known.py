"""What is known when a period is planned, and the period as it was stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from router.domain.agents import Agent
from router.domain.bands import DayGroup
from router.domain.cases import Case
from router.domain.memory import Memory
from router.domain.places import Coordinate, LocatedAddress, Place
from router.domain.plan import HeldCase
from router.domain.presence import Presence
from router.domain.problem import Problem, Shift
from router.domain.standing import Standing
from router.domain.times import TimeWindow
from router.domain.verdicts import AgentFacts, Law
from router.domain.worth import VisitWorth
from router.forming import Day
from router.pipeline.ruling import Ruling
from router.pipeline.settings import Settings
from router.travel import TravelProvider

__all__ = ["DayPart", "Known", "Period", "offset_s", "shift_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known when a period is planned.

    Parameters
    ----------
    cases
        Every case, with its appointment.
    located
        Case id to the address that is offered.
    memory
        Of earlier days.
    agents
        Those whose certificates are valid and whose places are known.
    bases
        Agent id to where shifts start and end.
    zone
        Of the region.
    zone_at
        The zone of a door.
    travel
        Who knows the ways.
    presence
        When borrowers are met, assumed or learned.
    settings
        What is the same every day.
    now
        The moment of planning; None if it does not matter.
    """

    cases: tuple[Case, ...]
    located: Mapping[str, LocatedAddress]
    memory: Memory
    agents: tuple[Agent, ...]
    bases: Mapping[str, tuple[Place | None, Place | None]]
    zone: tzinfo
    zone_at: Callable[[Coordinate], tzinfo]
    travel: TravelProvider
    presence: Presence
    settings: Settings
    now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart:
    """One day of a period.

    Parameters
    ----------
    day
        Which.
    law
        The rules of that day.
    group
        Kind of day.
    standings
        Case id to where it stands on that day.
    held
        Cases that holds, stages and agreements keep from that day.
    ruling
        What the rules say about the others.
    shifts
        Of that day, in seconds after its own midnight.
    agents
        Those on duty.
    window
        The day, and the night after it if a shift runs on.
    """

    day: Day
    law: Law
    group: DayGroup
    standings: Mapping[str, Standing]
    held: tuple[HeldCase, ...]
    ruling: Ruling
    shifts: tuple[Shift, ...]
    agents: tuple[AgentFacts, ...]
    window: TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is to be solved over all days, and the days it is made of.

    Parameters
    ----------
    parts
        In order of time.
    problem
        Over all of them; seconds count from the first midnight.
    worths
        One per visit, in the order of the problem's visits.
    """

    parts: tuple[DayPart, ...]
    problem: Problem
    worths: tuple[VisitWorth, ...]

    def offset_s(self, number: int) -> int:
        """Return when a day starts.

        Parameters
        ----------
        number
            Of the day, from 0.

        Returns
        -------
        int
            Its midnight in seconds after the first one.
        """
        return offset_s(self.parts, number)

    def shift_id(self, number: int, shift: Shift) -> str:
        """Name a shift of a day within the period.

        Parameters
        ----------
        number
            Of the day, from 0.
        shift
            Of that day.

        Returns
        -------
        str
            Of the first day as it is; of later ones with the date.
        """
        return shift_id(self.parts, number, shift)


def offset_s(parts: Sequence[DayPart], number: int) -> int:
    """Return when a day of a period starts.

    Parameters
    ----------
    parts
        All days.
    number
        Of the day, from 0.

    Returns
    -------
    int
        Its midnight in seconds after the first one.
    """
    first, day = parts[0].day.origin, parts[number].day.origin
    return round(day.timestamp() - first.timestamp())


def shift_id(parts: Sequence[DayPart], number: int, shift: Shift) -> str:
    """Name a shift of a day within a period.

    Parameters
    ----------
    parts
        All days.
    number
        Of the day, from 0.
    shift
        Of that day.

    Returns
    -------
    str
        Of the first day as it is; of later ones with the date.
    """
    if number == 0:
        return shift.shift_id
    return f"{shift.shift_id}@{parts[number].day.date.isoformat()}"
