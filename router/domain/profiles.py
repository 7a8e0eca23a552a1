"""Visiting rules as data: what one jurisdiction, or the humane default, says of visits.

A profile is one layer of rules; a visit must pass every rule of every layer. Each rule cites its
source. Rules that speak of calls only are kept (``applies_to``) and never judge a visit.

Days are named ``mon`` to ``sun`` and ``holiday``. Where a layer has no hours for a day, it allows
that day; hours for ``holiday`` stand in the place of those for the weekday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Literal, TypeVar

from router.domain.channels import Channel
from router.domain.places import PlaceType

__all__ = [
    "DAYS",
    "CapRule",
    "CertificateRule",
    "Citation",
    "ClockSpan",
    "ConsentRule",
    "CrewRule",
    "Evidence",
    "GapRule",
    "HoursRule",
    "Loosening",
    "NoticeRule",
    "PaperRule",
    "PlaceRule",
    "PriorRule",
    "Profile",
    "ProtectedRule",
    "RecordRule",
    "Rule",
]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
"""Kinds of days that hours are stated for; the first seven in the order of `date.weekday`."""


class Evidence(StrEnum):
    """How well a value is known."""

    PRIMARY = "primary"
    """Read on the regulator's or publisher's own page."""
    SECONDARY = "secondary"
    """Read on somebody else's page."""
    UNVERIFIED = "unverified"
    """General knowledge, or an assumption of this project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a value comes from.

    Parameters
    ----------
    title
        Of the law, standard or guideline.
    where
        Its address, or where it was read; may be empty.
    checked
        When it was read; None for an assumption.
    grade
        How well it is known.
    note
        What else a reader should know.
    """

    title: str
    where: str = ""
    checked: date | None = None
    grade: Evidence = Evidence.UNVERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What all rules have.

    Parameters
    ----------
    rule_id
        Unique in its profile, such as ``hours-sat``.
    citation
        Where it comes from.
    effective, until
        First and last day on which it holds; None means no bound.
    applies_to
        Channels that it binds.
    lifted_by
        Consents of the borrower that lift it, see `router.domain.standing.CONSENTS`.
    if_flags, unless_flags
        Holds only for borrowers with one of these flags (empty means for all), and for none with
        one of those.
    """

    rule_id: str
    citation: Citation
    effective: date | None = None
    until: date | None = None
    applies_to: frozenset[Channel] = frozenset({Channel.VISIT})
    lifted_by: frozenset[str] = frozenset()
    if_flags: frozenset[str] = frozenset()
    unless_flags: frozenset[str] = frozenset()

    @property
    def field(self) -> str:
        """The field of the profile to which it belongs, such as ``hours``."""
        return _FIELDS[type(self)]

    def in_force(self, day: date) -> bool:
        """Tell whether the rule holds on a day.

        Parameters
        ----------
        day
            The date at the door.

        Returns
        -------
        bool
            True from ``effective`` to ``until``, both included.
        """
        return not (
            (self.effective is not None and day < self.effective)
            or (self.until is not None and day > self.until)
        )


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """Clock times between which a visit must start and end, both ends allowed.

    Parameters
    ----------
    start, end
        Local wall clock; an end of 00:00 means midnight at the end of the day.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end != time(0) and self.end <= self.start:
            raise ValueError("a span of hours ends after it starts, on the same day")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule(Rule):
    """When visits are allowed on some kinds of days.

    Parameters
    ----------
    days
        Of `DAYS`.
    open
        Spans; empty means that no visit is made on those days.
    place_types
        At which places; empty means at all.
    unless_known
        True if hours that the borrower named for that place (``Standing.working_hours``) stand in
        their stead.
    """

    days: frozenset[str]
    open: tuple[ClockSpan, ...]
    place_types: frozenset[PlaceType] = frozenset()
    unless_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRule(Rule):
    """How many approaches a span of time may hold, the judged visit included.

    Parameters
    ----------
    most
        At most so many.
    days
        In a rolling window of so many times 24 hours, start to start, half-open: an approach
        exactly so long ago is outside. None: on the same local calendar day.
    counts
        ``attempts`` or ``contacts``. The visit that is judged always counts.
    channels
        Whose approaches are counted; the visit itself only if visits are.
    scope
        Per ``borrower`` over all debts and addresses, or per ``debt``.
    place_types
        Only visits to these places are bound and counted, and those of which the place is not
        known; empty means all.
    """

    most: int
    days: int | None
    counts: Literal["attempts", "contacts"] = "attempts"
    channels: frozenset[Channel] = frozenset({Channel.VISIT})
    scope: Literal["borrower", "debt"] = "borrower"
    place_types: frozenset[PlaceType] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule(Rule):
    """How long two visits to a borrower must lie apart, start to start.

    Parameters
    ----------
    days
        At least so many times 24 hours.
    """

    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorRule(Rule):
    """What must have been tried by another channel before the first visit.

    Parameters
    ----------
    channel
        By which.
    attempts
        At least so many, before the visit.
    """

    channel: Channel
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule(Rule):
    """What the borrower must be told before a visit, and how long before.

    Parameters
    ----------
    lead_hours
        At least so long before the visit starts; a confirmed appointment is notice.
    says
        What it must state, of ``purpose``, ``date_time``, ``rights``, ``agent``.
    """

    lead_hours: float
    says: frozenset[str] = frozenset({"purpose", "date_time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule(Rule):
    """A visit needs the borrower's agreement.

    Parameters
    ----------
    consent
        Which: ``visit``, to be visited at all.
    """

    consent: str = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule(Rule):
    """Whether places of one type may be visited.

    Parameters
    ----------
    place_type
        The type.
    treatment
        ``allow``, ``consent`` (with the borrower's consent to that type) or ``deny``.
    after_fruitless_at
        If given, only after ``after_fruitless`` fruitless visits to places of this type.
    after_fruitless
        So many.
    """

    place_type: PlaceType
    treatment: Literal["allow", "consent", "deny"]
    after_fruitless_at: PlaceType | None = None
    after_fruitless: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewRule(Rule):
    """By how many people a visit may be made.

    Parameters
    ----------
    least, most
        People at the door; None means no bound.
    areas
        Only in these areas; empty means everywhere.
    between
        Only for visits that touch this span of the local clock; None means at any time.
    """

    least: int | None = None
    most: int | None = None
    areas: frozenset[str] = frozenset()
    between: ClockSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRule(Rule):
    """A certificate that every person at the door must hold, through the day of the visit.

    Parameters
    ----------
    certificate
        Its name, as in the table of agents.
    """

    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRule(Rule):
    """What the agent carries, leaves undone, or says; printed on the sheet, never judged.

    Parameters
    ----------
    carry
        Documents to carry.
    conduct
        Sentences for the agent.
    recording
        ``required``, ``inform`` (allowed if the borrower is told) or empty.
    """

    carry: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    recording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedRule(Rule):
    """Borrowers who must not be visited.

    Parameters
    ----------
    flags
        Flags or reasons of holds, such as ``minor``.
    """

    flags: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule):
    """How long records are kept.

    Parameters
    ----------
    keep_days
        At least so long.
    purge_days
        No longer than this; None means no bound.
    """

    keep_days: int
    purge_days: int | None = None


_FIELDS: Mapping[type[Rule], str] = {
    HoursRule: "hours",
    CapRule: "caps",
    GapRule: "min_gap",
    PriorRule: "prior_contacts",
    NoticeRule: "notice",
    ConsentRule: "consent",
    PlaceRule: "places",
    CrewRule: "crew",
    CertificateRule: "certificates",
    PaperRule: "papers",
    ProtectedRule: "protected",
    RecordRule: "records",
}


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loosening:
    """A humane rule that a named person opened, and why; a law is never opened.

    Parameters
    ----------
    rule_id
        Of the humane profile.
    changes
        What was changed in it, in words such as ``most = 2``.
    by, reason
        Who, and why.
    until
        Last day; None means no end.
    """

    rule_id: str
    changes: str
    by: str
    reason: str
    until: date | None = None

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("a loosening names who decided it, and why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One layer of visiting rules.

    Parameters
    ----------
    profile_id
        Such as ``cl``.
    version
        Of its contents, such as ``2021-04-20``.
    title
        For people.
    rules
        In the order of the file; `of` gives those of one field.
    country, subdivision
        ISO 3166 codes of the jurisdiction and of its holidays; empty for none.
    adjusted_workdays
        True if a weekend day that is worked instead of another (调休) has the hours of a Monday
        here.
    note
        What a reader must know, such as gaps.
    digest
        SHA-256 of the file it was read from, in hexadecimal.
    loosened
        What was opened in it, by whom and why.
    """

    profile_id: str
    version: str
    title: str
    rules: tuple[Rule, ...]
    country: str = ""
    subdivision: str = ""
    adjusted_workdays: bool = False
    note: str = ""
    digest: str = ""
    loosened: tuple[Loosening, ...] = field(default=())

    @property
    def name(self) -> str:
        """Id and version, as outputs show them."""
        return f"{self.profile_id} {self.version}"

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rules of one kind.

        Parameters
        ----------
        kind
            Such as `HoursRule`.

        Returns
        -------
        tuple
            In the order of the file.
        """
        return tuple(rule for rule in self.rules if isinstance(rule, kind))

    def on(self, day: date) -> Profile:
        """Return the profile with the rules that hold on a day.

        Parameters
        ----------
        day
            The date at the door.

        Returns
        -------
        Profile
            Without rules that are not in force.
        """
        return replace(self, rules=tuple(rule for rule in self.rules if rule.in_force(day)))
