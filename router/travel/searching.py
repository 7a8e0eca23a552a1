"""Fastest ways between snapped places, by Dijkstra's algorithm over the street graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from router.domain.places import Coordinate, great_circle_m
from router.travel.graph import StreetGraph
from router.travel.linking import Net, cost_of, net_of, unpacked
from router.travel.snapping import Snaps

__all__ = ["travel_tables", "ways"]

_SLOW_M_PER_S = 1.0  # as the crow flies, a walker with a detour
_ROW_CELLS = 8_000_000  # cells that one call of Dijkstra's algorithm may fill (64 MB)


def travel_tables(
    graph: StreetGraph, snaps: Snaps
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return seconds and metres from every place to every place.

    Parameters
    ----------
    graph
        The streets.
    snaps
        (n,) places.

    Returns
    -------
    (n, n) array, (n, n) array
        Row = from, column = to; infinite where there is no way.
    """
    count = len(snaps.stretch)
    net = net_of(graph, snaps)
    seconds = np.full((count, count), np.inf)
    metres = np.full((count, count), np.inf)
    rows = np.flatnonzero(snaps.stretch >= 0)
    nodes = net.arriving + count
    step = max(1, _ROW_CELLS // nodes)
    for begin in range(0, len(rows), step):
        chunk = rows[begin : begin + step]
        cost = dijkstra(net.matrix, directed=True, indices=net.leaving + chunk)
        seconds[chunk], metres[chunk] = unpacked(cost[:, net.arriving : net.arriving + count])
    return seconds, metres


def ways(
    graph: StreetGraph, snaps: Snaps, legs: Sequence[tuple[int, int]]
) -> tuple[tuple[Coordinate, ...], ...]:
    """Return the shape of the fastest way of each leg.

    Parameters
    ----------
    graph
        The streets.
    snaps
        (n,) places.
    legs
        Pairs of places, as numbers.

    Returns
    -------
    tuple of tuple of Coordinate
        One line per leg, from snapped point to snapped point; empty if there is no way.
    """
    net = net_of(graph, snaps)
    lines: list[tuple[Coordinate, ...]] = [()] * len(legs)
    by_origin: dict[int, list[int]] = {}
    for number, (origin, target) in enumerate(legs):
        if snaps.stretch[origin] >= 0 and snaps.stretch[target] >= 0:
            by_origin.setdefault(origin, []).append(number)
    for origin, numbers in by_origin.items():
        targets = [net.arriving + legs[number][1] for number in numbers]
        before = _before(
            net, net.leaving + origin, targets, _likely_s(snaps, origin, numbers, legs)
        )
        for number in numbers:
            target = legs[number][1]
            links = list(_links_back(net, before, net.arriving + target))[::-1]
            if links:
                lines[number] = _shape(graph, net, snaps, (origin, target), links)
    return tuple(lines)


def _likely_s(
    snaps: Snaps, origin: int, numbers: Sequence[int], legs: Sequence[tuple[int, int]]
) -> float:
    """Return within which time the ends of legs are most likely reached."""
    here = Coordinate(float(snaps.lat[origin]), float(snaps.lon[origin]))
    ends = [legs[number][1] for number in numbers]
    far = max(
        great_circle_m(here, Coordinate(float(snaps.lat[k]), float(snaps.lon[k]))) for k in ends
    )
    return 600 + far / _SLOW_M_PER_S


def _before(net: Net, node: int, targets: Sequence[int], likely_s: float) -> NDArray[np.int32]:
    """Search near the origin first, and everywhere only if a target was not reached."""
    for limit in (cost_of(likely_s), np.inf):
        cost, before = dijkstra(
            net.matrix, directed=True, indices=node, return_predecessors=True, limit=limit
        )
        if np.isfinite(cost[list(targets)]).all():
            break
    return np.asarray(before, dtype=np.int32)


def _links_back(net: Net, before: NDArray[np.int32], node: int) -> Iterator[int]:
    """Yield the links of the way to a node, last one first; none if it is not reached."""
    indptr, indices = net.matrix.indptr, net.matrix.indices
    while (previous := int(before[node])) >= 0:
        first, last = int(indptr[previous]), int(indptr[previous + 1])
        yield first + int(np.searchsorted(indices[first:last], node))
        node = previous


def _shape(
    graph: StreetGraph, net: Net, snaps: Snaps, leg: tuple[int, int], links: Sequence[int]
) -> tuple[Coordinate, ...]:
    origin, target = leg
    line = [Coordinate(float(snaps.lat[origin]), float(snaps.lon[origin]))]
    for position, link in enumerate(links):
        stretch, against = int(net.stretch[link]), bool(net.against[link])
        # Bends strictly between where the way comes onto the stretch and where it leaves it.
        low, high = int(graph.start[stretch]), int(graph.start[stretch + 1])
        first, last = position == 0, position == len(links) - 1
        come, leave = int(snaps.bend[origin]), int(snaps.bend[target])
        if against:
            bends = range(come if first else high - 1, leave if last else low - 1, -1)
        else:
            bends = range(come + 1 if first else low, leave + 1 if last else high)
        for bend in bends:
            vertex = graph.shape[bend]
            line.append(Coordinate(float(graph.lat[vertex]), float(graph.lon[vertex])))
    line.append(Coordinate(float(snaps.lat[target]), float(snaps.lon[target])))
    kept = [line[0], *(b for a, b in pairwise(line) if a != b)]
    return tuple(kept) if len(kept) > 1 else (line[0], line[0])
