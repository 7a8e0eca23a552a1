"""One visit tried on one shift: what is tested, and the shape of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from router.checking import words
from router.checking.insertion import Standing
from router.checking.itinerary import Maps
from router.checking.ties import Ties
from router.domain.plan import ReasonCode, ShiftRefusal
from router.domain.problem import Problem, Shift, Visit

__all__ = ["CENT", "WEEK_S", "Tested", "Trial"]

CENT = 0.005
"""Amounts of money that differ by less are equal."""

WEEK_S = 7 * 24 * 3600
"""Longer than any shift lacks; also how much longer a shift is made to see what it lacks."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The answer of one shift.

    Parameters
    ----------
    refusal
        As the plan shows it.
    lacking
        How far the visit was from fitting, comparable among equal codes (seconds, metres, money).
    remedy
        What would help, in words.
    only
        True if the visit would fit and pay but for this one rule.
    """

    refusal: ShiftRefusal
    lacking: float
    remedy: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One visit and one shift under test.

    Parameters
    ----------
    problem, maps
        The problem and its travel.
    ties
        What locks and the visits made ask of others.
    standings
        All shifts with their routes.
    standing
        The shift with its route as it stands, perhaps empty.
    visit
        On no route.
    searched_out
        True if the search is said to have tried everything; only the words change.
    """

    problem: Problem
    maps: Maps
    ties: Ties
    standings: Sequence[Standing]
    standing: Standing
    visit: Visit
    searched_out: bool

    @property
    def shift(self) -> Shift:
        """The shift."""
        return self.standing.shift

    @property
    def name(self) -> str:
        """What the shift's agent is called."""
        return words.agent(self.standing.shift)

    @property
    def worth(self) -> float:
        """What leaving the visit out costs, in money."""
        before = self.visit.reference
        return self.visit.worth + (0.0 if before is None else before.drop_price)

    def clock(self, seconds: int) -> str:
        """Return the clock time of an offset, in words."""
        return words.clock(self.problem, seconds)

    def answer(
        self,
        code: ReasonCode,
        detail: str,
        remedy: str,
        lacking: float = 0.0,
        extra_cost: float | None = None,
        only: bool = False,
    ) -> Tested:
        """Return the shift's answer; the detail follows the agent's name."""
        refusal = ShiftRefusal(
            shift_id=self.shift.shift_id,
            code=code,
            detail=f"{self.name} {detail}",
            extra_cost=extra_cost,
        )
        return Tested(refusal, lacking, remedy, only)
