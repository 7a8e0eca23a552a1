"""The shape of plan.json, schema router.plan/1; the published JSON Schema comes from here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from router.domain.places import Grade, LocationStatus, PlaceType
from router.domain.plan import ReasonCode
from router.exports.compliance_models import ComplianceModel
from router.exports.conventions import PLAN_SCHEMA
from router.exports.json_types import Day, Money, Name, Part
from router.exports.problem_models import ProblemModel
from router.exports.route_models import CostsModel, RouteModel, SearchModel

__all__ = ["CardModel", "PlaceModel", "PlanModel", "UnassignedModel"]

Code = Annotated[ReasonCode, Field(strict=False)]


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
    problem: ProblemModel
