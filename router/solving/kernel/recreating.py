"""What is absent is inserted where that pays most, visit by visit and meeting by meeting."""

from __future__ import annotations

from router.solving.kernel.changing import join, leave, save
from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.insertion import best_exchange, best_gap, chance
from router.solving.kernel.labels import refresh
from router.solving.kernel.meeting import meet
from router.solving.kernel.pinning import (
    agree,
    agreed,
    may_rejoin,
)
from router.solving.kernel.state import (
    EVERYWHERE,
    FEES,
    FIRST,
    LENGTH,
    ROUTE_OF,
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
    FORTH,
    GAIN,
    KEY,
    KIND,
    MEETING,
    NEXT,
    ORDER,
    PROFILE,
    WAY_BACK,
    WAY_FORTH,
    Tables,
)

__all__ = ["EAGER_TRIP", "best_meeting", "recreate"]

MOST_LOSS = 1 << 57  # units
EAGER_TRIP = 40  # the same in every other of these: a trip far out pays for many visits together


@inlined
def find_spare(P: Tables, S: State) -> None:
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
    legs = P.legs[P.shift[into, PROFILE], P.row[which]]
    i, j = P.row[S.seq[into, at]], P.row[S.seq[into, at + 2]]
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
        find_spare(P, S)


@inlined
def _put_both(P: Tables, S: State, m: int) -> None:
    """Make a meeting as it was found."""
    agree(P, S, m, S.found[0], S.found[3], S.found[6])
    for c in (0, 3):
        _put(P, S, S.found[c], S.found[c + 1], S.found[c + 2])
        refresh(P, S, S.found[c + 1])


@compiled
def best_meeting(
    P: Tables, S: State, first: int, best: int, free: bool, blinks: float, eager: int
) -> bool:
    """Make the best meeting of a node or its rivals, if it costs less than ``best``."""
    made, last = -1, -1
    v = first
    while True:
        m = P.met[v, MEETING]
        if m >= 0 and m != last and S.met[m, FIRST] < 0:
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


@compiled
def recreate(
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
    find_spare(P, S)
    several = P.pair.shape[0] > 0
    x = 0
    while x < m:
        first = S.todo[x]
        x += 1
        if S.owner[P.node[first, KEY]] >= 0:
            continue
        best, into, at, which = 0, -1, -1, first
        door, known = -1, 0
        v = first
        while True:
            waited = several and agreed(P, S, v)
            alone = waited or not several or P.met[v, MEETING] < 0
            if P.row[v] != door:  # rivals at one door have the same neighbours
                door = P.row[v]
                known = _candidates(P, S, v, neighbours)
            found = known if alone else 0
            bound = best + P.node[v, GAIN]
            keep = S.place[v, EVERYWHERE] != 0 and P.node[v, ORDER] < 0 and not waited
            for t in range(found):
                r = S.tried[t]
                if P.price[v, r] < 0 or (waited and not may_rejoin(P, S, v, r)):
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
        if several and best_meeting(P, S, first, best, into < 0, blinks, eager):
            continue
        if into >= 0:
            _put(P, S, which, into, at)
        elif exchange:
            best = 0
            while True:
                bound = best + P.node[v, GAIN]
                waited = several and agreed(P, S, v)
                alone = waited or not several or P.met[v, MEETING] < 0
                for t in range(S.counter[TOUCHED] if alone else 0):
                    r = S.touched[t]
                    if waited and not may_rejoin(P, S, v, r):
                        continue
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
