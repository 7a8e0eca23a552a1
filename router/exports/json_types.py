"""What stands in our JSON files: times with an offset, counts, money; strict blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

__all__ = [
    "LARGEST",
    "ClockTime",
    "Count",
    "Day",
    "Instant",
    "Moment",
    "Money",
    "Name",
    "Part",
    "Price",
    "Whole",
    "instant",
    "moment",
]

LARGEST = 2**31 - 1  # seconds and metres are 32-bit in the matrices
_RFC3339 = r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.0+)?([Zz]|[+-]\d{2}:\d{2})$"
_ANY_RFC3339 = _RFC3339.replace(r"(\.0+)?", r"(\.\d+)?")


def moment(value: object) -> datetime:
    """Read a time with its offset, fractions of a second included.

    Parameters
    ----------
    value
        As it stands in the file.

    Returns
    -------
    datetime
        Zone-aware.

    Raises
    ------
    ValueError
        If it is no such time.
    """
    if not isinstance(value, str):
        raise ValueError("a time is a text such as 2026-11-21T09:30:00+02:00")
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("not a time such as 2026-11-21T09:30:00+02:00") from None
    if read.utcoffset() is None:
        raise ValueError("a time needs its offset, such as +02:00")
    try:
        read.astimezone(UTC)
    except OverflowError:
        raise ValueError("times lie in the years 1 to 9999, also in UTC") from None
    return read


def instant(value: object) -> datetime:
    """Read a time of a plan: with its offset, in whole seconds.

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
    read = moment(value)
    if read.microsecond:
        raise ValueError("times are whole seconds")
    return read


def _day(value: object) -> date:
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        raise ValueError("not a date such as 2026-11-21") from None


def _clock(value: object) -> time:
    try:
        read = time.fromisoformat(str(value))
    except ValueError:
        raise ValueError("not a clock time such as 09:30") from None
    if read.tzinfo is not None:
        raise ValueError("a clock time has no offset")
    return read


Instant = Annotated[
    datetime,
    BeforeValidator(instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _RFC3339}),
]
Moment = Annotated[
    datetime,
    BeforeValidator(moment),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _ANY_RFC3339}),
]
ClockTime = Annotated[
    time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$"}),
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
