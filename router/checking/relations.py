"""Rules between visits wherever they are made: locked beginnings, orders, spacings, meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.checking.numbers import sane
from router.domain.problem import Problem
from router.domain.route import Route

__all__ = ["RULES", "Relation", "beginnings", "meetings", "orders", "spacings"]

Relation = Callable[[Problem, Sequence[Route]], Iterator[Finding]]
"""A rule looks at all routes together and yields what does not hold."""


def beginnings(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """Judge that a shift with locked visits has a route that begins with just these."""
    made = {route.shift_id: route.visit_ids for route in reversed(routes)}
    for shift in problem.shifts:
        locked = shift.locked_visits
        begins = made.get(shift.shift_id, ())[: len(locked)]
        if begins != locked:
            detail = f"should begin with {words.listed(locked)}, "
            detail += f"begins with {words.listed(begins)}" if begins else "has no route"
            yield Finding(code=FindingCode.LOCKED_VISITS, detail=detail, shift_id=shift.shift_id)


def orders(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """Judge that visits with a given order are on one route, in this order."""
    places: dict[str, tuple[int, int]] = {}
    for number, route in enumerate(routes):
        for position, visit_id in enumerate(route.visit_ids):
            places.setdefault(visit_id, (number, position))
    for order in problem.orders:
        made = [visit_id for visit_id in order if visit_id in places]
        shown = words.listed(made)
        for before, after in pairwise(made):
            where = routes[places[after][0]].shift_id
            detail = ""
            if places[before][0] != places[after][0]:
                detail = f"{shown} belong on one route, {before} is on another one"
            elif places[before] > places[after]:
                detail = f"comes before {before}; the order is {shown}"
            if detail:
                code = FindingCode.ORDER
                yield Finding(code=code, detail=detail, shift_id=where, visit_id=after)
                break  # what follows is as wrong as this


def spacings(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """Judge that visits that must be apart start far enough from each other."""
    starts = {visit_id: start for visit_id, (_, start) in _started(problem, routes).items()}
    for spacing in problem.spacings:
        made = sorted((starts[v], v) for v in spacing.visit_ids if v in starts)
        for (first_s, first), (second_s, second) in combinations(made, 2):
            apart = second_s - first_s
            if apart < spacing.gap_s:
                detail = (
                    f"starts at {words.clock(problem, second_s)}, {apart} s after {first}; "
                    f"they have to be {words.minutes(spacing.gap_s)} ({spacing.gap_s} s) apart"
                )
                yield Finding(code=FindingCode.SPACING, detail=detail, visit_id=second)


def meetings(problem: Problem, routes: Sequence[Route]) -> Iterator[Finding]:
    """Judge that both visits of a meeting are made, by two agents who may meet, at one time."""
    made = {visit_id for route in routes for visit_id in route.visit_ids}
    started = _started(problem, routes)
    for meeting in problem.meetings:
        first, second = meeting.first, meeting.second
        detail = ""
        if (first in made) != (second in made):
            first, second = (second, first) if first in made else (first, second)
            detail = f"is made without {first}, with which it is a meeting"
        elif first in started and second in started:
            (agent, start), (other, other_start) = started[first], started[second]
            if agent == other:
                detail = f"is a meeting with {first}, agent {agent} cannot make both"
            elif not meeting.allows(agent, other):
                detail = f"is a meeting with {first}, agents {agent} and {other} may not meet there"
            elif start != other_start:
                detail = (
                    f"starts at {words.clock(problem, other_start)}, {first}, with which it is "
                    f"a meeting, at {words.clock(problem, start)}"
                )
        if detail:
            yield Finding(code=FindingCode.MEETING, detail=detail, visit_id=second)


RULES: tuple[Relation, ...] = (beginnings, orders, spacings, meetings)
"""Every rule between visits; a new relation is a new function here."""


def _started(problem: Problem, routes: Sequence[Route]) -> dict[str, tuple[str, int]]:
    """Agent and start of what is made on routes that can be read."""
    agents = {shift.shift_id: shift.agent_id for shift in problem.shifts}
    found: dict[str, tuple[str, int]] = {}
    for route in routes:
        if route.shift_id in agents and sane(route):
            for stop in route.stops:
                for made in stop.visits:
                    found.setdefault(made.visit_id, (agents[route.shift_id], made.start_s))
    return found
