"""The last resort: straight lines, lengthened, at a mean speed. Always marked approximate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import EARTH_RADIUS_M, Coordinate
from router.travel.answering import answered, distinct
from router.travel.modes import MODE_RULES
from router.travel.provider import Leg, Line

__all__ = ["GreatCircleTravel", "straight_m"]


def straight_m(points: Sequence[Coordinate]) -> NDArray[np.float64]:
    """Return the great-circle distances between all points.

    Parameters
    ----------
    points
        (n,) places.

    Returns
    -------
    (n, n) array
        Metres.
    """
    lat = np.radians(np.array([point.lat for point in points], dtype=np.float64))
    lon = np.radians(np.array([point.lon for point in points], dtype=np.float64))
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return metres


class GreatCircleTravel:
    """Great-circle distances times a detour, at a mean speed per mode.

    Parameters
    ----------
    detour
        How much longer the way is than the straight line; at least 1.

    Notes
    -----
    Against street times of a metropolitan area it was seen to be off by a factor of 0.8 to 2.1:
    rivers, railways and one-way streets are not seen. Every matrix and plan made with it says so.

    Examples
    --------
    >>> from router.domain.agents import TravelMode
    >>> from router.domain.places import Coordinate
    >>> north = GreatCircleTravel().matrix(
    ...     [Coordinate(60.0, 25.0), Coordinate(60.009, 25.0)], TravelMode.FOOT
    ... )
    >>> north.distance_m.tolist()
    [[0, 1301], [1301, 0]]
    >>> north.duration_s.tolist(), north.approximate
    ([[0, 1041], [1041, 0]], True)
    """

    name = "great-circle"
    approximate = True

    def __init__(self, *, detour: float = 1.3) -> None:
        if not detour >= 1:
            raise ValueError("no way is shorter than the straight line: detour is at least 1")
        self._detour = detour

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        """Return lengthened straight lines (see ``TravelProvider.matrix``).

        Parameters
        ----------
        points
            Places.
        mode
            How the agent travels.

        Returns
        -------
        TravelMatrix
            Symmetric, marked ``approximate``; nothing is unreachable.
        """
        unique, where = distinct(points)
        metres = straight_m(unique) * self._detour
        seconds = metres * 3.6 / MODE_RULES[mode].straight_kmh
        return answered(
            seconds, metres, where, factor=1.0, source=self.name, approximate=self.approximate
        )

    def lines(self, legs: Sequence[Leg], mode: TravelMode) -> tuple[Line, ...]:
        """Return straight lines.

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
        """Return the figures that decide the answers.

        Parameters
        ----------
        mode
            How the agent travels.

        Returns
        -------
        str
            Detour and speed.
        """
        return f"{self._detour!r}x@{MODE_RULES[mode].straight_kmh!r}"
