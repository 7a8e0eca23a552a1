"""Situations of a file of JSON lines become questions; every fault is reported with its line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from router.domain.questions import Question
from router.errors import Fault, InputError
from router.exports.json_read import FaultList, parse_json, read_text, validate
from router.exports.situation_build import build_question
from router.exports.situation_models import SituationModel
from router.exports.situation_reader import Reader
from router.exports.situation_words import Words

__all__ = ["ReadQuestions", "question_from", "read_situations"]

_KIND = "a file of situations"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuestions:
    """What a file asks.

    Parameters
    ----------
    questions
        Of the lines that could be read, in order.
    faults
        What is wrong with the others.
    """

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]


def read_situations(path: Path, words: Words) -> ReadQuestions:
    """Read a file of situations, one JSON object per line.

    Parameters
    ----------
    path
        UTF-8; empty lines are passed over.
    words
        How the texts in it are read.

    Returns
    -------
    ReadQuestions
        Lines with a fault are left out, and the others go on.

    Raises
    ------
    InputError
        If the file cannot be opened, or holds nothing.
    """
    text = read_text(path, FaultList(path.name, _KIND))
    questions: list[Question] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = question_from(line, words, path.name, row=number)
        except InputError as error:
            faults.extend(replace(fault, row=number) for fault in error.faults)
            continue
        first = seen.setdefault(question.question_id, number)
        if first != number:
            faults.append(
                Fault(
                    file=path.name,
                    row=number,
                    column="id",
                    value=question.question_id,
                    problem=f"line {first} has this id already",
                    fix="Give every situation an id of its own.",
                )
            )
            continue
        questions.append(question)
    if not questions and not faults:
        raise InputError(f"{path.name} holds no situation; write one JSON object per line")
    return ReadQuestions(questions=tuple(questions), faults=tuple(faults))


def question_from(text: str, words: Words, file: str, *, row: int = 0) -> Question:
    """Read one situation.

    Parameters
    ----------
    text
        One JSON object.
    words
        How the texts in it are read.
    file
        Its name, for messages.
    row
        Its line, for messages.

    Returns
    -------
    Question
        With the names of its profiles, which are not loaded yet.

    Raises
    ------
    InputError
        With every fault and its path.
    """
    faults = FaultList(file, "a situation")
    model = validate(SituationModel, parse_json(text, faults), faults)
    question = build_question(model, Reader(words, faults), row)
    if question is None:
        raise faults.error()
    return question
