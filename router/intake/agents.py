"""A table becomes agents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.agents import Agent, TravelMode
from router.domain.places import Address, Datum, PlaceType
from router.domain.times import DailyWindow
from router.intake.agent_columns import AGENT_COLUMNS, DEFAULT_SHIFTS
from router.intake.cells import CellError, flat, is_nothing, parse_ids, parse_skills
from router.intake.certificates import parse_certificates
from router.intake.clock import parse_breaks, parse_clock, parse_shifts, parse_weekdays
from router.intake.dates import parse_dates
from router.intake.languages import parse_languages
from router.intake.numbers import (
    parse_count,
    parse_hours,
    parse_minutes,
    parse_money,
    parse_whole,
)
from router.intake.points import is_point, parse_point
from router.intake.reading import Needs, read_table
from router.intake.refusals import Kind
from router.intake.rests import breaks_collide
from router.intake.results import Intake
from router.intake.rows import RowReader
from router.intake.rule_words import parse_areas
from router.intake.words import parse_datum, parse_mode

if TYPE_CHECKING:
    import pandas

__all__ = ["read_agents"]

_KIND = Kind(table="agents", id_column="agent_id")
_NEEDS = (
    Needs(any_of=(("agent_id",),), words="an id (agent_id)"),
    Needs(any_of=(("start",),), words="a start (start)"),
)
_OPEN = frozenset({"open", "any", "anywhere", "开放", "不限", "任意"})
_SAME = frozenset({"same", "start", "as start", "同出发地", "同起点", "同上", "返回出发地"})
_WORKDAYS = frozenset(range(6))  # Monday to Saturday; visiting hours say more
_ANYBODY = frozenset({"any", "anybody", "anyone", "all", "everybody", "不限", "任意", "均可"})
_MAX_PEOPLE = 20
_MAX_KM = Decimal(10_000)


def read_agents(
    source: str | Path | pandas.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Intake[Agent]:
    """Read a table of agents; good rows go on, every fault is reported.

    Parameters
    ----------
    source
        Path of a CSV, TSV, Excel (.xlsx, .xlsm), JSON or JSON lines file, or a DataFrame.
    columns
        Our name of a column to its name in the file, where it is not recognised by itself. See
        `AGENT_COLUMNS` for the names.
    sheet
        Name of an Excel sheet; None means the first visible one.
    on_progress
        Called with the rows done and their number.

    Returns
    -------
    Intake of Agent
        The agents in the order of the table, without the refused rows, and all faults. Without
        any word about shifts an agent works Monday to Saturday, 09:00 to 18:00.

    Raises
    ------
    InputError
        If the file cannot be read, or lacks a required column; it says which columns it has.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame({"工号": ["A1"], "出发地": ["60.1699,24.9384"]})
    >>> read_agents(table).rows[0].start.coordinate
    Coordinate(lat=60.1699, lon=24.9384)
    """
    return read_table(
        source,
        specs=AGENT_COLUMNS,
        explicit=columns or {},
        needs=_NEEDS,
        build=_agent,
        kind=_KIND,
        sheet=sheet,
        on_progress=on_progress,
    )


def _agent(row: RowReader) -> Agent | None:
    datum = row.read("datum", parse_datum, Datum.WGS84)
    start = _place(row, "start", datum)
    end_text = flat(row.text("end")).lower()
    end = start if not end_text or end_text in _SAME else _place(row, "end", datum)
    name = row.plain("name", harmless="the id stands for the name")
    shifts = _shifts(row)
    days_off = row.read("days_off", parse_dates, frozenset())
    breaks = row.read("breaks", parse_breaks, ())
    if breaks_collide(breaks, shifts):
        row.fault(
            "breaks",
            "these breaks cannot all be taken: one still lasts when the next must have started",
            "Move or shorten one; breaks are taken in the order of their earliest starts.",
            value=row.text("breaks"),
        )
    skills = row.read("skills", parse_skills, frozenset())
    mode = row.read("mode", parse_mode, TravelMode.CAR)
    max_visits = row.read("max_visits", parse_count, None)
    max_hours = row.read("max_hours", parse_hours, None)
    max_km = row.read("max_km", _kilometres, None)
    capacity = row.read("capacity", parse_count, None)
    costs = {
        column: float(row.read(column, parse_money, default, harmless=f"{default} is used"))
        for column, default in _COSTS.items()
    }
    people = row.read("people", _people, 1)
    certificates = row.read("certificates", parse_certificates, ())
    languages = row.read("languages", parse_languages, frozenset())
    areas = row.read("areas", parse_areas, frozenset())
    pairs_with = row.read("pairs_with", _partners, frozenset[str]())
    if row.row_id and row.row_id in pairs_with:
        row.fault(
            "pairs_with",
            "nobody meets himself",
            "Write the ids of the others with whom this agent may meet.",
            value=row.text("pairs_with"),
        )
    overtime = row.read("overtime", parse_minutes, timedelta(0), harmless="there is no overtime")
    if row.refused or not row.row_id:
        return None
    return Agent(
        agent_id=row.row_id,
        start=start,
        end=end,
        name=name,
        shifts=shifts,
        days_off=days_off,
        breaks=breaks,
        skills=skills,
        mode=mode,
        max_visits=max_visits,
        max_hours=max_hours,
        max_km=max_km,
        capacity=capacity,
        overtime=overtime,
        people=people,
        certificates=certificates,
        languages=languages,
        areas=areas,
        pairs_with=pairs_with,
        row=row.row,
        cost_per_hour=costs["cost_per_hour"],
        cost_per_km=costs["cost_per_km"],
        fixed_cost=costs["fixed_cost"],
        overtime_cost_per_hour=costs["overtime_cost_per_hour"],
    )


_COSTS = {
    "cost_per_hour": Decimal("30"),
    "cost_per_km": Decimal("0.3"),
    "fixed_cost": Decimal("0"),
    "overtime_cost_per_hour": Decimal("45"),
}


def _people(text: str) -> int:
    number = parse_whole(re.sub(r"\s*(?:人|名|people|persons?)$", "", flat(text), flags=re.I))
    if not 1 <= number <= _MAX_PEOPLE:
        raise CellError("nobody would go, or a crowd", "Write how many people go, such as 2.")
    return number


def _partners(text: str) -> frozenset[str]:
    word = flat(text).lower()
    if word in _ANYBODY:
        return frozenset()
    if is_nothing(text):
        raise CellError(
            "this may mean that the agent meets nobody, or that it does not matter whom",
            "Write the ids of those who may meet the agent; leave it empty for anybody.",
        )
    return parse_ids(text)


def _kilometres(text: str) -> float:
    number = parse_money(flat(text).lower().removesuffix("km").removesuffix("公里"))
    if number > _MAX_KM:
        raise CellError("more kilometres than a shift can have", "Write kilometres, such as 80.")
    return float(number)


def _place(row: RowReader, name: str, datum: Datum) -> Address | None:
    """Return the place in a cell; None if it is open (or damaged, then the row is refused)."""
    text = row.plain(name)
    if not text:
        if not row.refused:
            row.fault(name, f"the {name} is empty", "Write an address, lat,lon, or open.")
        return None
    if flat(text).lower() in _OPEN:
        return None
    city = row.plain("city")
    if not is_point(text):
        return Address(text=text, place_type=PlaceType.OTHER, city=city)
    try:
        point = parse_point(text, datum)
    except CellError as error:
        row.cell_fault(name, error)
        return None
    return Address(place_type=PlaceType.OTHER, city=city, coordinate=point, datum=datum)


def _shifts(row: RowReader) -> tuple[DailyWindow, ...]:
    """Return the shifts: as written, or from start and end of the day, or the default."""
    start, end = (
        row.read("shift_start", parse_clock, None),
        row.read("shift_end", parse_clock, None),
    )
    days = row.read("workdays", parse_weekdays, _WORKDAYS)
    if start is None and end is None:
        if row.text("workdays") and not row.text("shifts"):
            standard = parse_shifts(DEFAULT_SHIFTS)[0]
            return (DailyWindow(start=standard.start, end=standard.end, weekdays=days),)
        return row.read("shifts", parse_shifts, parse_shifts(DEFAULT_SHIFTS))
    if row.text("shifts"):
        row.fault(
            "shifts",
            "shifts stand here and in shift_start and shift_end",
            "Leave one of them empty.",
            value=row.text("shifts"),
        )
    if start is None or end is None:
        if not row.refused:
            missing = "shift_start" if start is None else "shift_end"
            row.fault(missing, "a shift needs its start and its end", "Write both, such as 09:00.")
        return ()
    if start == end:
        row.fault("shift_end", "the shift ends when it starts", "Write both, such as 09:00.")
        return ()
    weekdays = frozenset[int]() if len(days) == 7 else days
    return (DailyWindow(start=start, end=end, weekdays=weekdays),)
