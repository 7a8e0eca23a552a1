"""Points on a plane become groups around means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["k_means"]


def k_means(
    points: NDArray[np.float64], count: int, seed: int
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Group points around means.

    Parameters
    ----------
    points
        (n, 2) places on a plane.
    count
        How many groups; at most n.
    seed
        Of where the means start: far apart (k-means++).

    Returns
    -------
    tuple of (n,) array and (count, 2) array
        The number of each point's group, and the means.

    References
    ----------
    Arthur, Vassilvitskii (2007), k-means++: the advantages of careful seeding.
    """
    rng = np.random.default_rng(seed)
    means = points[[int(rng.integers(len(points)))]]
    while len(means) < count:
        gaps = ((points[:, None] - means) ** 2).sum(axis=2).min(axis=1)
        odds = gaps / gaps.sum() if gaps.sum() > 0 else np.full(len(points), 1 / len(points))
        means = np.vstack([means, points[int(rng.choice(len(points), p=odds))]])
    labels = np.zeros(len(points), dtype=np.intp)
    for _ in range(100):
        labels = ((points[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
        moved = np.array(
            [points[labels == k].mean(axis=0) if (labels == k).any() else means[k]
             for k in range(count)]
        )  # fmt: skip
        if np.allclose(moved, means):
            break
        means = moved
    return labels, means
