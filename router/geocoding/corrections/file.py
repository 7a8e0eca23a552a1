"""Reads the corrections that people write: from the review page, or by hand in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from router.domain.places import Coordinate
from router.errors import Fault, InputError
from router.geocoding.corrections.entries import Correction, Corrections, Verdict, plain

__all__ = ["CORRECTION_COLUMNS", "read_corrections"]

CORRECTION_COLUMNS = ("address", "case_id", "lat", "lon", "who", "when", "note", "verdict")
ENCODINGS = ("utf-8-sig", "gb18030")
MAX_BYTES = 50_000_000
# Signs before which spreadsheet exports, the review page's among them, write an apostrophe.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Dates as spreadsheets write them when they save a file again; month first is told from none.
_YEAR_FIRST = re.compile(
    r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2}(?::\d{2})?))?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}):(\d{2}(?::\d{2})?))?")
_NEVER_POINTS = "Fill in lat and lon, or write not-found or ask-borrower into verdict."


def read_corrections(path: Path) -> Corrections:
    """Read a file of corrections.

    Parameters
    ----------
    path
        A CSV (comma, semicolon or tab) with the columns ``address`` or ``case_id`` (or both),
        ``lat``, ``lon`` (WGS-84), and if wished ``who``, ``when``, ``note`` and ``verdict``:
        ``found`` (or empty), ``sure`` (found, though far from all that bears the name),
        ``not-found`` or ``ask-borrower``, the last two without a point. ``when`` may be written
        2026-11-24, 2026/11/24 or 24.11.2026, with a time or without. UTF-8, UTF-16 or GB18030.
        The file is only read.

    Returns
    -------
    Corrections
        Every row.

    Raises
    ------
    InputError
        If the file cannot be read, or any row has a fault; all faults are listed, for a correction
        left out silently would send somebody to the wrong door.
    """
    path = Path(path)
    header, *rows = _rows(path)
    missing = [name for name in ("lat", "lon") if name not in header]
    if missing or not {"address", "case_id"} & set(header):
        raise InputError(
            f"{path.name}: corrections need the columns lat, lon, and address or case_id"
        )
    reader = _Reader(path.name)
    for row, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            reader.read(row, dict(zip(header, map(_unguarded, cells), strict=False)))
    if reader.faults:
        raise InputError(f"{path.name}: {len(reader.faults)} faults in the corrections",
                         reader.faults)  # fmt: skip
    return Corrections(tuple(reader.entries))


class _Reader:
    """Turns rows into corrections, and notes all that is wrong."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._seen: dict[tuple[str, str], int] = {}
        self.entries: list[Correction] = []
        self.faults: list[Fault] = []

    def read(self, row: int, values: Mapping[str, str]) -> None:
        """Read one row."""
        before = len(self.faults)
        if not values.get("case_id") and not plain(values.get("address", "")):
            self._fault(row, "names neither an address nor a case", "Fill in address or case_id.")
        verdict = self._verdict(row, values.get("verdict", ""))
        point = None
        if verdict.has_point:
            point = self._point(row, values)
        elif values.get("lat") or values.get("lon"):
            self._fault(row, f"says {verdict.value} and gives a point", "Keep one of the two.")
        if len(self.faults) > before:
            return
        texts = {name: values.get(name, "") for name in ("address", "case_id", "who")}
        texts["when"] = _iso(values.get("when", ""))
        entry = Correction(
            coordinate=point, verdict=verdict, note=values.get("note", ""), row=row, **texts
        )
        if (first := self._seen.setdefault(entry.key, row)) != row:
            self._fault(row, f"corrects the same address as row {first}", "Keep one of the two.")
        self.entries.append(entry)

    def _verdict(self, row: int, text: str) -> Verdict:
        word = text.lower().replace(" ", "-").replace("_", "-")
        if not word:
            return Verdict.FOUND
        try:
            return Verdict(word)
        except ValueError:
            known = ", ".join(Verdict)
            self._fault(row, "is no verdict", f"Write one of {known}.", "verdict", text)
            return Verdict.FOUND

    def _point(self, row: int, values: Mapping[str, str]) -> Coordinate | None:
        if not values.get("lat") and not values.get("lon"):
            self._fault(row, "has no point", _NEVER_POINTS, "lat")
            return None
        degrees: dict[str, float] = {}
        for name, most in (("lat", 90.0), ("lon", 180.0)):
            text = values.get(name, "")
            degrees[name] = _number(text)
            if not abs(degrees[name]) <= most:
                swapped = name == "lat" and 90 < abs(degrees[name]) <= 180
                self._fault(
                    row,
                    "looks swapped with lon" if swapped else "is no number of degrees",
                    f"Write WGS-84 degrees between -{most:.0f} and {most:.0f}.",
                    name,
                    text,
                )
        if degrees["lat"] == 0 and degrees["lon"] == 0:
            self._fault(row, "lies in the Atlantic", "Fill in the point.", "lat", "0, 0")
        if not (abs(degrees["lat"]) <= 90 and abs(degrees["lon"]) <= 180):
            return None
        return Coordinate(degrees["lat"], degrees["lon"])

    def _fault(self, row: int, problem: str, fix: str, column: str = "", value: str = "") -> None:
        self.faults.append(
            Fault(
                file=self._file, row=row, column=column, value=value[:60], problem=problem, fix=fix
            )
        )


def _rows(path: Path) -> Sequence[list[str]]:
    """Read the cells, whatever separates them; the header comes stripped and in lower case."""
    text = _text_of(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(f"{path.name}: is no CSV ({error})") from error
    header = rows[0] if rows else []
    return [[cell.strip().lower() for cell in header], *rows[1:]]


def _text_of(path: Path) -> str:
    """Read the file whatever its encoding."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: larger than {MAX_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from error
    if content[:2] == b"PK":
        raise InputError(f"{path.name}: is an Excel workbook; save it as CSV UTF-8")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path.name}: neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")


def _unguarded(cell: str) -> str:
    """Return what a cell said before a spreadsheet's guard against formulas."""
    if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS):
        cell = cell[1:]
    return cell.strip()


def _iso(text: str) -> str:
    """Return a date as ISO writes it, where a spreadsheet wrote it in a country's own way.

    Without this a file that was saved again would always have the last word.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, hour, rest = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, rest = found.groups()
    else:
        return text
    clock = f" {int(hour):02d}:{rest}" if hour else ""
    return f"{year}-{int(month):02d}-{int(day):02d}{clock}"


def _number(text: str) -> float:
    """Return a number, its comma a decimal one; not a number if it is none."""
    try:
        return float(text.replace(",", ".") if text.count(",") == 1 else text)
    except ValueError:
        return float("nan")
