"""Reasons not to visit, as a table writes them; a hold that is read in part refuses the row."""

from __future__ import annotations

import re
from datetime import date

from router.domain.cases import Hold
from router.domain.hold_reasons import hold_reason
from router.intake.cells import CellError, flat, parse_list
from router.intake.dates import DATE_PATTERN, parse_date

__all__ = ["parse_holds"]

_UNTIL = re.compile(
    rf"^(?P<reason>.*?)\s*(?P<mark>until|till|up to|直到|至|到|截止到|截止至|截止|[:@=~(]|->)?\s*"
    rf"(?P<date>{DATE_PATTERN})\s*(?:止|为止|前|\))*$"
)
_DANGLING = re.compile(r"(?:until|till|up to|直到|至|到|截止|[:@=(])$")
_FIX = "Write such as dispute; promise until 2026-12-01."


def parse_holds(text: str) -> tuple[Hold, ...]:
    """Read the holds of a case.

    Parameters
    ----------
    text
        Reasons separated by ``;`` ``,`` ``、`` or line breaks, each with the last day of the hold
        or without: ``dispute; promise until 2026-12-01``, ``争议、承诺还款 至 2026-12-01``.

    Returns
    -------
    tuple of Hold
        In order; a reason without a date holds until somebody releases it. A reason that is not
        known is kept as written, and holds too.

    Raises
    ------
    CellError
        If a date cannot be read, or a date stands without a reason.
    """
    return tuple(dict.fromkeys(_hold(flat(item).lower()) for item in parse_list(text)))


def _hold(item: str) -> Hold:
    until: date | None = None
    reason = item
    if found := _UNTIL.match(item):
        reason, until = found["reason"].strip(" -"), parse_date(found["date"])
    elif re.search(r"[0-9]", item) or _DANGLING.search(item):
        raise CellError("the date of this hold cannot be read", _FIX)
    if not reason:
        raise CellError("a hold without its reason", _FIX)
    return Hold(hold_reason(reason).reason, until)
