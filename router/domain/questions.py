"""Questions to the rules as people ask them: with names of profiles in the place of a law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from router.domain.memory import Release
from router.domain.outcomes import Outcome
from router.domain.places import Coordinate, PlaceType
from router.domain.standing import Standing
from router.domain.verdicts import AgentFacts

__all__ = ["OwnDay", "Question"]

OwnDay = tuple[date, str, str]
"""Date, name, and ``holiday`` or ``workday``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A visit of which somebody asks whether it may be made.

    Parameters
    ----------
    question_id
        Given back with the answer.
    profiles
        Names of profiles, or paths of own ones; None: that of the country of the door, if there is
        one.
    humane
        Whether the humane layer is used.
    loosenings
        Path of a file of loosenings; empty for none.
    country, subdivision
        Whose holidays count where no profile says so; empty: the country of the time zone.
    holidays
        Own days, which go before those of the calendar.
    start, duration
        Of the visit; zone-aware.
    zone, zone_name
        Of the door; the name is empty if only an offset is known.
    place_type
        What the place is to the borrower.
    standing
        Of the case, as stated.
    outcomes
        What came of earlier visits: it changes the standing.
    releases
        Who ended something that earlier visits left behind, when and why.
    agents
        Who would go, together; empty if nobody is named.
    coordinate
        Of the door; None if it is not known.
    now
        When the question is asked; None if that does not matter.
    row
        Line in the file, for messages.
    """

    question_id: str
    profiles: tuple[str, ...] | None = None
    humane: bool = True
    loosenings: str = ""
    country: str = ""
    subdivision: str = ""
    holidays: tuple[OwnDay, ...] = ()
    start: datetime
    duration: timedelta
    zone: tzinfo
    zone_name: str = ""
    place_type: PlaceType = PlaceType.HOME
    standing: Standing
    outcomes: tuple[Outcome, ...] = ()
    releases: tuple[Release, ...] = ()
    agents: tuple[AgentFacts, ...] = ()
    coordinate: Coordinate | None = None
    now: datetime | None = None
    row: int = 0
