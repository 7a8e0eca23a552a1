"""The least cost of time of one sequence: departure, finish and breaks chosen exactly.

The same walk over pairs of finish and latest departure as in `router.solving.schedule`, compiled.
"""

from __future__ import annotations

from router.solving.kernel.compiling import compiled
from router.solving.kernel.state import State
from router.solving.kernel.tables import (
    INF,
    LATEST,
    MAX_PAID,
    PER_SECOND,
    PREMIUM,
    RESTS,
    SERVICE,
    WINDOWS,
    Tables,
)

__all__ = ["IMPOSSIBLE", "time_cost"]

IMPOSSIBLE = 1 << 60  # money


@compiled
def _finish(P: Tables, S: State, r: int, n: int, start: int, first: int, last: int) -> int:
    """Return the earliest finish of the line for a departure, breaks first to last inside; or INF.

    Labels of the walk lie in row 0 and 1 of ``S.sweep``.
    """
    width = last - first
    if width == 0:
        clock = start
        for k in range(n):
            node = S.line[k]
            clock += S.line_gap[k]
            fits = False
            for w in range(P.node[node, WINDOWS]):
                if clock <= P.window[node, 2 * w + 1]:
                    if P.window[node, 2 * w] > clock:
                        clock = P.window[node, 2 * w]
                    fits = True
                    break
            if not fits:
                return INF
            clock += P.node[node, SERVICE]
        return clock + S.line_gap[n]
    row = 0
    for b in range(width + 1):
        S.sweep[0, b] = INF
    S.sweep[0, 0] = start
    for k in range(n + 1):
        gap = S.line_gap[k]
        node = S.line[k] if k < n else -1
        service = P.node[node, SERVICE] if k < n else 0
        for b in range(width + 1):
            S.sweep[1 - row, b] = INF
        some = False
        for b in range(width + 1):
            end = S.sweep[row, b]
            if end >= INF:
                continue
            ready = end + gap
            clock = end
            c = b
            while True:
                at = ready if ready > clock else clock
                if k < n:
                    fits = False
                    for w in range(P.node[node, WINDOWS]):
                        if at <= P.window[node, 2 * w + 1]:
                            if P.window[node, 2 * w] > at:
                                at = P.window[node, 2 * w]
                            fits = True
                            break
                    if not fits:
                        at = INF
                if at < INF:
                    some = True
                    if at + service < S.sweep[1 - row, c]:
                        S.sweep[1 - row, c] = at + service
                if c == width:
                    break
                begin = P.rest[r, first + c, 0]
                if clock > begin:
                    begin = clock
                if begin > P.rest[r, first + c, 1]:
                    break
                clock = begin + P.rest[r, first + c, 2]
                ready += P.rest[r, first + c, 2]
                c += 1
        if not some:
            return INF
        row = 1 - row
    return S.sweep[row, width]


@compiled
def _departure(P: Tables, S: State, r: int, n: int, finish: int, first: int, last: int) -> int:
    """Return the latest departure that still reaches a finish that `_finish` gave.

    Labels of the walk lie in row 2 and 3 of ``S.sweep``.
    """
    width = last - first
    if width == 0:
        clock = finish
        for k in range(n - 1, -1, -1):
            node = S.line[k]
            clock -= S.line_gap[k + 1] + P.node[node, SERVICE]
            for w in range(P.node[node, WINDOWS] - 1, -1, -1):
                if P.window[node, 2 * w] <= clock:
                    if P.window[node, 2 * w + 1] < clock:
                        clock = P.window[node, 2 * w + 1]
                    break
        return clock - S.line_gap[0]
    row = 2
    for b in range(width + 1):
        S.sweep[2, b] = -INF
    S.sweep[2, width] = finish
    for k in range(n, -1, -1):
        gap = S.line_gap[k]
        node = S.line[k - 1] if k > 0 else -1
        service = P.node[node, SERVICE] if k > 0 else 0
        for b in range(width + 1):
            S.sweep[5 - row, b] = -INF
        for t in range(width, -1, -1):
            late = S.sweep[row, t]
            if late <= -INF:
                continue
            ready = late - gap
            clock = late
            c = t
            while True:
                end = ready if ready < clock else clock
                at = end - service
                if k > 0:
                    fits = False
                    for w in range(P.node[node, WINDOWS] - 1, -1, -1):
                        if P.window[node, 2 * w] <= at:
                            if P.window[node, 2 * w + 1] < at:
                                at = P.window[node, 2 * w + 1]
                            fits = True
                            break
                    if not fits:
                        at = -INF
                if at > S.sweep[5 - row, c]:
                    S.sweep[5 - row, c] = at
                if c == 0:
                    break
                begin = clock - P.rest[r, first + c - 1, 2]
                if begin > P.rest[r, first + c - 1, 1]:
                    begin = P.rest[r, first + c - 1, 1]
                if begin < P.rest[r, first + c - 1, 0]:
                    break
                clock = begin
                ready -= P.rest[r, first + c - 1, 2]
                c -= 1
        row = 5 - row
    return S.sweep[row, 0]


@compiled
def time_cost(P: Tables, S: State, r: int, n: int, work: int, bound: int) -> int:
    """Return what the time of the sequence in ``S.line`` costs at best.

    Paid time, its square, and overtime; IMPOSSIBLE if no times are lawful, and ``bound`` or more
    if it does not cost less than ``bound``.
    """
    breaks = P.shift[r, RESTS]
    rate = P.shift[r, PER_SECOND]
    latest = P.shift[r, LATEST]
    best = bound
    for width in range(breaks + 1):
        for first in range(breaks - width + 1):
            last = first + width
            start = P.opening[r, first]
            closing = P.closing[r, last]
            if start >= INF or closing < 0:
                continue
            busy = work
            for b in range(first, last):
                busy += P.rest[r, b, 2]
            if busy * rate + int(busy * busy * P.balance) >= best:
                continue
            while start + busy <= closing:
                finish = _finish(P, S, r, n, start, first, last)
                if finish > closing:
                    break
                start = _departure(P, S, r, n, finish, first, last)
                paid = finish - start
                if paid <= P.shift[r, MAX_PAID]:
                    cost = paid * rate + int(paid * paid * P.balance)
                    if finish > latest:
                        cost += (finish - latest) * P.shift[r, PREMIUM]
                    if cost < best:
                        best = cost
                if paid == busy:
                    break
                start += 1
    return best
