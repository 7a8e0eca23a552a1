"""The keys under which the index holds a Chinese name, so that a slip in it still finds it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from router.geocoding.chinese.sounds import sound_keys
from router.geocoding.chinese.writing import AREA_TYPES, ROAD_TYPES, han_key, parted

__all__ = ["AREA", "ROAD", "NameRows", "bare_keys", "gaps", "pairs"]

ROAD, AREA = 1, 2  # what bears a name, in the table ``han_key``; both may; 0 without its type

SHORTEST_BARE = 2  # characters of a name without its type


def gaps(key: str) -> frozenset[str]:
    """Return a name with each one character left out.

    Parameters
    ----------
    key
        From ``han_key``.

    Returns
    -------
    frozenset of str
        Two names with one of these in common differ by one wrong, lost, added or swapped
        character at most.
    """
    return frozenset(key[:at] + key[at + 1 :] for at in range(len(key))) - {""}


def pairs(key: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters of a name.

    Parameters
    ----------
    key
        From ``han_key``.

    Returns
    -------
    tuple of str
        In order, without repetition.
    """
    return tuple(dict.fromkeys(a + b for a, b in pairwise(key)))


def bare_keys(key: str, *, area: bool) -> frozenset[str]:
    """Return a name without the type that it ends with.

    Parameters
    ----------
    key
        From ``han_key``.
    area
        Whether it is a compound's or a building's; else a street's.

    Returns
    -------
    frozenset of str
        Empty if nothing of two characters is left.
    """
    own, ending = parted(key, AREA_TYPES if area else ROAD_TYPES)
    return frozenset({own}) if ending and len(own) >= SHORTEST_BARE else frozenset()


class NameRows:
    """Gathers the rows of the tables ``han_key``, ``han_gap``, ``han_sound`` and ``han_pair``."""

    def __init__(self) -> None:
        self.keys: dict[tuple[str, int], int] = {}
        self.gaps: set[tuple[str, int, str]] = set()
        self.sounds: set[tuple[str, int, str]] = set()
        self.pairs: set[tuple[str, int]] = set()

    def add(self, name_id: int, written: Iterable[str], *, area: bool) -> None:
        """Take the spellings of a name.

        Parameters
        ----------
        name_id
            Its number in the index.
        written
            Names as tagged; those without Chinese characters are passed over.
        area
            Whether it is a compound's or a building's.
        """
        for key in sorted({han_key(name) for name in written} - {""}):
            self.keys[key, name_id] = self.keys.get((key, name_id), 0) | (AREA if area else ROAD)
            for bare in bare_keys(key, area=area):
                self.keys.setdefault((bare, name_id), 0)
            self.gaps.update((gap, name_id, key) for gap in gaps(key))
            self.sounds.update((sound, name_id, key) for sound in sound_keys(key))
            self.pairs.update((pair, name_id) for pair in pairs(key))
