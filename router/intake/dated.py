"""A word with the days between which it holds: ``dispute since 2026-11-01 until 2026-12-01``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from router.intake.cells import CellError
from router.intake.dates import DATE_PATTERN, parse_date

__all__ = ["Dated", "parse_dated"]

_DATE = re.compile(rf"(?<![0-9])(?:{DATE_PATTERN})")
_SINCE = r"since|from|as of|starting|自从|自|从"
_UNTIL = (
    r"(?:valid )?(?:until|till|thru|through|up to|to)|expires(?: on)?|expiry|有效期[至到]?"
    r"|截止[到至]?|直到|至|到|\.\.|->|[:@=~(-]"
)
_SINCE_BEFORE = re.compile(rf"[(,:]?\s*(?:{_SINCE})\s*$", re.I)
_UNTIL_BEFORE = re.compile(rf"[(,:]?\s*(?:{_UNTIL})\s*$", re.I)
_SINCE_BEHIND = re.compile(r"\s*(?:起|开始)")
_UNTIL_BEHIND = re.compile(r"\s*(?:为止|止|前|到期)")
_DANGLING = re.compile(rf"(?:^|[\s\u4e00-\u9fff])(?:{_SINCE}|{_UNTIL})\s*$|[:@=~(]\s*$", re.I)


class _Side(Enum):
    SINCE = auto()
    UNTIL = auto()
    OPEN = auto()  # no word says which


@dataclass(frozen=True, slots=True)
class Dated:
    """A word and the days on which it holds.

    Parameters
    ----------
    text
        The word, as written.
    since, until
        First and last day; None if none is written.
    """

    text: str
    since: date | None = None
    until: date | None = None


def parse_dated(item: str, *, fix: str) -> Dated:
    """Read a word with its days.

    Parameters
    ----------
    item
        In one width. A single date without a word before it is the last day.
    fix
        What to write instead, for faults.

    Returns
    -------
    Dated
        Its text holds no date and no dangling ``until``.

    Raises
    ------
    CellError
        If a date cannot be read, stands without a word, or the days are in the wrong order.
    """
    matches = list(_DATE.finditer(item))
    if len(matches) > 2:
        raise CellError("more than two dates", fix)
    text, found, rest = item, list[tuple[_Side, date]](), item
    for place, match in enumerate(matches):
        start = matches[place - 1].end() if place else 0
        stop = matches[place + 1].start() if place + 1 < len(matches) else len(item)
        side, before, behind = _side(rest[start : match.start()], item[match.end() : stop])
        if place == 0:
            text = before
        elif before.strip(" ,)"):
            raise CellError("something stands between the dates", fix)
        rest = item[: match.end()] + behind.rjust(stop - match.end()) + item[stop:]
        found.append((side, parse_date(match[0])))
        if place + 1 == len(matches) and behind.strip(" )"):
            raise CellError("something stands behind the date", fix)
    since, until = _in_order(found, fix)
    text = text.strip(" ,-(")
    if not text:
        raise CellError("a date without the word it belongs to", fix)
    if _DANGLING.search(text):
        raise CellError("the date cannot be read", fix)
    return Dated(text, since, until)


def _side(before: str, behind: str) -> tuple[_Side, str, str]:
    """Return which end a date is, and the texts beside it without the words that said so."""
    if word := _SINCE_BEHIND.match(behind):
        trimmed = _SINCE_BEFORE.sub("", before)
        return _Side.SINCE, trimmed, behind[word.end() :]
    if word := _UNTIL_BEHIND.match(behind):
        trimmed = _UNTIL_BEFORE.sub("", before)
        return _Side.UNTIL, trimmed, behind[word.end() :]
    if word := _SINCE_BEFORE.search(before):
        return _Side.SINCE, before[: word.start()], behind
    if word := _UNTIL_BEFORE.search(before):
        side = _Side.OPEN if word[0].strip(" ,") in tuple("(:@=-") else _Side.UNTIL
        return side, before[: word.start()], behind
    return _Side.OPEN, before, behind


def _in_order(found: list[tuple[_Side, date]], fix: str) -> tuple[date | None, date | None]:
    """Return first and last day."""
    sides = [side for side, _ in found]
    days = [day for _, day in found]
    if not found:
        return None, None
    if len(found) == 1:
        return (days[0], None) if sides[0] is _Side.SINCE else (None, days[0])
    if sides == [_Side.UNTIL, _Side.SINCE]:
        days.reverse()
    elif sides[0] is _Side.UNTIL or sides[1] is _Side.SINCE:
        raise CellError("two dates that say the same", fix)
    if days[1] < days[0]:
        raise CellError("it ends before it starts", fix)
    return days[0], days[1]
