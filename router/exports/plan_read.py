"""plan.json becomes a plan again; what an editor may have broken is left to the checker."""

from __future__ import annotations

from pathlib import Path

from router.domain.places import Coordinate, Place
from router.domain.plan import (
    CaseCard,
    HeldCase,
    LaterVisit,
    OtherAddress,
    PlanData,
    ReviewCase,
    ShiftRefusal,
    UnassignedVisit,
)
from router.domain.refused import RefusedRow
from router.domain.worth import BandWorth, VisitWorth
from router.exports.compliance_read import compliance_from_model
from router.exports.conventions import PLAN_SCHEMA
from router.exports.json_read import FaultList, check_schema, parse_json, read_text, validate
from router.exports.plan_models import (
    CardModel,
    LaterModel,
    PlaceModel,
    PlanModel,
    UnassignedModel,
    WorthModel,
)
from router.exports.problem_read import Seconds, problem_from_model
from router.exports.route_read import costs_from_model, routes_from_models, search_from_model

__all__ = ["plan_from_json", "read_plan"]


def read_plan(path: Path) -> PlanData:
    """Read a plan that `write_plan` wrote, even if a person has edited it since.

    Parameters
    ----------
    path
        Of ``plan.json``. A matrix file that it names must lie beside it.

    Returns
    -------
    PlanData
        What the file says, right or wrong: times that no longer fit, or a visit on two routes, are
        for the checker to judge.

    Raises
    ------
    PlanFileError
        If it is not such a file. The error carries every fault: JSON path, what is wrong, what to
        do.
    """
    path = Path(path)
    faults = FaultList(path.name, "a plan")
    return _plan(read_text(path, faults), path.parent, faults)


def plan_from_json(text: str, *, name: str = "plan.json", folder: Path | None = None) -> PlanData:
    """Read a plan from text.

    Parameters
    ----------
    text
        The content of a ``plan.json``.
    name
        Of the file, for messages.
    folder
        Where the matrix files lie that it names, if it names any.

    Returns
    -------
    PlanData
        As `read_plan`.

    Raises
    ------
    PlanFileError
        As `read_plan`.
    """
    return _plan(text, folder, FaultList(name, "a plan"))


def _plan(text: str, folder: Path | None, faults: FaultList) -> PlanData:
    document = parse_json(text, faults)
    check_schema(document, PLAN_SCHEMA, "Give the plan.json that 'router plan' wrote.", faults)
    model = validate(PlanModel, document, faults)
    problem = problem_from_model(model.problem, folder, faults, path="problem")
    seconds = Seconds(problem.origin)
    rules = compliance_from_model(model.compliance, faults) if model.compliance else None
    return PlanData(
        day=model.day,
        problem=problem,
        routes=routes_from_models(model.routes, seconds),
        unassigned=tuple(_unassigned(visit) for visit in model.unassigned),
        held=tuple(
            HeldCase(
                case_id=case.case_id,
                rule=case.rule,
                detail=case.detail,
                until=case.until,
                source=case.source,
                channel=case.channel,
            )
            for case in model.held
        ),
        refused=tuple(
            RefusedRow(
                table=row.table, row=row.row, row_id=row.row_id, address=row.address, why=row.why
            )
            for row in model.refused
        ),
        review=tuple(
            ReviewCase(
                case_id=case.case_id,
                why=case.why,
                candidates=tuple(_place(place) for place in case.candidates),
            )
            for case in model.review
        ),
        cards=tuple(_card(card) for card in model.cards),
        costs=costs_from_model(model.costs),
        search=search_from_model(model.search),
        warnings=tuple(model.warnings),
        visiting_rules=model.visiting_rules,
        attribution=model.attribution,
        compliance=rules,
        worths=tuple(_worth(worth, seconds) for worth in model.worths),
        later=tuple(_later(visit) for visit in model.later),
    )


def _unassigned(model: UnassignedModel) -> UnassignedVisit:
    return UnassignedVisit(
        visit_id=model.visit_id,
        case_ids=tuple(model.case_ids),
        code=model.code,
        detail=model.detail,
        remedy=model.remedy,
        refusals=tuple(
            ShiftRefusal(
                shift_id=refusal.shift_id,
                code=refusal.code,
                detail=refusal.detail,
                extra_cost=refusal.extra_cost,
            )
            for refusal in model.refusals
        ),
        channel=model.channel,
        decision=model.decision,
    )


def _worth(model: WorthModel, seconds: Seconds) -> VisitWorth:
    return VisitWorth(
        visit_id=model.visit_id,
        address=model.address,
        meeting=model.meeting,
        basis=model.basis,
        ageing=model.ageing,
        age_days=model.age_days,
        burden=model.burden,
        appointment=model.appointment,
        bands=tuple(
            BandWorth(
                start_s=seconds.of(band.start),
                end_s=seconds.of(band.end),
                met=band.met,
                value=band.value,
            )
            for band in model.bands
        ),
        met_service_s=model.met_service_s,
        missed_service_s=model.missed_service_s,
        channel=model.channel,
    )


def _later(model: LaterModel) -> LaterVisit:
    return LaterVisit(
        visit_id=model.visit_id,
        case_ids=tuple(model.case_ids),
        start=model.start,
        agent_id=model.agent_id,
    )


def _card(model: CardModel) -> CaseCard:
    return CaseCard(
        case_id=model.case_id,
        borrower_id=model.borrower_id,
        name=model.name,
        address=model.address,
        place_type=model.place_type,
        place=_place(model.place) if model.place else None,
        notes=model.notes,
        appointment=model.appointment,
        other_addresses=tuple(
            OtherAddress(
                address=other.address,
                place_type=other.place_type,
                status=other.status,
                why=other.why,
                place=_place(other.place) if other.place else None,
            )
            for other in model.other_addresses
        ),
    )


def _place(model: PlaceModel) -> Place:
    return Place(
        coordinate=Coordinate(model.lat, model.lon),
        grade=model.grade,
        score=model.score,
        error_m=model.error_m,
        matched=model.matched,
        source=model.source,
        building=model.building,
        by=model.by,
        when=model.when,
    )
