"""Routes, costs and search from JSON become the domain's; the checker judges them."""

from __future__ import annotations

from collections.abc import Sequence

from router.domain.costs import CostBreakdown
from router.domain.route import (
    EngineShare,
    PlannedBreak,
    PlannedVisit,
    Route,
    SearchInfo,
    Stop,
)
from router.exports.problem_read import Seconds
from router.exports.route_models import CostsModel, RouteModel, SearchModel, StopModel

__all__ = ["costs_from_model", "routes_from_models", "search_from_model"]


def routes_from_models(models: Sequence[RouteModel], seconds: Seconds) -> tuple[Route, ...]:
    """Build the routes that a file states.

    Parameters
    ----------
    models
        As read.
    seconds
        After the origin of the problem.

    Returns
    -------
    tuple
        In the same order, right or wrong.
    """
    return tuple(_route(model, seconds) for model in models)


def costs_from_model(model: CostsModel) -> CostBreakdown:
    """Build the costs that a file states.

    Parameters
    ----------
    model
        As read.

    Returns
    -------
    CostBreakdown
        Their sum is computed again.
    """
    return CostBreakdown(**model.model_dump(exclude={"total"}))


def search_from_model(model: SearchModel) -> SearchInfo:
    """Build the account of a search that a file gives.

    Parameters
    ----------
    model
        As read.

    Returns
    -------
    SearchInfo
        As it was written.
    """
    return SearchInfo(
        engine=model.engine,
        seed=model.seed,
        seconds=model.seconds,
        iterations=model.iterations,
        solutions=model.solutions,
        stopped_by=model.stopped_by,
        workers=model.workers,
        shares=tuple(EngineShare(**share.model_dump()) for share in model.shares),
        trace=tuple((at, cost) for at, cost in model.trace),
        bound=model.bound,
    )


def _route(model: RouteModel, seconds: Seconds) -> Route:
    return Route(
        shift_id=model.shift_id,
        start_s=seconds.of(model.start),
        end_s=seconds.of(model.end),
        stops=tuple(_stop(stop, seconds) for stop in model.stops),
        breaks=tuple(
            PlannedBreak(start_s=start, end_s=end) for start, end in seconds.spans(model.breaks)
        ),
        travel_s=model.travel_s,
        distance_m=model.distance_m,
        service_s=model.service_s,
        setup_s=model.setup_s,
        wait_s=model.wait_s,
        break_s=model.break_s,
    )


def _stop(model: StopModel, seconds: Seconds) -> Stop:
    return Stop(
        building=model.building,
        arrival_s=seconds.of(model.arrival),
        setup_s=model.setup_s,
        travel_s=model.travel_s,
        distance_m=model.distance_m,
        visits=tuple(
            PlannedVisit(
                visit_id=visit.visit_id,
                start_s=seconds.of(visit.start),
                end_s=seconds.of(visit.end),
                wait_s=visit.wait_s,
            )
            for visit in model.visits
        ),
    )
