"""Means over seeds, with what chance leaves open: Student's t, on pairs where there are pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from router.domain.simulated import Estimate

__all__ = ["difference", "estimate", "gain"]

_T = (
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
)  # fmt: skip
_Z = 1.959963984540054


def _t(freedom: int) -> float:
    """The 97.5 % point of Student's distribution; beyond the table by its expansion in 1/n."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    return _Z + (_Z**3 + _Z) / (4 * freedom) + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * freedom**2)


def estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of independent values and its 95 % interval.

    Parameters
    ----------
    values
        One per seed; at least one.

    Returns
    -------
    Estimate
        Without bounds if there is one value only: nothing is known then of how they scatter.
    """
    count = len(values)
    mean = math.fsum(values) / count
    if count < 2:
        return Estimate(mean=mean, seeds=count)
    variance = math.fsum((value - mean) ** 2 for value in values) / (count - 1)
    half = _t(count - 1) * math.sqrt(variance / count)
    return Estimate(mean=mean, low=mean - half, high=mean + half, seeds=count)


def difference(ours: Mapping[int, float], other: Mapping[int, float]) -> Estimate | None:
    """Return by how much one is more than the other, seed by seed.

    Parameters
    ----------
    ours, other
        Seed to value.

    Returns
    -------
    Estimate or None
        Over the seeds that both have; None if there is none.
    """
    pairs = [ours[seed] - other[seed] for seed in ours if seed in other]
    return estimate(pairs) if pairs else None


def gain(ours: Mapping[int, float], other: Mapping[int, float]) -> Estimate | None:
    """Return by which share one is more than the other, seed by seed.

    Parameters
    ----------
    ours, other
        Seed to value.

    Returns
    -------
    Estimate or None
        0.25 for a quarter more. Seeds in which the other has nothing are left out, as no share of
        nothing can be told; None if none is left.
    """
    pairs = [ours[seed] / other[seed] - 1 for seed in ours if other.get(seed, 0.0) > 0]
    return estimate(pairs) if pairs else None
