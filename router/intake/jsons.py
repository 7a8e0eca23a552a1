"""JSON lines and JSON arrays become a plain table; numbers keep their digits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Never

from router.errors import Fault
from router.intake.columns import column_key
from router.intake.forbidden import why_forbidden
from router.intake.limits import MAX_COLUMNS, MAX_ROWS
from router.intake.results import shown
from router.intake.tables import RawTable, refuse, refuse_size

__all__ = ["looks_like_json", "read_json"]

_FIX_ROW = 'Write one JSON object per line, such as {"case_id": "1", "address": "…"}.'


class _RecordError(ValueError):
    """One record cannot be taken apart."""


def looks_like_json(text: str) -> bool:
    """Tell whether a text starts like a JSON object or an array of them.

    Parameters
    ----------
    text
        The file's text.

    Returns
    -------
    bool
        True if so.
    """
    head = text[:10_000].lstrip()
    return head.startswith("{") or (head.startswith("[") and head[1:].lstrip()[:1] in ("{", "]"))


def read_json(text: str, file: str) -> RawTable:
    """Read JSON lines, or a JSON array of objects.

    Parameters
    ----------
    text
        The whole file.
    file
        Its name, for messages.

    Returns
    -------
    RawTable
        The columns are all keys in the order in which they appear. Rows are numbered by line, or
        by their place in the array, from 1.

    Raises
    ------
    InputError
        If the text is not JSON, or a limit is exceeded.
    """
    header: dict[str, int] = {}
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    records = _array if _is_one_document(text) else _lines
    for number, parse in records(text, file):
        if len(rows) >= MAX_ROWS:
            refuse_size(file, f"more than {MAX_ROWS:,} rows")
        try:
            record = parse()
            if not isinstance(record, dict):
                raise _RecordError("this is not a JSON object")
            if _REPEATED in record:
                raise _RecordError("a key appears twice")
            cells = {str(key).strip(): _cell_of(str(key), value) for key, value in record.items()}
        except (_RecordError, RecursionError) as error:
            problem = str(error) if isinstance(error, _RecordError) else "nested too deeply"
            faults.append(Fault(file=file, row=number, problem=problem, fix=_FIX_ROW))
            continue
        for key in cells:
            header.setdefault(key, len(header))
        if len(header) > MAX_COLUMNS:
            refuse_size(file, f"more than {MAX_COLUMNS} columns (keys)")
        row = [""] * len(header)
        for key, value in cells.items():
            row[header[key]] = value
        rows.append((number, row))
    return RawTable(
        file=file, header=tuple(header), header_row=0, rows=tuple(rows), faults=tuple(faults)
    )


def _is_one_document(text: str) -> bool:
    if text.lstrip().startswith("["):
        return True
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return not isinstance(_loads(first), dict) or text.strip() == first.strip()
    except (ValueError, RecursionError):
        # An object over several lines is one document; a broken first line among others is not.
        return first.strip() == "{"


_Records = Iterator[tuple[int, Callable[[], object]]]


def _lines(text: str, _file: str) -> _Records:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, partial(_record, line)


def _array(text: str, file: str) -> _Records:
    try:
        document = _loads(text)
    except json.JSONDecodeError as error:
        refuse(
            file,
            f"this is not valid JSON ({error.msg}, line {error.lineno}, column {error.colno})",
            "Write an array of objects, or one object per line.",
        )
    except (RecursionError, ValueError):
        refuse(file, "this is not valid JSON", "Write an array of objects.")
    if isinstance(document, dict):
        only = [value for value in document.values() if isinstance(value, list)]
        # {"cases": [{…}, …]} is how some systems wrap the array; else it is a single record.
        wraps = len(document) == 1 and only and all(isinstance(item, dict) for item in only[0])
        document = only[0] if wraps else [document]
    if not isinstance(document, list):
        refuse(file, "this JSON is not a table", "Write an array of objects.")
    for number, item in enumerate(document, start=1):
        yield number, partial(_same, item)


def _same(item: object) -> object:
    return item


def _record(line: str) -> object:
    try:
        return _loads(line)
    except json.JSONDecodeError as error:
        raise _RecordError(
            f"this line is not valid JSON ({error.msg}, column {error.colno})"
        ) from None


def _loads(text: str) -> object:
    return json.loads(
        text,
        parse_float=_number,
        parse_int=str,
        parse_constant=str,
        object_pairs_hook=_without_repeats,
    )


_REPEATED = "\0repeated"


def _number(text: str) -> str:
    """Keep the digits; 1001.0 is 1001, as in Excel."""
    whole, dot, fraction = text.partition(".")
    return whole if dot and fraction.strip("0") == "" else text


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) != len(pairs):
        record[_REPEATED] = True
    return record


def _cell_of(key: str, value: object) -> str:
    """Return the text of a value; a forbidden one is dropped here, whatever it holds inside."""
    return "" if _is_forbidden(key) else _cell(value)


@lru_cache(maxsize=1_000)
def _is_forbidden(key: str) -> bool:
    return bool(why_forbidden(column_key(key)))


def _cell(value: object) -> str:
    """Return the text of a value; a list becomes "a;b", a point "lat,lon"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _valid(value)
    if isinstance(value, list):
        if any(isinstance(item, list | dict) for item in value):
            _nested(value)
        return ";".join(_cell(item) for item in value)
    if isinstance(value, dict):
        lat, lon = value.get("lat"), value.get("lon")
        if value.keys() == {"lat", "lon"} and isinstance(lat, str) and isinstance(lon, str):
            return f"{lat},{lon}"
        _nested(value)
    return str(value)


def _nested(value: object) -> Never:
    raise _RecordError(f"a value holds other values inside ({shown(type(value).__name__)})")


def _valid(text: str) -> str:
    """Replace lone surrogates, which no file could be written with."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
