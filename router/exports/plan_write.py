"""A plan becomes plan.json, which alone suffices to check it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from router.domain.matrix import TravelMatrix
from router.domain.places import Place
from router.domain.plan import CaseCard, CostBreakdown, PlanData, UnassignedVisit
from router.domain.problem import Problem, Shift
from router.domain.route import Route, Stop
from router.errors import InputError
from router.exports.atomic import PLAN_NAME, write_file
from router.exports.conventions import CONVENTIONS, PLAN_SCHEMA
from router.exports.json_text import Json, to_json
from router.exports.matrix_files import matrix_bytes, matrix_file_name
from router.exports.problem_write import problem_json, rfc3339, spans_json

__all__ = ["MAX_LOCATIONS_INSIDE", "plan_files", "plan_to_json", "write_plan"]

MAX_LOCATIONS_INSIDE = 600  # a larger matrix lies in a file beside plan.json


def plan_to_json(plan: PlanData) -> str:
    """Return ``plan.json`` as text, the matrices inside whatever their size.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    str
        Schema ``router.plan/1``; the same text for the same plan.

    Raises
    ------
    InputError
        If a number of the plan is not finite, or a time is not in whole seconds or lies outside
        the years 1 to 9999.
    """
    return _text(plan, {key: _inside(matrix) for key, matrix in plan.problem.matrices.items()})


def plan_files(plan: PlanData) -> dict[str, bytes]:
    """Return ``plan.json`` and the matrix files that it names.

    Parameters
    ----------
    plan
        The plan. Matrices of more than 600 locations become files.

    Returns
    -------
    dict of str to bytes
        Content by file name, fit for `write_folder`.

    Raises
    ------
    InputError
        As `plan_to_json`.
    """
    files: dict[str, bytes] = {}
    matrices: dict[str, Json] = {}
    for key, matrix in plan.problem.matrices.items():
        if len(matrix) <= MAX_LOCATIONS_INSIDE:
            matrices[key] = _inside(matrix)
            continue
        content = matrix_bytes(matrix)
        name = matrix_file_name(key, content)
        files[name] = content
        digest = hashlib.sha256(content).hexdigest()
        matrices[key] = {**_about(matrix), "file": {"name": name, "sha256": digest}}
    files[PLAN_NAME] = _text(plan, matrices).encode("utf-8", "replace")
    return files


def write_plan(plan: PlanData, path: Path) -> None:
    """Write a plan, and beside it the matrix files that it names.

    Parameters
    ----------
    plan
        The plan.
    path
        Of the JSON file; its folder must exist. Each file is replaced as a whole, the plan last.

    Raises
    ------
    InputError
        If it cannot be written, or as `plan_to_json`.
    """
    path = Path(path)
    files = plan_files(plan)
    text = files.pop(PLAN_NAME)
    for name, content in files.items():
        write_file(path.parent / name, content)
    write_file(path, text)


def _text(plan: PlanData, matrices: Mapping[str, Json]) -> str:
    try:
        return to_json(_document(plan, matrices))
    except (ValueError, OverflowError) as error:
        raise InputError(
            "the plan cannot be written: a number is not finite, or a time has fractions of a "
            "second or lies outside the years 1 to 9999; check values, costs and times"
        ) from error


def _document(plan: PlanData, matrices: Mapping[str, Json]) -> dict[str, Json]:
    search = plan.search
    return {
        "schema": PLAN_SCHEMA,
        "day": plan.day.isoformat(),
        "conventions": CONVENTIONS,
        "warnings": list(plan.warnings),
        "visiting_hours": plan.visiting_hours,
        "attribution": plan.attribution,
        "search": {
            "engine": search.engine,
            "seed": search.seed,
            "seconds": search.seconds,
            "iterations": search.iterations,
            "solutions": search.solutions,
            "stopped_by": search.stopped_by,
        },
        "costs": _costs(plan.costs),
        "routes": _routes(plan),
        "unassigned": [_unassigned(visit) for visit in plan.unassigned],
        "held": [
            {
                "case_id": case.case_id,
                "rule": case.rule,
                "detail": case.detail,
                "until": case.until.isoformat() if case.until else None,
            }
            for case in plan.held
        ],
        "refused": [
            {
                "table": row.table,
                "row": row.row,
                "row_id": row.row_id,
                "address": row.address,
                "why": row.why,
            }
            for row in plan.refused
        ],
        "review": [
            {
                "case_id": case.case_id,
                "why": case.why,
                "candidates": [_place(place) for place in case.candidates],
            }
            for case in plan.review
        ],
        "cards": [_card(card) for card in plan.cards],
        "problem": problem_json(plan.problem, matrices),
    }


def _costs(costs: CostBreakdown) -> dict[str, Json]:
    return {
        "travel_time": costs.travel_time,
        "on_site": costs.on_site,
        "waiting": costs.waiting,
        "breaks": costs.breaks,
        "distance": costs.distance,
        "overtime": costs.overtime,
        "fixed": costs.fixed,
        "value_not_collected": costs.value_not_collected,
        "total": costs.total,
    }


def _routes(plan: PlanData) -> list[Json]:
    shifts = {shift.shift_id: shift for shift in plan.problem.shifts}
    cases = {visit.visit_id: visit.case_ids for visit in plan.problem.visits}
    return [_route(route, shifts.get(route.shift_id), cases, plan.problem) for route in plan.routes]


def _route(
    route: Route, shift: Shift | None, cases: Mapping[str, Sequence[str]], problem: Problem
) -> dict[str, Json]:
    return {
        "shift_id": route.shift_id,
        "agent_id": shift.agent_id if shift else "",
        "start": rfc3339(problem.instant(route.start_s)),
        "end": rfc3339(problem.instant(route.end_s)),
        "travel_s": route.travel_s,
        "distance_m": route.distance_m,
        "service_s": route.service_s,
        "setup_s": route.setup_s,
        "wait_s": route.wait_s,
        "break_s": route.break_s,
        "cost": _route_cost(route, shift) if shift else None,
        "breaks": spans_json([(rest.start_s, rest.end_s) for rest in route.breaks], problem),
        "stops": [_stop(stop, cases, problem) for stop in route.stops],
    }


def _route_cost(route: Route, shift: Shift) -> dict[str, Json]:
    paid = (route.end_s - route.start_s) / 3600 * shift.cost_per_hour
    distance = route.distance_m / 1000 * shift.cost_per_km
    overtime = max(0, route.end_s - shift.latest_s) / 3600 * shift.overtime_cost_per_hour
    return {
        "paid_time": paid,
        "distance": distance,
        "overtime": overtime,
        "fixed": shift.fixed_cost,
        "total": paid + distance + overtime + shift.fixed_cost,
    }


def _stop(stop: Stop, cases: Mapping[str, Sequence[str]], problem: Problem) -> dict[str, Json]:
    return {
        "building": stop.building,
        "arrival": rfc3339(problem.instant(stop.arrival_s)),
        "setup_s": stop.setup_s,
        "travel_s": stop.travel_s,
        "distance_m": stop.distance_m,
        "visits": [
            {
                "visit_id": visit.visit_id,
                "case_ids": list(cases.get(visit.visit_id, ())),
                "start": rfc3339(problem.instant(visit.start_s)),
                "end": rfc3339(problem.instant(visit.end_s)),
                "wait_s": visit.wait_s,
            }
            for visit in stop.visits
        ],
    }


def _unassigned(visit: UnassignedVisit) -> dict[str, Json]:
    return {
        "visit_id": visit.visit_id,
        "case_ids": list(visit.case_ids),
        "code": visit.code.value,
        "detail": visit.detail,
        "remedy": visit.remedy,
        "refusals": [
            {
                "shift_id": refusal.shift_id,
                "code": refusal.code.value,
                "detail": refusal.detail,
                "extra_cost": refusal.extra_cost,
            }
            for refusal in visit.refusals
        ],
    }


def _card(card: CaseCard) -> dict[str, Json]:
    return {
        "case_id": card.case_id,
        "borrower_id": card.borrower_id,
        "name": card.name,
        "address": card.address,
        "place_type": card.place_type.value,
        "place": _place(card.place) if card.place else None,
        "notes": card.notes,
        "appointment": card.appointment,
    }


def _place(place: Place) -> dict[str, Json]:
    return {
        "lat": place.coordinate.lat,
        "lon": place.coordinate.lon,
        "grade": place.grade.value,
        "score": place.score,
        "error_m": place.error_m,
        "matched": place.matched,
        "source": place.source,
        "building": place.building,
    }


def _inside(matrix: TravelMatrix) -> dict[str, Json]:
    return {
        **_about(matrix),
        "duration_s": matrix.duration_s,
        "distance_m": matrix.distance_m,
    }


def _about(matrix: TravelMatrix) -> dict[str, Json]:
    return {
        "source": matrix.source,
        "approximate": matrix.approximate,
        "size": len(matrix),
        "snap_m": list(matrix.snap_m),
    }
