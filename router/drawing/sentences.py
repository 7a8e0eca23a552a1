"""Sentences of the data in Chinese: a table of English sentences with gaps, and what they say.

``{who} lacks {skills:names}`` matches ``Maria lacks key and lift``; the Chinese of the table says
what stood in its gaps, each by its kind. A sentence that is not in a table stays as it is: English
is better than a wrong translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter

__all__ = ["LONGEST", "Kind", "Sentences", "one_by_one"]

LONGEST = 2_000
"""Characters: a longer text is no sentence of ours, and not compared with any."""

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z0-9]")
_SPACE_TOO_MANY = re.compile(".?[\u4e00-\u9fff] [\u4e00-\u9fff].?")
_GAP = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a gap.

    Parameters
    ----------
    pattern
        A regular expression without groups of its own.
    said
        Gives the same in Chinese; None if it is not known, and then the sentence is not, either.
    """

    pattern: str
    said: Callable[[str], str | None]


def one_by_one(text: str) -> str:
    """Return names that are listed in English, ``a, b and c``, as a Chinese list.

    Parameters
    ----------
    text
        The list.

    Returns
    -------
    str
        ``a、b、c``.
    """
    return re.sub(r", | and ", "、", text)


def _minutes(text: str) -> str:
    hours, minutes = re.search(r"(\d+) h", text), re.search(r"(\d+) min", text)
    said = f"{hours[1]} 小时" if hours else ""
    if minutes is None or (hours and not int(minutes[1])):
        return said
    return f"{said} {int(minutes[1])} 分钟".lstrip()


def _clock(text: str) -> str:
    def on(found: re.Match[str]) -> str:
        return "（次日）" if found[1] == "+1" else f"（{found[1]} 天）"

    return re.sub(r" \(([+-]\d+) days?\)", on, text)


def _spans(text: str) -> str:
    said = re.sub(r" and (\d+) more", r" 等（另有 \1 段）", _clock(text))
    return one_by_one(said.replace("-", "–"))


def _visit(text: str) -> str:
    if text == "the return":
        return "返程"
    second = text.removeprefix("the second of the two at ")
    return f"{second} 的第二人" if second != text else text.removeprefix("visit ")


def _place(text: str) -> str:
    side, _, visit = text.partition(" ")
    if side == "on":
        return "空路线"
    return f"{_visit(visit)} {'之前' if side == 'before' else '之后'}"


_CLOCK = r"\d\d:\d\d(?::\d\d)?(?: \([+-]\d+ days?\))?"
_VISIT = r"(?:visit \S+?|the second of the two at \S+?)"
_KINDS: Mapping[str, Kind] = {
    "text": Kind(r".+?", str),
    "names": Kind(r".+?", one_by_one),
    "n": Kind(r"-?\d[\d,.]*", str),
    "date": Kind(r"\d{4}-\d\d-\d\d", str),
    "moment": Kind(r"\d{4}-\d\d-\d\d \d\d:\d\d", str),
    "minutes": Kind(r"-?(?:\d+ h )?\d+ min", _minutes),
    "km": Kind(r"[\d.]+ km", lambda text: text.replace("km", "公里")),
    "clock": Kind(_CLOCK, _clock),
    "spans": Kind(
        rf"{_CLOCK}-{_CLOCK}(?:(?:, | and ){_CLOCK}-{_CLOCK})*(?: and \d+ more)?",
        _spans,
    ),
    "visit": Kind(rf"(?:{_VISIT}|the return)", _visit),
    "where": Kind(rf"(?:on an empty route|(?:before|after) {_VISIT})", _place),
}


class Sentences:
    """A table of sentences.

    Parameters
    ----------
    table
        English to Chinese. A gap is ``{name:kind}``, or ``{name}`` for any text.
    kinds
        Further kinds of gaps.

    Raises
    ------
    ValueError
        If a Chinese sentence has a gap that the English one has not.
    """

    def __init__(self, table: Mapping[str, str], kinds: Mapping[str, Kind] | None = None) -> None:
        self.english = tuple(table)
        known = {**_KINDS, **(kinds or {})}
        self._rows = [(*_compiled(english, known), chinese) for english, chinese in table.items()]
        for _, gaps, chinese in self._rows:
            if lost := {name for _, name, _, _ in Formatter().parse(chinese) if name} - gaps.keys():
                raise ValueError(f"{chinese!r} has gaps of its own: {', '.join(sorted(lost))}")

    def said(self, text: str) -> str | None:
        """Return a sentence in Chinese.

        Parameters
        ----------
        text
            The sentence in English.

        Returns
        -------
        str or None
            None if the table does not have it.
        """
        if len(text) > LONGEST:
            return None
        for pattern, kinds, chinese in self._rows:
            if found := pattern.fullmatch(text):
                gaps = {name: kind.said(found[name]) for name, kind in kinds.items()}
                if None not in gaps.values():
                    return _filled(chinese, gaps)
        return None


def _compiled(english: str, known: Mapping[str, Kind]) -> tuple[re.Pattern[str], dict[str, Kind]]:
    pattern, kinds, at = "", {}, 0
    for gap in _GAP.finditer(english):
        kind = known[gap[2] or "text"]
        pattern += f"{re.escape(english[at : gap.start()])}(?P<{gap[1]}>{kind.pattern})"
        kinds[gap[1]], at = kind, gap.end()
    return re.compile(pattern + re.escape(english[at:]), re.DOTALL), kinds


def _filled(chinese: str, gaps: Mapping[str, str | None]) -> str:
    """Fill a sentence: a space stands between Chinese and Latin, none between Chinese."""
    said = ""
    for literal, name, _, _ in Formatter().parse(chinese):
        said = _joined(said, literal)
        if name is not None:
            said = _joined(said, gaps[name] or "")
    return said


def _joined(left: str, right: str) -> str:
    edge = left[-2:] + right[:2]
    if _SPACE_TOO_MANY.fullmatch(edge):
        return left.rstrip() + right.lstrip()
    before, after = left[-1:], right[:1]
    lacking = (_HAN.match(before) and _LATIN.match(after)) or (
        _LATIN.match(before) and _HAN.match(after)
    )
    return f"{left} {right}" if lacking else left + right
