"""The compiled search as the rest of solving uses it: load a plan, search, take the best."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.annealing import anneal
from router.solving.kernel.loading import clear, follow, insert_all
from router.solving.kernel.packing import Packed, pack
from router.solving.kernel.pinning import agree
from router.solving.kernel.recording import record_all
from router.solving.kernel.settings import Settings
from router.solving.kernel.state import (
    ABSENT,
    BEST,
    CURRENT,
    IMPROVED,
    LENGTH,
    RECORDED,
    STEP,
    empty_state,
)
from router.solving.kernel.tables import MEETING, SPANS
from router.solving.locks import first_trips
from router.solving.prepared import Prepared
from router.solving.rating import Rater

__all__ = ["Kernel"]

RECORDED_NUMBERS = 8_000_000  # of int32, in all remembered routes together
MOST_RECORDS = 30_000
EAGER_AT_FIRST = 25  # times its gain at which a first plan begins a route for a visit


class Kernel:
    """A search of one problem.

    Parameters
    ----------
    day
        The problem, without what the kernel cannot model (`router.solving.obstacles`).
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
        locked = {trip.shift: trip.sequence for trip in first_trips(Rater(day))}
        if not self.load(locked):
            raise ValueError("the locked beginnings of routes do not fit into the kernel")
        self.forget_best()  # without what is locked there is no plan

    @property
    def steps(self) -> int:
        """Steps made so far."""
        return int(self.state.counter[STEP])

    @property
    def improvements(self) -> int:
        """How often a best plan was found."""
        return int(self.state.counter[IMPROVED])

    @property
    def best_cost(self) -> float:
        """Money of the best plan so far, what is lost by leaving visits out included."""
        return self._money(BEST)

    @property
    def cost(self) -> float:
        """Money of the current plan."""
        return self._money(CURRENT)

    @property
    def optional_share(self) -> float:
        """The share of options that may be left out."""
        visits = self.day.problem.visits
        options = [self.day.visit_of[option] for option in self.packed.option_of]
        return sum(not visits[visit].mandatory for visit in options) / max(len(options), 1)

    @property
    def typical_gain(self) -> float:
        """Money that leaving out an optional visit typically costs."""
        visits, day = self.day.problem.visits, self.day
        # Whoever accompanies somebody gains nothing by himself.
        seconds = {day.index[meeting.second] for meeting in day.problem.meetings}
        gains = [
            day.gain[option]
            for option in self.packed.option_of
            if not visits[day.visit_of[option]].mandatory and day.visit_of[option] not in seconds
        ]
        return float(np.median(gains)) if gains else 0.0

    def _money(self, which: int) -> float:
        return self.day.nothing + float(self.state.money[which]) / self.packed.scale

    def _follow(self, shift: int, options: Sequence[int]) -> bool:
        nodes = [self.packed.node_of[option] for option in options]
        if min(nodes) < 0 or len(nodes) > self.packed.longest:
            return False
        self.state.line[: len(nodes)] = nodes
        return bool(follow(self.packed.tables, self.state, shift, len(nodes)))

    def load(
        self,
        sequences: Mapping[int, Sequence[int]],
        times: Mapping[int, int] | None = None,
    ) -> bool:
        """Begin from a plan.

        Parameters
        ----------
        sequences
            Options by shift.
        times
            When those meetings are that are made, by their position. Visits of others, and of
            those that are not possible then, are taken off.

        Returns
        -------
        bool
            False if a route broke a rule and is not in the current plan.
        """
        clear(self.packed.tables, self.state)
        whole = True
        barred = self._agree({o for options in sequences.values() for o in options}, times or {})
        for shift, options in sorted(sequences.items()):
            kept = [option for option in options if option not in barred]
            whole = whole and len(kept) == len(options)
            if kept:
                whole = self._follow(shift, kept) and whole
        self._note_best()
        return whole

    def _agree(self, options: Collection[int], times: Mapping[int, int]) -> set[int]:
        """Pin the meetings of a plan; return the options of those that cannot be."""
        tables, barred = self.packed.tables, set()
        node_of = self.packed.node_of
        for option in options:
            if tables.met[node_of[option], MEETING] >= 0:
                barred.add(option)
        nodes = {node_of[option]: option for option in barred}
        for meeting, at_s in times.items():
            at = at_s - self.day.span[0]
            both = [
                [v for v in side.tolist() if v in nodes and self._open_at(v, at)]
                for side in tables.pair[meeting]
            ]
            if all(both):
                first, second = both[0][0], both[1][0]
                agree(tables, self.state, meeting, first, second, at)
                barred -= {nodes[first], nodes[second]}
        return barred

    def _open_at(self, v: int, at: int) -> bool:
        tables = self.packed.tables
        spans = tables.span[v, : 2 * int(tables.met[v, SPANS])].tolist()
        return any(lo <= at <= hi for lo, hi in zip(spans[::2], spans[1::2], strict=True))

    def _note_best(self) -> None:
        insert_all(self.packed.tables, self.state, 0, 1, 1)

    def construct(self, neighbours: int = 60) -> None:
        """Insert everything that pays greedily, the most worth for its time first."""
        tables, state = self.packed.tables, self.state
        chance = np.random.default_rng(self.seed)
        absent = state.absent[: state.counter[ABSENT]].copy()
        blur = chance.uniform(0.8, 1.2, len(absent))
        order = absent[np.argsort(tables.sorting[absent, 5] * blur, kind="stable")]
        # Where two must go, both must have room: what one does alone finds it later, too.
        order = order[np.argsort(tables.met[order, MEETING] < 0, kind="stable")]
        state.todo[: len(order)] = order
        insert_all(tables, state, len(order), neighbours, EAGER_AT_FIRST)

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
        if self.packed.tables.options == 0:
            return
        scale = self.packed.scale
        anneal(
            self.packed.tables,
            self.state,
            settings,
            steps,
            float(hot * scale),
            float(cold * scale),
        )

    def current(self) -> dict[int, list[int]]:
        """Return the current plan: options by shift, empty routes left out."""
        option_of, state = self.packed.option_of, self.state
        return {
            shift: [option_of[v] for v in state.seq[shift, 1 : length + 1]]
            for shift, length in enumerate(state.route[:, LENGTH].tolist())
            if length
        }

    def best(self) -> dict[int, list[int]]:
        """Return the best plan so far: options by shift, empty routes left out."""
        option_of, state = self.packed.option_of, self.state
        return {
            shift: [option_of[v] for v in state.best_seq[shift, :length]]
            for shift, length in enumerate(state.best_length.tolist())
            if length
        }

    def times(self) -> dict[int, int]:
        """Return when the meetings of the current plan are, in seconds by position."""
        return self._times(self.state.met)

    def best_times(self) -> dict[int, int]:
        """Return when the meetings of the best plan so far are, in seconds by position."""
        return self._times(self.state.best_met)

    def _times(self, met: NDArray[np.int32]) -> dict[int, int]:
        begin = self.day.span[0]
        return {
            meeting: begin + at for meeting, (first, _, at) in enumerate(met.tolist()) if first >= 0
        }

    def forget_best(self) -> None:
        """Make the current plan the best one: what came before was under other conditions."""
        self.state.money[BEST] = np.iinfo(np.int64).max
        self._note_best()

    def take_records(self) -> list[tuple[int, list[int]]]:
        """Return the routes that were remembered, shift and options, and forget them."""
        option_of, state = self.packed.option_of, self.state
        record_all(self.packed.tables, state)
        found = []
        for number in range(int(state.counter[RECORDED])):
            shift, length, _ = state.record_info[number].tolist()
            nodes = state.record[number, :length].tolist()
            found.append((shift, [option_of[v] for v in nodes]))
        state.counter[RECORDED] = 0
        state.hashes[:] = 0
        return found
