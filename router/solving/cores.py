"""How many search processes this machine can run at once."""

from __future__ import annotations

import os

__all__ = ["cores"]

MOST_WORKERS = 16


def cores() -> int:
    """Return how many processors this process may use.

    Returns
    -------
    int
        From 1 to 16: more processes than that do not find better plans.
    """
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    return max(1, min(MOST_WORKERS, count))
