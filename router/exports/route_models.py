"""The shape of routes, costs and search in JSON: inside plan.json and router.solution/1."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from router.exports.json_types import Instant, Money, Name, Part, Whole
from router.exports.problem_models import SpanModel

__all__ = ["CostsModel", "RouteModel", "SearchModel", "StopModel"]


class PlannedVisitModel(Part):
    """One visit on a route; start and end of its service."""

    visit_id: Name
    case_ids: list[str] = Field(default=[], description="Derived; not read back.")
    start: Instant
    end: Instant
    wait_s: Whole = Field(default=0, description="At the door before start, breaks not counted.")


class StopModel(Part):
    """One building on a route; the leg is the one that leads to its first visit."""

    building: str
    arrival: Instant
    setup_s: Whole
    travel_s: Whole
    distance_m: Whole
    visits: list[PlannedVisitModel] = Field(min_length=1)


class RouteCostModel(Part):
    """What one route costs, in money. Derived; not read back."""

    paid_time: Money
    distance: Money
    overtime: Money
    fixed: Money
    total: Money


class RouteModel(Part):
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


class CostsModel(Part):
    """What the plan costs, term by term, in money."""

    travel_time: Money
    on_site: Money
    waiting: Money
    breaks: Money
    distance: Money
    overtime: Money
    fixed: Money
    value_not_collected: Money
    preference: Money = 0.0
    change: Money = 0.0
    balance: Money = 0.0
    total: Money = Field(default=0.0, description="The sum of the terms; derived, not read back.")


class EngineShareModel(Part):
    """What one part of the search did; seconds of computing, over all processes."""

    engine: str
    seconds: Money = 0.0
    iterations: int = 0
    improvements: int = 0


class SearchModel(Part):
    """How the routes were found."""

    engine: str
    seed: int
    seconds: Money | None
    iterations: int | None
    solutions: int
    stopped_by: str
    workers: int = Field(default=1, description="Processes that searched.")
    shares: list[EngineShareModel] = Field(default=[])
    trace: list[Annotated[list[Money], Field(min_length=2, max_length=2)]] = Field(
        default=[], description="Pairs: seconds since the start, cost of the best plan from then."
    )
    bound: Money | None = Field(default=None, description="No plan costs less; null: not known.")
