"""One situation in its file's shape becomes a question in ours; its texts are read as words."""

from __future__ import annotations

from datetime import datetime, timedelta

from router.domain.places import Coordinate
from router.domain.questions import Question
from router.domain.standing import Notice, Standing
from router.domain.verdicts import AgentFacts
from router.exports.situation_models import AgentModel, NoticeModel, SituationModel
from router.exports.situation_past import Past, read_past
from router.exports.situation_reader import Reader
from router.exports.situation_words import read_channel, read_said

__all__ = ["build_question"]


def build_question(model: SituationModel, reader: Reader, row: int) -> Question | None:
    """Read a situation.

    Parameters
    ----------
    model
        As it stands in the file.
    reader
        Of its texts; what is wrong is collected there, with its path.
    row
        Its line.

    Returns
    -------
    Question or None
        None if there is a fault.
    """
    visit = model.visit
    reader.zone = reader.zone_named("visit.time_zone", visit.time_zone)
    start = reader.moment("visit.start", visit.start)
    place = reader.text("visit.place_type", visit.place_type, reader.words.place_type)
    if start is not None and reader.zone is None:
        reader.zone = start.tzinfo
    past = read_past(model, reader, start)
    standing = _standing(model, past, reader, start)
    agents = [_agent(f"agents[{n}]", one, reader) for n, one in enumerate(model.agents)]
    now = None if model.now is None else reader.moment("now", model.now)
    holidays = [
        (reader.day(f"holidays[{n}].date", one.date), one.name, one.kind)
        for n, one in enumerate(model.holidays)
    ]
    at = visit.coordinate
    if reader.faults.faults or start is None or place is None or standing is None:
        return None
    assert reader.zone is not None
    return Question(
        question_id=model.id,
        profiles=None if model.profile is None else tuple(model.profile),
        humane=model.humane,
        loosenings=model.loosen or "",
        country=model.country or "",
        subdivision=model.subdivision or "",
        holidays=tuple((day, name, kind) for day, name, kind in holidays if day is not None),
        start=start,
        duration=timedelta(seconds=round(visit.duration_min * 60)),
        zone=reader.zone,
        zone_name=visit.time_zone or "",
        place_type=place,
        standing=standing,
        outcomes=past.outcomes,
        releases=past.releases,
        agents=tuple(agents),
        coordinate=None if at is None else Coordinate(at.lat, at.lon),
        now=now,
        row=row,
    )


def _standing(
    model: SituationModel, past: Past, reader: Reader, start: datetime | None
) -> Standing | None:
    borrower, words = model.borrower, reader.words
    stage = reader.text("borrower.stage", borrower.stage, words.stage)
    prior = [
        (reader.text(f"borrower.prior.{name}", name, read_channel), number)
        for name, number in borrower.prior.items()
    ]
    languages = reader.union("borrower.languages", borrower.languages, words.languages)
    working = reader.windows("borrower.working_hours", borrower.working_hours, words.windows)
    not_at = reader.windows("borrower.not_at", borrower.not_at, words.bad_times)
    not_before = reader.day("borrower.not_before", borrower.not_before)
    return_by = reader.day("borrower.return_by", borrower.return_by)
    flags = reader.union("borrower.flags", borrower.flags, words.flags)
    consents = reader.union("borrower.consents", borrower.consents, words.consents)
    notice = None if model.notice is None else _notice(model.notice, reader, start)
    if stage is None:
        return None
    return Standing(
        case_id=model.visit.case_id,
        borrower_id=borrower.borrower_id,
        stage=stage,
        flags=flags,
        consents=consents,
        holds=past.holds,
        history=past.history,
        prior=tuple((channel, number) for channel, number in prior if channel is not None),
        notice=notice,
        working_hours=working,
        not_at=not_at,
        area=model.visit.area,
        languages=languages,
        not_before=not_before,
        return_by=return_by,
    )


def _agent(path: str, model: AgentModel, reader: Reader) -> AgentFacts:
    return AgentFacts(
        agent_id=model.agent_id,
        people=model.people,
        certificates=tuple(
            (name, reader.day(f"{path}.certificates.{name}", until))
            for name, until in model.certificates.items()
        ),
        languages=reader.union(f"{path}.languages", model.languages, reader.words.languages),
        areas=frozenset(model.areas),
        pairs_with=frozenset(model.pairs_with),
    )


def _notice(model: NoticeModel, reader: Reader, visit: datetime | None) -> Notice | None:
    named = reader.moment("notice.start", model.start) if model.start else None
    end = reader.moment("notice.end", model.end) if model.end else None
    sent = reader.moment("notice.sent", model.sent) if model.sent else None
    says = [reader.text(f"notice.says[{n}]", t, read_said) for n, t in enumerate(model.says)]
    if model.end and not model.start:
        reader.faults.add("notice.end", "an end without a start", "Add notice.start.")
    if named and end and end.timestamp() < named.timestamp():
        reader.faults.add("notice.end", "it lies before notice.start", "Correct one of them.")
    if model.sent is None and not model.confirmed:
        fix = "Say when the borrower was told, or leave out notice."
        reader.faults.add("notice.sent", "is missing", fix)
    sent = sent or visit
    if sent is None:
        return None
    return Notice(
        sent=sent,
        start=named,
        end=end,
        says=frozenset(word for word in says if word is not None),
        confirmed=model.confirmed,
    )
