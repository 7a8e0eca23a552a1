"""The Helsinki day with what its visits are worth, what is due instead, and a second day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from router.domain.plan import LaterVisit, PlanData, ReasonCode
from router.domain.problem import Meeting
from router.domain.worth import BandWorth, VisitWorth
from tests.unit.drawing import plans, ruled

HOUR = 3600
TWO = 14 * HOUR


def worth(visit_id: str, *, appointment: bool = False) -> VisitWorth:
    """By day 0.8 x 0.25 are met: 0.2 x 100 - 0.8 x 5 = 16; from 14:00 on 0.4: 37."""
    bands = (
        BandWorth(start_s=0, end_s=TWO - 1, met=0.25, value=16.0),
        BandWorth(start_s=TWO, end_s=19 * HOUR - 1, met=0.5, value=37.0),
        BandWorth(start_s=19 * HOUR, end_s=24 * HOUR - 1, met=0.5, value=37.0),
    )
    return VisitWorth(
        visit_id=visit_id, address=0.8, meeting=100.0, basis="default", burden=5.0,
        appointment=appointment, bands=bands, met_service_s=3600, missed_service_s=600,
    )  # fmt: skip


def weighed(plan: PlanData | None = None) -> PlanData:
    """Every visit with its worth; the last unassigned one is proposed for tomorrow with A2."""
    plan = plan or plans.helsinki()
    start = datetime(2026, 11, 25, 17, 30, tzinfo=plans.ORIGIN.tzinfo)
    *others, last = plan.unassigned
    return replace(
        plan,
        worths=tuple(worth(visit.visit_id) for visit in plan.problem.visits),
        unassigned=(
            *(
                replace(one, channel="letter", decision="Called five times. A letter is due.")
                for one in others
            ),
            replace(
                last, code=ReasonCode.LATER, channel="visit", decision="Tomorrow is better.",
                detail="Proposed for tomorrow.", remedy="Nothing to do.",
            ),
        ),
        later=(
            LaterVisit(visit_id=last.visit_id, case_ids=last.case_ids, start=start, agent_id="A2"),
        ),
    )  # fmt: skip


def meeting() -> PlanData:
    """A1 and A2 meet at the first door of A1: one visit, and one less than `weighed` has."""
    plan = weighed()
    visits = tuple(
        replace(visit, case_ids=("C-000",)) if visit.visit_id == "V-C-007" else visit
        for visit in plan.problem.visits
    )
    meetings = (Meeting(first="V-C-000", second="V-C-007"),)
    return replace(plan, problem=replace(plan.problem, visits=visits, meetings=meetings))


def tomorrow() -> PlanData:
    """The second day: the route of A2 alone, with the same doors."""
    return second(weighed())


def second(plan: PlanData) -> PlanData:
    """The same day a day later, with its second route only."""
    (route,) = plan.routes[1:2]
    made = set(route.visit_ids)
    problem = replace(
        plan.problem,
        origin=plan.problem.origin + timedelta(days=1),
        visits=tuple(visit for visit in plan.problem.visits if visit.visit_id in made),
    )
    cases = {case_id for visit in problem.visits for case_id in visit.case_ids}
    return replace(
        plan, day=plan.day + timedelta(days=1), problem=problem, routes=(route,), unassigned=(),
        later=(), held=(), review=(), cards=tuple(c for c in plan.cards if c.case_id in cases),
        worths=tuple(one for one in plan.worths if one.visit_id in made),
    )  # fmt: skip


def hostile(text: str) -> PlanData:
    """The ruled Helsinki day with one text everywhere, what is due instead and later included."""
    plan = weighed(ruled.hostile(text))
    return replace(
        plan,
        unassigned=tuple(replace(one, channel=text, decision=text) for one in plan.unassigned),
        later=tuple(replace(one, agent_id=text) for one in plan.later),
    )
