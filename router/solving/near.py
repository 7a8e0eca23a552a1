"""Who is near whom: visits around a visit, and the shifts that are worth a try for it."""

from __future__ import annotations

import numpy as np

from router.domain.matrix import UNREACHABLE
from router.solving.draft import Draft
from router.solving.prepared import Prepared

__all__ = ["Neighbourhood"]

NEAREST = 100  # visits known as near
ASKED = 40  # of those, whose routes are tried
EMPTY = 4  # shifts without a route that are tried, those that start nearest
FEW = 12  # shifts: so many are always tried


class Neighbourhood:
    """Visits and shifts near a visit.

    Parameters
    ----------
    day
        The problem.

    Attributes
    ----------
    visits : list of list of int
        For every visit up to 100, itself first, nearest (there and back) first.
    """

    def __init__(self, day: Prepared) -> None:
        self.day = day
        matrix = day.problem.matrices[day.problem.shifts[0].matrix].duration_s.astype(np.int64)
        matrix[matrix == UNREACHABLE] = int(np.max(matrix)) + 1
        rows = np.array(day.location)
        there = matrix[np.ix_(rows, rows)]
        both = there + there.T
        np.fill_diagonal(both, -1)
        order = np.argsort(both, axis=1, kind="stable")[:, : NEAREST + 1]
        self.visits: list[list[int]] = order.tolist()
        self._usable = [shift for shift, usable in enumerate(day.usable) if usable]
        # An open start is near everything.
        starts = [day.problem.shifts[shift].start_location for shift in self._usable]
        away = np.zeros((len(starts), len(rows)), dtype=np.int64)
        for number, start in enumerate(starts):
            if start is not None:
                away[number] = matrix[start, rows]
        nearest = np.argsort(away.T, axis=1, kind="stable")
        self._shifts = [[self._usable[number] for number in row] for row in nearest.tolist()]

    def shifts(self, draft: Draft, visit: int) -> list[int]:
        """Return the shifts in which a visit is worth a try.

        Parameters
        ----------
        draft
            Tells where its neighbours are.
        visit
            The visit.

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
            shift_of[other] for other in self.visits[visit][:ASKED] if shift_of[other] >= 0
        )
        empty = 0
        for shift in self._shifts[visit]:
            if not draft.trips[shift].sequence and allowed[shift][visit]:
                found[shift] = None
                empty += 1
                if empty == EMPTY:
                    break
        return list(found)
