"""The best plan so far, and how it was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from router.domain.route import EngineShare, Progress
from router.solving.draft import Draft
from router.solving.polish import follow
from router.solving.prepared import Prepared
from router.solving.rating import Rater
from router.solving.terms import terms

__all__ = ["Record"]


class Record:
    """Rates every plan that is heard of, keeps the best, and tells of it.

    Parameters
    ----------
    day
        The problem.
    on_progress
        Called with every better plan; None for nobody.
    begun
        When the call began, by ``time.monotonic``.
    """

    def __init__(
        self, day: Prepared, on_progress: Callable[[Progress], None] | None, begun: float
    ) -> None:
        self.day = day
        self.begun = begun
        self.on_progress = on_progress
        self.rater = Rater(day)
        self.best = Draft(self.rater)
        self.bound: float | None = None
        self.given = False  # whether a plan to begin from was of use
        self.trace: list[tuple[float, float]] = []
        self._shares: dict[str, list[float]] = {}

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
        draft = Draft(self.rater)
        follow(draft, plan)
        if not draft.planned or draft.cost >= self.best.cost:
            return False
        self.best = draft
        self._share(by)[2] += 1
        costs = terms(self.day, draft.trips)
        elapsed = time.monotonic() - self.begun
        self.trace.append((round(elapsed, 3), costs.total))
        if self.on_progress is not None:
            self.on_progress(
                Progress(
                    elapsed_s=elapsed,
                    cost=costs.total,
                    visits=len(draft.planned),
                    costs=costs,
                    bound=self.bound,
                )
            )
        return True

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
        share[0] += seconds
        share[1] += steps

    @property
    def improvements(self) -> int:
        """How often a plan was the best."""
        return len(self.trace)

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

    def _share(self, by: str) -> list[float]:
        return self._shares.setdefault(by, [0.0, 0.0, 0.0])
