"""Google's OptimizeTours JSON: what a request becomes here, and which of its keys mean what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from router.domain.problem import Problem

__all__ = ["PASSED_OVER", "PRICES", "REFUSED", "GoogleProblem", "GoogleVisit"]

REFUSED = frozenset(
    {
        "shipmentTypeIncompatibilities",
        "shipmentTypeRequirements",
        "precedenceRules",
        "transitionAttributes",
        "maxActiveVehicles",
        "travelDurationLimit",
        "frequencyConstraints",
        "startLoadInterval",
        "endLoadInterval",
        "extraVisitDurationForVisitType",
        "injectedSolutionConstraint",
    }
)
"""Rules that cannot be kept: a plan without them would be wrong."""

PRICES = frozenset(
    {
        "softStartTime",
        "softEndTime",
        "costPerHourBeforeSoftStartTime",
        "costPerHourAfterSoftEndTime",
        "costPerTraveledHour",
        "globalDurationCostPerHour",
        "softMaxDuration",
        "quadraticSoftMaxDuration",
        "costPerHourAfterSoftMax",
        "costPerSquareHourAfterQuadraticSoftMax",
        "softMaxMeters",
        "costPerKilometerBelowSoftMax",
        "costPerKilometerAboveSoftMax",
        "softMaxLoad",
        "costPerUnitAboveSoftMax",
        "costPerKilometer",
        "objectives",
        "usedIfRouteIsEmpty",
    }
)
"""Prices that are not counted: a plan without them is right, but may not be the cheapest."""

PASSED_OVER = frozenset(
    {
        "parent",
        "timeout",
        "solvingMode",
        "searchMode",
        "considerRoadTraffic",
        "populatePolylines",
        "populateTransitionPolylines",
        "allowLargeDeadlineDespiteInterruptionRisk",
        "maxValidationErrors",
        "interpretInjectedSolutionsUsingLabels",
        "displayName",
        "routeModifiers",
        "unloadingPolicy",
        "shipmentType",
        "visitTypes",
        "avoidUTurns",
        "sideOfRoad",
        "heading",
    }
)
"""Keys that make no difference to a plan of visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleVisit:
    """What the answer repeats of a shipment.

    Parameters
    ----------
    index
        Position in ``model.shipments``.
    is_pickup
        Whether it is a pickup rather than a delivery.
    shipment_label, visit_label
        As in the file.
    penalty_cost
        As in the file; None means that it must be made.
    cost
        Paid for making it.
    """

    index: int
    is_pickup: bool
    shipment_label: str
    visit_label: str
    penalty_cost: float | None
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GoogleProblem:
    """An OptimizeTours request as this library solves it.

    Parameters
    ----------
    problem
        Its origin is the global start time. Visit ids are positions of shipments as text, shift
        ids those of vehicles.
    visits
        By visit id.
    vehicle_labels
        Of all vehicles of the file, in its order.
    load_type
        The one kind of load that is counted; empty if there is none.
    given
        Visit ids by shift id: the first solution that the request brings.
    label
        Of the request.
    warnings
        What was ignored, or is read more strictly than Google does.
    """

    problem: Problem
    visits: Mapping[str, GoogleVisit]
    vehicle_labels: Sequence[str]
    load_type: str
    given: Mapping[str, Sequence[str]]
    label: str
    warnings: Sequence[str]
