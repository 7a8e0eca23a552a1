"""Meetings that follow each other closely are moved in time by the same seconds."""

from __future__ import annotations

from router.solving.kernel.changing import save
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import chance
from router.solving.kernel.labels import refresh
from router.solving.kernel.pinning import common_start, hold
from router.solving.kernel.state import (
    AT,
    EARLIEST,
    FIRST,
    LATEST_READY,
    LENGTH,
    POSITION,
    ROUTE_OF,
    SECOND,
    TOUCHED,
    State,
)
from router.solving.kernel.tables import MEETING, SERVICE, Tables

__all__ = ["shift_times"]

LONGEST = 11.0  # doublings of a second by which meetings are moved, at most


@inlined
def _beside(P: Tables, S: State, r: int, k: int, step: int) -> int:
    """Return the position of the next met node of a route in a direction; -1 if there is none."""
    k += step
    while 1 <= k <= S.route[r, LENGTH]:
        if P.met[S.seq[r, k], MEETING] >= 0:
            return k
        k += step
    return -1


@inlined
def _move(P: Tables, S: State, m: int, by: int, follow: float) -> bool:
    """Move a meeting in time with all that it pushes, and some of what it would leave behind."""
    count = S.met.shape[0]
    for x in range(count):
        S.moved[x] = 0
    S.moved[m] = 1
    S.waiting[0] = m
    waiting, at = 1, 0
    while at < waiting:
        x = S.waiting[at]
        at += 1
        moved = int(S.met[x, AT]) + by
        v, w = int(S.met[x, FIRST]), int(S.met[x, SECOND])
        if common_start(P, v, w, moved) != moved:
            return False
        for u in (v, w):
            r, k = S.place[u, ROUTE_OF], int(S.place[u, POSITION])
            save(S, r)
            for step in (-1, 1):
                c = _beside(P, S, r, k, step)
                if c < 0:
                    continue
                y = P.met[S.seq[r, c], MEETING]
                if S.moved[y]:
                    continue
                pushed = False
                if (step > 0) == (by > 0):
                    first, last = (k, c) if step > 0 else (c, k)
                    busy = 0
                    for z in range(first, last):
                        busy += P.node[S.seq[r, z], SERVICE] + S.leg[r, z, 0]
                    apart = S.met[y, AT] - moved if step > 0 else moved - S.met[y, AT]
                    pushed = apart < busy
                if pushed or chance(S) < follow:
                    S.moved[y] = 1
                    S.waiting[waiting] = y
                    waiting += 1
    for x in range(waiting):
        y = int(S.waiting[x])
        v, w = int(S.met[y, FIRST]), int(S.met[y, SECOND])
        hold(P, S, y, v, w, S.met[y, AT] + by)
    holds = True
    for x in range(S.counter[TOUCHED]):
        holds = refresh(P, S, S.touched[x]) and holds
    return holds


@compiled
def shift_times(P: Tables, S: State) -> bool:
    """Move some meetings in time by the same seconds; False if nothing came of it."""
    m = int(chance(S) * S.met.shape[0])
    if S.met[m, FIRST] < 0:
        return False
    v = S.met[m, FIRST] if chance(S) < 0.5 else S.met[m, SECOND]
    r, k, at = int(S.place[v, ROUTE_OF]), int(S.place[v, POSITION]), int(S.met[m, AT])
    how = chance(S)
    if how < 0.25:  # to when he can be there
        by = S.sieve[r, k - 1, EARLIEST] + S.leg[r, k - 1, 0] - at
    elif how < 0.5:  # to when he must be there
        by = S.sieve[r, k + 1, LATEST_READY] - S.leg[r, k, 0] - P.node[v, SERVICE] - at
    else:
        by = int(2.0 ** (chance(S) * LONGEST))
        if chance(S) < 0.5:
            by = -by
    if by == 0:
        return False
    return _move(P, S, m, by, 0.5 * int(chance(S) * 3.0))
