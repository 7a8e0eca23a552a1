"""From when to when a case may be visited, read from its row and held against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from router.intake.cells import flat
from router.intake.clock import parse_weekdays
from router.intake.dates import parse_date
from router.intake.rows import RowReader

__all__ = ["CaseDates", "read_case_dates"]

_CLOCK_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """The dates of a case, as `router.domain.cases.Case` has them.

    Parameters
    ----------
    received, not_before, return_by
        None if the row does not say.
    preferred_days
        0 (Monday) to 6.
    """

    received: date | None
    not_before: date | None
    return_by: date | None
    preferred_days: frozenset[int]


def read_case_dates(row: RowReader) -> CaseDates:
    """Read the dates of a row, and refuse those that leave no day for a visit.

    Parameters
    ----------
    row
        The row.

    Returns
    -------
    CaseDates
        What can be read. A date that bounds the visit and cannot be read refuses the row.
    """
    received = row.read("received", _day_received, None, harmless="it counts as not known")
    not_before = row.read("not_before", parse_date, None)
    return_by = row.read("return_by", parse_date, None)
    preferred = row.read(
        "preferred_days", parse_weekdays, frozenset[int](), harmless="all days are alike"
    )
    for name, first in (("not_before", not_before), ("received", received)):
        if return_by is not None and first is not None and return_by < first:
            row.fault(
                "return_by",
                f"the last day for a visit lies before {name} ({first.isoformat()})",
                "Correct one of the two dates, or leave the case out.",
                value=row.text("return_by"),
            )
    return CaseDates(
        received=received, not_before=not_before, return_by=return_by, preferred_days=preferred
    )


def _day_received(text: str) -> date:
    """Read the day of a moment: at which hour a case came in decides nothing."""
    return parse_date(_CLOCK_TIME.sub("", flat(text)))
