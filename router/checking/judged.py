"""One stated route with all that judging it needs, and the shape of a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from router.checking import words
from router.checking.findings import Finding, FindingCode
from router.checking.timeline import Timeline
from router.domain.problem import Problem, Shift
from router.domain.route import Route

__all__ = ["Judged", "Rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A stated route beside its recomputed timeline.

    Parameters
    ----------
    problem, shift, route
        What is judged.
    timeline
        The route read against the matrix.
    """

    problem: Problem
    shift: Shift
    route: Route
    timeline: Timeline

    def clock(self, seconds: int) -> str:
        """Return the clock time of an offset, in words."""
        return words.clock(self.problem, seconds)

    def finding(self, code: FindingCode, detail: str, visit_id: str = "") -> Finding:
        """Return an error at this route, or at one visit of it."""
        return Finding(code=code, detail=detail, shift_id=self.route.shift_id, visit_id=visit_id)


Rule = Callable[[Judged], Iterator[Finding]]
"""A rule looks at one route and yields what does not hold."""
