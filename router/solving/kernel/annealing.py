"""Ruin and recreate with simulated annealing, after Christiaens and Vanden Berghe (2020, SISR).

Each step removes strings of neighbours from a few routes and inserts them again, together with
some absent visits near by; what finds no place may take that of another. Differences from the
paper: visits are optional, an absent visit may be the seed of the ruin, and all options of a visit
(or visits of a group) are tried together.
"""

from __future__ import annotations

import math

from router.solving.kernel.changing import join, leave, save, undo
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import chance
from router.solving.kernel.labels import refresh
from router.solving.kernel.moving import shift_times
from router.solving.kernel.pinning import (
    forget_absent,
    part,
    remember,
    restore,
)
from router.solving.kernel.recording import keep_best, record_all
from router.solving.kernel.recreating import EAGER_TRIP, best_meeting, recreate
from router.solving.kernel.ruining import ruin
from router.solving.kernel.settings import Settings
from router.solving.kernel.state import (
    ABSENT,
    BEST,
    CURRENT,
    EVERYWHERE,
    FEES,
    LAST_RECORD,
    LENGTH,
    STEP,
    TOUCHED,
    UNKNOWN,
    State,
)
from router.solving.kernel.tables import (
    KEY,
    LOCKED,
    MEETING,
    NEXT,
    Tables,
)

__all__ = ["anneal"]

BLINK = 0.01  # chance that a gap is overlooked
RETIMED = 0.1  # share of steps that try another option of a visit with which a route must begin
URGENT = 1e30
EAGER = 4  # times a gain at which routes may begin in some steps


@compiled
def _retime(P: Tables, S: State) -> None:
    """Make a visit with which some route must begin in another of its options, if that holds."""
    r = int(chance(S) * P.shift.shape[0])
    locked = P.shift[r, LOCKED]
    if locked == 0 or locked > S.route[r, LENGTH]:
        return
    k = 1 + int(chance(S) * locked)
    u = S.seq[r, k]
    v = P.node[u, NEXT]
    for _ in range(int(chance(S) * 3.0)):
        v = P.node[v, NEXT]
    if v == u or P.price[v, r] < 0:
        return
    save(S, r)
    for _ in range(2):  # there, or back again
        leave(P, S, u)
        join(P, S, v)
        S.seq[r, k] = v
        S.route[r, FEES] += P.price[v, r] - P.price[u, r]
        S.leg[r, k - 1, 0] = UNKNOWN
        S.leg[r, k, 0] = UNKNOWN
        if refresh(P, S, r):
            return
        u, v = v, u


@inlined
def _begins_variously(P: Tables, S: State) -> bool:
    """Tell whether a visit with which a route must begin has several options."""
    for r in range(P.shift.shape[0]):
        if P.shift[r, LOCKED] <= S.route[r, LENGTH]:
            for k in range(1, P.shift[r, LOCKED] + 1):
                if P.node[S.seq[r, k], NEXT] != S.seq[r, k]:
                    return True
    return False


@inlined
def _sort(S: State, m: int) -> None:
    """Sort the first m entries of ``S.todo`` by urgency (Shell sort)."""
    step = 1
    while step < m // 3:
        step = 3 * step + 1
    while step > 0:
        for a in range(step, m):
            v, key = S.todo[a], S.urgency[a]
            b = a - step
            while b >= 0 and S.urgency[b] > key:
                S.urgency[b + step] = S.urgency[b]
                S.todo[b + step] = S.todo[b]
                b -= step
            S.urgency[b + step] = key
            S.todo[b + step] = v
        step //= 3


@inlined
def _list_absent(P: Tables, S: State, seed: int, before: int, most: int, trip: bool) -> int:
    """List what was removed, then absent visits near the seed: one node per key.

    For a trip it begins with the seed, if that is absent, and all that are near follow.
    """
    offset = P.shift.shape[0] + P.kinds
    m = 0
    step = S.counter[STEP]
    if trip and S.owner[P.node[seed, KEY]] < 0:
        S.seen[offset + P.node[seed, KEY]] = step
        S.place[seed, EVERYWHERE] = 1
        S.todo[0] = seed
        m = 1
    for x in range(before, S.counter[ABSENT]):
        v = S.absent[x]
        key = P.node[v, KEY]
        if S.seen[offset + key] != step:
            S.seen[offset + key] = step
            S.place[v, EVERYWHERE] = 1
            S.todo[m] = v
            m += 1
    if before > 0 and most > 0:
        more = most if trip else int(chance(S) * (most + 1))
        q = -1
        while more > 0 and q < P.near.shape[1]:
            key = P.node[seed, KEY] if q < 0 else P.near[seed, q]
            q += 1
            if key < 0:
                break
            v = P.first[key]
            if S.owner[key] >= 0 or S.seen[offset + key] == step:
                continue
            S.seen[offset + key] = step
            S.place[v, EVERYWHERE] = q == 0
            S.todo[m] = v
            m += 1
            more -= 1
    return m


@compiled
def _rebuild(P: Tables, S: State, W: Settings, retimed: float) -> bool:
    """Remove strings and insert what is absent; False if somebody at a meeting were left alone."""
    before = S.counter[ABSENT]
    seed = ruin(P, S, W)
    waits = P.pair.shape[0] > 0 and chance(S) < W.waiting
    if waits:
        forget_absent(P, S)
    elif P.pair.shape[0] > 0 and not part(P, S):
        return False
    eager = 1
    if W.begin > 0 and chance(S) < W.begin:
        eager = EAGER if chance(S) < 0.5 else EAGER_TRIP
    m = _list_absent(P, S, seed, before, W.absent, eager == EAGER_TRIP)
    if retimed > 0 and chance(S) < retimed:
        _retime(P, S)
    x = chance(S) * sum(W.weights)
    mode = 0
    while mode < 5 and x >= W.weights[mode]:
        x -= W.weights[mode]
        mode += 1
    for t in range(m):
        v = S.todo[t]
        if mode == 0:
            S.urgency[t] = chance(S)
        elif mode == 5:
            S.urgency[t] = P.sorting[v, 5] * (0.7 + 0.6 * chance(S))
        else:
            S.urgency[t] = P.sorting[v, mode]
    if eager == EAGER_TRIP and m > 0 and S.todo[0] == seed:
        S.urgency[0] = -math.inf
    if P.pair.shape[0] > 0 and chance(S) < W.pairs_first:
        for t in range(m):
            if P.met[S.todo[t], MEETING] >= 0:
                S.urgency[t] -= URGENT
    _sort(S, m)
    recreate(P, S, m, W.neighbours, BLINK, True, eager)
    return not waits or _give_up(P, S, m, eager)


@inlined
def _give_up(P: Tables, S: State, m: int, eager: int) -> bool:
    """Make the meetings anew to which nobody came; False if somebody cannot but wait there."""
    absent = S.counter[ABSENT]
    if not part(P, S):
        return False
    if S.counter[ABSENT] > absent:
        for t in range(m):
            v = S.todo[t]
            if P.met[v, MEETING] >= 0 and S.owner[P.node[v, KEY]] < 0:
                best_meeting(P, S, v, 0, True, BLINK, eager)
    return True


@compiled
def anneal(P: Tables, S: State, W: Settings, steps: int, hot: float, cold: float) -> None:
    """Make steps while the temperature falls from hot to cold; the state keeps the best plan."""
    heat = hot
    cooling = (cold / hot) ** (1.0 / steps)
    several = P.pair.shape[0] > 0
    retimed = RETIMED if _begins_variously(P, S) else 0.0
    for _ in range(steps):
        heat *= cooling
        S.counter[STEP] += 1
        S.counter[TOUCHED] = 0
        old = S.money[CURRENT]
        holds = True
        if several:
            remember(S)
        if several and chance(S) < W.shifted:
            holds = shift_times(P, S)
        else:
            holds = _rebuild(P, S, W, retimed)
        new = S.money[CURRENT]
        if holds and (new < old or new < old - heat * math.log(chance(S) + 1e-300)):
            if new < S.money[BEST]:
                keep_best(P, S)
                if W.record_every > 0:
                    record_all(P, S)
            elif W.record_every > 0 and S.counter[STEP] - S.counter[LAST_RECORD] >= W.record_every:
                S.counter[LAST_RECORD] = S.counter[STEP]
                record_all(P, S)
        else:
            undo(P, S)
            if several:
                restore(P, S)
