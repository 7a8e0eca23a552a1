"""VROOM's input JSON becomes a problem; what cannot be expressed is refused, not dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.exports.json_read import FaultList, parse_json, validate
from router.exports.unknown_keys import unknown_keys
from router.exports.vroom import VroomJob, VroomProblem, VroomVehicle
from router.exports.vroom_models import InputModel, JobModel, VehicleModel
from router.exports.vroom_prices import Prices
from router.exports.vroom_refusals import refuse_input, refuse_unsolvable
from router.exports.vroom_travel import Locations, horizon, read_travel

__all__ = ["read_vroom"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_VALUE = 1e14  # the sum of all values stays exact in 64-bit arithmetic of cents


def read_vroom(
    text: str,
    *,
    name: str = "problem",
    travel: Callable[[Sequence[Coordinate], str], TravelMatrix] | None = None,
) -> VroomProblem:
    """Read a problem in VROOM's JSON.

    Parameters
    ----------
    text
        The file's content.
    name
        Of the file, for messages.
    travel
        Called with all coordinates and a profile if the file brings no matrices. None: such a file
        is refused.

    Returns
    -------
    VroomProblem
        The problem, and what the answer needs. Ignored keys are among its warnings.

    Raises
    ------
    PlanFileError
        With every fault, and everything that cannot be expressed: shipments, loads of several
        dimensions, cost matrices, times by vehicle type, breaks with several windows or a maximum
        load, ``max_travel_time``.

    Notes
    -----
    VROOM's time windows bound the start of the setup, ours the start of the service after it: they
    are moved by the setup. At a location with several jobs the setup may be skipped; there the
    window is what holds in both cases. VROOM skips the setup at a vehicle's own start, we do not.

    References
    ----------
    https://github.com/VROOM-Project/vroom/blob/master/docs/API.md
    """
    faults = FaultList(name, "a VROOM problem")
    model = validate(InputModel, parse_json(text, faults), faults)
    refuse_input(model, faults)
    refuse_unsolvable(model, faults)
    faults.raise_if_any()
    warnings = [f"{path} is not known and was ignored" for path in unknown_keys(model)]
    locations = Locations(model, faults)
    matrices = read_travel(model, locations, travel, faults)
    faults.raise_if_any()
    prices = Prices(model, matrices)
    end = horizon(model, matrices)
    values = _values(model, prices.most(end))
    counts = Counter(locations.of_job(job) for job in model.jobs)
    visits = [
        _visit(job, locations.of_job(job), counts, value, warnings)
        for job, value in zip(model.jobs, values, strict=True)
    ]
    shifts = [_shift(vehicle, locations, prices, end, warnings) for vehicle in model.vehicles]
    _warn(model, locations, warnings)
    return VroomProblem(
        problem=Problem(
            origin=EPOCH,
            visits=tuple(visits),
            shifts=tuple(shifts),
            matrices=prices.matrices,
            coordinates=locations.coordinates,
        ),
        jobs={str(job.id): _job(job) for job in model.jobs},
        vehicles={str(vehicle.id): _vehicle(vehicle) for vehicle in model.vehicles},
        distances=prices.distances,
        given={
            str(vehicle.id): [str(step.id) for step in vehicle.steps if step.type == "job"]
            for vehicle in model.vehicles
            if vehicle.steps
        },
        loads=any(job.delivery or job.pickup or job.amount for job in model.jobs)
        or any(vehicle.capacity for vehicle in model.vehicles),
        warnings=tuple(warnings),
    )


def _values(model: InputModel, most: float) -> list[float]:
    """Price the jobs so that none is left out to save travel, and higher priorities come first."""
    step = len(model.jobs) + 1
    weights = [1 + job.priority * step for job in model.jobs]
    unit = min(most + 1, _MOST_VALUE / max(1, sum(weights)))
    return [unit * weight for weight in weights]


def _visit(
    job: JobModel, location: int, counts: Counter[int], value: float, warnings: list[str]
) -> Visit:
    building = f"location {location}"
    windows = [(start, end) for start, end in job.time_windows]
    moved = [(start + job.setup, end + job.setup) for start, end in windows]
    if windows and job.setup and counts[location] > 1:
        # Whether the setup is paid depends on the job before: keep what is right in both cases.
        if all(end - start >= job.setup for start, end in windows):
            moved = [(start + job.setup, end) for start, end in windows]
            warnings.append(
                f"job {job.id}: shares its location, so its windows end {job.setup} s earlier here"
            )
        else:
            building = f"location {location}, job {job.id}"
            warnings.append(f"job {job.id}: always pays its setup here (narrow windows)")
    return Visit(
        visit_id=str(job.id),
        case_ids=(str(job.id),),
        location=location,
        building=building,
        service_s=job.service,
        setup_s=job.setup,
        windows=tuple(sorted(moved)),
        skills=frozenset(map(str, job.skills)),
        value=value,
        load=sum(job.delivery or job.amount) + sum(job.pickup),
    )


def _shift(
    vehicle: VehicleModel, locations: Locations, prices: Prices, end: int, warnings: list[str]
) -> Shift:
    earliest, latest = vehicle.time_window or (0, end)
    start_location, end_location = locations.of_vehicle(vehicle)
    per_hour, per_km = prices.rates(vehicle)
    if vehicle.max_distance is not None and vehicle.costs.per_hour:
        warnings.append(
            f"vehicle {vehicle.id}: because of max_distance, waiting and work are priced like "
            "travel"
        )
    return Shift(
        shift_id=str(vehicle.id),
        agent_id=str(vehicle.id),
        agent_name=vehicle.description,
        start_location=start_location,
        end_location=end_location,
        earliest_s=earliest,
        latest_s=latest,
        breaks=tuple(
            ShiftBreak(earliest_s=first, latest_s=last, duration_s=service)
            for first, last, service, _ in _breaks(vehicle, earliest, latest)
        ),
        skills=frozenset(map(str, vehicle.skills)),
        matrix=prices.key(vehicle),
        max_visits=vehicle.max_tasks,
        max_distance_m=vehicle.max_distance,
        capacity=vehicle.capacity[0] if vehicle.capacity else None,
        cost_per_hour=per_hour,
        cost_per_km=per_km,
        fixed_cost=float(vehicle.costs.fixed),
    )


def _breaks(vehicle: VehicleModel, earliest: int, latest: int) -> list[tuple[int, int, int, int]]:
    """Return window, length and id of the breaks that last, in order."""
    breaks = []
    for rest in vehicle.breaks:
        first, last = rest.time_windows[0] if rest.time_windows else (earliest, latest)
        if rest.service:
            breaks.append((first, last, rest.service, rest.id))
    return sorted(breaks)


def _warn(model: InputModel, locations: Locations, warnings: list[str]) -> None:
    for index, vehicle in enumerate(model.vehicles):
        start = locations.of_vehicle(vehicle)[0]
        jobs = [job for job in model.jobs if job.setup and locations.of_job(job) == start]
        if jobs and start is not None:
            warnings.append(f"job {jobs[0].id}: pays its setup also at the start of a route")
        if vehicle.costs.per_task_hour:
            path = f"vehicles[{index}].costs.per_task_hour"
            warnings.append(f"{path}: is counted in the answer, but not in the search")
        if any(not rest.service for rest in vehicle.breaks):
            warnings.append(f"vehicles[{index}].breaks: one without a length was left out")
    if any(job.amount for job in model.jobs):
        warnings.append("amount: an old key, read as delivery")
    both = {bool(job.delivery or job.amount) for job in model.jobs if sum(job.pickup)}
    if both and any(sum(job.delivery or job.amount) for job in model.jobs):
        warnings.append("delivery and pickup: both count at once against the capacity")


def _job(job: JobModel) -> VroomJob:
    return VroomJob(
        id=job.id,
        location=tuple(job.location) if job.location else None,
        location_index=job.location_index,
        setup=job.setup,
        service=job.service,
        delivery=sum(job.delivery or job.amount),
        pickup=sum(job.pickup),
        priority=job.priority,
        description=job.description,
    )


def _vehicle(vehicle: VehicleModel) -> VroomVehicle:
    earliest, latest = vehicle.time_window or (0, 2**32)
    return VroomVehicle(
        id=vehicle.id,
        start=tuple(vehicle.start) if vehicle.start else None,
        start_index=vehicle.start_index,
        end=tuple(vehicle.end) if vehicle.end else None,
        end_index=vehicle.end_index,
        break_ids=tuple(rest[3] for rest in _breaks(vehicle, earliest, latest)),
        fixed=vehicle.costs.fixed,
        per_hour=vehicle.costs.per_hour,
        per_task_hour=vehicle.costs.per_task_hour,
        per_km=vehicle.costs.per_km,
        description=vehicle.description,
    )
