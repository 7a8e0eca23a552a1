"""The shape of plan.json, schema router.plan/1; the published JSON Schema comes from here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from router.domain.places import Grade, PlaceType
from router.domain.plan import ReasonCode
from router.exports.conventions import PLAN_SCHEMA

__all__ = ["PlanModel"]

_LARGEST = 2**31 - 1  # seconds and metres are 32-bit in the matrices
_RFC3339 = r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.0+)?([Zz]|[+-]\d{2}:\d{2})$"


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("a time is a text such as 2026-11-21T09:30:00+02:00")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("not a time such as 2026-11-21T09:30:00+02:00") from None
    if moment.utcoffset() is None:
        raise ValueError("a time needs its offset, such as +02:00")
    if moment.microsecond:
        raise ValueError("times are whole seconds")
    return moment


def _day(value: object) -> date:
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        raise ValueError("not a date such as 2026-11-21") from None


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _RFC3339}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Whole = Annotated[int, Field(ge=-_LARGEST, le=_LARGEST)]
Count = Annotated[int, Field(ge=0, le=_LARGEST)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Money = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1)]
Code = Annotated[ReasonCode, Field(strict=False)]


class _Part(BaseModel):
    """A block of the file: strict types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SpanModel(_Part):
    """A closed interval; both ends belong to it."""

    start: Instant
    end: Instant


class CoordinateModel(_Part):
    """A point in WGS-84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class PlaceModel(_Part):
    """Where an address was matched, and how well."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    grade: Annotated[Grade, Field(strict=False)]
    score: float = Field(ge=0, le=1)
    error_m: float = Field(ge=0, allow_inf_nan=False, description="Radius of the expected error.")
    matched: str
    source: str
    building: str


class VisitModel(_Part):
    """A case, or several at one door, that may be visited."""

    visit_id: Name
    case_ids: list[str]
    location: int = Field(ge=0, description="Position in locations and in every matrix.")
    building: Name
    service_s: Count
    setup_s: Count
    windows: list[SpanModel] = Field(description="Bound the start of service; in order.")
    legal: list[SpanModel] = Field(description="Bound the start and the end of service; in order.")
    skills: list[str]
    allowed_agents: list[str]
    excluded_agents: list[str]
    value: Price = Field(description="Money: the price of leaving the visit out.")
    mandatory: bool
    load: Count
    group: str


class ShiftBreakModel(_Part):
    """A rest that starts between two times."""

    earliest: Instant
    latest: Instant
    duration_s: int = Field(gt=0, le=_LARGEST)


class ShiftModel(_Part):
    """One agent's working time; it becomes one route, or none."""

    shift_id: Name
    agent_id: Name
    agent_name: str
    start_location: Annotated[int, Field(ge=0)] | None
    end_location: Annotated[int, Field(ge=0)] | None
    earliest: Instant
    latest: Instant
    overtime_max_s: Count
    breaks: list[ShiftBreakModel]
    skills: list[str]
    matrix: str = Field(description="Key in matrices.")
    max_visits: Count | None
    max_duration_s: Count | None
    max_distance_m: Count | None
    capacity: Count | None
    cost_per_hour: Money
    cost_per_km: Money
    fixed_cost: Money
    overtime_cost_per_hour: Money


class MatrixFileModel(_Part):
    """A file beside plan.json that holds a large matrix."""

    name: Name = Field(pattern=r"^[^/\\]+\.npz$", description="A plain file name, no folder.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class MatrixModel(_Part):
    """Travel between all locations; row = from, column = to; null where there is no way."""

    source: str
    approximate: bool
    size: int = Field(ge=0, description="Number of locations.")
    snap_m: list[Price] = Field(description="Metres from each location to its street; may be [].")
    file: MatrixFileModel | None = None
    duration_s: list[list[Count | None]] | None = None
    distance_m: list[list[Count | None]] | None = None


class ProblemModel(_Part):
    """Everything that decides what a good plan is."""

    origin: Instant = Field(description="Where the planner counts from; any time of the file.")
    zone: str | None = Field(description="IANA name of the local time zone, if it has one.")
    visits: list[VisitModel]
    shifts: list[ShiftModel]
    locations: list[CoordinateModel]
    matrices: dict[str, MatrixModel]


class PlannedVisitModel(_Part):
    """One visit on a route; start and end of its service."""

    visit_id: Name
    case_ids: list[str] = Field(default=[], description="Derived; not read back.")
    start: Instant
    end: Instant
    wait_s: Whole = Field(default=0, description="At the door before start, breaks not counted.")


class StopModel(_Part):
    """One building on a route; the leg is the one that leads to its first visit."""

    building: str
    arrival: Instant
    setup_s: Whole
    travel_s: Whole
    distance_m: Whole
    visits: list[PlannedVisitModel] = Field(min_length=1)


class RouteCostModel(_Part):
    """What one route costs, in money. Derived; not read back."""

    paid_time: Money
    distance: Money
    overtime: Money
    fixed: Money
    total: Money


class RouteModel(_Part):
    """What one shift does."""

    shift_id: Name
    agent_id: str = Field(default="", description="Derived; not read back.")
    start: Instant
    end: Instant
    travel_s: Whole
    distance_m: Annotated[int, Field(ge=-(2**53), le=2**53)]
    service_s: Whole
    setup_s: Whole
    wait_s: Whole
    break_s: Whole
    cost: RouteCostModel | None = None
    breaks: list[SpanModel]
    stops: list[StopModel] = Field(min_length=1)


class RefusalModel(_Part):
    """Why one shift does not take a visit."""

    shift_id: str
    code: Code
    detail: str
    extra_cost: Money | None


class UnassignedModel(_Part):
    """A visit on no route, and what would help."""

    visit_id: Name
    case_ids: list[str]
    code: Code
    detail: str
    remedy: str
    refusals: list[RefusalModel]


class HeldModel(_Part):
    """A case that must not be visited on this day."""

    case_id: Name
    rule: str
    detail: str
    until: Day | None


class RefusedModel(_Part):
    """A row of a table that could not be used; row counts the header as 1."""

    table: str
    row: int
    row_id: str
    address: str
    why: str


class ReviewModel(_Part):
    """A case whose address is not trusted; candidates best first."""

    case_id: Name
    why: str
    candidates: list[PlaceModel]


class CardModel(_Part):
    """What the sheets show of a case."""

    case_id: Name
    borrower_id: str
    name: str
    address: str
    place_type: Annotated[PlaceType, Field(strict=False)]
    place: PlaceModel | None
    notes: str
    appointment: bool


class CostsModel(_Part):
    """What the plan costs, term by term, in money."""

    travel_time: Money
    on_site: Money
    waiting: Money
    breaks: Money
    distance: Money
    overtime: Money
    fixed: Money
    value_not_collected: Money
    total: Money = Field(default=0.0, description="The sum of the terms; derived, not read back.")


class SearchModel(_Part):
    """How the routes were found."""

    engine: str
    seed: int
    seconds: Money | None
    iterations: int | None
    solutions: int
    stopped_by: str


class PlanModel(_Part):
    """A planned day: the problem, the routes, and everything that is on no route."""

    model_config = ConfigDict(title=f"{PLAN_SCHEMA}: a planned day of visits")

    # mypy and pydantic: a field called "schema" would hide a method of the base class.
    schema_: Literal["router.plan/1"] = Field(alias="schema")
    day: Day
    conventions: dict[str, str] = Field(default={}, description="Units and meanings, in words.")
    warnings: list[str]
    visiting_hours: str = ""
    attribution: str
    search: SearchModel
    costs: CostsModel
    routes: list[RouteModel]
    unassigned: list[UnassignedModel]
    held: list[HeldModel]
    review: list[ReviewModel]
    refused: list[RefusedModel] = []
    cards: list[CardModel]
    problem: ProblemModel
