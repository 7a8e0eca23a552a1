"""One planned visit as the law sees it: when, where, to whom, by whom, after what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from router.checking.law_history import Approach
from router.domain.compliance import VisitFacts
from router.domain.places import Coordinate, PlaceType
from router.domain.verdicts import AgentFacts, Law

__all__ = ["Made", "read_as"]

_HOMES = frozenset({PlaceType.REGISTERED, PlaceType.MAILING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A visit on a route, with all that is known of it.

    Parameters
    ----------
    shift_id
        Of the route.
    start, end
        Of service, in UTC.
    zone
        Of the door.
    facts
        As the plan states them.
    agents
        Who stand at the door together.
    known
        Approaches by borrower, those of the whole plan included.
    law
        Under which rules.
    planned_at
        The moment of planning; None if it was not stated.
    coordinate
        Of the door; None if the plan does not say.
    """

    shift_id: str
    start: datetime
    end: datetime
    zone: tzinfo
    facts: VisitFacts
    agents: tuple[AgentFacts, ...]
    known: Mapping[str, tuple[Approach, ...]]
    law: Law
    planned_at: datetime | None = None
    coordinate: Coordinate | None = None

    @property
    def day(self) -> date:
        """The date at the door when the visit starts."""
        return self.start.astimezone(self.zone).date()

    @property
    def days(self) -> tuple[date, ...]:
        """The dates at the door that it touches; one that ends at midnight touches one."""
        last = (self.end - timedelta(microseconds=1)).astimezone(self.zone).date()
        return (self.day, last) if last > self.day else (self.day,)

    @property
    def people(self) -> int:
        """How many people stand at the door."""
        return sum(agent.people for agent in self.agents)

    @property
    def approaches(self) -> tuple[tuple[str, tuple[Approach, ...]], ...]:
        """Each borrower of the visit with all approaches to him."""
        return tuple((one, self.known.get(one, ())) for one in self.facts.borrower_ids)


def read_as(place_type: PlaceType) -> frozenset[PlaceType]:
    """Return as what a place may be read: a registered or mailing address is also a home.

    Parameters
    ----------
    place_type
        Of the place.

    Returns
    -------
    frozenset of PlaceType
        Its own type, and that for which it stands.
    """
    return frozenset({place_type, PlaceType.HOME} if place_type in _HOMES else {place_type})
