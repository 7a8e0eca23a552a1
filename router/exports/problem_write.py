"""The problem half of plan.json: visits, shifts, locations, and times as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from router.domain.problem import Problem, Shift, Span, Visit
from router.exports.json_text import Json

__all__ = ["problem_json", "rfc3339", "spans_json"]


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
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds")


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
        "skills": sorted(visit.skills),
        "allowed_agents": sorted(visit.allowed_agents),
        "excluded_agents": sorted(visit.excluded_agents),
        "value": visit.value,
        "mandatory": visit.mandatory,
        "load": visit.load,
        "group": visit.group,
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
