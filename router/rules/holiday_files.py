"""A user's own holidays and workdays: a CSV file with date, name and kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from router.domain.calendars import Calendar
from router.errors import Fault, InputError

__all__ = ["OwnDay", "read_holiday_file", "with_own_days"]

LARGEST_FILE = 1024 * 1024
MOST_ROWS = 10_000
_KINDS = ("holiday", "workday")
_COLUMNS = ("date", "name", "kind")

OwnDay = tuple[date, str, str]
"""Date, name, and ``holiday`` or ``workday``."""


def read_holiday_file(path: Path) -> tuple[OwnDay, ...]:
    """Read a file of holidays and workdays.

    Parameters
    ----------
    path
        CSV with the columns ``date`` (2027-02-05), ``name`` and ``kind`` (``holiday`` or
        ``workday``; a missing kind means holiday); UTF-8 or GB18030.

    Returns
    -------
    tuple of OwnDay
        In the order of the file.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    text, problem = _text(path)
    faults = [problem] if problem else []
    days: list[OwnDay] = []
    if text is not None:
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="…")
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        faults += _header_faults(path, reader.fieldnames)
        if not faults:
            days = _rows(path, reader, faults)
    if faults:
        raise InputError(f"{path.name}: this file of holidays cannot be used", faults)
    return tuple(days)


def with_own_days(
    calendar: Calendar, days: Sequence[OwnDay], name: str
) -> tuple[Calendar, tuple[str, ...]]:
    """Return a calendar with own days added, which go before those it had.

    Parameters
    ----------
    calendar
        As loaded.
    days
        Own days; those of other years are left out.
    name
        Of their file, for the notes.

    Returns
    -------
    Calendar
        A year with own days counts as announced.
    tuple of str
        A note on each holiday that the file turned into a workday.
    """
    holidays, workdays = dict(calendar.holidays), set(calendar.workdays)
    notes = []
    used = [entry for entry in days if entry[0].year in calendar.years]
    for day, title, kind in used:
        if kind == "holiday":
            holidays[day] = title or "holiday"
            workdays.discard(day)
            continue
        if day in holidays:
            notes.append(f"{name}: {day} is worked, no longer a holiday ({holidays.pop(day)})")
        if day.weekday() >= 5:
            workdays.add(day)
    changed = replace(
        calendar,
        holidays=dict(sorted(holidays.items())),
        workdays=frozenset(workdays),
        unadjusted=calendar.unadjusted - {day.year for day, _, _ in used},
    )
    return changed, tuple(notes)


def _text(path: Path) -> tuple[str | None, Fault | None]:
    def fault(problem: str, fix: str) -> tuple[None, Fault]:
        return None, Fault(file=path.name or str(path), problem=problem, fix=fix)

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return fault("there is no such file", "Check the path.")
    except (OSError, ValueError):
        return fault("the file cannot be read", "Check the path and its rights.")
    if len(content) > LARGEST_FILE:
        return fault("the file is too large", "Holidays of some years fit into 1 MiB.")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, None
    return fault("this is no text", "Save it as CSV in UTF-8.")


def _header_faults(path: Path, names: Sequence[str]) -> list[Fault]:
    fix = "The first row is: date,name,kind"
    faults = []
    if "date" not in names:
        faults.append(Fault(file=path.name, row=1, problem="the column 'date' is missing", fix=fix))
    for name in names:
        if name not in _COLUMNS or names.count(name) > 1:
            twice = "stands twice" if name in _COLUMNS else "is not known"
            problem = f"this column {twice}"
            faults.append(Fault(file=path.name, row=1, column=name[:40], problem=problem, fix=fix))
    return faults


def _rows(path: Path, reader: csv.DictReader[str], faults: list[Fault]) -> list[OwnDay]:
    days: list[OwnDay] = []
    seen: dict[date, str] = {}
    try:
        for row in reader:
            number = reader.line_num
            if len(days) + len(faults) > MOST_ROWS:
                fix = f"Use at most {MOST_ROWS} rows."
                faults.append(Fault(file=path.name, problem="there are too many rows", fix=fix))
                break
            cells = {key: (row.get(key) or "").strip() for key in _COLUMNS}
            day = _day(cells["date"])
            kind = cells["kind"].lower() or "holiday"

            def wrong(column: str, problem: str, fix: str) -> None:
                faults.append(
                    Fault(
                        file=path.name,
                        row=number,  # noqa: B023 - used within the same row
                        column=column,
                        value=cells.get(column, "")[:60],  # noqa: B023
                        problem=problem,
                        fix=fix,
                    )
                )

            if "…" in row:
                wrong("", "the row has more cells than the header", "Quote names with commas.")
            if day is None:
                wrong("date", "this is no date", "Write year, month and day: 2027-02-05.")
            if kind not in _KINDS:
                wrong("kind", "this kind is not known", "Write holiday or workday.")
            if len(cells["name"]) > 100 or not cells["name"].isprintable():
                wrong("name", "this name cannot be used", "Use at most 100 plain characters.")
            if day is not None and seen.setdefault(day, kind) != kind:
                wrong("kind", "the date is a holiday and a workday", "Keep one of the two rows.")
            if day is not None:
                days.append((day, cells["name"], kind))
    except csv.Error:
        faults.append(Fault(file=path.name, problem="this is no CSV", fix="Save it as CSV again."))
    return days


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
