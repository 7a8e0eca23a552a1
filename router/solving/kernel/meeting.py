"""Two nodes at which agents meet: put, moved and taken off together, in the same second.

A meeting that is made is pinned: that one second is the window of both nodes, so that all else on
their routes is searched as if nobody met. Times change when both are taken off and put again where
their gaps agree, and when meetings that follow each other closely are moved by the same seconds.
"""

from __future__ import annotations

from router.solving.kernel.changing import cut, save
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import chance, order_bounds, passes
from router.solving.kernel.labels import first_start, last_ready, refresh
from router.solving.kernel.state import (
    AT,
    EARLIEST,
    FIRST,
    LATEST_READY,
    LENGTH,
    LOADED,
    METRES_SUM,
    POSITION,
    ROUTE_OF,
    SECOND,
    TIME_COST,
    TOUCHED,
    WORK,
    State,
)
from router.solving.kernel.tables import (
    BACK,
    CAPACITY,
    FAR,
    FIRST_END,
    FIXED,
    FORTH,
    GAIN,
    INF,
    KEY,
    LAST_START,
    LOAD,
    LOCKED,
    MAX_METRES,
    MAX_VISITS,
    MEETING,
    PER_METRE,
    PER_SECOND,
    PROFILE,
    SERVICE,
    SPANS,
    TIMED,
    WAY_BACK,
    WAY_FORTH,
    WINDOWS,
    Tables,
)
from router.solving.kernel.timing import IMPOSSIBLE, time_cost

__all__ = [
    "agree",
    "loosen",
    "meet",
    "part",
    "remember",
    "restore",
    "shift_times",
]

MOST_PAIRS = 10  # of gaps that are rated for one meeting
LONGEST = 11.0  # doublings of a second by which meetings are moved, at most

# Columns of ``State.gap``.
LEAST, NODE, ROUTE, BEHIND, SOONEST, LATEST_AT, TRIED = range(7)


@inlined
def _pin(P: Tables, v: int, at: int) -> None:
    P.window[v, 0] = at
    P.window[v, 1] = at
    P.node[v, WINDOWS] = 1
    P.node[v, FIRST_END] = at + P.node[v, SERVICE]
    P.node[v, LAST_START] = at


@inlined
def _open(P: Tables, v: int) -> None:
    """Let a node start whenever it may by itself."""
    spans = P.met[v, SPANS]
    for c in range(2 * spans):
        P.window[v, c] = P.span[v, c]
    P.node[v, WINDOWS] = spans
    P.node[v, FIRST_END] = P.span[v, 0] + P.node[v, SERVICE]
    P.node[v, LAST_START] = P.span[v, 2 * spans - 1]


@inlined
def loosen(P: Tables, S: State, m: int) -> None:
    """Note that a meeting is not made."""
    S.met[m, FIRST] = -1
    S.met[m, SECOND] = -1
    for side in range(2):
        for x in range(P.pair.shape[2]):
            if P.pair[m, side, x] >= 0:
                _open(P, P.pair[m, side, x])


@inlined
def _agree(P: Tables, S: State, m: int, v: int, w: int, at: int) -> None:
    S.met[m, FIRST] = v
    S.met[m, SECOND] = w
    S.met[m, AT] = at
    _pin(P, v, at)
    _pin(P, w, at)


@compiled
def agree(P: Tables, S: State, m: int, v: int, w: int, at: int) -> None:
    """Note that a meeting is made by two nodes at a time, and pin them to it."""
    _agree(P, S, m, v, w, at)


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
        v, w, at = S.old_met[m, FIRST], S.old_met[m, SECOND], S.old_met[m, AT]
        if v != S.met[m, FIRST] or w != S.met[m, SECOND]:
            loosen(P, S, m)
        S.met[m, AT] = at
        if v >= 0:
            _agree(P, S, m, v, w, at)


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
            r, k = S.place[u, ROUTE_OF], S.place[u, POSITION]
            if k <= P.shift[r, LOCKED]:
                return False
            cut(P, S, r, k, k + 1, k + 1, k + 1)
            if S.place[u, ROUTE_OF] >= 0:
                return False
            again = True
    for m in range(S.met.shape[0]):
        if S.met[m, FIRST] >= 0 and S.place[S.met[m, FIRST], ROUTE_OF] < 0:
            loosen(P, S, m)
    return True


@compiled
def _list_gaps(P: Tables, S: State, m: int, side: int) -> int:
    """List where one of the two may go, with what that costs at least; return how many places."""
    found = 0
    for x in range(P.pair.shape[2]):
        v = P.pair[m, side, x]
        if v < 0 or S.owner[P.node[v, KEY]] >= 0:
            break
        service, gain = P.node[v, SERVICE], P.node[v, GAIN]
        last, first_end = P.node[v, LAST_START], P.node[v, FIRST_END]
        for r in range(P.shift.shape[0]):
            price = P.price[v, r]
            n = S.route[r, LENGTH]
            if price < 0 or n >= P.shift[r, MAX_VISITS] or n + 3 > S.seq.shape[1]:
                continue
            if S.route[r, LOADED] + P.node[v, LOAD] > P.shift[r, CAPACITY]:
                continue
            q, per_metre = P.shift[r, PROFILE], P.shift[r, PER_METRE]
            lowest, highest = order_bounds(P, S, r, v)
            if n == 0:
                price += P.shift[r, FIXED]
            for k in range(lowest, highest + 1):
                if S.sieve[r, k, EARLIEST] > last:
                    break
                if S.sieve[r, k + 1, LATEST_READY] < first_end:
                    continue
                i, j = S.seq[r, k], S.seq[r, k + 1]
                arrive, leave = P.legs[q, v, i, BACK], P.legs[q, v, j, FORTH]
                if arrive >= FAR or leave >= FAR:
                    continue
                soonest = first_start(P, v, S.sieve[r, k, EARLIEST] + arrive)
                end = S.sieve[r, k + 1, LATEST_READY] - leave
                latest = last_ready(P, v, end - service) if end >= service else -1
                if soonest > latest:
                    continue
                metres = P.legs[q, v, i, WAY_BACK] + P.legs[q, v, j, WAY_FORTH]
                work = arrive + leave + service
                if n > 0:
                    metres -= S.leg[r, k, 1]
                    work += S.route[r, WORK] - S.leg[r, k, 0]
                if S.route[r, METRES_SUM] + metres > P.shift[r, MAX_METRES]:
                    continue
                cost = price + metres * per_metre - gain
                if P.shift[r, TIMED]:
                    cost += work * P.shift[r, PER_SECOND] + int(work * work * P.balance)
                    cost -= S.route[r, TIME_COST]
                if found < S.gap.shape[1]:
                    S.gap[side, found, LEAST] = cost
                    S.gap[side, found, NODE] = v
                    S.gap[side, found, ROUTE] = r
                    S.gap[side, found, BEHIND] = k
                    S.gap[side, found, SOONEST] = soonest
                    S.gap[side, found, LATEST_AT] = latest
                    S.gap[side, found, TRIED] = -1
                    found += 1
    return found


@inlined
def _cost_at(P: Tables, S: State, side: int, x: int, bound: int) -> int:
    """Return what a listed place costs once it is pinned; not exact from ``bound`` on."""
    v, r, k = S.gap[side, x, NODE], S.gap[side, x, ROUTE], S.gap[side, x, BEHIND]
    q, n = P.shift[r, PROFILE], S.route[r, LENGTH]
    i, j = S.seq[r, k], S.seq[r, k + 1]
    arrive, leave = P.legs[q, v, i, BACK], P.legs[q, v, j, FORTH]
    if not P.shift[r, TIMED]:
        return S.gap[side, x, LEAST]
    work = arrive + leave + P.node[v, SERVICE]
    if n > 0:
        work += S.route[r, WORK] - S.leg[r, k, 0]
    for y in range(k):
        S.line[y] = S.seq[r, y + 1]
        S.line_gap[y] = S.leg[r, y, 0]
    S.line[k] = v
    S.line_gap[k] = arrive
    S.line_gap[k + 1] = leave
    for y in range(k, n):
        S.line[y + 1] = S.seq[r, y + 1]
        S.line_gap[y + 2] = S.leg[r, y + 1, 0]
    sure = S.gap[side, x, LEAST] - work * P.shift[r, PER_SECOND] - int(work * work * P.balance)
    return sure + time_cost(P, S, r, n + 1, work, bound - sure)


@compiled
def _common_start(P: Tables, v: int, w: int, at: int) -> int:
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


@inlined
def _common_end(P: Tables, v: int, w: int, at: int) -> int:
    """Return the last time until ``at`` at which both nodes may start; -1 if there is none."""
    while True:
        sooner = at
        for u in (v, w):
            fits = False
            for c in range(P.met[u, SPANS] - 1, -1, -1):
                if P.span[u, 2 * c] <= sooner:
                    if P.span[u, 2 * c + 1] < sooner:
                        sooner = P.span[u, 2 * c + 1]
                    fits = True
                    break
            if not fits:
                return -1
        if sooner == at:
            return at
        at = sooner


@inlined
def _try_at(P: Tables, S: State, a: int, b: int, at: int, best: int) -> int:
    """Rate two listed places at a time, and keep them if that costs less than ``best``."""
    total = S.gap[0, a, LEAST] + S.gap[1, b, LEAST]
    for side in range(2):
        x = a if side == 0 else b
        v, r, k = S.gap[side, x, NODE], S.gap[side, x, ROUTE], S.gap[side, x, BEHIND]
        legs = P.legs[P.shift[r, PROFILE], v]
        _pin(P, v, at)
        arrive, leave = legs[S.seq[r, k], BACK], legs[S.seq[r, k + 1], FORTH]
        if not passes(P, S, r, k, k + 1, v, arrive, leave):
            return best
    for side in range(2):
        x = a if side == 0 else b
        total -= S.gap[side, x, LEAST]
        total += _cost_at(P, S, side, x, best - total)
        if total >= best:
            return best
    S.found[0] = S.gap[0, a, NODE]
    S.found[1] = S.gap[0, a, ROUTE]
    S.found[2] = S.gap[0, a, BEHIND]
    S.found[3] = S.gap[1, b, NODE]
    S.found[4] = S.gap[1, b, ROUTE]
    S.found[5] = S.gap[1, b, BEHIND]
    S.found[6] = at
    return total


@compiled
def meet(P: Tables, S: State, m: int, best: int, blinks: float) -> int:
    """Return what a meeting costs at best, gains taken off, and note in ``S.found`` how it is made.

    ``best`` if it does not cost less. Pairs of places are tried by what they cost at least, each at
    the first and last time at which both hold, at the time of before and at one by chance.
    """
    ours, theirs = _list_gaps(P, S, m, 0), _list_gaps(P, S, m, 1)
    least = IMPOSSIBLE
    for b in range(theirs):
        if S.gap[1, b, LEAST] < least:
            least = S.gap[1, b, LEAST]
    tried = 0
    while tried < MOST_PAIRS:
        a = -1
        for x in range(ours):
            if S.gap[0, x, TRIED] < 0 and (a < 0 or S.gap[0, x, LEAST] < S.gap[0, a, LEAST]):
                a = x
        if a < 0 or S.gap[0, a, LEAST] + least >= best:
            break
        S.gap[0, a, TRIED] = 0
        if blinks > 0 and chance(S) < blinks:
            continue
        r = S.gap[0, a, ROUTE]
        while tried < MOST_PAIRS:
            b = -1
            cheapest = best - S.gap[0, a, LEAST]
            for x in range(theirs):
                if (
                    S.gap[1, x, LEAST] < cheapest
                    and S.gap[1, x, TRIED] != a
                    and S.gap[1, x, SOONEST] <= S.gap[0, a, LATEST_AT]
                    and S.gap[1, x, LATEST_AT] >= S.gap[0, a, SOONEST]
                    and P.may_meet[m, r, S.gap[1, x, ROUTE]]
                ):
                    b = x
                    cheapest = S.gap[1, x, LEAST]
            if b < 0:
                break
            S.gap[1, b, TRIED] = a
            v, w = S.gap[0, a, NODE], S.gap[1, b, NODE]
            lo = max(S.gap[0, a, SOONEST], S.gap[1, b, SOONEST])
            hi = min(S.gap[0, a, LATEST_AT], S.gap[1, b, LATEST_AT])
            lo = _common_start(P, v, w, lo)
            hi = _common_end(P, v, w, hi)
            if lo > hi:
                continue
            tried += 1
            for way in range(4):
                at = lo
                if way == 1:
                    at = hi
                elif way == 2:
                    at = S.old_met[m, AT]
                elif way == 3:
                    at = lo + int(chance(S) * (hi - lo + 1))
                if at < lo or at > hi or (way > 0 and at == lo) or (way > 1 and at == hi):
                    continue
                if way > 1 and _common_start(P, v, w, at) != at:
                    continue
                best = _try_at(P, S, a, b, at, best)
    for side in range(2):
        for x in range(P.pair.shape[2]):
            if P.pair[m, side, x] >= 0:
                _open(P, P.pair[m, side, x])
    return best


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
        time = S.met[x, AT]
        moved = time + by
        v, w = S.met[x, FIRST], S.met[x, SECOND]
        if _common_start(P, v, w, moved) != moved:
            return False
        for u in (v, w):
            r, k = S.place[u, ROUTE_OF], S.place[u, POSITION]
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
        y = S.waiting[x]
        _agree(P, S, y, S.met[y, FIRST], S.met[y, SECOND], S.met[y, AT] + by)
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
    r, k, at = S.place[v, ROUTE_OF], S.place[v, POSITION], S.met[m, AT]
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
