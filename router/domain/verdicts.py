"""A question to the rules, "may this visit be made?", and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from router.domain.calendars import Calendar
from router.domain.places import Coordinate, PlaceType
from router.domain.profiles import Citation, Loosening, Profile
from router.domain.standing import Standing

__all__ = ["PRODUCT", "AgentFacts", "Law", "Refusal", "Situation", "Verdict"]

PRODUCT = "router"
"""Stands for a profile in refusals by rules that no profile may change: holds, stages, agents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All rules that bind a visit: a visit must pass every layer.

    Parameters
    ----------
    layers
        Profiles, the humane one first if it is used.
    calendar
        Holidays of the jurisdiction.
    warnings
        What is less certain than usual, such as a year without announced adjustments.
    """

    layers: tuple[Profile, ...]
    calendar: Calendar = field(default_factory=Calendar)
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Ids and versions of the layers."""
        return " + ".join(layer.name for layer in self.layers) or "no rules"

    @property
    def described(self) -> str:
        """The layers, and what named people opened in them, for every output."""
        opened = "; ".join(
            f"{one.rule_id} opened ({one.changes}) by {one.by}: {one.reason}"
            for one in self.loosened
        )
        return f"{self.name}; {opened}" if opened else self.name

    @property
    def loosened(self) -> tuple[Loosening, ...]:
        """What was opened, over all layers."""
        return tuple(one for layer in self.layers for one in layer.loosened)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """What the rules need to know of an agent.

    Parameters
    ----------
    agent_id
        Who.
    people
        How many people it is.
    certificates
        Name to last day of validity; None for no end.
    languages
        That they speak.
    areas
        Where they go; empty means everywhere.
    pairs_with
        Agents with whom they may meet at a door; empty means with anybody.
    """

    agent_id: str
    people: int = 1
    certificates: tuple[tuple[str, date | None], ...] = ()
    languages: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    pairs_with: frozenset[str] = frozenset()

    def goes_with(self, other: str) -> bool:
        """Tell whether they accept to meet another agent at a door.

        Parameters
        ----------
        other
            Agent id.

        Returns
        -------
        bool
            The other one has to accept, too.
        """
        return not self.pairs_with or other in self.pairs_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A visit that might be made, with all that the rules look at.

    Parameters
    ----------
    start
        When it starts; zone-aware.
    duration
        How long it takes.
    zone
        Of the door.
    place_type
        What the place is to the borrower.
    standing
        Of the case.
    agents
        Who would go, together; empty if nobody is named: rules on agents are then not judged.
    law
        Under which rules.
    daylight
        Sunrise and sunset at the door on that day; None: by ``coordinate``.
    coordinate
        Of the door; without it, and without ``daylight``, daylight is not known.
    now
        When the question is asked: a borrower who was not told may be told from then on.
    label
        Of the question, given back with the answer.
    """

    start: datetime
    duration: timedelta
    zone: tzinfo
    place_type: PlaceType
    standing: Standing
    agents: tuple[AgentFacts, ...] = ()
    law: Law
    daylight: tuple[datetime, datetime] | None = None
    coordinate: Coordinate | None = None
    now: datetime | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None:
            raise ValueError("the start of a visit needs its zone")
        if self.duration < timedelta(0):
            raise ValueError("a visit takes no negative time")

    @property
    def day(self) -> date:
        """The date at the door when the visit starts."""
        return self.start.astimezone(self.zone).date()

    @property
    def end(self) -> datetime:
        """When it ends, elapsed time after its start."""
        return (self.start.astimezone(UTC) + self.duration).astimezone(self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One rule that says no.

    Parameters
    ----------
    profile
        Id of the layer, or `PRODUCT`.
    field
        Of the profile, such as ``hours``; of the product: ``stage``, ``hold``, ``dates``,
        ``fruitless``, ``band``, ``not_at``, ``risk``, ``area``, ``language``, ``certificates``; in
        planning also ``windows`` and ``appointment``.
    rule_id
        Which rule of that field.
    value
        What the rule states, in short words: ``sat 10:00-18:00``, ``1 attempt in 7 days``.
    detail
        What is wrong, in a sentence.
    citation
        Where the rule comes from; None for rules of the product.
    again
        First instant at which this rule would let the visit start, if time alone cures it.
    """

    profile: str
    field: str
    rule_id: str
    value: str
    detail: str
    citation: Citation | None = None
    again: datetime | None = None

    @property
    def code(self) -> str:
        """Short code for tables, such as ``CAPS:cl:weekly`` or ``HOLD:dispute``."""
        head = self.field.upper()
        return (
            f"{head}:{self.rule_id}"
            if self.profile == PRODUCT
            else (f"{head}:{self.profile}:{self.rule_id}")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of the rules to one situation.

    Parameters
    ----------
    refusals
        Every rule that says no, layer by layer; empty means that the visit may be made.
    judged
        How many rules were judged.
    carry, conduct
        What the agent takes along, and how to behave, under these rules.
    recording
        ``required``, ``inform`` or empty.
    warnings
        What is less certain than usual.
    """

    refusals: tuple[Refusal, ...] = ()
    judged: int = 0
    carry: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    recording: str = ""
    warnings: tuple[str, ...] = field(default=())

    @property
    def allowed(self) -> bool:
        """Whether the visit may be made."""
        return not self.refusals
