"""Names like the one asked for: mistyped, without their type, shortened, or with initials."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from router.geocoding.fuzzy import NearNames
from router.geocoding.grade import name_factor
from router.geocoding.keys import (
    class_key,
    half_key,
    keys_of,
    raw_key,
    spelled,
    stem,
    stems,
)
from router.geocoding.normalise import Token, has_cjk, tokenise
from router.geocoding.store import Store
from router.geocoding.western.abbreviations import ARTICLES, DIRECTIONS, TYPES
from router.geocoding.western.commonwords import COMMON_WORDS
from router.geocoding.western.generics import other_type, with_type_corrected

__all__ = ["Misspelled"]

# The word that differs is itself a name of streets: hardly a mistake, whatever the town.
OTHER_NAME = 0.75
WITHOUT_TYPE = 0.78
SHORTENED = 0.8
MISTYPED_TYPE = 0.9
WITHOUT_DIRECTION = 0.6  # "148 11th Street" may be on the east or the west one
SHORTEST_END = 5  # letters behind a beginning that is cut
LONG_KEY = 9  # letters; two mistakes in a shorter key make too many other names
LONGEST_INITIAL = 4  # letters of "Alex." and "P."


class Misspelled:
    """Finds the names of an index that a name may be meant for.

    Parameters
    ----------
    store
        The opened index.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _near(self) -> NearNames:
        return NearNames([key for key in self._store.names if not has_cjk(key)])

    @cached_property
    def _by_stem(self) -> dict[str, tuple[int, ...]]:
        """The names that hold a word, the type that it ends with left out."""
        found: dict[str, list[int]] = {}
        for name, text in self._store.text_of.items():
            for word in () if has_cjk(text) else stems(tokenise(text)):
                found.setdefault(word, []).append(name)
        return {word: tuple(names) for word, names in found.items()}

    def near(self, words: Sequence[Token]) -> dict[int, float]:
        """Return names like the one asked for.

        Parameters
        ----------
        words
            The words that may be a street.

        Returns
        -------
        dict of int to float
            Names, each with the factor that its likeness is worth.
        """
        near: dict[int, float] = {}

        def keep(names: Sequence[int], factor: float) -> None:
            for name in names:
                near[name] = max(near.get(name, 0.0), factor)

        asked = keys_of(words)
        undirected = () if asked.directions else self._store.names_by_plain.get(asked.plain, ())
        for key in dict.fromkeys((asked.spelled, raw_key(words), half_key(words), asked.classed)):
            # 12 St is not 12 Rd with a mistake: a key of types alone tells too little.
            terse = key == asked.classed != asked.spelled
            for mistakes, other in self._near.near(key, 2 if len(key) >= LONG_KEY else 1):
                if digits(key) != digits(other):
                    continue
                for name in self._store.names[other]:
                    core, directions = self._store.core_of[name], self._store.directions_of[name]
                    # North Main Street is not South Main Street with a mistake.
                    turned = asked.directions and directions != asked.directions
                    turned = turned or name in undirected
                    if turned or (terse and core.isdigit()):
                        continue
                    factor = name_factor(mistakes, core)
                    if mistakes and self._is_other_name(words, name):
                        factor *= OTHER_NAME
                    keep((name,), factor)
        if asked.core == asked.classed and len(asked.core) >= 4:
            keep(self._store.names_by_core.get(asked.core, ()), WITHOUT_TYPE)
        keep(undirected, WITHOUT_DIRECTION)
        for corrected in with_type_corrected(words, self._store.words):
            for key in (spelled(corrected), class_key(corrected)):
                keep(self._store.names.get(key, ()), MISTYPED_TYPE)
        if len(words) > 1 and (not near or any(w.dotted and is_initial(w) for w in words)):
            keep(self._initialled(words), SHORTENED)
        if not near and len(words) > 1 and words[0].dotted and len(words[0].text) <= 3:
            keep(self._beginning_cut(words), SHORTENED)
        return near

    def _beginning_cut(self, words: Sequence[Token]) -> tuple[int, ...]:
        """Return the names whose beginning is shortened, within a word too: ``P-Esplanadi``."""
        start, end = words[0].text, class_key(words[1:])
        if len(end) < SHORTEST_END:
            return ()
        found = {
            name
            for key, names in self._store.names.items()
            if key.endswith(end) and key.startswith(start) and len(key) > len(start) + len(end)
            for name in names
        }
        return tuple(sorted(found))

    def _initialled(self, words: Sequence[Token]) -> tuple[int, ...]:
        """Return the names of which some words are written as initials: ``W.-Leuschner-Str.``."""
        short = [w for w in words if is_initial(w)]
        full = stems([w for w in words if not is_initial(w)])
        if not short or not full:
            return ()
        holding = [set(self._by_stem.get(word, ())) for word in full]
        wanted = telling(words)
        return tuple(
            name
            for name in sorted(set.intersection(*holding))
            if begins(wanted, telling(tokenise(self._store.text_of[name])))
        )

    def _is_other_name(self, words: Sequence[Token], name: int) -> bool:
        """Tell a street that is not here (Eschenweg) from a misspelled one that is (Eichenweg)."""
        written = tokenise(self._store.text_of[name])
        if other_type(words, written) or has_word_more(words, written):
            return True
        if len(words) == len(written):  # Sunny Lake is not Sunny Lane
            pairs = zip(words, written, strict=True)
            if any(
                a.text != b.text and b.text in TYPES and a.text in COMMON_WORDS for a, b in pairs
            ):
                return True
        asked, known = stems(words), stems(written)
        if any(len(word) >= 4 for word in asked & known):
            return False  # Rua Machado dom Santos: the rest of the name says which is meant
        return bool(asked - known) and asked - known <= self._store.words


def has_word_more(words: Sequence[Token], written: Sequence[Token]) -> bool:
    """Tell Uusi Roobertinkatu from Roobertinkatu: a word is no typing mistake."""
    if len(words) <= 1:
        return False
    known = spelled(written)
    left_out = ((word, [*words[:place], *words[place + 1 :]]) for place, word in enumerate(words))
    return any(
        len(word.text) > 1 and word.text not in ARTICLES and spelled(rest) == known
        for word, rest in left_out
    )


def is_initial(word: Token) -> bool:
    """Tell whether a word may be the beginning of a longer one."""
    short = len(word.text) <= (LONGEST_INITIAL if word.dotted else 1)
    # "P." may be a Paseo or Pieni, but "Dr." and "Av." are what they are.
    return short and word.text.isalpha() and (len(word.text) == 1 or word.text not in TYPES)


def telling(words: Sequence[Token]) -> list[Token]:
    """Leave out articles, directions and types, but not what may be an initial."""
    return [
        word
        for word in words
        if is_initial(word)
        or not (word.text in ARTICLES or word.text in TYPES or word.text in DIRECTIONS)
    ]


def begins(asked: Sequence[Token], known: Sequence[Token]) -> bool:
    """Tell whether each word is the known one or its beginning; a type may stand before them."""
    if len(asked) == len(known) + 1 and asked[0].text in TYPES:
        asked = asked[1:]
    return len(asked) == len(known) and all(
        other.text.startswith(word.text)
        if is_initial(word)
        else stem(word.text) == stem(other.text)
        for word, other in zip(asked, known, strict=True)
    )


def digits(key: str) -> str:
    """Return the digits of a key: 12th Street is not 13th Street with a typing mistake."""
    return "".join(c for c in key if c.isdigit())
