"""A prepared problem as integer arrays, which hardly change during a search (see `Tables.span`).

Nodes are the options, then the places where routes start and end. Money is in whole units
(`Tables.scale` of them are 1), times are seconds after the problem's origin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["FAR", "INF", "Tables"]

INF = 1 << 30  # a time that is never reached
FAR = 1 << 28  # seconds or metres where there is no way

# Columns of ``Tables.node``.
SERVICE, GAIN, LOAD, WINDOWS, FIRST_END, LAST_START, KEY, NEXT, ORDER, RANK = range(10)
NODE_COLUMNS = 10

# Columns of ``Tables.shift``.
(
    START,
    END,
    PROFILE,
    LATEST,
    RESTS,
    MAX_VISITS,
    MAX_PAID,
    MAX_METRES,
    CAPACITY,
    PER_SECOND,
    PER_METRE,
    FIXED,
    PREMIUM,
    KIND,
    TIMED,
    LOCKED,
    CLASS,
) = range(17)
SHIFT_COLUMNS = 17

# Last axis of ``Tables.legs``: seconds from the first door to the second, and back; then metres.
FORTH, BACK, WAY_FORTH, WAY_BACK = range(4)


# Columns of ``Tables.met``.
MEETING, SPANS = range(2)


class Tables(NamedTuple):
    """The problem, for compiled code.

    Parameters
    ----------
    legs
        (profiles, doors, doors, 4) int32: seconds of travel and setup from the first door to the
        second and back, then metres. All together: an insertion needs all, and waits for memory.
    rough
        (classes, doors, doors, 2) uint16: what these legs cost, rounded down to multiples of
        ``grain``. Small, so that the tables which most insertions fail by stay near the processor.
    grain
        Units.
    row
        (nodes,) int32: the door of each node. The options of a visit, by band and day, share one.
    node
        (nodes, 10) int64: service, gain, load, number of windows, earliest end, last start, key,
        next node of the same key (a ring), order (-1: none), rank in it.
    window
        (nodes, 2 * most windows) int32: first and last start, window after window.
    shift
        (shifts, 17) int64: see the names of the columns.
    rest
        (shifts, most breaks, 3) int32: earliest start, latest start, length.
    opening, closing
        (shifts, most breaks + 1) int32: earliest departure with so many breaks before it, and
        latest finish with so many breaks before that; INF and -1 where impossible.
    price
        (nodes, shifts) int64: what it costs if this shift takes the node; -1: it must not.
    near
        (nodes, neighbours) int32: keys, nearest first.
    first
        (keys,) int32: a node of each key.
    member
        (orders, longest) int32: the keys of each order; -1 fills up.
    sorting
        (nodes, 6) float64: how urgent a node is, for the orders of insertion; small is first.
    pair
        (meetings, 2, most options) int32: the nodes of the first and of the second visit; -1
        fills up.
    met
        (nodes, 2) int32: the meeting that a node is for, -1 for none, and how many windows it has.
    span
        (nodes, 2 * most windows) int32: ``window`` of nodes that nobody has agreed on yet. Once two
        have, the window of both is that one second: the only entries that change in a search.
    may_meet
        (meetings, shifts, shifts) bool: whether the agents of two shifts may make the two visits.
    balance
        Units per squared paid second.
    options, keys, kinds
        How many there are.
    """

    legs: NDArray[np.int32]
    rough: NDArray[np.uint16]
    grain: int
    row: NDArray[np.int32]
    node: NDArray[np.int64]
    window: NDArray[np.int32]
    shift: NDArray[np.int64]
    rest: NDArray[np.int32]
    opening: NDArray[np.int32]
    closing: NDArray[np.int32]
    price: NDArray[np.int64]
    near: NDArray[np.int32]
    first: NDArray[np.int32]
    member: NDArray[np.int32]
    sorting: NDArray[np.float64]
    pair: NDArray[np.int32]
    met: NDArray[np.int32]
    span: NDArray[np.int32]
    may_meet: NDArray[np.bool_]
    balance: float
    options: int
    keys: int
    kinds: int
