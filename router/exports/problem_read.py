"""The problem half of plan.json becomes the domain's problem; references are checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.places import Coordinate
from router.domain.problem import Problem, Shift, ShiftBreak, Span, Visit
from router.exports.json_read import MAX_FILE_BYTES, FaultList
from router.exports.matrix_files import read_matrix_arrays
from router.exports.plan_models import (
    MatrixModel,
    ProblemModel,
    ShiftModel,
    SpanModel,
    VisitModel,
)

__all__ = ["Seconds", "problem_from_model"]

Made = TypeVar("Made")


class Seconds:
    """Turns times into seconds after a problem's origin.

    Parameters
    ----------
    origin
        Zone-aware.
    """

    def __init__(self, origin: datetime) -> None:
        self._origin = origin.astimezone(UTC)

    def of(self, moment: datetime) -> int:
        """Return a time as seconds after the origin.

        Parameters
        ----------
        moment
            Zone-aware, whole seconds.

        Returns
        -------
        int
            Seconds; negative before the origin.
        """
        return (moment - self._origin) // timedelta(seconds=1)

    def spans(self, spans: Iterable[SpanModel]) -> tuple[Span, ...]:
        """Return intervals as seconds after the origin.

        Parameters
        ----------
        spans
            As read.

        Returns
        -------
        tuple
            In the same order.
        """
        return tuple((self.of(span.start), self.of(span.end)) for span in spans)


def problem_from_model(model: ProblemModel, folder: Path | None, faults: FaultList) -> Problem:
    """Build the problem that a plan.json states.

    Parameters
    ----------
    model
        As read.
    folder
        Where matrix files lie; None if there is no folder.
    faults
        Where faults are reported.

    Returns
    -------
    Problem
        What was solved.

    Raises
    ------
    PlanFileError
        With everything that the domain refuses.
    """
    origin = _origin(model, faults)
    seconds = Seconds(origin)
    size = max((matrix.size for matrix in model.matrices.values()), default=None)
    _check_references(model, size, faults)
    visits = [
        _made(partial(_visit, item, seconds), f"problem.visits[{index}]", faults)
        for index, item in enumerate(model.visits)
    ]
    shifts = [
        _made(partial(_shift, item, seconds), f"problem.shifts[{index}]", faults)
        for index, item in enumerate(model.shifts)
    ]
    matrices = {
        key: _made(
            partial(_matrix, item, f"problem.matrices.{key}", folder, faults),
            f"problem.matrices.{key}",
            faults,
        )
        for key, item in model.matrices.items()
    }
    faults.raise_if_any()
    problem = _made(
        lambda: Problem(
            origin=origin,
            visits=tuple(visit for visit in visits if visit),
            shifts=tuple(shift for shift in shifts if shift),
            matrices={key: matrix for key, matrix in matrices.items() if matrix is not None},
            coordinates=tuple(Coordinate(point.lat, point.lon) for point in model.locations),
        ),
        "problem",
        faults,
    )
    faults.raise_if_any()
    assert problem is not None
    return problem


def _made(make: Callable[[], Made | None], path: str, faults: FaultList) -> Made | None:
    """Build one noun of the domain; what it refuses is a fault of the file."""
    try:
        return make()
    except ValueError as error:
        faults.add(path, str(error), "Correct the block.")
        return None


def _origin(model: ProblemModel, faults: FaultList) -> datetime:
    if model.zone is None:
        return model.origin
    try:
        zone: tzinfo = ZoneInfo(model.zone)
        return model.origin.astimezone(zone)
    except (ValueError, OSError, KeyError, OverflowError):
        faults.add(
            "problem.zone",
            "is not a time zone that this machine knows",
            "Write an IANA name such as Europe/Helsinki, or null.",
            model.zone,
        )
        return model.origin


def _check_references(model: ProblemModel, size: int | None, faults: FaultList) -> None:
    """Report every id that stands twice, and every location or matrix that is not there."""
    for kind, ids in (
        ("visits", [(visit.visit_id, "visit_id") for visit in model.visits]),
        ("shifts", [(shift.shift_id, "shift_id") for shift in model.shifts]),
    ):
        seen: set[str] = set()
        for index, (identifier, key) in enumerate(ids):
            if identifier in seen:
                path = f"problem.{kind}[{index}].{key}"
                faults.add(path, "stands twice", "Give each its own id.", identifier)
            seen.add(identifier)
    for key, matrix in model.matrices.items():
        if matrix.size != size:
            path = f"problem.matrices.{key}.size"
            faults.add(path, "all matrices have one size", "Correct it.", matrix.size)
    if model.locations and size is not None and len(model.locations) != size:
        problem = f"there are {len(model.locations)} locations and {size} matrix rows"
        faults.add("problem.locations", problem, "Give one location for each matrix row.")
    for index, visit in enumerate(model.visits):
        _check_location(visit.location, size, f"problem.visits[{index}].location", faults)
    for index, shift in enumerate(model.shifts):
        path = f"problem.shifts[{index}]"
        _check_location(shift.start_location, size, f"{path}.start_location", faults)
        _check_location(shift.end_location, size, f"{path}.end_location", faults)
        if shift.matrix not in model.matrices:
            known = ", ".join(sorted(model.matrices)) or "none is given"
            faults.add(f"{path}.matrix", "is no key of matrices", f"Use: {known}.", shift.matrix)


def _check_location(location: int | None, size: int | None, path: str, faults: FaultList) -> None:
    if location is not None and size is not None and location >= size:
        faults.add(path, "is no location", f"Use 0 to {size - 1}.", location)


def _visit(model: VisitModel, seconds: Seconds) -> Visit:
    return Visit(
        visit_id=model.visit_id,
        case_ids=tuple(model.case_ids),
        location=model.location,
        building=model.building,
        service_s=model.service_s,
        setup_s=model.setup_s,
        windows=seconds.spans(model.windows),
        legal=seconds.spans(model.legal),
        skills=frozenset(model.skills),
        allowed_agents=frozenset(model.allowed_agents),
        excluded_agents=frozenset(model.excluded_agents),
        value=model.value,
        mandatory=model.mandatory,
        load=model.load,
        group=model.group,
    )


def _shift(model: ShiftModel, seconds: Seconds) -> Shift:
    return Shift(
        shift_id=model.shift_id,
        agent_id=model.agent_id,
        agent_name=model.agent_name,
        start_location=model.start_location,
        end_location=model.end_location,
        earliest_s=seconds.of(model.earliest),
        latest_s=seconds.of(model.latest),
        overtime_max_s=model.overtime_max_s,
        breaks=tuple(
            ShiftBreak(
                earliest_s=seconds.of(rest.earliest),
                latest_s=seconds.of(rest.latest),
                duration_s=rest.duration_s,
            )
            for rest in model.breaks
        ),
        skills=frozenset(model.skills),
        matrix=model.matrix,
        max_visits=model.max_visits,
        max_duration_s=model.max_duration_s,
        max_distance_m=model.max_distance_m,
        capacity=model.capacity,
        cost_per_hour=model.cost_per_hour,
        cost_per_km=model.cost_per_km,
        fixed_cost=model.fixed_cost,
        overtime_cost_per_hour=model.overtime_cost_per_hour,
    )


def _matrix(
    model: MatrixModel, path: str, folder: Path | None, faults: FaultList
) -> TravelMatrix | None:
    if model.file is not None:
        duration, distance = read_matrix_arrays(_matrix_file(model, folder))
    elif model.duration_s is None or model.distance_m is None:
        raise ValueError("neither duration_s and distance_m nor a file is given")
    else:
        before = len(faults.faults)
        for name, rows in (("duration_s", model.duration_s), ("distance_m", model.distance_m)):
            _check_square(rows, model.size, f"{path}.{name}", faults)
        if len(faults.faults) > before:
            return None
        duration, distance = _array(model.duration_s), _array(model.distance_m)
    if duration.shape[0] != model.size:
        raise ValueError(f"the file holds {duration.shape[0]} locations, not {model.size}")
    return TravelMatrix(duration, distance, model.source, model.approximate, tuple(model.snap_m))


def _matrix_file(model: MatrixModel, folder: Path | None) -> bytes:
    """Return the bytes of a matrix file that lies beside the plan, and nowhere else."""
    assert model.file is not None
    if folder is None or Path(model.file.name).name != model.file.name:
        raise ValueError("the matrix file must lie beside plan.json")
    path = folder / model.file.name
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError("the matrix file is larger than 500 MB")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ValueError(f"the matrix file cannot be opened: {reason}") from error
    if hashlib.sha256(content).hexdigest() != model.file.sha256:
        raise ValueError("the matrix file is not the one that the plan was made with (sha256)")
    return content


def _check_square(rows: list[list[int | None]], size: int, path: str, faults: FaultList) -> None:
    if len(rows) != size:
        faults.add(path, f"has {len(rows)} rows, not {size}", "Give one row per location.")
    for index, row in enumerate(rows):
        if len(row) != size:
            problem = f"has {len(row)} numbers, not {size}"
            faults.add(f"{path}[{index}]", problem, "Give one number per location.")


def _array(rows: list[list[int | None]]) -> NDArray[np.int32]:
    filled = [[UNREACHABLE if item is None else item for item in row] for row in rows]
    return np.array(filled, dtype=np.int32).reshape(len(rows), len(rows))
