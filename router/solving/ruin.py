"""Ruin and recreate: take neighbouring strings of visits off, put visits back where they fit best.

After Christiaens & Vanden Berghe, "Slack induction by string removals for vehicle routing
problems", Transportation Science 54 (2020), with a pool of absent visits and every insertion
rated exactly.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from router.solving.draft import Draft
from router.solving.near import Neighbourhood
from router.solving.prepared import Prepared

__all__ = ["Ruin", "recreate"]

REMOVED = 10  # visits per ruin, on average
LONGEST = 10  # string
SPLIT = 0.5  # share of strings that keep some visits in their middle
ABSENT_SEED = 0.3  # share of ruins around an absent visit
ABSENT_TRIED = 20  # absent visits tried after a ruin, at most
BLINK = 0.01  # share of trips overlooked when a place is searched


def recreate(
    draft: Draft,
    visits: Sequence[int],
    near: Neighbourhood,
    chance: random.Random,
    *,
    blink: float = BLINK,
    own_shifts: dict[int, Sequence[int]] | None = None,
) -> None:
    """Insert visits one after the other where each costs least, if that is less than its price.

    Parameters
    ----------
    draft
        Changed in place.
    visits
        In the order in which they are tried.
    near
        Knows the shifts where they are tried.
    chance
        Decides what is overlooked.
    blink
        Share of trips overlooked.
    own_shifts
        Shifts to try instead, for some visits.
    """
    gain = draft.rater.day.gain
    for visit in visits:
        if not draft.free(visit):
            continue
        best, best_shift, best_position = gain[visit], -1, -1
        for shift in (own_shifts or {}).get(visit) or near.shifts(draft, visit):
            if blink and chance.random() < blink:
                continue
            extra, position = draft.best_insertion(visit, shift, exact=False)
            if extra < best - 1e-9:
                best, best_shift, best_position = extra, shift, position
        if best_shift >= 0:
            draft.insert(visit, best_shift, best_position)


class Ruin:
    """Chooses what is taken off, and the order in which it is tried again.

    Parameters
    ----------
    day
        The problem.
    chance
        Of everything random.
    """

    def __init__(self, day: Prepared, chance: random.Random) -> None:
        self.day = day
        self.chance = chance
        self.near = Neighbourhood(day)
        self.candidates = [visit for visit, possible in enumerate(day.plannable) if possible]
        self.shifts = [shift for shift, usable in enumerate(day.usable) if usable]
        self.tightness = [sum(min(hi - lo, 86400) for lo, hi in windows) for windows in day.windows]

    def step(self, draft: Draft) -> None:
        """Ruin and recreate a draft in place."""
        chance = self.chance
        planned = [v for v in self.candidates if draft.shift_of[v] >= 0]
        absent = [v for v in self.candidates if draft.shift_of[v] < 0]
        if not planned or (absent and chance.random() < ABSENT_SEED):
            seed = chance.choice(absent)
        else:
            seed = chance.choice(planned)
        touched = self._ruin(draft, seed, len(planned))
        removed = [v for v in planned if draft.shift_of[v] < 0]
        also = chance.randint(0, ABSENT_TRIED)
        tried = [
            visit
            for visit in self.near.visits[seed]
            if draft.shift_of[visit] < 0 and self.day.plannable[visit] and visit not in removed
        ][:also]
        if not touched:
            touched = [shift for shift in self.shifts if chance.random() < 0.5]
        empty = self._one_empty(draft)
        touched += [shift for shift in empty if shift not in touched]
        order = self._ordered([*removed, *tried])
        recreate(draft, order, self.near, chance, own_shifts=dict.fromkeys(tried, touched))

    def _one_empty(self, draft: Draft) -> list[int]:
        """Some shifts without a route: trying all of very many alike would take long."""
        empty = [shift for shift in self.shifts if not draft.trips[shift].sequence]
        return empty if len(empty) <= 4 else self.chance.sample(empty, 4)

    def _ruin(self, draft: Draft, seed: int, planned: int) -> list[int]:
        chance = self.chance
        routes = sum(1 for shift in self.shifts if draft.trips[shift].sequence)
        if not routes:
            return []
        longest = min(LONGEST, max(1, planned // routes))
        most = 4 * REMOVED / (1 + longest) - 1
        strings = int(chance.uniform(1, most + 1))
        touched: list[int] = []
        for visit in self.near.visits[seed]:
            shift = draft.shift_of[visit]
            if shift < 0 or shift in touched:
                continue
            sequence = draft.trips[shift].sequence
            length = int(chance.uniform(1, min(len(sequence), longest) + 1))
            draft.remove(shift, self._string(sequence, sequence.index(visit), length))
            touched.append(shift)
            if len(touched) >= strings:
                break
        return touched

    def _string(self, sequence: Sequence[int], centre: int, length: int) -> set[int]:
        chance = self.chance
        kept = 0
        if length > 1 and length < len(sequence) and chance.random() < SPLIT:
            kept = 1
            while length + kept < len(sequence) and chance.random() > 0.01:
                kept += 1
                if chance.random() < 0.5:
                    break
        span = length + kept
        first = chance.randint(max(0, centre - span + 1), min(centre, len(sequence) - span))
        string = list(sequence[first : first + span])
        if kept:
            begin = chance.randint(1, length - 1)
            del string[begin : begin + kept]
        return set(string)

    def _ordered(self, visits: list[int]) -> list[int]:
        chance = self.chance
        kind = chance.choices(range(6), (6, 2, 1, 1, 1, 1))[0]
        chance.shuffle(visits)
        service, near = self.day.service, self.day.gain
        if kind == 1:
            visits.sort(key=lambda v: -near[v] / (service[v] + 600))
        elif kind == 2:
            visits.sort(key=lambda v: self.tightness[v])
        elif kind == 3:
            visits.sort(key=lambda v: -near[v])
        elif kind == 4:
            visits.sort(key=lambda v: -service[v])
        elif kind == 5:
            visits.sort(key=lambda v: service[v])
        return visits
