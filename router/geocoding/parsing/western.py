"""A Western address becomes parts: by commas, by postcodes, and by the words that announce a part.

::

    c/o Lind, Liisankatu 5 A 12, 00170 Helsinki
    └ rest ─┘ └ road ──┘ ┊ ┊ └room └postcode └ city
                  number ┘ └ unit (a stair)

The street stays as written. What is not understood is ``rest``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from router.domain.address_parts import AddressParts, Piece
from router.geocoding.normalise import fold
from router.geocoding.parsing.western_words import (
    ALONE,
    ANNOUNCED,
    DIVISION,
    DIVISION_PART,
    FIRST,
    HIGHWAY,
    HOUSE,
    LAST,
    ORDINAL,
    POSTCODES,
    STATE,
)
from router.geocoding.western.abbreviations import DIRECTIONS, NUMBER_WORDS, SUFFIXES, TYPES

__all__ = ["parse_western"]

EDGES = " \t\r\n,;.:|-–"


@dataclass(slots=True)
class _Work:
    """An address in the making."""

    text: str
    values: dict[str, str] = field(default_factory=dict)
    spans: list[tuple[str, int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        return all(end <= s or e <= start for _, s, e in self.spans)

    def put(self, part: str, value: str, start: int, end: int) -> bool:
        if part in self.values:
            return False
        self.values[part] = " ".join(value.split())
        self.spans.append((part, start, end))
        return True


def parse_western(written: str) -> AddressParts:
    """Read a Western address.

    Parameters
    ----------
    written
        As it came.

    Returns
    -------
    AddressParts
        With everything that was written, in pieces.
    """
    # One sign for one sign, so that places in both texts are the same.
    text = "".join(c if len(n := unicodedata.normalize("NFKC", c)) != 1 else n for c in written)
    work = _Work(text)
    _announced(work)
    _postcode(work)
    parts = [part for part in _comma_parts(work) if text[part[0] : part[1]].strip(EDGES)]
    street = _street(work, parts)
    _places(work, parts, street)
    return _assembled(work, written)


def _announced(work: _Work) -> None:
    for part, pattern in ANNOUNCED:
        for found in pattern.finditer(work.text):
            start, end = found.span()
            if not work.free(start, end):
                continue
            if part == "rest":
                work.spans.append((part, start, end))
            elif part == "floor_room":
                if "floor" not in work.values and "room" not in work.values:
                    work.values["floor"], work.values["room"] = found["f"], found["r"]
                    work.spans += [("floor", *found.span("f")), ("room", found.end("f"), end)]
            else:
                work.put(part, found["v"], start, end)


def _postcode(work: _Work) -> None:
    """Take the last stretch that looks like a postcode, unless the address begins with it."""
    for pattern in POSTCODES:
        for found in reversed(list(pattern.finditer(work.text))):
            start, end = found.span()
            if not work.free(start, end) or (start == 0 and len(found.group()) < 6):
                continue
            work.put("postcode", found.group(), start, end)
            return


def _comma_parts(work: _Work) -> Iterator[tuple[int, int]]:
    """Yield the stretches between commas, and between what is taken already."""
    edges = [(start, end) for _, start, end in work.spans]
    edges += [found.span() for found in re.finditer(r"[,;\n|]|\s[-–]\s", work.text)]
    place = 0
    for start, end in (*sorted(edges), (len(work.text), len(work.text))):
        if place < start:
            yield place, start
        place = max(place, end)


def _street(work: _Work, parts: list[tuple[int, int]]) -> int:
    """Find street and number; return which part holds the street, -1 if none does."""
    for index in range(len(parts) - 1):
        behind = work.text[slice(*parts[index + 1])].strip(EDGES)
        street = _has_type(behind) and not any(map(str.isdigit, behind))
        if street and _number_alone(work, parts, index):  # 18, boulevard Saint-Michel
            _put_words(work, "road", behind, *parts[index + 1])
            return index + 1
    for index, (start, end) in enumerate(parts):
        if _number_first(work, start, end) or _number_last(work, start, end):
            return index
    for index, (start, end) in enumerate(parts):
        words = work.text[start:end].strip(EDGES)
        if _has_type(words):
            begin = start + work.text[start:end].index(words)
            work.put("road", words, begin, begin + len(words))
            _number_alone(work, parts, index + 1)
            return index
    if len(parts) > 1 and _number_alone(work, parts, 1):
        start, end = parts[0]
        work.put("road", work.text[start:end].strip(EDGES), start, end)
        return 0
    return -1


def _number_alone(work: _Work, parts: list[tuple[int, int]], index: int) -> bool:
    """Take "12" of "Calle Mayor, 12"."""
    if index >= len(parts) or "number" in work.values:
        return False
    start, end = parts[index]
    words = work.text[start:end].strip(EDGES)
    found = ALONE.fullmatch(words)
    if found is None:
        return False
    return work.put("number", found["number"], start, end)


def _number_first(work: _Work, start: int, end: int) -> bool:
    """Read "12 Main St Springfield": number, street up to its type, then a town."""
    begin = start + len(work.text[start:end]) - len(work.text[start:end].lstrip(EDGES))
    found = FIRST.match(work.text, begin, end)
    if found is None or ORDINAL.match(work.text, found.start("number")):
        return False
    word = found["word"]
    if word and fold(word) not in NUMBER_WORDS:
        return False
    road = work.text[found.end() : end].rstrip(EDGES)
    if not road or "road" in work.values:
        return False
    stop = found.end() + _length_to_type(road)
    work.put("number", found["number"], begin, found.end("number"))
    work.put("road", work.text[found.end() : stop], found.end(), stop)
    if stop < found.end() + len(road):
        _place(work, stop, end)
    return True


def _number_last(work: _Work, start: int, end: int) -> bool:
    """Read "Liisankatu 5 A 12": street, number, stair, flat."""
    found = LAST.search(work.text, start, end)
    if found is None or "road" in work.values:
        return False
    begin = found.start()
    word = (found["word"] or "").strip(". ")
    stop = found.start("number")
    first_of_word = found.start("word") + found.group("word").rfind(" ") + 1 if word else stop
    if word and _plain(work.text[first_of_word : found.end("word")]) in NUMBER_WORDS:
        begin, stop = first_of_word, first_of_word  # Piazza Navona n. 3
    elif word:
        begin = found.end("word")  # the word is the street's
    road = work.text[start:begin].lstrip(EDGES).rstrip(EDGES.replace(".", ""))
    if not any(map(str.isalpha, road)) or HIGHWAY.search(road) or ALONE.fullmatch(f"{road} 1"):
        return False
    first = start + work.text[start:end].index(road)
    work.put("road", road, first, first + len(road))
    if (
        found["stair"]
        and found["flat"] is None
        and not work.text[found.end("number") :].startswith(" ")
    ):
        return work.put("number", found["number"], stop, found.end("number"))
    if found["stair"] and found["flat"]:
        work.put("number", found["number"], stop, found.end("number"))
        work.put("unit", found["stair"], *found.span("stair"))
        return work.put("room", found["flat"], *found.span("flat"))
    end = found.end("stair") if found["stair"] else found.end("number")
    return work.put("number", work.text[found.start("number") : end], stop, end)


def _plain(word: str) -> str:
    return fold(word).replace(" ", "").replace(".", "")


def _length_to_type(road: str) -> int:
    """Return how much of a text is the street: up to its type and a direction behind it."""
    words = list(re.finditer(r"[^\s,]+", road))
    for index, word in enumerate(words):
        plain = fold(word.group()).strip(".")
        if index and plain in TYPES:
            stop = word.end()
            following = words[index + 1] if index + 1 < len(words) else None
            if following and fold(following.group()).strip(".") in DIRECTIONS:
                stop = following.end()
            return stop
    return len(road)


def _has_type(words: str) -> bool:
    """Tell whether a text names a street by its words."""
    plain = [fold(word).strip(".") for word in words.split()]
    glued = tuple(ending for endings, _, _ in SUFFIXES for ending in endings)
    return any(word in TYPES for word in plain) or any(
        len(word) > 6 and word.endswith(glued) for word in plain
    )


def _places(work: _Work, parts: list[tuple[int, int]], street: int) -> None:
    """Read what stands around the street: a house's name before, town and state behind."""
    for index, (start, end) in enumerate(parts):
        words = work.text[start:end].strip(EDGES)
        if index == street or not words or not work.free(start, end):
            continue
        if index < street:
            if HOUSE.search(words):
                _put_words(work, "compound", words, start, end)
            continue
        if street >= 0 or "postcode" in work.values:
            _place(work, start, end)


def _place(work: _Work, start: int, end: int) -> None:
    words = work.text[start:end].strip(EDGES)
    land = _lands().get(fold(words).replace(" ", ""))
    if not words or not words[0].isalpha() or (land == "rest" and "road" in work.values):
        return
    if land == "province" and "city" in work.values:
        _put_words(work, "province", words, start, end)
        return
    division = DIVISION.search(words)
    if division and " " in words:
        _put_words(work, DIVISION_PART[division["kind"].lower()], words, start, end)
        return
    state = STATE.search(words)
    if state and "province" not in work.values:
        at = start + work.text[start:end].index(words) + state.start("state")
        work.put("province", state["state"], at, at + 2)
        words = words[: state.start()].strip(EDGES)
    if (
        words
        and "city" in work.values
        and re.fullmatch(r"[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?", words)
    ):
        _put_words(work, "province", words, start, end)
    elif words:
        _put_words(work, "city", words, start, end)


@cache
def _lands() -> dict[str, str]:
    """Return the names of countries (``rest``) and of states of the USA (``province``)."""
    from router.geocoding.western.nations import nation_boxes  # it loads numpy

    boxes = nation_boxes()
    usa = boxes["usa"][0]
    lands = {}
    for name, found in boxes.items():
        state = any(
            usa.south <= box.south and box.north <= usa.north and box != usa and box.east < -60
            for box in found
        ) and any(usa.west <= box.west and box.east <= usa.east for box in found)
        if len(name) > 3 or name in ("usa", "gb", "uk"):
            lands[name] = "province" if state else "rest"
    return lands


def _put_words(work: _Work, part: str, words: str, start: int, end: int) -> None:
    begin = work.text.find(words, start, end)
    if begin >= 0:
        work.put(part, words, begin, begin + len(words))


def _assembled(work: _Work, written: str) -> AddressParts:
    parts = ["rest"] * len(written)
    for part, start, end in work.spans:
        parts[start:end] = [part] * (end - start)
    pieces: list[Piece] = []
    rest: list[str] = []
    start = 0
    for place in range(1, len(written) + 1):
        if place == len(written) or parts[place] != parts[start]:
            pieces.append(Piece(parts[start], written[start:place]))
            if parts[start] == "rest":
                rest += re.split(r"\s*[,;\n|]\s*", work.text[start:place].strip(EDGES))
            start = place
    left_over = " ".join(" ".join(words.split()) for words in rest if words.strip(EDGES))
    return AddressParts(written=written, rest=left_over, pieces=tuple(pieces), **work.values)
