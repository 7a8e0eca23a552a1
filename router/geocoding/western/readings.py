"""An address becomes readings: which words may be the street, which the number, what is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from router.geocoding.keys import spelled, window_keys
from router.geocoding.normalise import Token
from router.geocoding.numbers import HouseNumber, house_number
from router.geocoding.western.abbreviations import DIRECTIONS, NUMBER_WORDS, OR_WORDS, UNIT_WORDS

__all__ = ["Reading", "Run", "exact_readings", "loose_readings"]

LONGEST_STREET = 10  # words
LONGEST_HOUSE_NUMBER = 4  # letters and digits; what is longer before a street is a postcode
FRACTION = re.compile(r"[1-7]/[2-8]$")
SUFFIX_WORDS = frozenset({"bis", "ter", "quater"})


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one comma part that are neither street nor number.

    Parameters
    ----------
    words
        The words.
    behind_number
        Whether they follow the house number at once.
    before_street, behind_street
        Whether nothing stands between them and the street's name.
    """

    words: tuple[Token, ...]
    behind_number: bool
    before_street: bool = False
    behind_street: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an address.

    Parameters
    ----------
    words
        The street's name.
    numbers
        Ways to read the house number, the fullest first; empty if there is none.
    rest
        Everything else.
    passed_over
        The direction that had to be passed over to reach the number; else empty.
    either
        Whether the address names two numbers: "25 or 27".
    """

    words: tuple[Token, ...]
    numbers: tuple[HouseNumber, ...]
    rest: tuple[Run, ...]
    passed_over: str = ""
    either: bool = False


@dataclass(frozen=True, slots=True)
class _NumberSpot:
    """Where a house number stands: its words, and how it reads."""

    start: int
    stop: int
    numbers: tuple[HouseNumber, ...]
    passed_over: str = ""
    second: bool = False  # another number stands before the street


def exact_readings(tokens: Sequence[Token], names: Container[str]) -> tuple[Reading, ...]:
    """Return the readings whose street is a known name, the longest names first.

    Parameters
    ----------
    tokens
        The address.
    names
        Spelled keys and class keys of the region's streets.

    Returns
    -------
    tuple of Reading
        Readings with a number before those without one, per length of name.
    """
    windows = []
    for start, stop, whole, classes in window_keys(tokens, LONGEST_STREET):
        if whole in names or classes in names:
            windows.append((start, stop))
    windows.sort(key=lambda window: (window[0] - window[1], window[0]))
    found: list[Reading] = []
    for start, stop in windows[:16]:
        spots = list(_numbers_beside(tokens, start, stop))
        for spot in spots or [_NumberSpot(start, start, ())]:
            found.append(_reading(tokens, start, stop, spot))
    return tuple(found)


def loose_readings(
    tokens: Sequence[Token], is_place: Callable[[Sequence[Token]], bool]
) -> tuple[Reading, ...]:
    """Return readings by place alone: what stands before or behind a number may be a street.

    Parameters
    ----------
    tokens
        The address.
    is_place
        Whether some words name a town, a district or a postcode of the region.

    Returns
    -------
    tuple of Reading
        At most two dozen; the words of each lie in one comma part.
    """
    found: list[Reading] = []
    seen: set[tuple[int, int, int]] = set()
    for place, token in enumerate(tokens):
        if not token.is_number:
            continue
        for start, stop in _stretches(tokens, place, is_place):
            for spot in _numbers_beside(tokens, start, stop):
                mark = (start, stop, spot.start)
                if mark not in seen and len(spelled(tokens[start:stop])) >= 3:
                    seen.add(mark)
                    found.append(_reading(tokens, start, stop, spot))
    return tuple(found[:24])


def _stretches(
    tokens: Sequence[Token], place: int, is_place: Callable[[Sequence[Token]], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words that end before, or begin behind, the number at a place."""
    first, last = _part_around(tokens, place)
    before, behind = (first, place), (place + 1, last)
    if last - first == 1:  # the number has a part of its own: "Calle Mayor, 12"
        if first > 0:
            before = (_part_around(tokens, first - 1)[0], place)
        if last < len(tokens):
            behind = (last, _part_around(tokens, last)[1])
    start, stop = before
    while stop > start and tokens[stop - 1].text in NUMBER_WORDS:
        stop -= 1
    while start < stop:
        yield start, stop
        start = _behind_place(tokens, start, stop, is_place)
    start, stop = behind
    if start < stop and _is_suffix(tokens[start]):
        yield from _shortened(tokens, start + 1, stop, is_place)
    yield from _shortened(tokens, start, stop, is_place)


def _part_around(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """Return the first and the last but one place of the comma part around a place."""
    part = tokens[place].part
    first, last = place, place + 1
    while first > 0 and tokens[first - 1].part == part:
        first -= 1
    while last < len(tokens) and tokens[last].part == part:
        last += 1
    return first, last


def _behind_place(
    tokens: Sequence[Token],
    start: int,
    stop: int,
    is_place: Callable[[Sequence[Token]], bool],
) -> int:
    """Return where words go on behind a town or a long number; the stop if there is none."""
    for end in range(min(stop - 1, start + 5), start, -1):
        if is_place(tokens[start:end]):
            return end
    long_number = tokens[start].text.isdigit() and len(tokens[start].text) >= 4
    return start + 1 if long_number else stop


def _shortened(
    tokens: Sequence[Token],
    start: int,
    stop: int,
    is_place: Callable[[Sequence[Token]], bool],
) -> Iterator[tuple[int, int]]:
    """Yield a stretch, and what is left of it before a flat or a town."""
    if start >= stop:
        return
    yield start, stop
    for end in range(stop - 1, start, -1):
        cut = tokens[end].text in UNIT_WORDS or tokens[end].text[0].isdigit()
        if cut or any(is_place(tokens[end:tail]) for tail in range(stop, end, -1)):
            yield start, end


def _numbers_beside(tokens: Sequence[Token], start: int, stop: int) -> Iterator[_NumberSpot]:
    """Yield the house numbers that stand beside the words of a street, the one before it first.

    Where both are numbers, as in "297 West 12th Street #4", the second is a flat.
    """
    place = start - 1
    passed_over = ""
    if place >= 1 and tokens[place].text in DIRECTIONS and tokens[place - 1].is_number:
        place, passed_over = place - 1, tokens[place].text
    else:
        # "12 bis Rue", "105 1/2 Bank Street", "230 Rear B West 10th Street"
        back = place
        while back >= 1 and back > place - 3 and _belongs_to_number(tokens[back]):
            back -= 1
        if back >= 0 and tokens[back].is_number and back < place:
            place = back
    if place >= 0 and tokens[place].is_number and not _is_flat(tokens, place, stop):
        near = tokens[start].part - tokens[place].part
        opens = place == 0 or tokens[place - 1].part != tokens[place].part
        if near == 0 or (near == 1 and opens):
            spot = _spot(tokens, place, before=start)
            yield _NumberSpot(spot.start, spot.stop, spot.numbers, passed_over)
    before = place if place >= 0 and tokens[place].is_number and place >= start - 3 else -1
    place = stop
    while place < len(tokens) and _announces_number(tokens[place]):
        place += 1
    if place < len(tokens) and tokens[place].is_number:
        near = tokens[place].part - tokens[stop - 1].part
        if near == 0 or (near == 1 and _short_part(tokens, stop)):
            spot = _spot(tokens, place)
            # "89 Greenwich Avenue #3": where 89 is not known, 3 is still a flat.
            house = before >= 0 and _may_be_house(tokens, before, stop)
            yield _NumberSpot(spot.start, spot.stop, spot.numbers, second=house)


def _may_be_house(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Tell whether the number before a street may be the house, and the one behind it a flat."""
    opens = place == 0 or tokens[place - 1].part != tokens[place].part
    short = len(tokens[place].text) <= LONGEST_HOUSE_NUMBER
    return opens and short and not _is_flat(tokens, place, stop)


def _is_flat(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Tell the flat or floor of "Flat 3 Annankatu 6" and "2nd floor Annankatu 6" from a house."""
    if stop >= len(tokens) or not tokens[stop].is_number:
        return False
    if place >= 1 and tokens[place - 1].part == tokens[place].part:
        return tokens[place - 1].text in UNIT_WORDS
    return tokens[place].is_ordinal and tokens[place + 1].text in UNIT_WORDS


def _announces_number(token: Token) -> bool:
    """Tell whether a word such as "No." or "č. p." stands between street and number."""
    initial = token.dotted and len(token.text) == 1 and token.text.isalpha()
    return token.text in NUMBER_WORDS or initial


def _short_part(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the part that begins at a place holds no name, as in "Calle Mayor, 12, 3º B"."""
    opens = tokens[place - 1].part != tokens[place].part
    part = [token for token in tokens if token.part == tokens[place].part]
    return opens and all(
        token.text[0].isdigit()
        or len(token.text) <= 2
        or token.text in UNIT_WORDS
        or token.text in SUFFIX_WORDS
        or token.text in NUMBER_WORDS
        for token in part
    )


def _belongs_to_number(token: Token) -> bool:
    fraction = FRACTION.match(token.text) is not None
    return fraction or _is_suffix(token) or token.text in UNIT_WORDS


def _is_suffix(token: Token) -> bool:
    return token.text in SUFFIX_WORDS or (len(token.text) == 1 and token.text.isalpha())


def _spot(tokens: Sequence[Token], place: int, *, before: int | None = None) -> _NumberSpot:
    """Read the house number at a place, with the letter that may follow it before the street."""
    plain = house_number(tokens[place].text)
    last = len(tokens) if before is None else before
    following = tokens[place + 1] if place + 1 < last else None
    if following is None or following.part != tokens[place].part:
        return _NumberSpot(place, place + 1, (plain,))
    if FRACTION.match(following.text):
        half = house_number(f"{tokens[place].text} {following.text}")
        return _NumberSpot(place, place + 2, (half, plain))
    if _is_suffix(following):
        lettered = house_number(tokens[place].text + following.text)
        return _NumberSpot(place, place + 2, (lettered, plain))
    return _NumberSpot(place, place + 1, (plain,))


def _reading(tokens: Sequence[Token], start: int, stop: int, spot: _NumberSpot) -> Reading:
    """Collect the words that neither the street nor the number uses into runs."""
    used = set(range(start, stop)) | set(range(spot.start, spot.stop))
    if spot.numbers:  # words such as "No." between street and number
        low, high = sorted((spot.start, stop)) if spot.start >= stop else (spot.stop, start)
        used |= set(range(low, high))
        before = spot.start - 1  # "No. 35 Jane Street"
        if before >= 0 and before not in used and tokens[before].text in NUMBER_WORDS:
            used.add(before)
    runs: list[Run] = []
    words: list[Token] = []
    opened = -1
    for place, token in enumerate([*tokens, None]):
        ends = token is None or place in used or (words and words[-1].part != token.part)
        if ends and words:
            behind = (
                bool(spot.numbers)
                and opened == spot.stop
                and tokens[spot.stop - 1].part == words[0].part
            )
            runs.append(
                Run(
                    tuple(words),
                    behind,
                    place == start and words[-1].part == tokens[start].part,
                    opened == stop and words[0].part == tokens[stop - 1].part,
                )
            )
            words = []
        if token is not None and place not in used:
            opened = place if not words else opened
            words.append(token)
    return Reading(
        tuple(tokens[start:stop]),
        spot.numbers,
        tuple(runs),
        spot.passed_over,
        spot.second or _two_numbers(tokens, spot),
    )


def _two_numbers(tokens: Sequence[Token], spot: _NumberSpot) -> bool:
    """Tell whether "or" joins the house number and something else that may be one."""
    if not spot.numbers:
        return False
    start, stop = spot.start, spot.stop
    if start >= 2 and tokens[start - 1].text in OR_WORDS and tokens[start - 2].is_number:
        return True
    joined = stop + 1 < len(tokens) and tokens[stop].text in OR_WORDS
    postcode = joined and tokens[stop + 1].text.isdigit() and len(tokens[stop + 1].text) >= 5
    return joined and not postcode  # "12 OR 97301" is in Oregon
