"""Which keys are near each node, and what is urgent: in what order the search tries things."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.tables import FORTH, KEY, WAY_FORTH

__all__ = ["near_of", "sorting_of"]

NEIGHBOURS = 300  # kept for each node, at most


def _weights(shift: NDArray[np.int64]) -> tuple[float, float]:
    """Return what a second and a metre of travel typically cost."""
    per_second, per_metre = float(shift[:, 9].mean()), float(shift[:, 10].mean())
    return (per_second, per_metre) if per_second + per_metre > 0 else (1.0, 0.0)


def near_of(
    legs: NDArray[np.int32],
    row: NDArray[np.int32],
    shift: NDArray[np.int64],
    node: NDArray[np.int64],
    options: int,
    keys: int,
) -> tuple[NDArray[np.int32], float]:
    """Return the keys near each node, nearest first, and the cost of a typical short leg.

    Parameters
    ----------
    legs, row, shift, node, options, keys
        As in `Tables`.

    Returns
    -------
    tuple of NDArray and float
        `Tables.near`, and units of money.
    """
    gap, way = legs[..., :WAY_FORTH], legs[..., WAY_FORTH:]
    count = max(0, min(NEIGHBOURS, keys - 1))
    near = np.full((len(node), max(count, 1)), -1, np.int32)
    if options == 0:
        return near, 1.0
    per_second, per_metre = _weights(shift)
    row, key = row[:options], node[:options, KEY]
    starts = np.unique(key, return_index=True)[1]
    order = np.argsort(key, kind="stable")
    edges = np.searchsorted(key[order], np.arange(keys))
    several = len(starts) < options
    away: dict[int, NDArray[np.float64]] = {}  # of each key, by door
    short = []
    for v, door in enumerate(row.tolist()):
        if door not in away:
            cost = np.min(
                gap[:, door].min(axis=2) * per_second + way[:, door].min(axis=2) * per_metre,
                axis=0,
            )[row[order]]
            away[door] = np.minimum.reduceat(cost, edges) if several else cost
        by_key = away[door].copy()
        by_key[key[v]] = np.inf
        if count:
            # Which of equally near ones a partition keeps, hangs on the processor.
            chosen = np.flatnonzero(by_key <= np.partition(by_key, count - 1)[count - 1])
            chosen = chosen[np.argsort(by_key[chosen], kind="stable")][:count]
            near[v, :count] = chosen
            short.append(float(by_key[chosen[min(4, count - 1)]]))
    typical = float(np.median(short)) if short else 1.0
    return near, max(typical, 1.0)


def sorting_of(
    legs: NDArray[np.int32],
    row: NDArray[np.int32],
    shift: NDArray[np.int64],
    node: NDArray[np.int64],
    window: NDArray[np.int32],
    options: int,
) -> NDArray[np.float64]:
    """Return how urgent each node is.

    Parameters
    ----------
    legs, row, shift, node, window, options
        As in `Tables`.

    Returns
    -------
    NDArray
        `Tables.sorting`.
    """
    sorting = np.zeros((len(node), 6))
    per_second, per_metre = _weights(shift)
    starts = np.unique(shift[:, 0]) if len(shift) else np.zeros(0, np.int64)
    if options == 0 or len(starts) == 0:
        return sorting
    first = legs[0][np.ix_(row[:options], row[starts])]
    away = (first[..., FORTH] * per_second + first[..., WAY_FORTH] * per_metre).min(axis=1)
    gain = node[:options, 1].astype(np.float64)
    sorting[:options, 1] = -away
    sorting[:options, 2] = away
    sorting[:options, 3] = (window[:options, 1::2] - window[:options, ::2]).sum(axis=1)
    sorting[:options, 4] = -gain
    sorting[:options, 5] = -gain / (node[:options, 0] + 300.0)
    return sorting
