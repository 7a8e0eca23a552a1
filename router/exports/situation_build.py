"""One situation in its file's shape becomes a question in ours; its texts are read as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.hold_reasons import hold_reason
from router.domain.outcomes import Met, outcome_codes
from router.domain.places import Coordinate
from router.domain.questions import Question
from router.domain.standing import Notice, Standing
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.exports.json_read import FaultList
from router.exports.situation_models import (
    AgentModel,
    ApproachModel,
    BorrowerModel,
    HoldModel,
    NoticeModel,
    SituationModel,
)
from router.exports.situation_words import Words, read_channel, read_code, read_said

__all__ = ["QuestionBuilder"]

NOT_MET = "ACC"  # a visit that reached nobody, of which no more is said: fruitless, in any band

T = TypeVar("T")


class QuestionBuilder:
    """Reads one situation; what is wrong is collected with its path.

    Parameters
    ----------
    words
        How its texts are read.
    faults
        Where faults are reported.
    """

    def __init__(self, words: Words, faults: FaultList) -> None:
        self._words = words
        self._faults = faults
        self._zone: tzinfo | None = None

    def build(self, model: SituationModel, row: int) -> Question | None:
        """Read a situation.

        Parameters
        ----------
        model
            As it stands in the file.
        row
            Its line.

        Returns
        -------
        Question or None
            None if there is a fault.
        """
        visit = model.visit
        self._zone = self._zone_of(visit.time_zone)
        start = self._moment("visit.start", visit.start)
        place = self._read("visit.place_type", visit.place_type, self._words.place_type)
        if start is not None and self._zone is None:
            self._zone = start.tzinfo
        standing = self._standing(model, start)
        agents = [self._agent(f"agents[{n}]", one) for n, one in enumerate(model.agents)]
        now = None if model.now is None else self._moment("now", model.now)
        holidays = [
            (self._read(f"holidays[{n}].date", one.date, self._words.day), one.name, one.kind)
            for n, one in enumerate(model.holidays)
        ]
        at = visit.coordinate
        if self._faults.faults or start is None or place is None or standing is None:
            return None
        assert self._zone is not None
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
            zone=self._zone,
            zone_name=visit.time_zone or "",
            place_type=place,
            standing=standing,
            agents=tuple(agent for agent in agents if agent is not None),
            coordinate=None if at is None else Coordinate(at.lat, at.lon),
            now=now,
            row=row,
        )

    def _zone_of(self, name: str | None) -> tzinfo | None:
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fix = "Write an IANA name such as Asia/Shanghai."
            self._faults.add("visit.time_zone", "this time zone is not known", fix, name)
            return UTC  # so that the other faults are found as well

    def _read(self, path: str, text: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(text)
        except ValueError as error:
            fix = getattr(error, "fix", "Correct it.")
            self._faults.add(path, str(error), fix, text)
            return None

    def _moment(self, path: str, text: str) -> datetime | None:
        def read(written: str) -> datetime:
            if ":" not in written:
                raise ValueError("the time of day is missing")
            return self._words.moment(written, self._zone)

        return self._read(path, text, read)

    def _union(
        self, path: str, texts: Sequence[str], read: Callable[[str], frozenset[str]]
    ) -> frozenset[str]:
        found = [self._read(f"{path}[{n}]", text, read) for n, text in enumerate(texts)]
        return frozenset().union(*(one for one in found if one is not None))

    def _windows(
        self, path: str, texts: Sequence[str], read: Callable[[str], tuple[DailyWindow, ...]]
    ) -> tuple[DailyWindow, ...]:
        found = [self._read(f"{path}[{n}]", text, read) for n, text in enumerate(texts)]
        return tuple(window for one in found if one is not None for window in one)

    def _standing(self, model: SituationModel, start: datetime | None) -> Standing | None:
        borrower, words = model.borrower, self._words
        stage = self._read("borrower.stage", borrower.stage, words.stage)
        holds = [self._hold(f"borrower.holds[{n}]", one) for n, one in enumerate(borrower.holds)]
        history = [
            self._attempt(f"borrower.history[{n}]", one, borrower)
            for n, one in enumerate(borrower.history)
        ]
        prior = [
            (self._read(f"borrower.prior.{name}", name, read_channel), number)
            for name, number in borrower.prior.items()
        ]
        languages = self._union("borrower.languages", borrower.languages, words.languages)
        working = self._windows("borrower.working_hours", borrower.working_hours, words.windows)
        not_at = self._windows("borrower.not_at", borrower.not_at, words.bad_times)
        flags = self._union("borrower.flags", borrower.flags, words.flags)
        consents = self._union("borrower.consents", borrower.consents, words.consents)
        notice = None if model.notice is None else self._notice(model.notice, start)
        if stage is None:
            return None
        return Standing(
            case_id=model.visit.case_id,
            borrower_id=borrower.borrower_id,
            stage=stage,
            flags=flags,
            consents=consents,
            holds=tuple(hold for hold in holds if hold is not None),
            history=tuple(one for one in history if one is not None),
            prior=tuple((channel, number) for channel, number in prior if channel is not None),
            notice=notice,
            working_hours=working,
            not_at=not_at,
            area=model.visit.area,
            languages=languages,
        )

    def _hold(self, path: str, model: HoldModel) -> Hold | None:
        """Read a hold; None for one that was released before it could matter."""
        day = self._words.day
        since = self._read(f"{path}.since", model.since, day) if model.since else None
        until = self._read(f"{path}.until", model.until, day) if model.until else None
        if since is not None and until is not None and until < since:
            self._faults.add(f"{path}.until", "a hold ends before it begins", "Correct a date.")
        released = model.released
        if released is not None:
            if released.when is None:
                return None
            ended = self._read(f"{path}.released.when", released.when[:10], day)
            if ended is not None:
                last = ended - timedelta(days=1)
                until = last if until is None else min(until, last)
        return Hold(
            hold_reason(model.reason).reason, until, source=model.source or "file", since=since
        )

    def _attempt(self, path: str, model: ApproachModel, borrower: BorrowerModel) -> Attempt | None:
        when = self._moment(f"{path}.when", model.when)
        channel = self._read(f"{path}.channel", model.channel, read_channel)
        place = (
            self._read(f"{path}.place_type", model.place_type, self._words.place_type)
            if model.place_type is not None
            else None
        )
        code = self._read(f"{path}.outcome", model.outcome, read_code) if model.outcome else ""
        if when is None or channel is None or code is None:
            return None
        self._contradiction(path, model, code, channel)
        if not code and channel is Channel.VISIT and model.reached is False and not model.planned:
            code = NOT_MET
        return Attempt(
            borrower_id=borrower.borrower_id,
            when=when,
            channel=channel,
            case_id=model.case_id,
            place_type=place,
            code=code,
            reached=bool(model.reached) and not code,
        )

    def _contradiction(self, path: str, model: ApproachModel, code: str, channel: Channel) -> None:
        if model.planned and (code or model.reached):
            fix = "Leave out planned once there is an outcome."
            self._faults.add(f"{path}.planned", "what has an outcome is not planned any more", fix)
        if model.planned and channel is not Channel.VISIT:
            fix = "Leave it out for other channels."
            self._faults.add(f"{path}.planned", "only visits are planned", fix)
        if code and model.reached is not None:
            met = outcome_codes()[code].met
            if met is not Met.EITHER and (met is Met.YES) != model.reached:
                fix = "Leave out reached: the outcome says it."
                self._faults.add(f"{path}.reached", f"the outcome {code} says otherwise", fix)

    def _agent(self, path: str, model: AgentModel) -> AgentFacts | None:
        certificates = [
            (name, self._read(f"{path}.certificates.{name}", until, self._words.day))
            if until is not None
            else (name, None)
            for name, until in model.certificates.items()
        ]
        return AgentFacts(
            agent_id=model.agent_id,
            people=model.people,
            certificates=tuple(certificates),
            languages=self._union(f"{path}.languages", model.languages, self._words.languages),
            areas=frozenset(model.areas),
        )

    def _notice(self, model: NoticeModel, visit: datetime | None) -> Notice | None:
        named = self._moment("notice.start", model.start) if model.start else None
        end = self._moment("notice.end", model.end) if model.end else None
        sent = self._moment("notice.sent", model.sent) if model.sent else None
        says = [self._read(f"notice.says[{n}]", t, read_said) for n, t in enumerate(model.says)]
        if model.end and not model.start:
            self._faults.add("notice.end", "an end without a start", "Add notice.start.")
        if named and end and end.timestamp() < named.timestamp():
            self._faults.add("notice.end", "it lies before notice.start", "Correct one of them.")
        if model.sent is None and not model.confirmed:
            fix = "Say when the borrower was told, or leave out notice."
            self._faults.add("notice.sent", "is missing", fix)
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
