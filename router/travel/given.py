"""Travel times that somebody else computed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from router.domain.agents import TravelMode
from router.domain.matrix import UNREACHABLE, TravelMatrix
from router.domain.places import Coordinate
from router.travel.answering import answered, distinct
from router.travel.provider import Leg, Line

__all__ = ["GivenTravel"]


class GivenTravel:
    """A given matrix, looked up by coordinate.

    Parameters
    ----------
    points
        (n,) the places of the matrix in its order. Of several at one coordinate the first counts.
    duration_s
        (n, n) whole seconds, row = from, column = to; -1 where there is no way.
    distance_m
        (n, n) whole metres, likewise.
    approximate
        True if the figures do not follow streets.

    Raises
    ------
    ValueError
        If the arrays are not square, alike and of the length of ``points``.

    Notes
    -----
    Coordinates are compared to six decimals (0.1 m). The matrix is used for every mode as it is.
    A place that it does not know is unreachable: it costs that one place, not the plan.
    """

    name = "given"

    def __init__(
        self,
        points: Sequence[Coordinate],
        duration_s: ArrayLike,
        distance_m: ArrayLike,
        *,
        approximate: bool = False,
    ) -> None:
        self._matrix = TravelMatrix(
            np.asarray(duration_s, dtype=np.int32), np.asarray(distance_m, dtype=np.int32)
        )
        if len(points) != len(self._matrix):
            raise ValueError("a given matrix has one row for each of its points")
        self._approximate = approximate
        self._number: dict[tuple[float, float], int] = {}
        for number, point in enumerate(points):
            self._number.setdefault(_rounded(point), number)

    @classmethod
    def of(cls, points: Sequence[Coordinate], matrix: TravelMatrix) -> GivenTravel:
        """Return a provider that repeats a matrix.

        Parameters
        ----------
        points
            (n,) its places, in its order.
        matrix
            The matrix.

        Returns
        -------
        GivenTravel
            As approximate as the matrix.
        """
        return cls(points, matrix.duration_s, matrix.distance_m, approximate=matrix.approximate)

    @property
    def approximate(self) -> bool:
        """True if whoever gave the matrix says that it does not follow streets."""
        return self._approximate

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        """Return the given figures for some places (see ``TravelProvider.matrix``).

        Parameters
        ----------
        points
            Places; known ones have their figures, others are unreachable.
        mode
            Of no influence.

        Returns
        -------
        TravelMatrix
            In the order of ``points``.
        """
        del mode
        unique, where = distinct(points)
        numbers = np.array([self._number.get(_rounded(p), -1) for p in unique], dtype=np.intp)
        known = np.outer(numbers >= 0, numbers >= 0)

        def picked(given: NDArray[np.int32]) -> NDArray[np.float64]:
            if not known.any():
                return np.full(known.shape, np.nan)
            table = np.where(known, given[np.ix_(numbers, numbers)], UNREACHABLE)
            return np.where(table == UNREACHABLE, np.nan, table)

        return answered(
            picked(self._matrix.duration_s),
            picked(self._matrix.distance_m),
            where,
            factor=1.0,
            source=self.name,
            approximate=self.approximate,
        )

    def lines(self, legs: Sequence[Leg], mode: TravelMode) -> tuple[Line, ...]:
        """Return straight lines: a matrix knows no streets.

        Parameters
        ----------
        legs
            Pairs (from, to).
        mode
            Of no influence.

        Returns
        -------
        tuple of tuple of Coordinate
            The two ends of each leg.
        """
        del mode
        return tuple(legs)

    def fingerprint(self, mode: TravelMode) -> str:
        """Return a digest of the figures and of their places.

        Parameters
        ----------
        mode
            Of no influence.

        Returns
        -------
        str
            Hexadecimal.
        """
        del mode
        digest = hashlib.blake2b(digest_size=16)
        digest.update(repr(sorted(self._number.items())).encode())
        digest.update(self._matrix.duration_s.tobytes() + self._matrix.distance_m.tobytes())
        digest.update(str(self._approximate).encode())
        return digest.hexdigest()


def _rounded(point: Coordinate) -> tuple[float, float]:
    return round(point.lat, 6), round(point.lon, 6)
