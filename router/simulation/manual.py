"""An order that somebody made by hand, from a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from router.domain.plurals import plural
from router.domain.problem import Problem
from router.domain.visits import Visit
from router.errors import Fault, InputError
from router.simulation.nearest import in_order
from router.simulation.policies import Orders, shifts_of

__all__ = ["ManualRow", "Names", "manual_order", "read_manual_order"]

_COLUMNS = ("day", "agent_id", "case_id")


@dataclass(frozen=True, slots=True)
class ManualRow:
    """One visit of a plan that was made by hand.

    Parameters
    ----------
    day, agent_id, case_id
        When, who and where to.
    """

    day: date
    agent_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class Names:
    """What a plan that was made by hand may name.

    Parameters
    ----------
    first_day, agents, cases
        Of the portfolios that are played; a case may be of one of them only.
    """

    first_day: date
    agents: frozenset[str]
    cases: frozenset[str]


def read_manual_order(path: str | Path, known: Names | None = None) -> tuple[ManualRow, ...]:
    """Read the visits of plans that were made by hand.

    Parameters
    ----------
    path
        CSV file in UTF-8 with the columns ``day`` (2026-11-24), ``agent_id`` and ``case_id``;
        rows in order of visiting.
    known
        What it may name; None to believe it.

    Returns
    -------
    tuple of ManualRow
        In the order of the table.

    Raises
    ------
    InputError
        If the table cannot be read; all faults at once.
    """
    name = Path(path).name
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why, fix = "the file cannot be read", "Give a CSV file in UTF-8."
        if isinstance(error, FileNotFoundError):
            why, fix = "there is no such file", "Check the path."
        fault = Fault(file=name, problem=why, fix=fix)
        raise InputError(f"{name} cannot be read", [fault]) from error
    table = csv.DictReader(text.splitlines())
    missing = [column for column in _COLUMNS if column not in (table.fieldnames or ())]
    if missing:
        raise InputError(
            f"{name} lacks columns",
            [
                Fault(file=name, row=1, column=column, problem="the column is missing",
                      fix=f"The table needs the columns {', '.join(_COLUMNS)}.")
                for column in missing
            ],
        )  # fmt: skip
    rows: list[ManualRow] = []
    faults: list[Fault] = []
    for number, row in enumerate(table, start=2):
        found = list(_faults(name, number, row, known))
        faults += found
        if not found:
            day = date.fromisoformat(row["day"].strip())
            rows.append(ManualRow(day, row["agent_id"].strip(), row["case_id"].strip()))
    if faults:
        raise InputError(f"{name}: {plural(len(faults), 'cell')} cannot be used", faults)
    return tuple(rows)


def manual_order(path: str | Path, problem: Problem, day: date) -> Orders:
    """Return one day's order of a plan that was made by hand.

    Parameters
    ----------
    path
        See `read_manual_order`.
    problem
        What is offered.
    day
        The date.

    Returns
    -------
    Orders
        The order by shift, without cases that are not offered, agents who are off duty, doors
        that were named before, and what cannot be reached in time.

    Raises
    ------
    InputError
        If the table cannot be read; all faults at once.
    """
    visit_of = {case_id: visit for visit in problem.visits for case_id in visit.case_ids}
    met = {one for meeting in problem.meetings for one in (meeting.first, meeting.second)}
    wanted: dict[str, list[Visit]] = {}
    named = set(met)
    for row in read_manual_order(path):
        visit = visit_of.get(row.case_id)
        if row.day != day or visit is None or {visit.visit_id, visit.group} & named:
            continue
        named |= {visit.visit_id, visit.group} - {""}
        wanted.setdefault(row.agent_id, []).append(visit)
    orders = {
        shift.shift_id: in_order(problem, shift, wanted.get(shift.agent_id, ()))
        for shift in shifts_of(problem, day)
    }
    return {shift_id: order for shift_id, order in orders.items() if order}


def _faults(
    name: str, number: int, row: Mapping[str, str | None], known: Names | None
) -> Iterator[Fault]:
    since = "" if known is None else f"The first day that is played is {known.first_day}."

    def fault(column: str, problem: str, fix: str) -> Fault:
        value = (row[column] or "").strip()[:60]
        return Fault(file=name, row=number, column=column, value=value, problem=problem, fix=fix)

    for column in _COLUMNS:
        if not (row[column] or "").strip():
            yield fault(column, "the cell is empty", "Every row names a day, an agent and a case.")
    if text := (row["day"] or "").strip():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            yield fault("day", "that is no date", f"Write it as 2026-11-24. {since}".rstrip())
        else:
            if known is not None and day < known.first_day:
                yield fault("day", "nothing is played on that day", since)
    if known is None:
        return
    for column, names in (("agent_id", known.agents), ("case_id", known.cases)):
        if (text := (row[column] or "").strip()) and text not in names:
            yield fault(
                column,
                "there is no such name in the portfolio",
                "Take the names of `router simulate --export FOLDER`.",
            )
