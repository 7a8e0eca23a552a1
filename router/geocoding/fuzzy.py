"""Names within one or two typing mistakes, found by comparing sets of letters before letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["NearNames", "edits"]

BINS = 32  # letters are told apart modulo this; a clash only lets a few more names through
REMEMBERED = 4096  # answers, for the parts of an address are asked for more than once


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
        self._lengths = np.array([len(key) for key in self._keys], dtype=np.int64)
        self._signs = signatures(self._keys)
        self._remembered: dict[tuple[str, int], tuple[tuple[int, str], ...]] = {}

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
        found = self._remembered.get((key, limit))
        if found is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key, limit] = self._look(key, limit)
        return found

    def _look(self, key: str, limit: int) -> tuple[tuple[int, str], ...]:
        first, last = np.searchsorted(self._lengths, (len(key) - limit, len(key) + limit + 1))
        if first == last:
            return ()
        apart = bit_counts(self._signs[first:last] ^ signatures([key])[0])
        found = []
        for place in np.flatnonzero(apart <= 2 * limit).tolist():
            candidate = self._keys[first + place]
            distance = edits(key, candidate, limit)
            if distance <= limit:
                found.append((distance, candidate))
        return tuple(sorted(found))


def signatures(keys: Sequence[str]) -> NDArray[np.uint64]:
    """Return which letters keys hold, and which of them twice: an edit changes two bits at most.

    Parameters
    ----------
    keys
        The keys.

    Returns
    -------
    (n,) int
        64 bits each: the lower half for letters that are there, the upper for those there twice.
    """
    letters = np.frombuffer("".join(keys).encode("utf-32-le"), dtype=np.uint32) % BINS
    owner = np.repeat(np.arange(len(keys)), [len(key) for key in keys])
    counts = np.bincount(owner * BINS + letters, minlength=len(keys) * BINS).reshape(-1, BINS)
    bits = np.concatenate([counts >= 1, counts >= 2], axis=1)
    return np.packbits(bits, axis=1, bitorder="little").view("<u8")[:, 0].astype(np.uint64)


def bit_counts(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Count the bits that are set, by adding neighbours: pairs, fours, bytes.

    Parameters
    ----------
    values
        (n,) integers.

    Returns
    -------
    (n,) int
        0 to 64.
    """
    values = values - ((values >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = np.uint64(0x3333333333333333)
    values = (values & fours) + ((values >> np.uint64(2)) & fours)
    values = (values + (values >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (values * np.uint64(0x0101010101010101)) >> np.uint64(56)
