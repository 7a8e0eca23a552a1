"""What every source of travel times offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate

__all__ = ["CacheableTravel", "Leg", "Line", "TravelProvider"]

Leg: TypeAlias = tuple[Coordinate, Coordinate]
Line: TypeAlias = tuple[Coordinate, ...]


class TravelProvider(Protocol):
    """A source of travel times, distances and lines; write one for any other service."""

    @property
    def name(self) -> str:
        """What ``TravelMatrix.source`` says, such as ``osrm`` or ``streets``."""
        ...

    @property
    def approximate(self) -> bool:
        """True if it does not follow streets; plans made with it say so."""
        ...

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        """Return seconds and metres from every point to every point.

        Parameters
        ----------
        points
            Places; repeated coordinates are allowed and are 0 apart.
        mode
            How the agent travels.

        Returns
        -------
        TravelMatrix
            (n, n), row = from, column = to, in the order of ``points``. A point too far from any
            street has -1 in its row and column (0 to itself); it never spoils the others.
        """
        ...

    def lines(self, legs: Sequence[Leg], mode: TravelMode) -> tuple[Line, ...]:
        """Return where each leg runs.

        Parameters
        ----------
        legs
            Pairs (from, to).
        mode
            How the agent travels.

        Returns
        -------
        tuple of tuple of Coordinate
            One line per leg, in order, of at least two points: along streets from the point where
            the matrix put the first place to where it put the second. Of a leg that cannot be
            travelled, or that follows no street, the two ends as given.
        """
        ...


class CacheableTravel(TravelProvider, Protocol):
    """A provider that can say when its answers change."""

    def fingerprint(self, mode: TravelMode) -> str:
        """Return a text that changes whenever the same question could get another answer.

        Parameters
        ----------
        mode
            How the agent travels.

        Returns
        -------
        str
            Without personal data.
        """
        ...
