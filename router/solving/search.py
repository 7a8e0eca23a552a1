"""The whole search of one problem, in one process: start, model, ruin and recreate, last touch."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from router.solving.draft import Draft, Rater, Trip
from router.solving.near import Neighbourhood
from router.solving.polish import EPSILON, complete, follow, polish
from router.solving.prepared import Prepared
from router.solving.ruin import Ruin

__all__ = ["Limits", "Search", "starting_draft"]

MODEL_SHARE, MODEL_MOST = 0.1, 3.0  # of the limit, and seconds, for OR-Tools' own search
LAST_SHARE = 0.08  # is kept for recombination and the last touch, at most LAST_MOST seconds
LAST_MOST = 3.0
# Temperatures, in the cost of an average visit. The more steps there are for each visit, the hotter
# the beginning may be: measured best near 0.1 for 4, 0.2 for 17 and 0.5 for 80 steps a visit.
COLD, HOT_PER_STEP, HOTTEST = 0.02, 0.05, 0.8
STEPS_PER_SECOND = 250  # assumed for that, not measured, so that runs are alike
POOL = 4000  # trips that are recombined, at most


@dataclass(frozen=True, slots=True)
class Limits:
    """When a search ends: after a time, after a number of iterations, or what comes first.

    Parameters
    ----------
    seconds
        From now on; None for no limit.
    iterations
        Of ruin and recreate; None for no limit. Without ``seconds`` nothing depends on a clock.
    begun
        When the search began, by ``time.monotonic``.
    """

    seconds: float | None
    iterations: int | None
    begun: float = field(default_factory=time.monotonic)

    def share(self, done: int) -> float:
        """Return how much of the limit is used up, 1 at its end."""
        by_time = by_count = 0.0
        if self.seconds is not None:
            by_time = (time.monotonic() - self.begun) / max(self.seconds, 1e-3)
        if self.iterations is not None:
            by_count = done / max(self.iterations, 1)
        return max(by_time, by_count)

    def left(self) -> float | None:
        """Return the seconds that are left; None if time does not matter."""
        if self.seconds is None:
            return None
        return max(0.0, self.seconds - (time.monotonic() - self.begun))

    def expired(self) -> bool:
        """Tell whether the time is up."""
        return self.left() == 0.0


def starting_draft(
    day: Prepared, start: Mapping[int, Sequence[int]], expired: Callable[[], bool]
) -> Draft:
    """Return a first plan: the given sequences, and everything that is worth it cheaply inserted.

    Parameters
    ----------
    day
        The problem.
    start
        Visits by shift, or nothing; what breaks a rule is left out.
    expired
        Tells that there is no time left.

    Returns
    -------
    Draft
        Never dearer than the given sequences.
    """
    draft = Draft(Rater(day))
    follow(draft, start)
    complete(draft, expired, near=Neighbourhood(day))
    return draft


class Search:
    """One run.

    Parameters
    ----------
    day
        The problem; at least one visit that some shift may take.
    seed
        Of everything random.
    limits
        When it ends.
    emit
        Called with every draft that is better than all before; must not keep or change it.
    """

    def __init__(
        self, day: Prepared, seed: int, limits: Limits, emit: Callable[[Draft], None]
    ) -> None:
        self.day = day
        self.seed = seed
        self.limits = limits
        self.emit = emit
        self.best = Draft(Rater(day))
        self.pool: dict[tuple[int, tuple[int, ...]], Trip] = {}

    def run(self, start: Mapping[int, Sequence[int]]) -> None:
        """Search until the limit.

        Parameters
        ----------
        start
            Visits by shift to begin from, or nothing.
        """
        self._take(starting_draft(self.day, start, self.limits.expired))
        if not self.limits.expired():
            self._search_model()
            self._ruin_and_recreate()
            self._recombine()
            last = self.best.copy()
            polish(last, self.limits.expired)
            self._take(last)

    def _take(self, draft: Draft) -> None:
        """Keep a draft if it is the best so far; remember its trips in any case."""
        for trip in draft.trips:
            if trip.sequence:
                self.pool[trip.shift, trip.sequence] = trip
        if draft.cost < self.best.cost - EPSILON or not self.best.planned:
            self.best = draft.copy()
            self.emit(self.best)

    def _search_model(self) -> None:
        from router.solving.engine import search_model  # after the first plan is out: slow import

        def found(sequences: dict[int, list[int]]) -> None:
            draft = Draft(self.best.rater)
            follow(draft, sequences)
            self._take(draft)

        left, iterations = self.limits.left(), self.limits.iterations
        search_model(
            self.day,
            seed=self.seed,
            seconds=None if left is None else min(left * MODEL_SHARE, MODEL_MOST),
            solutions=None if iterations is None else 20 + iterations // 20,
            found=found,
        )

    def _ruin_and_recreate(self) -> None:
        chance = random.Random(self.seed)
        ruin = Ruin(self.day, chance)
        limits = self.limits
        end = 1.0
        if limits.seconds is not None:
            end -= min(LAST_SHARE, LAST_MOST / limits.seconds)
        begun = limits.share(0)
        current = self.best.copy()
        hot = self._hot()
        unit = sum(trip.cost for trip in current.trips) / max(1, len(current.planned))
        done = 0
        while (share := limits.share(done)) < end:
            cooled = (share - begun) / (end - begun)
            heat = unit * hot * (COLD / hot) ** cooled
            tried = current.copy()
            ruin.step(tried)
            done += 1
            if tried.cost < current.cost - heat * math.log(1.0 - chance.random()):
                current = tried
                self._take(current)

    def _hot(self) -> float:
        """Return the temperature to begin with."""
        steps = math.inf if self.limits.iterations is None else float(self.limits.iterations)
        if self.limits.seconds is not None:
            steps = min(steps, self.limits.seconds * STEPS_PER_SECOND)
        return min(HOTTEST, max(COLD, HOT_PER_STEP * math.sqrt(steps / len(self.day.plannable))))

    def _recombine(self) -> None:
        from router.solving.recombine import recombine

        pool = list(self.pool.values())[-POOL:]
        known = {(trip.shift, trip.sequence) for trip in pool}
        pool += [t for t in self.best.trips if t.sequence and (t.shift, t.sequence) not in known]
        better = recombine(self.best, pool, effort=1.0, seconds=self.limits.left())
        if better is not None:
            self._take(better)
