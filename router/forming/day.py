"""The day that is planned, and the numbering of its places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from router.domain.places import Coordinate
from router.domain.problem import Span
from router.domain.times import TimeWindow, local_instant

__all__ = ["Day", "Locations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The day that is planned, as the origin of its seconds.

    Parameters
    ----------
    date
        The local date.
    zone
        The zone of the doors.
    """

    date: date
    zone: tzinfo

    @property
    def origin(self) -> datetime:
        """Local midnight, aware."""
        return local_instant(self.date, time(0), self.zone)

    def span(self, window: TimeWindow) -> Span:
        """Return a window in whole seconds after midnight.

        Parameters
        ----------
        window
            Aware instants.

        Returns
        -------
        Span
            Elapsed seconds, right across a change of the clocks.
        """
        zero = self.origin.timestamp()
        return round(window.start.timestamp() - zero), round(window.end.timestamp() - zero)


class Locations:
    """The rows of the travel matrices: each coordinate once, in the order of first use."""

    def __init__(self) -> None:
        self._rows: dict[tuple[float, float], int] = {}
        self._coordinates: list[Coordinate] = []

    def row(self, point: Coordinate) -> int:
        """Return the row of a coordinate, new if it was not seen before.

        Parameters
        ----------
        point
            Points that agree to 0.1 m share a row.

        Returns
        -------
        int
            0-based.
        """
        key = (round(point.lat, 6), round(point.lon, 6))
        if key not in self._rows:
            self._rows[key] = len(self._coordinates)
            self._coordinates.append(point)
        return self._rows[key]

    @property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """All coordinates, by row."""
        return tuple(self._coordinates)
