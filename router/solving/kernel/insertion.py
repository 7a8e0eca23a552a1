"""Where a node fits best on a route: into a gap, or in the place of another node."""

from __future__ import annotations

import numpy as np

from router.solving.kernel.compiling import inlined
from router.solving.kernel.labels import first_start
from router.solving.kernel.state import (
    EARLIEST,
    LATEST_READY,
    LEG_MOST,
    LENGTH,
    LOADED,
    METRES_SUM,
    POSITION,
    ROUTE_OF,
    TIME_COST,
    WORK,
    State,
)
from router.solving.kernel.tables import (
    BACK,
    CAPACITY,
    CLASS,
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
    ORDER,
    PER_METRE,
    PER_SECOND,
    PROFILE,
    RANK,
    RESTS,
    SERVICE,
    TIMED,
    WAY_BACK,
    WAY_FORTH,
    Tables,
)
from router.solving.kernel.timing import time_cost

HUGE = 1 << 40  # multiples of `Tables.grain`

__all__ = ["best_exchange", "best_gap", "chance", "order_bounds", "passes"]


@inlined
def chance(S: State) -> float:
    """Return a random number from 0 to 1 (xorshift64*, Vigna 2016)."""
    x = S.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    S.random[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def passes(
    P: Tables, S: State, r: int, before: int, after: int, v: int, arrive: int, leave: int
) -> bool:
    """Tell whether a node fits between two positions, with the breaks anywhere around it."""
    breaks = P.shift[r, RESTS]
    half = P.rest.shape[1] + 1
    service = P.node[v, SERVICE]
    if breaks == 0:
        at = first_start(P, v, S.label[r, before, 0] + arrive)
        return at + service + leave <= S.label[r, after, half]
    for b in range(breaks + 1):
        end = S.label[r, before, b]
        if end >= INF:
            continue
        ready = end + arrive
        clock = end
        c = b
        while True:
            at = first_start(P, v, ready if ready > clock else clock)
            if at < INF:
                clock_2 = at + service
                ready_2 = clock_2 + leave
                d = c
                while True:
                    late = S.label[r, after, half + d]
                    if ready_2 <= late and clock_2 <= late:
                        return True
                    if d == breaks:
                        break
                    begin = P.rest[r, d, 0]
                    if clock_2 > begin:
                        begin = clock_2
                    if begin > P.rest[r, d, 1]:
                        break
                    clock_2 = begin + P.rest[r, d, 2]
                    ready_2 += P.rest[r, d, 2]
                    d += 1
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
    return False


@inlined
def order_bounds(P: Tables, S: State, r: int, v: int) -> tuple[int, int]:
    """Return the first and last gap that the order of a node allows; (1, 0) if there is none."""
    lowest, highest = P.shift[r, LOCKED], S.route[r, LENGTH]
    order = P.node[v, ORDER]
    if order >= 0:
        for m in range(P.member.shape[1]):
            key = P.member[order, m]
            if key == -1:
                break
            u = S.owner[key] if key >= 0 else -1
            # A key may stand in an order twice: rivals, of which at most one is served.
            if u < 0 or P.node[u, ORDER] != order or P.node[u, RANK] != m:
                continue
            if S.place[u, ROUTE_OF] != r:
                return 1, 0
            at = S.place[u, POSITION]
            if m < P.node[v, RANK]:
                if at > lowest:
                    lowest = at
            elif at - 1 < highest:
                highest = at - 1
    return lowest, highest


@inlined
def _limit(P: Tables, most: int) -> int:
    """Return the first multiple of ``P.grain`` that less than ``most`` never reaches."""
    found = most // P.grain + 1
    return found if found < HUGE else HUGE


@inlined
def _cheapest(S: State, m: int) -> int:
    """Take the least of the first m entries of ``S.pick`` out."""
    x = 0
    for y in range(1, m):
        if S.pick[y] < S.pick[x]:
            x = y
    least = S.pick[x]
    S.pick[x] = S.pick[m - 1]
    return least


@inlined
def best_gap(P: Tables, S: State, v: int, r: int, bound: int, skipped: int) -> tuple[int, int]:
    """Return what inserting a node costs at the best gap of a route, and the position before it.

    (bound, -1) if it does not cost less than ``bound``. The gap ``skipped`` does not count. Gaps
    that may do are listed first, then tested exactly, the cheapest first.
    """
    none = -1
    price = P.price[v, r]
    n = S.route[r, LENGTH]
    if price < 0 or n >= P.shift[r, MAX_VISITS] or n + 3 > S.seq.shape[1]:
        return bound, none
    if S.route[r, LOADED] + P.node[v, LOAD] > P.shift[r, CAPACITY]:
        return bound, none
    q = P.shift[r, PROFILE]
    per_metre = P.shift[r, PER_METRE]
    longest = P.shift[r, MAX_METRES]
    timed = P.shift[r, TIMED]
    service = P.node[v, SERVICE]
    last, first_end = P.node[v, LAST_START], P.node[v, FIRST_END]
    if n == 0:
        price += P.shift[r, FIXED]
    lowest, highest = order_bounds(P, S, r, v)
    position = none
    rates = P.shift[r, CLASS]
    # What an insertion costs at least is this, and its legs, less the leg that it replaces.
    base = price
    if timed:
        base += (service + S.route[r, WORK]) * P.shift[r, PER_SECOND] - S.route[r, TIME_COST]
    limit = _limit(P, bound - base)
    m = 0
    door = P.row[v]
    i = P.row[S.seq[r, lowest]]
    for k in range(lowest, highest + 1):
        j = P.row[S.seq[r, k + 1]]
        # Neither the earliest nor the latest of all labels can be beaten.
        if S.sieve[r, k, EARLIEST] > last:
            break
        if S.sieve[r, k + 1, LATEST_READY] >= first_end:
            legs = int(P.rough[rates, door, i, BACK]) + int(P.rough[rates, door, j, FORTH])
            legs -= S.sieve[r, k, LEG_MOST]
            if legs < limit and k != skipped:
                S.pick[m] = (legs << 16) + k
                m += 1
        i = j
    while m > 0:
        least = _cheapest(S, m)
        m -= 1
        if least >> 16 >= limit:
            break
        k = least & 65535
        i, j = P.row[S.seq[r, k]], P.row[S.seq[r, k + 1]]
        metres = P.legs[q, door, i, WAY_BACK] + P.legs[q, door, j, WAY_FORTH]
        arrive, leave = P.legs[q, door, i, BACK], P.legs[q, door, j, FORTH]
        work = arrive + leave + service
        cost = price + metres * per_metre
        if n > 0:
            work += S.route[r, WORK] - S.leg[r, k, 0]
            metres -= S.leg[r, k, 1]
            cost -= S.leg[r, k, 1] * per_metre
        if timed:
            cost -= S.route[r, TIME_COST]
            if cost + work * P.shift[r, PER_SECOND] + int(work * work * P.balance) >= bound:
                continue
        elif cost >= bound:
            continue
        if arrive >= FAR or leave >= FAR or S.route[r, METRES_SUM] + metres > longest:
            continue
        if not passes(P, S, r, k, k + 1, v, arrive, leave):
            continue
        if timed:
            for x in range(k):
                S.line[x] = S.seq[r, x + 1]
                S.line_gap[x] = S.leg[r, x, 0]
            S.line[k] = v
            S.line_gap[k] = arrive
            S.line_gap[k + 1] = leave
            for x in range(k, n):
                S.line[x + 1] = S.seq[r, x + 1]
                S.line_gap[x + 2] = S.leg[r, x + 1, 0]
            time = time_cost(P, S, r, n + 1, work, bound - cost)
            if cost + time >= bound:
                continue
            cost += time
        bound = cost
        limit = _limit(P, bound - base)
        position = k
    return bound, position


@inlined
def best_exchange(P: Tables, S: State, v: int, r: int, bound: int) -> tuple[int, int]:
    """Return what putting a node in the place of another costs, gains included, and that position.

    (bound, -1) if it does not cost less than ``bound``. The other's gain is lost, the node's own
    is not counted.
    """
    none = -1
    price = P.price[v, r]
    if price < 0 or P.node[v, ORDER] >= 0:
        return bound, none
    n = S.route[r, LENGTH]
    q = P.shift[r, PROFILE]
    per_metre = P.shift[r, PER_METRE]
    longest = P.shift[r, MAX_METRES]
    timed = P.shift[r, TIMED]
    service = P.node[v, SERVICE]
    last, first_end = P.node[v, LAST_START], P.node[v, FIRST_END]
    owner = S.owner[P.node[v, KEY]]
    position = none
    door = P.row[v]
    meetings = P.pair.shape[0] > 0
    rates = P.shift[r, CLASS]
    base = price
    if timed:
        base += (service + S.route[r, WORK]) * P.shift[r, PER_SECOND] - S.route[r, TIME_COST]
    for k in range(P.shift[r, LOCKED], n):
        if S.sieve[r, k, EARLIEST] > last:
            break
        if S.sieve[r, k + 2, LATEST_READY] < first_end:
            continue
        u = S.seq[r, k + 1]
        if owner >= 0 and owner != u:
            continue
        if S.route[r, LOADED] - P.node[u, LOAD] + P.node[v, LOAD] > P.shift[r, CAPACITY]:
            continue
        i, j = P.row[S.seq[r, k]], P.row[S.seq[r, k + 2]]
        legs = int(P.rough[rates, door, i, BACK]) + int(P.rough[rates, door, j, FORTH])
        least = base + legs * P.grain + P.node[u, GAIN] - P.price[u, r]
        if timed:
            least -= P.node[u, SERVICE] * P.shift[r, PER_SECOND]
        if least >= bound + S.leg_cost[r, k] + S.leg_cost[r, k + 1]:
            continue
        if meetings and P.met[u, MEETING] >= 0:  # his partner would be left alone
            continue
        metres = P.legs[q, door, i, WAY_BACK] + P.legs[q, door, j, WAY_FORTH]
        metres -= S.leg[r, k, 1] + S.leg[r, k + 1, 1]
        cost = price - P.price[u, r] + P.node[u, GAIN] + metres * per_metre
        if not timed and cost >= bound:
            continue
        arrive, leave = P.legs[q, door, i, BACK], P.legs[q, door, j, FORTH]
        work = S.route[r, WORK] + arrive + leave + service
        work -= S.leg[r, k, 0] + S.leg[r, k + 1, 0] + P.node[u, SERVICE]
        if timed:
            cost -= S.route[r, TIME_COST]
            if cost + work * P.shift[r, PER_SECOND] + int(work * work * P.balance) >= bound:
                continue
        if arrive >= FAR or leave >= FAR or S.route[r, METRES_SUM] + metres > longest:
            continue
        if not passes(P, S, r, k, k + 2, v, arrive, leave):
            continue
        if timed:
            for x in range(n):
                S.line[x] = S.seq[r, x + 1]
            for x in range(n + 1):
                S.line_gap[x] = S.leg[r, x, 0]
            S.line[k] = v
            S.line_gap[k] = arrive
            S.line_gap[k + 1] = leave
            time = time_cost(P, S, r, n, work, bound - cost)
            if cost + time >= bound:
                continue
            cost += time
        bound = cost
        position = k + 1
    return bound, position
