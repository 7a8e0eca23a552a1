"""Tell what a source is, and read it as a plain table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from router.errors import InputError
from router.intake.delimited import read_delimited
from router.intake.encodings import decode
from router.intake.jsons import looks_like_json, read_json
from router.intake.limits import MAX_FILE_BYTES
from router.intake.tables import RawTable, refusal, refuse, refuse_size

if TYPE_CHECKING:
    import pandas

__all__ = ["read_source"]

_OTHER_FORMATS = {
    ".xls": "the old Excel format .xls",
    ".xlsb": "the binary Excel format .xlsb",
    ".ods": "the OpenDocument format .ods",
    ".numbers": "the format of Apple Numbers",
    ".pdf": "a PDF",
    ".parquet": "a Parquet file",
}
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_SAVE_AS = 'Open it, choose "Save as", and save it as .xlsx or as "CSV UTF-8".'
_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_source(
    source: str | Path | pandas.DataFrame, known: Callable[[str], bool], *, sheet: str | None
) -> RawTable:
    """Read a file or a DataFrame as text.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel, JSON or JSON lines file, or a DataFrame. The contents decide,
        not the name.
    known
        Tells whether a text is the name of a column.
    sheet
        Name of an Excel sheet; None means the first visible one.

    Returns
    -------
    RawTable
        The table.

    Raises
    ------
    InputError
        If the source cannot be read at all.
    """
    if not isinstance(source, str | Path):
        from router.intake.frames import is_frame, read_frame

        if not is_frame(source):
            kind = type(source).__name__
            raise InputError(f"A table is a path or a DataFrame, not a {kind}.")
        return read_frame(source)
    path = Path(source)
    file = path.name or str(path)
    data = _read_bytes(path, file)
    suffix = path.suffix.lower()
    if data.startswith(_ZIP_MAGIC) and suffix not in _OTHER_FORMATS:
        from router.intake.sheets import read_sheet  # openpyxl takes its time to import

        return read_sheet(data, file, known, sheet=sheet)
    if data.startswith(_OLE_MAGIC):
        refuse(file, "this is an old .xls workbook, or one locked with a password", _SAVE_AS)
    if suffix in _OTHER_FORMATS:
        refuse(file, f"this is {_OTHER_FORMATS[suffix]}, which is not read", _SAVE_AS)
    if suffix in (".xlsx", ".xlsm"):
        refuse(file, "this is not an Excel workbook, whatever its name says", _SAVE_AS)
    if sheet is not None:
        refuse(file, "only Excel workbooks have sheets", "Do not name a sheet.")
    text = decode(data, file)
    if text.lstrip()[:1] == "<":
        refuse(file, "this is a web page (HTML or XML), not a table", _SAVE_AS)
    if looks_like_json(text) or (suffix in _JSON_SUFFIXES and text.strip()):
        return read_json(text, file)
    return read_delimited(text, file, known)


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            raise IsADirectoryError
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except IsADirectoryError:
        problem, fix = "this is a folder, not a file", "Name the CSV, Excel or JSON file in it."
    except FileNotFoundError:
        problem, fix = "the file does not exist", "Check the path."
    except PermissionError:
        problem, fix = "the file may not be read", "Close it elsewhere, or change its permissions."
    except (OSError, ValueError) as error:
        problem, fix = f"the file cannot be opened ({type(error).__name__})", "Check the path."
    else:
        if len(data) > MAX_FILE_BYTES:
            refuse_size(file, f"the file has more than {MAX_FILE_BYTES / 1e6:.0f} MB")
        return data
    raise refusal(file, problem, fix)
