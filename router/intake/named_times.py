"""The time of a visit that a notice or a reply names, in one column or in two."""

from __future__ import annotations

from datetime import datetime, tzinfo

from router.domain.times import TimeWindow
from router.intake.cells import CellError
from router.intake.clock import parse_clock
from router.intake.moments import moment_reader
from router.intake.rows import RowReader
from router.intake.spans import span_reader

__all__ = ["NamedTimes"]

_FIX = "Write start as 2026-11-24 14:00 and end as 16:00, or both in start."


class NamedTimes:
    """Reads the time that a row names.

    Parameters
    ----------
    zone
        Of times without an offset, or its name.
    """

    def __init__(self, zone: tzinfo | str | None) -> None:
        self._span = span_reader(zone)
        self._moment = moment_reader(zone)

    def __call__(self, row: RowReader, *, harmless: str = "") -> TimeWindow | None:
        """Read it from ``start`` and ``end``.

        Parameters
        ----------
        row
            The row.
        harmless
            What happens instead if it cannot be read; if empty, the row is refused.

        Returns
        -------
        TimeWindow or None
            None if there is none, or a fault was noted.
        """
        window = row.read("start", self._span, None, harmless=harmless)
        written = row.text("end")
        if not written or (window is None and row.text("start")):
            return window
        try:
            return self._to(window, written)
        except CellError as error:
            row.cell_fault("end", error, harmless=harmless)
            return None

    def _to(self, window: TimeWindow | None, text: str) -> TimeWindow:
        if window is None:
            raise CellError("an end without its start", _FIX)
        try:
            end = datetime.combine(window.start, parse_clock(text), window.start.tzinfo)
        except CellError:
            end = self._moment(text)
        if window.start != window.end and end != window.end:
            raise CellError("two ends of one span", _FIX)
        if end.timestamp() < window.start.timestamp():
            raise CellError("it ends before it starts", _FIX)
        return TimeWindow(window.start, end)
