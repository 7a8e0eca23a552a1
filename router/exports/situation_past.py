"""The past of one situation: holds and who ended them, approaches, and what came of visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.hold_reasons import hold_reason
from router.domain.memory import Release
from router.domain.outcomes import Met, Outcome, outcome_codes
from router.domain.times import days_later
from router.exports.situation_models import ApproachModel, HoldModel, SituationModel
from router.exports.situation_reader import Reader
from router.exports.situation_words import read_channel, read_code

__all__ = ["Past", "read_past"]

NOT_MET = "ACC"  # a visit that reached nobody, of which no more is said: fruitless, in any band


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a situation says of earlier days.

    Parameters
    ----------
    holds
        As stated, without those that ended before they could matter.
    history
        All approaches.
    outcomes
        What came of those visits of which it is stated; an outcome without a case, or of a
        situation without one, is of the case that is asked about.
    releases
        By whom, when and why something was ended, up to the day of the visit.
    """

    holds: tuple[Hold, ...]
    history: tuple[Attempt, ...]
    outcomes: tuple[Outcome, ...]
    releases: tuple[Release, ...]


def read_past(model: SituationModel, reader: Reader, start: datetime | None) -> Past:
    """Read what a situation says of earlier days.

    Parameters
    ----------
    model
        The situation.
    reader
        Of its texts; it collects the faults.
    start
        Of the visit; None if it cannot be read.

    Returns
    -------
    Past
        Without what cannot be read.
    """
    holds: list[Hold] = []
    releases: list[Release] = []
    for number, hold in enumerate(model.borrower.holds):
        path = f"borrower.holds[{number}]"
        stated = _hold(path, hold, reader)
        if stated is not None:
            holds.append(stated)
        if hold.released is not None and start is not None:
            release = _release(path, hold, model, reader, start)
            if release is not None:
                releases.append(release)
    history: list[Attempt] = []
    outcomes: list[Outcome] = []
    for number, approach in enumerate(model.borrower.history):
        path = f"borrower.history[{number}]"
        until = reader.day(f"{path}.until", approach.until)
        attempt = _attempt(path, approach, model.borrower.borrower_id, reader)
        if attempt is not None:
            history.append(attempt)
            if approach.outcome and attempt.channel is Channel.VISIT:
                outcomes.append(_outcome(attempt, until, model))
    return Past(
        holds=tuple(holds),
        history=tuple(history),
        outcomes=tuple(outcomes),
        releases=tuple(releases),
    )


def _hold(path: str, model: HoldModel, reader: Reader) -> Hold | None:
    """Read a hold; None for one that was released before it could matter."""
    since = reader.day(f"{path}.since", model.since)
    until = reader.day(f"{path}.until", model.until)
    if model.due:
        until = _last_day(path, model, reader)
    if since is not None and until is not None and until < since:
        reader.faults.add(f"{path}.until", "a hold ends before it begins", "Correct a date.")
    released = model.released
    if released is not None:
        if released.when is None:
            return None
        ended = reader.day(f"{path}.released.when", released.when[:10])
        if ended is not None:
            last = ended - timedelta(days=1)
            until = last if until is None else min(until, last)
    return Hold(hold_reason(model.reason).reason, until, source=model.source or "file", since=since)


def _last_day(path: str, model: HoldModel, reader: Reader) -> date | None:
    """Return the last day of a hold that waits for something that is due on a day."""
    due = reader.day(f"{path}.due", model.due)
    grace = hold_reason(model.reason).grace_days
    if model.until:
        reader.faults.add(f"{path}.due", "until is given as well", "Leave out one of them.")
    elif grace is None:
        problem = "nothing is due with such a hold"
        reader.faults.add(f"{path}.due", problem, "Write until, its last day.", model.reason)
    return None if due is None else days_later(due, grace or 0)


def _release(
    path: str, hold: HoldModel, model: SituationModel, reader: Reader, start: datetime
) -> Release | None:
    """Read who ended a hold; None if that is later than the day of the visit."""
    assert hold.released is not None
    when, text = start, hold.released.when
    if text is not None and ":" in text:
        when = reader.moment(f"{path}.released.when", text) or start
    elif text is not None:
        day = reader.day(f"{path}.released.when", text)
        when = start if day is None else datetime.combine(day, time.max, reader.zone)
    if when.astimezone(reader.zone).date() > start.astimezone(reader.zone).date():
        return None
    return Release(
        case_id=_this_case(model),
        borrower_id=model.borrower.borrower_id,
        reason=hold.reason,
        by=hold.released.by,
        why=hold.released.reason,
        when=when,
    )


def _this_case(model: SituationModel) -> str:
    return model.visit.case_id or model.id


def _outcome(attempt: Attempt, until: date | None, model: SituationModel) -> Outcome:
    # As with caps: a debt that is not known may be the one that is asked about.
    known = attempt.case_id and model.visit.case_id
    return Outcome(
        case_id=attempt.case_id if known else _this_case(model),
        borrower_id=attempt.borrower_id,
        when=attempt.when,
        code=attempt.code,
        until=until,
        place_type=attempt.place_type,
    )


def _attempt(path: str, model: ApproachModel, borrower_id: str, reader: Reader) -> Attempt | None:
    when = reader.moment(f"{path}.when", model.when)
    channel = reader.text(f"{path}.channel", model.channel, read_channel)
    place = (
        reader.text(f"{path}.place_type", model.place_type, reader.words.place_type)
        if model.place_type is not None
        else None
    )
    code = reader.text(f"{path}.outcome", model.outcome, read_code) if model.outcome else ""
    if when is None or channel is None or code is None:
        return None
    _contradictions(path, model, code, channel, reader)
    if not code and channel is Channel.VISIT and model.reached is False and not model.planned:
        code = NOT_MET
    return Attempt(
        borrower_id=borrower_id,
        when=when,
        channel=channel,
        case_id=model.case_id,
        place_type=place,
        code=code,
        reached=bool(model.reached) and not code,
    )


def _contradictions(
    path: str, model: ApproachModel, code: str, channel: Channel, reader: Reader
) -> None:
    if model.planned and (code or model.reached):
        fix = "Leave out planned once there is an outcome."
        reader.faults.add(f"{path}.planned", "what has an outcome is not planned any more", fix)
    if model.planned and channel is not Channel.VISIT:
        fix = "Leave it out for other channels."
        reader.faults.add(f"{path}.planned", "only visits are planned", fix)
    if code and model.reached is not None:
        met = outcome_codes()[code].met
        if met is not Met.EITHER and (met is Met.YES) != model.reached:
            fix = "Leave out reached: the outcome says it."
            reader.faults.add(f"{path}.reached", f"the outcome {code} says otherwise", fix)
