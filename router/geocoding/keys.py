"""Keys under which a name is found: as spelled, by word classes, and without its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from router.geocoding.normalise import Token, squeeze, tokenise
from router.geocoding.western.abbreviations import (
    ARTICLES,
    DIRECTIONS,
    GENERIC,
    ORDINAL_WORDS,
    SUFFIXES,
    TYPES,
    WORD_CLASS,
)

__all__ = [
    "NameKeys",
    "all_keys",
    "class_key",
    "core_key",
    "half_key",
    "keys_of",
    "name_keys",
    "raw_key",
    "spelled",
    "stem",
    "stems",
    "variants",
    "window_keys",
]

DROPPED = ARTICLES | GENERIC
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|eme|tn)$")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """The keys of one name.

    Parameters
    ----------
    spelled
        Folded letters and digits in a row.
    classed
        Words replaced by their class (``street``, ``St`` and ``Str.`` are one), articles dropped.
    core
        The classed key without type and direction words; empty if nothing is left.
    plain
        The classed key without direction words, such as ``N``.
    directions
        The direction words of the name, in order.
    """

    spelled: str
    classed: str
    core: str
    plain: str
    directions: str


@lru_cache(maxsize=65536)
def word_class(word: str, dotted: bool) -> str:
    """Return the class of one folded word."""
    known = WORD_CLASS.get(word)
    if known is not None:
        return known
    if word in ORDINAL_WORDS:
        return ORDINAL_WORDS[word]
    ordinal = ORDINAL.match(word)
    if ordinal:
        return ordinal.group(1)
    for endings, short, key in SUFFIXES:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return squeeze(word[: -len(ending)]) + key
        if dotted:
            for ending in short:
                if word.endswith(ending) and len(word) > len(ending) + 2:
                    return squeeze(word[: -len(ending)]) + key
    return squeeze(word)


def spelled(words: Sequence[Token]) -> str:
    """Return the spelled key of some words.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    str
        The key.
    """
    return squeeze(raw_key(words))


def raw_key(words: Sequence[Token]) -> str:
    """Return some words in a row, doubled letters kept.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    str
        Folded letters and digits. ``Annnkatu`` is one mistake from ``Annankatu`` here, and two
        once its letters are written once.
    """
    joined = "".join([word.text for word in words])
    return joined if joined.isalnum() else "".join(c for c in joined if c.isalnum())


def window_keys(words: Sequence[Token], longest: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield the spelled key and the class key of all runs of neighbouring words.

    Parameters
    ----------
    words
        Tokens of an address.
    longest
        The most words of a run.

    Yields
    ------
    tuple of (int, int, str, str)
        First and last but one place, spelled key, class key.
    """
    texts = [squeeze(raw_key((word,))) for word in words]
    classes = ["" if word.text in DROPPED else word_class(word.text, word.dotted) for word in words]
    for start in range(len(words)):
        whole = classed = ""
        for place in range(start, min(len(words), start + longest)):
            text = texts[place]
            doubled = whole[-1:] == text[:1] and not text[:1].isdigit()
            whole += text[1:] if doubled else text
            classed += classes[place]
            yield start, place + 1, whole, classed or whole


def half_key(words: Sequence[Token]) -> str:
    """Return a name with its type, titles and directions by class, and all else as written.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    str
        ``Rua Dr. Machado dos Santos`` and ``R. Doutor Machado dos Santos`` give the same key; a
        mistake elsewhere in the name, an article included, stays one mistake.
    """
    typed = len(words) - 1  # Grove Street is of the type street, Rua da Praia of the type rua
    if len(words) < 2 or words[typed].text not in TYPES:
        typed = 0 if len(words) > 1 else -1
    return "".join(
        half_class(word.text, word.dotted, place == typed) for place, word in enumerate(words)
    )


@lru_cache(maxsize=65536)
def half_class(word: str, dotted: bool, typed: bool) -> str:
    """Return the class of a word that is abbreviated, else the word."""
    known = WORD_CLASS.get(word, "")
    if known and (typed or word not in TYPES):
        return known
    for endings, short, _ in SUFFIXES:
        for ending in (*endings, *(short if dotted else ())):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: -len(ending)] + endings[-1]
    return "".join(c for c in word if c.isalnum())


def class_key(words: Sequence[Token]) -> str:
    """Return the key by word classes.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    str
        Classes in a row; the spelled key if the name is of articles only.
    """
    kept = [word_class(w.text, w.dotted) for w in words if w.text not in DROPPED]
    return "".join(kept) or spelled(words)


def core_key(words: Sequence[Token]) -> str:
    """Return the key without type and direction words.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    str
        The rest, or an empty text.
    """
    return "".join(
        stem(w.text)
        for w in words
        if w.text not in DROPPED and w.text not in TYPES and w.text not in DIRECTIONS
    )


def stems(words: Sequence[Token]) -> frozenset[str]:
    """Return the words that tell a name from others.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    frozenset of str
        Words of three letters or more without the type they end with; no types, directions,
        articles or numbers.
    """
    return frozenset(
        stem(word.text)
        for word in words
        if len(word.text) > 2
        and word.text.isalpha()
        and not (word.text in DROPPED or word.text in TYPES or word.text in DIRECTIONS)
    )


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without the type it ends with: ``rosen`` of ``rosenweg``.

    Parameters
    ----------
    word
        Folded.

    Returns
    -------
    str
        What is left, doubled letters written once; the class of a word without such an end.
    """
    for endings, _, _ in SUFFIXES:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return squeeze(word[: -len(ending)])
    return word_class(word, dotted=False)


def keys_of(words: Sequence[Token]) -> NameKeys:
    """Return the keys of some words.

    Parameters
    ----------
    words
        Tokens of a name.

    Returns
    -------
    NameKeys
        All of them.
    """
    plain = [word for word in words if word.text not in DIRECTIONS]
    return NameKeys(
        spelled(words),
        class_key(words),
        core_key(words),
        class_key(plain),
        " ".join(DIRECTIONS[word.text] for word in words if word.text in DIRECTIONS),
    )


@lru_cache(maxsize=65536)
def name_keys(name: str) -> NameKeys:
    """Return the keys of a name.

    Parameters
    ----------
    name
        As tagged.

    Returns
    -------
    NameKeys
        All of them.
    """
    words = tokenise(name)
    return keys_of(words)


def all_keys(name: str) -> tuple[str, ...]:
    """Return all keys under which a name is looked for, exactly or misspelled.

    Parameters
    ----------
    name
        As tagged.

    Returns
    -------
    tuple of str
        Spelled, by classes, with doubled letters, and with its type alone by class; each once.
    """
    words = tokenise(name)
    keys = (spelled(words), class_key(words), raw_key(words), half_key(words))
    return tuple(dict.fromkeys(key for key in keys if key))


def variants(name: str) -> tuple[str, ...]:
    """Return other spellings of a name: the halves of a double name, ``ue`` for ``ü``.

    Parameters
    ----------
    name
        As tagged.

    Returns
    -------
    tuple of str
        The name first.
    """
    found = [name]
    halves = re.split(r"\s*[;/,()]\s*|\s+-\s+", name)
    if len(halves) > 1:
        found += [half for half in halves if len(half) > 2]
    for written in tuple(found):
        umlauts = written
        for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")):
            umlauts = umlauts.replace(letter, pair).replace(letter.upper(), pair.capitalize())
        if umlauts != written:
            found.append(umlauts)
    return tuple(dict.fromkeys(found))
