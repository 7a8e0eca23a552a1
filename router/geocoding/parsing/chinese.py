"""A Chinese address becomes parts.

::

    written ──text──▶ plain ──noise──▶ without remarks ──heads──▶ divisions
                                             │
                      marks (12号, 3栋) ◀────┴────▶ names between them (文三路, 翠苑小区)
                                             │
                                          doors: which number is what

Whatever none of these takes is ``rest``, in the order written.
"""

from __future__ import annotations

import re
from collections.abc import Container

from router.domain.address_parts import PART_NAMES, AddressParts, Piece
from router.geocoding.parsing.doors import Doors, Label
from router.geocoding.parsing.heads import Heads
from router.geocoding.parsing.marks import Mark, marks
from router.geocoding.parsing.names import Setting, split_names
from router.geocoding.parsing.noise import find_noise
from router.geocoding.parsing.suffixes import is_named_compound
from router.geocoding.parsing.text import Plain, plain_text

__all__ = ["parse_chinese"]

NAMES = ("rest", *(name for name in PART_NAMES if name != "rest"))
CODES = {name: bytes([code]) for code, name in enumerate(NAMES)}
RUNS = re.compile(rb"(.)\1*", re.DOTALL)
INDOORS = ("building", "unit", "floor", "room")
ABOUT = frozenset("原旧前近靠与及")  # (原…), (近…): about the address, no part of it
TIDY = re.compile(r"^[() ~/、.-]+|[() ~/、.-]+$")


def parse_chinese(written: str, lexicon: Container[str] | None = None) -> AddressParts:
    """Read a Chinese address.

    Parameters
    ----------
    written
        As it came.
    lexicon
        Names of streets and compounds that are known to exist.

    Returns
    -------
    AddressParts
        With everything that was written, in pieces.
    """
    whole = plain_text(written)
    noise = find_noise(whole)
    plain = whole.without([(start, end) for _, start, end in noise]) if noise else whole
    reading = _Reading(plain, lexicon)
    reading.read()
    values = reading.doors.values
    labels = [
        Label(label.part, plain.origin[label.start], plain.origin[label.end - 1] + 1)
        for label in (*reading.doors.labels, *reading.heads.labels())
        if label.start < label.end
    ]
    for kind, start, end in noise:
        if kind == "postcode" and reading.doors.missing("postcode", whole.text[start:end]):
            labels.append(Label(kind, whole.origin[start], whole.origin[end - 1] + 1))
        elif kind == "bracket":
            behind = marks(whole.text, end)[:1]
            indoors = bool(behind) and behind[0].start == end and behind[0].kind in INDOORS
            inner = whole.text[start:end]
            for label in _bracket(inner, start, reading.doors, indoors=indoors):
                origin = whole.origin
                labels.append(Label(label.part, origin[label.start], origin[label.end - 1] + 1))
    return _assembled(written, whole, {**values, **reading.heads.values}, labels)


class _Reading:
    """Reads the plain text from left to right."""

    def __init__(self, plain: Plain, lexicon: Container[str] | None) -> None:
        self.text, self.gaps = plain.text, plain.gaps
        self.lexicon = lexicon
        self.heads = Heads(self.text, self.gaps)
        self.doors = Doors()
        self.before = "start"

    def read(self) -> None:
        place = self.heads.read(0)
        found = marks(self.text, place, self.gaps)
        for index, mark in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            near = following if following and following.start == mark.end else None
            self._names(place, mark.start, _after(mark, near))
            self.doors.take(mark, near)
            part = self.doors.labels[-1].part
            if part != "rest":
                self.before = "indoors" if part in INDOORS else "number"
            place = mark.end
        self._names(place, len(self.text), "")
        self.heads.close()

    def _names(self, start: int, end: int, after: str) -> None:
        """Read the names between two numbers."""
        while start < end:
            # Behind a separator or a number an address may go on with its divisions.
            if start in self.gaps or start == 0 or self.before in ("number", "indoors"):
                stop = self.heads.read(start, at_head=self.before == "start")
                if stop > start:
                    start = stop
                    continue
            ahead = [gap for gap in self.gaps if start < gap < end and self.heads.official(gap)]
            stop = min(ahead, default=end)
            self._split(start, stop, after if stop == end else "")
            start = stop

    def _split(self, start: int, end: int, after: str) -> None:
        text = self.text[start:end]
        gaps = frozenset(gap - start for gap in self.gaps if start < gap < end)
        setting = Setting(before=self.before, after=after, apart=start in self.gaps)
        for name in split_names(text, gaps, setting, self.lexicon):
            follows = after if name.end == len(text) else ""
            place = start + name.start
            apart = place in self.gaps
            self.doors.name(name.kind, text[name.start : name.end], place, follows, apart=apart)
            if self.doors.labels[-1].part != "rest":
                self.before = name.kind


def _after(mark: Mark, following: Mark | None) -> str:
    """Return what a number is to the name before it."""
    if mark.kind == "number" and following and following.kind in ("unit", "floor", "room"):
        return "entrance"
    if mark.kind in INDOORS:
        return "room" if mark.kind == "room" else "building"
    if mark.kind == "code":
        strokes = mark.value.count("-")
        return "number" if not strokes else "series" if strokes == 1 else "building"
    return mark.kind if mark.kind in ("number", "lane", "distance") else ""


def _bracket(text: str, start: int, doors: Doors, *, indoors: bool) -> list[Label]:
    """Read what stands in brackets where the address needs it: （三楼）, （桐芳苑）5幢."""
    inner = text.strip("()")
    begin = start + text.index(inner) if inner else start
    found = marks(inner, 0)
    if found and found[0].start == 0 and sum(m.end - m.start for m in found) == len(inner):
        return [
            Label(mark.kind, begin + mark.start, begin + mark.end)
            for mark in found
            if mark.kind in ("number", *INDOORS) and doors.missing(mark.kind, mark.value)
        ]
    if "compound" in doors.values or not inner or inner[0] in ABOUT:
        return []
    names = split_names(inner, frozenset(), Setting(before="number"))
    compound = all(name.kind == "compound" for name in names) and is_named_compound(inner)
    bare = indoors and len(names) == 1 and names[0].kind in ("compound", "rest") and len(inner) >= 2
    if compound or bare:
        doors.missing("compound", inner)
        return [Label("compound", begin, begin + len(inner))]
    return []


def _assembled(
    written: str, whole: Plain, values: dict[str, str], labels: list[Label]
) -> AddressParts:
    """Cut the written address into pieces, and collect what is left over."""
    codes = bytearray(len(written))
    for label in labels:
        codes[label.start : label.end] = CODES[label.part] * (label.end - label.start)
    pieces = []
    left_over = False
    for run in RUNS.finditer(codes):
        code = codes[run.start()]
        left_over = left_over or code == 0
        pieces.append(Piece(NAMES[code], written[run.start() : run.end()]))
    rest = _rest(whole, codes) if left_over else ""
    return AddressParts(written=written, rest=rest, pieces=tuple(pieces), **values)


def _rest(whole: Plain, codes: bytearray) -> str:
    """Join what was not understood, simplified; what stood apart stays apart."""
    words: list[str] = []
    last = -2
    for place, origin in enumerate(whole.origin):
        if codes[origin]:
            continue
        sign = whole.text[place]
        if last == place - 1 and place not in whole.gaps and sign not in "()":
            words[-1] += sign
        else:
            words.append(sign)
        last = place
    return " ".join(word for word in (TIDY.sub("", word) for word in words) if word)
