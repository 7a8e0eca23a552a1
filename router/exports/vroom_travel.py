"""Locations and matrices of a VROOM problem, and the time by which all is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.exports.json_read import FaultList
from router.exports.vroom_models import InputModel, JobModel, ProfileModel, VehicleModel
from router.exports.vroom_prices import largest

__all__ = ["Locations", "horizon", "read_travel"]


class Locations:
    """Which row of the matrices each job and each vehicle's end has.

    Parameters
    ----------
    model
        The problem.
    faults
        Where missing and impossible locations are reported.
    """

    def __init__(self, model: InputModel, faults: FaultList) -> None:
        self._by_index = bool(model.matrices) or model.matrix is not None
        self._rows: dict[tuple[float, ...], int] = {}
        for index, vehicle in enumerate(model.vehicles):
            path = f"vehicles[{index}]"
            self._add(vehicle.start, vehicle.start_index, f"{path}.start", faults, needed=False)
            self._add(vehicle.end, vehicle.end_index, f"{path}.end", faults, needed=False)
        for index, job in enumerate(model.jobs):
            self._add(job.location, job.location_index, f"jobs[{index}].location", faults)

    @property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """In the order of the rows; empty if the file brings matrices."""
        return tuple(Coordinate(lat, lon) for lon, lat in self._rows)

    def of_job(self, job: JobModel) -> int:
        """Return the row of a job.

        Parameters
        ----------
        job
            The job.

        Returns
        -------
        int
            Its row.
        """
        row = self._row(job.location, job.location_index)
        assert row is not None
        return row

    def of_vehicle(self, vehicle: VehicleModel) -> tuple[int | None, int | None]:
        """Return the rows of a vehicle's start and end.

        Parameters
        ----------
        vehicle
            The vehicle.

        Returns
        -------
        tuple
            None where the route is open.
        """
        start = self._row(vehicle.start, vehicle.start_index)
        return start, self._row(vehicle.end, vehicle.end_index)

    def _row(self, point: Sequence[float] | None, index: int | None) -> int | None:
        if self._by_index:
            return index
        return None if point is None else self._rows[tuple(point)]

    def _add(
        self,
        point: Sequence[float] | None,
        index: int | None,
        path: str,
        faults: FaultList,
        *,
        needed: bool = True,
    ) -> None:
        if self._by_index:
            if index is None and (needed or point is not None):
                faults.add(f"{path}_index", "is missing, and there are matrices", "Give it.")
        elif point is not None:
            if not -90 <= point[1] <= 90:
                faults.add(path, "latitude is not in -90..90", "Write [lon, lat].")
                return
            self._rows.setdefault(tuple(point), len(self._rows))
        elif needed or index is not None:
            faults.add(path, "is missing, and there are no matrices", "Write [lon, lat].")


def read_travel(
    model: InputModel,
    locations: Locations,
    travel: Callable[[Sequence[Coordinate], str], TravelMatrix] | None,
    faults: FaultList,
) -> dict[str, TravelMatrix]:
    """Return seconds and metres by profile.

    Parameters
    ----------
    model
        The problem.
    locations
        Of the problem.
    travel
        Makes a matrix from coordinates and a profile; None: the file must bring its matrices.
    faults
        Where faults are reported.

    Returns
    -------
    dict
        Metres are 0 where the file gives none.
    """
    profiles = dict.fromkeys(vehicle.profile for vehicle in model.vehicles)
    given = dict(model.matrices)
    if model.matrix is not None:
        given.setdefault("car", ProfileModel(durations=model.matrix))
    if faults.faults:
        return {}
    if not given:
        if travel is None:
            faults.add("matrices", "there are none", "Give durations for each profile.")
            return {}
        return {profile: travel(locations.coordinates, profile) for profile in profiles}
    matrices = {}
    for profile in profiles:
        path = f"matrices.{profile}"
        if profile not in given:
            faults.add(path, "is missing, and a vehicle has this profile", "Give it.")
            continue
        durations = _square(given[profile].durations, f"{path}.durations", faults)
        rows = given[profile].distances
        distances = None if rows is None else _square(rows, f"{path}.distances", faults)
        if durations is None or (rows is not None and distances is None):
            continue
        metres = np.zeros_like(durations) if distances is None else distances
        if metres.shape != durations.shape:
            faults.add(f"{path}.distances", "has another size than durations", "Correct it.")
            continue
        matrices[profile] = TravelMatrix(durations, metres)
    if len({len(matrix) for matrix in matrices.values()}) > 1:
        faults.add("matrices", "all profiles have one size", "Give all locations in each.")
    for index, vehicle in enumerate(model.vehicles):
        if vehicle.profile not in matrices:
            continue
        missing = given[vehicle.profile].distances is None
        if missing and (vehicle.max_distance is not None or vehicle.costs.per_km):
            path = f"matrices.{vehicle.profile}.distances"
            faults.add(path, f"is missing, and vehicles[{index}] needs it", "Give metres.")
    _check_rows(model, locations, min(map(len, matrices.values()), default=0), faults)
    return matrices


def _square(rows: list[list[int]], path: str, faults: FaultList) -> NDArray[np.int32] | None:
    if any(len(row) != len(rows) for row in rows):
        faults.add(path, "is not square", "Give one row and one column per location.")
        return None
    return np.array(rows, dtype=np.int32).reshape(len(rows), len(rows))


def _check_rows(model: InputModel, locations: Locations, size: int, faults: FaultList) -> None:
    fix = f"Use 0 to {size - 1}."
    for index, job in enumerate(model.jobs):
        row = locations.of_job(job)
        if row >= size:
            faults.add(f"jobs[{index}].location_index", "is no row of the matrices", fix, row)
    for index, vehicle in enumerate(model.vehicles):
        for name, end in zip(("start", "end"), locations.of_vehicle(vehicle), strict=True):
            if end is not None and end >= size:
                path = f"vehicles[{index}].{name}_index"
                faults.add(path, "is no row of the matrices", fix, end)


def horizon(model: InputModel, matrices: Mapping[str, TravelMatrix]) -> int:
    """Return a time by which any route can be over.

    Parameters
    ----------
    model
        The problem.
    matrices
        By profile.

    Returns
    -------
    int
        Seconds: the last window's end, then all work, all breaks and the longest leg each time.
    """
    ends = [0]
    ends += [window[1] for job in model.jobs for window in job.time_windows]
    rests = [rest for vehicle in model.vehicles for rest in vehicle.breaks]
    ends += [window[1] for rest in rests for window in rest.time_windows]
    ends += [vehicle.time_window[1] for vehicle in model.vehicles if vehicle.time_window]
    slowest = min((vehicle.speed_factor for vehicle in model.vehicles), default=1.0)
    leg = max((largest(matrix.duration_s) for matrix in matrices.values()), default=0.0)
    work = sum(job.setup + job.service for job in model.jobs) + sum(rest.service for rest in rests)
    return max(ends) + work + (len(model.jobs) + 2) * int(leg / slowest * 1.01 + 1)
