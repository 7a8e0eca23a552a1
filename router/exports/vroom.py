"""VROOM's JSON: what a problem becomes here, and what of it the answer needs again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from router.domain.problem import Problem
from router.exports.json_text import Json

__all__ = ["VroomJob", "VroomProblem", "VroomVehicle", "vroom_cost", "vroom_point"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VroomJob:
    """What the answer repeats of a job.

    Parameters
    ----------
    id
        As in the file.
    location
        ``(lon, lat)`` as in the file, if given.
    location_index
        As in the file, if given.
    setup, service
        Seconds.
    delivery, pickup
        Units.
    priority
        0 to 100.
    description
        As in the file.
    """

    id: int
    location: tuple[float, ...] | None
    location_index: int | None
    setup: int
    service: int
    delivery: int
    pickup: int
    priority: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VroomVehicle:
    """What the answer repeats of a vehicle.

    Parameters
    ----------
    id
        As in the file.
    start, end
        ``(lon, lat)`` as in the file, if given.
    start_index, end_index
        As in the file, if given.
    break_ids
        In the order of the shift's breaks.
    fixed, per_hour, per_task_hour, per_km
        Costs in VROOM's units.
    description
        As in the file.
    """

    id: int
    start: tuple[float, ...] | None
    start_index: int | None
    end: tuple[float, ...] | None
    end_index: int | None
    break_ids: tuple[int, ...]
    fixed: int
    per_hour: int
    per_task_hour: int
    per_km: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VroomProblem:
    """A VROOM problem as this library solves it.

    Parameters
    ----------
    problem
        Its origin is 1970-01-01T00:00:00Z, so that seconds are VROOM's timestamps. Visit ids are
        the jobs' ids as text, shift ids those of the vehicles.
    jobs
        By visit id, in the order of the file.
    vehicles
        By shift id, in the order of the file.
    distances
        Metres by matrix key; empty if the file gives none.
    given
        Visit ids by shift id: the steps of vehicles, where the file has some.
    loads
        True if the file speaks of loads.
    warnings
        Keys that were ignored, and where our reading is stricter than VROOM's.

    Notes
    -----
    The matrices of ``problem`` carry prices of legs in place of metres, because VROOM prices travel
    only, while a plan of this library pays for waiting and work as well: ``distance_m`` is the
    price of the leg (in thousandths at the finest; the cost per kilometre undoes the scale), and
    an hour costs nothing. Only vehicles with ``max_distance`` keep metres; their paid hours then
    include waiting and work.

    The value of a job exceeds the cost of any plan, times ``1 + priority * (jobs + 1)``: jobs are
    left out only if they must be, first the sum of the priorities counts, then the number of jobs.
    """

    problem: Problem
    jobs: Mapping[str, VroomJob]
    vehicles: Mapping[str, VroomVehicle]
    distances: Mapping[str, NDArray[np.int32]]
    given: Mapping[str, Sequence[str]]
    loads: bool
    warnings: Sequence[str]


class _Rates(Protocol):
    """What a vehicle costs."""

    @property
    def fixed(self) -> int: ...
    @property
    def per_hour(self) -> int: ...
    @property
    def per_task_hour(self) -> int: ...
    @property
    def per_km(self) -> int: ...


def vroom_cost(rates: _Rates, *, duration: int, work: int, distance: int) -> int:
    """Return the cost of a route in VROOM's sense and rounding.

    Parameters
    ----------
    rates
        Of the vehicle.
    duration
        Of the way, seconds.
    work
        Setup and service, seconds.
    distance
        Metres.

    Returns
    -------
    int
        Time and way are rounded to the nearest, work is rounded down.
    """
    way = rates.per_hour * duration * 1000 + rates.per_km * distance * 3600
    return rates.fixed + (way + 1_800_000) // 3_600_000 + rates.per_task_hour * work // 3600


def vroom_point(location: Sequence[float] | None, index: int | None) -> dict[str, Json]:
    """Return a place as members of an answer.

    Parameters
    ----------
    location
        ``(lon, lat)``, if given.
    index
        Row of the matrices, if given.

    Returns
    -------
    dict
        What is given.
    """
    members: dict[str, Json] = {}
    if location is not None:
        members["location"] = list(location)
    if index is not None:
        members["location_index"] = index
    return members
