"""A plan is begun: emptied, followed route by route, or filled greedily."""

from __future__ import annotations

from router.solving.kernel.changing import join, leave, save, undo
from router.solving.kernel.compiling import compiled
from router.solving.kernel.insertion import order_bounds
from router.solving.kernel.labels import refresh
from router.solving.kernel.pinning import (
    loosen,
    part,
)
from router.solving.kernel.recording import keep_best
from router.solving.kernel.recreating import recreate
from router.solving.kernel.state import (
    BEST,
    CURRENT,
    EVERYWHERE,
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
from router.solving.kernel.tables import (
    CAPACITY,
    END,
    KEY,
    LOAD,
    LOCKED,
    MAX_VISITS,
    Tables,
)

__all__ = ["clear", "follow", "insert_all"]


@compiled
def clear(P: Tables, S: State) -> None:
    """Empty every route; best plan and remembered routes stay."""
    S.counter[TOUCHED] = 0
    for r in range(P.shift.shape[0]):
        for k in range(1, S.route[r, LENGTH] + 1):
            leave(P, S, S.seq[r, k])
        S.route[r, LENGTH] = 0
        S.route[r, FEES] = 0
        S.leg[r, 0, 0] = UNKNOWN
        S.seq[r, 1] = P.shift[r, END]
        refresh(P, S, r)
    S.counter[USED] = 0
    for m in range(S.met.shape[0]):
        loosen(P, S, m)


@compiled
def insert_all(P: Tables, S: State, m: int, neighbours: int, eager: int) -> None:
    """Insert the first m nodes of ``S.todo`` greedily, as a first plan; nobody meets nobody."""
    S.counter[STEP] += 1
    S.counter[TOUCHED] = 0
    if P.pair.shape[0] > 0:
        part(P, S)
    for t in range(m):
        S.place[S.todo[t], EVERYWHERE] = 1
    recreate(P, S, m, neighbours, 0.0, False, eager)
    if S.money[CURRENT] < S.money[BEST]:
        keep_best(P, S)


@compiled
def follow(P: Tables, S: State, r: int, n: int) -> bool:
    """Make ``S.line[:n]`` the route of a shift that has none; False, changing nothing, if not."""
    S.counter[STEP] += 1
    S.counter[TOUCHED] = 0
    save(S, r)
    fits = S.route[r, LENGTH] == 0
    load = 0
    for k in range(n):
        v = S.line[k]
        lowest, highest = order_bounds(P, S, r, v)
        fits = (
            fits
            and P.price[v, r] >= 0
            and S.owner[P.node[v, KEY]] < 0
            and (lowest <= k or k < P.shift[r, LOCKED])
            and k <= highest
            and k < P.shift[r, MAX_VISITS]
        )
        if not fits:
            break
        load += P.node[v, LOAD]
        S.seq[r, k + 1] = v
        S.place[v, ROUTE_OF] = r
        S.place[v, POSITION] = k + 1
        S.route[r, LENGTH] = k + 1
        S.route[r, FEES] += P.price[v, r]
        join(P, S, v)
    for k in range(S.route[r, LENGTH] + 1):
        S.leg[r, k, 0] = UNKNOWN
    S.counter[USED] += (S.route[r, LENGTH] > 0) - (S.old_route[r, LENGTH] > 0)
    S.seq[r, S.route[r, LENGTH] + 1] = P.shift[r, END]
    if not fits or load > P.shift[r, CAPACITY] or not refresh(P, S, r):
        undo(P, S)
        return False
    return True
