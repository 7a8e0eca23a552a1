"""What of a VROOM problem is refused, because ignoring it would change what the problem means."""

from __future__ import annotations

from collections.abc import Sequence

from router.exports.json_read import FaultList
from router.exports.vroom_models import InputModel

__all__ = ["refuse_input", "refuse_unsolvable"]


def refuse_input(model: InputModel, faults: FaultList) -> None:
    """Report what can neither be planned nor judged.

    Parameters
    ----------
    model
        As read.
    faults
        Where it is reported.
    """
    if model.shipments:
        faults.add("shipments", "shipments cannot be planned", "State jobs only.")
    for name, profile in model.matrices.items():
        if profile.costs is not None:
            problem = "a matrix of costs cannot be used"
            faults.add(f"matrices.{name}.costs", problem, "Give durations and distances.")
    _refuse_twice([job.id for job in model.jobs], "jobs", faults)
    _refuse_twice([vehicle.id for vehicle in model.vehicles], "vehicles", faults)
    for index, job in enumerate(model.jobs):
        path = f"jobs[{index}]"
        if job.setup_per_type or job.service_per_type:
            faults.add(path, "times by vehicle type cannot be used", "Give setup and service.")
        _refuse_windows(job.time_windows, f"{path}.time_windows", faults)
    for index, vehicle in enumerate(model.vehicles):
        path = f"vehicles[{index}]"
        if vehicle.time_window:
            _refuse_windows([vehicle.time_window], f"{path}.time_window", faults)
        for number, rest in enumerate(vehicle.breaks):
            _refuse_windows(rest.time_windows, f"{path}.breaks[{number}].time_windows", faults)
    _refuse_steps(model, faults)


def refuse_unsolvable(model: InputModel, faults: FaultList) -> None:
    """Report what can be judged in a given plan, but not kept by a search.

    Parameters
    ----------
    model
        As read.
    faults
        Where it is reported.
    """
    loads = any(job.delivery or job.pickup or job.amount for job in model.jobs)
    for index, job in enumerate(model.jobs):
        path = f"jobs[{index}]"
        for name, amounts in (
            ("amount", job.amount),
            ("delivery", job.delivery),
            ("pickup", job.pickup),
        ):
            _refuse_dimensions(amounts, f"{path}.{name}", faults)
    for index, vehicle in enumerate(model.vehicles):
        path = f"vehicles[{index}]"
        _refuse_dimensions(vehicle.capacity, f"{path}.capacity", faults)
        if loads and not vehicle.capacity:
            faults.add(f"{path}.capacity", "is missing, and jobs have loads", "Give it.")
        if vehicle.max_travel_time is not None:
            faults.add(
                f"{path}.max_travel_time",
                "a limit of the travel time cannot be used",
                "Bound the day with time_window, or the way with max_distance.",
            )
        for number, rest in enumerate(vehicle.breaks):
            where = f"{path}.breaks[{number}]"
            if len(rest.time_windows) > 1:
                faults.add(f"{where}.time_windows", "a break has one window", "Choose one.")
            if rest.max_load is not None:
                faults.add(f"{where}.max_load", "cannot be used", "Remove it.")


def _refuse_steps(model: InputModel, faults: FaultList) -> None:
    """Report given steps that name nothing, or a job twice."""
    jobs = {job.id for job in model.jobs}
    seen: set[int | None] = set()
    for index, vehicle in enumerate(model.vehicles):
        rests = {rest.id for rest in vehicle.breaks}
        for place, step in enumerate(vehicle.steps):
            path = f"vehicles[{index}].steps[{place}]"
            if step.type in ("pickup", "delivery"):
                faults.add(path, "is part of a shipment, which cannot be planned", "Remove it.")
            elif step.type == "job":
                if step.id not in jobs:
                    faults.add(f"{path}.id", "is the id of no job", "Name a job.", step.id)
                elif step.id in seen:
                    faults.add(f"{path}.id", "is made twice", "Name each job once.", step.id)
                seen.add(step.id)
            elif step.type == "break":
                if step.id not in rests:
                    fix = "Name a break of the vehicle, each once."
                    faults.add(f"{path}.id", "is the id of no other break", fix, step.id)
                rests.discard(-1 if step.id is None else step.id)


def _refuse_twice(ids: Sequence[int], kind: str, faults: FaultList) -> None:
    seen: set[int] = set()
    for index, identifier in enumerate(ids):
        if identifier in seen:
            faults.add(f"{kind}[{index}].id", "stands twice", "Give each its own.", identifier)
        seen.add(identifier)


def _refuse_dimensions(amounts: Sequence[int], path: str, faults: FaultList) -> None:
    if len(amounts) > 1:
        faults.add(path, "loads have one dimension here", "Keep the one that limits.")


def _refuse_windows(windows: Sequence[Sequence[int]], path: str, faults: FaultList) -> None:
    if any(end < start for start, end in windows):
        faults.add(path, "a window ends before it starts", "Swap its ends.")
