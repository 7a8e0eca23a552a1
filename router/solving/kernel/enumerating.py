"""Every sequence of a few visits, rated: the best route of each shift for every set of visits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.compiling import compiled
from router.solving.kernel.labels import first_start
from router.solving.kernel.state import State
from router.solving.kernel.tables import (
    CAPACITY,
    END,
    FAR,
    FIXED,
    FORTH,
    GAIN,
    INF,
    KEY,
    LOAD,
    MAX_METRES,
    MAX_VISITS,
    ORDER,
    PER_METRE,
    PROFILE,
    RANK,
    RESTS,
    SERVICE,
    START,
    WAY_FORTH,
    Tables,
)
from router.solving.kernel.timing import IMPOSSIBLE, time_cost

__all__ = ["enumerate_routes"]


@compiled
def enumerate_routes(
    P: Tables,
    S: State,
    r: int,
    locked: NDArray[np.int32],
    net: NDArray[np.int64],
    chosen: NDArray[np.int32],
    label: NDArray[np.int32],
    most: int,
) -> bool:
    """Rate every sequence of a shift; False if there were more than ``most`` steps.

    Parameters
    ----------
    P, S
        The problem, and scratch arrays.
    r
        The shift.
    locked
        Keys with which the route begins.
    net
        (2 ** keys,) for each set of keys, cost less gains of the best sequence; IMPOSSIBLE before.
    chosen
        (2 ** keys, keys) its nodes.
    label
        (keys + 1, breaks + 1) scratch.
    most
        Steps.
    """
    q = P.shift[r, PROFILE]
    breaks = P.shift[r, RESTS]
    for b in range(breaks + 1):
        label[0, b] = P.opening[r, b]
    depth = 0
    S.todo[0] = 0  # the node to be tried next, by depth
    taken = 0
    steps = 0
    while depth >= 0:
        v = S.todo[depth]
        if v >= P.options or depth >= P.keys:
            depth -= 1
            if depth >= 0:
                taken ^= 1 << P.node[S.line[depth], KEY]
            continue
        S.todo[depth] += 1
        steps += 1
        if steps > most:
            return False
        key = P.node[v, KEY]
        if P.price[v, r] < 0 or (taken >> key) & 1 or depth >= P.shift[r, MAX_VISITS]:
            continue
        if depth < locked.shape[0] and locked[depth] != key:
            continue
        i = P.shift[r, START] if depth == 0 else S.line[depth - 1]
        gap = P.legs[q, P.row[i], P.row[v], FORTH]
        if gap >= FAR:
            continue
        lawful = True
        for x in range(depth):
            u = S.line[x]
            if P.node[u, ORDER] >= 0 and P.node[u, ORDER] == P.node[v, ORDER]:
                lawful = lawful and P.node[u, RANK] < P.node[v, RANK]
        if not lawful:
            continue
        # Earliest ends with this visit last: if there are none, no longer sequence has any.
        some = False
        for c in range(breaks + 1):
            label[depth + 1, c] = INF
        for b in range(breaks + 1):
            end = label[depth, b]
            if end >= INF:
                continue
            ready = end + gap
            clock = end
            c = b
            while True:
                at = first_start(P, v, ready if ready > clock else clock)
                if at < INF:
                    some = True
                    if at + P.node[v, SERVICE] < label[depth + 1, c]:
                        label[depth + 1, c] = at + P.node[v, SERVICE]
                if c == breaks:
                    break
                begin = P.rest[r, c, 0]
                if clock > begin:
                    begin = clock
                if begin > P.rest[r, c, 1]:
                    break
                clock = begin + P.rest[r, c, 2]
                ready += P.rest[r, c, 2]
                c += 1
        if not some:
            continue
        S.line[depth] = v
        S.line_gap[depth] = gap
        depth += 1
        taken |= 1 << key
        S.todo[depth] = 0
        if depth < locked.shape[0]:
            continue
        home = P.shift[r, END]
        last = P.legs[q, P.row[v], P.row[home], FORTH]
        if last >= FAR:
            continue
        S.line_gap[depth] = last
        metres = P.legs[q, P.row[v], P.row[home], WAY_FORTH]
        work, load, price = last, 0, P.shift[r, FIXED]
        i = P.shift[r, START]
        for x in range(depth):
            u = S.line[x]
            metres += P.legs[q, P.row[i], P.row[u], WAY_FORTH]
            work += S.line_gap[x] + P.node[u, SERVICE]
            load += P.node[u, LOAD]
            price += P.price[u, r] - P.node[u, GAIN]
            i = u
        if load > P.shift[r, CAPACITY] or metres > P.shift[r, MAX_METRES]:
            continue
        price += metres * P.shift[r, PER_METRE]
        if price >= net[taken]:
            continue
        time = time_cost(P, S, r, depth, work, IMPOSSIBLE)
        if time < IMPOSSIBLE and price + time < net[taken]:
            net[taken] = price + time
            for x in range(depth):
                chosen[taken, x] = S.line[x]
    return True
