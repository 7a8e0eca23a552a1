"""The best plan of a few visits, proven: every sequence rated, the best disjoint routes chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from router.solving.kernel.enumerating import enumerate_routes
from router.solving.kernel.kernel import Kernel
from router.solving.kernel.tables import KEY
from router.solving.kernel.timing import IMPOSSIBLE

__all__ = ["best_of_few"]

MOST_KEYS = 9
MOST_STEPS = 4_000_000  # of all shifts together; about two seconds


def best_of_few(kernel: Kernel) -> dict[int, list[int]] | None:
    """Return the best plan of a small problem.

    Parameters
    ----------
    kernel
        Of the problem; its plan is not touched.

    Returns
    -------
    dict or None
        Options by shift, proven to be best; None if there are too many sequences to try.
    """
    tables, day = kernel.packed.tables, kernel.day
    keys = tables.keys
    shifts = len(tables.shift)
    if keys > MOST_KEYS or shifts > 64 or _ordered_rivals(kernel):
        return None
    key_of = {
        day.visit_of[option]: int(tables.node[node, KEY])
        for node, option in enumerate(kernel.packed.option_of)
    }
    ordered = [_mask([key_of[v] for v in order if v in key_of]) for order in day.orders]
    sets = 1 << keys
    best = np.full(sets, IMPOSSIBLE, np.int64)  # of the shifts so far, by the set they serve
    best[0] = 0
    choices: list[tuple[NDArray[np.int64], NDArray[np.int32]]] = []
    for shift in range(shifts):
        locked = [key_of[visit] for visit in day.locked[shift]]
        net = np.full(sets, IMPOSSIBLE, np.int64)
        chosen = np.full((sets, max(keys, 1)), -1, np.int32)
        if not locked:
            net[0] = 0
        label = np.zeros((keys + 2, tables.rest.shape[1] + 1), np.int32)
        whole = enumerate_routes(
            tables,
            kernel.state,
            shift,
            np.array(locked, np.int32),
            net,
            chosen,
            label,
            MOST_STEPS // shifts,
        )
        if not whole:
            return None
        after = np.full(sets, IMPOSSIBLE, np.int64)
        part = np.zeros(sets, np.int64)  # what this shift serves of each set
        for served in np.flatnonzero(net < IMPOSSIBLE).tolist():
            for before in np.flatnonzero(best < IMPOSSIBLE).tolist():
                if served & before or any(served & m and before & m for m in ordered):
                    continue
                total = best[before] + net[served]
                if total < after[served | before]:
                    after[served | before] = total
                    part[served | before] = served
        choices.append((part, chosen))
        best = after
    if int(np.min(best)) >= IMPOSSIBLE:
        return None
    left = int(np.argmin(best))
    plan: dict[int, list[int]] = {}
    for shift in range(shifts - 1, -1, -1):
        part, chosen = choices[shift]
        served = int(part[left])
        nodes = [int(node) for node in chosen[served] if node >= 0] if served else []
        if nodes:
            plan[shift] = [kernel.packed.option_of[node] for node in nodes]
        left ^= served
    return dict(sorted(plan.items()))


def _ordered_rivals(kernel: Kernel) -> bool:
    """Tell whether a visit of an order shares its key with another visit: sets would not do."""
    day, node = kernel.day, kernel.packed.tables.node
    ordered = {visit for order in day.orders for visit in order}
    visits: dict[int, set[int]] = {}
    for number, option in enumerate(kernel.packed.option_of):
        visits.setdefault(int(node[number, KEY]), set()).add(day.visit_of[option])
    return any(len(rivals) > 1 and rivals & ordered for rivals in visits.values())


def _mask(keys: Sequence[int]) -> int:
    return sum(1 << key for key in set(keys))
