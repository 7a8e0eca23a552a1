"""Fastest ways between snapped places, by Dijkstra's algorithm over the street graph.

Every link's cost is one whole number that packs three, so that one exact sum carries all of them::

    | entries into restricted areas : 7 bit | tenths of a second : 21 bit | decimetres : 25 bit |

53 bits are what a float64 adds without error. So a way avoids restricted areas first, is then the
fastest, and of equally fast ones the shortest; time and length are read back from the sum. It
holds ways of 58 hours and of 3,300 km.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from router.domain.places import Coordinate
from router.travel.graph import StreetGraph
from router.travel.snapping import Snaps

__all__ = ["travel_tables", "ways"]

_TIME_BITS, _LENGTH_BITS = 21, 25
_ROW_CELLS = 8_000_000  # cells that one call of Dijkstra's algorithm may fill (64 MB)


@dataclass(frozen=True, slots=True)
class _Links:
    """Directed links: which stretch, passed from one running sum to another."""

    origin: NDArray[np.int64]
    target: NDArray[np.int64]
    stretch: NDArray[np.int64]
    against: NDArray[np.bool_]
    seconds: NDArray[np.float64]
    metres: NDArray[np.float64]
    entry: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Net:
    """Crossings, then one node for leaving each place, then one for arriving at each."""

    matrix: csr_array
    stretch: NDArray[np.int64]
    against: NDArray[np.bool_]
    leaving: int
    arriving: int


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
    net = _net(graph, snaps)
    seconds = np.full((count, count), np.inf)
    metres = np.full((count, count), np.inf)
    rows = np.flatnonzero(snaps.stretch >= 0)
    nodes = net.arriving + count
    step = max(1, _ROW_CELLS // nodes)
    for begin in range(0, len(rows), step):
        chunk = rows[begin : begin + step]
        cost = dijkstra(net.matrix, directed=True, indices=net.leaving + chunk)
        seconds[chunk], metres[chunk] = _unpacked(cost[:, net.arriving : net.arriving + count])
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
    net = _net(graph, snaps)
    lines: list[tuple[Coordinate, ...]] = [()] * len(legs)
    by_origin: dict[int, list[int]] = {}
    for number, (origin, target) in enumerate(legs):
        if snaps.stretch[origin] >= 0 and snaps.stretch[target] >= 0:
            by_origin.setdefault(origin, []).append(number)
    for origin, numbers in by_origin.items():
        _, before = dijkstra(
            net.matrix, directed=True, indices=net.leaving + origin, return_predecessors=True
        )
        for number in numbers:
            target = legs[number][1]
            links = list(_links_back(net, before, net.arriving + target))[::-1]
            if links:
                lines[number] = _shape(graph, net, snaps, (origin, target), links)
    return tuple(lines)


def _links_back(net: _Net, before: NDArray[np.int32], node: int) -> Iterator[int]:
    """Yield the links of the way to a node, last one first; none if it is not reached."""
    indptr, indices = net.matrix.indptr, net.matrix.indices
    while (previous := int(before[node])) >= 0:
        first, last = int(indptr[previous]), int(indptr[previous + 1])
        yield first + int(np.searchsorted(indices[first:last], node))
        node = previous


def _shape(
    graph: StreetGraph, net: _Net, snaps: Snaps, leg: tuple[int, int], links: Sequence[int]
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


def _net(graph: StreetGraph, snaps: Snaps) -> _Net:
    parts = (*_streets(graph), *_partial(graph, snaps), _shared(graph, snaps))
    links = _Links(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in _Links.__dataclass_fields__
        )
    )
    cost = _packed(links)
    nodes = graph.crossings + 2 * len(snaps.stretch)
    order = np.lexsort((cost, links.target, links.origin))
    # Of parallel links only the best counts (and scipy would add them up).
    same = (np.diff(links.origin[order]) == 0) & (np.diff(links.target[order]) == 0)
    order = order[np.concatenate(([True], ~same))]
    indptr = np.concatenate(([0], np.cumsum(np.bincount(links.origin[order], minlength=nodes))))
    matrix = csr_array(
        (cost[order], links.target[order].astype(np.int32), indptr.astype(np.int32)),
        shape=(nodes, nodes),
    )
    return _Net(
        matrix=matrix,
        stretch=links.stretch[order],
        against=links.against[order],
        leaving=graph.crossings,
        arriving=graph.crossings + len(snaps.stretch),
    )


def _streets(graph: StreetGraph) -> Iterator[_Links]:
    """Yield the links over whole stretches, along and against."""
    last = graph.start[1:] - 1
    for against in (False, True):
        stretch = np.flatnonzero(graph.open_against if against else graph.open_along)
        origin, target = (graph.head, graph.tail) if against else (graph.tail, graph.head)
        times = graph.against_s if against else graph.along_s
        yield _Links(
            origin=origin[stretch].astype(np.int64),
            target=target[stretch].astype(np.int64),
            stretch=stretch,
            against=np.full(len(stretch), against),
            seconds=times[last[stretch]] + graph.passing_s[stretch, int(against)],
            metres=graph.along_m[last[stretch]].astype(np.float64),
            entry=graph.entry[stretch, int(against)],
        )


def _partial(graph: StreetGraph, snaps: Snaps) -> Iterator[_Links]:
    """Yield the links from each place to its stretch's ends, and from those ends to it."""
    last = graph.start[1:] - 1
    count = len(snaps.stretch)
    for against in (False, True):
        allowed = graph.open_against if against else graph.open_along
        place = np.flatnonzero((snaps.stretch >= 0) & allowed[snaps.stretch])
        stretch = snaps.stretch[place]
        full_m = graph.along_m[last[stretch]]
        times = graph.against_s if against else graph.along_s
        done_s = (snaps.against_s if against else snaps.along_s)[place]
        rest_s, rest_m = times[last[stretch]] - done_s, full_m - snaps.along_m[place]
        flags = {"stretch": stretch, "against": np.full(len(place), against)}
        ahead, behind = (graph.tail, graph.head) if against else (graph.head, graph.tail)
        at_tail = (done_s, snaps.along_m[place])
        at_head = (rest_s, rest_m)
        leave_s, leave_m = at_tail if against else at_head
        come_s, come_m = at_head if against else at_tail
        yield _Links(
            origin=graph.crossings + place,
            target=ahead[stretch].astype(np.int64),
            seconds=leave_s + graph.passing_s[stretch, int(against)],
            metres=leave_m,
            entry=np.zeros(len(place), dtype=np.bool_),
            **flags,
        )
        yield _Links(
            origin=behind[stretch].astype(np.int64),
            target=graph.crossings + count + place,
            seconds=come_s,
            metres=come_m,
            entry=graph.entry[stretch, int(against)],
            **flags,
        )


def _shared(graph: StreetGraph, snaps: Snaps) -> _Links:
    """Return the links between places on one stretch, without leaving it."""
    count = len(snaps.stretch)
    placed = np.flatnonzero(snaps.stretch >= 0)
    placed = placed[np.argsort(snaps.stretch[placed], kind="stable")]
    groups = np.split(placed, np.flatnonzero(np.diff(snaps.stretch[placed])) + 1)
    pairs = [np.stack(np.meshgrid(g, g, indexing="ij"), axis=-1).reshape(-1, 2) for g in groups]
    one, other = np.concatenate(pairs).T if len(placed) else np.empty((2, 0), dtype=np.int64)
    stretch = snaps.stretch[one]
    step_m = snaps.along_m[other] - snaps.along_m[one]
    against = (step_m < 0) | ~graph.open_along[stretch]
    allowed = np.where(against, graph.open_against[stretch] & (step_m <= 0), True)
    seconds = np.where(
        against,
        snaps.against_s[one] - snaps.against_s[other],
        snaps.along_s[other] - snaps.along_s[one],
    )
    return _Links(
        origin=(graph.crossings + one)[allowed],
        target=(graph.crossings + count + other)[allowed],
        stretch=stretch[allowed],
        against=against[allowed],
        seconds=seconds[allowed],
        metres=np.abs(step_m)[allowed],
        entry=np.zeros(int(allowed.sum()), dtype=np.bool_),
    )


def _packed(links: _Links) -> NDArray[np.float64]:
    tenths = np.rint(links.seconds * 10).astype(np.int64)
    # At least a decimetre: a stored zero would be no link at all to some readers of the matrix.
    decimetres = np.maximum(np.rint(links.metres * 10).astype(np.int64), 1)
    entries = links.entry.astype(np.int64)
    packed = (((entries << _TIME_BITS) + tenths) << _LENGTH_BITS) + decimetres
    return packed.astype(np.float64)


def _unpacked(cost: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    reached = np.isfinite(cost)
    whole = np.where(reached, cost, 0.0).astype(np.int64)
    seconds = ((whole >> _LENGTH_BITS) & ((1 << _TIME_BITS) - 1)) / 10
    metres = (whole & ((1 << _LENGTH_BITS) - 1)) / 10
    return np.where(reached, seconds, np.inf), np.where(reached, metres, np.inf)
