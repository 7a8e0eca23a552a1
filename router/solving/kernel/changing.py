"""Routes change in a step of the search, and can be put back as they were before it."""

from __future__ import annotations

from router.solving.kernel.compiling import inlined
from router.solving.kernel.labels import refresh
from router.solving.kernel.state import (
    ABSENT,
    ABSENT_AT,
    COST,
    CURRENT,
    FEES,
    LENGTH,
    POSITION,
    ROUTE_OF,
    STEP,
    TOUCHED,
    UNKNOWN,
    USED,
    State,
)
from router.solving.kernel.tables import END, GAIN, KEY, LOCKED, Tables

__all__ = ["cut", "empty", "join", "leave", "put_back", "save", "undo"]


@inlined
def join(P: Tables, S: State, v: int) -> None:
    """Take a node off the list of absent ones."""
    last = S.counter[ABSENT] - 1
    at = S.place[v, ABSENT_AT]
    u = S.absent[last]
    S.absent[at] = u
    S.place[u, ABSENT_AT] = at
    S.place[v, ABSENT_AT] = -1
    S.counter[ABSENT] = last
    S.owner[P.node[v, KEY]] = v
    S.money[CURRENT] -= P.node[v, GAIN]


@inlined
def leave(P: Tables, S: State, v: int) -> None:
    """Put a node that was served on the list of absent ones."""
    n = S.counter[ABSENT]
    S.absent[n] = v
    S.place[v, ABSENT_AT] = n
    S.place[v, ROUTE_OF] = -1
    S.counter[ABSENT] = n + 1
    S.owner[P.node[v, KEY]] = -1
    S.money[CURRENT] += P.node[v, GAIN]


@inlined
def save(S: State, r: int) -> None:
    """Remember a route as it was before this step."""
    if S.stamp[r] == S.counter[STEP]:
        return
    S.stamp[r] = S.counter[STEP]
    S.touched[S.counter[TOUCHED]] = r
    S.counter[TOUCHED] += 1
    S.changed[r] = 1
    for c in range(S.route.shape[1]):
        S.old_route[r, c] = S.route[r, c]
    for k in range(S.route[r, LENGTH] + 2):
        S.old_seq[r, k] = S.seq[r, k]
        S.old_leg[r, k, 0] = S.leg[r, k, 0]
        S.old_leg[r, k, 1] = S.leg[r, k, 1]
        S.old_leg_cost[r, k] = S.leg_cost[r, k]
        for c in range(S.sieve.shape[2]):
            S.old_sieve[r, k, c] = S.sieve[r, k, c]
        for c in range(S.label.shape[2]):
            S.old_label[r, k, c] = S.label[r, k, c]


@inlined
def empty(P: Tables, S: State, r: int) -> None:
    """Make every node of a route absent; the route itself is to be written anew."""
    for k in range(1, S.route[r, LENGTH] + 1):
        leave(P, S, S.seq[r, k])


@inlined
def put_back(P: Tables, S: State, r: int) -> None:
    """Make a route whose nodes are all absent what it was before this step."""
    before, after = S.route[r, LENGTH], S.old_route[r, LENGTH]
    S.counter[USED] += (after > 0) - (before > 0)
    S.money[CURRENT] += S.old_route[r, COST] - S.route[r, COST]
    for c in range(S.route.shape[1]):
        S.route[r, c] = S.old_route[r, c]
    for k in range(after + 2):
        S.seq[r, k] = S.old_seq[r, k]
        S.leg[r, k, 0] = S.old_leg[r, k, 0]
        S.leg[r, k, 1] = S.old_leg[r, k, 1]
        S.leg_cost[r, k] = S.old_leg_cost[r, k]
        for c in range(S.sieve.shape[2]):
            S.sieve[r, k, c] = S.old_sieve[r, k, c]
        for c in range(S.label.shape[2]):
            S.label[r, k, c] = S.old_label[r, k, c]
    for k in range(1, after + 1):
        v = S.seq[r, k]
        join(P, S, v)
        S.place[v, ROUTE_OF] = r
        S.place[v, POSITION] = k


@inlined
def undo(P: Tables, S: State) -> None:
    """Put every touched route back."""
    for t in range(S.counter[TOUCHED]):
        empty(P, S, S.touched[t])
    for t in range(S.counter[TOUCHED]):
        put_back(P, S, S.touched[t])


@inlined
def cut(P: Tables, S: State, r: int, a: int, b: int, c: int, d: int) -> None:
    """Remove the positions from a to b and from c to d, without b and d."""
    save(S, r)
    n = S.route[r, LENGTH]
    to, kept = a, a - 1
    for k in range(a, n + 2):
        v = S.seq[r, k]
        if k < b or c <= k < d:
            S.route[r, FEES] -= P.price[v, r]
            leave(P, S, v)
        else:
            S.seq[r, to] = v
            if kept == k - 1:
                S.leg[r, to - 1, 0] = S.leg[r, k - 1, 0]
                S.leg[r, to - 1, 1] = S.leg[r, k - 1, 1]
            else:
                S.leg[r, to - 1, 0] = UNKNOWN
            kept = k
            to += 1
    S.route[r, LENGTH] = to - 2
    if to == 2:
        S.counter[USED] -= 1
    while not refresh(P, S, r):
        # Without the triangle inequality a shorter route can be later: take off all we may.
        locked = P.shift[r, LOCKED]
        if S.route[r, LENGTH] == locked:  # at these times it holds only with what came after
            empty(P, S, r)
            put_back(P, S, r)
            return
        for k in range(locked + 1, S.route[r, LENGTH] + 1):
            S.route[r, FEES] -= P.price[S.seq[r, k], r]
            leave(P, S, S.seq[r, k])
        S.leg[r, locked, 0] = UNKNOWN
        if locked == 0:
            S.counter[USED] -= 1
        S.seq[r, locked + 1] = P.shift[r, END]
        S.route[r, LENGTH] = locked
