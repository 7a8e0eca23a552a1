"""Coupled visits held where a plan has them, so that routes can be searched one by one again.

Spacings and meetings tie routes together. Once the times of the visits they name are fixed, nothing
ties them: any plan of the pinned problem that makes all pinned visits of meetings keeps every rule
of the whole one. `mended` makes sure of it: where one of two who meet is missing, it takes the
other one off.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from router.domain.problem import Problem
from router.domain.route import Route
from router.solving.beside import without
from router.solving.jointly import solve_jointly
from router.solving.planned import in_order, route_at, starts_of

__all__ = ["coupled_visits", "mended", "pin", "taken_off"]

CLOSING_S = 4.0  # for one route that closes its ranks; deterministic


def coupled_visits(problem: Problem) -> frozenset[str]:
    """Return the visits that spacings and meetings name.

    Parameters
    ----------
    problem
        The statement.

    Returns
    -------
    frozenset of str
        Visit ids.
    """
    named = {visit_id for spacing in problem.spacings for visit_id in spacing.visit_ids}
    met = {v for meeting in problem.meetings for v in (meeting.first, meeting.second)}
    return frozenset(named | met)


def pin(problem: Problem, routes: Sequence[Route], among: Collection[str] | None = None) -> Problem:
    """Fix the coupled visits where routes have them, and drop what couples them.

    Parameters
    ----------
    problem
        The statement.
    routes
        With times; no rule broken. None of them: a problem without the coupled visits.
    among
        Which of the coupled visits; None means all. All that are spaced are among them, and of a
        meeting both or none.

    Returns
    -------
    Problem
        Coupled visits that are made are locked to their shift and start, those of meetings are
        mandatory; those that are not made are taken out, but for those with which a shift has to
        begin. It has no spacings, and no meetings but of others.
    """
    starts, shift_of = starts_of(routes), _shift_of(routes)
    begun = {visit_id for shift in problem.shifts for visit_id in shift.locked_visits}
    coupled = coupled_visits(problem) if among is None else frozenset(among)
    met = {v for meeting in problem.meetings for v in (meeting.first, meeting.second)}
    visits = tuple(
        replace(
            visit,
            locked_shift=shift_of[visit.visit_id],
            locked_start_s=starts[visit.visit_id],
            mandatory=visit.mandatory or visit.visit_id in met,
        )
        if visit.visit_id in coupled and visit.visit_id in starts
        else visit
        for visit in problem.visits
    )
    others = tuple(m for m in problem.meetings if m.first not in coupled)
    loose = replace(problem, visits=visits, spacings=(), meetings=others)
    return without(loose, coupled - starts.keys() - begun)


def mended(problem: Problem, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Take visits off until groups, orders, spacings and meetings hold.

    Parameters
    ----------
    problem
        The statement, not pinned.
    routes
        Each by itself without a fault.

    Returns
    -------
    tuple of Route
        The same routes if nothing was wrong between them. The other visits of a route that lost
        one keep their order, and if possible their times.
    """
    wrong = _clashes(problem, routes)
    if not wrong:
        return in_order(problem, routes)
    # What one loses may be the partner of another: all are taken off before any is laid out anew.
    plan = [route for route in routes if wrong.isdisjoint(route.visit_ids)]
    for route in routes:
        if not wrong.isdisjoint(route.visit_ids):
            plan += taken_off(problem, plan, route, wrong)
    return mended(problem, plan)


def taken_off(
    problem: Problem, others: Sequence[Route], route: Route, visit_ids: Collection[str]
) -> tuple[Route, ...]:
    """Take visits off a route.

    Parameters
    ----------
    problem
        The statement.
    others
        Routes of which it keeps clear.
    route
        From which they are taken.
    visit_ids
        Which.

    Returns
    -------
    tuple of Route
        The route without them, or nothing if nothing is left.
    """
    starts = {v: at for v, at in starts_of([route]).items() if v not in visit_ids}
    if not starts:
        return ()
    shorter = route_at(problem, route.shift_id, starts)
    if shorter is not None:
        return (shorter,)
    # A way round, or a setup that the visit before had paid: times, or more visits, have to give.
    found = solve_jointly(
        problem,
        seconds=CLOSING_S,
        deterministic=True,
        fixed=others,
        shifts=[route.shift_id],
        kept={route.shift_id: list(starts)},
        among=starts,
    ).routes
    known = {other.shift_id for other in others}
    return tuple(new for new in found or () if new.shift_id not in known)


def _shift_of(routes: Sequence[Route]) -> Mapping[str, str]:
    return {visit_id: route.shift_id for route in routes for visit_id in route.visit_ids}


def _clashes(problem: Problem, routes: Sequence[Route]) -> set[str]:
    """Visits without which the others do not disturb each other; locked beginnings stay."""
    starts, shift_of = starts_of(routes), _shift_of(routes)
    place = {visit_id: number for number, visit_id in enumerate(starts)}
    agents = {shift.shift_id: shift.agent_id for shift in problem.shifts}
    begun = {visit_id for shift in problem.shifts for visit_id in shift.locked_visits}
    visits = {visit.visit_id: visit for visit in problem.visits}
    wrong: set[str] = set()

    def choose(members: Iterable[str], agree: Callable[[str, str], bool]) -> None:
        """Keep what is locked, mandatory or dear, and what agrees with it."""
        made = [v for v in members if v in starts and v not in wrong]
        made.sort(key=lambda v: (v not in begun, not visits[v].mandatory, -visits[v].worth))
        kept: list[str] = []
        for visit_id in made:
            if all(agree(visit_id, other) for other in kept):
                kept.append(visit_id)
            else:
                wrong.add(visit_id)

    groups: dict[str, list[str]] = {}
    for visit in problem.visits:
        if visit.group:
            groups.setdefault(visit.group, []).append(visit.visit_id)
    for members in groups.values():
        choose(members, lambda *_: False)
    for order in problem.orders:
        rank = {visit_id: number for number, visit_id in enumerate(order)}
        choose(
            order,
            lambda one, other, rank=rank: (  # type: ignore[misc]
                shift_of[one] == shift_of[other]
                and (rank[one] < rank[other]) == (place[one] < place[other])
            ),
        )
    for spacing in problem.spacings:
        gap_s = spacing.gap_s
        choose(
            spacing.visit_ids,
            lambda one, other, gap_s=gap_s: abs(starts[one] - starts[other]) >= gap_s,  # type: ignore[misc]
        )
    for meeting in problem.meetings:
        pair = {meeting.first, meeting.second}
        here = pair & (starts.keys() - wrong)
        times = {starts[visit_id] for visit_id in here}
        who = [agents[shift_of[visit_id]] for visit_id in here]
        if not (len(here) == 2 and len(times) == 1 and meeting.allows(*who)):
            wrong |= here
    return wrong - begun
