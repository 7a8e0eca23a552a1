"""Certificates of an agent: ``IIBF until 2027-03-31; id-card``."""

from __future__ import annotations

import re
from datetime import date

from router.intake.cells import CellError, flat, parse_list
from router.intake.dated import parse_dated

__all__ = ["parse_certificates"]

_FIX = "Write such as IIBF until 2027-03-31; id-card."
# A number may belong to a name, such as ISO 27001; what looks like a date or a year may not.
_LIKE_A_DATE = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])|[0-9]+\s*[年月/]|[0-9]+[-.][0-9]+[-.]")


def parse_certificates(text: str) -> tuple[tuple[str, date | None], ...]:
    """Read certificates with the last day on which they are valid.

    Parameters
    ----------
    text
        Names separated by ``;`` ``,`` ``、``, each with its last day, or without one: it then has
        no end. One that has expired is read as it is.

    Returns
    -------
    tuple of (str, date or None)
        In order, by the names as written, in one width.

    Raises
    ------
    CellError
        If a date cannot be read, stands without a name, or is the first day of validity.
    """
    return tuple(dict.fromkeys(_certificate(flat(item)) for item in parse_list(text)))


def _certificate(item: str) -> tuple[str, date | None]:
    dated = parse_dated(item, fix=_FIX)
    if dated.since is not None:
        raise CellError("a certificate is given with its last day, not with its first", _FIX)
    if _LIKE_A_DATE.search(dated.text):
        raise CellError("the date of this certificate cannot be read", _FIX)
    return dated.text, dated.until
