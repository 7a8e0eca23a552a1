"""The towns, districts and postcodes of a region, and whether a door agrees with a stated one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from router.domain.places import Coordinate, great_circle_m
from router.geocoding.fuzzy import NearNames
from router.geocoding.keys import raw_key, spelled, variants
from router.geocoding.normalise import Token, has_cjk, spelled_key, tokenise
from router.geocoding.parsing.text import simplified

__all__ = ["CELLS_PER_DEGREE", "Localities", "Locality", "Surroundings", "Verdict", "cell_of"]

CELLS_PER_DEGREE = 100  # about 1.1 km from south to north
SHORTEST_MISSPELLED = 5  # letters; a shorter name is one mistake from too many others
POSTCODE = "postcode"
POSTCODE_DIGITS = 5  # a house number has fewer
CITY = "addr:city"
DISTRICT = "addr:district"
# Metres that a place without an outline reaches from its point.
REACH_M = {
    "city": 15_000,
    "town": 6_000,
    "municipality": 10_000,
    "borough": 8_000,
    "district": 10_000,
    "county": 60_000,
    "state": 400_000,
    "island": 20_000,
    "village": 3_000,
    "suburb": 3_000,
    "quarter": 2_000,
    "neighbourhood": 1_500,
    "hamlet": 1_500,
    "locality": 1_500,
    "isolated_dwelling": 500,
}


class Verdict(IntEnum):
    """How a door stands to what an address says about its town; higher is better."""

    FOREIGN = 0
    CONTRADICTS = 1
    NEAR = 2
    AGREES = 3


def cell_of(point: Coordinate) -> int:
    """Return the number of the square of the map that a point lies in.

    Parameters
    ----------
    point
        The point.

    Returns
    -------
    int
        Rows of 100,000 squares of 0.01 degrees.
    """
    row = math.floor((point.lat + 90) * CELLS_PER_DEGREE)
    column = math.floor((point.lon + 180) * CELLS_PER_DEGREE)
    return row * 100_000 + column


def around(cell: int) -> Iterable[int]:
    """Yield a square and its eight neighbours."""
    for rows in (-100_000, 0, 100_000):
        for columns in (-1, 0, 1):
            yield cell + rows + columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A town, a part of one, or a postcode.

    Parameters
    ----------
    key
        Number in the index.
    name
        As tagged.
    kind
        ``addr:city``, ``addr:district`` or ``postcode`` if doors name it; else the kind of place.
    coordinate, reach_m
        Middle and size.
    cells
        Squares of the map with doors that name it.
    other_names
        In other languages and spellings.
    """

    key: int
    name: str
    kind: str
    coordinate: Coordinate
    reach_m: float
    cells: frozenset[int] = frozenset()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known about where a door or a street lies.

    Parameters
    ----------
    coordinate
        The point.
    city, district, postcode
        Keys of localities that its own tags name; 0 if they name none.
    town
        Key of the town it most probably lies in, from its neighbours; 0 if unknown.
    """

    coordinate: Coordinate
    city: int = 0
    district: int = 0
    postcode: int = 0
    town: int = 0


@dataclass(slots=True)
class Localities:
    """All localities of a region, by name.

    Parameters
    ----------
    known
        The localities.
    """

    known: Sequence[Locality]
    by_key: dict[int, Locality] = field(init=False)
    _by_name: dict[str, list[int]] = field(init=False)
    _near: NearNames = field(init=False)
    _by_near_name: dict[str, tuple[int, ...]] = field(init=False)
    _kin: dict[int, frozenset[int]] = field(init=False)
    postcode_shapes: frozenset[str] = field(init=False)
    longest: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.by_key = {locality.key: locality for locality in self.known}
        self._by_name = {}
        for locality in self.known:
            for name in (locality.name, *locality.other_names):
                for variant in (*variants(name), *((simplified(name),) if has_cjk(name) else ())):
                    owners = self._by_name.setdefault(spelled_key(variant), [])
                    if locality.key not in owners:
                        owners.append(locality.key)
                    if has_cjk(variant) and variant[-1] in "省市区县镇乡" and len(variant) > 2:
                        self._by_name.setdefault(spelled_key(variant[:-1]), []).append(locality.key)
        self._by_name.pop("", None)
        self._by_near_name = {
            name: tuple(owners)
            for name, owners in self._by_name.items()
            if len(name) >= SHORTEST_MISSPELLED and not any(map(str.isdigit, name))
        }
        for locality in self.known:  # doubled letters kept, too: "Dreiich" is near "Dreieich"
            raw = raw_key(tokenise(locality.name))
            if spelled_key(locality.name) in self._by_near_name:
                self._by_near_name.setdefault(raw, self.find_name(locality.name))
        self._near = NearNames(tuple(self._by_near_name))
        codes = [place.name for place in self.known if place.kind == POSTCODE]
        self.postcode_shapes = frozenset(shape(code) for code in codes)
        self._kin = self._find_kin()

    def _find_kin(self) -> dict[int, frozenset[int]]:
        """Relate localities whose words are all in another's name, and parts of postcodes."""
        by_word: dict[str, list[tuple[frozenset[str], int]]] = {}
        words_of = {
            place.key: frozenset(word.text for word in tokenise(place.name)) for place in self.known
        }
        for place in self.known:
            for word in words_of[place.key]:
                by_word.setdefault(word, []).append((words_of[place.key], place.key))
        kin: dict[int, frozenset[int]] = {}
        for place in self.known:
            mine = words_of[place.key]
            related = {place.key}
            for word in mine:
                related.update(
                    key for words, key in by_word[word] if words <= mine or mine <= words
                )
            kin[place.key] = frozenset(related)
        return kin

    def find(self, words: Sequence[Token]) -> tuple[int, ...]:
        """Return the localities of a name, none if it is unknown.

        Parameters
        ----------
        words
            The words of the name.

        Returns
        -------
        tuple of int
            Keys.
        """
        return tuple(self._by_name.get(spelled(words), ()))

    def find_name(self, name: str) -> tuple[int, ...]:
        """Return the localities of a name as written.

        Parameters
        ----------
        name
            The name.

        Returns
        -------
        tuple of int
            Keys.
        """
        return tuple(self._by_name.get(spelled_key(name), ()))

    def is_postcode(self, text: str) -> bool:
        """Tell whether a text has the shape of the region's postcodes, or is too long for a house.

        Parameters
        ----------
        text
            Digits and letters.

        Returns
        -------
        bool
            True for known postcodes and for unknown ones of their shape.
        """
        return shape(text) in self.postcode_shapes or sum(map(str.isdigit, text)) >= POSTCODE_DIGITS

    def find_misspelled(self, words: Sequence[Token]) -> tuple[int, ...]:
        """Return the localities within one typing mistake of a name.

        Parameters
        ----------
        words
            The words of the name.

        Returns
        -------
        tuple of int
            Keys; none for names of fewer than five letters.
        """
        raw = raw_key(words)
        if len(raw) < SHORTEST_MISSPELLED or any(map(str.isdigit, raw)):
            return ()
        near = (name for key in {raw, spelled(words)} for _, name in self._near.near(key, 1))
        return tuple(
            dict.fromkeys(owner for name in sorted(near) for owner in self._by_near_name[name])
        )

    def verdict(self, stated: Iterable[int], where: Surroundings) -> Verdict:
        """Judge whether a door agrees with a stated locality.

        Parameters
        ----------
        stated
            Keys of the localities that the stated name may mean.
        where
            The surroundings of the door.

        Returns
        -------
        Verdict
            The best over the meanings.
        """
        return max(
            (self._judge(self.by_key[key], where) for key in stated), default=Verdict.FOREIGN
        )

    def _judge(self, place: Locality, where: Surroundings) -> Verdict:
        kin = self._kin[place.key]
        if {where.city, where.district, where.postcode} & kin:
            return Verdict.AGREES
        if place.kind == POSTCODE:
            if where.postcode:
                return Verdict.CONTRADICTS
        elif place.kind == CITY and where.city:
            # Another town's name on the door: only a border case may still be meant.
            return Verdict.CONTRADICTS
        if cell_of(where.coordinate) in place.cells:
            return Verdict.AGREES if not where.city else Verdict.NEAR
        if any(cell in place.cells for cell in around(cell_of(where.coordinate))):
            return Verdict.NEAR
        if place.reach_m and great_circle_m(place.coordinate, where.coordinate) <= place.reach_m:
            return Verdict.AGREES if where.town == place.key else Verdict.NEAR
        return Verdict.CONTRADICTS


def shape(code: str) -> str:
    """Return the pattern of a postcode: digits as 9, letters as A."""
    return "".join("9" if c.isdigit() else "A" for c in code if c.isalnum())
