"""The type word of a name (Street, Rua, -katu): another one is another street, a typo is not."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from router.geocoding.fuzzy import edits
from router.geocoding.keys import core_key, stem
from router.geocoding.normalise import Token
from router.geocoding.western.abbreviations import ARTICLES, DIRECTIONS, SUFFIXES, TYPES

__all__ = ["other_type", "with_type_corrected"]

KNOWN = frozenset([*TYPES, *DIRECTIONS]) | ARTICLES
# Shorter ones are one mistake away from too many other words.
LONG_TYPES = tuple(sorted(word for word in TYPES if len(word) >= 4))


def other_type(asked: Sequence[Token], known: Sequence[Token]) -> bool:
    """Tell whether two names are of different types: an avenue is not the street of its name.

    Parameters
    ----------
    asked
        Words of the name asked for.
    known
        Words of a name like it.

    Returns
    -------
    bool
        True if each has a type that the other has not.
    """
    of_known = {kind for word in known if (kind := type_of(word.text))}
    of_asked = {
        kind
        for word in asked
        if (kind := type_of(word.text)) and (word.text in TYPES or is_stem_of(word.text, known))
    }
    return bool(of_asked - of_known) and bool(of_known - of_asked)


def is_stem_of(word: str, known: Sequence[Token]) -> bool:
    """Tell an other ending (Weimargasse) from a mistake that looks so (Weimarstrgasse)."""
    return any(edits(stem(word), stem(other.text), 1) <= 1 for other in known)


@lru_cache(maxsize=65536)
def type_of(word: str) -> str:
    """Return the class of a type word or ending, or an empty text."""
    if word in TYPES:
        return TYPES[word]
    for endings, _, key in SUFFIXES:
        if any(word.endswith(ending) and len(word) > len(ending) + 1 for ending in endings):
            return key
    return ""


def with_type_corrected(
    words: Sequence[Token], names: Container[str]
) -> Iterator[tuple[Token, ...]]:
    """Yield a name with one misspelled type word corrected: ``Jane Streaet``.

    Parameters
    ----------
    words
        Words of a name.
    names
        Words that names bear, and that are therefore no misspelled types.

    Yields
    ------
    tuple of Token
        Names that have a word besides types, for that is what tells a street from others.
    """
    if len(words) < 2:
        return
    for place, word in enumerate(words):
        for corrected in () if word.text in names else types_near(word.text):
            changed = (*words[:place], replace(word, text=corrected), *words[place + 1 :])
            if core_key(changed):
                yield changed


@lru_cache(maxsize=65536)
def types_near(word: str) -> tuple[str, ...]:
    """Return the type words that a word may be a misspelling of, one per class."""
    if len(word) < 4 or not word.isalpha() or word in KNOWN:
        return ()
    found = {TYPES[kind]: kind for kind in LONG_TYPES if edits(word, kind, 1) <= 1}
    return tuple(found[kind] for kind in sorted(found))
