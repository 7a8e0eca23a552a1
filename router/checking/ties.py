"""What locks and the visits that are made ask of one that is on no route: where, when, by whom.

A visit whose start others depend on (it is in a spacing or a meeting) stays at its stated start
while another one is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from router.checking.itinerary import allowed_starts
from router.checking.numbers import sane
from router.domain.problem import Meeting, Problem, Shift, Span, Visit
from router.domain.route import Route

__all__ = ["Ties", "standing_still"]


def standing_still(problem: Problem, routes: Sequence[Route]) -> Problem:
    """Lock the start of every visit that is made and on whose start another one depends.

    Parameters
    ----------
    problem
        The problem.
    routes
        As stated; those with numbers that cannot be times lock nothing.

    Returns
    -------
    Problem
        The same problem if there are no spacings and no meetings.
    """
    tied = {visit_id for spacing in problem.spacings for visit_id in spacing.visit_ids}
    tied |= {visit_id for meet in problem.meetings for visit_id in (meet.first, meet.second)}
    if not tied:
        return problem
    starts = {v: start for v, start in _starts(problem, routes).items() if v in tied}
    visits = tuple(
        replace(visit, locked_start_s=starts[visit.visit_id]) if visit.visit_id in starts else visit
        for visit in problem.visits
    )
    return replace(problem, visits=visits)


class Ties:
    """Locks, orders, spacings and meetings of a plan as it stands.

    Parameters
    ----------
    problem
        The problem.
    agenda
        Visits in order, by shift id.
    routes
        The same as stated, for the starts.
    """

    def __init__(
        self, problem: Problem, agenda: Mapping[str, Sequence[Visit]], routes: Sequence[Route]
    ) -> None:
        self._visits = {visit.visit_id: visit for visit in problem.visits}
        self._shifts = {
            visit.visit_id: shift for shift in problem.shifts for visit in agenda[shift.shift_id]
        }
        self._starts = _starts(problem, routes)
        self._begins = {v: shift.shift_id for shift in problem.shifts for v in shift.locked_visits}
        self._orders: dict[str, list[tuple[str, ...]]] = {}
        for order in problem.orders:
            for visit_id in order:
                self._orders.setdefault(visit_id, []).append(order)
        self._apart: dict[str, list[tuple[str, int]]] = {}
        for spacing in problem.spacings:
            for visit_id in spacing.visit_ids:
                others = [(v, spacing.gap_s) for v in spacing.visit_ids if v != visit_id]
                self._apart.setdefault(visit_id, []).extend(others)
        self._partners: dict[str, str] = {}
        self._meetings: dict[str, Meeting] = {}
        for meeting in problem.meetings:
            self._partners[meeting.first] = meeting.second
            self._partners[meeting.second] = meeting.first
            self._meetings |= {meeting.first: meeting, meeting.second: meeting}

    def concern(self, visit: Visit, shift: Shift) -> bool:
        """Tell whether a spacing, a meeting, an order or a locked beginning is in play."""
        own = visit.visit_id
        return (
            bool(shift.locked_visits)
            or own in self._apart
            or own in self._partners
            or own in self._orders
        )

    def locked_to(self, visit: Visit) -> str:
        """Return the id of the only shift that may make a visit; empty if any may."""
        return visit.locked_shift or self._begins.get(visit.visit_id, "")

    def shift_of(self, visit_id: str) -> Shift | None:
        """Return the shift that makes a visit; None if it is on no route."""
        return self._shifts.get(visit_id)

    def partner(self, visit: Visit) -> Visit | None:
        """Return the visit with which one is a meeting."""
        found = self._partners.get(visit.visit_id)
        return None if found is None else self._visits[found]

    def may_meet(self, visit: Visit, one: str, other: str) -> bool:
        """Tell whether two agents may make a visit, which is half of a meeting, together."""
        return self._meetings[visit.visit_id].allows(one, other)

    def company(self, visit: Visit, agent_id: str) -> frozenset[str] | None:
        """Return whom an agent may meet at a visit; None if anybody, or if it is no meeting."""
        meeting = self._meetings.get(visit.visit_id)
        if meeting is None or not meeting.pairs:
            return None
        mine = (pair for pair in meeting.pairs if agent_id in pair)
        return frozenset().union(*mine) - {agent_id}

    def lacks_partner(self, visit: Visit) -> bool:
        """Tell whether a visit is half of a meeting of which nobody makes the other half."""
        found = self._partners.get(visit.visit_id)
        return found is not None and found not in self._shifts

    def start_of(self, visit_id: str) -> int | None:
        """Return when a visit is made, as stated; None if it is not, or at no possible time."""
        return self._starts.get(visit_id)

    def ordered_elsewhere(self, visit: Visit, shift: Shift) -> str:
        """Return a visit of the same order that another shift makes; empty if there is none."""
        for order in self._orders.get(visit.visit_id, ()):
            for other in order:
                if other in self._shifts and self._shifts[other].shift_id != shift.shift_id:
                    return other
        return ""

    def ordered(self, visit: Visit, made: Sequence[Visit]) -> tuple[int, int]:
        """Return the first and the last position on a route that the orders allow."""
        ids = [other.visit_id for other in made]
        first, last = 0, len(ids)
        for order in self._orders.get(visit.visit_id, ()):
            own = order.index(visit.visit_id)
            first = max([first, *(ids.index(v) + 1 for v in order[:own] if v in ids)])
            last = min([last, *(ids.index(v) for v in order[own:] if v in ids)])
        return first, last

    def begins(self, visit: Visit, shift: Shift) -> int:
        """Return the first position on a shift's route that its locked beginning allows."""
        locked = shift.locked_visits
        return locked.index(visit.visit_id) if visit.visit_id in locked else len(locked)

    def too_near(self, visit: Visit) -> list[tuple[str, int, int]]:
        """Return the visits made that one must be apart from, with their starts and the gaps."""
        return [
            (other, self._starts[other], gap)
            for other, gap in self._apart.get(visit.visit_id, ())
            if other in self._starts
        ]

    def never_together(self, visit: Visit, partner: Visit) -> str:
        """Return why the two visits of a meeting can never be made, in words; empty if they can."""
        own, other = visit.visit_id, partner.visit_id
        if any(other in order for order in self._orders.get(own, ())):
            return "belongs on the same route by an order"
        if any(other == apart for apart, _ in self._apart.get(own, ())):
            return "has to be apart from it in time"
        if partner.group and partner.group == visit.group:
            return "is of the same borrower, and one visit a day is enough"
        for made in self._shifts:
            if partner.group and self._visits[made].group == partner.group:
                return f"is not made, as visit {made} of the same borrower is"
        return ""

    def timed(self, visit: Visit) -> Visit | None:
        """Return a visit with the starts only that others leave it; None if there are none."""
        near = self.too_near(visit)
        partner = self._partners.get(visit.visit_id, "")
        met = self._starts.get(partner)
        if not near and met is None:
            return visit
        spans = list(allowed_starts(visit))
        if met is not None:
            spans = [(met, met) for opens, closes in spans if opens <= met <= closes]
        for _, start, gap in near:
            spans = [part for span in spans for part in _without(span, start - gap, start + gap)]
        if not spans:
            return None
        return replace(
            visit,
            windows=tuple(spans),
            legal=(),
            release_s=None,
            due_s=None,
            locked_start_s=None,
        )


def _without(span: Span, after: int, before: int) -> list[Span]:
    """What is left of a span if it must not lie between two times; these are allowed."""
    parts = [(span[0], min(span[1], after)), (max(span[0], before), span[1])]
    return [part for part in parts if part[0] <= part[1]]


def _starts(problem: Problem, routes: Sequence[Route]) -> dict[str, int]:
    """Stated starts on routes that can be read."""
    known = {shift.shift_id for shift in problem.shifts}
    found: dict[str, int] = {}
    for route in routes:
        if route.shift_id in known and sane(route):
            for stop in route.stops:
                for made in stop.visits:
                    found.setdefault(made.visit_id, made.start_s)
    return found
