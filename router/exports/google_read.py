"""Google's OptimizeTours request becomes a problem, as far as it concerns visits."""

from __future__ import annotations

from router.domain.problem import Problem, Visit
from router.exports.google import PASSED_OVER, PRICES, REFUSED, GoogleProblem, GoogleVisit
from router.exports.google_models import (
    ModelModel,
    RequestModel,
    ShipmentModel,
)
from router.exports.google_shifts import google_shift, google_windows
from router.exports.google_travel import GooglePlaces, Measure
from router.exports.json_read import FaultList, parse_json, validate
from router.exports.json_types import LARGEST
from router.exports.unknown_keys import unknown_keys

__all__ = ["read_google"]


def read_google(
    text: str, *, name: str = "request.json", travel: Measure | None = None
) -> GoogleProblem:
    """Read a request of Google's Route Optimization API.

    Parameters
    ----------
    text
        The JSON of ``OptimizeToursRequest``; keys in camelCase or snake_case.
    name
        Of the file, for messages.
    travel
        Called with all coordinates and ``car`` or ``foot`` if the file brings no matrices. None:
        such a file is refused unless it wants geodesic distances.

    Returns
    -------
    GoogleProblem
        The problem, and what the answer needs. A shipment without ``penaltyCost`` must be made.

    Raises
    ------
    PlanFileError
        With every fault and its path. Rules that cannot be kept are refused: pickup and delivery in
        one shipment, alternatives, loads of several kinds, bounds of a route's start and end other
        than the earliest start and the latest end, and those of `router.exports.google.REFUSED`.

    Notes
    -----
    Prices that cannot be counted (soft limits, the price of travelled hours) are warned about.

    References
    ----------
    https://developers.google.com/maps/documentation/route-optimization/reference/rest
    """
    faults = FaultList(name, "an OptimizeTours request")
    document = parse_json(text, faults)
    request = validate(RequestModel, document, faults)
    warnings = _judge_keys(request, faults)
    model = request.model
    if not 0 < model.seconds(model.global_end_time) <= LARGEST:
        fix = "Give globalStartTime and a later globalEndTime, 68 years apart at most."
        faults.add("model.globalEndTime", "is not after the start, or too late", fix)
        raise faults.error()
    places = GooglePlaces(request, faults)
    kind = _load_type(model, warnings, faults)
    agents = [str(index) for index in range(len(model.vehicles))]
    visits: list[Visit] = []
    about: dict[str, GoogleVisit] = {}
    for index, shipment in enumerate(model.shipments):
        if shipment.ignore:
            continue
        made = _visit(index, shipment, model, places, kind, agents, warnings, faults)
        if made is not None:
            visits.append(made[0])
            about[made[0].visit_id] = made[1]
    ends = [
        places.of_vehicle(vehicle, f"model.vehicles[{index}]")
        for index, vehicle in enumerate(model.vehicles)
    ]
    matrices, keys = places.matrices(model.vehicles, travel)
    shifts = [
        google_shift(index, vehicle, model, ends[index], keys[index], kind, faults)
        for index, vehicle in enumerate(model.vehicles)
        if not vehicle.ignore
    ]
    faults.raise_if_any()
    return GoogleProblem(
        problem=Problem(
            origin=model.global_start_time,
            visits=tuple(visits),
            shifts=tuple(shift for shift in shifts if shift),
            matrices=matrices,
            coordinates=places.coordinates,
        ),
        visits=about,
        vehicle_labels=[vehicle.label for vehicle in model.vehicles],
        load_type=kind,
        given=_given(request),
        label=request.label,
        warnings=tuple(warnings),
    )


def _given(request: RequestModel) -> dict[str, list[str]]:
    if (request.model_extra or {}).get("interpretInjectedSolutionsUsingLabels"):
        return {}  # then positions mean nothing
    return {
        str(route.vehicle_index): [str(visit.shipment_index) for visit in route.visits]
        for route in request.injected_first_solution_routes
    }


def _judge_keys(request: RequestModel, faults: FaultList) -> list[str]:
    """Refuse the keys that are rules, and return warnings about the others that count."""
    warnings = []
    for path in unknown_keys(request):
        key = path.rpartition(".")[2]
        if key in REFUSED:
            faults.add(path, "is a rule that cannot be kept here", "Remove it if it may be broken.")
        elif key in PRICES:
            warnings.append(f"{path}: is not priced here")
        elif key not in PASSED_OVER and not path.startswith("injectedFirstSolutionRoutes"):
            warnings.append(f"{path}: is not known and was ignored")
    return warnings


def _load_type(model: ModelModel, warnings: list[str], faults: FaultList) -> str:
    """Return the one kind of load that limits anything."""
    asked = {
        kind
        for shipment in model.shipments
        for demands in (
            shipment.load_demands,
            *(request.load_demands for request in (*shipment.pickups, *shipment.deliveries)),
        )
        for kind, demand in demands.items()
        if demand.amount
    }
    limits = [
        (index, kind)
        for index, vehicle in enumerate(model.vehicles)
        for kind, limit in vehicle.load_limits.items()
        if limit.max_load is not None and kind in asked
    ]
    kinds = {kind for _, kind in limits}
    if len(kinds) > 1:
        path = f"model.vehicles[{limits[0][0]}].loadLimits"
        faults.add(path, "loads have one kind here", "Keep the one that limits.")
    if (
        kinds
        and any(s.pickups for s in model.shipments)
        and any(s.deliveries for s in model.shipments)
    ):
        warnings.append("loads: pickups and deliveries both count at once against the limit")
    return kinds.pop() if kinds else ""


def _visit(
    index: int,
    shipment: ShipmentModel,
    model: ModelModel,
    places: GooglePlaces,
    kind: str,
    agents: list[str],
    warnings: list[str],
    faults: FaultList,
) -> tuple[Visit, GoogleVisit] | None:
    path = f"model.shipments[{index}]"
    requests = [*shipment.pickups, *shipment.deliveries]
    if shipment.pickups and shipment.deliveries:
        fix = "State visits only: a pickup or a delivery."
        faults.add(path, "a pickup with its delivery cannot be planned", fix)
        return None
    if len(requests) != 1:
        problem = "has no visit" if not requests else "has alternatives, which cannot be planned"
        faults.add(path, problem, "Give one pickup or one delivery.")
        return None
    (request,) = requests
    where = f"{path}.{'pickups' if shipment.pickups else 'deliveries'}[0]"
    amounts = [part.load_demands.get(kind) for part in (shipment, request)]
    value = None if shipment.penalty_cost is None else shipment.penalty_cost - request.cost
    if value is not None and value < 0:
        warnings.append(f"{where}.cost: is more than the penalty of leaving it out")
    preferred, price = _preference(shipment, path, agents, warnings, faults)
    allowed = shipment.allowed_vehicle_indices
    visit = Visit(
        visit_id=str(index),
        case_ids=(shipment.label or str(index),),
        location=places.of_visit(request, where),
        building=str(index),
        service_s=request.duration,
        windows=google_windows(request.time_windows, f"{where}.timeWindows", model, faults),
        allowed_agents=frozenset(_agents(allowed, f"{path}.allowedVehicleIndices", agents, faults)),
        preferred_agents=preferred,
        other_agent_price=price,
        value=max(0.0, value or 0.0),
        mandatory=value is None,
        load=sum(amount.amount for amount in amounts if amount),
    )
    return visit, GoogleVisit(
        index=index,
        is_pickup=bool(shipment.pickups),
        shipment_label=shipment.label,
        visit_label=request.label,
        penalty_cost=shipment.penalty_cost,
        cost=request.cost,
    )


def _agents(indices: list[int], path: str, agents: list[str], faults: FaultList) -> list[str]:
    for index in indices:
        if index >= len(agents):
            faults.add(path, "is no vehicle", f"Use 0 to {len(agents) - 1}.", index)
    return [agents[index] for index in indices if index < len(agents)]


def _preference(
    shipment: ShipmentModel, path: str, agents: list[str], warnings: list[str], faults: FaultList
) -> tuple[frozenset[str], float]:
    """Return who is preferred, and the price of the others, if the prices say no more than that."""
    prices = shipment.costs_per_vehicle
    if not any(prices):
        return frozenset(), 0.0
    where = f"{path}.costsPerVehicle"
    indices = shipment.costs_per_vehicle_indices or range(len(agents))
    if len(prices) != len(indices):
        faults.add(where, "has not one price per vehicle", "Give as many as vehicles named.")
        return frozenset(), 0.0
    named = _agents(list(indices), where, agents, faults)
    dear = {agent: price for agent, price in zip(named, prices, strict=False) if price}
    if len(set(dear.values())) > 1 or len(dear) == len(agents):
        warnings.append(f"{where}: is not priced here; one price for those not preferred would be")
        return frozenset(), 0.0
    return frozenset(agents) - set(dear), next(iter(dear.values()), 0.0)
