"""An address becomes plain text whose every character knows where it was written.

::

    written   ０７３１ 臺北市，信義路　五段(近101)
    plain     0731台北市信义路五段(近101)      half-width, simplified, without separators
    origin    one position in ``written`` per plain character
    gaps      places in ``plain`` before which something was left out

Blanks and punctuation separate; where they join two letters or digits they stay (``12-14``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Plain", "plain_text", "simplified"]

# Legitimate in simplified names (乾县, 於潜镇), whatever the table of characters says.
KEPT = frozenset("乾於")
# Legitimate there too (濛阳), but simplified where the rest of the text is traditional (東昇路).
KEPT_ALONE = frozenset("濛昇迴塚酇遊閤湧")
DASHES = "‐‑‒–—―−－─━﹣⁃"
JOINING = "-~、/.·"  # between two letters or digits they are part of a number
SEPARATORS = frozenset(
    "，。；：,;:|｜\"'“”‘’「」『』《》<>!！?？*^_=`…\\$%￥@，､。•・&{}〔〕\ufeff\u200b\u200c\u200d"
)
BRACKETS = str.maketrans("【】[]〖〗［］（）", "()()()()()")
SIGN = re.compile(r"[-~、/. ·]")
CROSSING = re.compile(r"(?:(?<=[路街巷])|(?<=大道))[/、](?=[一-龥]{1,6}[路街道巷](?!\d))")
TABLE = "dictionary/TSCharacters.txt"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text to be read.

    Parameters
    ----------
    text
        Plain characters.
    origin
        For each of them, its position in the address as written.
    gaps
        Places in ``text`` before which a separator stood.
    """

    text: str
    origin: Sequence[int]
    gaps: frozenset[int]

    def without(self, spans: Sequence[tuple[int, int]]) -> Plain:
        """Return the text without some stretches of it.

        Parameters
        ----------
        spans
            Start and end of each, in order and apart from each other.

        Returns
        -------
        Plain
            With a gap where something was left out.
        """
        kept: list[int] = []
        gaps: set[int] = set()
        last = 0
        for start, end in (*spans, (len(self.text), len(self.text))):
            if last < start and last and kept:
                gaps.add(len(kept))
            for place in range(last, start):
                if place in self.gaps:
                    gaps.add(len(kept))
                kept.append(place)
            last = end
        text = "".join(self.text[place] for place in kept)
        return Plain(text, [self.origin[place] for place in kept], frozenset(gaps - {0}))


class _Folding(dict[str, str]):
    """What each character becomes; filled as characters are met."""

    def __init__(self) -> None:
        super().__init__(_simple_characters())

    def __missing__(self, sign: str) -> str:
        wide = unicodedata.normalize("NFKC", sign)
        folded = "".join(map(self._fold, wide)) if len(wide) != 1 or wide != sign else None
        folded = self._fold(sign) if folded is None else folded
        self[sign] = folded
        return folded

    def _fold(self, sign: str) -> str:
        if sign in DASHES:
            return "-"
        if sign in "～〜":
            return "~"
        if sign.isspace() or sign in SEPARATORS or unicodedata.category(sign) in ("Cc", "Cf"):
            return " "
        return self.get(sign, sign.translate(BRACKETS))


@cache
def _folding() -> Callable[[str], str]:
    return _Folding().__getitem__


@cache
def _simple_characters() -> dict[str, str]:
    """Read opencc's table: traditional characters to simplified ones, one to one."""
    table = {}
    text = resources.files("opencc").joinpath(TABLE).read_text(encoding="utf-8")
    for line in text.splitlines():
        traditional, _, simple = line.partition("\t")
        simple = simple.split(" ")[0]
        # Rare ones without a simplified form in everyday fonts stay as they are.
        if len(simple) == 1 and ord(simple) < 0x10000 and traditional not in KEPT:
            table[traditional] = simple
    return table


def simplified(text: str) -> str:
    """Write a text in simplified characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Character by character; punctuation and width stay.
    """
    table = _simple_characters()
    return "".join(table.get(sign, sign) for sign in text)


def plain_text(written: str) -> Plain:
    """Return an address as plain text.

    Parameters
    ----------
    written
        Any text.

    Returns
    -------
    Plain
        Half-width and simplified, without separators, with the way back to what was written.
    """
    folded = list(map(_folding(), written))
    if not KEPT_ALONE.isdisjoint(written) and not _is_traditional(written):
        folded = [
            sign if sign in KEPT_ALONE else plain
            for sign, plain in zip(written, folded, strict=True)
        ]
    text = "".join(folded)
    origin: Sequence[int] = range(len(written))
    if len(text) != len(written):
        origin = [place for place, part in enumerate(folded) for _ in part]
    if SIGN.search(text) is None:
        return Plain(text, origin, frozenset())
    if _letter_spaced(text):  # 湖 北 省 … 3 8 号
        origin = [origin[place] for place, sign in enumerate(text) if sign != " "]
        return Plain(text.replace(" ", ""), origin, frozenset())
    return _closed_up(text, origin)


def _is_traditional(text: str) -> bool:
    table = _simple_characters()
    return any(table.get(sign, sign) != sign for sign in text if sign not in KEPT_ALONE)


def _closed_up(text: str, origin: Sequence[int]) -> Plain:
    """Leave out what separates, and keep what joins letters or digits."""
    signs: list[str] = []
    places: list[int] = []
    gaps: set[int] = set()
    last = len(text)
    crossings = {found.start() for found in CROSSING.finditer(text)}
    for place, sign in enumerate(text):
        if (sign == " " or sign in JOINING) and place not in crossings:
            before = signs[-1] if signs else ""
            after = text[place + 1] if place + 1 < last else ""
            if (_is_latin(before) and _is_latin(after)) or (
                sign == "-" and after.isdigit() and before == "号"  # 218号-5
            ):
                signs.append(sign)
                places.append(origin[place])
            elif sign == " " and _is_latin(before):
                # Several separators in a row, as in "3 - 501": decided by what follows.
                rest = text[place:].lstrip(" -~、/.·")
                if rest and _is_latin(rest[0]):
                    joint = text[place : last - len(rest)].replace(" ", "")
                    signs.append(joint[:1] or " ")
                    places.append(origin[place])
                else:
                    gaps.add(len(signs))
            else:
                gaps.add(len(signs))
            continue
        signs.append(sign)
        places.append(origin[place])
    return Plain("".join(signs), places, frozenset(gaps - {0, len(signs)}))


def _letter_spaced(text: str) -> bool:
    """Tell a text that somebody has spaced out sign by sign."""
    words = text.split()
    return len(words) >= 6 and sum(len(word) == 1 for word in words) >= 0.7 * len(words)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
