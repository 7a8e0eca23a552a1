"""What stands in our JSON files: times with an offset, counts, money; strict blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

__all__ = [
    "LARGEST",
    "Count",
    "Day",
    "Instant",
    "Money",
    "Name",
    "Part",
    "Price",
    "Whole",
    "instant",
]

LARGEST = 2**31 - 1  # seconds and metres are 32-bit in the matrices
_RFC3339 = r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.0+)?([Zz]|[+-]\d{2}:\d{2})$"


def instant(value: object) -> datetime:
    """Read a time with its offset.

    Parameters
    ----------
    value
        As it stands in the file.

    Returns
    -------
    datetime
        Zone-aware, whole seconds.

    Raises
    ------
    ValueError
        If it is no such time.
    """
    if not isinstance(value, str):
        raise ValueError("a time is a text such as 2026-11-21T09:30:00+02:00")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("not a time such as 2026-11-21T09:30:00+02:00") from None
    if moment.utcoffset() is None:
        raise ValueError("a time needs its offset, such as +02:00")
    if moment.microsecond:
        raise ValueError("times are whole seconds")
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("times lie in the years 1 to 9999, also in UTC") from None
    return moment


def _day(value: object) -> date:
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        raise ValueError("not a date such as 2026-11-21") from None


Instant = Annotated[
    datetime,
    BeforeValidator(instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _RFC3339}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
Count = Annotated[int, Field(ge=0, le=LARGEST)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Money = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A block of the file: strict types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
