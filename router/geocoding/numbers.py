"""House numbers: what ``12-14``, ``12 A`` or ``1234/5`` stands for, and which door fits it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from router.geocoding.normalise import fold, has_cjk

__all__ = ["HouseNumber", "fit", "house_number"]

MAX_RANGE = 100  # "12-14" is a range, "12-345" is one number in two parts
CHINESE_BUILDING = re.compile(r"栋|座|号楼|#楼?$")
LANE = 0.66  # the mouth of a lane for a house in it: for a person to see
FRACTION = re.compile(r"(\d+)\s+([1-7]/[2-8])\b")
PARTS = re.compile(r"(\d+)([^\W\d_]*)")


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number in comparable form.

    Parameters
    ----------
    label
        Folded, without blanks but before a fraction: ``12a``, ``12-14``, ``105 1/2``.
    spans
        Low and high end of each number in it: ``12-14`` is one span, ``12;14`` and ``1234/5`` are
        two. Empty if there is no digit.
    letters
        Those behind the first number.
    """

    label: str
    spans: tuple[tuple[int, int], ...]
    letters: str

    @property
    def base(self) -> int:
        """The first number in it, or 0."""
        return self.spans[0][0] if self.spans else 0


@lru_cache(maxsize=65536)
def house_number(text: str) -> HouseNumber:
    """Read a house number.

    Parameters
    ----------
    text
        As tagged or written.

    Returns
    -------
    HouseNumber
        With no spans if there is no digit in the text.
    """
    folded = fold(text)
    if has_cjk(folded):
        folded = chinese_number(folded)
    fraction = FRACTION.search(folded)
    if fraction is not None:  # "105 1/2" is one door, not the numbers 105, 1 and 2
        folded = folded.replace(fraction.group(), fraction.group(1))
    label = re.sub(r"[\s.#]+", "", folded)
    label = re.sub(r"(\d)[-/]([^\W\d_])$", r"\1\2", label)
    spans: list[tuple[int, int]] = []
    letters = ""
    for piece in re.split(r"[;,+&]", label):
        found = [(int(m.group(1)[:9]), m.group(2)) for m in PARTS.finditer(piece)]
        if not found:
            continue
        letters = letters or found[0][1]
        low, high = found[0][0], found[-1][0]
        if len(found) == 1 or "弄" in piece or ("-" in piece and not 0 <= high - low <= MAX_RANGE):
            spans.append((low, low))
        elif "-" in piece and "/" not in piece:
            spans.append((low, high))
        else:
            spans += [(number, number) for number, _ in found]
    if fraction is not None:
        label, letters = f"{label} {fraction.group(2)}", fraction.group(2)
    return HouseNumber(label, tuple(spans), letters)


def chinese_number(text: str) -> str:
    """Return a Chinese number without its words: ``第3号楼`` is 3幢, ``甲8`` 8甲."""
    plain = CHINESE_BUILDING.sub("幢", text).removeprefix("第").replace("号", "")
    plain = re.sub(r"(?<=\d)[之附](?=\d)", "-", plain)
    return re.sub(r"^([甲乙丙丁戊])(\d+)$", r"\2\1", plain)


def fit(asked: HouseNumber, door: HouseNumber) -> tuple[float, float] | None:
    """Say how well a door fits the number asked for.

    Parameters
    ----------
    asked
        The number in the address.
    door
        The number of the door.

    Returns
    -------
    tuple of float, or None
        A factor from 0 to 1 and the error in metres that the difference adds; None if the door
        has another number.
    """
    if asked.label == door.label:
        return 1.0, 0.0
    if not asked.spans or not door.spans:
        return None
    if "弄" in asked.label + door.label:  # a lane and its houses
        return (LANE, 60.0) if lanes_meet(asked, door) else None
    if "幢" in asked.label + door.label:  # building 3 of a compound is not number 3 of a street
        return None
    if len(asked.spans) == 1 and len(door.spans) == 1:
        (low, high), (door_low, door_high) = asked.spans[0], door.spans[0]
        if low == door_low and high == door_high:
            plain = not asked.letters or not door.letters
            return (0.95, 15.0) if plain else (0.88, 30.0)
        if door_low != door_high and low == high:
            return (0.93, 20.0) if holds(door.spans[0], low) else None
        if door_low == door_high:
            return (0.92, 20.0) if holds(asked.spans[0], door_low) else None
        inside = holds(asked.spans[0], door_low) and holds(asked.spans[0], door_high)
        return (0.88, 30.0) if inside else None
    if asked.spans[0] == door.spans[0]:  # "12/3" is flat 3 of number 12, or part of "12;14"
        return 0.93, 15.0
    if asked.spans[0] in door.spans:
        return 0.91, 15.0
    if asked.spans[-1] in door.spans and "/" in asked.label:
        return 0.88, 20.0
    return None


def lanes_meet(asked: HouseNumber, door: HouseNumber) -> bool:
    """Tell whether one is the mouth of the lane that the other lies in: ``88弄`` and ``88弄5``."""
    mouth = f"{asked.base}弄", str(asked.base)
    return asked.base == door.base and (asked.label in mouth or door.label in mouth)


def holds(span: tuple[int, int], number: int) -> bool:
    """Tell whether a range has a number: ``14-20`` lies on the even side and has no 15.

    Parameters
    ----------
    span
        Its ends. Ends of different parity hold all between.
    number
        The number.

    Returns
    -------
    bool
        True if it does.
    """
    low, high = span
    one_side = low % 2 == high % 2
    return low <= number <= high and not (one_side and number % 2 != low % 2)
