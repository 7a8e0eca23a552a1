"""What a search keeps: the best plan so far, and routes to be recombined."""

from __future__ import annotations

import numpy as np

from router.solving.kernel.compiling import compiled, inlined
from router.solving.kernel.state import (
    BEST,
    COST,
    CURRENT,
    IMPROVED,
    LENGTH,
    RECORDED,
    State,
)
from router.solving.kernel.tables import (
    KIND,
    Tables,
)

__all__ = ["keep_best", "record_all"]


@inlined
def keep_best(P: Tables, S: State) -> None:
    """Make the current plan the best one."""
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
