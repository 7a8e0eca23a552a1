"""What an address says besides street and number: towns, postcodes, flats, unknown names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from router.domain.extract import Extent
from router.domain.places import Coordinate
from router.geocoding.fuzzy import edits
from router.geocoding.keys import spelled
from router.geocoding.localities import CITY, POSTCODE, Localities, Surroundings, Verdict, shape
from router.geocoding.normalise import Token
from router.geocoding.western.abbreviations import (
    DIRECTIONS,
    GENERIC,
    NUMBER_WORDS,
    QUALIFIERS,
    UNIT_WORDS,
)
from router.geocoding.western.nations import nation_boxes

__all__ = ["Judgement", "Reader", "Statement"]

FILLERS = frozenset(["in", "near", "bei", "at", "by", "by", "hier", "the", "an", "im", "postfach"])
REMEMBERED = 4096  # runs of words: many addresses end with the same town
LONGEST_NAME = 6  # words
DOUBTED = 0.6  # another street or number may be meant: not accepted, whatever the town


@dataclass(frozen=True, slots=True)
class Statement:
    """What an address says about where its street is.

    Parameters
    ----------
    stated
        Per stated name, the localities it may mean.
    names
        Those names as written, in the same order.
    unknown
        Names that nothing in the region bears.
    foreign
        Countries, states and postcodes that are not the region's.
    misspelled
        Whether a name was found only after correcting a typing mistake.
    doubts
        What tells that another street or number is meant, in words.
    """

    stated: tuple[tuple[int, ...], ...] = ()
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    misspelled: bool = False
    doubts: tuple[str, ...] = ()

    def __add__(self, other: Statement) -> Statement:
        return Statement(
            self.stated + other.stated,
            self.names + other.names,
            self.unknown + other.unknown,
            self.foreign + other.foreign,
            self.misspelled or other.misspelled,
            self.doubts + other.doubts,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far a door and a statement agree.

    Parameters
    ----------
    factor
        For the score.
    why
        What speaks against it; empty if nothing does.
    agrees
        Whether something stated was confirmed.
    """

    factor: float
    why: str = ""
    agrees: bool = False


class Reader:
    """Reads the rest of an address in the light of a region's localities.

    Parameters
    ----------
    localities
        Those of the region.
    extent
        Of the region; countries and states must hold its middle.
    """

    def __init__(self, localities: Localities, extent: Extent) -> None:
        self._localities = localities
        self._boxes = nation_boxes()
        self._remembered: dict[tuple[tuple[Token, ...], bool, bool, bool], Statement] = {}
        self._middle = Coordinate(
            (extent.south + extent.north) / 2, (extent.west + extent.east) / 2
        )

    def read(
        self,
        run: Sequence[Token],
        *,
        behind_number: bool = False,
        before_street: bool = False,
        behind_street: bool = False,
    ) -> Statement:
        """Read a run of words that are neither street nor house number.

        Parameters
        ----------
        run
            Words of one comma part.
        behind_number
            Whether the run follows the house number at once; then flats are looked for first.
        before_street, behind_street
            Whether nothing stands between the run and the street: ``Alte Schillerstraße`` is
            another street than ``Schillerstraße``.

        Returns
        -------
        Statement
            What it says.
        """
        asked = (tuple(run), behind_number, before_street, behind_street)
        known = self._remembered.get(asked)
        if known is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            known = self._remembered[asked] = self._read(*asked)
        return known

    def _read(
        self, run: Sequence[Token], behind_number: bool, before_street: bool, behind_street: bool
    ) -> Statement:
        said = Statement()
        strange: list[Token] = []
        turns: set[int] = set()
        place = 0
        while place < len(run):
            took, piece = self._known(run, place, behind_number or behind_street)
            if took == 1 and piece == Statement() and run[place].text in DIRECTIONS:
                turns.add(place)
            if took:
                joined = behind_street and place == len(strange)
                said += self._strange(strange, joined=joined) + piece
                strange = []
                place += took
            else:
                strange.append(run[place])
                place += 1
        leads = before_street and not for_a_person(run)
        # "Vanha Annankatu" is an old Annankatu, not one in Vantaa with a mistake.
        aged = leads and any(word.text in QUALIFIERS for word in strange)
        joined = leads or (behind_street and len(strange) == len(run))
        said += self._strange(strange, joined=joined, correct=not aged)
        beside = {0} if behind_street else set()
        beside |= {len(run) - 1} if before_street else set()
        said += another_street([run[place] for place in sorted(turns & beside)])
        return said

    def read_column(self, words: Sequence[Token]) -> Statement:
        """Read a value of a city, district or postcode column.

        Parameters
        ----------
        words
            The value.

        Returns
        -------
        Statement
            What it says; unknown names are foreign here, for a column holds nothing else.
        """
        found = self._localities.find(words)
        if found:
            return Statement((found,), (text_of(words),))
        said = self.read(words)
        return Statement(said.stated, said.names, (), said.foreign + said.unknown, said.misspelled)

    def _known(
        self, run: Sequence[Token], place: int, behind_number: bool
    ) -> tuple[int, Statement]:
        """Return how many words from a place on are understood, and what they say."""
        for last in range(min(len(run), place + LONGEST_NAME), place, -1):
            words = run[place:last]
            if last == place + 1:
                mistyped = self._misspelled_name(run, place)
                if mistyped[0]:
                    return mistyped
            found = self._localities.find(words)
            if found:
                return last - place, Statement((found,), (text_of(words),))
            took = self._nation(words, alone=last - place == len(run))
            if took is not None:
                return last - place, took
        word = run[place]
        following = run[place + 1] if place + 1 < len(run) else None
        if word.text in UNIT_WORDS and not (place == 0 and len(run) > 2 and not behind_number):
            short = following is not None and (following.is_number or len(following.text) <= 2)
            return (2 if short else 1), Statement()
        if word.text[0].isdigit():
            return 1, self._number(word)
        if (
            behind_number
            and following is not None
            and following.is_number
            and is_near_unit(word.text)
        ):
            return 2, Statement()
        small = word.text in FILLERS or word.text in NUMBER_WORDS or word.text in DIRECTIONS
        if small or len(word.text) == 1 or (behind_number and place == 0 and len(word.text) <= 2):
            return 1, Statement()
        return 0, Statement()

    def _misspelled_name(self, run: Sequence[Token], place: int) -> tuple[int, Statement]:
        """Read "Nw York": a town of which one word looks like a direction or a state."""
        for last in (place + 3, place + 2):
            words = run[place:last]
            if last > len(run) or not all(word.text.isalpha() for word in words):
                continue
            if any(self._localities.find(run[first:last]) for first in range(place + 1, last)):
                continue
            found = self._localities.find_misspelled(words)
            if found and any(small_word(word) for word in words):
                return last - place, Statement((found,), (text_of(words),), misspelled=True)
        return 0, Statement()

    def _nation(self, words: Sequence[Token], *, alone: bool) -> Statement | None:
        key = spelled(words)
        boxes = self._boxes.get(key)
        if boxes is None:
            return None
        if any(box.contains(self._middle, margin=0.2) for box in boxes):
            return Statement()
        if len(key) <= 2 and not (alone or words[0].shouted):
            return None
        return Statement(foreign=(text_of(words),))

    def _number(self, word: Token) -> Statement:
        """Read a number that is no house number: a flat, or a postcode that is not known here."""
        digits = sum(map(str.isdigit, word.text))
        if shape(word.text) in self._localities.postcode_shapes or digits >= 5:
            if "-" in word.text:
                found = self._localities.find_name(word.text.split("-")[0])
                if found:
                    return Statement((found,), (word.text,))
            return Statement(foreign=(f"postcode {word.text}",))
        return Statement()

    def _strange(self, words: Sequence[Token], *, joined: bool, correct: bool = True) -> Statement:
        """Read words that nothing explains: a misspelled name, or an unknown one."""
        if not words:
            return Statement()
        found = self._localities.find_misspelled(words) if correct else ()
        if found:
            return Statement((found,), (text_of(words),), misspelled=True)
        if len(words) == 1 and words[0].text in GENERIC:
            return Statement()
        said = Statement(unknown=(text_of(words),))
        return said + another_street(words) if joined else said

    def judge(self, said: Statement, where: Surroundings) -> Judgement:
        """Compare what an address says with where a door lies.

        Parameters
        ----------
        said
            The statement.
        where
            The door's surroundings.

        Returns
        -------
        Judgement
            Its factor is 1 if something stated is confirmed, and small if it is contradicted.
        """
        agreed: list[int] = []
        near = False
        for name, keys in zip(said.names, said.stated, strict=True):
            verdict = self._localities.verdict(keys, where)
            if verdict <= Verdict.CONTRADICTS:
                return Judgement(0.4, f"the address says {name}, the match lies elsewhere")
            near = near or verdict is Verdict.NEAR
            agreed += keys
        if said.foreign:
            why = f"{said.foreign[0]} is not in this region"
            kinds = {self._localities.by_key[key].kind for key in agreed}
            # Town and postcode both agree: a state of two letters is mistyped then.
            slip = (
                len(said.foreign) == 1 and len(said.foreign[0]) == 2 and {CITY, POSTCODE} <= kinds
            )
            return Judgement(0.85 if slip else 0.35, why, agrees=slip)
        if said.unknown:
            kinds = {self._localities.by_key[key].kind for key in agreed}
            town_known = where.city or where.town
            if not agreed or (kinds == {"postcode"} and town_known):
                return Judgement(0.35, f"{said.unknown[-1]} is not known in this region")
            if not said.doubts:
                why = f"{said.unknown[-1]} is not known in this region"
                return Judgement(0.76, why, agrees=True)
        if said.doubts:
            return Judgement(DOUBTED, said.doubts[0], agrees=bool(agreed))
        if not agreed:
            return Judgement(0.93)
        factor = (0.95 if near else 1.0) * (0.97 if said.misspelled else 1.0)
        return Judgement(factor, agrees=True)


def small_word(word: Token) -> bool:
    """Tell whether a word alone says nothing about a town: a direction, a few letters."""
    return word.text in DIRECTIONS or len(word.text) <= 3


@lru_cache(maxsize=4096)
def is_near_unit(word: str) -> bool:
    """Tell whether a word is a misspelled "floor" or "apartment"."""
    long = (unit for unit in UNIT_WORDS if len(unit) >= 4)
    return len(word) >= 4 and any(edits(word, unit, 1) <= 1 for unit in long)


def text_of(words: Sequence[Token]) -> str:
    """Return words as one readable text."""
    return " ".join(word.text for word in words).title()


def another_street(words: Sequence[Token]) -> Statement:
    """Return the doubt that words beside the street's name raise, if there are any."""
    if not words:
        return Statement()
    return Statement(doubts=(f"{text_of(words)} is not part of the name of the street found",))


def for_a_person(words: Sequence[Token]) -> bool:
    """Tell whether words hold ``c/o``: what follows is a name, not part of the street's."""
    return any(one.text == "c" and other.text == "o" for one, other in pairwise(words))
