"""Text becomes comparable: folded letters, tokens with their comma parts, house-number tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "Token",
    "fold",
    "has_cjk",
    "spelled_key",
    "squeeze",
    "tokenise",
    "unmixed",
    "without_slips",
]

# Letters that compatibility decomposition leaves whole. One letter each: a typing mistake in one
# of them then costs one edit, not two.
LETTERS = str.maketrans(
    {"æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i", "ħ": "h"}
)
FRACTIONS = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
# Lead bytes of UTF-8 for Latin letters, read as letters, and what follows them.
MIXED_UP = re.compile(r"[ÂÃÄÅ][\x80-\xbf\u0152-\u2122]")
SHORTEST_SCANNED = 5  # letters and digits; SW1A is a postcode
LOOK_ALIKE = str.maketrans("01", "ol")
# A 0 or 1 within a word, or at its end where the number still comes: "Bu1evardi", "Bulevard1 14".
# Each begins with its word, so that a cell of 30,000 letters is read once and not squared.
SCANNED = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,}[01][^\W\d_]+"
    r"|\b[^\W\d_][01][^\W\d_]{2,}"
    r"|(?<![^\W\d_])[^\W\d_]{4,}[01](?=[ \t]+\d)"
)
SLIPPED_LETTER = re.compile(r"(?<=[^\W\d_]{3} )[a-z](?=\d{1,4}\s*(?:[,;]|$))")
CJK = re.compile(r"[㐀-鿿豈-﫿]")
# A number with its ranges, parts and letters (12, 12a, 12-14, 1234/5, 12/a, 42nd), or a word.
TOKEN = re.compile(
    r"\d+(?:[-–/]\d+)*(?:[-/]?[^\W\d_](?![^\W\d_])|[^\W\d_]+)?|[^\W\d_]+|[,;\n()|]", re.UNICODE
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|eme|o|a|e|de|te|tn)$")
NUMBER = re.compile(r"\d+(?:[-/]\d+)*[^\W\d_]{0,2}$")
DOUBLED = re.compile(r"(\D)\1+")
PART_END = frozenset(",;\n()|")


def fold(text: str) -> str:
    """Return a text without case, width, diacritics and odd dashes.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``"Äußere Straße"`` becomes ``"aussere strasse"``.
    """
    plain = unicodedata.normalize("NFKC", text.translate(FRACTIONS)).casefold().translate(LETTERS)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.replace("⁄", "/").replace("–", "-").replace("—", "-")


def unmixed(text: str) -> str:
    """Mend a text that was written in UTF-8 and read as Western letters, as spreadsheets do.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``"StraÃŸe"`` becomes ``"Straße"``; a text without such signs stays as it is.
    """
    if MIXED_UP.search(text) is None:
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def without_slips(text: str) -> str:
    """Mend digits that were read for letters, and a letter that slipped in before a number.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``"Bu1evardi w14, He1sinki"`` becomes ``"Bulevardi 14, Helsinki"``. What may be a code
        (``SW1A``), a flat (``20 A12``) or a square (``Q7``) stays as it is.
    """

    def letters(found: re.Match[str]) -> str:
        word = found.group()
        return word.translate(LOOK_ALIKE) if len(word) >= SHORTEST_SCANNED else word

    return SLIPPED_LETTER.sub("", SCANNED.sub(letters, text))


def has_cjk(text: str) -> bool:
    """Tell whether a text holds Chinese characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool
        True if it holds at least one.
    """
    return CJK.search(text) is not None


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Collapse doubled letters, not digits: ``strasse`` and ``strase`` become one.

    Parameters
    ----------
    text
        Folded text.

    Returns
    -------
    str
        The text with each run of one letter written once.
    """
    return DOUBLED.sub(r"\1", text)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of an address.

    Parameters
    ----------
    text
        Folded.
    part
        0-based comma part that it stands in.
    dotted
        A full stop follows, or a hyphen behind an initial: it may be an abbreviation.
    shouted
        It was written in capitals.
    """

    text: str
    part: int
    dotted: bool = False
    shouted: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it may be a house number, letters and ranges included."""
        return NUMBER.match(self.text) is not None

    @property
    def is_ordinal(self) -> bool:
        """Whether it may be an ordinal, such as ``42nd``."""
        return ORDINAL.match(self.text) is not None


def tokenise(text: str) -> tuple[Token, ...]:
    """Split an address into words and numbers.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    tuple of Token
        In order; commas, brackets and line ends separate parts.
    """
    written = (
        unicodedata.normalize("NFKC", text.translate(FRACTIONS)).replace("⁄", "/").replace("–", "-")
    )
    tokens: list[Token] = []
    part = 0
    for found in TOKEN.finditer(written):
        piece = found.group()
        if piece in PART_END:
            part += 1
            continue
        behind = written[found.end() : found.end() + 1]
        dotted = behind == "." or (behind == "-" and len(piece) <= 3)
        for word in words_of(piece):
            tokens.append(Token(word, part, dotted, piece.isupper()))
    return tuple(tokens)


@lru_cache(maxsize=65536)
def words_of(piece: str) -> tuple[str, ...]:
    """Fold a word or number, and split one that lost its blank."""
    return split_glued(fold(piece))


def split_glued(word: str) -> tuple[str, ...]:
    """Split ``14main`` (a lost space) but keep ``14a``, ``14bis`` and ``42nd``."""
    if not word[:1].isdigit():
        return (word,)
    glued = re.match(r"([\d/-]*\d)([^\W\d_]{3,})$", word)
    if glued is None or ORDINAL.match(word) or glued.group(2) in {"bis", "ter"}:
        return (re.sub(r"(\d)[-/]([^\W\d_])$", r"\1\2", word),)
    return (glued.group(1), glued.group(2))


@lru_cache(maxsize=65536)
def spelled_key(text: str) -> str:
    """Return a name as one run of folded letters and digits, doubled letters written once.

    Parameters
    ----------
    text
        A name as written.

    Returns
    -------
    str
        ``"Main Street"``, ``"MainStreet"`` and ``"main-street"`` give the same key.
    """
    return squeeze("".join(c for c in fold(text) if c.isalnum()))
