"""A plan becomes plan.json, which alone suffices to check it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from router.domain.places import Place
from router.domain.plan import CaseCard, LaterVisit, PlanData, UnassignedVisit
from router.domain.problem import Problem
from router.domain.worth import VisitWorth
from router.errors import InputError
from router.exports.atomic import PLAN_NAME, write_file
from router.exports.compliance_write import compliance_json
from router.exports.conventions import CONVENTIONS, PLAN_SCHEMA
from router.exports.json_text import Json, to_json
from router.exports.matrix_files import matrix_bytes, matrix_file_name
from router.exports.problem_write import (
    matrices_inside,
    matrix_about,
    matrix_inside,
    problem_json,
    rfc3339,
)
from router.exports.route_write import costs_json, routes_json, search_json

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
    return _text(plan, matrices_inside(plan.problem))


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
            matrices[key] = matrix_inside(matrix)
            continue
        content = matrix_bytes(matrix)
        name = matrix_file_name(key, content)
        files[name] = content
        digest = hashlib.sha256(content).hexdigest()
        matrices[key] = {**matrix_about(matrix), "file": {"name": name, "sha256": digest}}
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
    return {
        "schema": PLAN_SCHEMA,
        "day": plan.day.isoformat(),
        "conventions": CONVENTIONS,
        "warnings": list(plan.warnings),
        "visiting_rules": plan.visiting_rules,
        "attribution": plan.attribution,
        "search": search_json(plan.search),
        "costs": costs_json(plan.costs),
        "routes": routes_json(plan.problem, plan.routes),
        "unassigned": [_unassigned(visit) for visit in plan.unassigned],
        "held": [
            {
                "case_id": case.case_id,
                "rule": case.rule,
                "detail": case.detail,
                "until": case.until.isoformat() if case.until else None,
                "source": case.source,
                "channel": case.channel,
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
        "compliance": compliance_json(plan.compliance) if plan.compliance else None,
        "worths": [_worth(worth, plan.problem) for worth in plan.worths],
        "later": [_later(visit) for visit in plan.later],
        "problem": problem_json(plan.problem, matrices),
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
        "channel": visit.channel,
        "decision": visit.decision,
    }


def _worth(worth: VisitWorth, problem: Problem) -> dict[str, Json]:
    return {
        "visit_id": worth.visit_id,
        "address": worth.address,
        "meeting": worth.meeting,
        "basis": worth.basis,
        "ageing": worth.ageing,
        "age_days": worth.age_days,
        "burden": worth.burden,
        "appointment": worth.appointment,
        "bands": [
            {
                "start": rfc3339(problem.instant(band.start_s)),
                "end": rfc3339(problem.instant(band.end_s)),
                "met": band.met,
                "value": band.value,
            }
            for band in worth.bands
        ],
        "met_service_s": worth.met_service_s,
        "missed_service_s": worth.missed_service_s,
        "channel": worth.channel,
    }


def _later(visit: LaterVisit) -> dict[str, Json]:
    return {
        "visit_id": visit.visit_id,
        "case_ids": list(visit.case_ids),
        "start": rfc3339(visit.start),
        "agent_id": visit.agent_id,
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
        "other_addresses": [
            {
                "address": other.address,
                "place_type": other.place_type.value,
                "status": other.status.value,
                "why": other.why,
                "place": _place(other.place) if other.place else None,
            }
            for other in card.other_addresses
        ],
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
        "by": place.by,
        "when": place.when,
    }
