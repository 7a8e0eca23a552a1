"""Names within one or two typing mistakes, found by comparing letter counts before letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["NearNames", "edits"]

BINS = 40  # letters are counted modulo this; a clash only lets a few more names through


def edits(a: str, b: str, limit: int) -> int:
    """Count the insertions, deletions, replacements and swaps of neighbours between two texts.

    Parameters
    ----------
    a, b
        The texts.
    limit
        The most that matters.

    Returns
    -------
    int
        The optimal string alignment distance, or ``limit + 1`` if it is larger than the limit.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        following = [i]
        for j, other in enumerate(b, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return min(row[-1], limit + 1)


class NearNames:
    """Keys that can be asked for those that differ by a typing mistake or two.

    Parameters
    ----------
    keys
        The keys; repeated ones are found once.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = sorted(set(keys), key=lambda key: (len(key), key))
        lengths = np.array([len(key) for key in self._keys], dtype=np.int64)
        self._lengths = lengths
        letters = np.frombuffer("".join(self._keys).encode("utf-32-le"), dtype=np.uint32) % BINS
        owner = np.repeat(np.arange(len(self._keys)), lengths)
        counts = np.bincount(owner * BINS + letters, minlength=len(self._keys) * BINS)
        self._counts: NDArray[np.int8] = (
            np.minimum(counts, 100).astype(np.int8).reshape(len(self._keys), BINS)
        )

    def near(self, key: str, limit: int) -> tuple[tuple[int, str], ...]:
        """Return the keys within some edits.

        Parameters
        ----------
        key
            What was asked for.
        limit
            The most edits: 1 or 2.

        Returns
        -------
        tuple of (int, str)
            Edits and key, nearest first, then by key.
        """
        first, last = np.searchsorted(self._lengths, (len(key) - limit, len(key) + limit + 1))
        if first == last:
            return ()
        letters = np.frombuffer(key.encode("utf-32-le"), dtype=np.uint32) % BINS
        counts = np.minimum(np.bincount(letters, minlength=BINS), 100).astype(np.int8)
        apart = np.abs(self._counts[first:last] - counts).sum(axis=1, dtype=np.int16)
        found = []
        for place in np.flatnonzero(apart <= 2 * limit):
            candidate = self._keys[first + int(place)]
            distance = edits(key, candidate, limit)
            if distance <= limit:
                found.append((distance, candidate))
        return tuple(sorted(found))
