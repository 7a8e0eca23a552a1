"""Holds that a journal knows of, found again from what was recorded: outcomes and payments.

Only what holds beyond doubt is found: what lasts until a named person releases it, what has a last
day, and what was paid. That a case leaves the stage of visits is left to who plans the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.domain.cases import Hold
from router.domain.compliance import VisitFacts
from router.domain.memory import Memory
from router.domain.outcomes import Outcome
from router.domain.plan import PlanData
from router.domain.times import days_later

__all__ = ["with_remembered_holds"]

_OF_THE_PERSON = frozenset(
    {"vulnerable", "represented", "do-not-visit", "complaint", "deceased", "custody"}
)
_PAID = "paid"
_WHILE_KEPT = "plan"


def with_remembered_holds(data: PlanData, memory: Memory) -> PlanData:
    """Add to the facts of a plan the holds that follow from what was recorded.

    Parameters
    ----------
    data
        The plan.
    memory
        What was recorded before and after it was made. Only what happened before a visit counts
        for it.

    Returns
    -------
    PlanData
        With the same routes; as it is if it states no facts.

    Notes
    -----
    An agent may come a little before the time that was planned: what came of a planned visit
    itself, on its day, does not speak against it.
    """
    if data.compliance is None:
        return data
    starts = {
        made.visit_id: data.problem.instant(made.start_s)
        for route in data.routes
        for stop in route.stops
        for made in stop.visits
    }
    facts = tuple(
        replace(one, holds=(*one.holds, *_holds(one, data, starts[one.visit_id], memory)))
        if one.visit_id in starts
        else one
        for one in data.compliance.facts
    )
    return replace(data, compliance=replace(data.compliance, facts=facts))


def _holds(facts: VisitFacts, data: PlanData, start: datetime, memory: Memory) -> Iterator[Hold]:
    for outcome in memory.outcomes:
        before = outcome.when.astimezone(UTC) < start.astimezone(UTC)
        if before and not _is_its_own(outcome, facts, data):
            yield from _after(outcome, facts, memory)
    for payment in memory.payments:
        of_case = payment.case_id in facts.case_ids
        of_person = not payment.case_id and payment.borrower_id in facts.borrower_ids
        known = payment.when.astimezone(UTC) <= start.astimezone(UTC)
        if known and (of_case or of_person) and payment.settled is not False:
            since = _day(payment.when, facts)
            if not _released(_PAID, payment.case_id, payment.when, facts, memory):
                yield Hold(reason=_PAID, since=since, source="payment")


def _is_its_own(outcome: Outcome, facts: VisitFacts, data: PlanData) -> bool:
    planned_at = None if data.compliance is None else data.compliance.planned_at
    of_the_day = outcome.case_id in facts.case_ids and _day(outcome.when, facts) == data.day
    known = planned_at is not None and outcome.when.astimezone(UTC) < planned_at.astimezone(UTC)
    return of_the_day and not known


def _after(outcome: Outcome, facts: VisitFacts, memory: Memory) -> Iterator[Hold]:
    kind = outcome.kind
    of_person = kind.hold in _OF_THE_PERSON and outcome.borrower_id in facts.borrower_ids
    if not kind.hold or not (outcome.case_id in facts.case_ids or of_person):
        return
    if kind.hold == _WHILE_KEPT and outcome.until is not None:
        return  # whether it is kept is not for this code to say
    if _released(kind.hold, outcome.case_id, outcome.when, facts, memory):
        return
    until = outcome.until
    if kind.hold_days is not None:
        until = days_later(until or _day(outcome.when, facts), kind.hold_days)
    yield Hold(
        reason=kind.hold,
        until=until,
        since=_day(outcome.when, facts),
        source=f"outcome {outcome.code}",
        whole_borrower=of_person,
    )


def _released(
    reason: str, case_id: str, since: datetime, facts: VisitFacts, memory: Memory
) -> bool:
    return any(
        release.reason == reason
        and release.when.astimezone(UTC) >= since.astimezone(UTC)
        and (
            release.case_id == case_id
            if release.case_id
            else release.borrower_id in facts.borrower_ids
        )
        for release in memory.releases
    )


def _day(moment: datetime, facts: VisitFacts) -> date:
    try:
        return moment.astimezone(ZoneInfo(facts.zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.date()  # a zone that is none is reported where the facts are read
