"""A solved period becomes checked plans: the first day is firm, the others a proposal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from router.checking import at_risk, costs, explain, late_appointments, leave_earlier
from router.domain.memory import Declaration
from router.domain.plan import HeldCase, LaterVisit, PlanData, ReasonCode, UnassignedVisit
from router.domain.problem import Problem
from router.domain.route import Route, Solution
from router.domain.worth import VisitWorth
from router.front import Plan
from router.pipeline.called_off import call_off_words, called_off
from router.pipeline.cards import case_cards, marks_of
from router.pipeline.gathering import Findings
from router.pipeline.hours_worked import hours_worked
from router.pipeline.known import Known, Period
from router.pipeline.lawful import lawful_part
from router.pipeline.period_days import day_problem, day_routes, day_worths
from router.pipeline.region import Region
from router.pipeline.remote import pooled
from router.pipeline.stating import stated
from router.pipeline.travelling import route_lines
from router.value import RemoteDecision, ValueParameters, advisor, decided

__all__ = ["finished"]


def finished(
    known: Known,
    period: Period,
    solution: Solution,
    findings: Findings,
    *,
    home: Region,
    notified: Declaration | None,
    remote: Mapping[str, RemoteDecision],
) -> tuple[Plan, ...]:
    """Make the plans of all days of a period.

    Parameters
    ----------
    known
        All that is known.
    period, solution
        What was solved, and how.
    findings
        What reading and locating found out.
    home
        The region.
    notified
        That all borrowers were told, as a named person declares.
    remote
        What was decided about remote doors, by visit id.

    Returns
    -------
    tuple of Plan
        One per day, checked. The first accounts for every case.

    Raises
    ------
    CheckFailedError
        If a time is wrong; that is a defect of this program.
    """
    proposed = [
        _plan_data(known, period, solution, number, home=home, notified=notified)
        for number in range(1, len(period.parts))
    ]
    later = tuple(found for data in proposed for found in _made(data))
    firm = _plan_data(
        known, period, solution, 0, home=home, notified=notified, findings=findings, later=later,
        remote=remote,
    )  # fmt: skip
    return tuple(
        Plan(
            data=data,
            basemap=home.basemap,
            lines=route_lines(data.problem, data.routes, home.travel),
            geocoding=findings.geocoding if data is firm else (),
            faults=findings.faults if data is firm else (),
        )
        for data in (firm, *proposed)
    )


def _plan_data(
    known: Known,
    period: Period,
    solution: Solution,
    number: int,
    *,
    home: Region,
    notified: Declaration | None,
    findings: Findings | None = None,
    later: Sequence[LaterVisit] = (),
    remote: Mapping[str, RemoteDecision] = MappingProxyType({}),
) -> PlanData:
    part = period.parts[number]
    day, law, standing = part.day, part.law, part.standings
    problem, worths = day_problem(period, number), day_worths(period, number)
    routes = day_routes(period, solution.routes, number)
    cases = known.cases
    firm = number == 0
    if not firm:
        problem = _only_made(problem, routes)
        made = {case_id for visit in problem.visits for case_id in visit.case_ids}
        cases = tuple(case for case in known.cases if case.case_id in made)
    there = {visit.visit_id for visit in problem.visits}
    held = (*part.held, *part.ruling.held) if firm else ()
    routes = leave_earlier(problem, routes)
    data = PlanData(
        day=day.date,
        problem=problem,
        routes=routes,
        unassigned=_unassigned(problem, routes, worths, later, remote, known.settings.values),
        held=held,
        review=part.ruling.review if firm else (),
        refused=findings.refused if findings else (),
        cards=case_cards(cases, known.located, day),
        costs=costs(problem, routes),
        search=solution.search,
        warnings=(
            *marks_of(problem, solution),
            *law.warnings,
            *call_off_words(
                called_off(cases, standing, problem, routes, day=day.date, zone=day.zone)
            ),
            *at_risk(problem, late_appointments(problem, routes)),
        ),
        visiting_rules=law.described,
        attribution=home.manifest.attribution,
        compliance=stated(
            problem, routes, law=law, cases=cases, standings=standing, located=known.located,
            ruling=part.ruling, agents=part.agents, memory=known.memory, day=day, home=home,
            now=known.now, notified=notified, sender=known.settings.sender,
        ),
        worths=tuple(worth for worth in worths if worth.visit_id in there),
        later=_known_of(later, there, held),
    )  # fmt: skip
    return lawful_part(data, law)


def _known_of(
    later: Sequence[LaterVisit], there: Collection[str], held: Sequence[HeldCase]
) -> tuple[LaterVisit, ...]:
    """Return what is proposed of the visits that a day has, and of the cases that it holds."""
    cases = {one.case_id for one in held}
    return tuple(one for one in later if one.visit_id in there or cases.issuperset(one.case_ids))


def _only_made(problem: Problem, routes: Sequence[Route]) -> Problem:
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    return replace(
        problem,
        visits=tuple(visit for visit in problem.visits if visit.visit_id in made),
        meetings=tuple(m for m in problem.meetings if {m.first, m.second} <= made),
    )


def _unassigned(
    problem: Problem,
    routes: Sequence[Route],
    worths: Sequence[VisitWorth],
    later: Sequence[LaterVisit],
    remote: Mapping[str, RemoteDecision],
    parameters: ValueParameters,
) -> tuple[UnassignedVisit, ...]:
    """Say of each visit why it is not made that day, and what is due instead."""
    proposed = {one.visit_id: one for one in later}
    worth_of = {worth.visit_id: worth for worth in worths}
    firsts = problem.companions  # whoever accompanies a visit does so for what that is worth
    advise = advisor(worths, price=parameters.continuity.other_day)
    reasons = explain(problem, routes, passed_over=proposed, advise=advise)
    tested = {one.visit_id: one for one in reasons}
    limit, hours = parameters.ageing.limit_days, hours_worked(problem)
    found = []
    for visit in problem.visits:
        another = proposed.get(visit.visit_id)
        why = tested.get(visit.visit_id)
        if another is not None:
            why = _on_another_day(another, _who(another, later))
        if why is None:  # it is made
            continue
        worth = worth_of[firsts.get(visit.visit_id, visit.visit_id)]
        channel, decision = decided(
            worth, why.code, why.detail, limit_days=limit, later=another, starts=hours(visit)
        )
        why = replace(why, channel=channel, decision=decision)
        given_back = worth.age_days is not None and worth.age_days >= limit
        found.append(why if given_back else pooled(why, remote.get(visit.visit_id)))
    return tuple(found)


def _who(visit: LaterVisit, later: Sequence[LaterVisit]) -> list[str]:
    """Return the agents who make a visit on another day, both of a meeting."""
    cases, start = visit.case_ids, visit.start
    return [one.agent_id for one in later if (one.case_ids, one.start) == (cases, start)]


def _on_another_day(later: LaterVisit, agents: Sequence[str]) -> UnassignedVisit:
    return UnassignedVisit(
        visit_id=later.visit_id,
        case_ids=later.case_ids,
        code=ReasonCode.LATER,
        detail=f"It is proposed for {later.start:%a %Y-%m-%d at %H:%M}, with "
        f"{'agent' if len(agents) == 1 else 'agents'} {' and '.join(agents)}.",
        remedy="Plan again on the day before: what is planned for later days is a proposal.",
    )


def _made(data: PlanData) -> tuple[LaterVisit, ...]:
    """Return the visits of a proposed day."""
    agents = {shift.shift_id: shift.agent_id for shift in data.problem.shifts}
    cases = {visit.visit_id: visit.case_ids for visit in data.problem.visits}
    return tuple(
        LaterVisit(
            visit_id=made.visit_id,
            case_ids=cases[made.visit_id],
            start=data.problem.instant(made.start_s),
            agent_id=agents[route.shift_id],
        )
        for route in data.routes
        for stop in route.stops
        for made in stop.visits
    )
