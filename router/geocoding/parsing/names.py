"""A stretch of characters without numbers is cut into the names it holds.

::

    翠苑街道文三路东方花园
    翠苑街道│文三路│东方花园      of all ways to cut, the one that costs least

A cut lies behind an ending (路, 镇, 花园), at a gap, or at the end. What a piece costs is data: its
ending, its length, and whether it may follow the piece before it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from router.geocoding.parsing.suffixes import (
    AREA,
    CLOSERS,
    ENDINGS,
    LANDMARK_PREFIXES,
    LONGEST,
    MODIFIERS,
    SEGMENT,
)

__all__ = ["Name", "Setting", "split_names"]

LENGTH_COST = (99.0, 0.9, 0.0, 0.2, 0.5, 1.0, 1.7, 2.4, 3.2, 4.0)
PER_NAME = 0.6
ACROSS_GAP = 1.0
KNOWN = -1.5
LEVEL = {"start": 0, "town": 1, "village": 2, "road": 3, "compound": 4, "landmark": 5, "rest": 5}
# A kind behind a kind, where it costs something.
BEHIND = {
    ("town", "town"): 2.0,
    ("village", "town"): 1.2,
    ("road", "town"): 1.5,
    ("compound", "town"): 1.5,
    ("village", "village"): 0.5,
    ("road", "village"): 0.8,
    ("compound", "village"): 0.6,
    ("road", "road"): 0.8,
    ("compound", "road"): 0.3,
    ("compound", "compound"): 0.6,
    ("rest", "town"): 1.5,
    ("rest", "village"): 0.8,
    ("rest", "road"): 0.8,
    ("rest", "compound"): 0.5,
}
IS_SEGMENT = re.compile(SEGMENT)
IS_AREA = re.compile(AREA)
ROAD_END = re.compile(r"[路街道巷线]$")
LAST_SIGNS = frozenset(ending[-1] for ending in ENDINGS) | frozenset("段期区团")
CLOSER_SIGNS = frozenset(word[-1] for word in CLOSERS)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the stretch.

    Parameters
    ----------
    before
        Kind of the name before it; ``start`` if there is none, ``number`` behind a house number.
    after
        What follows: ``number``, ``building``, ``room``, ``distance``, or nothing.
    """

    before: str = "start"
    after: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the stretch.

    Parameters
    ----------
    kind
        ``town``, ``village``, ``road``, ``compound``, ``landmark`` or ``rest``.
    start, end
        Where it lies in the stretch.
    """

    kind: str
    start: int
    end: int


def split_names(
    text: str,
    gaps: frozenset[int],
    setting: Setting,
    lexicon: Container[str] | None = None,
) -> tuple[Name, ...]:
    """Cut a stretch into names.

    Parameters
    ----------
    text
        Plain characters.
    gaps
        Places in it before which a separator stood.
    setting
        What stands around it.
    lexicon
        Names of streets and compounds that are known to exist.

    Returns
    -------
    tuple of Name
        In order; together they are the text.
    """
    if lexicon is None:
        return _split_cached(text, gaps, setting)
    return _split(text, gaps, setting, lexicon)


@lru_cache(maxsize=8192)
def _split_cached(text: str, gaps: frozenset[int], setting: Setting) -> tuple[Name, ...]:
    return _split(text, gaps, setting, ())


def _split(
    text: str, gaps: frozenset[int], setting: Setting, lexicon: Container[str]
) -> tuple[Name, ...]:
    size = len(text)
    hits = _endings_at(text)
    known = _known_names(text, lexicon) if lexicon != () else frozenset()
    cuts = sorted({0, size, *hits, *gaps, *(end for _, end in known), *(s for s, _ in known)})
    # best[place][kind]: cost of the cheapest way to get there, and where its last name began
    best: dict[int, dict[str, tuple[float, int, str]]] = {0: {setting.before: (0.0, 0, "")}}
    for end in cuts[1:]:
        here: dict[str, tuple[float, int, str]] = {}
        for start in cuts:
            if start >= end:
                break
            ways = best.get(start)
            if not ways:
                continue
            for kind, cost in _kinds(text, start, end, hits, gaps, setting, known):
                for before, (so_far, _, _) in ways.items():
                    total = so_far + cost + _following(text, start, end, before, kind, gaps)
                    if kind not in here or total < here[kind][0]:
                        here[kind] = (total, start, before)
        best[end] = here
    return _walk_back(best, size)


def _walk_back(best: dict[int, dict[str, tuple[float, int, str]]], size: int) -> tuple[Name, ...]:
    names: list[Name] = []
    place = size
    kind = min(best[size], key=lambda one: best[size][one][0])
    while place > 0:
        _, start, before = best[place][kind]
        names.append(Name(kind, start, place))
        place, kind = start, before
    return tuple(reversed(names))


def _endings_at(text: str) -> dict[int, list[str]]:
    """Find the endings that close at each place, the longest first."""
    hits: dict[int, list[str]] = {}
    for place, sign in enumerate(text, start=1):
        if sign not in LAST_SIGNS and sign not in CLOSER_SIGNS:
            continue
        found = [
            text[place - size : place]
            for size in range(min(LONGEST, place), 0, -1)
            if text[place - size : place] in ENDINGS
        ]
        if found or sign in "段期区团" or _closes(text[:place]):
            hits[place] = found
    return hits


def _known_names(text: str, lexicon: Container[str]) -> frozenset[tuple[int, int]]:
    size = len(text)
    return frozenset(
        (start, end)
        for start in range(size - 1)
        for end in range(start + 2, min(size, start + 14) + 1)
        if text[start:end] in lexicon
    )


def _closes(text: str) -> bool:
    return text.endswith(tuple(CLOSERS))


def _kinds(
    text: str,
    start: int,
    end: int,
    hits: dict[int, list[str]],
    gaps: frozenset[int],
    setting: Setting,
    known: frozenset[tuple[int, int]],
) -> list[tuple[str, float]]:
    """Return what a piece may be, and at which cost."""
    crossed = ACROSS_GAP * sum(start < gap < end for gap in gaps)
    bonus = KNOWN if (start, end) in known else 0.0
    piece = text[start:end]
    found: dict[str, float] = {}
    for ending in hits.get(end, ()):
        body = piece[: -len(ending)]
        if not body:
            continue
        for kind, cost in ENDINGS[ending]:
            total = cost + _length_cost(body) + crossed + PER_NAME + bonus
            if kind not in found or total < found[kind]:
                found[kind] = total
    if len(piece) >= 3 and piece[-1] in "段期区团":
        if IS_SEGMENT.search(piece) and _names_road(piece):
            found["road"] = _length_cost(IS_SEGMENT.sub("", piece)) + PER_NAME + crossed / 2
        area = IS_AREA.search(piece)
        if area and area.start() >= 1:
            found["compound"] = 0.2 + _length_cost(piece[: area.start()]) + PER_NAME + crossed / 2
    if (start, end) in known and "road" not in found:
        found.setdefault("compound", 0.1 + PER_NAME + bonus)
    last = end == len(text)
    if _is_landmark(piece, last=last, setting=setting):
        found["landmark"] = 0.9 + 0.05 * len(piece)
    found["rest"] = 2.2 + 0.35 * len(piece)
    if last and setting.after in ("building", "room", "number") and not piece.isascii():
        cost = 0.9 + _length_cost(piece) + PER_NAME + crossed
        found["compound"] = min(cost, found.get("compound", 99.0))
    return list(found.items())


def _names_road(piece: str) -> bool:
    return ROAD_END.search(IS_SEGMENT.sub("", piece)) is not None


def _is_landmark(piece: str, *, last: bool, setting: Setting) -> bool:
    if piece.startswith(LANDMARK_PREFIXES) and len(piece) >= 3:
        return True
    if last and setting.after == "distance":
        return True
    if len(piece) > 1 and piece[-1] in "东南西北内里上下前后口角处" and not last:
        return False
    return _closes(piece)


def _length_cost(body: str) -> float:
    size = len(body)
    return LENGTH_COST[size] if size < len(LENGTH_COST) else 4.0 + 0.8 * (size - 9)


def _following(
    text: str, start: int, end: int, before: str, kind: str, gaps: frozenset[int]
) -> float:
    """Return what it costs that a kind follows a kind."""
    cost = BEHIND.get((before, kind), 0.0)
    if before in ("village", "road", "compound", "rest") and start and start not in gaps:
        # 花园|东路 and 学院路|小区 are no two names.
        piece = text[start:end]
        if kind in ("road", "village", "compound", "town"):
            body = next(
                (
                    piece[:-size]
                    for size in range(min(LONGEST, len(piece) - 1), 0, -1)
                    if piece[-size:] in ENDINGS
                ),
                piece,
            )
            if piece in ENDINGS or all(sign in MODIFIERS for sign in body):
                cost += 6.0
    return cost
