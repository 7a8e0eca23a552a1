"""Solomon's and Gehring and Homberger's text: customers with one window each, one depot."""

from __future__ import annotations

from router.exports.benchmark import (
    BenchmarkProblem,
    Customer,
    Depot,
    Fleet,
    benchmark_problem,
)
from router.exports.json_read import FaultList
from router.exports.number_lines import Lines

__all__ = ["read_solomon"]

_SCALE = 10
_COLUMNS = 7
_FIX = "A customer's line is: number, x, y, demand, ready time, due date, service time."


def read_solomon(text: str, *, name: str = "problem.txt") -> BenchmarkProblem:
    """Read a problem as Solomon (1987) and Gehring and Homberger (1999) wrote theirs.

    Parameters
    ----------
    text
        The content of the file: its name, ``VEHICLE`` with number and capacity, ``CUSTOMER`` with
        one line each, the depot first.
    name
        Of the file, for messages.

    Returns
    -------
    BenchmarkProblem
        Distances are truncated to one decimal and kept in tenths, as are times. Every customer
        must be visited; the cost is the total distance in the file's unit. There are as many
        shifts as vehicles.

    Raises
    ------
    PlanFileError
        With every fault and its line.
    """
    faults = FaultList(name, "a problem in Solomon's text")
    lines = Lines(text, faults)
    rows = lines.rows
    heads = [words[0].upper() for _, words in rows]
    if "VEHICLE" not in heads or "CUSTOMER" not in heads:
        faults.add("", "the lines VEHICLE and CUSTOMER are not there", "Give such a file.")
        raise faults.error()
    vehicle, customer = heads.index("VEHICLE"), heads.index("CUSTOMER")
    called = rows[0][1][0] if vehicle else name
    fleet = _fleet(rows[vehicle + 1 : customer], lines)
    points: list[Customer] = []
    for row, words in rows[customer + 1 :]:
        if not points and not words[0].isdigit():
            continue  # the header of the table
        if len(words) != _COLUMNS:
            faults.add("", f"the line has {len(words)} entries, not {_COLUMNS}", _FIX, row=row)
            continue
        number, x, y, demand, opens, closes, service = words
        if lines.whole(number, "number", row) != len(points):
            problem = f"customer {len(points)} was expected here"
            faults.add("number", problem, "Number them from 0 (the depot).", number, row)
        points.append(
            Customer(
                x=lines.number(x, "x", row),
                y=lines.number(y, "y", row),
                service=lines.scaled(service, "service time", row, _SCALE),
                load=lines.whole(demand, "demand", row),
                windows=(lines.window(opens, closes, row, _SCALE),),
            )
        )
    if not points:
        faults.add("", "there is no depot", _FIX)
        raise faults.error()
    home, *customers = points
    opens_s, closes_s = home.windows[0]
    return benchmark_problem(
        called,
        Depot(x=home.x, y=home.y, opens=opens_s, closes=closes_s),
        customers,
        fleet,
        scale=_SCALE,
        truncate=True,
        per_unit=1,
        faults=faults,
    )


def _fleet(rows: list[tuple[int, list[str]]], lines: Lines) -> Fleet:
    for row, words in rows:
        if len(words) == 2 and words[0][0].isdigit():
            return Fleet(
                size=lines.whole(words[0], "number of vehicles", row),
                capacity=lines.whole(words[1], "capacity", row),
            )
    fix = "Write the number of vehicles and their capacity below VEHICLE."
    lines.faults.add("", "the fleet is not there", fix, row=rows[0][0] if rows else 0)
    return Fleet(size=1, capacity=None)
