"""Two nodes at which agents meet, pinned to one second, parted, and put back as they were.

The window of both nodes of a meeting that is made is that one second, so that all else on their
routes is searched as if nobody met.
"""

from __future__ import annotations

from router.solving.kernel.changing import cut
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.state import AT, FIRST, POSITION, ROUTE_OF, SECOND, State
from router.solving.kernel.tables import (
    FIRST_END,
    INF,
    LAST_START,
    LOCKED,
    MEETING,
    SERVICE,
    SPANS,
    WINDOWS,
    Tables,
)

__all__ = [
    "agree",
    "agreed",
    "common_start",
    "forget_absent",
    "hold",
    "loosen",
    "may_rejoin",
    "open_both",
    "part",
    "pin",
    "remember",
    "restore",
]


@inlined
def pin(P: Tables, v: int, at: int) -> None:
    """Let a node start at one time only."""
    P.window[v, 0] = at
    P.window[v, 1] = at
    P.node[v, WINDOWS] = 1
    P.node[v, FIRST_END] = at + P.node[v, SERVICE]
    P.node[v, LAST_START] = at


@inlined
def _open_again(P: Tables, v: int) -> None:
    """Let a node start whenever it may by itself."""
    spans = P.met[v, SPANS]
    for c in range(2 * spans):
        P.window[v, c] = P.span[v, c]
    P.node[v, WINDOWS] = spans
    P.node[v, FIRST_END] = P.span[v, 0] + P.node[v, SERVICE]
    P.node[v, LAST_START] = P.span[v, 2 * spans - 1]


@inlined
def open_both(P: Tables, m: int) -> None:
    """Let every node of a meeting start whenever it may by itself."""
    for side in range(2):
        for x in range(P.pair.shape[2]):
            if P.pair[m, side, x] >= 0:
                _open_again(P, P.pair[m, side, x])


@inlined
def loosen(P: Tables, S: State, m: int) -> None:
    """Note that a meeting is not made."""
    S.met[m, FIRST] = -1
    S.met[m, SECOND] = -1
    open_both(P, m)


@inlined
def hold(P: Tables, S: State, m: int, v: int, w: int, at: int) -> None:
    """Do what `agree` does, as part of other functions."""
    S.met[m, FIRST] = v
    S.met[m, SECOND] = w
    S.met[m, AT] = at
    pin(P, v, at)
    pin(P, w, at)


@compiled
def agree(P: Tables, S: State, m: int, v: int, w: int, at: int) -> None:
    """Note that a meeting is made by two nodes at a time, and pin them to it."""
    hold(P, S, m, v, w, at)


@inlined
def remember(S: State) -> None:
    """Note the meetings as they are before a step."""
    for m in range(S.met.shape[0]):
        for c in range(3):
            S.old_met[m, c] = S.met[m, c]


@inlined
def restore(P: Tables, S: State) -> None:
    """Make the meetings what they were before this step."""
    for m in range(S.met.shape[0]):
        v, w = int(S.old_met[m, FIRST]), int(S.old_met[m, SECOND])
        at = int(S.old_met[m, AT])
        if v != S.met[m, FIRST] or w != S.met[m, SECOND]:
            loosen(P, S, m)
        S.met[m, AT] = at
        if v >= 0:
            hold(P, S, m, v, w, at)


@inlined
def agreed(P: Tables, S: State, v: int) -> bool:
    """Tell whether a node is one of the two by which its meeting is made."""
    m = P.met[v, MEETING]
    return m >= 0 and (S.met[m, FIRST] == v or S.met[m, SECOND] == v)


@inlined
def may_rejoin(P: Tables, S: State, v: int, r: int) -> bool:
    """Tell whether the agent of a route may meet who waits for a node at its meeting."""
    m = P.met[v, MEETING]
    if S.met[m, FIRST] == v:
        return bool(P.may_meet[m, r, S.place[S.met[m, SECOND], ROUTE_OF]])
    return bool(P.may_meet[m, S.place[S.met[m, FIRST], ROUTE_OF], r])


@inlined
def forget_absent(P: Tables, S: State) -> None:
    """Note of the meetings whose two visits are both absent that they are not made."""
    for m in range(S.met.shape[0]):
        v, w = S.met[m, FIRST], S.met[m, SECOND]
        if v >= 0 and S.place[v, ROUTE_OF] < 0 and S.place[w, ROUTE_OF] < 0:
            loosen(P, S, m)


@compiled
def part(P: Tables, S: State) -> bool:
    """Take off who has lost his partner in this step; False if somebody cannot be."""
    again = True
    while again:
        again = False
        for m in range(S.met.shape[0]):
            v, w = S.met[m, FIRST], S.met[m, SECOND]
            if v < 0 or (S.place[v, ROUTE_OF] < 0) == (S.place[w, ROUTE_OF] < 0):
                continue
            u = v if S.place[w, ROUTE_OF] < 0 else w
            r, k = S.place[u, ROUTE_OF], int(S.place[u, POSITION])
            if k <= P.shift[r, LOCKED]:
                return False
            cut(P, S, r, k, k + 1, k + 1, k + 1)
            if S.place[u, ROUTE_OF] >= 0:
                return False
            again = True
    forget_absent(P, S)
    return True


@compiled
def common_start(P: Tables, v: int, w: int, at: int) -> int:
    """Return the first time from ``at`` on at which both nodes may start; INF if there is none."""
    while True:
        later = at
        for u in (v, w):
            fits = False
            for c in range(P.met[u, SPANS]):
                if later <= P.span[u, 2 * c + 1]:
                    if P.span[u, 2 * c] > later:
                        later = P.span[u, 2 * c]
                    fits = True
                    break
            if not fits:
                return INF
        if later == at:
            return at
        at = later
