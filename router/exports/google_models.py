"""The part of Google's OptimizeTours request that is understood; other keys are kept."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from router.exports.json_types import LARGEST, instant

__all__ = [
    "LatLngModel",
    "MatrixModel",
    "ModelModel",
    "RequestModel",
    "ShipmentModel",
    "TimeWindowModel",
    "VehicleModel",
    "VisitRequestModel",
    "WaypointModel",
]

_DURATION = re.compile(r"(\d{1,10})(?:\.0*)?s")


def _duration(value: object) -> int:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match.group(1)) > LARGEST:
        raise ValueError('not a duration in whole seconds such as "300s"')
    return int(match.group(1))


def _amount(value: object) -> object:
    """Read a 64-bit number, which this JSON writes as text."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value) else value


Duration = Annotated[int, BeforeValidator(_duration)]
Instant = Annotated[datetime, BeforeValidator(instant)]
Amount = Annotated[int, BeforeValidator(_amount), Field(ge=0, le=LARGEST)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Index = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="allow", strict=True, frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class LatLngModel(_Part):
    """A point; a number that is left out is 0, as everywhere in this JSON."""

    latitude: float = Field(default=0.0, ge=-90, le=90)
    longitude: float = Field(default=0.0, ge=-180, le=180)


class LocationModel(_Part):
    """A point of a waypoint."""

    lat_lng: LatLngModel = LatLngModel()


class WaypointModel(_Part):
    """A place, as a point or by an id that only Google knows."""

    location: LocationModel | None = None
    place_id: str = ""


class TimeWindowModel(_Part):
    """Bounds of a time; None means none."""

    start_time: Instant | None = None
    end_time: Instant | None = None


class LoadModel(_Part):
    """How much of one kind."""

    amount: Amount = 0


class VisitRequestModel(_Part):
    """A pickup or a delivery."""

    arrival_location: LatLngModel | None = None
    arrival_waypoint: WaypointModel | None = None
    departure_location: LatLngModel | None = None
    departure_waypoint: WaypointModel | None = None
    tags: list[str] = Field(default=[])
    time_windows: list[TimeWindowModel] = Field(default=[])
    duration: Duration = 0
    cost: Price = 0.0
    load_demands: dict[str, LoadModel] = Field(default={})
    label: str = ""


class ShipmentModel(_Part):
    """One visit, or a pickup with its delivery."""

    pickups: list[VisitRequestModel] = Field(default=[])
    deliveries: list[VisitRequestModel] = Field(default=[])
    load_demands: dict[str, LoadModel] = Field(default={})
    penalty_cost: Price | None = None
    allowed_vehicle_indices: list[Index] = Field(default=[])
    costs_per_vehicle: list[Price] = Field(default=[])
    costs_per_vehicle_indices: list[Index] = Field(default=[])
    label: str = ""
    ignore: bool = False


class LoadLimitModel(_Part):
    """How much a vehicle carries of one kind."""

    max_load: Amount | None = None


class DurationLimitModel(_Part):
    """The longest a route may last."""

    max_duration: Duration | None = None


class DistanceLimitModel(_Part):
    """The farthest a route may lead."""

    max_meters: Amount | None = None


class BreakRequestModel(_Part):
    """A rest."""

    earliest_start_time: Instant
    latest_start_time: Instant
    min_duration: Duration


class BreakRuleModel(_Part):
    """The rests of a vehicle."""

    break_requests: list[BreakRequestModel] = Field(default=[])


class VehicleModel(_Part):
    """A vehicle."""

    travel_mode: int | str = "DRIVING"
    start_location: LatLngModel | None = None
    start_waypoint: WaypointModel | None = None
    end_location: LatLngModel | None = None
    end_waypoint: WaypointModel | None = None
    start_tags: list[str] = Field(default=[])
    end_tags: list[str] = Field(default=[])
    start_time_windows: list[TimeWindowModel] = Field(default=[])
    end_time_windows: list[TimeWindowModel] = Field(default=[])
    load_limits: dict[str, LoadLimitModel] = Field(default={})
    cost_per_hour: Price = 0.0
    cost_per_kilometer: Price = 0.0
    fixed_cost: Price = 0.0
    route_duration_limit: DurationLimitModel = DurationLimitModel()
    route_distance_limit: DistanceLimitModel = DistanceLimitModel()
    break_rule: BreakRuleModel = BreakRuleModel()
    travel_duration_multiple: float = Field(default=1.0, ge=0.001, le=1000)
    label: str = ""
    ignore: bool = False


class RowModel(_Part):
    """One row of a matrix: from one source to every destination."""

    durations: list[Duration] = Field(default=[])
    meters: list[Annotated[float, Field(ge=0, le=LARGEST)]] = Field(default=[])


class MatrixModel(_Part):
    """Travel between tags, for vehicles with one start tag or for all."""

    rows: list[RowModel] = Field(default=[])
    vehicle_start_tag: str = ""


class ModelModel(_Part):
    """What is to be planned."""

    shipments: list[ShipmentModel] = Field(default=[])
    vehicles: list[VehicleModel] = Field(default=[])
    global_start_time: Instant = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    global_end_time: Instant = datetime.fromisoformat("1971-01-01T00:00:00+00:00")
    duration_distance_matrices: list[MatrixModel] = Field(default=[])
    duration_distance_matrix_src_tags: list[str] = Field(default=[])
    duration_distance_matrix_dst_tags: list[str] = Field(default=[])

    def seconds(self, moment: datetime) -> int:
        """Return a time as seconds after the global start.

        Parameters
        ----------
        moment
            Zone-aware.

        Returns
        -------
        int
            Negative before the start.
        """
        return (moment - self.global_start_time) // timedelta(seconds=1)


class InjectedVisitModel(_Part):
    """A visit of a given plan."""

    shipment_index: Index = 0


class InjectedRouteModel(_Part):
    """A route of a given plan."""

    vehicle_index: Index = 0
    visits: list[InjectedVisitModel] = Field(default=[])


class RequestModel(_Part):
    """An OptimizeTours request."""

    model: ModelModel
    injected_first_solution_routes: list[InjectedRouteModel] = Field(default=[])
    use_geodesic_distances: bool = False
    geodesic_meters_per_second: float | None = Field(default=None, ge=1)
    label: str = ""
