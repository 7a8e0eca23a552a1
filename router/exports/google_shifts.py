"""Vehicles and time windows of an OptimizeTours request."""

from __future__ import annotations

from router.domain.problem import Shift, ShiftBreak, Span
from router.exports.benchmark import merged
from router.exports.google_models import ModelModel, TimeWindowModel, VehicleModel
from router.exports.json_read import FaultList

__all__ = ["google_shift", "google_windows"]


def google_windows(
    windows: list[TimeWindowModel], path: str, model: ModelModel, faults: FaultList
) -> tuple[Span, ...]:
    """Return time windows as seconds after the global start.

    Parameters
    ----------
    windows, path
        What, and where they stand in the file.
    model
        Its global times bound everything.
    faults
        Where faults are reported.

    Returns
    -------
    tuple
        In order, those that touch as one.
    """
    end = model.seconds(model.global_end_time)
    spans = []
    for index, window in enumerate(windows):
        first = 0 if window.start_time is None else model.seconds(window.start_time)
        last = end if window.end_time is None else model.seconds(window.end_time)
        if last < first or first < 0 or last > end:
            fix = "Correct it, or globalStartTime and globalEndTime."
            faults.add(f"{path}[{index}]", "is empty, or not inside the global times", fix)
        else:
            spans.append((first, last))
    return merged(spans)


def google_shift(
    index: int,
    vehicle: VehicleModel,
    model: ModelModel,
    ends: tuple[int | None, int | None],
    matrix: str,
    kind: str,
    faults: FaultList,
) -> Shift | None:
    """Return the shift of a vehicle.

    Parameters
    ----------
    index, vehicle, model
        Which, and whose.
    ends
        Rows of its start and end.
    matrix
        Key of its matrix.
    kind
        Of the load that is counted.
    faults
        Where faults are reported.

    Returns
    -------
    Shift or None
        None if there are faults.
    """
    path = f"model.vehicles[{index}]"
    horizon = model.seconds(model.global_end_time)
    start = _one(vehicle.start_time_windows, f"{path}.startTimeWindows", horizon, model, faults)
    finish = _one(vehicle.end_time_windows, f"{path}.endTimeWindows", horizon, model, faults)
    if start[1] < finish[1]:
        fix = "Remove endTime; the latest return is endTime of endTimeWindows."
        where = f"{path}.startTimeWindows[0].endTime"
        faults.add(where, "a latest departure cannot be kept", fix)
    if finish[0] > start[0]:
        fix = "Remove startTime; the earliest departure is startTime of startTimeWindows."
        where = f"{path}.endTimeWindows[0].startTime"
        faults.add(where, "an earliest return cannot be kept", fix)
    if finish[1] < start[0]:
        faults.add(path, "ends before it starts", "Correct its time windows.")
    breaks = sorted(
        (
            model.seconds(rest.earliest_start_time),
            model.seconds(rest.latest_start_time),
            rest.min_duration,
        )
        for rest in vehicle.break_rule.break_requests
    )
    if any(last < first or length <= 0 for first, last, length in breaks):
        where = f"{path}.breakRule.breakRequests"
        faults.add(where, "one has no window or no length", "Give start, latest start, length.")
    if faults.faults:
        return None
    limit = vehicle.load_limits.get(kind)
    return Shift(
        shift_id=str(index),
        agent_id=str(index),
        agent_name=vehicle.label,
        start_location=ends[0],
        end_location=ends[1],
        earliest_s=start[0],
        latest_s=finish[1],
        breaks=tuple(
            ShiftBreak(earliest_s=first, latest_s=last, duration_s=length)
            for first, last, length in breaks
        ),
        matrix=matrix,
        max_duration_s=vehicle.route_duration_limit.max_duration,
        max_distance_m=vehicle.route_distance_limit.max_meters,
        capacity=limit.max_load if limit else None,
        cost_per_hour=vehicle.cost_per_hour,
        cost_per_km=vehicle.cost_per_kilometer,
        fixed_cost=vehicle.fixed_cost,
    )


def _one(
    windows: list[TimeWindowModel], path: str, end: int, model: ModelModel, faults: FaultList
) -> Span:
    if len(windows) > 1:
        faults.add(path, "several windows of a route's start or end cannot be kept", "Choose one.")
    spans = google_windows(windows[:1], path, model, faults)
    return spans[0] if spans else (0, end)
