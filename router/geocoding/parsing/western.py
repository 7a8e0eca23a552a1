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
from router.geocoding.abbreviations import DIRECTIONS, NUMBER_WORDS, SUFFIXES, TYPES
from router.geocoding.nations import nation_boxes
from router.geocoding.normalise import fold

__all__ = ["parse_western"]

_CODE = r"[A-Za-z]?\d+(?:[-/]\d+)*[A-Za-z]?|[A-Za-z]\d*|\d+-?[A-Za-z]\d*"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_FLOOR = _any(
    "og obergeschoss stock etage étage krs kerros vån floor fl andar piso planta piano patro sal"
)
_GROUND = _any("EG UG DG Erdgeschoss RDC R/C rez-de-chaussée bajo ground[ ]floor")
_STAIR = _any(
    "stairs? staircase rappu porras trappa escalera esc scala stiege aufgang entrance eingang "
    "escalier klatka vchod"
)
_BLOCK = _any(
    "block blk bloco bloque building bldg b[aâ]t(?:iment)? haus tower torre korpus lote lot"
)
_FLAT = _any(
    "apartment apt appartement appt flat unit suite ste room rm wohnung whg asunto huoneisto lgh "
    "byt interno lokal mieszkanie door top kvartira"
)
_SIDE = _any("dto dta dcha dir esq izq izda frt fte tr[aá]s [a-h] \\d")
_BOX = _any(r"p\.?\s?o\.?\s?box postfach apartado postboks postilokero pl(?=\s\d) casilla")
# What is found by its own words, wherever it stands; the first that takes a stretch keeps it.
ANNOUNCED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        ("rest", r"\bc/o\s+[^,;\n]+|\b(?:attn|att|care of|p\.\s?p)\b[.:]?\s+[^,;\n]+"),
        ("rest", rf"\b{_BOX}\s*\d+"),
        ("rest", r"\S+@\S+\.\w+|\btel\.?:?\s*[\d ()/-]{6,}\d"),
        ("rest", r"(?<![\w/-])(?:tel\.?:?\s*|phone:?\s*)?\+\d[\d ()./-]{7,}\d"),
        ("rest", r"\([^)]*\)?"),
        ("floor", rf"\b(?P<v>\d{{1,2}})(?:\.|:a|st|nd|rd|th|er|[eè]me|[ºªo°])?\s*{_FLOOR}\b\.?"),
        ("floor", rf"\b(?:{_FLOOR}|level)\.?\s*(?P<v>\d{{1,2}})\b"),
        ("floor", rf"(?<=[\s,])(?P<v>{_GROUND})(?=[\s,]|$)\.?"),
        ("floor_room", rf"\b(?P<f>\d{{1,2}})\s?[º°ªo]\.?\s*(?P<r>{_SIDE})\b\.?"),
        ("unit", rf"\b{_STAIR}\.?\s*(?P<v>{_CODE})\b"),
        ("building", rf"\b{_BLOCK}\.?\s+(?P<v>{_CODE})\b"),
        ("room", rf"\b{_FLAT}\b\.?\s*#?\s*(?P<v>{_CODE})\b"),
        ("room", r"\b(?:as|int|kv|lok|m|pta|puerta)\.?\s*(?P<v>\d+[a-z]?)\b"),
        ("room", r"#\s?(?P<v>[A-Za-z]?\d+[A-Za-z]?)\b"),
    )
)
POSTCODES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)",
        r"(?<![\w-])[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)",
        r"(?<![\w-])(?:[A-Z]{1,3}-)?\d{4}-\d{3}(?![\w-])",
        r"(?<![\w-])\d{5}-\d{4}(?![\w-])",
        r"(?<![\w-])\d{2}-\d{3}(?![\w-])",
        r"(?<![\w-])\d{4}\s?[A-Z]{2}(?=\s+\w)",
        r"(?<![\w-])(?:[A-Z]{1,3}-)?\d{3}\s\d{2}(?=\s+[^\W\d]|\s*$|\s*,)",
        r"(?<![\w/-])(?:[A-Z]{1,3}-)?\d{5,6}(?![\w/-])",
        r"(?<=[,\n;]\s)(?:[A-Z]{1,3}-)?\d{4}(?=\s+[^\W\d]{3,})",
        r"(?<=[^\W\d]\s)\d{4}(?=\s*$)",
    )
)
_RANGE = r"(?:\s?[-/–&]\s?\d+\s?[A-Za-z]?(?!\w))*(?:\s(?:bis|ter|quater)\b)?"
_NUMBER = rf"\d{{1,5}}(?:\s?[A-Za-z](?![\w'])|[A-Za-z](?!\w))?{_RANGE}(?:\s?½|\s1/2)?"
FIRST = re.compile(
    rf"(?:(?P<word>[^\W\d]+)\.?\s*)?(?P<number>{_NUMBER})(?:,\s*|\s+)(?=[^\W\d])",
    re.IGNORECASE,
)
LAST = re.compile(
    r"(?<=[\w.)])[\s,]+(?:(?P<word>[^\W\d]+\.?(?:\s?[^\W\d]\.)?)\s*)?"
    r"(?P<number>\d{1,5}[A-Za-z]?(?:\s?[-/–]\s?\d+[A-Za-z]?)*(?:\s(?:bis|ter)\b)?)"
    r"(?:\s(?P<stair>[A-Za-z])(?:\s?(?P<flat>\d+[a-z]?))?)?\s*$"
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
HIGHWAY = re.compile(
    r"(?:highway|hwy|route|rte|interstate|state road|county road|road|estrada|carretera)$",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"\b(?:house|court|tower|building|residences?|villa|cottage|centre|center|mansions|hall|plaza|"
    r"apartments|gardens|lodge|mall)$",
    re.IGNORECASE,
)
DIVISION = re.compile(
    r"\b(?P<kind>district|county|town|province|city|village|qu|shi|sheng|xian|zhen|cun)$",
    re.IGNORECASE,
)
DIVISION_PART = {
    "district": "district", "county": "district", "qu": "district", "xian": "district",
    "province": "province", "sheng": "province", "city": "city", "shi": "city",
    "town": "town", "zhen": "town", "village": "village", "cun": "village",
}  # fmt: skip
REGION = re.compile(r"[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?")
STATE = re.compile(r"\s(?P<state>[A-Z]{2})$")
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
    if re.fullmatch(_NUMBER, words) is None:
        return False
    return work.put("number", words, start, end)


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
    if word and fold(word).replace(" ", "").replace(".", "") not in NUMBER_WORDS:
        begin = found.end("word")  # the word is the street's
    road = work.text[start:begin].lstrip(EDGES).rstrip(EDGES.replace(".", ""))
    if not road or not any(sign.isalpha() for sign in road) or HIGHWAY.search(road):
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
    value = work.text[stop : found.end("stair") if found["stair"] else found.end("number")]
    return work.put("number", value, stop, stop + len(value))


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
