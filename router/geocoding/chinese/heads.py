"""Takes the region's own towns off the front of an address: in full, short, behind a province.

::

    浙江|临江|东湖区|建国北路5号      a short form counts if a town or a known name follows
    临江|东湖|建国北路5号
    东湖路5号                         nothing: 东湖 is followed by what a name ends with
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from router.geocoding.chinese.writing import AREA_TYPES, ROAD_TYPES
from router.geocoding.localities import Locality
from router.geocoding.parsing import Level, divisions
from router.geocoding.parsing.text import simplified

__all__ = ["Heads", "Said", "bare"]

Said = tuple[tuple[str, str], ...]
"""Level (``province``, ``city``, ``district``, ``town``, or empty for a column) and name."""

ENDINGS = (
    "特别行政区", "自治区", "自治州", "自治县", "街道办事处", "街道", "地区", "新区", "省",
    "市", "区", "县", "旗", "镇", "乡", "盟", "州",
)  # fmt: skip
TOWN_ENDS = ("街道", "镇", "乡")
CITIES = frozenset({"city", "addr:city"})
# What a place without an ending is called in full.
FULL = {"city": ("市",), "addr:city": ("市", "县"), "addr:district": ("区", "县"),
        "district": ("区",), "county": ("县",), "town": ("镇", "街道"),
        "suburb": ("街道", "区"), "borough": ("区",)}  # fmt: skip
PROVINCE = re.compile(r"(?:中国)?([^\d\s]{2,6}?(?:省|自治区))")
STRANGE = re.compile(r"[^\d]{2,4}?(?:市|(?<!小)区|县|镇|乡|街道)")
BETWEEN = " ,，、·-/|　"
LONGEST_NAME = 14
# What goes on like this was a name: 东湖花园, 东湖路.
TYPE_STARTS = tuple(
    sorted({*ROAD_TYPES[:-4], "办事处", *(one for one in AREA_TYPES if len(one) > 1)})
)


class Heads:
    """The towns of a region, as addresses begin with them.

    Parameters
    ----------
    known
        Localities.
    """

    def __init__(self, known: Iterable[Locality]) -> None:
        self._full: dict[str, str] = {}  # name: level
        self._short: dict[str, str] = {}
        for one in known:
            for name in map(simplified, (one.name, *one.other_names)):
                self._add(name, one.kind)
        sizes: dict[str, set[int]] = {}
        for name in (*self._full, *self._short):
            sizes.setdefault(name[0], set()).add(len(name))
        self._sizes = {start: sorted(found, reverse=True) for start, found in sizes.items()}

    def _add(self, name: str, kind: str) -> None:
        short = bare(name)
        if len(name) < 2 or not ("一" <= name[0] <= "龥"):
            return
        level = "city" if kind in CITIES else "town" if name.endswith(TOWN_ENDS) else "district"
        if short != name:
            self._full[name] = level
            self._short.setdefault(short, level)
        elif kind in FULL:
            self._short.setdefault(name, level)
            for ending in FULL[kind]:
                self._full.setdefault(name + ending, level)

    def take(self, text: str, names: Container[str], *, loose: bool = False) -> tuple[str, Said]:
        """Take province and own towns off the front of a text.

        Parameters
        ----------
        text
            An address, or what was read as a name.
        names
            Keys of the region's streets and compounds.
        loose
            Whether a short form also counts before a name that is not known.

        Returns
        -------
        str, tuple of (str, str)
            What is left, and the towns. Nothing is taken if only a province is there that the
            table of the country knows: those who have it read on better.
        """
        rest = simplified(text).lstrip(BETWEEN)
        said: Said = ()
        province = PROVINCE.match(rest)
        if province is not None:
            said, rest = (("province", province.group(1)),), rest[province.end() :]
        else:
            size = self._short_province(rest)
            if size and self._goes_on(rest[size:].lstrip(BETWEEN), names):
                said = (("province", provinces()[rest[:size]]),)
                rest = rest[size:]
        rest = rest.lstrip(BETWEEN)
        while True:
            size, level = self._head(rest, names, loose=loose)
            if not size:
                break
            said += ((level, rest[:size]),)
            rest = rest[size:].lstrip(BETWEEN)
        strange = any(level != "province" or name not in provinces() for level, name in said)
        return (rest, said) if strange else (text, ())

    def strange(self, text: str, names: Container[str]) -> tuple[str, Said]:
        """Take a town that nothing knows off the front of a known name.

        Parameters
        ----------
        text
            What was read as a name.
        names
            Keys of the region's streets and compounds.

        Returns
        -------
        str, tuple of (str, str)
            As :meth:`take`.
        """
        found = STRANGE.match(text)
        if found is None or text[found.end() :] not in names:
            return text, ()
        return text[found.end() :], (("district", found.group()),)

    def _short_province(self, text: str) -> int:
        return next((size for size in (3, 2) if text[:size] in provinces()), 0)

    def _goes_on(self, text: str, names: Container[str]) -> bool:
        """Tell whether a text goes on with a town or a known name."""
        return _begins(text, names) > 0 or self._head(text, names, loose=False)[0] > 0

    def _head(self, text: str, names: Container[str], *, loose: bool) -> tuple[int, str]:
        """Return how many characters a town at the front of a text has, and its level."""
        sizes = self._sizes.get(text[:1])
        if not sizes:
            return 0, ""
        known = _begins(text, names)
        for size in sizes:
            name, after = text[:size], text[size:].lstrip(BETWEEN)
            if len(after) < 2 or size < known or (size == known and name in names):
                continue
            if name in self._full and not after.startswith(("号", "弄")):
                return size, self._full[name]
            if name in self._short and not after[0].isdigit():
                follows = self._goes_on(after, names)
                if follows or (loose and not after.startswith(TYPE_STARTS)):
                    return size, self._short[name]
        return 0, ""


def _begins(text: str, names: Container[str]) -> int:
    """Return how long the longest known name is that a text begins with."""
    for size in range(min(len(text), LONGEST_NAME), 1, -1):
        if text[:size] in names and (size > 2 or len(text) == 2 or text[2].isdigit()):
            return size
    return 0


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Return the full names of the country's provinces by all their names."""
    return {
        name: one.name
        for one in divisions().by_code.values()
        if one.level is Level.PROVINCE
        for name in (one.name, *one.other)
    }


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return a name without its ending.

    Parameters
    ----------
    name
        As tagged or written.

    Returns
    -------
    str
        西山 of 西山区.
    """
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name
