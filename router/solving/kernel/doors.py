"""Legs between doors: nodes of one place, building and setup share a row of these tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.domain.matrix import UNREACHABLE
from router.solving.kernel.tables import CLASS, FAR, FORTH, WAY_FORTH
from router.solving.prepared import Prepared

__all__ = ["doors_of", "legs_of", "rough_of"]

MOST_CLASSES = 4  # of rates, for each of which a table of legs is kept


def doors_of(
    day: Prepared, options: Sequence[int], places: Sequence[int]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the door of each node, and what is known of each door.

    Parameters
    ----------
    day
        The problem.
    options
        By node.
    places
        Where routes start and end, after the options; -1 for an open end.

    Returns
    -------
    tuple of NDArray
        (nodes,) int32, in the order of first nodes; and (doors, 3) int64: row of the matrices, -1
        for an open end; building, -1 for a place; seconds of setup.
    """
    first: dict[int, int] = {}  # an option of each door
    for option in options:
        first.setdefault(day.door[option], option)
    number = {door: row for row, door in enumerate(first)}
    row = [number[day.door[option]] for option in options]
    row += range(len(first), len(first) + len(places))
    known = [(day.location[o], day.building[o], day.setup[o]) for o in first.values()]
    known += [(place, -1, 0) for place in places]
    return np.array(row, np.int32), np.array(known, np.int64).reshape(-1, 3)


def legs_of(day: Prepared, doors: NDArray[np.int64]) -> tuple[NDArray[np.int32], dict[str, int]]:
    """Return travel with setups, and metres, between doors, by matrix.

    Parameters
    ----------
    day
        The problem.
    doors
        As `doors_of` returns them.

    Returns
    -------
    tuple of NDArray and dict
        `Tables.legs`, and the number of each matrix in it.
    """
    problem = day.problem
    used = list(dict.fromkeys(shift.matrix for shift in problem.shifts))
    location, building, setup = doors.T
    rows, nowhere = np.maximum(location, 0), location < 0
    size = len(doors)
    legs = np.zeros((len(used), size, size, 4), np.int32)
    moved = building[:, None] != building[None, :]
    for q, key in enumerate(used):
        matrix = problem.matrices[key]
        for source, forth in ((matrix.duration_s, FORTH), (matrix.distance_m, WAY_FORTH)):
            table = source[np.ix_(rows, rows)]
            table = np.where(table == UNREACHABLE, FAR, table)
            table[rows[:, None] == rows[None, :]] = 0
            table[nowhere, :] = 0
            table[:, nowhere] = 0
            if forth == FORTH:
                table = table + np.where(moved, setup[None, :], 0)
            legs[q, :, :, forth] = np.minimum(table, FAR)
            legs[q, :, :, forth + 1] = legs[q, :, :, forth].T
    return legs, {key: q for q, key in enumerate(used)}


def rough_of(legs: NDArray[np.int32], shift: NDArray[np.int64]) -> tuple[NDArray[np.uint16], int]:
    """Return what legs cost at least, and number the classes of shifts for which that differs.

    Parameters
    ----------
    legs
        `Tables.legs`.
    shift
        `Tables.shift`, whose classes are filled in.

    Returns
    -------
    tuple of NDArray and int
        `Tables.rough` and `Tables.grain`.
    """
    gap, way = legs[..., :WAY_FORTH], legs[..., WAY_FORTH:]
    rates = [tuple(row) for row in shift[:, [2, 9, 10]].tolist()]
    classes = list(dict.fromkeys(rates))
    if len(classes) > MOST_CLASSES:  # a lower bound will do: the lowest rates of each matrix
        profiles = dict.fromkeys(profile for profile, _, _ in rates)
        classes = [
            (
                profile,
                min(second for other, second, _ in rates if other == profile),
                min(metre for other, _, metre in rates if other == profile),
            )
            for profile in profiles
        ]
        shift[:, CLASS] = [list(profiles).index(profile) for profile, _, _ in rates]
    else:
        shift[:, CLASS] = [classes.index(rate) for rate in rates]
    rough = np.zeros((max(len(classes), 1), *gap.shape[1:]), np.uint16)
    most = 1.0
    costs = []
    for profile, second, metre in classes:
        known = (gap[profile] < FAR) & (way[profile] < FAR)
        cost = gap[profile] * float(second) + way[profile] * float(metre)
        most = max(most, float(np.max(cost, where=known, initial=0.0)))
        costs.append(cost)
    grain = int(most / 65_000) + 1
    for number, cost in enumerate(costs):
        rough[number] = np.minimum(cost / grain, 65_535).astype(np.uint16)
    return rough, grain
