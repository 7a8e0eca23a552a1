"""The part of VROOM's input format that is understood; other keys are kept to be reported."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["BreakModel", "CostModel", "InputModel", "JobModel", "StepModel", "VehicleModel"]

_LARGEST = 2**32 - 1  # VROOM's numbers have 32 bits
Whole = Annotated[int, Field(ge=0, le=_LARGEST)]
Window = Annotated[list[Whole], Field(min_length=2, max_length=2)]
Point = Annotated[list[Annotated[float, Field(ge=-180, le=180)]], Field(min_length=2, max_length=2)]
Row = list[Annotated[int, Field(ge=0, le=2**31 - 1)]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


class CostModel(_Part):
    """Costs of a vehicle, in VROOM's units."""

    fixed: Whole = 0
    per_hour: Whole = 3600
    per_task_hour: Whole = 0
    per_km: Whole = 0


class BreakModel(_Part):
    """A break of a vehicle."""

    id: Whole
    service: Whole = 0
    time_windows: list[Window] = []
    max_load: list[int] | None = None
    description: str = ""


class StepModel(_Part):
    """A step of a given plan."""

    type: Literal["start", "job", "pickup", "delivery", "break", "end"]
    id: Whole | None = None
    service_at: Whole | None = None
    service_after: Whole | None = None
    service_before: Whole | None = None


class VehicleModel(_Part):
    """A vehicle."""

    id: Whole
    profile: str = "car"
    start: Point | None = None
    start_index: Whole | None = None
    end: Point | None = None
    end_index: Whole | None = None
    capacity: list[Whole] = []
    skills: list[Whole] = []
    time_window: Window | None = None
    breaks: list[BreakModel] = []
    speed_factor: float = Field(default=1.0, gt=0, le=5)
    max_tasks: Whole | None = None
    max_travel_time: Whole | None = None
    max_distance: Whole | None = None
    costs: CostModel = CostModel()
    steps: list[StepModel] = []
    type: str = ""
    description: str = ""


class JobModel(_Part):
    """A job."""

    id: Whole
    location: Point | None = None
    location_index: Whole | None = None
    setup: Whole = 0
    service: Whole = 0
    setup_per_type: dict[str, int] = {}
    service_per_type: dict[str, int] = {}
    amount: list[Whole] = []
    delivery: list[Whole] = []
    pickup: list[Whole] = []
    skills: list[Whole] = []
    priority: int = Field(default=0, ge=0, le=100)
    time_windows: list[Window] = []
    description: str = ""


class ProfileModel(_Part):
    """The matrices of one profile."""

    durations: list[Row]
    distances: list[Row] | None = None
    costs: object | None = None


class InputModel(_Part):
    """A VROOM problem."""

    jobs: list[JobModel] = []
    vehicles: list[VehicleModel]
    shipments: list[object] = []
    matrices: dict[str, ProfileModel] = {}
    matrix: list[Row] | None = None
