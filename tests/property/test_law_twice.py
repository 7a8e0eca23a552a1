"""The planner's judge and the checker, which share no code, agree on every visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import HealthCheck, given, settings

from router.checking import check_law
from router.domain.channels import Attempt
from router.domain.compliance import Compliance, VisitFacts
from router.domain.matrix import TravelMatrix
from router.domain.plan import CaseCard, PlanData
from router.domain.problem import Meeting, Problem, Shift, Visit
from router.domain.route import PlannedVisit, Route, SearchInfo, Stop
from router.domain.standing import Notice, Standing
from router.domain.verdicts import PRODUCT, Law, Situation
from router.rules.judging import judge
from tests.property.lawbooks import Door, doors, laws

Answer = set[tuple[str, str, str]]
"""Profile, field and rule of everything that says no."""


def judged(door: Door, law: Law) -> Answer:
    """The answer of the planner's judge."""
    verdict = judge(
        Situation(
            start=door.start,
            duration=timedelta(minutes=door.minutes),
            zone=ZoneInfo(door.zone),
            place_type=door.place_type,
            standing=Standing(
                case_id="c1",
                borrower_id="b1",
                stage=door.stage,
                flags=door.flags,
                consents=door.consents,
                holds=door.holds,
                history=door.history,
                prior=door.prior,
                notice=Notice(sent=door.notified, confirmed=door.confirmed),
                working_hours=door.working_hours,
                not_at=door.not_at,
                not_before=door.not_before,
                return_by=door.return_by,
                area=door.area,
                languages=door.languages,
            ),
            agents=door.agents,
            law=law,
        )
    )
    return {
        (one.profile, one.field, "" if one.profile == PRODUCT else one.rule_id)
        for one in verdict.refusals
    }


def checked(door: Door, law: Law) -> Answer:
    """The answer of the checker to a plan of this one visit."""
    return {
        (one.profile, one.code.value.removeprefix("LAW:").lower(), one.rule_id)
        for one in check_law(planned(door), law)
    }


def planned(door: Door) -> PlanData:
    """A plan of one visit; two agents meet at it."""
    zone = ZoneInfo(door.zone)
    day = door.start.astimezone(zone).date()
    origin = door.start - timedelta(hours=3)
    made = PlannedVisit(visit_id="", start_s=3 * 3600, end_s=3 * 3600 + door.minutes * 60)
    names = [f"v{n}" for n in range(len(door.agents))]
    visits = tuple(
        Visit(visit_id=name, case_ids=("c1",), location=0, building="b", service_s=0)
        for name in names
    )
    stated = tuple(
        VisitFacts(
            visit_id=name,
            case_ids=("c1",),
            borrower_ids=("b1",),
            zone=door.zone,
            place_type=door.place_type,
            stage=door.stage,
            flags=door.flags,
            consents=door.consents,
            working_hours=door.working_hours,
            not_at=door.not_at,
            not_before=door.not_before,
            return_by=door.return_by,
            prior=door.prior,
            holds=door.holds,
            notified=door.notified,
            confirmed=door.confirmed,
            area=door.area,
            languages=door.languages,
        )
        for name in names
    )
    shifts = tuple(
        Shift(
            shift_id=f"s{n}",
            agent_id=agent.agent_id,
            start_location=None,
            end_location=None,
            earliest_s=0,
            latest_s=1,
            matrix="car",
        )
        for n, agent in enumerate(door.agents)
    )
    routes = tuple(
        Route(
            shift_id=shift.shift_id,
            start_s=0,
            end_s=0,
            stops=(
                Stop(
                    building="b",
                    arrival_s=0,
                    setup_s=0,
                    travel_s=0,
                    distance_m=0,
                    visits=(PlannedVisit(visit_id=name, start_s=made.start_s, end_s=made.end_s),),
                ),
            ),
        )
        for shift, name in zip(shifts, names, strict=True)
    )
    one_place = np.zeros((1, 1), np.int32)
    return PlanData(
        day=day,
        problem=Problem(
            origin=origin.astimezone(zone),
            visits=visits,
            shifts=shifts,
            matrices={"car": TravelMatrix(one_place, one_place)},
            meetings=(Meeting(first="v0", second="v1"),) if len(names) > 1 else (),
        ),
        routes=routes,
        cards=(CaseCard(case_id="c1", borrower_id="b1", place_type=door.place_type),),
        search=SearchInfo(engine="hand", seed=0),
        compliance=Compliance(layers=(), facts=stated, agents=door.agents, history=door.history),
    )


def replaced(attempt: Attempt, door: Door) -> bool:
    """Whether it is what an earlier plan of that day wanted with the case."""
    zone = ZoneInfo(door.zone)
    same_day = attempt.when.astimezone(zone).date() == door.start.astimezone(zone).date()
    return attempt.planned and same_day and attempt.case_id == "c1"


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(door=doors(), law=laws())
def test_both_judges_give_one_answer(door: Door, law: Law) -> None:
    kept = tuple(one for one in door.history if not replaced(one, door))
    door = replace(door, history=kept)
    assert checked(door, law) == judged(door, law)
