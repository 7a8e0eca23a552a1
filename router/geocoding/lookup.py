"""Finds an address in an index: exact names first, then misspelled ones, numbers, then towns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from router.domain.places import Grade
from router.geocoding.chinese.lookup import ChineseLookup
from router.geocoding.grade import ENOUGH, Finding, Match, rank
from router.geocoding.keys import class_key, spelled, variants
from router.geocoding.localities import Surroundings
from router.geocoding.matching import Matcher
from router.geocoding.normalise import Token, has_cjk, spelled_key, tokenise, unmixed, without_slips
from router.geocoding.rows import NamedSpot
from router.geocoding.statements import Judgement, Reader, Statement
from router.geocoding.store import Store
from router.geocoding.western.abbreviations import UNIT_WORDS
from router.geocoding.western.misspelled import Misspelled
from router.geocoding.western.readings import Reading, exact_readings, loose_readings

__all__ = ["Lookup"]

HALF_NAME = 0.9  # "Mannerheimintie" alone for "Kaivopiha, Mannerheimintie"


class Lookup:
    """Answers addresses from an index.

    Parameters
    ----------
    path
        The index.

    Raises
    ------
    RegionError
        If the index cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.reader = Reader(self.store.localities, self.store.extent)
        self.matcher = Matcher(self.store, self.reader)
        self.misspelled = Misspelled(self.store)

    @cached_property
    def _chinese(self) -> ChineseLookup:
        return ChineseLookup(self.store)

    def find(self, text: str, *, city: str = "", district: str = "", postcode: str = "") -> Finding:
        """Find an address.

        Parameters
        ----------
        text
            The address as written.
        city, district, postcode
            From columns of their own; they must agree with the match.

        Returns
        -------
        Finding
            Places, best first, and what is doubtful.
        """
        ordered, why = self.ranked(text, city=city, district=district, postcode=postcode)
        places = tuple(self.matcher.place_of(match) for match in ordered)
        return Finding(places=places, why=why if places else "no street of this name is known here")

    def ranked(
        self, text: str, *, city: str = "", district: str = "", postcode: str = ""
    ) -> tuple[tuple[Match, ...], str]:
        """Find the matches of an address, with all that speaks for them.

        Parameters
        ----------
        text
            The address as written.
        city, district, postcode
            From columns of their own; they must agree with the match.

        Returns
        -------
        tuple of Match, str
            Best first, and what is doubtful about the first.
        """
        text = unmixed(text)
        if has_cjk(text):
            matches = self._chinese.find(text, city=city, district=district)
        else:
            columns = Statement()
            for column in (city, district, postcode):
                if column.strip():
                    columns += self.reader.read_column(tokenise(column))
            matches = self._by_western_name(tokenise(without_slips(text)), columns)
        return rank(matches)

    def _by_western_name(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        """Look for exact names, then for misspelled ones, then for places."""
        matches = self._by_exact_name(tokens, columns)
        settled = any(m.name == 1.0 and m.said.factor > 0.75 for m in matches)
        if not settled:
            matches += self._by_loose_name(tokens, columns)
        if not any(match.score >= ENOUGH for match in matches):
            matches += self._by_place(tokens, columns)
        return matches

    def _by_exact_name(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        found: list[Match] = []
        for reading in exact_readings(tokens, self.store.names):
            said = columns + self._rest(reading)
            whole = spelled(reading.words)
            names = dict.fromkeys(self.store.names.get(class_key(reading.words), ()), 0.98)
            names |= dict.fromkeys(self.store.names.get(whole, ()), 1.0)
            for name, factor in sorted(names.items()):
                if self._is_chance(whole, reading.words, name):
                    continue
                exact = 1.0 if factor == 1.0 or len(names) == 1 else factor
                if len(names) > 1 and self._is_half(whole, name):
                    exact = HALF_NAME
                found += self.matcher.on_street(name, exact, reading.numbers, said)
            if any(m.score >= 0.9 and m.grade is Grade.DOOR for m in found):
                break
        return found

    def _by_loose_name(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        """Look for names with a typing mistake or two, or without their type."""
        found: list[Match] = []
        known = self.store.localities.find
        for reading in loose_readings(tokens, lambda words: bool(known(words))):
            near = self.misspelled.near(reading.words)
            best = max(near.values(), default=0.0)
            said = None
            for name, factor in sorted(near.items()):
                if factor > 0 and factor >= best - 0.13:
                    said = said or columns + self._rest(reading)
                    found += self.matcher.on_street(name, factor, reading.numbers, said)
        return found

    def _is_chance(self, key: str, words: Sequence[Token], name: int) -> bool:
        """Tell whether one short word looks like an abbreviated name: "Wst" is no West Street."""
        return len(words) == 1 and len(key) <= 4 and " " in self.store.text_of[name]

    def _is_half(self, key: str, name: int) -> bool:
        """Tell whether a key is of one half of a double name, and not of the whole."""
        whole, *halves = variants(self.store.text_of[name])
        return key != spelled_key(whole) and key in {spelled_key(half) for half in halves}

    def _rest(self, reading: Reading) -> Statement:
        """Read what the street and the number leave."""
        said = Statement()
        for run in reading.rest:
            said += self.reader.read(
                run.words,
                behind_number=run.behind_number,
                before_street=run.before_street,
                behind_street=run.behind_street,
            )
        if reading.passed_over:
            doubt = f"{reading.passed_over.title()} is not part of the name of the street found"
            said += Statement(doubts=(doubt,))
        stray = self._stray_number(reading)
        if stray:
            said += Statement(doubts=(f"number {stray} does not stand beside the street",))
        if reading.either:
            said += Statement(doubts=("the address names two house numbers: say which is meant",))
        return said

    def _stray_number(self, reading: Reading) -> str:
        """Return a number that is no flat and no postcode, if the reading has no house number."""
        if reading.numbers:
            return ""
        for run in reading.rest:
            before: Token | None = None
            for word in run.words:
                flat = before is not None and before.text in UNIT_WORDS
                if word.is_number and not flat and not self.store.localities.is_postcode(word.text):
                    return word.text
                before = word
        return ""

    def _by_place(self, tokens: Sequence[Token], columns: Statement) -> list[Match]:
        """Look for named buildings, then for the town alone."""
        found: list[Match] = []
        for start in range(len(tokens)):
            for stop in range(min(len(tokens), start + 6), start, -1):
                if tokens[stop - 1].part != tokens[start].part:
                    continue
                key = spelled(tokens[start:stop])
                for spot in self.store.spots(key) if len(key) >= 4 else ():
                    found.append(self._spot_match(spot, tokens, start, stop, columns))
        if found:
            return found
        said = columns + self.reader.read(tokens)
        for number in dict.fromkeys(number for meant in said.stated for number in meant):
            town = self.store.localities.by_key[number]
            found.append(
                Match(
                    where=Surroundings(coordinate=town.coordinate, town=number),
                    grade=Grade.LOCALITY,
                    error_m=max(town.reach_m, 1000.0),
                    name=0.6,
                    number=0.5,
                    said=Judgement(0.35 if said.foreign else 1.0),
                    street=town.name,
                    why="only the town is known: no street of this name here",
                )
            )
        return found

    def _spot_match(
        self, spot: NamedSpot, tokens: Sequence[Token], start: int, stop: int, columns: Statement
    ) -> Match:
        said = columns
        numbered = False
        for rest in (tokens[:start], tokens[stop:]):
            for part in sorted({token.part for token in rest}):
                words = [token for token in rest if token.part == part]
                numbered = numbered or any(
                    w.is_number and not self.store.localities.find([w]) for w in words
                )
                said += self.reader.read(words)
        return Match(
            where=spot.where,
            grade=Grade.PLACE,
            error_m=max(30.0, spot.radius_m),
            name=0.6 if numbered else 0.85,
            number=1.0,
            said=self.reader.judge(said, spot.where),
            street=spot.text,
            why="a place of this name is known, but not the street and number",
            building=self.matcher.building_key(spot.text, "", spot.where.town),
        )
