"""VROOM's plan mode: times of the steps that vehicles are given, and what they violate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from router.exports.google_travel import Measure
from router.exports.json_read import FaultList, parse_json, validate
from router.exports.json_text import Json
from router.exports.vroom import vroom_cost
from router.exports.vroom_models import InputModel, JobModel, VehicleModel
from router.exports.vroom_refusals import refuse_input
from router.exports.vroom_rows import (
    FINE,
    StepRow,
    added,
    delivered,
    described,
    job_about,
    over,
    step_rows,
)
from router.exports.vroom_times import choose_times, split_travel, violation
from router.exports.vroom_travel import Locations, read_travel

__all__ = ["judge_vroom"]


def judge_vroom(
    text: str, *, name: str = "problem", travel: Measure | None = None
) -> dict[str, Json]:
    """Work out the times of given steps, and list what they violate.

    Parameters
    ----------
    text
        A VROOM problem in which vehicles have ``steps``, with ``service_at``, ``service_after`` and
        ``service_before`` if times are to be kept.
    name
        Of the file, for messages.
    travel
        As for `read_vroom`.

    Returns
    -------
    dict
        An answer in VROOM's shape. Each step, each route and the summary have ``violations``:
        ``cause`` is ``lead_time`` or ``delay`` (with a ``duration``), ``load``, ``max_load``,
        ``max_tasks``, ``skills``, ``max_travel_time``, ``max_distance`` or ``missing_break``. A
        vehicle without steps has no route.

    Raises
    ------
    PlanFileError
        With every fault; if there are no steps; if times that must be kept cannot be.

    Notes
    -----
    Times are chosen as VROOM does: least violations, then the shortest duration, then the earliest
    starts. Windows bound the start of the setup; it is not paid where the vehicle already is.
    ``precedence`` is never violated, because shipments are refused.
    """
    faults = FaultList(name, "a VROOM problem with steps")
    model = validate(InputModel, parse_json(text, faults), faults)
    refuse_input(model, faults)
    if not any(vehicle.steps for vehicle in model.vehicles):
        faults.add("vehicles", "have no steps", "Give steps, or use 'router solve'.")
    faults.raise_if_any()
    locations = Locations(model, faults)
    matrices = read_travel(model, locations, travel, faults)
    faults.raise_if_any()
    jobs = {job.id: job for job in model.jobs}
    routes = []
    for index, vehicle in enumerate(model.vehicles):
        if vehicle.steps:
            rows = step_rows(vehicle, jobs, locations, matrices[vehicle.profile])
            route = _Route(model, vehicle)
            if not route.along(rows, jobs):
                fix = "Move service_at, service_after or service_before."
                path = f"vehicles[{index}].steps"
                faults.add(path, "cannot be made at the times that must be kept", fix)
            routes.append(route)
    faults.raise_if_any()
    made = {step.id for vehicle in model.vehicles for step in vehicle.steps if step.type == "job"}
    left = [job for job in model.jobs if job.id not in made]
    totals = _Totals()
    for route in routes:
        totals.add(route.totals)
    return {
        "code": 0,
        "summary": {
            "cost": totals.cost,
            "routes": len(routes),
            "unassigned": len(left),
            **totals.members(model),
            "violations": _listed([cause for route in routes for cause in route.violated]),
        },
        "unassigned": [{"id": job.id, "type": "job", **job_about(job)} for job in left],
        "routes": [route.member() for route in routes],
    }


@dataclass
class _Totals:
    """Sums of a route or of all."""

    cost: int = 0
    delivery: list[int] = field(default_factory=list)
    pickup: list[int] = field(default_factory=list)
    setup: int = 0
    service: int = 0
    duration: int = 0
    waiting_time: int = 0
    priority: int = 0
    distance: int = 0

    def add(self, other: _Totals) -> None:
        for name in self.__dataclass_fields__:
            mine, more = getattr(self, name), getattr(other, name)
            setattr(self, name, added(mine, more) if isinstance(mine, list) else mine + more)

    def members(self, model: InputModel) -> dict[str, Json]:
        loads: dict[str, Json] = {"delivery": self.delivery, "pickup": self.pickup}
        return {
            **(loads if _loaded(model) else {}),
            "setup": self.setup,
            "service": self.service,
            "duration": self.duration,
            "waiting_time": self.waiting_time,
            "priority": self.priority,
            **({"distance": self.distance} if _measured(model) else {}),
        }


_Violated = tuple[str, int]


@dataclass
class _Route:
    """Walks along a vehicle's steps and notes them."""

    model: InputModel
    vehicle: VehicleModel
    totals: _Totals = field(default_factory=_Totals)
    steps: list[Json] = field(default_factory=list)
    violated: list[_Violated] = field(default_factory=list)

    def along(self, rows: Sequence[StepRow], jobs: Mapping[int, JobModel]) -> bool:
        """Choose the times and note every step; False if times that must be kept cannot be."""
        tasks = [row.timed for row in rows]
        times = choose_times(tasks)
        if times is None:
            return False
        made = [jobs[step.id or 0] for step in self.vehicle.steps if step.type == "job"]
        kinds = max((len(delivered(job) or job.pickup) for job in self.model.jobs), default=0)
        totals, load = self.totals, added([0] * kinds, *(delivered(job) for job in made))
        totals.delivery, totals.pickup = load, added([0] * kinds, *(job.pickup for job in made))
        parts = split_travel(tasks, times)
        free, metres = times[0] // FINE, 0.0  # when the step before was over
        for index, (row, time, part) in enumerate(zip(rows, times, parts, strict=True)):
            before = times[index - 1] + tasks[index - 1].work if index else time
            arrival = (before + part) // FINE
            wait = time // FINE - arrival
            totals.duration += arrival - free
            metres += row.metres * part / row.leg if row.leg else row.metres
            totals.distance = round(metres)
            load = added(load, row.change)
            causes = [*_missed(row, time), *((cause, 0) for cause in row.causes)]
            causes += ((cause, 0) for cause in self._exceeded(row, load))
            self.violated += causes
            self._step(row, arrival, wait, load, causes)
            free = arrival + wait + row.setup + row.service
        totals.cost = self._cost()
        if {rest.id for rest in self.vehicle.breaks} - {
            step.id for step in self.vehicle.steps if step.type == "break"
        }:
            self.violated.append(("missing_break", 0))
        return True

    def member(self) -> dict[str, Json]:
        return {
            "vehicle": self.vehicle.id,
            "cost": self.totals.cost,
            **described(self.vehicle.description),
            **self.totals.members(self.model),
            "steps": self.steps,
            "violations": _listed(self.violated),
        }

    def _exceeded(self, row: StepRow, load: Sequence[int]) -> list[str]:
        """Which limits do not hold after a step."""
        vehicle, totals = self.vehicle, self.totals
        farthest, longest = vehicle.max_distance, vehicle.max_travel_time
        held = {
            "load": over(load, vehicle.capacity),
            "max_load": row.max_load is not None and over(load, row.max_load),
            "max_travel_time": longest is not None and totals.duration > longest,
            "max_distance": farthest is not None and totals.distance > farthest,
        }
        return [cause for cause, exceeded in held.items() if exceeded]

    def _step(
        self,
        row: StepRow,
        arrival: int,
        wait: int,
        load: Sequence[int],
        causes: Sequence[_Violated],
    ) -> None:
        totals = self.totals
        totals.setup += row.setup
        totals.service += row.service
        totals.waiting_time += wait
        totals.priority += row.priority
        self.steps.append(
            {
                "type": row.kind,
                **row.about,
                "setup": row.setup,
                "service": row.service,
                "waiting_time": wait,
                **({"load": list(load)} if _loaded(self.model) else {}),
                "arrival": arrival,
                "duration": totals.duration,
                "violations": _listed(causes),
                **({"distance": totals.distance} if _measured(self.model) else {}),
            }
        )

    def _cost(self) -> int:
        costs, totals = self.vehicle.costs, self.totals
        return vroom_cost(
            costs,
            duration=totals.duration,
            work=totals.setup + totals.service,
            distance=totals.distance,
        )


def _missed(row: StepRow, time: int) -> list[_Violated]:
    """Lead or delay, from the whole seconds that the answer shows."""
    missed = violation(row.timed, time)
    if missed == 0:
        return []
    shown = abs(violation(row.timed, time // FINE * FINE)) // FINE
    return [("lead_time" if missed < 0 else "delay", shown)] if shown else []


def _listed(causes: Sequence[_Violated]) -> list[Json]:
    """Each cause once, with the sum of its durations."""
    sums: dict[str, int] = {}
    for cause, duration in causes:
        sums[cause] = sums.get(cause, 0) + duration
    return [
        {"cause": cause, "duration": duration} if duration else {"cause": cause}
        for cause, duration in sums.items()
    ]


def _loaded(model: InputModel) -> bool:
    return any(vehicle.capacity for vehicle in model.vehicles) or any(
        delivered(job) or job.pickup for job in model.jobs
    )


def _measured(model: InputModel) -> bool:
    by_file = bool(model.matrices) or model.matrix is not None
    return not by_file or any(m.distances is not None for m in model.matrices.values())
