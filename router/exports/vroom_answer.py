"""An answer in VROOM's JSON, put back into its problem as steps at the times that it states."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from router.exports.json_read import FaultList, parse_json, validate

__all__ = ["vroom_with_answer"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


class _StepModel(_Part):
    type: str
    id: int | None = None
    arrival: int
    waiting_time: int = 0


class _RouteModel(_Part):
    vehicle: int
    steps: list[_StepModel]


class _AnswerModel(_Part):
    routes: list[_RouteModel]


def vroom_with_answer(problem: str, answer: str, *, name: str = "solution.json") -> str:
    """Return a VROOM problem whose vehicles have the steps of an answer.

    Parameters
    ----------
    problem
        The problem's JSON, as it was read without fault.
    answer
        The answer's JSON.
    name
        Of the answer, for messages.

    Returns
    -------
    str
        The problem's JSON; each step must be made at the time that the answer states. A vehicle
        with a speed factor is left free in its times, because the answer states whole seconds only.

    Raises
    ------
    PlanFileError
        If it is no such answer, or names a vehicle that is not there.
    """
    faults = FaultList(name, "an answer in VROOM's JSON")
    model = validate(_AnswerModel, parse_json(answer, faults), faults)
    document: dict[str, Any] = json.loads(problem)
    vehicles = {vehicle["id"]: vehicle for vehicle in document["vehicles"]}
    for vehicle in vehicles.values():
        vehicle.pop("steps", None)
    for index, route in enumerate(model.routes):
        if route.vehicle not in vehicles:
            path = f"routes[{index}].vehicle"
            faults.add(path, "is the id of no vehicle", "Give the right problem.", route.vehicle)
            continue
        vehicle = vehicles[route.vehicle]
        exact = vehicle.get("speed_factor", 1) == 1
        vehicle["steps"] = [
            {
                "type": step.type,
                **({} if step.id is None else {"id": step.id}),
                **({"service_at": step.arrival + step.waiting_time} if exact else {}),
            }
            for step in route.steps
        ]
    faults.raise_if_any()
    return json.dumps(document)
