"""Ruin and recreate with simulated annealing, after Christiaens and Vanden Berghe (2020, SISR).

Each step removes strings of neighbours from a few routes and inserts them again, together with
some absent visits near by; what finds no place may take that of another. Differences from the
paper: visits are optional, an absent visit may be the seed of the ruin, and all options of a visit
(or visits of a group) are tried together.
"""

from __future__ import annotations

import math

import numpy as np

from router.solving.kernel.changing import cut, join, leave, save, undo
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import best_exchange, best_gap, chance, order_bounds
from router.solving.kernel.labels import refresh
from router.solving.kernel.meeting import meet
from router.solving.kernel.moving import shift_times
from router.solving.kernel.pinning import agree, loosen, part, remember, restore
from router.solving.kernel.state import (
    ABSENT,
    BEST,
    COST,
    CURRENT,
    EVERYWHERE,
    FEES,
    IMPROVED,
    LAST_RECORD,
    LENGTH,
    POSITION,
    RECORDED,
    ROUTE_OF,
    STEP,
    TOUCHED,
    UNKNOWN,
    USED,
    VALUE,
    VERSION,
    WHERE,
    State,
)
from router.solving.kernel.tables import (
    BACK,
    CAPACITY,
    END,
    FORTH,
    GAIN,
    KEY,
    KIND,
    LOAD,
    LOCKED,
    MAX_VISITS,
    MEETING,
    NEXT,
    ORDER,
    PROFILE,
    WAY_BACK,
    WAY_FORTH,
    Tables,
)

__all__ = ["agree", "anneal", "clear", "follow", "insert_all", "record_all"]

SPLIT = 0.5  # of the removed strings leave out some visits in their middle
LONGER = 0.01  # chance that such a middle ends, visit by visit
BLINK = 0.01  # chance that a gap is overlooked
RETIMED = 0.1  # share of steps that try another option of a visit with which a route must begin
PAIRS_FIRST = 0.5  # chance that meetings are made before all else
URGENT = 1e30
MOST_LOSS = 1 << 57  # units
EAGER = 4  # times a gain at which routes may begin in some steps
EAGER_TRIP = 40  # the same in every other of these: a trip far out pays for many visits together


@inlined
def _ruin(P: Tables, S: State, removed: float, longest: float, from_absent: float) -> int:
    """Remove strings near a seed; return its node."""
    served = P.options - S.counter[ABSENT]
    if served < 1:
        served = 1
    used = S.counter[USED]
    average = served / used if used > 0 else 1.0
    most = longest if longest < average else average
    if most < 1.0:
        most = 1.0
    strings = int(chance(S) * (4.0 * removed / (1.0 + most) - 1.0) + 1.0)
    seed = int(chance(S) * P.options)
    if S.counter[ABSENT] > 0 and chance(S) < from_absent:
        seed = S.absent[int(chance(S) * S.counter[ABSENT])]
    q = -1
    while S.counter[TOUCHED] < strings and q < P.near.shape[1]:
        key = P.node[seed, KEY] if q < 0 else P.near[seed, q]
        q += 1
        if key < 0:
            break
        v = S.owner[key]
        if v < 0:
            continue
        r = S.place[v, ROUTE_OF]
        if S.stamp[r] == S.counter[STEP]:
            continue
        locked = P.shift[r, LOCKED]
        p = S.place[v, POSITION] - locked
        n = S.route[r, LENGTH] - locked
        if p < 1:
            continue
        length = int(chance(S) * (most if most < n else n) + 1.0)
        if length > n:
            length = n
        if length == n or length < 2 or chance(S) < 1.0 - SPLIT:
            lo = p - length + 1 if p - length + 1 > 1 else 1
            hi = p if p < n - length + 1 else n - length + 1
            a = locked + lo + int(chance(S) * (hi - lo + 1))
            b, c, d = a + length, a + length, a + length
        else:
            keep = 1
            while length + keep < n and chance(S) > LONGER:
                keep += 1
            whole = length + keep
            lo = p - whole + 1 if p - whole + 1 > 1 else 1
            hi = p if p < n - whole + 1 else n - whole + 1
            a = locked + lo + int(chance(S) * (hi - lo + 1))
            b = a + 1 + int(chance(S) * (length - 1))
            c, d = b + keep, a + whole
        cut(P, S, r, a, b, c, d)
    return seed


@inlined
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
def _find_spare(P: Tables, S: State) -> None:
    """Note one empty route of each kind."""
    for kind in range(P.kinds):
        S.spare[kind] = -1
    for r in range(P.shift.shape[0]):
        if S.route[r, LENGTH] == 0 and S.spare[P.shift[r, KIND]] < 0:
            S.spare[P.shift[r, KIND]] = r


@inlined
def _candidates(P: Tables, S: State, v: int, neighbours: int) -> int:
    """List the routes that may take a node in ``S.tried``; return how many."""
    shifts = P.shift.shape[0]
    if S.place[v, EVERYWHERE] == 0:
        found = S.counter[TOUCHED]
        for t in range(found):
            S.tried[t] = S.touched[t]
        return found
    found = 0
    if neighbours >= P.keys:
        for r in range(shifts):
            if S.route[r, LENGTH] > 0:
                S.tried[found] = r
                found += 1
    else:
        S.seen[shifts] += 1
        mark = S.seen[shifts]
        for q in range(neighbours):
            key = P.near[v, q]
            if key < 0:
                break
            u = S.owner[key]
            if u < 0:
                continue
            r = S.place[u, ROUTE_OF]
            if S.seen[r] != mark:
                S.seen[r] = mark
                S.tried[found] = r
                found += 1
    for kind in range(P.kinds):
        if S.spare[kind] >= 0:
            S.tried[found] = S.spare[kind]
            found += 1
    return found


@inlined
def _best_known_gap(
    P: Tables, S: State, v: int, r: int, bound: int, blinks: float, keep: bool
) -> tuple[int, int]:
    """Return what `best_gap` does, from memory if the route has not changed since.

    The best gap is overlooked with a probability of ``blinks``.
    """
    version = S.route[r, VERSION]
    skipped = -1
    while True:
        cost, k, known = bound, -1, False
        if keep and skipped < 0 and S.memory[v, r, WHERE] >> 16 == version:
            value = S.memory[v, r, VALUE]
            k = (S.memory[v, r, WHERE] & 65535) - 1
            known = k >= 0 or value >= bound  # else only gaps that cost less were looked for
            if value < bound:
                cost = value
            else:
                k = -1
        if not known:
            cost, k = best_gap(P, S, v, r, bound, skipped)
            if keep and skipped < 0:
                S.memory[v, r, VALUE] = cost
                S.memory[v, r, WHERE] = (version << 16) | (k + 1)
        if k < 0 or skipped >= 0 or blinks == 0 or chance(S) >= blinks:
            return cost, k
        skipped = k


@inlined
def _put(P: Tables, S: State, which: int, into: int, at: int) -> None:
    """Insert a node into a route behind a position; labels are still to be brought up to date."""
    save(S, into)
    n = S.route[into, LENGTH]
    for k in range(n + 1, at, -1):
        S.seq[into, k + 1] = S.seq[into, k]
        S.leg[into, k, 0] = S.leg[into, k - 1, 0]
        S.leg[into, k, 1] = S.leg[into, k - 1, 1]
    legs = P.legs[P.shift[into, PROFILE], which]
    i, j = S.seq[into, at], S.seq[into, at + 2]
    S.leg[into, at, 0] = legs[i, BACK]
    S.leg[into, at, 1] = legs[i, WAY_BACK]
    S.leg[into, at + 1, 0] = legs[j, FORTH]
    S.leg[into, at + 1, 1] = legs[j, WAY_FORTH]
    S.route[into, FEES] += P.price[which, into]
    S.seq[into, at + 1] = which
    S.route[into, LENGTH] = n + 1
    join(P, S, which)
    if n == 0:
        S.counter[USED] += 1
        _find_spare(P, S)


@inlined
def _put_both(P: Tables, S: State, m: int) -> None:
    """Make a meeting as it was found."""
    agree(P, S, m, S.found[0], S.found[3], S.found[6])
    for c in (0, 3):
        _put(P, S, S.found[c], S.found[c + 1], S.found[c + 2])
        refresh(P, S, S.found[c + 1])


@compiled
def _best_meeting(
    P: Tables, S: State, first: int, best: int, free: bool, blinks: float, eager: int
) -> bool:
    """Make the best meeting of a node or its rivals, if it costs less than ``best``."""
    made, last = -1, -1
    v = first
    while True:
        m = P.met[v, MEETING]
        if m >= 0 and m != last:
            last = m
            limit = best
            if free and made < 0 and eager > 1:
                limit = 0
                for side in range(2):
                    if P.pair[m, side, 0] >= 0:
                        limit += (eager - 1) * P.node[P.pair[m, side, 0], GAIN]
                limit = min(limit, MOST_LOSS)
            cost = meet(P, S, m, limit, blinks)
            if cost < limit:
                best, made = cost, m
        v = P.node[v, NEXT]
        if v == first:
            break
    if made >= 0:
        _put_both(P, S, made)
    return made >= 0


@inlined
def _recreate(
    P: Tables,
    S: State,
    m: int,
    neighbours: int,
    blinks: float,
    exchange: bool,
    eager: int,
) -> None:
    """Insert the first m nodes of ``S.todo``, each with its rivals, where that pays most.

    A route may be begun for a node at ``eager`` times its gain, if it finds no other place: often
    only the visits after the first make a route worth its way.
    """
    _find_spare(P, S)
    several = P.pair.shape[0] > 0
    x = 0
    while x < m:
        first = S.todo[x]
        x += 1
        if S.owner[P.node[first, KEY]] >= 0:
            continue
        best, into, at, which = 0, -1, -1, first
        v = first
        while True:
            alone = not several or P.met[v, MEETING] < 0
            found = _candidates(P, S, v, neighbours) if alone else 0
            bound = best + P.node[v, GAIN]
            keep = S.place[v, EVERYWHERE] != 0 and P.node[v, ORDER] < 0
            for t in range(found):
                r = S.tried[t]
                if P.price[v, r] < 0:
                    continue
                if eager > 1 and into < 0 and S.route[r, LENGTH] == 0:
                    bound = eager * P.node[v, GAIN]
                cost, k = _best_known_gap(P, S, v, r, bound, blinks, keep)
                if k >= 0:
                    bound = cost
                    into, at, which = r, k, v
            if into >= 0:
                best = bound - P.node[v, GAIN]
            v = P.node[v, NEXT]
            # What a trip begins with says on which day it goes.
            if v == first or (eager == EAGER_TRIP and x == 1):
                break
            S.place[v, EVERYWHERE] = S.place[first, EVERYWHERE]
        if several and _best_meeting(P, S, first, best, into < 0, blinks, eager):
            continue
        if into >= 0:
            _put(P, S, which, into, at)
        elif exchange:
            best = 0
            while True:
                bound = best + P.node[v, GAIN]
                alone = not several or P.met[v, MEETING] < 0
                for t in range(S.counter[TOUCHED] if alone else 0):
                    r = S.touched[t]
                    cost, k = best_exchange(P, S, v, r, bound)
                    if k >= 0:
                        bound = cost
                        into, at, which = r, k, v
                best = bound - P.node[v, GAIN]
                v = P.node[v, NEXT]
                if v == first:
                    break
            if into >= 0:
                u = S.seq[into, at]
                S.seq[into, at] = which
                S.leg[into, at - 1, 0] = UNKNOWN
                S.leg[into, at, 0] = UNKNOWN
                S.route[into, FEES] += P.price[which, into] - P.price[u, into]
                leave(P, S, u)
                join(P, S, which)
                if m < S.todo.shape[0]:
                    S.todo[m] = u
                    S.place[u, EVERYWHERE] = 1
                    m += 1
        if into >= 0:
            refresh(P, S, into)


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


@inlined
def _keep_best(P: Tables, S: State) -> None:
    S.money[BEST] = S.money[CURRENT]
    S.counter[IMPROVED] += 1
    for m in range(S.met.shape[0]):
        for c in range(3):
            S.best_met[m, c] = S.met[m, c]
    for r in range(P.shift.shape[0]):
        n = S.route[r, LENGTH]
        S.best_length[r] = n
        for k in range(n):
            S.best_seq[r, k] = S.seq[r, k + 1]


@compiled
def record_all(P: Tables, S: State) -> None:
    """Remember every route that changed since the last call, for recombination."""
    size = S.hashes.shape[0]
    for r in range(P.shift.shape[0]):
        n = S.route[r, LENGTH]
        if S.changed[r] == 0 or n == 0:
            continue
        S.changed[r] = 0
        mark = S.hash_of[0] * np.uint64(P.shift[r, KIND] + 1)
        for k in range(1, n + 1):
            mark += S.hash_of[S.seq[r, k]]
        at = int(np.int64(mark % np.uint64(size)))
        known = -1
        while S.hashes[at, 0] != 0:
            if S.hashes[at, 0] == mark:
                known = int(np.int64(S.hashes[at, 1]))
                break
            at += 1
            if at == size:
                at = 0
        if known < 0:
            known = S.counter[RECORDED]
            if known >= S.record.shape[0]:
                return
            S.hashes[at, 0] = mark
            S.hashes[at, 1] = np.uint64(known)
            S.counter[RECORDED] += 1
        elif S.record_info[known, 2] <= S.route[r, COST]:
            continue
        S.record_info[known, 0] = r
        S.record_info[known, 1] = n
        S.record_info[known, 2] = S.route[r, COST]
        for k in range(n):
            S.record[known, k] = S.seq[r, k + 1]


@inlined
def _rebuild(
    P: Tables,
    S: State,
    removed: float,
    longest: float,
    neighbours: int,
    absent: int,
    from_absent: float,
    begin: float,
    weights: tuple[float, ...],
    retimed: float,
) -> bool:
    """Remove strings and insert what is absent; False if somebody at a meeting were left alone."""
    before = S.counter[ABSENT]
    seed = _ruin(P, S, removed, longest, from_absent)
    if P.pair.shape[0] > 0 and not part(P, S):
        return False
    eager = 1
    if begin > 0 and chance(S) < begin:
        eager = EAGER if chance(S) < 0.5 else EAGER_TRIP
    m = _list_absent(P, S, seed, before, absent, eager == EAGER_TRIP)
    if retimed > 0 and chance(S) < retimed:
        _retime(P, S)
    x = chance(S) * weights[6]
    mode = 0
    while mode < 5 and x >= weights[mode]:
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
    if P.pair.shape[0] > 0 and chance(S) < PAIRS_FIRST:
        for t in range(m):
            if P.met[S.todo[t], MEETING] >= 0:
                S.urgency[t] -= URGENT
    _sort(S, m)
    _recreate(P, S, m, neighbours, BLINK, True, eager)
    return True


@compiled
def anneal(
    P: Tables,
    S: State,
    steps: int,
    hot: float,
    cold: float,
    removed: float,
    longest: float,
    neighbours: int,
    absent: int,
    from_absent: float,
    begin: float,
    weights: tuple[float, ...],
    shifted: float,
    record_every: int,
) -> None:
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
        if several and chance(S) < shifted:
            holds = shift_times(P, S)
        else:
            holds = _rebuild(
                P, S, removed, longest, neighbours, absent, from_absent, begin, weights, retimed
            )
        new = S.money[CURRENT]
        if holds and (new < old or new < old - heat * math.log(chance(S) + 1e-300)):
            if new < S.money[BEST]:
                _keep_best(P, S)
                if record_every > 0:
                    record_all(P, S)
            elif record_every > 0 and S.counter[STEP] - S.counter[LAST_RECORD] >= record_every:
                S.counter[LAST_RECORD] = S.counter[STEP]
                record_all(P, S)
        else:
            undo(P, S)
            if several:
                restore(P, S)


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
    _recreate(P, S, m, neighbours, 0.0, False, eager)
    if S.money[CURRENT] < S.money[BEST]:
        _keep_best(P, S)


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
