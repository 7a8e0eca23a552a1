"""Routes become an answer in the shape of Google's OptimizeTours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC

from router.domain.costs import CostBreakdown
from router.domain.problem import Shift
from router.domain.route import PlannedVisit, Route
from router.exports.google import GoogleProblem, GoogleVisit
from router.exports.json_text import Json

__all__ = ["write_google"]


def write_google(
    google: GoogleProblem, routes: Sequence[Route], costs: CostBreakdown
) -> dict[str, Json]:
    """Return an answer in the shape of ``OptimizeToursResponse``.

    Parameters
    ----------
    google
        The request as read.
    routes
        Of the solution.
    costs
        Of the solution.

    Returns
    -------
    dict
        ``routes`` (one for each vehicle of the request, without visits if it is not used),
        ``skippedShipments`` and ``metrics``: what ``json.dumps`` takes.

    Notes
    -----
    A break that lies before the departure or after the return is among a route's breaks, and in no
    transition.
    """
    shifts = {shift.shift_id: shift for shift in google.problem.shifts}
    by_shift = {route.shift_id: route for route in routes}
    answers = [
        _Answer(google, shifts[str(index)]).of(by_shift[str(index)])
        if str(index) in by_shift
        else {"vehicleIndex": index, **_label("vehicleLabel", label)}
        for index, label in enumerate(google.vehicle_labels)
    ]
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    skipped = [visit for visit_id, visit in google.visits.items() if visit_id not in made]
    return {
        **_label("requestLabel", google.label),
        "routes": answers,
        "skippedShipments": [_skipped(visit) for visit in skipped],
        "metrics": {
            "aggregatedRouteMetrics": _metrics(routes),
            "usedVehicleCount": len(routes),
            **_mandatory(skipped),
            **_span(google, routes),
            "costs": _costs(google, costs, skipped),
            "totalCost": round(sum(_costs(google, costs, skipped).values()), 6),
        },
    }


@dataclass
class _Answer:
    """Walks along one route: visits, and the transitions between them."""

    google: GoogleProblem
    shift: Shift
    transitions: list[Json] = field(default_factory=list)
    here: int | None = None
    clock: int = 0

    def of(self, route: Route) -> dict[str, Json]:
        visits = {visit.visit_id: visit for visit in self.google.problem.visits}
        self.here, self.clock = self.shift.start_location, route.start_s
        rests = [rest for rest in route.breaks if rest.end_s > route.start_s]
        rests = [rest for rest in rests if rest.start_s < route.end_s]
        shown: list[Json] = []
        for planned in (visit for stop in route.stops for visit in stop.visits):
            visit = visits[planned.visit_id]
            pauses = sum(
                rest.end_s - rest.start_s
                for rest in rests
                if self.clock <= rest.start_s < planned.start_s
            )
            self._transition(visit.location, planned.start_s, pauses)
            self.clock = planned.end_s
            shown.append(self._visit(planned))
        pauses = sum(rest.end_s - rest.start_s for rest in rests if rest.start_s >= self.clock)
        self._transition(self.shift.end_location, route.end_s, pauses)
        return {
            "vehicleIndex": int(self.shift.shift_id),
            **_label("vehicleLabel", self.shift.agent_name),
            "vehicleStartTime": _time(self.google, route.start_s),
            "vehicleEndTime": _time(self.google, route.end_s),
            "visits": shown,
            "transitions": self.transitions,
            "breaks": [
                {
                    "startTime": _time(self.google, rest.start_s),
                    "duration": f"{rest.end_s - rest.start_s}s",
                }
                for rest in route.breaks
            ],
            "metrics": _metrics([route]),
        }

    def _visit(self, planned: PlannedVisit) -> dict[str, Json]:
        about = self.google.visits[planned.visit_id]
        return {
            "shipmentIndex": about.index,
            **({"isPickup": True} if about.is_pickup else {}),
            "startTime": _time(self.google, planned.start_s),
            **_label("shipmentLabel", about.shipment_label),
            **_label("visitLabel", about.visit_label),
        }

    def _transition(self, there: int | None, until: int, pauses: int) -> None:
        travel = metres = 0
        if self.here is not None and there is not None and self.here != there:
            matrix = self.google.problem.matrices[self.shift.matrix]
            travel = int(matrix.duration_s[self.here, there])
            metres = int(matrix.distance_m[self.here, there])
        self.transitions.append(
            {
                "startTime": _time(self.google, self.clock),
                "travelDuration": f"{travel}s",
                "travelDistanceMeters": metres,
                "breakDuration": f"{pauses}s",
                "waitDuration": f"{until - self.clock - travel - pauses}s",
                "totalDuration": f"{until - self.clock}s",
            }
        )
        self.here = there


def _time(google: GoogleProblem, seconds: int) -> str:
    moment = google.problem.instant(seconds).astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _label(key: str, label: str) -> dict[str, Json]:
    return {key: label} if label else {}


def _skipped(visit: GoogleVisit) -> dict[str, Json]:
    penalty: dict[str, Json] = {}
    if visit.penalty_cost is not None:
        penalty["penaltyCost"] = visit.penalty_cost
    return {"index": visit.index, **_label("label", visit.shipment_label), **penalty}


def _mandatory(skipped: Sequence[GoogleVisit]) -> dict[str, Json]:
    count = sum(visit.penalty_cost is None for visit in skipped)
    return {"skippedMandatoryShipmentCount": count} if count else {}


def _metrics(routes: Sequence[Route]) -> dict[str, Json]:
    return {
        "performedShipmentCount": sum(len(route.visit_ids) for route in routes),
        "travelDuration": f"{sum(route.travel_s for route in routes)}s",
        "waitDuration": f"{sum(route.wait_s for route in routes)}s",
        "delayDuration": "0s",
        "breakDuration": f"{sum(route.break_s for route in routes)}s",
        "visitDuration": f"{sum(route.service_s for route in routes)}s",
        "totalDuration": f"{sum(route.end_s - route.start_s for route in routes)}s",
        "travelDistanceMeters": sum(route.distance_m for route in routes),
    }


def _span(google: GoogleProblem, routes: Sequence[Route]) -> dict[str, Json]:
    if not routes:
        return {}
    return {
        "earliestVehicleStartTime": _time(google, min(route.start_s for route in routes)),
        "latestVehicleEndTime": _time(google, max(route.end_s for route in routes)),
    }


def _costs(
    google: GoogleProblem, costs: CostBreakdown, skipped: Sequence[GoogleVisit]
) -> dict[str, float]:
    """Return the terms under the names of the keys that they come from; those of 0 are left out."""
    left = {visit.index for visit in skipped}
    terms = {
        "model.vehicles.cost_per_hour": costs.travel_time
        + costs.on_site
        + costs.waiting
        + costs.breaks,
        "model.vehicles.cost_per_kilometer": costs.distance,
        "model.vehicles.fixed_cost": costs.fixed,
        "model.shipments.penalty_cost": sum(visit.penalty_cost or 0.0 for visit in skipped),
        "model.shipments.costs_per_vehicle": costs.preference,
        "model.shipments.pickups_or_deliveries.cost": sum(
            visit.cost for visit in google.visits.values() if visit.index not in left
        ),
    }
    return {name: money for name, money in terms.items() if money}
