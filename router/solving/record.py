"""The best plan so far, and how it was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from router.domain.costs import CostBreakdown
from router.domain.route import EngineShare, Progress
from router.solving.draft import Draft
from router.solving.polish import follow
from router.solving.prepared import Prepared
from router.solving.rating import Rater
from router.solving.terms import terms

__all__ = ["START", "Record"]

START = "start"  # what was not found by a process


class Record:
    """Rates every plan that is heard of, keeps the best, and tells of it.

    Parameters
    ----------
    day
        The problem.
    on_progress
        Called with every better plan, and when preparation begins or ends; None for nobody.
    begun
        When the call began, by ``time.monotonic``.
    timed
        Whether times are noted. They differ from run to run, also where all else is the same.

    Attributes
    ----------
    best : Draft
        The best plan.
    bound : float or None
        No plan costs less.
    given : bool
        Whether a plan to begin from was of use.
    heard : bool
        Whether a process has told of a plan, however good.
    trace : list of tuple of float
        Seconds, and the cost of what was the best plan then; only of plans that leave out as few
        mandatory visits as the last.
    improvements : int
        How often a plan was the best.
    """

    def __init__(
        self,
        day: Prepared,
        on_progress: Callable[[Progress], None] | None,
        begun: float,
        *,
        timed: bool,
    ) -> None:
        self.day = day
        self.begun = begun
        self.on_progress = on_progress
        self.rater = Rater(day)
        self.best = Draft(self.rater)
        self.bound: float | None = None
        self.given = False
        self.heard = False
        self._preparing = False
        self.trace: list[tuple[float, float]] = []
        self.improvements = 0
        self._timed = timed
        self._shares: dict[str, list[float]] = {}

    @property
    def begin(self) -> tuple[dict[int, list[int]], dict[int, int]]:
        """The plan to go on from: options by shift; when its meetings are, by position."""
        return {shift: list(s) for shift, s in self.best.sequences.items()}, {}

    def hear(self, plan: Mapping[int, Sequence[int]], times: Mapping[int, int], by: str) -> None:
        """Take what a process tells.

        Parameters
        ----------
        plan
            Options by shift.
        times
            When its meetings are, by position; there are none here.
        by
            Which engine found it.
        """
        assert not times
        self.take(plan, by)

    def take(self, plan: Mapping[int, Sequence[int]], by: str) -> bool:
        """Rate a plan, keep it if it is better, and tell.

        Parameters
        ----------
        plan
            Options by shift; what breaks a rule is left out.
        by
            Which engine found it.

        Returns
        -------
        bool
            Whether it is the best now.
        """
        self.heard |= by != START
        draft = Draft(self.rater)
        follow(draft, plan)
        if not draft.planned or draft.cost >= self.best.cost:
            return False
        self.best = draft
        self._share(by)[2] += 1
        costs = terms(self.day, draft.trips)
        elapsed = time.monotonic() - self.begun
        self.improvements += 1
        if self._timed:
            if self.trace and costs.total >= self.trace[-1][1]:
                self.trace.clear()  # a visit that must be made is now, and costs more than it saves
            self.trace.append((round(elapsed, 3), costs.total))
        self._tell(elapsed, costs)
        return True

    def prepare(self, preparing: bool) -> None:
        """Note and tell whether the kernel is being compiled.

        Parameters
        ----------
        preparing
            From now on.
        """
        self._preparing = preparing
        self._tell(time.monotonic() - self.begun, terms(self.day, self.best.trips))

    def spent(self, by: str, seconds: float, steps: int) -> None:
        """Add to what an engine did.

        Parameters
        ----------
        by
            Which.
        seconds, steps
            Of its own.
        """
        share = self._share(by)
        share[0] += seconds if self._timed else 0.0
        share[1] += steps

    def prove(self) -> None:
        """Note that no plan is better than the best one."""
        self.bound = terms(self.day, self.best.trips).total

    @property
    def shares(self) -> tuple[EngineShare, ...]:
        """What each engine did, in the order of their first words."""
        return tuple(
            EngineShare(
                engine=engine,
                seconds=round(seconds, 3),
                iterations=int(steps),
                improvements=int(improvements),
            )
            for engine, (seconds, steps, improvements) in self._shares.items()
        )

    def _tell(self, elapsed: float, costs: CostBreakdown) -> None:
        if self.on_progress is not None:
            self.on_progress(
                Progress(
                    elapsed_s=elapsed,
                    cost=costs.total,
                    visits=len(self.best.planned),
                    costs=costs,
                    bound=self.bound,
                    preparing=self._preparing,
                )
            )

    def _share(self, by: str) -> list[float]:
        return self._shares.setdefault(by, [0.0, 0.0, 0.0])
