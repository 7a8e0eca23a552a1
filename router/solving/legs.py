"""Travel as the search reads it: from place to place, with no way and open ends as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE, TravelMatrix

__all__ = ["FAR", "Legs"]

FAR = 10**9  # seconds and metres where there is no way: more than fits into any shift


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """Travel between matrix rows and, if a shift is open, one row more: reached in no time.

    Parameters
    ----------
    seconds_table, metres_table
        Row = from, column = to; 0 from a place to itself, FAR where there is no way. Not to be
        written: they may be the matrix itself, which for large days is too large to copy.
    seconds, metres
        The same for plain code, where ``seconds[a, b]`` is a plain integer and twice as quick.
    """

    seconds_table: NDArray[np.int32]
    metres_table: NDArray[np.int32]
    seconds: memoryview[int]
    metres: memoryview[int]

    @classmethod
    def of(cls, matrix: TravelMatrix, *, with_open_end: bool) -> Legs:
        """Read a matrix.

        Parameters
        ----------
        matrix
            Travel between the locations.
        with_open_end
            Whether a row and a column of zeros are added.

        Returns
        -------
        Legs
            The matrix's own arrays if nothing in them has to be changed.
        """
        seconds = _table(matrix.duration_s, with_open_end)
        metres = _table(matrix.distance_m, with_open_end)
        return cls(seconds, metres, seconds.data, metres.data)


def _table(array: NDArray[np.int32], with_open_end: bool) -> NDArray[np.int32]:
    if not with_open_end and not np.diagonal(array).any() and int(np.min(array, initial=0)) >= 0:
        return array
    size = len(array)
    table = np.zeros((size + with_open_end, size + with_open_end), dtype=np.int32)
    table[:size, :size] = array
    table[table == UNREACHABLE] = FAR
    np.fill_diagonal(table, 0)
    return table
