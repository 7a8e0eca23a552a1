"""The administrative divisions of China: names of today, spoken forms, former names, centres.

The table and where it comes from: ``divisions.csv`` and ``DIVISIONS.md`` beside this module.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from router.domain.places import Coordinate

__all__ = ["Division", "Divisions", "Level", "Meaning", "divisions"]

FULL = re.compile(r"(?:省|市|区|县|旗|州|盟|委员会|管委会)$")


class Level(StrEnum):
    """How high a division stands."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    """A development zone with an administration of its own, but no district by law."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division.

    Parameters
    ----------
    code
        National code of six digits. Taiwan's districts have none: theirs are counted.
    name
        Official full name.
    level
        Municipalities (北京市) and special regions are provinces; 县, 旗 and county-level cities
        are districts; 州, 盟 and 地区 are cities.
    parent
        Code of the division that it lies in; empty for provinces.
    other
        Short and spoken forms: 北京, 内蒙, 恩施州.
    former
        What it, or a part of it, was called before.
    centre
        Its seat, in WGS-84, if the source has it.
    """

    code: str
    name: str
    level: Level
    parent: str
    other: tuple[str, ...]
    former: tuple[str, ...]
    centre: Coordinate | None


class Meaning(NamedTuple):
    """What a name may mean.

    Parameters
    ----------
    today
        Divisions of today.
    former
        Divisions that were, or hold what was, called so.
    full
        Whether the name says its kind: 恩施州 and 沙县, not 恩施 and 苏州.
    """

    today: tuple[Division, ...]
    former: tuple[Division, ...]
    full: bool


class Divisions:
    """All divisions, by code and by name.

    Parameters
    ----------
    rows
        The divisions.
    """

    __slots__ = ("_above", "_by_code", "_former", "_lengths", "_lineage", "_meanings", "_named")

    def __init__(self, rows: Sequence[Division]) -> None:
        self._by_code = {row.code: row for row in rows}
        self._above: dict[str, tuple[Division, ...]] = {}
        named: dict[str, tuple[Division, ...]] = {}
        former: dict[str, tuple[Division, ...]] = {}
        for row in rows:
            for name in (row.name, *row.other):
                named[name] = (*named.get(name, ()), row)
            for name in row.former:
                former[name] = (*former.get(name, ()), row)
        self._named, self._former = named, former
        self._lineage: dict[str, frozenset[str]] = {}
        self._meanings: dict[str, Meaning] = {}
        lengths: dict[str, set[int]] = {}
        for name in (*named, *former):
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {
            start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()
        }

    def __len__(self) -> int:
        return len(self._by_code)

    @property
    def by_code(self) -> Mapping[str, Division]:
        """All divisions by their code, in the order of the codes."""
        return MappingProxyType(self._by_code)

    def named(self, name: str) -> tuple[Division, ...]:
        """Find the divisions of today that a name may mean.

        Parameters
        ----------
        name
            Official, short or spoken: 朝阳区, 朝阳, 恩施州.

        Returns
        -------
        tuple of Division
            All of them, by code; several if the name is ambiguous, none if it is unknown.
        """
        return self._named.get(name, ())

    def formerly(self, name: str) -> tuple[Division, ...]:
        """Find what a former division is, or belongs to, today.

        Parameters
        ----------
        name
            As it was: 闸北区.

        Returns
        -------
        tuple of Division
            静安区 for 闸北区; none if the name is unknown.
        """
        return self._former.get(name, ())

    def chain(self, division: Division) -> tuple[Division, ...]:
        """Return a division with all above it.

        Parameters
        ----------
        division
            One of the table.

        Returns
        -------
        tuple of Division
            The province first, the division itself last.
        """
        known = self._above.get(division.code)
        if known is None:
            parent = self._by_code.get(division.parent)
            known = (*self.chain(parent), division) if parent else (division,)
            self._above[division.code] = known
        return known

    def lineage(self, division: Division) -> frozenset[str]:
        """Return the codes of a division and of all above it.

        Parameters
        ----------
        division
            One of the table.

        Returns
        -------
        frozenset of str
            Of what `chain` returns.
        """
        known = self._lineage.get(division.code)
        if known is None:
            known = frozenset(one.code for one in self.chain(division))
            self._lineage[division.code] = known
        return known

    def meaning(self, name: str) -> Meaning:
        """Return everything that a name may mean.

        Parameters
        ----------
        name
            Any form.

        Returns
        -------
        Meaning
            Without divisions if the name is unknown.
        """
        known = self._meanings.get(name)
        if known is None:
            today, former = self.named(name), self.formerly(name)
            official = bool(former) or any(one.name == name for one in today)
            full = FULL.search(name) is not None and (official or len(name) >= 3)
            known = self._meanings[name] = Meaning(today, former, full)
        return known

    def longest(self, text: str, start: int) -> tuple[int, ...]:
        """Find the names that a text continues with.

        Parameters
        ----------
        text
            Simplified characters.
        start
            Where to look.

        Returns
        -------
        tuple of int
            Where each of the names that begin at ``start`` ends, the longest first.
        """
        found = []
        for length in self._lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if len(name) == length and (name in self._named or name in self._former):
                found.append(start + length)
        return tuple(found)


@cache
def divisions() -> Divisions:
    """Return the packaged table.

    Returns
    -------
    Divisions
        Read once.
    """
    file = resources.files("router.geocoding.parsing").joinpath("divisions.csv")
    lines = file.read_text(encoding="utf-8").splitlines()
    return Divisions([_division(row) for row in csv.reader(lines[1:])])


def _division(row: Sequence[str]) -> Division:
    code, name, level, parent, other, former, lat, lon = row
    return Division(
        code,
        name,
        Level(level),
        parent,
        tuple(other.split("/")) if other else (),
        tuple(former.split("/")) if former else (),
        Coordinate(float(lat), float(lon)) if lat else None,
    )
