"""A played day judged by code that planned none of it: as it was planned, and as it went."""

from __future__ import annotations

from dataclasses import replace

from router.checking import check_law, check_routes
from router.domain.plan import PlanData
from router.domain.problem import Problem
from router.domain.route import PlannedVisit, Route, Stop
from router.domain.verdicts import Law
from router.errors import CheckFailedError
from router.pipeline.cards import case_cards
from router.pipeline.known import Known
from router.pipeline.region import Region
from router.pipeline.simulated_day import INVENTED, PlannedDay
from router.pipeline.stating import stated
from router.rules import Sender
from router.simulation import DayPlayed

__all__ = ["broken_by", "done_routes"]


def done_routes(problem: Problem, played: DayPlayed) -> tuple[Route, ...]:
    """Write down what was really done as routes, to judge it by the law.

    Parameters
    ----------
    problem
        Of the day.
    played
        How it went.

    Returns
    -------
    tuple of Route
        With the visits that were made, at the times at which they were. Ways and waits are not
        stated: times of travel are the truth's affair, not the law's.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    stops: dict[str, list[Stop]] = {}
    for one in sorted(played.visits, key=lambda visit: (visit.shift_id, visit.start_s)):
        if one.made:
            stop = Stop(
                building=visits[one.visit_id].building,
                arrival_s=one.start_s,
                setup_s=0,
                travel_s=0,
                distance_m=0,
                visits=(PlannedVisit(visit_id=one.visit_id, start_s=one.start_s, end_s=one.end_s),),
            )
            stops.setdefault(one.shift_id, []).append(stop)
    return tuple(
        Route(
            shift_id=shift_id,
            start_s=made[0].visits[0].start_s,
            end_s=made[-1].visits[-1].end_s,
            stops=tuple(made),
        )
        for shift_id, made in stops.items()
    )


def broken_by(
    known: Known, planned: PlannedDay, played: DayPlayed, law: Law, home: Region
) -> tuple[str, ...]:
    """Judge a day by code that planned none of it: as it was planned, and as it went.

    Parameters
    ----------
    known
        In the morning.
    planned, played
        What was planned, and what was really done.
    law, home
        The rules, and where.

    Returns
    -------
    tuple of str
        What breaks a rule; empty as it ought to be.

    Raises
    ------
    CheckFailedError
        If a time of the plan is wrong: nothing of the day could then be believed.
    """
    report = check_routes(planned.problem, planned.routes)
    if not report.ok:
        raise CheckFailedError(f"a simulated plan breaks a rule:\n{report}")
    done = done_routes(planned.problem, played)
    found = []
    for what, routes in (("planned", planned.routes), ("done", done)):
        data = _stated(known, planned, routes, law, home)
        found += [f"{data.day} {what}: {one}" for one in check_law(data, law)]
    return tuple(found)


def _stated(
    known: Known, planned: PlannedDay, routes: tuple[Route, ...], law: Law, home: Region
) -> PlanData:
    part, problem = planned.part, planned.problem
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    problem = replace(
        problem,
        visits=tuple(visit for visit in problem.visits if visit.visit_id in made),
        meetings=tuple(one for one in problem.meetings if {one.first, one.second} <= made),
    )
    case_ids = {case_id for visit in problem.visits for case_id in visit.case_ids}
    borrowers = {case.borrower_id for case in known.cases if case.case_id in case_ids}
    cases = tuple(case for case in known.cases if case.borrower_id in borrowers)
    standings = {case.case_id: part.standings[case.case_id] for case in cases}
    return PlanData(
        day=part.day.date,
        problem=problem,
        routes=routes,
        cards=case_cards(cases, known.located, part.day),
        search=INVENTED,
        compliance=stated(
            problem, routes, law=law, cases=cases, standings=standings, located=known.located,
            ruling=part.ruling, agents=part.agents, memory=known.memory, day=part.day, home=home,
            now=None, notified=None, sender=Sender(),
        ),
    )  # fmt: skip
