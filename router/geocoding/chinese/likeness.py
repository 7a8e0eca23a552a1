"""How alike an asked Chinese name and a known one are, and how far that may be a slip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from router.geocoding.chinese.looks import look_alike
from router.geocoding.chinese.roadnames import is_known_elsewhere, is_natural
from router.geocoding.chinese.sounds import alike, near_alike
from router.geocoding.chinese.writing import (
    AREA_TYPES,
    ROAD_TYPES,
    counts,
    in_series,
    parted,
)

__all__ = ["Kind", "Likeness", "likeness"]

MOST_TRUSTED = 0.94
# Factor of a name by what differs, if the name's own part has three characters or more.
SOUNDS, NEARLY_SOUNDS, LOOKS, SWAPPED, OTHER, GAP = 0.93, 0.9, 0.9, 0.88, 0.86, 0.88
TWO_NEARLY = 0.6  # two characters that sound nearly the same
SHORT = 0.89  # times this if its own part has two characters, and anything may be wrong
LOST = 0.95  # times this if one of two characters is lost: what is left is no name
SHORTEST = 0.7  # times this if it has one
NATURAL = 0.9  # times this if the character that stands there is one that names are made of
COMMON = 0.86  # times this if a name sounds the same that many cities have
ANOTHER = 0.55  # a sibling, or a name of its own: for a person to see, never accepted
IN_AREA = 0.95  # times this besides, in a compound's name: its street or district must confirm it
OTHER_TYPE = 0.64  # 文三街 for 文三路: only if a compound confirms it


class Kind(StrEnum):
    """What differs between an asked name and a known one."""

    SOUND = "sound"
    NEAR_SOUND = "near_sound"
    LOOK = "look"
    SWAPPED = "swapped"
    OTHER = "other"
    MISSING = "missing"
    EXTRA = "extra"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    Parameters
    ----------
    kind
        What differs.
    factor
        How far the known name may be meant, 0 to 1, before anything else is looked at.
    why
        In words.
    is_sibling
        Whether the two count on in a series: 文二路 and 文三路.
    """

    kind: Kind
    factor: float
    why: str
    is_sibling: bool = False

    @property
    def tier(self) -> int:
        """How many names a slip of this kind could have made: 0 few, 1 some, 2 any.

        Of two names that are as near, the one that is left by a lost character is meant far more
        probably than the one in which just this character would have been put for any other.
        """
        if self.kind in (Kind.SOUND, Kind.MISSING, Kind.SWAPPED):
            return 0
        return 1 if self.kind in (Kind.LOOK, Kind.NEAR_SOUND) else 2

    @property
    def is_likely(self) -> bool:
        """Whether the two are mixed up for a reason: a sound, a shape."""
        return self.kind in (Kind.SOUND, Kind.NEAR_SOUND, Kind.LOOK, Kind.SWAPPED)


def likeness(asked: str, known: str) -> Likeness | None:
    """Compare an asked name with a known one.

    Parameters
    ----------
    asked, known
        Keys, not the same.

    Returns
    -------
    Likeness or None
        None if more differs than one character, and the two do not sound alike.
    """
    start = _common(asked, known)
    end = min(_common(asked[::-1], known[::-1]), min(len(asked), len(known)) - start)
    ours, theirs = asked[start : len(asked) - end], known[start : len(known) - end]
    types = ROAD_TYPES if parted(known, ROAD_TYPES)[1] else AREA_TYPES
    core, ending = parted(known, types)
    own, own_type = parted(asked, types)
    if not own_type:
        own, own_type = parted(asked, ROAD_TYPES + AREA_TYPES)
    # 桂城 may be 桂花城: its 花 belongs to the name as well as to the type.
    other = bool(own_type) and not (own_type.endswith(ending) or ending.endswith(own_type))
    if ending and own == core and other:
        return Likeness(Kind.TYPE, OTHER_TYPE, f"{asked} is not known, {known} is")
    # 复兴中路 for 复兴路: what is added between a name and its type belongs to the name.
    in_core = start < len(core) or (start == len(core) and len(asked) > len(known))
    found = _difference(ours, theirs)
    if found is None:
        return None
    kind, factor = found
    if types is AREA_TYPES and other and own != core:
        # 通惠佳苑 sounds like 通晖家园, and is another compound.
        return Likeness(kind, ANOTHER, f"{asked} may be another compound than {known}")
    if kind in (Kind.OTHER, Kind.MISSING, Kind.EXTRA) and in_core:
        short = LOST if kind is Kind.MISSING else SHORT
        factor *= 1.0 if len(core) >= 3 else short if len(core) == 2 else SHORTEST
    elif len(core) == 1 and in_core:
        factor *= SHORT
    sibling = in_core and _are_siblings(ours, theirs) and len(own) > 1
    common = bool(own_type) and is_known_elsewhere(own) and kind is not Kind.SWAPPED
    if common and kind is Kind.SOUND and not sibling:
        factor, common = factor * COMMON, False
    if sibling or (in_core and common):
        return Likeness(kind, ANOTHER, f"{asked} may be another street than {known}", sibling)
    if in_core and kind is Kind.OTHER and is_natural(ours):
        factor *= NATURAL * (IN_AREA if types is AREA_TYPES else 1.0)
    return Likeness(kind, factor, f"{asked} is taken for {known}")


def _common(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


def _difference(ours: str, theirs: str) -> tuple[Kind, float] | None:
    """Say what differs in the stretch that is not the same, and how far it is trusted."""
    if len(ours) == len(theirs) and ours:
        pairs = list(zip(ours, theirs, strict=True))
        if all(alike(a, b) for a, b in pairs):
            return Kind.SOUND, SOUNDS
        if len(ours) == 1:
            if look_alike(ours, theirs):
                return Kind.LOOK, LOOKS
            if near_alike(ours, theirs):
                return Kind.NEAR_SOUND, NEARLY_SOUNDS
            return Kind.OTHER, OTHER
        if ours == theirs[::-1] and len(ours) == 2:
            return Kind.SWAPPED, SWAPPED
        if all(near_alike(a, b) for a, b in pairs) and len(ours) == 2:
            return Kind.NEAR_SOUND, TWO_NEARLY
        return None
    if len(theirs) == 1 and not ours:
        return Kind.MISSING, GAP
    if len(ours) == 1 and not theirs:
        return Kind.EXTRA, GAP
    return None


def _are_siblings(ours: str, theirs: str) -> bool:
    """Tell a name that counts on in a series from a slip of the pen."""
    if len(ours) == len(theirs):
        return any(in_series(a, b) for a, b in zip(ours, theirs, strict=True))
    # 建国路 beside 建国北路, 新文三路 beside 文三路.
    return counts(ours or theirs)
