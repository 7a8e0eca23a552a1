"""Why each visit is on no route, over all shifts, tested on the plan as it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from router.checking import words
from router.checking.insertion import Standing
from router.checking.itinerary import Maps
from router.checking.refusal import refuse
from router.checking.ties import Ties, standing_still
from router.checking.trial import CENT, Tested, Trial
from router.domain.plan import ReasonCode, ShiftRefusal, UnassignedVisit
from router.domain.problem import Problem, Shift, Visit
from router.domain.route import Route

__all__ = ["NEAREST_FIRST", "Advise", "agenda_of", "explain"]

NEAREST_FIRST = (
    ReasonCode.SEARCH_LIMIT,
    ReasonCode.NOT_WORTH_IT,
    ReasonCode.SPACING,
    ReasonCode.MEETING,
    ReasonCode.NO_CAPACITY_LEFT,
    ReasonCode.MAX_STOPS,
    ReasonCode.MAX_HOURS,
    ReasonCode.MAX_DISTANCE,
    ReasonCode.BREAK,
    ReasonCode.TIME_WINDOW,
    ReasonCode.SHIFT_TIME,
    ReasonCode.CAPACITY,
    ReasonCode.UNREACHABLE,
    ReasonCode.ORDER,
    ReasonCode.LOCKED,
    ReasonCode.AGENT_NOT_ALLOWED,
    ReasonCode.SKILL,
)
"""How near a shift with this reason came to taking the visit; SAME_BORROWER is told apart first.

A rule that is the only one in the way comes before everything that does not fit.
"""

Advise = Callable[[Visit, Callable[[Visit], float]], str]
"""Says what would make a visit worth it, told how much a visit like it would lack; empty: nothing.

See `explain`.
"""

_FITS = frozenset({ReasonCode.SEARCH_LIMIT, ReasonCode.NOT_WORTH_IT})


def explain(
    problem: Problem,
    routes: Sequence[Route],
    *,
    searched_out: bool = False,
    passed_over: Collection[str] = (),
    advise: Advise | None = None,
) -> tuple[UnassignedVisit, ...]:
    """Find out why each visit is on no route, by trying to insert it everywhere.

    Every visit on no route is tried at every position of every shift's route, and on an empty
    route of that shift, with exact schedules: several windows, legal hours, breaks wherever they
    may lie, setup once per building, overtime, limits, and the cheapest departure.

    Parameters
    ----------
    problem
        The problem.
    routes
        The plan. Only the order of the visits counts; stated times do not, but for the starts of
        visits that others must be apart from or meet, which stay where they are. Visits and shifts
        that the problem does not know are passed over, and of several routes of a shift the first
        counts.
    searched_out
        True if the search is said to have tried everything; then a visit that fits and pays is
        called overlooked instead of unreached. The codes are the same.
    passed_over
        Ids of visits that nobody asks about, such as those that are proposed for a later day.
    advise
        Asked about each visit that is not worth what it costs, as what users state may be another
        amount than the value of the visit; told how much money a visit like it, of other value,
        would lack on the shift that came nearest (0 or less: it pays).

    Returns
    -------
    tuple of UnassignedVisit
        In the order of the problem's visits, without those that are passed over.

    Notes
    -----
    The reason over all shifts is that of the shift that came nearest (`NEAREST_FIRST`), among equal
    ones the one that lacks least. If another visit of the same group is made, that alone is the
    reason, and no shift is tried; except for a mandatory visit (an appointment that was confirmed),
    whose own obstacle is found as if its group mate were not planned. A visit that costs exactly
    what it is worth is not worth it. Exchanges, where other visits would make room, are not tried.
    The two visits of a meeting are tried together, at the first and last starts that suit both
    agents; an amount given for them is that of the cheapest of these.
    """
    problem = standing_still(problem, routes)
    visits = {visit.visit_id: visit for visit in problem.visits}
    maps = Maps(problem)
    agenda = agenda_of(problem, routes, visits)
    standings = [Standing(maps, shift, agenda[shift.shift_id]) for shift in problem.shifts]
    ties = Ties(problem, agenda, routes)
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    mates = {
        visit.group: (visit, standing.shift)
        for standing in standings
        for visit in standing.visits
        if visit.group
    }
    reasons = []
    for visit in problem.visits:
        if visit.visit_id in made or visit.visit_id in passed_over:
            continue
        mate = mates.get(visit.group)
        if mate is not None and not visit.mandatory:
            reasons.append(_same_borrower(problem, visit, *mate))
            continue
        without = _without(standings, visit, mate)
        answers = [
            refuse(Trial(problem, maps, ties, without, standing, visit, searched_out))
            for standing in without
        ]
        found = _overall(visit, answers)
        if mate is not None and found.code in _FITS:
            found = _same_borrower(problem, visit, *mate)
        if advise is not None and found.code is ReasonCode.NOT_WORTH_IT:
            nearest = min(range(len(answers)), key=lambda number: _farness(answers[number]))
            trial = Trial(problem, maps, ties, without, without[nearest], visit, searched_out)
            found = replace(found, remedy=advise(visit, _lacking(trial)) or found.remedy)
        reasons.append(found)
    return tuple(reasons)


def _lacking(trial: Trial) -> Callable[[Visit], float]:
    """Return how to find out what a visit of other value lacks on a shift."""

    def lacking(visit: Visit) -> float:
        tested = refuse(replace(trial, visit=visit))
        return tested.lacking + CENT if tested.refusal.code is ReasonCode.NOT_WORTH_IT else 0.0

    return lacking


def _without(
    standings: Sequence[Standing], visit: Visit, mate: tuple[Visit, Shift] | None
) -> Sequence[Standing]:
    """Return the routes as they would be if the visit's group mate were not planned."""
    if mate is None:
        return standings
    return [
        Standing(
            standing.maps,
            standing.shift,
            [other for other in standing.visits if other.group != visit.group],
        )
        for standing in standings
    ]


def agenda_of(
    problem: Problem, routes: Sequence[Route], visits: Mapping[str, Visit]
) -> dict[str, list[Visit]]:
    """Return what each shift does.

    Parameters
    ----------
    problem
        The problem.
    routes
        As stated.
    visits
        The visits of the problem, by id.

    Returns
    -------
    dict
        Shift id to its known visits in order; each visit once.
    """
    agenda: dict[str, list[Visit]] = {shift.shift_id: [] for shift in problem.shifts}
    seen: set[str] = set()
    filled: set[str] = set()
    for route in routes:
        if route.shift_id not in agenda or route.shift_id in filled:
            continue
        filled.add(route.shift_id)
        for visit_id in route.visit_ids:
            if visit_id in visits and visit_id not in seen:
                seen.add(visit_id)
                agenda[route.shift_id].append(visits[visit_id])
    return agenda


def _same_borrower(
    problem: Problem, visit: Visit, mate: Visit, mate_shift: Shift
) -> UnassignedVisit:
    detail = (
        f"visit {mate.visit_id} of the same borrower is made by {words.agent(mate_shift)}, "
        "and one visit a day is enough"
    )
    return UnassignedVisit(
        visit_id=visit.visit_id,
        case_ids=visit.case_ids,
        code=ReasonCode.SAME_BORROWER,
        detail=_sentence(detail),
        remedy=(
            "Tell the borrower: this appointment is not kept, but another visit is made today."
            if visit.mandatory
            else "Nothing to do: the borrower is visited today."
        ),
        refusals=tuple(
            ShiftRefusal(shift_id=shift.shift_id, code=ReasonCode.SAME_BORROWER, detail=detail)
            for shift in problem.shifts
        ),
    )


def _overall(visit: Visit, answers: Sequence[Tested]) -> UnassignedVisit:
    refusals = tuple(answer.refusal for answer in answers)
    if not answers:
        code, detail, remedy = _nobody(visit)
        return UnassignedVisit(
            visit_id=visit.visit_id,
            case_ids=visit.case_ids,
            code=code,
            detail=detail,
            remedy=remedy,
        )
    nearest = min(answers, key=_farness)
    detail, remedy = nearest.refusal.detail, nearest.remedy
    if len(answers) > 1:
        detail = f"nearest of {len(answers)} agents on duty: {detail}"
    return UnassignedVisit(
        visit_id=visit.visit_id,
        case_ids=visit.case_ids,
        code=nearest.refusal.code,
        detail=_sentence(detail),
        remedy=remedy,
        refusals=refusals,
    )


def _farness(answer: Tested) -> tuple[int, bool, float]:
    rank = NEAREST_FIRST.index(answer.refusal.code)
    if answer.only:
        rank = min(rank, NEAREST_FIRST.index(ReasonCode.SPACING))
    return rank, not answer.only, answer.lacking


def _nobody(visit: Visit) -> tuple[ReasonCode, str, str]:
    """The reason on a day without shifts."""
    if visit.allowed_agents:
        required = words.listed(sorted(visit.allowed_agents))
        detail = f"The required agent ({required}) is not on duty; nobody is."
        return ReasonCode.AGENT_NOT_ALLOWED, detail, f"Put {required} on duty."
    detail = "Nobody is on duty on this day."
    return ReasonCode.NO_CAPACITY_LEFT, detail, "Put an agent on duty."


def _sentence(text: str) -> str:
    """End it with a full stop; begin it with a capital unless it begins with an id."""
    first = text.split(" ", 1)[0]
    return f"{text[0].upper() if first.isalpha() else text[0]}{text[1:]}."
