"""How far one answer is trusted: the service's own word, and what of the question it repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from router.domain.places import Address, Grade, Place, great_circle_m
from router.geocoding.keys import class_key, word_class
from router.geocoding.normalise import has_cjk, spelled_key, tokenise
from router.geocoding.parsing.text import simplified
from router.geocoding.services.answers import Answer
from router.geocoding.services.levels import Kind, Level, lower_step
from router.geocoding.services.question import (
    Area,
    Stated,
    area_core,
    numbers_in,
    plain,
    stated_in,
)

__all__ = ["Judged", "judged"]

ELSEWHERE = 0.3
DOUBTED = 0.6
ONLY_THE_STREET_M = 400.0
ONLY_THE_LANE_M = 150.0
NEXT_DOOR, NEXT_DOOR_M = 0.75, 60.0
# Trust in an answer without a level, by what of the question it repeats.
TRUST = {
    Grade.DOOR: (0.85, 40.0),
    Grade.STREET: (0.65, ONLY_THE_STREET_M),
    Grade.PLACE: (0.5, 1_000.0),
    Grade.LOCALITY: (0.3, 5_000.0),
}
FURNITURE = re.compile(r"[()·\-号栋幢座楼室单元层]|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer with what is to be thought of it.

    Parameters
    ----------
    place
        Where, and how far it is trusted.
    doubt
        What is doubtful about it, in words; empty if nothing is.
    said
        The service's own word about its precision.
    """

    place: Place
    doubt: str = ""
    said: str = ""


def judged(answer: Answer, address: Address, source: str) -> Judged:
    """Grade an answer.

    Parameters
    ----------
    answer
        As read.
    address
        What was asked.
    source
        The service.

    Returns
    -------
    Judged
        The place, and what is doubtful about it.

    Notes
    -----
    The service's level gives grade, radius and the most that its word is worth. Then the answer
    must repeat the question: its divisions (a stated city or district that the answer does not
    lie in ends at 0.3), the house number for a door (another number is the street only, none at
    all is a doubt), the street that it names, the name of a compound or place, or that a crossing
    was asked for. Each doubt keeps the score at 0.6 at most, below the usual threshold. A service
    that repeats nothing (Tianditu, Baidu) is held to 0.75, and must lie where the stated divisions
    can reach.
    """
    if answer.level is None:
        return _by_words(answer, address, source)
    stated = stated_in(address)
    level, doubts = (_compared if answer.proves else _placed)(answer, stated, answer.level)
    if level.kind is Kind.AREA or level.grade in (Grade.STREET, Grade.LOCALITY):
        doubts.append("only roughly known")
    elif level.score < DOUBTED + 0.1 and not doubts:
        doubts.append("the service itself is not sure")
    place = _place(answer, level.grade, level.score, level.error_m, source)
    return Judged(place=place, doubt="; ".join(doubts), said=answer.said)


def _compared(answer: Answer, stated: Stated, level: Level) -> tuple[Level, list[str]]:
    """Lower a level by what the answer does not repeat."""
    doubts: list[str] = []
    score, grade, error_m = level.score, level.grade, level.error_m
    if level.kind is Kind.DOOR:
        grade, most, least_m, doubt = _number_of(answer, stated)
        score, error_m = min(score, most), max(error_m, least_m)
        doubts += [doubt] if doubt else []
    elif level.kind is Kind.NAMED and not _names(answer.name, stated.text):
        score = min(score, DOUBTED)
        doubts.append("it answers with another name")
    elif level.kind is Kind.CROSSING and not stated.crossing:
        score = min(score, DOUBTED)
        doubts.append("it answers with a crossing")
    if answer.street and level.kind is Kind.DOOR and not _same_street(answer.street, stated):
        score = min(score, DOUBTED)
        doubts.append("it answers with another street")
    elsewhere = [area.name for area in stated.areas if not _lies_in(area, answer)]
    if elsewhere and answer.areas:
        score = min(score, ELSEWHERE)
        doubts.insert(0, f"it does not lie in {elsewhere[0]}")
    return Level(level.kind, grade, score, error_m), doubts


def _placed(answer: Answer, stated: Stated, level: Level) -> tuple[Level, list[str]]:
    """Lower a level if the point lies far from the stated divisions: there is nothing else."""
    for area in stated.areas:
        near = [great_circle_m(answer.coordinate, one) <= area.reach_m for one in area.centres]
        if near and not any(near):
            lowered = replace(level, score=min(level.score, ELSEWHERE))
            return lowered, [f"it lies far from {area.name}"]
    return level, []


def _number_of(answer: Answer, stated: Stated) -> tuple[Grade, float, float, str]:
    """Compare house numbers: the grade, the most that it is worth, the least radius, the doubt."""
    asked = (*stated.lane, *stated.number)
    found = numbers_in(answer.number) or _tail_numbers(answer)
    if found == asked or not (asked or found):
        return Grade.DOOR, 1.0, 0.0, ""
    if not asked:
        return Grade.STREET, DOUBTED, ONLY_THE_STREET_M, "no house number was asked for"
    if not found:
        return Grade.DOOR, DOUBTED, 0.0, "it does not repeat the house number"
    if stated.lane and found == stated.lane:
        return Grade.PLACE, DOUBTED, ONLY_THE_LANE_M, "it knows the lane only"
    bases = [number.lstrip("甲乙丙丁附") for number in stated.number[:2]]
    if not stated.lane and found[0] in bases and len(found) == 1:
        return Grade.INTERPOLATED, NEXT_DOOR, NEXT_DOOR_M, ""  # 12 for 12之1, 甲12 or 12-14
    return (
        Grade.STREET,
        lower_step(DOUBTED),
        ONLY_THE_STREET_M,
        "it answers with another house number",
    )


def _lies_in(stated: Area, answer: Answer) -> bool:
    """Tell whether a stated division is one of the answer's."""
    found = [plain(area) for area in answer.areas]
    if any(area_core(name) in area for name in stated.meant for area in found):
        return True
    # A city without districts (东莞), or an answer that ends at the city.
    return stated.district and not answer.district


def _same_street(street: str, stated: Stated) -> bool:
    """Tell whether an answer's street is the one asked for; 望京街 is not 望京街道."""
    found = plain(street)
    if stated.road:
        return found in stated.road or stated.road in found
    return bool(re.search(re.escape(found) + "(?!道)", stated.text))


def _names(name: str, text: str) -> bool:
    """Tell whether the question names what was found: whole, or all but what is around it."""
    whole = plain(name)
    core = FURNITURE.sub("", whole)
    if len(core) < 2:
        return bool(whole) and whole in text
    return whole in text or core in text


def _tail_numbers(answer: Answer) -> tuple[str, ...]:
    """Return the house number in the text of an answer that has no field for it."""
    found = re.search(r"(?:\d+弄)?\d+(?:[之-]\d+)*号(?!楼)", plain(answer.matched))
    return numbers_in(found.group()) if found else ()


def _by_words(answer: Answer, address: Address, source: str) -> Judged:
    """Grade an answer of a service without levels by how much of the question it repeats."""
    if has_cjk(address.text):
        return _by_characters(answer, stated_in(address), source)
    grade = _shared_grade(address.text, answer.matched)
    score, error_m = TRUST[grade]
    for stated in (address.city, address.district, address.postcode):
        if stated and spelled_key(stated) not in spelled_key(answer.matched):
            score = min(score, 0.4)
    return Judged(place=_place(answer, grade, score, error_m, source))


def _by_characters(answer: Answer, stated: Stated, source: str) -> Judged:
    """Grade a Chinese answer of a service without levels by what of the question it repeats."""
    matched = plain(answer.matched)
    names = filter(None, (stated.road, stated.compound))
    # What ends there is a name of its own: 望京街 is no part of 望京街道.
    ends = r"(?=$|[^一-鿿]|[一二三四五六七八九十]+[号段])"
    named = any(re.search(re.escape(name) + ends, simplified(answer.matched)) for name in names)
    numbers = (*stated.lane, *stated.number)
    grade = Grade.STREET if named else Grade.LOCALITY
    if named and numbers and set(numbers) <= set(numbers_in(answer.matched)):
        grade = Grade.DOOR
    score, error_m = TRUST[grade]
    for area in stated.areas:
        if not any(area_core(name) in matched for name in area.meant):
            score = min(score, ELSEWHERE)
    return Judged(place=_place(answer, grade, score, error_m, source))


def _shared_grade(asked: str, matched: str) -> Grade:
    """Grade an answer by whether it repeats the number and a word of the street."""
    words, answer = tokenise(asked), tokenise(matched)
    numbers = {word.text for word in answer if word.text[0].isdigit()}
    known = {word_class(word.text, word.dotted) for word in answer if not word.text[0].isdigit()}
    whole = class_key(answer)
    first = [word for word in words if word.part == words[0].part] if words else []
    names = [w for w in first if not w.text[0].isdigit() and len(w.text) > 2]
    shared = any(
        word_class(word.text, word.dotted) in known or word_class(word.text, word.dotted) in whole
        for word in names
    )
    if not shared:
        return Grade.LOCALITY
    house = next((word.text for word in first if word.is_number), "")
    if not house:
        return Grade.PLACE
    return Grade.DOOR if house in numbers else Grade.STREET


def _place(answer: Answer, grade: Grade, score: float, error_m: float, source: str) -> Place:
    matched = answer.matched
    if answer.said and (not answer.proves or not matched):
        # The text is the question or the level: say that the service says no more.
        matched = f"{matched} ({answer.said})" if has_cjk(matched) else answer.said
    return Place(
        coordinate=answer.coordinate,
        grade=grade,
        score=score,
        error_m=error_m,
        matched=matched,
        source=source,
    )
