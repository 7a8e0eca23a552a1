"""The shape of plan.json's block ``compliance``: the rules of a plan, and what they decided."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from router.domain.channels import Channel
from router.domain.places import PlaceType
from router.domain.profiles import Evidence
from router.exports.json_types import ClockTime, Count, Day, Moment, Name, Part

__all__ = [
    "AgentFactsModel",
    "AttemptModel",
    "BorrowerCountModel",
    "ComplianceModel",
    "DailyWindowModel",
    "HoldModel",
    "LayerModel",
    "NoticeModel",
    "OverrideModel",
    "RuleModel",
    "VisitFactsModel",
]

ChannelName = Annotated[Channel, Field(strict=False)]
PlaceTypeName = Annotated[PlaceType, Field(strict=False)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class GradeModel(Part):
    """How many rules are known how well."""

    grade: Annotated[Evidence, Field(strict=False)]
    rules: Count


class LayerModel(Part):
    """A profile that was used."""

    profile_id: str
    version: str
    title: str
    digest: str = Field(description="SHA-256 of its file.")
    grades: list[GradeModel]


class HolidayModel(Part):
    """A holiday near the day that is planned."""

    day: Day
    name: str


class RuleModel(Part):
    """One rule: what it states, and how often it spoke."""

    profile: str
    field: str
    rule_id: str
    value: str
    source: str
    judged: Count
    refused: Count


class OverrideModel(Part):
    """Something that a named person decided against the default."""

    kind: str
    what: str
    by: str
    reason: str
    until: Day | None


class BorrowerCountModel(Part):
    """Visits to one borrower in 30 days."""

    borrower_id: str
    made: Count
    planned: Count


class DailyWindowModel(Part):
    """A window by the clock; an end at or before the start lies on the next day."""

    start: ClockTime
    end: ClockTime
    weekdays: list[Weekday] = Field(description="Empty: every day.")
    day: Day | None
    instant: bool


class PriorModel(Part):
    """Attempts by another channel, without their dates."""

    channel: ChannelName
    attempts: int


class HoldModel(Part):
    """A reason not to visit."""

    reason: str
    until: Day | None
    source: str
    since: Day | None
    whole_borrower: bool


class VisitFactsModel(Part):
    """What must be known of a visit to judge whether it is lawful."""

    visit_id: Name
    case_ids: list[str]
    borrower_ids: list[str]
    zone: str = Field(description="IANA name of the zone of the door.")
    place_type: PlaceTypeName
    stage: str
    flags: list[str]
    consents: list[str]
    working_hours: list[DailyWindowModel]
    not_at: list[DailyWindowModel]
    prior: list[PriorModel]
    holds: list[HoldModel]
    notified: Moment | None
    notice_by: Moment | None
    confirmed: bool
    reopened: Moment | None = None
    not_before: Day | None = Field(default=None, description="First day on which it may be made.")
    return_by: Day | None = Field(default=None, description="Last day on which it may be made.")
    carry: list[str]
    conduct: list[str]
    recording: str
    area: str
    languages: list[str]


class CertificateModel(Part):
    """A certificate and its last day; null for no end."""

    name: str
    until: Day | None


class AgentFactsModel(Part):
    """What the rules ask of an agent."""

    agent_id: str
    people: int
    certificates: list[CertificateModel]
    languages: list[str]
    areas: list[str]
    pairs_with: list[str] = Field(default=[])


class AttemptModel(Part):
    """One approach to a borrower, made or planned."""

    borrower_id: str
    when: Moment
    channel: ChannelName
    case_id: str
    place_type: PlaceTypeName | None
    code: str
    reached: bool
    agent_id: str


class NoticeModel(Part):
    """Who must be told of a visit, until when, and in which words."""

    case_id: str
    borrower_id: str
    start: Moment
    end: Moment
    by: Moment
    words: str
    language: str
    told: Moment | None
    says: list[str]


class ComplianceModel(Part):
    """The rules of the plan, what they decided, and what anybody needs to check it."""

    layers: list[LayerModel]
    calendar: str
    holidays: list[HolidayModel]
    warnings: list[str]
    rules: list[RuleModel]
    overrides: list[OverrideModel]
    borrowers: list[BorrowerCountModel]
    most_in_30_days: Count | None
    facts: list[VisitFactsModel]
    agents: list[AgentFactsModel]
    history: list[AttemptModel]
    notices: list[NoticeModel]
    planned_at: Moment | None
    violations: list[str]
