"""What it costs at least that two agents who travel alone must be at a door together.

    python benchmarks/meetings_bound.py [--doors 30 --meetings 6 --agents 3 --seconds 600]
                                        [--seeds 1 2 3] [--search-seconds 20]

The days of `meetings.py` with ways of whole minutes. For each day: what relaxed and met plans cost
that were found, and what they cost at least (`bounding.py`). The bound of the day that is met grows
by branching: the time of one meeting is before or after some minute, whichever costs less. What the
met day costs at least, over the best relaxed plan found, is the part of the difference that no
search can save.
"""

from __future__ import annotations

import argparse
import heapq
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from bounding import Bound, Bounding
from meetings import day_of_meetings, judged
from minutes import MINUTE, GridRoute, whole_minutes

from router.domain.problem import Problem
from router.solving import solve

__all__ = ["Branching"]

Times = Mapping[int, tuple[int, int]]
"""By number of a meeting: the first and last minute at which it may be."""


class Branching:
    """The bound of a day whose meetings' times are narrowed, branch by branch.

    Parameters
    ----------
    problem
        In whole minutes.
    remembered, period_min
        See `Bounding`.
    known
        What a plan costs that was found.
    """

    def __init__(self, problem: Problem, remembered: int, period_min: int, known: float) -> None:
        self.problem, self.known = problem, known
        self.bounding = Bounding(problem, remembered, period_min)

    def bounds(self, seconds: float) -> Iterator[tuple[int, float]]:
        """Yield better and better bounds.

        Parameters
        ----------
        seconds
            Time for the first bound, and for all others together.

        Yields
        ------
        int and float
            How often the times were split, and what no plan costs less than.
        """
        times = {meeting: self._all_times(meeting) for meeting in range(len(self.problem.meetings))}
        first = self._bound(times, seconds, None)
        yield 0, first.cost
        branches = [(first.cost, 0, times, first)]
        deadline = time.monotonic() + seconds
        made = splits = 0
        while branches and branches[0][0] < self.known and time.monotonic() < deadline:
            least, _, times, found = branches[0]
            meeting, minute = self._widest(times, found)
            if meeting < 0:
                return
            heapq.heappop(branches)
            splits += 1
            for half in ((times[meeting][0], minute), (minute + 1, times[meeting][1])):
                narrower = {**times, meeting: half}
                below = self._bound(narrower, seconds, found)
                made += 1
                heapq.heappush(branches, (max(least, below.cost), made, narrower, below))
            yield splits, branches[0][0]

    def _all_times(self, meeting: int) -> tuple[int, int]:
        numbers = self.bounding.meetings[meeting]
        visits = [self.problem.visits[number] for number in numbers]
        spans = [visit.starts for visit in visits]
        first = max(one[0][0] for one in spans)
        last = min(one[-1][1] for one in spans)
        return -(-first // MINUTE), last // MINUTE

    def _bound(self, times: Times, seconds: float, above: Bound | None) -> Bound:
        """Find the bound of a branch, with the routes and prices of the one it is split from."""
        allowed = {v: times[m] for v, (m, _) in self.bounding.side.items()}
        visits = tuple(
            replace(visit, windows=_within(visit.starts, allowed[number]))
            if number in allowed
            else visit
            for number, visit in enumerate(self.problem.visits)
        )

        def holds(route: GridRoute) -> bool:
            return all(
                allowed[visit][0] <= minute <= allowed[visit][1]
                for visit, minute in route.stops
                if visit in allowed
            )

        return self.bounding.bound(
            replace(self.problem, visits=visits),
            enough=self.known,
            seconds=seconds,
            routes=[route for route in above.routes if holds(route)] if above else (),
            prices=above.prices if above else None,
        )

    def _widest(self, times: Times, found: Bound) -> tuple[int, int]:
        """Return the meeting whose times in the programme differ most, and their mean minute."""
        best, spread = (-1, 0), 0.0
        for meeting, (first, last) in times.items():
            at = [
                (minute, share)
                for route, share in zip(found.routes, found.shares, strict=True)
                if share > 1e-6
                for visit, minute in route.stops
                if visit in self.bounding.meetings[meeting]
            ]
            if not at or first == last:
                continue
            minutes, shares = np.array(at).T
            mean = float(minutes @ shares / shares.sum())
            apart = float(abs(minutes - mean) @ shares)
            if apart > spread:
                best, spread = (meeting, min(max(int(mean), first), last - 1)), apart
        return best


def _within(
    spans: tuple[tuple[int, int], ...], times: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    first, last = times[0] * MINUTE, times[1] * MINUTE
    return tuple(
        (max(one, first), min(other, last))
        for one, other in spans
        if one <= last and other >= first
    )


def main() -> None:
    """Find plans and bounds, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--doors", type=int, default=30)
    parser.add_argument("--meetings", type=int, default=6)
    parser.add_argument("--agents", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--search-seconds", type=float, default=20.0)
    parser.add_argument("--remembered", type=int, default=9)
    parser.add_argument("--period", type=int, default=30, help="minutes")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options = parser.parse_args()
    for seed in options.seeds:
        day = day_of_meetings(options.doors, options.meetings, options.agents, seed=seed)
        met = whole_minutes(day)
        relaxed = replace(met, meetings=())
        found = [
            judged(one, solve(one, seconds=options.search_seconds))[0] for one in (relaxed, met)
        ]
        free = Branching(relaxed, options.remembered, options.period, found[0])
        _, least = next(free.bounds(options.seconds))
        print(f"seed {seed}  relaxed: found {found[0]:8.2f}, at least {least:8.2f}", flush=True)
        branching = Branching(met, options.remembered, options.period, found[1])
        for splits, least in branching.bounds(options.seconds):
            over = [100 * (cost / found[0] - 1) for cost in (found[1], least)]
            print(
                f"        met:     found {found[1]:8.2f}, at least {least:8.2f} ({splits} splits):"
                f" {over[0]:+.2f} % over the relaxed plan, at least {over[1]:+.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
