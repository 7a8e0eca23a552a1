"""The shape of plan.json, schema router.plan/1; the published JSON Schema comes from here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from router.domain.places import Grade, LocationStatus, PlaceType
from router.domain.plan import ReasonCode
from router.exports.compliance_models import ComplianceModel
from router.exports.conventions import PLAN_SCHEMA
from router.exports.json_types import Count, Day, Instant, Money, Name, Part, Price
from router.exports.problem_models import ProblemModel
from router.exports.route_models import CostsModel, RouteModel, SearchModel

__all__ = [
    "CardModel",
    "LaterModel",
    "PlaceModel",
    "PlanModel",
    "UnassignedModel",
    "WorthModel",
]

Code = Annotated[ReasonCode, Field(strict=False)]
Chance = Annotated[float, Field(ge=0, le=1)]


class PlaceModel(Part):
    """Where an address was matched, and how well."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    grade: Annotated[Grade, Field(strict=False)]
    score: float = Field(ge=0, le=1)
    error_m: float = Field(ge=0, allow_inf_nan=False, description="Radius of the expected error.")
    matched: str
    source: str
    building: str
    by: str = Field(default="", description="Of a correction: who vouches for it, as written.")
    when: str = Field(default="", description="Of a correction: since when, as written.")


class RefusalModel(Part):
    """Why one shift does not take a visit."""

    shift_id: str
    code: Code
    detail: str
    extra_cost: Money | None


class UnassignedModel(Part):
    """A visit on no route, and what would help."""

    visit_id: Name
    case_ids: list[str]
    code: Code
    detail: str
    remedy: str
    refusals: list[RefusalModel]
    channel: str = Field(default="", description="What is due now, such as call or letter.")
    decision: str = Field(default="", description="Why not today, and what to do instead.")


class BandWorthModel(Part):
    """What a visit is worth whose service starts in a part of a day."""

    start: Instant
    end: Instant
    met: Chance = Field(description="That the borrower is met, if the address is right.")
    value: Price = Field(description="Money, before what way and time cost.")


class WorthModel(Part):
    """What a visit is worth, term by term."""

    visit_id: Name
    address: Chance = Field(description="That the borrower is still to be found there.")
    meeting: Price = Field(description="Money that a meeting brings; no amount that is owed.")
    basis: str = Field(description="Where that comes from.")
    ageing: Price = 1.0
    age_days: int | None = Field(default=None, description="Waiting for a decision.")
    burden: Price = 0.0
    appointment: bool = False
    bands: list[BandWorthModel] = Field(default=[], description="In order, apart.")
    met_service_s: Count
    missed_service_s: Count
    channel: str = Field(default="call", description="What is due if no visit is made.")


class LaterModel(Part):
    """A visit that is proposed for a later day; unassigned in this plan, or its cases are held."""

    visit_id: Name
    case_ids: list[str]
    start: Instant
    agent_id: str


class HeldModel(Part):
    """A case that must not be visited on this day."""

    case_id: Name
    rule: str
    detail: str
    until: Day | None
    source: str = Field(default="", description="Where the hold or the rule comes from.")
    channel: str = Field(default="", description="What is due instead of a visit on this day.")


class RefusedModel(Part):
    """A row of a table that could not be used; row counts the header as 1."""

    table: str
    row: int
    row_id: str
    address: str
    why: str


class ReviewModel(Part):
    """A case whose address is not trusted; candidates best first."""

    case_id: Name
    why: str
    candidates: list[PlaceModel]


class OtherAddressModel(Part):
    """A further address of a case, which is not the one that is offered."""

    address: str
    place_type: Annotated[PlaceType, Field(strict=False)]
    status: Annotated[LocationStatus, Field(strict=False)]
    why: str
    place: PlaceModel | None


class CardModel(Part):
    """What the sheets show of a case."""

    case_id: Name
    borrower_id: str
    name: str
    address: str
    place_type: Annotated[PlaceType, Field(strict=False)]
    place: PlaceModel | None
    notes: str
    appointment: bool
    other_addresses: list[OtherAddressModel] = Field(default=[])


class PlanModel(Part):
    """A planned day: the problem, the routes, and everything that is on no route."""

    model_config = ConfigDict(title=f"{PLAN_SCHEMA}: a planned day of visits")

    # mypy and pydantic: a field called "schema" would hide a method of the base class.
    schema_: Literal["router.plan/1"] = Field(alias="schema")
    day: Day
    conventions: dict[str, str] = Field(default={}, description="Units and meanings, in words.")
    warnings: list[str]
    visiting_rules: str = ""
    attribution: str
    search: SearchModel
    costs: CostsModel
    routes: list[RouteModel]
    unassigned: list[UnassignedModel]
    held: list[HeldModel]
    review: list[ReviewModel]
    refused: list[RefusedModel] = Field(default=[])
    cards: list[CardModel]
    compliance: ComplianceModel | None = Field(
        default=None, description="The rules of the plan; null for a plan of a bare problem."
    )
    worths: list[WorthModel] = Field(
        default=[], description="Of the problem's visits; empty for a plan of a bare problem."
    )
    later: list[LaterModel] = Field(default=[], description="Proposed for later days.")
    problem: ProblemModel
