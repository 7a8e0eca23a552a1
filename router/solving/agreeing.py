"""Two agents agree on a time: searched apart, and then nearer and nearer to each other.

::

    apart         first ├──────●───────────────────┤   second ├───────────────────●────┤
    half an hour  both               ├─────●───●─────┤
    the same      both                       ●

As long as the two visits of a meeting may be made at different times, routes are searched one by
one, and quickly. They start from a plan in which nobody waits for anybody; each round lets both
start in the same, shorter span around the middle of what they had, at last in the same second.
Until then they go to different agents because each visit has a side of its own.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from router.domain.problem import Meeting, Problem, Span, Visit
from router.domain.route import Route
from router.solving.beside import without
from router.solving.options import start_windows
from router.solving.pinned import pin
from router.solving.planned import starts_of
from router.solving.who import allowed

__all__ = ["agreeable", "narrowed"]

Sides = tuple[frozenset[str], frozenset[str]]


def agreeable(problem: Problem) -> bool:
    """Tell whether the times of all meetings are open.

    Parameters
    ----------
    problem
        The statement.

    Returns
    -------
    bool
        False without meetings, and if one is locked to a time or to the beginning of a shift.
    """
    met = {v for meeting in problem.meetings for v in (meeting.first, meeting.second)}
    begun = {visit_id for shift in problem.shifts for visit_id in shift.locked_visits}
    times = {v.visit_id for v in problem.visits if v.locked_start_s is not None}
    spaced = {visit_id for spacing in problem.spacings for visit_id in spacing.visit_ids}
    return bool(met) and met.isdisjoint(begun | times | spaced)


def narrowed(
    problem: Problem, routes: Sequence[Route] | None, width_s: int | None, seed: int
) -> Problem:
    """Let the two of each meeting start near each other only, and drop what couples them.

    Parameters
    ----------
    problem
        The statement; see `agreeable`.
    routes
        Where the two were made; None if nothing was made yet. What is spaced stays as it is.
    width_s
        How far from the middle between them they may start; 0 for the same second, None for any.
    seed
        Of who goes to which side.

    Returns
    -------
    Problem
        It has no spacings and no meetings. Of meetings that are made both visits are mandatory;
        meetings of which one visit is not made are taken out.
    """
    chance = random.Random(seed)
    starts = starts_of(routes or ())
    agent_of = {shift.shift_id: shift.agent_id for shift in problem.shifts}
    who = {v: agent_of[route.shift_id] for route in routes or () for v in route.visit_ids}
    able = _able(problem)
    visits = {visit.visit_id: visit for visit in problem.visits}
    changed: dict[str, Visit] = {}
    gone: set[str] = set()
    for meeting in problem.meetings:
        first, second = visits[meeting.first], visits[meeting.second]
        common = _common(start_windows(first), start_windows(second))
        made = first.visit_id in starts and second.visit_id in starts
        if not common or (routes is not None and not made):
            gone |= {first.visit_id, second.visit_id}
            continue
        if made and width_s is not None:
            middle = (starts[first.visit_id] + starts[second.visit_id]) // 2
            common = _around(common, middle, width_s)
        at_once = width_s == 0 and made and min(first.service_s, second.service_s) > 0
        sides: Sides | None = None
        if not at_once or meeting.pairs:  # nobody can begin two visits in one second
            now = (who[first.visit_id], who[second.visit_id]) if made else None
            sides = _sides(meeting, able[first.visit_id], able[second.visit_id], now, chance)
            if not all(sides):
                gone |= {first.visit_id, second.visit_id}
                continue
        for number, visit in enumerate((first, second)):
            changed[visit.visit_id] = replace(
                visit,
                windows=common,
                mandatory=visit.mandatory or made,
                allowed_agents=visit.allowed_agents if sides is None else sides[number],
            )
    loose = pin(replace(problem, meetings=()), routes or ())
    return without(
        replace(loose, visits=tuple(changed.get(v.visit_id, v) for v in loose.visits)), gone
    )


def _able(problem: Problem) -> Mapping[str, frozenset[str]]:
    """Agents by visit who may make it at all."""
    windows = [start_windows(visit) for visit in problem.visits]
    table = allowed(problem, range(len(problem.visits)), windows)
    agents = np.array([shift.agent_id for shift in problem.shifts])
    return {
        visit.visit_id: frozenset(agents[table[:, number]].tolist())
        for number, visit in enumerate(problem.visits)
    }


def _common(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        sorted(
            (max(lo, begin), min(hi, end))
            for (lo, hi), (begin, end) in product(one, other)
            if max(lo, begin) <= min(hi, end)
        )
    )


def _around(spans: Sequence[Span], middle: int, width_s: int) -> tuple[Span, ...]:
    """The parts of spans near a time; if there is none, the nearest second of them."""
    near = _common(spans, [(middle - width_s, middle + width_s)])
    if near:
        return near
    at = min((min(max(middle, lo), hi) for lo, hi in spans), key=lambda at: abs(at - middle))
    return ((at, at),)


def _sides(
    meeting: Meeting,
    first: frozenset[str],
    second: frozenset[str],
    now: tuple[str, str] | None,
    chance: random.Random,
) -> Sides:
    """Choose agents for both visits so that any two may meet, those who have them now included."""
    candidates = [_split(meeting, first, second, now, chance)]
    if meeting.pairs:
        for agent in sorted(first) if now is None else now[:1]:
            theirs = frozenset(other for other in second if meeting.allows(agent, other))
            candidates.append((_partners(meeting, first, theirs), theirs))
        for agent in sorted(second) if now is None else now[1:]:
            ours = frozenset(other for other in first if meeting.allows(other, agent))
            candidates.append((ours, _partners(meeting, second, ours)))
    chance.shuffle(candidates)
    return max(candidates, key=lambda sides: len(sides[0]) * len(sides[1]))


def _partners(meeting: Meeting, agents: Collection[str], all_of: Collection[str]) -> frozenset[str]:
    return frozenset(a for a in agents if all(meeting.allows(a, other) for other in all_of))


def _split(
    meeting: Meeting,
    first: frozenset[str],
    second: frozenset[str],
    now: tuple[str, str] | None,
    chance: random.Random,
) -> Sides:
    """Deal those who could make either to both sides, and take off who may not meet all others."""
    either = sorted(first & second - set(now or ()))
    chance.shuffle(either)
    ours, theirs = set(first) - set(either[::2]), set(second) - set(either[1::2])
    if now is not None:
        ours, theirs = (ours - {now[1]}) | {now[0]}, (theirs - {now[0]}) | {now[1]}
    kept = set(now or ())

    def clashes(agent: str, others: Collection[str]) -> int:
        return sum(not meeting.allows(agent, other) for other in others)

    while True:
        worst = max(
            [(clashes(a, theirs), a, ours) for a in sorted(ours - kept)]
            + [(clashes(a, ours), a, theirs) for a in sorted(theirs - kept)],
            key=lambda one: one[:2],
            default=(0, "", ours),
        )
        if worst[0] == 0:
            return frozenset(ours), frozenset(theirs)
        worst[2].discard(worst[1])
