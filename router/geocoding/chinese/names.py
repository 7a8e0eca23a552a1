"""The Chinese names of an index: asked for as they are, and for those that a slip away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from router.geocoding.chinese.namekeys import ROAD, gaps, pairs
from router.geocoding.chinese.sounds import sound_keys

__all__ = ["ChineseNames"]

MOST_LIKE = 12  # names that share pairs of characters with the asked one


class ChineseNames:
    """The Chinese names of an index.

    Parameters
    ----------
    connection
        To the index.

    Attributes
    ----------
    exact
        Names by key.
    bare
        Names by key without their type.
    roads
        Keys of streets.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.exact: dict[str, tuple[int, ...]] = {}
        self.bare: dict[str, tuple[int, ...]] = {}
        rows = connection.execute("SELECT key, name, kind FROM han_key ORDER BY key, name")
        roads: set[str] = set()
        for key, name, kind in rows:
            group = self.exact if kind else self.bare
            group[key] = (*group.get(key, ()), name)
            if kind & ROAD:
                roads.add(key)
        self.roads = frozenset(roads)

    def within_a_slip(self, key: str) -> dict[str, set[int]]:
        """Return the names that one wrong, lost, added or swapped character turns into a key.

        Parameters
        ----------
        key
            What was asked for.

        Returns
        -------
        dict
            Names by their own key. A few that differ by two characters may be among them.
        """
        without = gaps(key)
        found = self._gathered("han_gap", [key, *sorted(without)])
        for shorter in without:
            if shorter in self.exact:
                found.setdefault(shorter, set()).update(self.exact[shorter])
        found.pop(key, None)
        return found

    def sounding_like(self, key: str) -> dict[str, set[int]]:
        """Return the names that sound like a key.

        Parameters
        ----------
        key
            What was asked for.

        Returns
        -------
        dict
            Names by their own key.
        """
        found = self._gathered("han_sound", sound_keys(key))
        found.pop(key, None)
        return found

    def sharing_pairs(self, key: str) -> tuple[int, ...]:
        """Return the names that share most pairs of neighbouring characters with a key.

        Parameters
        ----------
        key
            What was asked for.

        Returns
        -------
        tuple of int
            At most a dozen, the most alike first.
        """
        asked = pairs(key)
        marks = ", ".join("?" * len(asked))
        rows = self._connection.execute(
            f"SELECT name FROM han_pair WHERE key IN ({marks}) GROUP BY name "  # noqa: S608  marks
            f"ORDER BY count(*) DESC, name LIMIT {MOST_LIKE}",
            asked,
        )
        return tuple(name for (name,) in rows)

    def _gathered(self, table: str, keys: Iterable[str]) -> dict[str, set[int]]:
        asked = tuple(keys)
        marks = ", ".join("?" * len(asked))
        rows = self._connection.execute(
            f"SELECT whole, name FROM {table} WHERE key IN ({marks})",  # noqa: S608  our tables
            asked,
        )
        found: dict[str, set[int]] = {}
        for whole, name in rows:
            found.setdefault(whole, set()).add(name)
        return found
