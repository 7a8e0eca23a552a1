"""The text of Belhaiza, Hansen and Laporte: customers with several windows each, one depot."""

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

__all__ = ["read_several_windows"]

_SCALE = 100
_TYPE = "4"  # routing with time windows, one depot, in the numbering these files follow
_BEFORE_WINDOWS = 8
_FIX = (
    "A customer's line is: number, x, y, service time, demand, two numbers that are not used, "
    "how many windows, and start and end of each."
)


def read_several_windows(text: str, *, name: str = "problem.txt") -> BenchmarkProblem:
    """Read a problem as Belhaiza, Hansen and Laporte (2014) wrote theirs.

    Parameters
    ----------
    text
        The content of the file. Line 1: type (4), vehicles, customers, depots (1). Line 2: longest
        duration of a route (0: no limit) and capacity. Then the depot and every customer.
    name
        Of the file, for messages.

    Returns
    -------
    BenchmarkProblem
        Distances are rounded to the nearest hundredth and kept in hundredths, as are times. Every
        customer must be visited; the cost is the total distance in the file's unit. Windows of one
        customer that overlap are one window.

    Raises
    ------
    PlanFileError
        With every fault and its line; another type, and several depots, are refused.
    """
    faults = FaultList(name, "a problem with several windows")
    lines = Lines(text, faults)
    rows = lines.rows
    if len(rows) < 3 or len(rows[0][1]) < 4 or len(rows[1][1]) != 2:
        fix = "Line 1: type, vehicles, customers, depots. Line 2: duration, capacity. Then points."
        faults.add("", "the first lines are not those of such a file", fix, row=1)
        raise faults.error()
    (first, (kind, vehicles, customers, depots, *_)), (second, (longest, capacity)) = rows[:2]
    if kind != _TYPE or depots != "1":
        problem = "only type 4 (time windows) with one depot can be planned"
        faults.add("type", problem, "Give a problem of one depot.", f"{kind}, {depots}", first)
    limit = lines.scaled(longest, "duration", second, _SCALE)
    fleet = Fleet(
        size=lines.whole(vehicles, "vehicles", first),
        capacity=lines.whole(capacity, "capacity", second),
        longest=limit or None,
    )
    expected = lines.whole(customers, "customers", first)
    if len(rows) - 3 != expected:
        problem = f"there are {len(rows) - 3} customers, not {expected}"
        faults.add("customers", problem, "Correct line 1, or give them all.", row=first)
    depot = _depot(lines, *rows[2])
    return benchmark_problem(
        name.removesuffix(".txt"),
        depot,
        [_customer(lines, row, words) for row, words in rows[3:]],
        fleet,
        scale=_SCALE,
        truncate=False,
        per_unit=1,
        faults=faults,
    )


def _depot(lines: Lines, row: int, words: list[str]) -> Depot:
    if len(words) < 5:
        lines.faults.add("", "is no depot: id, x, y, …, start, end", "Correct it.", row=row)
        return Depot(x=0.0, y=0.0, opens=0, closes=0)
    opens, closes = lines.window(words[-2], words[-1], row, _SCALE)
    x, y = lines.number(words[1], "x", row), lines.number(words[2], "y", row)
    return Depot(x=x, y=y, opens=opens, closes=closes)


def _customer(lines: Lines, row: int, words: list[str]) -> Customer:
    empty = Customer(x=0.0, y=0.0, service=0, load=0, windows=())
    if len(words) <= _BEFORE_WINDOWS:
        lines.faults.add("", f"the line has {len(words)} entries only", _FIX, row=row)
        return empty
    # The last customer of the published rm20x files has one unused number more than all others.
    unused = 1 if len(words) % 2 else 0
    ends = words[_BEFORE_WINDOWS + unused :]
    count = lines.whole(words[_BEFORE_WINDOWS - 1 + unused], "number of windows", row)
    if count < 1 or len(ends) != 2 * count:
        problem = f"there are {len(ends)} times for {count} windows"
        lines.faults.add("windows", problem, _FIX, row=row)
        return empty
    return Customer(
        x=lines.number(words[1], "x", row),
        y=lines.number(words[2], "y", row),
        service=lines.scaled(words[3], "service time", row, _SCALE),
        load=lines.whole(words[4], "demand", row),
        windows=[
            lines.window(opens, closes, row, _SCALE)
            for opens, closes in zip(ends[::2], ends[1::2], strict=True)
        ],
    )
