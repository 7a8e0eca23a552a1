"""How Chinese characters sound, without tones: what input methods and dictation confuse."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice, product

__all__ = ["alike", "near_alike", "readings", "sound_keys"]

MOST_KEYS = 16  # of one name; characters with several readings multiply
# Characters that names use with two readings, the first two of the table. The second reading of any
# other is one of old texts.
HETERONYMS = frozenset(
    "长重行朝乐都绿会曾盛强参藏传弹降角空落率模曲少省石宿系相兴血应载中种转单解厦澄柏泊薄车乘"
    "处大堡埔蚌六陆娄浒涡硖浚峒蔚尉冠观华几夹贾见江将教景劲圈龟红侯虹荷和核给干更过合号好"
)
UMLAUT = "\u0308"
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"))
FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=16384)
def readings(character: str) -> frozenset[str]:
    """Return the syllables that a character may be read as.

    Parameters
    ----------
    character
        One character.

    Returns
    -------
    frozenset of str
        Without tones, ``v`` for ü; the character itself if it is not Chinese.

    Notes
    -----
    The table is that of the package pypinyin, loaded when the first name is read.
    """
    from pypinyin.constants import PINYIN_DICT

    written = PINYIN_DICT.get(ord(character))
    if written is None:
        return frozenset((character,))
    marked = unicodedata.normalize("NFD", written)
    plain = "".join(c for c in marked if c == UMLAUT or not unicodedata.combining(c))
    usual = plain.replace(f"u{UMLAUT}", "v").split(",")
    return frozenset(usual[: 2 if character in HETERONYMS else 1])


@lru_cache(maxsize=4096)
def loosened(syllable: str) -> str:
    """Return a syllable as those hear it who do not tell zh from z, n from l, ang from an."""
    for exact, loose in INITIALS:
        if syllable.startswith(exact):
            syllable = loose + syllable[len(exact) :]
            break
    for exact, loose in FINALS:
        if syllable.endswith(exact):
            return syllable[: -len(exact)] + loose
    return syllable


@lru_cache(maxsize=16384)
def loose_readings(character: str) -> frozenset[str]:
    """Return the loosened syllables of a character."""
    return frozenset(map(loosened, readings(character)))


def alike(one: str, other: str) -> bool:
    """Tell whether two characters may sound the same but for the tone.

    Parameters
    ----------
    one, other
        Characters.

    Returns
    -------
    bool
        True if they share a reading.
    """
    return not readings(one).isdisjoint(readings(other))


def near_alike(one: str, other: str) -> bool:
    """Tell whether two characters may sound the same to those who mix up some initials or finals.

    Parameters
    ----------
    one, other
        Characters.

    Returns
    -------
    bool
        True if they share a loosened reading.
    """
    return not loose_readings(one).isdisjoint(loose_readings(other))


def sound_keys(name: str) -> tuple[str, ...]:
    """Return how a name may sound, loosened.

    Parameters
    ----------
    name
        From ``han_key``.

    Returns
    -------
    tuple of str
        Syllables with blanks between, at most 16 ways.
    """
    ways = product(*(sorted(loose_readings(character)) for character in name))
    return tuple(" ".join(way) for way in islice(ways, MOST_KEYS))
