"""Where and when two agents meet best: in pairs of gaps that agree, at several of the times."""

from __future__ import annotations

from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import chance, order_bounds, passes
from router.solving.kernel.labels import first_start, last_ready
from router.solving.kernel.pinning import common_start, open_both, pin
from router.solving.kernel.state import (
    AT,
    EARLIEST,
    LATEST_READY,
    LENGTH,
    LOADED,
    METRES_SUM,
    TIME_COST,
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
    KEY,
    LAST_START,
    LOAD,
    MAX_METRES,
    MAX_VISITS,
    PER_METRE,
    PER_SECOND,
    PROFILE,
    SERVICE,
    SPANS,
    TIMED,
    WAY_BACK,
    WAY_FORTH,
    Tables,
)
from router.solving.kernel.timing import IMPOSSIBLE, time_cost

__all__ = ["meet"]

MOST_PAIRS = 10  # of gaps that are rated for one meeting

# Columns of ``State.gap``.
LEAST, NODE, ROUTE, BEHIND, SOONEST, LATEST_AT, TRIED = range(7)


@compiled
def _list_gaps(P: Tables, S: State, m: int, side: int) -> int:
    """List where one of the two may go, with what that costs at least; return how many places."""
    found = 0
    for x in range(P.pair.shape[2]):
        v = int(P.pair[m, side, x])
        if v < 0 or S.owner[P.node[v, KEY]] >= 0:
            break
        door, service, gain = P.row[v], P.node[v, SERVICE], P.node[v, GAIN]
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
                i, j = P.row[S.seq[r, k]], P.row[S.seq[r, k + 1]]
                arrive, leave = P.legs[q, door, i, BACK], P.legs[q, door, j, FORTH]
                if arrive >= FAR or leave >= FAR:
                    continue
                soonest = first_start(P, v, S.sieve[r, k, EARLIEST] + arrive)
                end = S.sieve[r, k + 1, LATEST_READY] - leave
                latest = last_ready(P, v, end - service) if end >= service else -1
                if soonest > latest:
                    continue
                metres = P.legs[q, door, i, WAY_BACK] + P.legs[q, door, j, WAY_FORTH]
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
    door, i, j = P.row[v], P.row[S.seq[r, k]], P.row[S.seq[r, k + 1]]
    arrive, leave = P.legs[q, door, i, BACK], P.legs[q, door, j, FORTH]
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
        legs = P.legs[P.shift[r, PROFILE], P.row[v]]
        pin(P, v, at)
        i, j = P.row[S.seq[r, k]], P.row[S.seq[r, k + 1]]
        arrive, leave = legs[i, BACK], legs[j, FORTH]
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
            lo = common_start(P, v, w, lo)
            hi = _common_end(P, v, w, hi)
            if lo > hi:
                continue
            tried += 1
            for way in range(4):
                at = lo
                if way == 1:
                    at = hi
                elif way == 2:
                    at = int(S.old_met[m, AT])
                elif way == 3:
                    at = lo + int(chance(S) * (hi - lo + 1))
                if at < lo or at > hi or (way > 0 and at == lo) or (way > 1 and at == hi):
                    continue
                if way > 1 and common_start(P, v, w, at) != at:
                    continue
                best = _try_at(P, S, a, b, at, best)
    open_both(P, m)
    return best
