"""What the tables of things that happened share: whose, when, not in the future."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from router.errors import Fault
from router.intake.moments import has_clock
from router.intake.reading import Needs
from router.intake.rows import RowReader

__all__ = ["NEEDS_ID", "Happenings", "check_owner"]

NEEDS_ID = Needs(
    any_of=(("case_id",), ("borrower_id",)), words="whose it is (case_id or borrower_id)"
)


class Happenings:
    """Reads when each row of a table happened.

    Parameters
    ----------
    moment
        Reads a time.
    latest
        What happened after this is refused; None refuses nothing.
    what
        For messages, such as ``payments``.
    undated
        What a date alone means, for messages.
    """

    def __init__(
        self,
        moment: Callable[[str], datetime],
        *,
        latest: datetime | None,
        what: str,
        undated: str = "they count from the end of that day",
    ) -> None:
        self._moment = moment
        self._latest = latest
        self._what = what
        self._undated = undated
        self._timeless = 0

    def when(self, row: RowReader, name: str = "when") -> datetime | None:
        """Read when it happened.

        Parameters
        ----------
        row
            The row.
        name
            Our name of the column.

        Returns
        -------
        datetime or None
            None if a fault was noted: the row is then refused.
        """
        when = row.read(name, self._moment, None)
        if when is None:
            if not row.text(name):
                row.fault(name, f"the time ({name}) is missing", "Write when it happened.")
            return None
        timeless = not has_clock(row.text(name))
        if self._latest is not None and self._is_future(when, timeless=timeless):
            row.fault(
                name,
                "the time lies in the future",
                "Write when it happened.",
                value=row.text(name),
            )
            return None
        self._timeless += timeless
        return when

    def _is_future(self, when: datetime, *, timeless: bool) -> bool:
        assert self._latest is not None
        if timeless:  # today is no future, though it has not ended yet
            return when.date() > self._latest.astimezone(when.tzinfo).date()
        return when > self._latest

    def remarks(self, file: str) -> tuple[Fault, ...]:
        """Say how many rows have a date and no time of day.

        Parameters
        ----------
        file
            Name of the table.

        Returns
        -------
        tuple of Fault
            One for all of them, or none.
        """
        if not self._timeless:
            return ()
        return (
            Fault(
                file=file,
                problem=f"{self._what} without a time of day: {self._timeless}; {self._undated}",
                fix="Write date and time, such as 2026-11-02 18:30.",
                fatal=False,
            ),
        )


def check_owner(row: RowReader) -> str:
    """Read the borrower of a row that needs a case or a borrower.

    Parameters
    ----------
    row
        The row.

    Returns
    -------
    str
        The borrower's id; may be empty if the case is known. A row with neither is refused.
    """
    borrower_id = row.identity("borrower_id")
    if not (row.row_id or borrower_id or row.refused):
        row.fault(
            "case_id" if row.has("case_id") else "borrower_id",
            "neither the case nor the borrower is named",
            "Write the case_id, or the borrower_id.",
        )
    return borrower_id
