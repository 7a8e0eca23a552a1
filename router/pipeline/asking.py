"""Questions to the rules: their laws are put together once each, and every one is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from router.domain.profiles import Profile
from router.domain.questions import Question
from router.domain.verdicts import Law, Situation, Verdict
from router.errors import Fault, InputError
from router.exports.situation_read import question_from, read_situations
from router.exports.situation_words import Words
from router.exports.verdict_lines import verdict_lines, verdict_model
from router.intake.clock import parse_bad_times, parse_windows
from router.intake.dates import parse_date
from router.intake.languages import parse_languages
from router.intake.moments import parse_moment
from router.intake.rule_words import parse_consents, parse_flags
from router.intake.words import parse_place_type, parse_stage
from router.rules import (
    after_outcomes,
    country_of_zone,
    judge,
    load_profile,
    make_law,
    profile_of_country,
)
from router.rules.daylight import main_city
from router.rules.holiday_files import with_own_days

__all__ = ["Answer", "Asked", "ask_file", "ask_one"]

LAST_YEAR = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with its answer.

    Parameters
    ----------
    question
        What was asked.
    law
        Under which it was judged.
    verdict
        The answer.
    """

    question: Question
    law: Law
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of a file of situations.

    Parameters
    ----------
    answers
        In the order of the file.
    faults
        Lines that could not be answered.
    text
        The answers as JSON lines.
    """

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    text: str


def ask_file(path: Path, profile_files: Sequence[Path] = ()) -> Asked:
    """Answer every situation of a file of JSON lines.

    Parameters
    ----------
    path
        The file.
    profile_files
        Own profiles, which situations name by their ids.

    Returns
    -------
    Asked
        Lines with a fault are left out, and the others are answered.

    Raises
    ------
    InputError
        If the file or one of the own profiles cannot be read, or no line can be answered.
    """
    bench = _Bench(path.parent, profile_files)
    read = read_situations(path, _words())
    faults = list(read.faults)
    answers: list[Answer] = []
    for question in read.questions:
        try:
            answers.append(bench.answer(question))
        except InputError as error:
            faults.extend(_of_line(error, path.name, question))
    faults.sort(key=lambda fault: fault.row)
    if not answers:
        raise InputError(f"{path.name}: no situation can be answered", faults)
    models = (verdict_model(one.question.question_id, one.verdict, one.law) for one in answers)
    return Asked(answers=tuple(answers), faults=tuple(faults), text=verdict_lines(models))


def ask_one(text: str, *, file: str, folder: Path, profile_files: Sequence[Path] = ()) -> Answer:
    """Answer one situation.

    Parameters
    ----------
    text
        One JSON object.
    file
        Where it comes from, for messages.
    folder
        From which paths in it are seen.
    profile_files
        Own profiles, which it may name by their ids.

    Returns
    -------
    Answer
        With the law.

    Raises
    ------
    InputError
        With every fault of the situation, or of a profile.
    """
    question = question_from(text, _words(), file)
    return _Bench(folder, profile_files).answer(question)


class _Bench:
    """Judges questions; a law that several of them need is put together once."""

    def __init__(self, folder: Path, profile_files: Sequence[Path]) -> None:
        self._folder = folder
        self._own = {one.profile_id: one for one in map(load_profile, profile_files)}
        self._laws: dict[object, Law] = {}
        self._files: dict[str, Profile] = {}

    def answer(self, question: Question) -> Answer:
        law = self._law(question)
        standing = after_outcomes(
            question.standing,
            question.standing.case_id or question.question_id,
            question.outcomes,
            question.releases,
            start=question.start,
            zone=question.zone,
        )
        coordinate, notes = question.coordinate, []
        if coordinate is None and "daylight" in standing.flags:
            coordinate = main_city(question.zone_name)
            if coordinate is not None:
                notes.append(
                    f"sunrise and sunset are those of the main city of {question.zone_name}"
                )
        verdict = judge(
            Situation(
                start=question.start,
                duration=question.duration,
                zone=question.zone,
                place_type=question.place_type,
                standing=standing,
                agents=question.agents,
                law=law,
                coordinate=coordinate,
                now=question.now,
                label=question.question_id,
            )
        )
        if notes:
            verdict = replace(verdict, warnings=(*verdict.warnings, *notes))
        return Answer(question=question, law=law, verdict=verdict)

    def _law(self, question: Question) -> Law:
        country = question.country or country_of_zone(question.zone_name)
        names = question.profiles
        if names is None:
            national = profile_of_country(country)
            names = (national,) if national else ()
        day = question.start.astimezone(question.zone).date()
        opened = day if question.loosenings else None
        key = (
            names,
            question.humane,
            question.loosenings,
            country,
            question.subdivision,
            day.year,
            opened,
            question.holidays,
        )
        if key not in self._laws:
            self._laws[key] = self._make(question, names, country, day, opened)
        return self._laws[key]

    def _make(
        self,
        question: Question,
        names: Sequence[str],
        country: str,
        day: date,
        opened: date | None,
    ) -> Law:
        years = range(day.year - 1, min(day.year + 2, LAST_YEAR + 1))
        law = make_law(
            [self._profile(name) for name in names],
            humane=question.humane,
            loosenings=self._folder / question.loosenings if question.loosenings else None,
            country=country,
            subdivision=question.subdivision,
            years=list(years),
            day=opened or day,
        )
        if question.holidays:
            calendar, changed = with_own_days(law.calendar, question.holidays, "holidays")
            law = replace(law, calendar=calendar, warnings=(*law.warnings, *changed))
        return law

    def _profile(self, name: str) -> str | Profile:
        """Return an own profile by its id or path; other names as they are."""
        if name in self._own:
            return self._own[name]
        path = self._folder / name
        if not name.endswith(".toml"):
            return name
        if name not in self._files:
            self._files[name] = load_profile(path)
        return self._files[name]


def _words() -> Words:
    return Words(
        moment=lambda text, zone: parse_moment(text, zone=zone),
        day=parse_date,
        windows=parse_windows,
        bad_times=parse_bad_times,
        place_type=parse_place_type,
        flags=parse_flags,
        consents=parse_consents,
        languages=parse_languages,
        stage=parse_stage,
    )


def _of_line(error: InputError, file: str, question: Question) -> list[Fault]:
    faults = error.faults or (Fault(file=file, problem=str(error), fix="Correct it."),)
    return [
        replace(
            fault,
            file=file,
            row=question.row,
            column=f"profile ({fault.file})" if fault.file != file else fault.column,
        )
        for fault in faults
    ]
