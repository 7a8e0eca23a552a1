"""The steps that a VROOM vehicle is given, as rows: what each asks for, and what it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from router.domain.matrix import TravelMatrix
from router.exports.json_text import Json
from router.exports.vroom import vroom_point
from router.exports.vroom_models import JobModel, StepModel, VehicleModel
from router.exports.vroom_times import Timed
from router.exports.vroom_travel import Locations

__all__ = ["FINE", "StepRow", "added", "delivered", "described", "job_about", "over", "step_rows"]

FINE = 100  # times are kept in hundredths, because a speed factor makes fractions of seconds
_ENDLESS = 2**40


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step.

    Parameters
    ----------
    kind
        ``start``, ``job``, ``break`` or ``end``.
    about
        What the answer repeats of it.
    timed
        For the choice of its time, in hundredths of seconds.
    setup, service
        Seconds.
    leg, metres
        Of the way on which the step lies: hundredths of seconds, and metres.
    change
        Of the load.
    max_load
        That the step allows; None means any.
    priority
        Of the job.
    causes
        Of violations that no time avoids.
    """

    kind: str
    about: Mapping[str, Json]
    timed: Timed
    setup: int = 0
    service: int = 0
    leg: int = 0
    metres: int = 0
    change: Sequence[int] = ()
    max_load: Sequence[int] | None = None
    priority: int = 0
    causes: tuple[str, ...] = ()


def step_rows(
    vehicle: VehicleModel,
    jobs: Mapping[int, JobModel],
    locations: Locations,
    matrix: TravelMatrix,
) -> list[StepRow]:
    """Return the steps of a vehicle, its start first and its end last.

    Parameters
    ----------
    vehicle
        With steps that name jobs and breaks which are there.
    jobs
        By id.
    locations, matrix
        Of the problem and of the vehicle's profile.

    Returns
    -------
    list
        A start or an end that the steps leave out is added.
    """
    # VROOM multiplies by the reciprocal, rounded to two digits.
    slow = round(FINE / vehicle.speed_factor)
    rests = {rest.id: rest for rest in vehicle.breaks}
    opens, closes = vehicle.time_window or (0, _ENDLESS // FINE)
    start, end = locations.of_vehicle(vehicle)
    ends = {step.type: step for step in vehicle.steps if step.type in ("start", "end")}

    def way(there: int | None) -> tuple[int, int]:
        if here is None or there is None:
            return 0, 0
        return int(matrix.duration_s[here, there]) * slow, int(matrix.distance_m[here, there])

    here, count = start, 0
    rows = [
        StepRow(
            kind="start",
            about=vroom_point(vehicle.start, vehicle.start_index),
            timed=_timed([(opens, _ENDLESS // FINE)], ends.get("start")),
        )
    ]
    for step in vehicle.steps:
        if step.type == "break" and step.id is not None:
            rest = rests[step.id]
            rows.append(
                StepRow(
                    kind="break",
                    about={"id": rest.id, **described(rest.description)},
                    timed=_timed(rest.time_windows, step, work=rest.service, is_break=True),
                    service=rest.service,
                    max_load=rest.max_load,
                )
            )
        elif step.type == "job" and step.id is not None:
            job, count = jobs[step.id], count + 1
            place = locations.of_job(job)
            setup = job.setup if place != here else 0
            leg, metres = way(place)
            lacking = not set(job.skills) <= set(vehicle.skills)
            many = vehicle.max_tasks is not None and count > vehicle.max_tasks
            rows.append(
                StepRow(
                    kind="job",
                    about={"id": job.id, "job": job.id, **job_about(job)},
                    timed=_timed(job.time_windows, step, travel=leg, work=setup + job.service),
                    setup=setup,
                    service=job.service,
                    leg=leg,
                    metres=metres,
                    change=added(job.pickup, [-amount for amount in delivered(job)]),
                    priority=job.priority,
                    causes=("skills",) * lacking + ("max_tasks",) * many,
                )
            )
            here = place
    leg, metres = way(end)
    rows.append(
        StepRow(
            kind="end",
            about=vroom_point(vehicle.end, vehicle.end_index),
            timed=_timed([(0, closes)], ends.get("end"), travel=leg),
            leg=leg,
            metres=metres,
        )
    )
    for index in range(len(rows) - 2, 0, -1):
        if rows[index].kind == "break":  # it lies on the way to the next place
            following = rows[index + 1]
            rows[index] = replace(rows[index], leg=following.leg, metres=following.metres)
    return rows


def _timed(
    windows: Sequence[Sequence[int]],
    step: StepModel | None,
    *,
    travel: int = 0,
    work: int = 0,
    is_break: bool = False,
) -> Timed:
    at = after = before = None
    if step is not None:
        at, after, before = step.service_at, step.service_after, step.service_before
    first = max((bound for bound in (at, after) if bound is not None), default=None)
    last = min((bound for bound in (at, before) if bound is not None), default=None)
    return Timed(
        travel=travel,
        work=work * FINE,
        windows=[(start * FINE, end * FINE) for start, end in windows],
        first=None if first is None else first * FINE,
        last=None if last is None else last * FINE,
        is_break=is_break,
    )


def job_about(job: JobModel) -> dict[str, Json]:
    """Return what an answer repeats of a job.

    Parameters
    ----------
    job
        The job.

    Returns
    -------
    dict
        Description and place, where given.
    """
    return {**described(job.description), **vroom_point(job.location, job.location_index)}


def described(description: str) -> dict[str, Json]:
    """Return a description as a member of an answer.

    Parameters
    ----------
    description
        May be empty.

    Returns
    -------
    dict
        Empty if there is none.
    """
    return {"description": description} if description else {}


def delivered(job: JobModel) -> Sequence[int]:
    """Return what a job delivers; ``amount`` is the old name.

    Parameters
    ----------
    job
        The job.

    Returns
    -------
    sequence
        Per kind of load.
    """
    return job.delivery or job.amount


def added(*loads: Sequence[int]) -> list[int]:
    """Return the sum of loads.

    Parameters
    ----------
    *loads
        Per kind; a shorter one has nothing of the other kinds.

    Returns
    -------
    list
        Per kind.
    """
    return [sum(kind) for kind in zip_longest(*loads, fillvalue=0)]


def over(load: Sequence[int], limit: Sequence[int]) -> bool:
    """Tell whether a load is too much.

    Parameters
    ----------
    load, limit
        Per kind; a kind without a limit must not be carried.

    Returns
    -------
    bool
        True if any kind is.
    """
    return any(here > most for here, most in zip_longest(load, limit, fillvalue=0))
