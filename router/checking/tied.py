"""Why a shift that has room for a visit does not take it: spacings, orders, locks, meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import itemgetter

from router.checking import words
from router.checking.barred import barred
from router.checking.insertion import Insertion, possible_starts
from router.checking.placing import fitting, fitting_at, least_at, left_over, pays, where
from router.checking.trial import Tested, Trial
from router.domain.plan import ReasonCode
from router.domain.problem import Span, Visit

__all__ = ["Together", "held_back", "together"]


@dataclass(frozen=True, slots=True)
class Together:
    """Two visits of a meeting, each at its cheapest position for one common start.

    Parameters
    ----------
    start_s
        Of both services.
    other
        The trial of the partner.
    insertion, other_insertion
        Where, and for how much.
    """

    start_s: int
    other: Trial
    insertion: Insertion
    other_insertion: Insertion

    @property
    def extra_cost(self) -> float:
        """Of both, in money."""
        return self.insertion.extra_cost + self.other_insertion.extra_cost


def held_back(trial: Trial) -> Tested | None:
    """Test whether a visit that does not fit would, but for what others ask of it.

    Parameters
    ----------
    trial
        The visit and the shift, which has no room for it as it is.

    Returns
    -------
    Tested or None
        The first of spacing or meeting, order, locked beginning whose lifting makes room, or all
        together; None if there is no room then either.
    """
    if not trial.ties.concern(trial.visit, trial.shift):
        return None
    lifted: Sequence[tuple[bool, bool, bool]] = (
        (False, True, True),
        (True, False, True),
        (True, True, False),
        (False, False, False),
    )
    for timed, ordered, begins in lifted:
        tried = left_over(trial, timed=timed, ordered=ordered, begins=begins)
        insertion = fitting(trial, tried)
        if insertion is None:
            continue
        code, why, remedy = _tie(trial, insertion.position, timed=timed, ordered=ordered)
        room = f"has room for it {where(trial, insertion.position)}, but {why}"
        only = pays(trial, insertion) and not trial.ties.lacks_partner(trial.visit)
        return trial.answer(code, room, remedy, only=only)
    return None


def together(trial: Trial, partner: Visit) -> Together | None:
    """Try the two visits of a meeting, of which neither is made, on this and every other shift.

    Parameters
    ----------
    trial
        The visit and the shift, which has room for it.
    partner
        The other visit.

    Returns
    -------
    Together or None
        The cheapest of the first and last common starts; None if nobody whom this agent may meet
        can be there.
    """
    own = possible_starts(trial.standing, left_over(trial))
    options: list[tuple[float, int, int, Trial]] = []
    least = cache(partial(least_at, trial))
    for number, standing in enumerate(trial.standings):
        if not trial.ties.may_meet(partner, trial.shift.agent_id, standing.shift.agent_id):
            continue
        other = replace(trial, standing=standing, visit=partner)
        if barred(other) is not None:
            continue
        for start_s in _common(own, possible_starts(standing, left_over(other))):
            one, two = least(start_s), least_at(other, start_s)
            if one is not None and two is not None:
                options.append((one + two, number, start_s, other))
    return _cheapest(trial, options)


def _cheapest(trial: Trial, options: list[tuple[float, int, int, Trial]]) -> Together | None:
    """Price a meeting exactly where it may be cheapest: least cost, shift, start, the other."""
    fitted = cache(partial(fitting_at, trial))
    best: tuple[float, int, int, Together] | None = None
    for least, number, start_s, other in sorted(options, key=itemgetter(0, 1, 2)):
        if best is not None and least > best[0]:
            break
        one = fitted(start_s)
        two = None if one is None else fitting_at(other, start_s)
        if one is None or two is None:
            continue
        found = Together(start_s, other, one, two)
        if best is None or (found.extra_cost, number, start_s) < best[:3]:
            best = (found.extra_cost, number, start_s, found)
    return None if best is None else best[3]


def _tie(trial: Trial, position: int, *, timed: bool, ordered: bool) -> tuple[ReasonCode, str, str]:
    """What keeps a visit off a position: the code, why, and what would help."""
    ties, visit, visits = trial.ties, trial.visit, trial.standing.visits
    partner = ties.partner(visit)
    met = None if partner is None else ties.start_of(partner.visit_id)
    if not timed and partner is not None and met is not None:
        name = words.visit(trial.problem, partner.visit_id)
        why = f"not at {trial.clock(met)}, when {name} is made, with which it is a meeting"
        return ReasonCode.MEETING, why, f"Move {name}, or send another agent."
    near = ties.too_near(visit)
    if not timed and near:
        apart = words.listed(
            f"{words.minutes(gap)} apart from visit {other} at {trial.clock(start)}"
            for other, start, gap in near
        )
        others = words.listed(other for other, _, _ in near)
        remedy = f"Ask for less time between them, or move {others}."
        return ReasonCode.SPACING, f"it has to be {apart}", remedy
    first, last = ties.ordered(visit, visits)
    if not ordered and not first <= position <= last:
        beside = visits[first - 1] if position < first else visits[last]
        side = "after" if position < first else "before"
        name = words.visit(trial.problem, beside.visit_id)
        return ReasonCode.ORDER, f"it has to come {side} {name}", f"Lift the order, or move {name}."
    locked = words.listed(trial.shift.locked_visits)
    return (
        ReasonCode.LOCKED,
        f"the route is locked to begin with {locked}",
        "Lift the lock on the beginning of the route.",
    )


def _common(one: Sequence[Span], other: Sequence[Span]) -> list[int]:
    """The first and last times that lie in a span of each."""
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted({time for span in both if span[0] <= span[1] for time in span})
