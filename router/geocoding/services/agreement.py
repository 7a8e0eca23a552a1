"""How far one answer is trusted: the service's own word, and what of the question it repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from router.domain.places import Address, Grade, Place
from router.geocoding.chinese import plain_chinese
from router.geocoding.keys import class_key, word_class
from router.geocoding.normalise import has_cjk, spelled_key, tokenise
from router.geocoding.services.answers import Answer
from router.geocoding.services.levels import Kind, Level, lower_step
from router.geocoding.services.question import Stated, area_core, stated_in

__all__ = ["Judged", "judged"]

ELSEWHERE = 0.3
DOUBTED = 0.6
ONLY_THE_STREET_M = 400.0
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
    that repeats nothing (Tianditu, Baidu) is held to 0.75.
    """
    if answer.level is None:
        return _by_words(answer, address, source)
    level, doubts = answer.level, list[str]()
    if answer.proves:
        level, doubts = _compared(answer, stated_in(address), level)
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
        found = _digits(answer.number or _tail_number(answer))
        if stated.number and found and _digits(stated.number) != found:
            grade, error_m = Grade.STREET, max(error_m, ONLY_THE_STREET_M)
            score = min(score, lower_step(DOUBTED))
            doubts.append("it answers with another house number")
        elif stated.number and not found:
            score = min(score, DOUBTED)
            doubts.append("it does not repeat the house number")
    elif level.kind is Kind.NAMED and not _names(answer.name, stated.text):
        score = min(score, DOUBTED)
        doubts.append("it answers with another name")
    elif level.kind is Kind.CROSSING and not stated.crossing:
        score = min(score, DOUBTED)
        doubts.append("it answers with a crossing")
    if answer.street and level.kind is Kind.DOOR and not _names(answer.street, stated.text):
        score = min(score, DOUBTED)
        doubts.append("it answers with another street")
    elsewhere = [name for name in stated.areas if not _lies_in(name, answer.areas)]
    if elsewhere and answer.areas:
        score = min(score, ELSEWHERE)
        doubts.insert(0, f"it does not lie in {elsewhere[0]}")
    return Level(level.kind, grade, score, error_m), doubts


def _lies_in(stated: str, areas: Sequence[str]) -> bool:
    """Tell whether a stated division is one of the answer's."""
    core = area_core(stated)
    if any(core in plain_chinese(area) or area_core(area) in stated for area in areas):
        return True
    # A county-level city or a district may be all that the answer does not repeat.
    return stated.endswith(("区", "县", "旗")) and len(areas) < 3


def _names(name: str, text: str) -> bool:
    """Tell whether the question names what was found: whole, or all but what is around it."""
    plain = plain_chinese(name)
    core = FURNITURE.sub("", plain)
    if len(core) < 2:
        return bool(plain) and plain in text
    return plain in text or core in text


def _tail_number(answer: Answer) -> str:
    """Return the number at the end of an answer that has no field for it."""
    found = re.search(r"(\d+(?:[之-]\d+)*)号(?!楼)", plain_chinese(answer.matched))
    return found.group(1) if found else ""


def _digits(number: str) -> str:
    return "-".join(re.findall(r"\d+", plain_chinese(number)))


def _by_words(answer: Answer, address: Address, source: str) -> Judged:
    """Grade an answer of a service without levels by how much of the question it repeats."""
    grade = _shared_grade(address.text, answer.matched)
    score, error_m = TRUST[grade]
    for stated in (address.city, address.district, address.postcode):
        if stated and spelled_key(stated) not in spelled_key(answer.matched):
            score = min(score, 0.4)
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
