"""Reasons not to visit, as a table writes them; a hold that is read in part refuses the row."""

from __future__ import annotations

import re

from router.domain.cases import Hold
from router.domain.hold_reasons import hold_reason
from router.intake.cells import CellError, flat, parse_list
from router.intake.dated import parse_dated

__all__ = ["parse_holds"]

_FIX = "Write such as dispute; promise until 2026-12-01; hospital since 2026-11-01."


def parse_holds(text: str) -> tuple[Hold, ...]:
    """Read the holds of a case.

    Parameters
    ----------
    text
        Reasons separated by ``;`` ``,`` ``、`` or line breaks, each with the first and the last day
        of the hold, with one of them or without: ``dispute; promise until 2026-12-01``,
        ``hospital since 2026-11-01 until 2026-12-01``, ``争议、承诺还款 至 2026-12-01``.

    Returns
    -------
    tuple of Hold
        In order; a reason without a last day holds until somebody releases it. A reason that is
        not known is kept as written, and holds too.

    Raises
    ------
    CellError
        If a date cannot be read, or a date stands without a reason.
    """
    return tuple(dict.fromkeys(_hold(flat(item).lower()) for item in parse_list(text)))


def _hold(item: str) -> Hold:
    dated = parse_dated(item, fix=_FIX)
    if re.search(r"[0-9]", dated.text):
        raise CellError("the date of this hold cannot be read", _FIX)
    return Hold(hold_reason(dated.text).reason, dated.until, since=dated.since)
