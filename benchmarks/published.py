"""Readers of the published instances: Solomon and Homberger, Belhaiza, and PyVRP's prizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from instances import TENTHS, Instance, Stop, Vehicle
from numpy.typing import NDArray

__all__ = ["cut_to_tenths", "prizes", "several_windows", "solomon"]


def solomon(name: str, path: Path) -> Instance:
    """Read Solomon's and Homberger's text: rows of numbers under two headings."""
    numbers = _number_rows(path)
    [(count, capacity)] = [(int(row[0]), int(row[1])) for row in numbers if len(row) == 2]
    points = np.array([row for row in numbers if len(row) >= 7])
    depot = points[0]
    return Instance(
        name=name,
        travel=cut_to_tenths(points[:, 1:3]),
        visits=tuple(
            Stop(
                place=place,
                service=round(TENTHS * row[6]),
                windows=((round(TENTHS * row[4]), round(TENTHS * row[5])),),
                load=round(row[3]),
            )
            for place, row in enumerate(points[1:], 1)
        ),
        vehicles=_fleet(count, capacity, (depot[4], depot[5])),
        scale=TENTHS,
    )


def several_windows(name: str, path: Path) -> Instance:
    """Read Belhaiza's text: id, x, y, service, demand, codes, count and pairs of windows.

    One row of some files has a code more; so the windows are found from the row's end.
    """
    rows = _number_rows(path)
    count, limits, points = int(rows[0][1]), rows[1], rows[2:]
    depot, customers = points[0], points[1:]
    visits = []
    for place, row in enumerate(customers, 1):
        windows = _pairs(row)
        visits.append(
            Stop(
                place=place,
                service=round(TENTHS * row[3]),
                windows=tuple((round(TENTHS * a), round(TENTHS * b)) for a, b in windows),
                load=round(row[4]),
            )
        )
    if limits[0]:
        raise ValueError(f"{name}: a limit on the duration is not read")
    return Instance(
        name=name,
        travel=cut_to_tenths(np.array([row[1:3] for row in points])),
        visits=tuple(visits),
        vehicles=_fleet(count, int(limits[1]), (depot[-2], depot[-1])),
        scale=TENTHS,
    )


def _pairs(row: Sequence[float]) -> list[tuple[float, float]]:
    """Return the windows at the end of a row: their count, then start and end of each."""
    for place in range(5, len(row)):
        count = int(row[place])
        if count and len(row) == place + 1 + 2 * count:
            rest = row[place + 1 :]
            return _merged(sorted(zip(rest[::2], rest[1::2], strict=True)))
    raise ValueError(f"no windows at the end of {row}")


def _merged(windows: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Make one window of those that overlap or touch."""
    merged = windows[:1]
    for opens, closes in windows[1:]:
        if opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return merged


def prizes(name: str, path: Path) -> Instance:
    """Read a VRPLIB file with prizes, all values in tenths as PyVRP's convention has it."""
    heads: dict[str, int] = {}
    sections: dict[str, list[list[int]]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"(\w+)\s*:\s*(\S+)", line.strip()):
            if found[2].isdigit():
                heads[found[1]] = int(found[2])
        elif line.strip().endswith("_SECTION"):
            section = line.strip().removesuffix("_SECTION")
            sections[section] = []
        elif section and line.strip() != "EOF":
            sections[section].append([int(text) for text in line.split()])
    points = np.array(sections["NODE_COORD"])[:, 1:]
    [depot, *windows] = [row[1:] for row in sections["TIME_WINDOW"]]
    visits = []
    for place, (start, end) in enumerate(windows, 1):
        visits.append(
            Stop(
                place=place,
                service=TENTHS * heads["SERVICE_TIME"],
                windows=((TENTHS * start, TENTHS * end),),
                price=TENTHS * sections["PRIZE"][place][1],
                load=sections["DEMAND"][place][1],
            )
        )
    return Instance(
        name=name,
        travel=cut_to_tenths(points),
        visits=tuple(visits),
        vehicles=_fleet(heads["VEHICLES"], heads["CAPACITY"], (depot[0], depot[1])),
        scale=TENTHS,
    )


def cut_to_tenths(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return distances between points, in tenths, cut (not rounded): the convention of DIMACS.

    Parameters
    ----------
    points
        (n, 2) coordinates.

    Returns
    -------
    ndarray
        (n, n) whole tenths.
    """
    apart = points[:, None, :].astype(np.float64) - points[None, :, :]
    # The small number keeps exact distances such as 3-4-5 from being cut one tenth too low.
    return np.floor(TENTHS * np.sqrt((apart**2).sum(-1)) + 1e-9).astype(np.int64)


def _fleet(count: int, capacity: int, hours: tuple[float, float]) -> tuple[Vehicle, ...]:
    start, end = (round(TENTHS * hour) for hour in hours)
    return (Vehicle(place=0, start=start, end=end, capacity=capacity),) * count


def _number_rows(path: Path) -> list[list[float]]:
    """Return the lines that hold nothing but numbers."""
    rows = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = [float(text) for text in line.split()]
        except ValueError:
            continue
        if row:
            rows.append(row)
    return rows
