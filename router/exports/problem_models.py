"""The shape of a problem in JSON: alone as router.problem/1, and inside every plan.json."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from router.exports.conventions import PROBLEM_SCHEMA
from router.exports.json_types import LARGEST, Count, Instant, Money, Name, Part, Price

__all__ = [
    "CoordinateModel",
    "MatrixModel",
    "MeetingModel",
    "ProblemFileModel",
    "ProblemModel",
    "ReferenceModel",
    "ShiftModel",
    "SpacingModel",
    "SpanModel",
    "ValueBandModel",
    "VisitModel",
]


class SpanModel(Part):
    """A closed interval; both ends belong to it."""

    start: Instant
    end: Instant


class CoordinateModel(Part):
    """A point in WGS-84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class ValueBandModel(Part):
    """A time of the service's start at which a visit is worth something else."""

    start: Instant
    end: Instant
    value: Price


class ReferenceModel(Part):
    """What was planned or promised before, and what each change of it costs."""

    agent_id: str
    start: Instant
    tolerance_s: Count = 0
    agent_price: Price = 0.0
    time_price: Price = 0.0
    drop_price: Price = 0.0


class VisitModel(Part):
    """A case, or several at one door, that may be visited."""

    visit_id: Name
    case_ids: list[str] = Field(default=[])
    location: int = Field(ge=0, description="Position in locations and in every matrix.")
    building: Name
    service_s: Count
    setup_s: Count = 0
    windows: list[SpanModel] = Field(
        default=[], description="Bound the start of service; in order."
    )
    legal: list[SpanModel] = Field(
        default=[], description="Bound the start and the end of service; in order."
    )
    release: Instant | None = Field(default=None, description="Service starts no earlier.")
    due: Instant | None = Field(default=None, description="Service ends no later.")
    skills: list[str] = Field(default=[])
    allowed_agents: list[str] = Field(default=[])
    excluded_agents: list[str] = Field(default=[])
    preferred_agents: list[str] = Field(default=[])
    other_agent_price: Price = Field(
        default=0.0, description="Money if an agent goes who is not preferred, where some are."
    )
    value: Price = Field(
        default=0.0, description="Money: the price of leaving the visit out, outside all bands."
    )
    value_bands: list[ValueBandModel] = Field(default=[], description="In order, apart.")
    mandatory: bool = False
    load: Count = 0
    group: str = ""
    locked_shift: str = Field(default="", description="Only this shift; empty: any.")
    locked_start: Instant | None = Field(default=None, description="Service starts then.")
    reference: ReferenceModel | None = None


class ShiftBreakModel(Part):
    """A rest that starts between two times."""

    earliest: Instant
    latest: Instant
    duration_s: int = Field(gt=0, le=LARGEST)


class ShiftModel(Part):
    """One agent's working time; it becomes one route, or none."""

    shift_id: Name
    agent_id: Name
    agent_name: str = ""
    start_location: Annotated[int, Field(ge=0)] | None
    end_location: Annotated[int, Field(ge=0)] | None
    earliest: Instant
    latest: Instant
    overtime_max_s: Count = 0
    breaks: list[ShiftBreakModel] = Field(default=[])
    skills: list[str] = Field(default=[])
    matrix: str = Field(description="Key in matrices.")
    max_visits: Count | None = None
    max_duration_s: Count | None = None
    max_distance_m: Count | None = None
    capacity: Count | None = None
    locked_visits: list[str] = Field(
        default=[], description="Visit ids: the route begins with these, in this order."
    )
    cost_per_hour: Money = 0.0
    cost_per_km: Money = 0.0
    fixed_cost: Money = 0.0
    overtime_cost_per_hour: Money = 0.0


class MatrixFileModel(Part):
    """A file beside plan.json that holds a large matrix."""

    name: Name = Field(pattern=r"^[^/\\]+\.npz$", description="A plain file name, no folder.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class MatrixModel(Part):
    """Travel between all locations; row = from, column = to; null where there is no way."""

    source: str = "given"
    approximate: bool = False
    size: int = Field(ge=0, description="Number of locations.")
    snap_m: list[Price] = Field(
        default=[], description="Metres from each location to its street; may be []."
    )
    file: MatrixFileModel | None = None
    duration_s: list[list[Count | None]] | None = None
    distance_m: list[list[Count | None]] | None = None


class SpacingModel(Part):
    """Visits whose services start at least gap_s apart."""

    visit_ids: list[Name]
    gap_s: int = Field(gt=0, le=LARGEST)


class MeetingModel(Part):
    """Two visits by two agents that start together, or are both left out."""

    first: Name
    second: Name
    pairs: list[list[Name]] = Field(
        default=[], description="Agent ids, two by two: who may meet. Empty means any two agents."
    )


class ProblemModel(Part):
    """Everything that decides what a good plan is."""

    origin: Instant = Field(description="Where the planner counts from; any time of the file.")
    zone: str | None = Field(
        default=None, description="IANA name of the local time zone, if it has one."
    )
    visits: list[VisitModel]
    shifts: list[ShiftModel]
    orders: list[list[Name]] = Field(
        default=[], description="Visit ids each: those made are on one route, in this order."
    )
    spacings: list[SpacingModel] = Field(default=[])
    meetings: list[MeetingModel] = Field(default=[])
    balance_price: Price = Field(default=0.0, description="Money per squared paid hour.")
    locations: list[CoordinateModel] = Field(default=[])
    matrices: dict[str, MatrixModel]


class ProblemFileModel(ProblemModel):
    """A problem in a file of its own."""

    model_config = ConfigDict(title=f"{PROBLEM_SCHEMA}: visits, shifts, travel and costs")

    schema_: Literal["router.problem/1"] = Field(alias="schema")
    conventions: dict[str, str] = Field(default={}, description="Units and meanings, in words.")
