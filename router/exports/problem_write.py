"""A problem becomes JSON: alone as router.problem/1, and inside every plan.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Reference, Shift, Span, ValueBand, Visit
from router.errors import InputError
from router.exports.conventions import PROBLEM_CONVENTIONS, PROBLEM_SCHEMA
from router.exports.json_text import Json, to_json

__all__ = [
    "any_rfc3339",
    "matrices_inside",
    "matrix_about",
    "matrix_inside",
    "problem_json",
    "rfc3339",
    "spans_json",
    "write_problem",
]


def rfc3339(moment: datetime) -> str:
    """Return a time as text with its offset.

    Parameters
    ----------
    moment
        Zone-aware, whole seconds.

    Returns
    -------
    str
        Such as ``2026-11-21T09:30:00+02:00``; in UTC if the zone's offset has odd seconds, which
        RFC 3339 cannot write.

    Raises
    ------
    ValueError
        If it has fractions of a second.
    """
    if moment.microsecond:
        raise ValueError("times are whole seconds")
    return any_rfc3339(moment)


def any_rfc3339(moment: datetime) -> str:
    """Return a time with its offset as text, fractions of a second included.

    Parameters
    ----------
    moment
        Zone-aware.

    Returns
    -------
    str
        As `rfc3339` writes it; with six digits after the second if it has fractions.
    """
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def write_problem(problem: Problem) -> str:
    """Return a problem as text, its matrices inside whatever their size.

    Parameters
    ----------
    problem
        The statement.

    Returns
    -------
    str
        Schema ``router.problem/1``; the same text for the same problem.

    Raises
    ------
    InputError
        If a number is not finite, or a time is not in whole seconds or lies outside the years 1
        to 9999.
    """
    try:
        return to_json(
            {
                "schema": PROBLEM_SCHEMA,
                "conventions": PROBLEM_CONVENTIONS,
                **problem_json(problem, matrices_inside(problem)),
            }
        )
    except (ValueError, OverflowError) as error:
        raise InputError(
            "the problem cannot be written: a number is not finite, or a time has fractions of a "
            "second or lies outside the years 1 to 9999; check values, costs and times"
        ) from error


def problem_json(problem: Problem, matrices: Mapping[str, Json]) -> dict[str, Json]:
    """Return the problem as plain values.

    Parameters
    ----------
    problem
        What was solved.
    matrices
        The travel matrices as they shall stand in the file.

    Returns
    -------
    dict
        Fit for JSON; keys in a fixed order.
    """
    zone = problem.origin.tzinfo
    return {
        "origin": rfc3339(problem.origin),
        "zone": zone.key if isinstance(zone, ZoneInfo) else None,
        "visits": [_visit(visit, problem) for visit in problem.visits],
        "shifts": [_shift(shift, problem) for shift in problem.shifts],
        "orders": [list(order) for order in problem.orders],
        "spacings": [
            {"visit_ids": list(spacing.visit_ids), "gap_s": spacing.gap_s}
            for spacing in problem.spacings
        ],
        "meetings": [
            {
                "first": meeting.first,
                "second": meeting.second,
                "pairs": sorted(sorted(pair) for pair in meeting.pairs),
            }
            for meeting in problem.meetings
        ],
        "balance_price": problem.balance_price,
        "locations": [{"lat": point.lat, "lon": point.lon} for point in problem.coordinates],
        "matrices": matrices,
    }


def _visit(visit: Visit, problem: Problem) -> dict[str, Json]:
    return {
        "visit_id": visit.visit_id,
        "case_ids": list(visit.case_ids),
        "location": visit.location,
        "building": visit.building,
        "service_s": visit.service_s,
        "setup_s": visit.setup_s,
        "windows": spans_json(visit.windows, problem),
        "legal": spans_json(visit.legal, problem),
        "release": _instant(visit.release_s, problem),
        "due": _instant(visit.due_s, problem),
        "skills": sorted(visit.skills),
        "allowed_agents": sorted(visit.allowed_agents),
        "excluded_agents": sorted(visit.excluded_agents),
        "preferred_agents": sorted(visit.preferred_agents),
        "other_agent_price": visit.other_agent_price,
        "value": visit.value,
        "value_bands": [_band(band, problem) for band in visit.value_bands],
        "mandatory": visit.mandatory,
        "load": visit.load,
        "group": visit.group,
        "locked_shift": visit.locked_shift,
        "locked_start": _instant(visit.locked_start_s, problem),
        "reference": _reference(visit.reference, problem) if visit.reference else None,
    }


def _instant(seconds: int | None, problem: Problem) -> str | None:
    return None if seconds is None else rfc3339(problem.instant(seconds))


def _band(band: ValueBand, problem: Problem) -> dict[str, Json]:
    return {
        "start": _instant(band.start_s, problem),
        "end": _instant(band.end_s, problem),
        "value": band.value,
    }


def _reference(reference: Reference, problem: Problem) -> dict[str, Json]:
    return {
        "agent_id": reference.agent_id,
        "start": _instant(reference.start_s, problem),
        "tolerance_s": reference.tolerance_s,
        "agent_price": reference.agent_price,
        "time_price": reference.time_price,
        "drop_price": reference.drop_price,
    }


def _shift(shift: Shift, problem: Problem) -> dict[str, Json]:
    return {
        "shift_id": shift.shift_id,
        "agent_id": shift.agent_id,
        "agent_name": shift.agent_name,
        "start_location": shift.start_location,
        "end_location": shift.end_location,
        "earliest": rfc3339(problem.instant(shift.earliest_s)),
        "latest": rfc3339(problem.instant(shift.latest_s)),
        "overtime_max_s": shift.overtime_max_s,
        "breaks": [
            {
                "earliest": rfc3339(problem.instant(rest.earliest_s)),
                "latest": rfc3339(problem.instant(rest.latest_s)),
                "duration_s": rest.duration_s,
            }
            for rest in shift.breaks
        ],
        "skills": sorted(shift.skills),
        "matrix": shift.matrix,
        "max_visits": shift.max_visits,
        "max_duration_s": shift.max_duration_s,
        "max_distance_m": shift.max_distance_m,
        "capacity": shift.capacity,
        "locked_visits": list(shift.locked_visits),
        "cost_per_hour": shift.cost_per_hour,
        "cost_per_km": shift.cost_per_km,
        "fixed_cost": shift.fixed_cost,
        "overtime_cost_per_hour": shift.overtime_cost_per_hour,
    }


def spans_json(spans: Sequence[Span], problem: Problem) -> list[Json]:
    """Return intervals as plain values.

    Parameters
    ----------
    spans
        Seconds after the problem's origin.
    problem
        Whose origin is meant.

    Returns
    -------
    list
        Blocks with ``start`` and ``end``.
    """
    return [
        {"start": rfc3339(problem.instant(start)), "end": rfc3339(problem.instant(end))}
        for start, end in spans
    ]


def matrices_inside(problem: Problem) -> dict[str, Json]:
    """Return the matrices of a problem as plain values.

    Parameters
    ----------
    problem
        Whose.

    Returns
    -------
    dict
        By key.
    """
    return {key: matrix_inside(matrix) for key, matrix in problem.matrices.items()}


def matrix_inside(matrix: TravelMatrix) -> dict[str, Json]:
    """Return a matrix as plain values.

    Parameters
    ----------
    matrix
        Of any size.

    Returns
    -------
    dict
        With its numbers.
    """
    return {
        **matrix_about(matrix),
        "duration_s": matrix.duration_s,
        "distance_m": matrix.distance_m,
    }


def matrix_about(matrix: TravelMatrix) -> dict[str, Json]:
    """Return what is said of a matrix, without its numbers.

    Parameters
    ----------
    matrix
        Of any size.

    Returns
    -------
    dict
        Source, marks and size.
    """
    return {
        "source": matrix.source,
        "approximate": matrix.approximate,
        "size": len(matrix),
        "snap_m": list(matrix.snap_m),
    }
