"""A pandas DataFrame becomes a plain table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING

from router.intake.limits import MAX_COLUMNS, MAX_ROWS
from router.intake.tables import RawTable, refuse, refuse_size
from router.intake.texts import date_text, duration_text, number_text, time_text

if TYPE_CHECKING:
    import pandas

__all__ = ["FRAME", "is_frame", "read_frame"]

FRAME = "<DataFrame>"


def is_frame(source: object) -> bool:
    """Tell whether this is a DataFrame.

    Parameters
    ----------
    source
        Anything.

    Returns
    -------
    bool
        True if so.
    """
    import pandas  # only here: reading a file does not need it

    return isinstance(source, pandas.DataFrame)


def read_frame(frame: pandas.DataFrame) -> RawTable:
    """Read a DataFrame; its index is not read.

    Parameters
    ----------
    frame
        Any column types.

    Returns
    -------
    RawTable
        The header counts as row 1, as it would in a file, so ``frame.iloc[0]`` is row 2. Missing
        values are empty cells; texts such as ``"nan"`` stay texts.

    Raises
    ------
    InputError
        If there are no columns, or a limit is exceeded.
    """
    if frame.shape[1] == 0:
        refuse(FRAME, "the table has no columns", "Give at least an id and an address.")
    if frame.shape[1] > MAX_COLUMNS:
        refuse_size(FRAME, f"{frame.shape[1]:,} columns; at most {MAX_COLUMNS} are read")
    if frame.shape[0] > MAX_ROWS:
        refuse_size(FRAME, f"more than {MAX_ROWS:,} rows")
    columns = [_texts(frame.iloc[:, place].tolist()) for place in range(frame.shape[1])]
    rows: list[tuple[int, Sequence[str]]] = [
        (number, cells)
        for number, cells in enumerate(zip(*columns, strict=True), start=2)
        if any(cell and not cell.isspace() for cell in cells)
    ]
    return RawTable(
        file=FRAME,
        header=tuple(str(name).strip() for name in frame.columns),
        header_row=1,
        rows=tuple(rows),
    )


def _texts(values: Sequence[object]) -> list[str]:
    return [value if type(value) is str and value.isascii() else _text(value) for value in values]


def _text(value: object) -> str:
    """Return the text of a value; missing ones (None, NaN, NaT, NA) are empty."""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    if isinstance(value, list | tuple | set | frozenset):
        texts = [_text(item) for item in value]
        return ";".join(sorted(texts) if isinstance(value, set | frozenset) else texts)
    import pandas

    return "" if value is pandas.NA else str(value)


def _from_real(value: object) -> str:
    number = float(value)  # type: ignore[arg-type]
    return "" if number != number else number_text(number)


def _from_datetime(value: object) -> str:
    assert isinstance(value, datetime)
    if value != value:  # NaT calls itself a datetime
        return ""
    plain = datetime(
        value.year, value.month, value.day, value.hour, value.minute, value.second,
        value.microsecond, tzinfo=value.tzinfo,
    )  # fmt: skip
    return date_text(plain, with_time=False)


def _from_duration(value: object) -> str:
    assert isinstance(value, timedelta)
    return "" if value != value else duration_text(value)


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (str, lambda text: text.encode("utf-8", "replace").decode("utf-8")),
    (type(None), lambda _none: ""),
    (bool, lambda flag: "TRUE" if flag else "FALSE"),
    (Integral, lambda number: number_text(int(number))),
    (Decimal, lambda number: "" if number.is_nan() else format(number, "f")),
    (Real, _from_real),
    (datetime, _from_datetime),
    (date, lambda day: day.isoformat()),
    (time, time_text),
    (timedelta, _from_duration),
)
