"""Travel between all places of a problem, in seconds and metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["UNREACHABLE", "TravelMatrix"]

UNREACHABLE = -1  # in both arrays: there is no way from the row's place to the column's


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Seconds and metres from every place to every place.

    Parameters
    ----------
    duration_s
        (n, n) whole seconds, row = from, column = to; -1 where there is no way.
    distance_m
        (n, n) whole metres, -1 exactly where ``duration_s`` is.
    source
        Who computed it: ``osrm``, ``streets``, ``given`` or ``great-circle``.
    approximate
        True if it does not follow streets; every plan made with it says so.
    snap_m
        (n,) metres from each place to the street it was put on; empty if not known.

    Raises
    ------
    ValueError
        If the arrays are not square and alike, or hold other negative numbers.
    """

    duration_s: NDArray[np.int32]
    distance_m: NDArray[np.int32]
    source: str = "given"
    approximate: bool = False
    snap_m: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        duration = _frozen(self.duration_s)
        distance = _frozen(self.distance_m)
        if duration.ndim != 2 or duration.shape[0] != duration.shape[1]:
            raise ValueError("a travel matrix is square")
        if duration.shape != distance.shape:
            raise ValueError("durations and distances have the same shape")
        if (duration < UNREACHABLE).any() or (distance < UNREACHABLE).any():
            raise ValueError("a travel time or distance is not negative (-1: unreachable)")
        if ((duration == UNREACHABLE) != (distance == UNREACHABLE)).any():
            raise ValueError("unreachable pairs are -1 in both arrays")
        object.__setattr__(self, "duration_s", duration)
        object.__setattr__(self, "distance_m", distance)

    def __len__(self) -> int:
        return int(self.duration_s.shape[0])

    def scaled(self, factor: float) -> TravelMatrix:
        """Return the matrix with every duration multiplied, rounded up to whole seconds.

        Parameters
        ----------
        factor
            1.2 means 20 % slower; more than 0.

        Returns
        -------
        TravelMatrix
            Distances and unreachable pairs are unchanged.
        """
        if not factor > 0:
            raise ValueError("a travel time factor is more than 0")
        # Rounded to 1e-6 s first, so that 1.1 * 10 stays 11 on every machine.
        times = np.ceil(np.round(self.duration_s.astype(np.float64) * factor, 6)).astype(np.int32)
        times[self.duration_s == UNREACHABLE] = UNREACHABLE
        return TravelMatrix(times, self.distance_m, self.source, self.approximate, self.snap_m)


def _frozen(values: ArrayLike) -> NDArray[np.int32]:
    array = np.array(values, dtype=np.int32, order="C")
    array.flags.writeable = False
    return array
