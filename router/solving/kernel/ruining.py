"""Strings of neighbours are removed from a few routes (Christiaens and Vanden Berghe 2020)."""

from __future__ import annotations

from router.solving.kernel.changing import cut
from router.solving.kernel.compiling import compiled
from router.solving.kernel.insertion import chance
from router.solving.kernel.settings import Settings
from router.solving.kernel.state import (
    ABSENT,
    LENGTH,
    POSITION,
    ROUTE_OF,
    STEP,
    TOUCHED,
    USED,
    State,
)
from router.solving.kernel.tables import (
    KEY,
    LOCKED,
    Tables,
)

__all__ = ["ruin"]

SPLIT = 0.5  # of the removed strings leave out some visits in their middle
LONGER = 0.01  # chance that such a middle ends, visit by visit


@compiled
def ruin(P: Tables, S: State, W: Settings) -> int:
    """Remove strings near a seed; return its node."""
    served = P.options - S.counter[ABSENT]
    if served < 1:
        served = 1
    used = S.counter[USED]
    average = served / used if used > 0 else 1.0
    most = W.longest if W.longest < average else average
    if most < 1.0:
        most = 1.0
    strings = int(chance(S) * (4.0 * W.removed / (1.0 + most) - 1.0) + 1.0)
    seed = int(chance(S) * P.options)
    if S.counter[ABSENT] > 0 and chance(S) < W.from_absent:
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
