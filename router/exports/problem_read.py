"""A problem in JSON becomes the domain's problem, from a file of its own or inside a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from router.domain.places import Coordinate
from router.domain.problem import (
    Meeting,
    Problem,
    Reference,
    Shift,
    ShiftBreak,
    Spacing,
    Span,
    ValueBand,
    Visit,
)
from router.exports.conventions import PROBLEM_SCHEMA
from router.exports.json_read import FaultList, check_schema, parse_json, validate
from router.exports.matrix_read import matrix_from_model
from router.exports.problem_models import (
    ProblemFileModel,
    ProblemModel,
    ReferenceModel,
    ShiftModel,
    SpanModel,
    VisitModel,
)
from router.exports.problem_references import check_references

__all__ = ["Seconds", "problem_from_model", "read_problem"]

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

    def of_any(self, moment: datetime | None) -> int | None:
        """Return a time as seconds after the origin, if there is one.

        Parameters
        ----------
        moment
            Zone-aware, whole seconds; or None.

        Returns
        -------
        int or None
            None for None.
        """
        return None if moment is None else self.of(moment)

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


def read_problem(text: str, *, name: str = "problem.json", folder: Path | None = None) -> Problem:
    """Read a problem that `write_problem` wrote, or a person or another program.

    Parameters
    ----------
    text
        The content of the file.
    name
        Of the file, for messages.
    folder
        Where the matrix files lie that it names, if it names any.

    Returns
    -------
    Problem
        The statement.

    Raises
    ------
    PlanFileError
        If it is not such a file. The error carries every fault: JSON path, what is wrong, what to
        do.
    """
    faults = FaultList(name, "a problem")
    document = parse_json(text, faults)
    check_schema(document, PROBLEM_SCHEMA, f'Write "schema": "{PROBLEM_SCHEMA}".', faults)
    return problem_from_model(validate(ProblemFileModel, document, faults), folder, faults)


def problem_from_model(
    model: ProblemModel, folder: Path | None, faults: FaultList, path: str = ""
) -> Problem:
    """Build the problem that a file states.

    Parameters
    ----------
    model
        As read.
    folder
        Where matrix files lie; None if there is no folder.
    faults
        Where faults are reported.
    path
        Where in the file the problem stands; empty if it is the whole.

    Returns
    -------
    Problem
        What was solved, or shall be.

    Raises
    ------
    PlanFileError
        With everything that the domain refuses.
    """
    before = f"{path}." if path else ""
    origin = _origin(model, before, faults)
    seconds = Seconds(origin)
    check_references(model, before, faults)
    visits = [
        _made(partial(_visit, item, seconds), f"{before}visits[{index}]", faults)
        for index, item in enumerate(model.visits)
    ]
    shifts = [
        _made(partial(_shift, item, seconds), f"{before}shifts[{index}]", faults)
        for index, item in enumerate(model.shifts)
    ]
    spacings = [
        _made(
            partial(Spacing, visit_ids=tuple(item.visit_ids), gap_s=item.gap_s),
            f"{before}spacings[{index}]",
            faults,
        )
        for index, item in enumerate(model.spacings)
    ]
    meetings = [
        _made(
            partial(
                Meeting,
                first=item.first,
                second=item.second,
                pairs=frozenset(frozenset(pair) for pair in item.pairs),
            ),
            f"{before}meetings[{index}]",
            faults,
        )
        for index, item in enumerate(model.meetings)
    ]
    matrices = {
        key: _made(
            partial(matrix_from_model, item, f"{before}matrices.{key}", folder, faults),
            f"{before}matrices.{key}",
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
            orders=tuple(tuple(order) for order in model.orders),
            spacings=tuple(spacing for spacing in spacings if spacing),
            meetings=tuple(meeting for meeting in meetings if meeting),
            balance_price=model.balance_price,
        ),
        path,
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


def _origin(model: ProblemModel, before: str, faults: FaultList) -> datetime:
    if model.zone is None:
        return model.origin
    try:
        zone: tzinfo = ZoneInfo(model.zone)
        return model.origin.astimezone(zone)
    except (ValueError, OSError, KeyError, OverflowError):
        faults.add(
            f"{before}zone",
            "is not a time zone that this machine knows",
            "Write an IANA name such as Europe/Helsinki, or null.",
            model.zone,
        )
        return model.origin


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
        release_s=seconds.of_any(model.release),
        due_s=seconds.of_any(model.due),
        skills=frozenset(model.skills),
        allowed_agents=frozenset(model.allowed_agents),
        excluded_agents=frozenset(model.excluded_agents),
        preferred_agents=frozenset(model.preferred_agents),
        other_agent_price=model.other_agent_price,
        value=model.value,
        value_bands=tuple(
            ValueBand(start_s=seconds.of(band.start), end_s=seconds.of(band.end), value=band.value)
            for band in model.value_bands
        ),
        mandatory=model.mandatory,
        load=model.load,
        group=model.group,
        locked_shift=model.locked_shift,
        locked_start_s=seconds.of_any(model.locked_start),
        reference=_reference(model.reference, seconds) if model.reference else None,
    )


def _reference(model: ReferenceModel, seconds: Seconds) -> Reference:
    return Reference(
        agent_id=model.agent_id,
        start_s=seconds.of(model.start),
        tolerance_s=model.tolerance_s,
        agent_price=model.agent_price,
        time_price=model.time_price,
        drop_price=model.drop_price,
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
        locked_visits=tuple(model.locked_visits),
        cost_per_hour=model.cost_per_hour,
        cost_per_km=model.cost_per_km,
        fixed_cost=model.fixed_cost,
        overtime_cost_per_hour=model.overtime_cost_per_hour,
    )
