"""The compiled search as the rest of solving uses it: load a plan, search a while, take the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from router.solving.kernel import annealing
from router.solving.kernel.packing import Packed, pack
from router.solving.kernel.state import (
    ABSENT,
    BEST,
    CURRENT,
    IMPROVED,
    RECORDED,
    STEP,
    empty_state,
)
from router.solving.prepared import Prepared

__all__ = ["Kernel", "Settings"]

RECORDED_NUMBERS = 8_000_000  # of int32, in all remembered routes together
MOST_RECORDS = 30_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a search goes about it; the defaults were measured.

    Parameters
    ----------
    removed
        Visits removed by a step, on average.
    longest
        Of one string.
    neighbours
        Only routes that hold one of so many nearest neighbours are tried.
    absent
        Absent visits that are tried in a step, at most.
    from_absent
        Share of steps that begin at an absent visit.
    weights
        Of the orders of insertion: random, far, near, short window, gain, gain for its time.
    record_every
        Steps between two records of routes; 0 for none.
    """

    removed: float = 10.0
    longest: float = 10.0
    neighbours: int = 60
    absent: int = 20
    from_absent: float = 0.3
    weights: tuple[float, ...] = (6.0, 1.0, 1.0, 1.0, 1.0, 2.0)
    record_every: int = 0


class Kernel:
    """A search of one problem.

    Parameters
    ----------
    day
        The problem, without what the kernel cannot model (`packing.obstacle`).
    seed
        Of everything random.
    packed
        The problem's tables, if they were made already.
    """

    def __init__(self, day: Prepared, seed: int, packed: Packed | None = None) -> None:
        self.day = day
        self.packed = packed or pack(day)
        self.seed = seed
        wide = self.packed.longest + 3
        records = max(16, min(MOST_RECORDS, RECORDED_NUMBERS // wide))
        self.state = empty_state(self.packed.tables, self.packed.longest, seed, records)
        for shift, locked in enumerate(day.locked):
            if locked and not self._follow(shift, [day.options_of[visit][0] for visit in locked]):
                raise ValueError(f"shift {day.problem.shifts[shift].shift_id}: locks do not fit")

    @property
    def steps(self) -> int:
        """Steps made so far."""
        return int(self.state.count[STEP])

    @property
    def improvements(self) -> int:
        """How often a best plan was found."""
        return int(self.state.count[IMPROVED])

    @property
    def best_cost(self) -> float:
        """Money of the best plan so far, what is lost by leaving visits out included."""
        return self._money(BEST)

    @property
    def cost(self) -> float:
        """Money of the current plan."""
        return self._money(CURRENT)

    def _money(self, which: int) -> float:
        return self.day.nothing + float(self.state.money[which]) / self.packed.scale

    def _follow(self, shift: int, options: Sequence[int]) -> bool:
        nodes = [self.packed.node_of[option] for option in options]
        if min(nodes) < 0 or len(nodes) > self.packed.longest:
            return False
        self.state.line[: len(nodes)] = nodes
        return bool(annealing.follow(self.packed.tables, self.state, shift, len(nodes)))

    def load(self, sequences: Mapping[int, Sequence[int]]) -> bool:
        """Begin from a plan.

        Parameters
        ----------
        sequences
            Options by shift.

        Returns
        -------
        bool
            False if a route broke a rule and is not in the current plan.
        """
        self.state = empty_state(
            self.packed.tables,
            self.packed.longest,
            self.seed,
            len(self.state.record),
        )
        whole = True
        for shift, options in sorted(sequences.items()):
            if options:
                whole = self._follow(shift, options) and whole
        self._note_best()
        return whole

    def _note_best(self) -> None:
        annealing.insert_all(self.packed.tables, self.state, 0, 1)

    def construct(self, neighbours: int = 60) -> None:
        """Insert everything that pays greedily, the most worth for its time first."""
        tables, state = self.packed.tables, self.state
        chance = np.random.default_rng(self.seed)
        absent = state.absent[: state.count[ABSENT]].copy()
        blur = chance.uniform(0.8, 1.2, len(absent))
        order = absent[np.argsort(tables.sorting[absent, 5] * blur, kind="stable")]
        state.todo[: len(order)] = order
        annealing.insert_all(tables, state, len(order), neighbours)

    def anneal(self, steps: int, hot: float, cold: float, settings: Settings) -> None:
        """Search.

        Parameters
        ----------
        steps
            How many.
        hot, cold
            Temperatures at their beginning and end, in money.
        settings
            How.
        """
        weights = np.cumsum(settings.weights)
        scale = self.packed.scale
        annealing.anneal(
            self.packed.tables,
            self.state,
            steps,
            float(hot * scale),
            float(cold * scale),
            float(settings.removed),
            float(settings.longest),
            settings.neighbours,
            settings.absent,
            float(settings.from_absent),
            (*(float(w) for w in weights), float(weights[-1])),
            settings.record_every,
        )

    def best(self) -> dict[int, list[int]]:
        """Return the best plan so far: options by shift, empty routes left out."""
        option_of, state = self.packed.option_of, self.state
        return {
            shift: [option_of[v] for v in state.best_seq[shift, :length]]
            for shift, length in enumerate(state.best_length.tolist())
            if length
        }

    def records(self) -> list[tuple[int, tuple[int, ...], float]]:
        """Return the routes that were remembered: shift, options, cost."""
        option_of, state = self.packed.option_of, self.state
        found = []
        for number in range(int(state.count[RECORDED])):
            shift, length, cost = state.record_info[number].tolist()
            nodes = state.record[number, :length].tolist()
            found.append((shift, tuple(option_of[v] for v in nodes), cost / self.packed.scale))
        return found
