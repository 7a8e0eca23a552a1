"""The shape of one situation, a line of JSON: a visit that might be made, and whose rules bind it.

Texts may be English or Chinese words, as in the tables of cases; times are with an offset, or by
the clock of the door. What a key means stands in its description, and so in the published schema.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from router.exports.json_types import Part

__all__ = ["SituationModel"]


_TEXT = {"type": "string"}


def _listed(value: object) -> object:
    """Read one text as a list of one."""
    return [value] if isinstance(value, str) else value


def _as_hold(value: object) -> object:
    return {"reason": value} if isinstance(value, str) else value


def _as_day(value: object) -> object:
    return {"date": value} if isinstance(value, str) else value


def _as_id(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _OrText:
    """In the schema: a text may stand in the block's place."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [_TEXT, handler(core)]}


Texts = Annotated[
    list[str],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}),
]
Id = Annotated[
    str,
    BeforeValidator(_as_id),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer"}]}),
]
AnyId = Annotated[
    str, BeforeValidator(_as_id), WithJsonSchema({"anyOf": [_TEXT, {"type": "integer"}]})
]
Times = Annotated[
    list[str],
    BeforeValidator(_listed),
    Field(description="Such as 'Mon-Fri 09:00-17:00', as in the tables."),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}),
]
When = Annotated[
    str,
    Field(
        description="Such as 2026-11-24T18:30:00+08:00, or 2026-11-24T18:30 by the clock of the "
        "door.",
    ),
]
Date = Annotated[str, Field(description="Such as 2026-11-24.")]


class CoordinateModel(Part):
    """WGS-84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class VisitModel(Part):
    """The visit that might be made; the history never contains it."""

    start: When
    time_zone: str | None = Field(
        default=None,
        description="IANA name of the zone of the door; needed unless start has an offset.",
    )
    duration_min: float = Field(default=20, gt=0, le=1440, allow_inf_nan=False)
    place_type: str = Field(
        default="home",
        description="home, work, registered, mailing, relative, hospital, school, public, agreed "
        "or other.",
    )
    case_id: AnyId = Field(default="", description="Which debt; caps may count per debt.")
    area: str = Field(default="", description="Of the door, as rules and agents name it.")
    coordinate: CoordinateModel | None = Field(
        default=None,
        description="Of the door, for sunrise and sunset; else those of the zone's main city.",
    )


class ReleasedModel(Part):
    """The end of a hold, or of what an outcome led to; only a named person ends one."""

    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    when: When | None = Field(default=None, description="From that day on; without it: already.")


class HoldModel(Part):
    """A reason not to visit; a text alone is a reason without dates."""

    reason: str = Field(
        min_length=1,
        description="Such as dispute. With released also what outcomes led to: a stage such as "
        "restructuring, a flag such as risk, or fruitless, the row of fruitless visits.",
    )
    since: Date | None = None
    until: Date | None = Field(default=None, description="Last day; null: until it is released.")
    due: Date | None = Field(
        default=None,
        description="In the place of until, for what is promised or planned: the day on which it "
        "is due. It holds 5 days longer.",
    )
    source: str = ""
    released: ReleasedModel | None = None


class ApproachModel(Part):
    """An approach to the borrower, made or planned."""

    when: When
    channel: str = Field(default="visit", description="visit, call, message or letter.")
    outcome: str | None = Field(
        default=None,
        description="Code or word of the table of outcome codes, such as NAH or 无人在家. What it "
        "means for later visits is judged too: REF holds for 14 days, LEAVE until it is released.",
    )
    until: Date | None = Field(
        default=None,
        description="The date that came with the outcome of a visit: when a promise is due, or the "
        "last day away.",
    )
    reached: bool | None = Field(
        default=None,
        description="Whether the borrower was reached, where no outcome is given. A visit that did "
        "not reach the borrower is fruitless.",
    )
    planned: bool | None = Field(
        default=None,
        description="True for a visit that has no outcome yet; it counts as if made. So does a "
        "visit of which nothing is said.",
    )
    case_id: AnyId = Field(default="", description="Empty: it counts for every debt.")
    place_type: str | None = Field(default=None, description="Where a visit was made.")


class BorrowerModel(Part):
    """Whom the visit concerns, over all cases."""

    borrower_id: AnyId = ""
    stage: str = Field(default="visit", description="Only the stage visit is visited.")
    flags: Texts = Field(default_factory=list, description="Such as risk, daylight, minor.")
    consents: Texts = Field(
        default_factory=list, description="visit, hours, frequency, or a type of place."
    )
    holds: list[Annotated[HoldModel, BeforeValidator(_as_hold), _OrText()]] = Field(
        default_factory=list
    )
    history: list[ApproachModel] = Field(
        default_factory=list, description="Planned visits included, before and after the visit."
    )
    prior: dict[str, Annotated[int, Field(ge=0, le=100_000)]] = Field(
        default_factory=dict,
        description="Approaches by channel that are known without their dates: {'call': 3}.",
    )
    working_hours: Times = Field(default_factory=list)
    not_at: Times = Field(default_factory=list)
    not_before: Date | None = Field(default=None, description="First day of a visit.")
    return_by: Date | None = Field(default=None, description="Last day of a visit.")
    languages: Texts = Field(default_factory=list)


class AgentModel(Part):
    """One who would go; several go together."""

    agent_id: Id
    people: int = Field(default=1, ge=1, le=100)
    certificates: dict[str, Date | None] = Field(
        default_factory=dict, description="Name to last day of validity; null: no end."
    )
    languages: Texts = Field(default_factory=list)
    areas: Texts = Field(default_factory=list, description="Empty: everywhere.")
    pairs_with: Texts = Field(
        default_factory=list, description="Agent ids: with whom they go; empty: with anybody."
    )


class NoticeModel(Part):
    """What the borrower was told of this visit."""

    sent: When | None = Field(default=None, description="Needed unless it is confirmed.")
    start: When | None = Field(default=None, description="The time that was named.")
    end: When | None = Field(default=None, description="If a span was named: its end.")
    says: Texts = Field(
        default_factory=lambda: ["purpose", "date_time"],
        description="purpose, date_time, rights, agent.",
    )
    confirmed: bool = Field(default=False, description="Whether the borrower confirmed the time.")


class DayModel(Part):
    """An own holiday or workday; a text alone is the date of a holiday."""

    date: Date
    name: str = "own holiday"
    kind: str = Field(default="holiday", pattern="^(holiday|workday)$")


class SituationModel(Part):
    """One line: a visit, its borrower, who would go, and under which profiles."""

    schema_name: str | None = Field(default=None, alias="schema", pattern="^router.situation/1$")
    id: Id
    profile: Texts | None = Field(
        default=None,
        description="Names of profiles (see `router rules list`) or paths of own TOML files, seen "
        "from the folder of this file; [] for none beside the humane one; null: that of the "
        "door's country, if there is one.",
    )
    humane: bool = True
    loosen: str | None = Field(default=None, description="Path of a TOML file of loosenings.")
    country: str | None = Field(
        default=None, description="ISO 3166, where no profile says whose holidays count."
    )
    subdivision: str | None = Field(default=None, description="ISO 3166-2 part of the country.")
    visit: VisitModel
    borrower: BorrowerModel = Field(default_factory=BorrowerModel)
    agents: list[AgentModel] = Field(
        default_factory=list, description="Empty: rules on agents are not judged."
    )
    notice: NoticeModel | None = None
    holidays: list[Annotated[DayModel, BeforeValidator(_as_day), _OrText()]] = Field(
        default_factory=list
    )
    now: When | None = Field(
        default=None,
        description="When this is asked: from when on a borrower who was not told could be told.",
    )
