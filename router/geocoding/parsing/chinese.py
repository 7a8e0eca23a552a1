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

from router.domain.address_parts import AddressParts, Piece
from router.geocoding.parsing.crossings import find_crossings
from router.geocoding.parsing.doors import Doors
from router.geocoding.parsing.heads import Heads
from router.geocoding.parsing.marks import Mark, marks
from router.geocoding.parsing.names import Setting, split_names
from router.geocoding.parsing.noise import find_noise
from router.geocoding.parsing.text import Plain, plain_text

__all__ = ["parse_chinese"]

INDOORS = ("building", "unit", "floor", "room")
TIDY = re.compile(r"^[(\[ ]+|[)\] ]+$")


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
    noise = find_crossings(whole, noise)
    plain = whole.without([(start, end) for _, start, end in noise]) if noise else whole
    reading = _Reading(plain, lexicon)
    reading.read()
    spans = [
        (part, plain.origin[start], plain.origin[end - 1] + 1)
        for part, start, end in reading.spans
        if start < end
    ]
    for part, start, end in noise:
        spans.append((part, whole.origin[start], whole.origin[end - 1] + 1))
        if part == "postcode" and "postcode" not in reading.values:
            reading.values["postcode"] = whole.text[start:end]
    return _assembled(written, whole, reading.values, spans)


class _Reading:
    """Reads the plain text from left to right."""

    def __init__(self, plain: Plain, lexicon: Container[str] | None) -> None:
        self.text, self.gaps = plain.text, plain.gaps
        self.lexicon = lexicon
        self.heads = Heads(self.text, self.gaps)
        self.doors = Doors()
        self.values: dict[str, str] = self.doors.values
        self.spans: list[tuple[str, int, int]] = []
        self.before = "start"

    def read(self) -> None:
        place = self.heads.read(0)
        found = marks(self.text, place)
        for index, mark in enumerate(found):
            if mark.start < place:
                continue
            follows = _setting_after(mark)
            self._names(place, mark.start, follows)
            following = found[index + 1] if index + 1 < len(found) else None
            near = following is not None and following.start == mark.end
            part = self.doors.take(mark, following if near else None)
            if part == "join":  # it belongs to a name: read again as one
                part = "rest"
            self.spans.append((part, mark.start, mark.end))
            if part in ("number", "lane"):
                self.before = "number"
            elif part in INDOORS:
                self.before = "indoors"
            place = mark.end
        self._names(place, len(self.text), "")
        self.heads.close()
        self.spans += self.heads.spans
        self.values.update(self.heads.values)

    def _names(self, start: int, end: int, follows: str) -> None:
        """Read the names between two numbers."""
        while start < end:
            # After a separator or a number an address may go on with its divisions.
            if start == 0 or start in self.gaps or self.before in ("number", "indoors"):
                stop = self.heads.read(start, at_head=self.before == "start")
                if stop > start:
                    start = min(stop, end)
                    continue
            stop = min(
                [gap for gap in self.gaps if start < gap < end and self._division_at(gap)],
                default=end,
            )
            self._split(start, stop, follows if stop == end else "")
            start = stop

    def _division_at(self, place: int) -> bool:
        return any(
            self.text[stop - 1] in "省市区县旗州盟"
            for stop in self.heads.table.longest(self.text, place)
        )

    def _split(self, start: int, end: int, follows: str) -> None:
        text = self.text[start:end]
        gaps = frozenset(gap - start for gap in self.gaps if start < gap < end)
        setting = Setting(before=self.before, after=follows)
        for name in split_names(text, gaps, setting, self.lexicon):
            part = self.doors.name(name.kind, text[name.start : name.end])
            self.spans.append((part, start + name.start, start + name.end))
            if part not in ("rest",):
                self.before = name.kind


def _setting_after(mark: Mark) -> str:
    if mark.kind in INDOORS:
        return "room" if mark.kind == "room" else "building"
    if mark.kind == "code":
        return "number" if mark.value.count("-") < 2 else "building"
    return mark.kind if mark.kind in ("number", "distance") else ""


def _assembled(
    written: str, whole: Plain, values: dict[str, str], spans: list[tuple[str, int, int]]
) -> AddressParts:
    """Cut the written address into pieces, and collect what is left over."""
    labels = ["" for _ in written]
    for part, start, end in spans:
        labels[start:end] = [part] * (end - start)
    meant = set(whole.origin)
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(written) + 1):
        if place == len(written) or labels[place] != labels[start]:
            pieces.append(Piece(labels[start] or "rest", written[start:place]))
            start = place
    rest = _rest(whole, labels)
    del meant
    return AddressParts(written=written, rest=rest, pieces=tuple(pieces), **values)


def _rest(whole: Plain, labels: list[str]) -> str:
    """Join what was not understood, simplified; what stood apart stays apart."""
    words: list[str] = []
    last = -2
    for place, sign in enumerate(whole.text):
        if labels[whole.origin[place]] not in ("", "rest"):
            continue
        if last == place - 1 and words and place not in whole.gaps:
            words[-1] += sign
        else:
            words.append(sign)
        last = place
    return " ".join(word for word in (TIDY.sub("", word) for word in words) if word)
