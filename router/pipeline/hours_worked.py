"""When a visit can be made at all: while somebody works who may go, or two who may meet there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from router.domain.problem import Problem, Shift, Span, Visit

__all__ = ["hours_worked"]


def hours_worked(problem: Problem) -> Callable[[Visit], tuple[Span, ...]]:
    """Return how to find the starts at which those who may make a visit work.

    Parameters
    ----------
    problem
        Of a day.

    Returns
    -------
    callable
        Of a visit, its starts within the shifts of whoever may go, ways left aside; of a meeting
        within what two have in common who may meet. Where there are none, its own starts.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    meetings = {one: m for m in problem.meetings for one in (m.first, m.second)}

    def worked(visit: Visit) -> Iterator[Span]:
        meeting = meetings.get(visit.visit_id)
        if meeting is None:
            yield from (_span(shift) for shift in _able(visit, problem))
            return
        first, second = (_able(visits[one], problem) for one in (meeting.first, meeting.second))
        for one, other in product(first, second):
            if meeting.allows(one.agent_id, other.agent_id):
                (a, b), (c, d) = _span(one), _span(other)
                yield max(a, c), min(b, d)

    def hours(visit: Visit) -> tuple[Span, ...]:
        spans = {(opens, closes - visit.service_s) for opens, closes in worked(visit)}
        common = {
            (max(opens, first), min(closes, last))
            for opens, closes in spans
            for first, last in visit.starts or ((opens, closes),)
        }
        return tuple(sorted(span for span in common if span[0] <= span[1])) or visit.starts

    return hours


def _able(visit: Visit, problem: Problem) -> list[Shift]:
    return [shift for shift in problem.shifts if visit.allows(shift.agent_id, shift.skills)]


def _span(shift: Shift) -> Span:
    return shift.earliest_s, shift.latest_s + shift.overtime_max_s
