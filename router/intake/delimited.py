"""CSV and its relatives become a plain table.

The standard library's reader is used rather than pandas': it keeps every row's number, every text
as written and every repeated column name, and one ragged row does not lose the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Never

from router.intake.tables import COMMENT, RawTable, gather, is_comment, refuse

__all__ = ["read_delimited"]

_DELIMITERS = (",", ";", "\t", "|")
_END = "\x03end of the table\x03"


def read_delimited(text: str, file: str, known: Callable[[str], bool]) -> RawTable:
    """Read text with delimiters; which one is seen from the header.

    Parameters
    ----------
    text
        The whole file.
    file
        Its name, for messages.
    known
        Tells whether a text is the name of a column.

    Returns
    -------
    RawTable
        Rows are numbered as Excel numbers them: by record, also if a cell holds line breaks.

    Raises
    ------
    InputError
        If there is no header, a quote is never closed, or a limit is exceeded.
    """
    delimiter = None
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter = first.strip()[4]  # Excel's own hint
        text, skipped = rest, 1
    body, comments = _without_comments(text, known)
    delimiter = delimiter or _sniff(body, known)
    return gather(file, _records(body, file, delimiter, skipped + comments), known)


def _without_comments(text: str, known: Callable[[str], bool]) -> tuple[str, int]:
    """Cut the comment lines at the top, so that a quote in one of them opens nothing."""
    stream = io.StringIO(text, newline="")
    count = 0
    position = 0
    for line in stream:
        stripped = line.strip()
        if stripped and not stripped.startswith(COMMENT):
            break
        if stripped and not all(is_comment(stripped.split(d), known) for d in _DELIMITERS):
            break
        count += 1
        position += len(line)
    return text[position:], count


def _sniff(text: str, known: Callable[[str], bool]) -> str:
    """Choose the delimiter that gives the header the most known names, then the most names."""

    def score(delimiter: str) -> tuple[int, int]:
        header = _first_record(text, delimiter)
        return sum(known(name) for name in header), len(header)

    return max(_DELIMITERS, key=score)


def _first_record(text: str, delimiter: str) -> Sequence[str]:
    head = io.StringIO(text[:100_000], newline="")
    try:
        return next(filter(any, csv.reader(head, delimiter=delimiter)), [])
    except csv.Error:
        return []


def _records(
    text: str, file: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, Sequence[str]]]:
    # The mark of the end comes back alone, unless the last quotation mark was never closed.
    lines = chain(io.StringIO(text, newline=""), [_END])
    reader = csv.reader(lines, delimiter=delimiter)
    number = skipped
    line_before = 0
    width = 0
    try:
        for record in reader:
            if record == [_END]:
                return
            number += 1
            width = width or len(record)
            if reader.line_num - line_before > 1 and _swallowed_rows(record, delimiter, width):
                _refuse_quote(file, number)
            line_before = reader.line_num
            yield number, record
    except csv.Error:
        _refuse_quote(file, number + 1)


def _swallowed_rows(record: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether a cell holds what looks like whole rows: its quote was closed far too late."""
    if record[-1].endswith(_END):
        return True
    return width >= 3 and any(
        line.count(delimiter) >= width - 1
        for cell in record
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()[1:]
    )


def _refuse_quote(file: str, row: int) -> Never:
    refuse(
        file,
        'a quotation mark (") opened in this row is not closed where it should be, so that the '
        "rows after it cannot be told apart",
        "Close it, double it if it belongs to the text, or save the table as .xlsx.",
        row=row,
    )
