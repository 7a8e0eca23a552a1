"""VRPLIB text with time windows and prizes (``.vrp``)."""

from __future__ import annotations

from collections.abc import Sequence

from router.exports.benchmark import (
    BenchmarkProblem,
    Customer,
    Depot,
    Fleet,
    benchmark_problem,
)
from router.exports.json_read import FaultList
from router.exports.number_lines import Lines

__all__ = ["read_vrplib"]

_SCALE = 10
_SECTIONS = {
    "NODE_COORD_SECTION": 3,
    "DEMAND_SECTION": 2,
    "TIME_WINDOW_SECTION": 3,
    "PRIZE_SECTION": 2,
    "SERVICE_TIME_SECTION": 2,
}
_KEYS = ("DIMENSION", "VEHICLES", "CAPACITY", "SERVICE_TIME")
_IGNORED = ("NAME", "TYPE", "COMMENT", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT")


def read_vrplib(text: str, *, name: str = "problem.vrp") -> BenchmarkProblem:
    """Read a problem in VRPLIB's text: time windows, and prizes for customers that are optional.

    Parameters
    ----------
    text
        The content of the file: ``DIMENSION``, ``VEHICLES``, ``CAPACITY``, ``SERVICE_TIME`` and
        the sections of coordinates (EUC_2D), demands, time windows, prizes and service times.
    name
        Of the file, for messages.

    Returns
    -------
    BenchmarkProblem
        All numbers times ten, distances then rounded down: the convention under which the public
        solutions of the prize-collecting instances are stated, costs in tenths. A customer whose
        prize is not above 0 must be visited. Node 1 is the depot; node k is visit k - 1, as in
        solution files.

    Raises
    ------
    PlanFileError
        With every fault and its line; other sections, which would mean other rules, are refused.
    """
    faults = FaultList(name, "a problem in VRPLIB's text")
    lines = Lines(text, faults)
    keys, sections = _split(lines)
    if "NODE_COORD_SECTION" not in sections:
        faults.add("NODE_COORD_SECTION", "is not there", "Give the coordinates of all nodes.")
        raise faults.error()
    size = len(sections["NODE_COORD_SECTION"])
    for section, rows in sections.items():
        _check_section(section, rows, size, faults)
    if "DIMENSION" in keys and lines.whole(*_about(keys, "DIMENSION")) != size:
        problem = f"there are {size} nodes"
        faults.add("DIMENSION", problem, "Correct it.", keys["DIMENSION"][0], keys["DIMENSION"][1])
    faults.raise_if_any()
    depot, *customers = [_node(index, keys, sections, lines) for index in range(size)]
    opens, closes = depot.windows[0] if depot.windows else (0, 2**31 - 1)
    fleet = Fleet(
        size=lines.whole(*_about(keys, "VEHICLES")) if "VEHICLES" in keys else max(1, size - 1),
        capacity=lines.whole(*_about(keys, "CAPACITY")) if "CAPACITY" in keys else None,
    )
    return benchmark_problem(
        keys["NAME"][0] if "NAME" in keys else name,
        Depot(x=depot.x, y=depot.y, opens=opens, closes=closes),
        customers,
        fleet,
        scale=_SCALE,
        truncate=True,
        per_unit=_SCALE,
        faults=faults,
    )


_Keys = dict[str, tuple[str, int]]
_Rows = dict[str, list[tuple[int, list[str]]]]


def _split(lines: Lines) -> tuple[_Keys, _Rows]:
    """Return the keys with their lines, and the rows of each section."""
    keys: _Keys = {}
    sections: _Rows = {}
    section = ""
    for row, words in lines.rows:
        head = words[0].rstrip(":").upper()
        if head == "EOF":
            break
        if head.endswith("_SECTION"):
            section = head
            sections[section] = []
            if section != "DEPOT_SECTION" and section not in _SECTIONS:
                problem = "means rules that cannot be kept here"
                lines.faults.add(head, problem, "Remove it if they do not matter.", row=row)
        elif not head[:1].isdigit() and not head.startswith("-"):
            section = ""
            value = " ".join(words[1:]).removeprefix(":").strip()
            keys[head] = (value, row)
            _check_key(head, value, row, lines.faults)
        elif section:
            sections[section].append((row, words))
        else:
            lines.faults.add("", "a number stands outside of all sections", "Remove it.", row=row)
    homes = [words[0] for _, words in sections.pop("DEPOT_SECTION", []) if words[0] != "-1"]
    if homes not in ([], ["1"]):
        problem = "the depot is node 1, and the only one"
        lines.faults.add("DEPOT_SECTION", problem, "Give the depot first.", " ".join(homes))
    return keys, sections


def _check_key(head: str, value: str, row: int, faults: FaultList) -> None:
    if head == "EDGE_WEIGHT_TYPE" and value.upper() != "EUC_2D":
        faults.add(head, "must be EUC_2D", "Give coordinates in the plane.", value, row)
    elif head not in _KEYS and head not in _IGNORED:
        problem = "is a key with a meaning that cannot be kept here"
        faults.add(head, problem, "Remove it if it does not matter.", value, row)


def _check_section(
    section: str, rows: Sequence[tuple[int, list[str]]], size: int, faults: FaultList
) -> None:
    if section not in _SECTIONS:
        return
    for index, (row, words) in enumerate(rows, start=1):
        if len(words) != _SECTIONS[section]:
            problem = f"the line has {len(words)} entries, not {_SECTIONS[section]}"
            faults.add(section, problem, "Write the node and its numbers.", row=row)
        elif words[0] != str(index):
            fix = "Number the nodes from 1, without gaps."
            faults.add(section, f"node {index} was expected here", fix, words[0], row)
    if len(rows) != size:
        faults.add(section, f"has {len(rows)} nodes, not {size}", "Give one line for each node.")


def _about(keys: _Keys, key: str) -> tuple[str, str, int]:
    value, row = keys[key]
    return value, key, row


def _node(index: int, keys: _Keys, sections: _Rows, lines: Lines) -> Customer:
    row, (_, x, y) = sections["NODE_COORD_SECTION"][index]
    demand = service = prize = 0
    windows = []
    if "DEMAND_SECTION" in sections:
        at, (_, text) = sections["DEMAND_SECTION"][index]
        demand = lines.whole(text, "demand", at)
    if "SERVICE_TIME_SECTION" in sections:
        at, (_, text) = sections["SERVICE_TIME_SECTION"][index]
        service = lines.scaled(text, "service time", at, _SCALE)
    elif "SERVICE_TIME" in keys and index:
        service = lines.scaled(*_about(keys, "SERVICE_TIME"), _SCALE)
    if "TIME_WINDOW_SECTION" in sections:
        at, (_, opens, closes) = sections["TIME_WINDOW_SECTION"][index]
        windows = [lines.window(opens, closes, at, _SCALE)]
    if "PRIZE_SECTION" in sections:
        at, (_, text) = sections["PRIZE_SECTION"][index]
        prize = lines.scaled(text, "prize", at, _SCALE)
    return Customer(
        x=lines.number(x, "x", row),
        y=lines.number(y, "y", row),
        service=service,
        load=demand,
        windows=windows,
        prize=float(prize) if prize else None,
    )
