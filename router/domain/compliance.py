"""What a plan says about the rules it was made under, so that anybody can judge it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.channels import Attempt, Channel
from router.domain.places import PlaceType
from router.domain.profiles import Evidence
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts

__all__ = [
    "BorrowerCount",
    "Compliance",
    "LayerStamp",
    "NoticeDue",
    "Override",
    "RuleCount",
    "VisitFacts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStamp:
    """Which profile was used.

    Parameters
    ----------
    profile_id, version, title
        Of the profile.
    digest
        SHA-256 of its file.
    grades
        How many of its rules are known how well.
    """

    profile_id: str
    version: str
    title: str
    digest: str
    grades: tuple[tuple[Evidence, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Something that a named person decided against the default.

    Parameters
    ----------
    kind
        ``loosening``, ``release``, ``notified`` or ``pin``.
    what
        In words: which rule, hold or visit, and what became of it.
    by, reason
        Who, and why.
    until
        Last day; None means no end.
    """

    kind: str
    what: str
    by: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often one rule was judged for the cases of a day.

    Parameters
    ----------
    profile, field, rule_id, value
        Which rule, and what it states.
    source
        Title of its citation, and its grade.
    judged, refused
        For how many cases; how many of them it kept from being visited on that day, alone or with
        others.
    """

    profile: str
    field: str
    rule_id: str
    value: str
    source: str
    judged: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerCount:
    """How often a borrower was visited.

    Parameters
    ----------
    borrower_id
        Who.
    made
        Visits attempted in the 30 days before the planned day.
    planned
        Visits in this plan and, without outcome, in others.
    """

    borrower_id: str
    made: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What must be known of a planned visit to judge whether it is lawful.

    Parameters
    ----------
    visit_id
        The visit of the problem.
    case_ids, borrower_ids
        Whom it concerns.
    zone
        IANA name of the zone of the door.
    place_type
        What the place is to the borrower.
    stage, flags, consents
        Of the case and its borrower.
    working_hours, not_at
        As in the table.
    prior
        Attempts by other channels that a table states without their dates.
    holds
        That are known, in force or not.
    notified
        When the borrower was told; None if that is still to be done.
    notice_by
        Until when the borrower must be told; None if no rule asks for it.
    confirmed
        Whether it is a confirmed appointment.
    carry, conduct, recording
        As the rules demand.
    area, languages
        As in the table.
    reopened
        When a named person opened the visit stage again after fruitless visits; None if nobody did.
    not_before, return_by
        First and last day on which the visit may be made; None if there is none.
    """

    visit_id: str
    case_ids: tuple[str, ...]
    borrower_ids: tuple[str, ...]
    zone: str
    place_type: PlaceType
    stage: str = VISIT_STAGE
    flags: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    working_hours: tuple[DailyWindow, ...] = ()
    not_at: tuple[DailyWindow, ...] = ()
    prior: tuple[tuple[Channel, int], ...] = ()
    holds: tuple[Hold, ...] = ()
    notified: datetime | None = None
    notice_by: datetime | None = None
    confirmed: bool = False
    carry: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    recording: str = ""
    area: str = ""
    languages: frozenset[str] = frozenset()
    reopened: datetime | None = None
    not_before: date | None = None
    return_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDue:
    """Who must be told of a visit, by when, and in which words.

    Parameters
    ----------
    case_id, borrower_id
        Whom it concerns; one notice for all cases of a visit.
    start, end
        Of the time that is named: the visit starts between them; zone-aware, at the door.
    by
        Until when it must be told.
    words
        Neutral text for the borrower, without an amount, with purpose and rights.
    language
        Of the words, such as ``en`` or ``zh``.
    told
        When it was told; None if that is still to be done.
    says
        What the words state: ``purpose``, ``date_time``, ``rights``, ``agent``.
    """

    case_id: str
    borrower_id: str
    start: datetime
    end: datetime
    by: datetime
    words: str
    language: str = "en"
    told: datetime | None = None
    says: frozenset[str] = frozenset({"purpose", "date_time", "rights"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """The rules of a plan, what they decided, and what anybody needs to check it.

    Parameters
    ----------
    layers
        The profiles that were used.
    calendar
        Name of the holiday calendar; empty for none.
    holidays
        Of the day that is planned and the fourteen days around it: date and name.
    warnings
        What is less certain than usual.
    rules
        Every rule, and how often it spoke.
    overrides
        What named people decided.
    borrowers
        Visits per borrower in 30 days, of those in this plan or visited lately.
    most_in_30_days
        The least that a cap on visits within 30 days allows a borrower; None if no rule has one.
    facts
        One per visit of the problem.
    agents
        Those on duty.
    history
        Approaches, made and planned, to the borrowers of the plan, as far back as its rules look.
    notices
        Who must be told.
    planned_at
        The moment of planning; None if it was not stated: notices then count as still in time.
    violations
        What the checker found against the law: none, or the plan is not handed out.
    """

    layers: tuple[LayerStamp, ...]
    calendar: str = ""
    holidays: tuple[tuple[date, str], ...] = ()
    warnings: tuple[str, ...] = ()
    rules: tuple[RuleCount, ...] = ()
    overrides: tuple[Override, ...] = ()
    borrowers: tuple[BorrowerCount, ...] = ()
    most_in_30_days: int | None = None
    facts: tuple[VisitFacts, ...] = ()
    agents: tuple[AgentFacts, ...] = ()
    history: tuple[Attempt, ...] = ()
    notices: tuple[NoticeDue, ...] = ()
    planned_at: datetime | None = None
    violations: tuple[str, ...] = ()
