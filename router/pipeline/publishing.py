"""A plan before it is handed out: whoever paid, or must not be visited any more, is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from router.checking import at_risk, costs, explain, late_appointments
from router.domain.cases import Case
from router.domain.compliance import Compliance, VisitFacts
from router.domain.memory import Memory
from router.domain.places import Address
from router.domain.plan import AT_RISK, HeldCase, PlanData
from router.domain.verdicts import Law
from router.errors import InputError
from router.front import Plan
from router.journal import Journal
from router.pipeline.keeping import problem_without, routes_without
from router.pipeline.law_of_plan import law_of_plan
from router.pipeline.lawful import require_lawful
from router.pipeline.memory_of_day import memory_of_day, todays_payments
from router.pipeline.progress import Say, silent
from router.pipeline.region import Region, open_region
from router.pipeline.travelling import route_lines
from router.rules import standings, why_held

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["publish_plan"]


def publish_plan(
    plan: PlanData | str | Path,
    *,
    region: Region | str | Path,
    payments: str | Path | pd.DataFrame | None = None,
    journal: str | Path | Journal | None = None,
    now: datetime | None = None,
    profiles: Sequence[str | Path] | None = None,
    loosenings: Path | None = None,
    holiday_files: Sequence[Path] = (),
    on_progress: Say = silent,
) -> tuple[Plan, tuple[HeldCase, ...]]:
    """Take out of a plan whom nobody may visit any more; everybody else keeps agent and time.

    Parameters
    ----------
    plan
        The plan, or its ``plan.json``.
    region
        The region it was made in.
    payments
        Table of payments: who has paid is taken out.
    journal
        The memory: whom a complaint, a dispute or another hold protects since is taken out, and of
        whom nobody has recorded the notice that is due.
    now
        The moment of publishing; None: notices are not looked at.
    profiles, loosenings, holiday_files
        As the day was planned; None takes the profiles that the plan states.
    on_progress
        Called with a step's name, how much of it is done, and a note.

    Returns
    -------
    tuple
        The plan that may be handed out, checked again, and the cases that were taken out of its
        routes.

    Raises
    ------
    InputError
        If the plan or a table cannot be used.
    CheckFailedError
        If the plan breaks a rule, such as after somebody edited it.
    """
    from router.exports import read_plan

    data = plan if isinstance(plan, PlanData) else read_plan(Path(plan))
    home = region if isinstance(region, Region) else open_region(region)
    if data.compliance is None:
        raise InputError("this plan does not say under which rules it was made; plan the day again")
    law, remarks = law_of_plan(
        data, profiles=profiles, loosenings=loosenings, holiday_files=holiday_files
    )
    paid = todays_payments(payments, home.zone, on_progress, day=data.day)
    memory = memory_of_day(journal, (), paid.payments, home.zone)
    gone = _gone(data, data.compliance, memory, home, now)
    left = _without(data, gone, law, remarks) if gone else data
    require_lawful(left, law)
    on_progress("checking", 1.0, "every time and every rule holds")
    made = {
        case_id
        for visit in data.problem.visits
        if visit.visit_id in {v for route in data.routes for v in route.visit_ids}
        for case_id in visit.case_ids
    }
    front = Plan(
        data=left,
        basemap=home.basemap,
        lines=route_lines(left.problem, left.routes, home.travel),
        faults=paid.faults,
    )
    return front, tuple(held for held in gone.values() if held.case_id in made)


def _gone(
    data: PlanData,
    compliance: Compliance,
    memory: Memory,
    home: Region,
    now: datetime | None,
) -> dict[str, HeldCase]:
    """Return the cases of the problem that are held by now."""
    cards = {card.case_id: card for card in data.cards}
    cases = [
        Case(
            case_id=case_id,
            borrower_id=cards[case_id].borrower_id if case_id in cards else facts.borrower_ids[0],
            addresses=(Address(text="-", place_type=facts.place_type),),
            holds=tuple(hold for hold in facts.holds if not hold.whole_borrower),
            stage=facts.stage,
            flags=facts.flags,
            consents=facts.consents,
            notified=facts.notified,
        )
        for facts in compliance.facts
        for case_id in facts.case_ids
    ]
    known = standings(cases, memory, day=data.day, zone=home.zone, moment=now)
    gone: dict[str, HeldCase] = {}
    for facts in compliance.facts:
        for case_id in facts.case_ids:
            held = why_held(known[case_id], data.day)
            if held is None and now is not None:
                told = known[case_id].notice
                held = _not_told(case_id, facts, told.sent if told else None, now)
            if held is not None:
                gone[case_id] = held
    return gone


def _not_told(
    case_id: str, facts: VisitFacts, told: datetime | None, now: datetime
) -> HeldCase | None:
    by = facts.notice_by
    if by is None or facts.confirmed or now <= by or (told is not None and told <= by):
        return None
    return HeldCase(
        case_id=case_id,
        rule="NOTICE:not-told",
        detail=(
            f"The borrower had to be told by {by:%Y-%m-%d %H:%M}, and nobody has recorded that. "
            "Record it (router record --notices), or visit another day."
        ),
        source="journal",
        channel="visit",
    )


def _without(
    data: PlanData, gone: Mapping[str, HeldCase], law: Law, remarks: tuple[str, ...]
) -> PlanData:
    assert data.compliance is not None
    problem = problem_without(data.problem, gone)
    routes = routes_without(problem, data.routes)
    cases_of = {visit.visit_id: visit.case_ids for visit in problem.visits}
    kept = tuple(warning for warning in data.warnings if not warning.startswith(AT_RISK))
    return replace(
        data,
        problem=problem,
        routes=routes,
        unassigned=explain(problem, routes),
        held=(*data.held, *gone.values()),
        costs=costs(problem, routes),
        warnings=(*kept, *remarks, *at_risk(problem, late_appointments(problem, routes))),
        compliance=replace(
            data.compliance,
            facts=tuple(
                replace(facts, case_ids=cases_of[facts.visit_id])
                for facts in data.compliance.facts
                if facts.visit_id in cases_of
            ),
            warnings=law.warnings,
        ),
    )
