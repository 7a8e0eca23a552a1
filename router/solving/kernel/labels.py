"""What is known at each position of a route, so that an insertion is tested without walking it.

Per number of breaks taken: when the service ends at the earliest, and when the agent must be ready
at the latest. Times before a departure are not minimised here; see `timing`.
"""

from __future__ import annotations

from router.solving.kernel.compiling import inlined
from router.solving.kernel.state import (
    COST,
    CURRENT,
    EARLIEST,
    FEES,
    LATEST_READY,
    LEG_MOST,
    LENGTH,
    LOADED,
    METRES_SUM,
    POSITION,
    ROUTE_OF,
    TIME_COST,
    UNKNOWN,
    VERSION,
    VERSIONS,
    WORK,
    State,
)
from router.solving.kernel.tables import (
    FAR,
    FIXED,
    FORTH,
    INF,
    LOAD,
    MAX_METRES,
    PER_METRE,
    PER_SECOND,
    PROFILE,
    RESTS,
    SERVICE,
    TIMED,
    WAY_FORTH,
    WINDOWS,
    Tables,
)
from router.solving.kernel.timing import IMPOSSIBLE, time_cost

LARGE = 1e9  # multiples of `Tables.grain`: more than any leg that can be used

__all__ = ["first_start", "last_ready", "refresh"]


@inlined
def first_start(P: Tables, node: int, ready: int) -> int:
    """Return the earliest start of service of somebody who is ready; INF if there is none."""
    for w in range(P.node[node, WINDOWS]):
        if ready <= P.window[node, 2 * w + 1]:
            lo = P.window[node, 2 * w]
            return lo if lo > ready else ready
    return INF


@inlined
def last_ready(P: Tables, node: int, start: int) -> int:
    """Return when somebody must be ready to start by a time; -1 if no window opens before it."""
    for w in range(P.node[node, WINDOWS] - 1, -1, -1):
        if P.window[node, 2 * w] <= start:
            hi = P.window[node, 2 * w + 1]
            return hi if hi < start else start
    return -1


@inlined
def refresh(P: Tables, S: State, r: int) -> bool:
    """Bring legs, labels, sums and cost of a route up to date; False if it breaks a rule."""
    n = S.route[r, LENGTH]
    q = P.shift[r, PROFILE]
    per_metre = P.shift[r, PER_METRE]
    breaks = P.shift[r, RESTS]
    half = P.rest.shape[1] + 1
    seq, label, leg, sieve = S.seq, S.label, S.leg, S.sieve
    grains = 1.0 / P.grain
    S.counter[VERSIONS] += 1
    S.route[r, VERSION] = S.counter[VERSIONS]
    metres, work, load = 0, 0, 0
    possible = True
    i = seq[r, 0]
    for k in range(1, n + 2):
        j = seq[r, k]
        gap = leg[r, k - 1, 0]
        if gap == UNKNOWN:
            gap = P.legs[q, P.row[i], P.row[j], FORTH]
            leg[r, k - 1, 0] = gap
            leg[r, k - 1, 1] = P.legs[q, P.row[i], P.row[j], WAY_FORTH]
        price = gap * P.shift[r, PER_SECOND] + leg[r, k - 1, 1] * per_metre
        S.leg_cost[r, k - 1] = price
        sieve[r, k - 1, LEG_MOST] = int(min(price * grains, LARGE)) + 1
        metres += leg[r, k - 1, 1]
        work += gap
        inner = k <= n
        service = 0
        if inner:
            service = P.node[j, SERVICE]
            work += service
            load += P.node[j, LOAD]
            S.place[j, POSITION] = k
            S.place[j, ROUTE_OF] = r
        if breaks == 0:
            at = label[r, k - 1, 0] + gap
            if inner:
                at = first_start(P, j, at)
            some = at < FAR
            label[r, k, 0] = at + service if some else INF
            sieve[r, k, EARLIEST] = label[r, k, 0]
        else:
            some = False
            for c in range(breaks + 1):
                label[r, k, c] = INF
            for b in range(breaks + 1):
                end = label[r, k - 1, b]
                if end >= INF:
                    continue
                ready = end + gap
                clock = end
                c = b
                while True:
                    at = ready if ready > clock else clock
                    if inner:
                        at = first_start(P, j, at)
                    if at < FAR:
                        some = True
                        if at + service < label[r, k, c]:
                            label[r, k, c] = at + service
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
            end = label[r, k, 0]
            for c in range(1, breaks + 1):
                if label[r, k, c] < end:
                    end = label[r, k, c]
            sieve[r, k, EARLIEST] = end
        possible = possible and some
        i = j
    if possible and n > 0:
        possible = False
        for c in range(breaks + 1):
            if label[r, n + 1, c] <= P.closing[r, c]:
                possible = True
    for c in range(breaks + 1):
        label[r, n + 1, half + c] = P.closing[r, c]
    # Who has taken fewer breaks before leaves earlier, who has fewer before him finishes earlier.
    sieve[r, 0, EARLIEST] = label[r, 0, 0]
    sieve[r, n + 1, LATEST_READY] = P.closing[r, breaks]
    for k in range(n, 0, -1):
        j = seq[r, k]
        service = P.node[j, SERVICE]
        gap = leg[r, k, 0]
        if breaks == 0:
            end = label[r, k + 1, half] - gap
            late = last_ready(P, j, end - service) if end >= service else -1
            label[r, k, half] = late
            sieve[r, k, LATEST_READY] = late
            continue
        for c in range(breaks + 1):
            label[r, k, half + c] = -1
        for t in range(breaks, -1, -1):
            late = label[r, k + 1, half + t]
            if late < 0:
                continue
            ready = late - gap
            clock = late
            c = t
            while True:
                end = ready if ready < clock else clock
                if end >= service:
                    at = last_ready(P, j, end - service)
                    if at > label[r, k, half + c]:
                        label[r, k, half + c] = at
                if c == 0:
                    break
                begin = clock - P.rest[r, c - 1, 2]
                if begin > P.rest[r, c - 1, 1]:
                    begin = P.rest[r, c - 1, 1]
                if begin < P.rest[r, c - 1, 0]:
                    break
                clock = begin
                ready -= P.rest[r, c - 1, 2]
                c -= 1
        late = label[r, k, half]
        for c in range(1, breaks + 1):
            if label[r, k, half + c] > late:
                late = label[r, k, half + c]
        sieve[r, k, LATEST_READY] = late
    paid = 0
    if n == 0:
        metres, work = 0, 0
        S.leg_cost[r, 0] = 0
        sieve[r, 0, LEG_MOST] = 0
    elif metres >= FAR or metres > P.shift[r, MAX_METRES]:
        possible = False
    elif possible and P.shift[r, TIMED]:
        for k in range(n):
            S.line[k] = seq[r, k + 1]
        for k in range(n + 1):
            S.line_gap[k] = leg[r, k, 0]
        paid = time_cost(P, S, r, n, work, IMPOSSIBLE)
        possible = paid < IMPOSSIBLE
    cost = 0
    if n > 0:
        cost = paid + metres * per_metre + P.shift[r, FIXED] + S.route[r, FEES]
    S.money[CURRENT] += cost - S.route[r, COST]
    S.route[r, COST] = cost
    S.route[r, LOADED] = load
    S.route[r, WORK] = work
    S.route[r, METRES_SUM] = metres
    S.route[r, TIME_COST] = paid
    return possible
