"""The links of a search: streets and snapped places, with exact costs.

Every link's cost is one whole number that packs three, so that one exact sum carries all of them::

    | entries into restricted areas : 7 bit | tenths of a second : 21 bit | decimetres : 25 bit |

53 bits are what a float64 adds without error. So a way avoids restricted areas first, is then the
fastest, and of equally fast ones the shortest; time and length are read back from the sum. It
holds ways of 58 hours and of 3,300 km.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from router.travel.graph import StreetGraph
from router.travel.snapping import Snaps

__all__ = ["Net", "cost_of", "net_of", "unpacked"]

_TIME_BITS, _LENGTH_BITS = 21, 25


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
class Net:
    """Crossings, then one node for leaving each place, then one for arriving at each.

    Parameters
    ----------
    matrix
        Costs of the links, row = from, column = to, sorted.
    stretch, against
        (links,) in the matrix's order: on which stretch, and whether from its head to its tail.
    leaving, arriving
        The first node of each kind.
    """

    matrix: csr_array
    stretch: NDArray[np.int64]
    against: NDArray[np.bool_]
    leaving: int
    arriving: int


def net_of(graph: StreetGraph, snaps: Snaps) -> Net:
    """Link the streets and the places.

    Parameters
    ----------
    graph
        The streets.
    snaps
        (n,) places.

    Returns
    -------
    Net
        Without what cannot lie on a way between places.
    """
    parts = (
        *_streets(graph, _needed(graph, snaps)),
        *_partial(graph, snaps),
        _shared(graph, snaps),
    )
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
    order = order[np.concatenate(([True], ~same))[: len(order)]]
    indptr = np.concatenate(([0], np.cumsum(np.bincount(links.origin[order], minlength=nodes))))
    matrix = csr_array(
        (cost[order], links.target[order].astype(np.int32), indptr.astype(np.int32)),
        shape=(nodes, nodes),
    )
    return Net(
        matrix=matrix,
        stretch=links.stretch[order],
        against=links.against[order],
        leaving=graph.crossings,
        arriving=graph.crossings + len(snaps.stretch),
    )


def _needed(graph: StreetGraph, snaps: Snaps) -> NDArray[np.bool_]:
    """Tell which stretches may lie on a way between places: no loops, no dead ends without one."""
    needed = graph.tail != graph.head
    wanted = np.zeros(graph.crossings, dtype=np.bool_)
    placed = snaps.stretch[snaps.stretch >= 0]
    wanted[graph.tail[placed]] = wanted[graph.head[placed]] = True
    while True:
        ends = np.concatenate((graph.tail[needed], graph.head[needed]))
        dead = (np.bincount(ends, minlength=graph.crossings) == 1) & ~wanted
        closing = needed & (dead[graph.tail] | dead[graph.head])
        if not closing.any():
            return np.asarray(needed, dtype=np.bool_)
        needed &= ~closing


def _streets(graph: StreetGraph, needed: NDArray[np.bool_]) -> Iterator[_Links]:
    """Yield the links over whole stretches, along and against."""
    last = graph.start[1:] - 1
    for against in (False, True):
        stretch = np.flatnonzero(needed & (graph.open_against if against else graph.open_along))
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


def unpacked(cost: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the seconds and metres of sums of costs.

    Parameters
    ----------
    cost
        As the links hold them, added up; infinite where there is no way.

    Returns
    -------
    array, array
        Seconds and metres, infinite where there is no way.
    """
    reached = np.isfinite(cost)
    whole = np.where(reached, cost, 0.0).astype(np.int64)
    seconds = ((whole >> _LENGTH_BITS) & ((1 << _TIME_BITS) - 1)) / 10
    metres = (whole & ((1 << _LENGTH_BITS) - 1)) / 10
    return np.where(reached, seconds, np.inf), np.where(reached, metres, np.inf)


def cost_of(seconds: float) -> float:
    """Return the least cost of a way that takes longer than so many seconds.

    Parameters
    ----------
    seconds
        The time.

    Returns
    -------
    float
        A bound for a search.
    """
    return (int(seconds * 10) + 1) * 2.0**_LENGTH_BITS
