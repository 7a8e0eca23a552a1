"""Finds Chinese addresses: street and compound each by name, then both together.

::

    parts ─┬─ road, lane, number ─── exact ─ without type ─ one slip ──┐
           ├─ compound, building ─── exact ─ without type ─ one slip ──┼─ agree? ── matches
           └─ none of both: names that the region knows in the text ───┘
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from router.domain.address_parts import AddressParts
from router.domain.places import Grade, great_circle_m
from router.geocoding.chinese.deciding import both, slips
from router.geocoding.chinese.heads import Said
from router.geocoding.chinese.names import ChineseNames
from router.geocoding.chinese.reading import (
    NAMELESS_ROAD,
    building_numbers,
    known_within,
    road_numbers,
    said_of,
    with_names_cut,
)
from router.geocoding.chinese.roadnames import is_known_elsewhere
from router.geocoding.chinese.whereabouts import Whereabouts
from router.geocoding.chinese.writing import AREA_TYPES, PLAIN_TYPES, ROAD_TYPES, han_key, parted
from router.geocoding.grade import ENOUGH, Match
from router.geocoding.localities import Surroundings
from router.geocoding.matching import Matcher
from router.geocoding.numbers import HouseNumber
from router.geocoding.parsing import parse_address
from router.geocoding.parsing.text import plain_text
from router.geocoding.statements import Judgement
from router.geocoding.store import Store

__all__ = ["ChineseLookup"]

WITHOUT_TYPE = 0.9  # 文三 for 文三路, 翠苑 for 翠苑小区, if it is the only one
OTHER_AREA_TYPE = 0.82  # 翠苑社区 for 翠苑小区
PART_OF_TEXT = 0.9  # a known name within a longer one that is not known
STRANGE_HEAD = 0.62  # what stands before the known name may belong to another name
COMPOUND_UNKNOWN = 0.97
ROAD_UNKNOWN = 0.68  # the compound is known, the street that is said is not
PLACE_ENDS = frozenset("区园村苑城厦场镇里队组寨湾坊院站门口库店校")
NUMBERED = re.compile(r"(\D{2,12})(\d.*)$")
LONGEST = 12  # characters of what may be one name
BUILDING_NEAR_M = 250.0  # from the number on the street to the building behind it


class ChineseLookup:
    """Answers Chinese addresses from an index.

    Parameters
    ----------
    store
        The opened index.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: ChineseNames = store.chinese
        self._whereabouts = Whereabouts(store)
        self._matcher: Matcher[Said] = Matcher(store, self._whereabouts)

    def find(self, text: str, *, city: str = "", district: str = "") -> list[Match]:
        """Find an address.

        Parameters
        ----------
        text
            The address as written.
        city, district
            From columns of their own; they must agree with the match.

        Returns
        -------
        list of Match
            In no order.
        """
        columns: Said = ()
        for column in (city, district):
            if column.strip():
                columns += said_of(parse_address(column)) or (("", column.strip()),)
        found = self._find(text, columns, loose=False)
        best = max(found, key=lambda match: match.score, default=None)
        if best is None or (best.score < ENOUGH and best.name < 1):
            # 临江东湖建国被路: a short form before a name with a slip.
            again = self._find(text, columns, loose=True)
            if max((match.score for match in again), default=0.0) > (best.score if best else 0.0):
                found = again
        return [replace(match, chinese=True) for match in found]

    def _find(self, text: str, columns: Said, *, loose: bool) -> list[Match]:
        """Find an address, read in one of two ways."""
        rest, first = self._whereabouts.heads.take(text, self._names.exact, loose=loose)
        parts, heads = self._without_heads(self._parsed(rest), loose=loose)
        said = (*first, *said_of(parts), *heads, *columns)
        numbers = road_numbers(parts)
        if not (numbers or parts.compound):  # 章家桥3幢: a compound that sounds like a street
            numbers = building_numbers(parts)
        roads = self._by_name(parts.road, numbers, said, area=False)
        compound = parts.compound or ("" if parts.road else parts.village)
        areas = self._by_name(compound, building_numbers(parts), said, area=True)
        if not roads and not areas:
            roads, areas = self._in_text(parts, said), []
        if parts.building and not areas:
            roads = [self._refined(match, parts) for match in roads]
        if roads and areas:
            found = both(roads, areas)
        elif areas and parts.road:
            found = [_doubted(m, ROAD_UNKNOWN, f"{parts.road} is not known here") for m in areas]
        elif parts.compound and not areas:
            found = [replace(match, name=match.name * COMPOUND_UNKNOWN) for match in roads]
        else:
            found = roads or areas
        return found or self._nearest_names(parts, said) or self._town(said)

    def _parsed(self, text: str) -> AddressParts:
        """Read an address; where the reading ends in unknown names, cut at those known here."""
        parts = parse_address(text)
        names = self._names.exact
        said = [han_key(name) for name in (parts.road, parts.compound) if name]
        if said and all(key in names for key in said):
            return parts
        found = [one for one in known_within(plain_text(text).text, names) if one[2] not in said]
        return with_names_cut(text, found, self._names.roads, parts) if found else parts

    def _without_heads(self, parts: AddressParts, *, loose: bool) -> tuple[AddressParts, Said]:
        """Take towns off the front of names: the region knows its own better than any table."""
        said: Said = ()
        names, heads = self._names.exact, self._whereabouts.heads
        for part in ("road", "compound", "village"):
            written = han_key(getattr(parts, part))
            if written and written not in names:
                rest, found = heads.take(written, names, loose=loose)
                if not found:
                    rest, found = heads.strange(written, names)
                if found:
                    parts, said = _with_part(parts, part, rest), said + found
        return parts, said

    def _by_name(
        self, written: str, numbers: Sequence[HouseNumber], said: Said, *, area: bool
    ) -> list[Match]:
        """Match one part of the address: exactly if its name is known, else with a slip."""
        asked = han_key(written)
        if len(asked) < 2:
            return []
        exact = self._names.exact.get(asked)
        if exact:
            return self._on(exact, 1.0, numbers, said)
        found = self._without_type(asked, numbers, said, area=area)
        if not found:
            found = slips(asked, numbers, said, self._names, self._matcher, self._whereabouts)
        if not found or max(match.score for match in found) < PART_OF_TEXT / 2:
            found += self._within(asked, numbers, said)
        return found

    def _on(
        self,
        names: Sequence[int],
        factor: float,
        numbers: Sequence[HouseNumber],
        said: Said,
        why: str = "",
    ) -> list[Match]:
        found: list[Match] = []
        for name in names:
            found += self._matcher.on_street(name, factor, numbers, said)
        return [replace(m, why=m.why or why) for m in found] if why else found

    def _without_type(
        self, asked: str, numbers: Sequence[HouseNumber], said: Said, *, area: bool
    ) -> list[Match]:
        """Match a name that is known with a type, or with another type, if only one such is."""
        names = self._names.bare.get(asked, ())
        if names:
            sure = len(names) == 1 and not (area and is_known_elsewhere(asked))
            factor = WITHOUT_TYPE if sure else WITHOUT_TYPE * 0.7
            return self._on(names, factor, numbers, said, f"{asked} is known with a type only")
        own, ending = parted(asked, AREA_TYPES if area else ROAD_TYPES)
        if not area or ending not in PLAIN_TYPES or len(own) < 2 or is_known_elsewhere(own):
            return []
        names = (*self._names.exact.get(own, ()), *self._names.bare.get(own, ()))
        areas = tuple(
            name
            for name in dict.fromkeys(names)
            if self._store.is_area(name) and self._is_plain(name, own)
        )
        if len(areas) != 1:
            return []
        return self._on(areas, OTHER_AREA_TYPE, numbers, said, f"{asked} is known by another type")

    def _is_plain(self, name: int, own: str) -> bool:
        """Tell whether a name is its own part with a type that says no more than 小区."""
        key = han_key(self._store.text_of[name])
        return key == own or key.removeprefix(own) in PLAIN_TYPES

    def _within(self, asked: str, numbers: Sequence[HouseNumber], said: Said) -> list[Match]:
        """Match the known name that a longer one ends with."""
        for start in range(1, len(asked) - 1):
            names = self._names.exact.get(asked[start:])
            if names:
                head = asked[:start]
                plain = len(head) > 1 and head[-1] in PLACE_ENDS
                why = f"{head} is not part of the name of the street found"
                return self._on(names, PART_OF_TEXT if plain else STRANGE_HEAD, numbers, said, why)
        return []

    def _in_text(self, parts: AddressParts, said: Said) -> list[Match]:
        """Match names that the region knows wherever they stand, the last one first."""
        for text in (parts.village, parts.compound, parts.road, parts.rest):
            found: list[Match] = []
            name, tail = _before_number(text)
            inner = parse_address(f"{NAMELESS_ROAD}{tail}") if tail else parts
            numbers = road_numbers(inner) or building_numbers(inner)
            key = han_key(name)
            for start, stop, known in reversed(known_within(key, self._names.exact)):
                whole = start == 0 and stop == len(key)
                factor = 1.0 if whole else PART_OF_TEXT
                ways = (*numbers, *building_numbers(inner))
                found += self._on(self._names.exact[known], factor, ways, said)
            if not found and 2 <= len(key) <= LONGEST:
                found = slips(key, numbers, said, self._names, self._matcher, self._whereabouts)
            if found:
                return found
        return []

    def _refined(self, match: Match, parts: AddressParts) -> Match:
        """Go from the number on the street to the building behind it, if there is one of it."""
        if match.grade is not Grade.DOOR or match.label.endswith("幢"):
            return match
        wanted = {number.label for number in building_numbers(parts)[:1]}
        here = match.where.coordinate
        behind = [
            door
            for door in self._store.doors_near(here)
            if door.label in wanted
            and great_circle_m(door.where.coordinate, here) <= BUILDING_NEAR_M
        ]
        if len({door.street for door in behind}) != 1:
            return match
        building = self._matcher.match_of(behind[0])
        return replace(building, name=match.name * 0.95, said=match.said)

    def _nearest_names(self, parts: AddressParts, said: Said) -> list[Match]:
        """Offer the names that share most with the asked one, for a person to choose from."""
        asked = han_key(parts.road or parts.compound or parts.village or parts.rest)
        if not 2 <= len(asked) <= 20:
            return []
        found: list[Match] = []
        numbers = road_numbers(parts) or building_numbers(parts)
        for name in self._names.sharing_pairs(asked)[:5]:
            why = f"no street or compound {asked} is known here"
            found += [replace(match, why=why) for match in self._on((name,), 0.4, numbers, said)]
        return found

    def _town(self, said: Said) -> list[Match]:
        """Offer the town alone."""
        found: list[Match] = []
        for _, name in said:
            for key in self._store.localities.find_name(name):
                town = self._store.localities.by_key[key]
                found.append(
                    Match(
                        where=Surroundings(coordinate=town.coordinate, town=key),
                        grade=Grade.LOCALITY,
                        error_m=max(town.reach_m, 1000.0),
                        name=0.6,
                        number=0.5,
                        said=Judgement(1.0),
                        street=town.name,
                        why="only the town is known: no street of this name here",
                    )
                )
        return found


def _with_part(parts: AddressParts, name: str, value: str) -> AddressParts:
    """Return the parts with one of them shortened."""
    if name == "road":
        return replace(parts, road=value)
    return replace(parts, compound=value) if name == "compound" else replace(parts, village=value)


def _before_number(text: str) -> tuple[str, str]:
    """Split what was not understood into a name and the number behind it."""
    found = NUMBERED.match(text)
    return (found.group(1), found.group(2)) if found is not None else (text, "")


def _doubted(match: Match, factor: float, why: str) -> Match:
    """Lower a match for a reason."""
    return replace(match, name=match.name * factor, why=why)
