"""Streets out of ways of one name: near pieces are one street; where a number lies along it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from router.domain.places import Coordinate, great_circle_m

__all__ = [
    "METRES_PER_DEGREE",
    "Street",
    "between",
    "join_ways",
    "middle_of",
    "near_groups",
    "nearest_on",
]

METRES_PER_DEGREE = 111_195.0
JOIN_M = 400.0  # pieces of one name nearer than this (up to twice this) are one street
STEP_M = 150.0  # long segments are seen every so many metres when pieces are compared
Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Street:
    """Pieces of one name that lie near each other.

    Parameters
    ----------
    lines
        (k, 2) degrees each; pieces that meet end to end are one line.
    doors
        Places of its doors in the list that was given.
    """

    lines: tuple[Line, ...]
    doors: tuple[int, ...]


def near_groups(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Group points: those in the same or in touching squares of ``JOIN_M`` belong together.

    Parameters
    ----------
    points
        (n, 2) degrees.

    Returns
    -------
    (n,) int
        Group of each point, numbered in order of first appearance.
    """
    if len(points) == 0:
        return np.zeros(0, dtype=np.int64)
    squeeze = math.cos(math.radians(float(points[0, 0])))
    rows = np.floor(points[:, 0] * METRES_PER_DEGREE / JOIN_M).astype(np.int64)
    columns = np.floor(points[:, 1] * METRES_PER_DEGREE * squeeze / JOIN_M).astype(np.int64)
    squares = list(zip(rows.tolist(), columns.tolist(), strict=True))
    group_of: dict[tuple[int, int], int] = {}
    occupied = set(squares)
    groups = 0
    for square in squares:
        if square in group_of:
            continue
        group = groups
        groups += 1
        group_of[square] = group
        open_squares = [square]
        while open_squares:
            row, column = open_squares.pop()
            for near in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j):
                if near in occupied and near not in group_of:
                    group_of[near] = group
                    open_squares.append(near)
    return np.array([group_of[square] for square in squares], dtype=np.int64)


def join_ways(lines: Sequence[Line], doors: Sequence[Coordinate]) -> tuple[Street, ...]:
    """Sort ways and doors of one name into streets.

    Parameters
    ----------
    lines
        (k, 2) degrees per way.
    doors
        Doors of that name.

    Returns
    -------
    tuple of Street
        At least one if there is a way or a door.
    """
    seen = [_dense(line) for line in lines] + [
        np.array([[door.lat, door.lon]], dtype=np.float64) for door in doors
    ]
    if not seen:
        return ()
    owner = np.repeat(np.arange(len(seen)), [len(points) for points in seen])
    groups = near_groups(np.concatenate(seen))
    streets: dict[int, tuple[list[Line], list[int]]] = {}
    first_of = np.searchsorted(owner, np.arange(len(seen)))
    for piece, first in enumerate(first_of):
        members = streets.setdefault(int(groups[first]), ([], []))
        if piece < len(lines):
            members[0].append(lines[piece])
        else:
            members[1].append(piece - len(lines))
    return tuple(Street(_chains(ways), tuple(near)) for ways, near in streets.values())


def _dense(line: Line) -> Line:
    """Add points to long segments, so that no gap hides between two far nodes."""
    plane, walked = _plane(line)
    lengths = np.diff(walked)
    if len(plane) < 2 or float(np.max(lengths)) <= STEP_M:
        return line
    pieces = [line[:1]]
    for start, end, length in zip(line[:-1], line[1:], lengths, strict=True):
        count = max(1, math.ceil(length / STEP_M))
        steps = np.linspace(0, 1, count + 1)[1:, None]
        pieces.append(start + (end - start) * steps)
    return np.concatenate(pieces)


def _chains(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join lines that meet end to end."""
    by_end: dict[tuple[float, float], list[int]] = {}
    for place, line in enumerate(lines):
        for end in {_point(line[0]), _point(line[-1])}:
            by_end.setdefault(end, []).append(place)
    used: set[int] = set()
    chains: list[Line] = []
    for place, line in enumerate(lines):
        if place in used:
            continue
        used.add(place)
        grown = _grown(_grown(line, lines, by_end, used)[::-1], lines, by_end, used)
        chains.append(grown)
    return tuple(chains)


def _grown(
    chain: Line,
    lines: Sequence[Line],
    by_end: Mapping[tuple[float, float], Sequence[int]],
    used: set[int],
) -> Line:
    """Continue a chain at its last point as long as an unused line begins or ends there."""
    pieces = [chain]
    while True:
        last = _point(pieces[-1][-1])
        place = next((place for place in by_end[last] if place not in used), None)
        if place is None:
            return np.concatenate(pieces)
        used.add(place)
        line = lines[place] if _point(lines[place][0]) == last else lines[place][::-1]
        pieces.append(line[1:] if len(line) > 1 else line)


def _point(row: NDArray[np.float64]) -> tuple[float, float]:
    return float(row[0]), float(row[1])


def middle_of(points: NDArray[np.float64]) -> tuple[Coordinate, float]:
    """Return the point nearest to the middle of some points, and how far the others reach.

    Parameters
    ----------
    points
        (n, 2) degrees, n at least 1.

    Returns
    -------
    Coordinate, float
        One of the points, and metres to the farthest other.
    """
    squeeze = math.cos(math.radians(float(points[0, 0])))
    scale = np.array([1.0, squeeze]) * METRES_PER_DEGREE
    plane = points * scale
    centre = (plane.min(axis=0) + plane.max(axis=0)) / 2
    best = int(np.argmin(((plane - centre) ** 2).sum(axis=1)))
    reach = float(np.sqrt(((plane - plane[best]) ** 2).sum(axis=1)).max())
    return Coordinate(float(points[best, 0]), float(points[best, 1])), reach


def between(
    low: tuple[int, Coordinate],
    high: tuple[int, Coordinate],
    number: int,
    lines: Iterable[Line],
) -> tuple[Coordinate, float]:
    """Place a number between two known doors, along the street if its line is known.

    Parameters
    ----------
    low, high
        Numbers and points of the neighbours.
    number
        Between the two.
    lines
        The street's lines.

    Returns
    -------
    Coordinate, float
        The point, and half the gap in metres.
    """
    share = (number - low[0]) / (high[0] - low[0])
    gap = great_circle_m(low[1], high[1])
    straight = Coordinate(
        low[1].lat + (high[1].lat - low[1].lat) * share,
        low[1].lon + (high[1].lon - low[1].lon) * share,
    )
    for line in lines:
        start, start_off = _project(line, low[1])
        end, end_off = _project(line, high[1])
        if start_off > 60 or end_off > 60 or not abs(end - start) > 1:
            continue
        if abs(end - start) > 1.15 * gap:  # a bend: follow it
            return _walk(line, start + (end - start) * share), abs(end - start) / 2
    return straight, gap / 2


def _plane(line: Line) -> tuple[Line, NDArray[np.float64]]:
    """Return a line in metres, and the metres walked at each of its points."""
    squeeze = math.cos(math.radians(float(line[0, 0])))
    plane = (line - line[0]) * np.array([1.0, squeeze]) * METRES_PER_DEGREE
    walked = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(plane, axis=0) ** 2).sum(axis=1)))])
    return plane, walked


def _project(line: Line, point: Coordinate) -> tuple[float, float]:
    """Return the metres along a line of its point nearest to another, and the distance."""
    plane, walked = _plane(line)
    squeeze = math.cos(math.radians(float(line[0, 0])))
    here = (np.array([point.lat, point.lon]) - line[0]) * np.array([1.0, squeeze])
    here = here * METRES_PER_DEGREE
    start, step = plane[:-1], np.diff(plane, axis=0)
    size = (step**2).sum(axis=1)
    share = np.clip(((here - start) * step).sum(axis=1) / np.where(size > 0, size, 1), 0, 1)
    off = np.sqrt(((start + step * share[:, None] - here) ** 2).sum(axis=1))
    best = int(np.argmin(off))
    return float(walked[best] + share[best] * math.sqrt(float(size[best]))), float(off[best])


def _walk(line: Line, metres: float) -> Coordinate:
    """Return the point of a line after some metres."""
    _, walked = _plane(line)
    return Coordinate(
        float(np.interp(metres, walked, line[:, 0])), float(np.interp(metres, walked, line[:, 1]))
    )


def nearest_on(lines: Iterable[Line], point: Coordinate) -> Coordinate | None:
    """Return the point of some lines that is nearest to another.

    Parameters
    ----------
    lines
        (k, 2) degrees each.
    point
        The other point.

    Returns
    -------
    Coordinate or None
        None if there is no line.
    """
    best: tuple[float, Coordinate] | None = None
    for line in lines:
        if len(line) < 2:
            continue
        walked, off = _project(line, point)
        if best is None or off < best[0]:
            best = (off, _walk(line, walked))
    return best[1] if best else None
