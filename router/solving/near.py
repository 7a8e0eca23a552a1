"""Who is near whom: options around an option, and the shifts that are worth a try for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from router.solving.draft import Draft
from router.solving.prepared import Prepared

__all__ = ["Neighbourhood"]

NEAREST = 100  # options known as near
ASKED = 40  # of those, whose routes are tried
EMPTY = 4  # shifts without a route that are tried, those that start nearest
BLOCK = 256  # options whose neighbours are found at once: a large day has no room for all
FEW = 12  # shifts: so many are always tried


class Neighbourhood:
    """Options and shifts near an option.

    Parameters
    ----------
    day
        The problem.

    Attributes
    ----------
    visits : list of list of int
        For every option up to 100 others, itself first, nearest (there and back) first.
    """

    def __init__(self, day: Prepared) -> None:
        self.day = day
        seconds = day.legs[0].seconds_table
        rows = np.array(day.location, dtype=np.int64)
        self.visits: list[list[int]] = []
        for first in range(0, len(rows), BLOCK):
            self.visits += _nearest(seconds, rows, np.arange(first, min(first + BLOCK, len(rows))))
        self._usable = [shift for shift, usable in enumerate(day.usable) if usable]
        # An open start is near everything.
        starts = [day.problem.shifts[shift].start_location for shift in self._usable]
        away = np.zeros((len(starts), len(rows)), dtype=np.int64)
        for number, start in enumerate(starts):
            if start is not None:
                away[number] = seconds[start, rows]
        nearest = np.argsort(away.T, axis=1, kind="stable")
        self._shifts = [[self._usable[number] for number in row] for row in nearest.tolist()]

    def shifts(self, draft: Draft, option: int) -> list[int]:
        """Return the shifts in which an option is worth a try.

        Parameters
        ----------
        draft
            Tells where its neighbours are.
        option
            The option.

        Returns
        -------
        list of int
            All if they are few; else those of its neighbours and some without a route.
        """
        if len(self._usable) <= FEW:
            return self._usable
        shift_of, allowed = draft.shift_of, self.day.allowed
        # A dictionary keeps the order, which a set would not.
        found = dict.fromkeys(
            shift_of[other] for other in self.visits[option][:ASKED] if shift_of[other] >= 0
        )
        empty = 0
        for shift in self._shifts[option]:
            if not draft.trips[shift].sequence and allowed[shift][option]:
                found[shift] = None
                empty += 1
                if empty == EMPTY:
                    break
        return list(found)


def _nearest(
    seconds: NDArray[np.int32], rows: NDArray[np.int64], some: NDArray[np.int64]
) -> list[list[int]]:
    """Return the nearest of all options for some of them, in order; of equals the first."""
    mine = rows[some]
    both = seconds[np.ix_(mine, rows)].astype(np.int64) + seconds[np.ix_(rows, mine)].T
    both[np.arange(len(some)), some] = -1
    count = len(rows)
    ranked = both * count + np.arange(count)  # no two are equal: any way of sorting agrees
    kept = min(NEAREST + 1, count)
    best = np.sort(np.partition(ranked, kept - 1, axis=1)[:, :kept], axis=1)
    found: list[list[int]] = (best % count).tolist()
    return found
