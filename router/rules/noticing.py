"""Who must be told of the visits of a plan, by when, and in which words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from router.domain.channels import Channel
from router.domain.compliance import NoticeDue, VisitFacts
from router.domain.problem import Problem, Span, Visit
from router.domain.profiles import NoticeRule
from router.domain.route import PlannedVisit, Route
from router.domain.standing import Notice
from router.domain.times import TimeWindow
from router.domain.verdicts import Law
from router.rules.notice_words import Sender, language_for, notice_words

__all__ = ["agreed_span", "named_span", "notice_rules", "notices_due"]

ROUNDED_S = 15 * 60  # of a planned start
AROUND_S = 30 * 60  # it; agents are early or late
TOLD = frozenset({"purpose", "date_time", "rights"})


def notices_due(
    problem: Problem,
    routes: Sequence[Route],
    facts: Sequence[VisitFacts],
    law: Law,
    *,
    sender: Sender,
    planned_at: datetime | None = None,
    country: str = "",
    told: Mapping[str, Notice] = MappingProxyType({}),
) -> tuple[NoticeDue, ...]:
    """List the notices that the rules ask for.

    Parameters
    ----------
    problem, routes
        Of the plan.
    facts
        One per visit.
    law
        Under which the plan was made.
    sender
        Who tells.
    planned_at
        The moment of planning: who is not told yet will be told after it. None if it was not
        stated.
    country
        Of the region, for borrowers of whom no language is known.
    told
        Visit id to what its borrower was told of it.

    Returns
    -------
    tuple of NoticeDue
        The most urgent first; for a visit that settles several cases one, at its first case, and
        one for two agents who meet there.

    Notes
    -----
    The time that is named is the planned start to the quarter of an hour, half an hour more or less
    on each side, and no part of it in which the visit must not start: what is closed, or too soon
    after the notice. A time that was told is named as it was told. A confirmed time is named as it
    was confirmed; as it is notice itself, it is listed only with the moment at which it was told,
    and not at all if nobody knows when that was.
    """
    visits = {visit.visit_id: visit for visit in problem.visits}
    known = {one.visit_id: one for one in facts}
    agents, companions = _who_comes(problem, routes), problem.companions
    found: list[NoticeDue] = []
    for route in routes:
        for planned in (made for stop in route.stops for made in stop.visits):
            if planned.visit_id in companions:
                continue
            fact = known.get(planned.visit_id)
            rules = () if fact is None else notice_rules(law, fact, problem, planned)
            visit = visits[planned.visit_id]
            if fact is None or not rules or _only_agreed(problem, visit, planned, fact):
                continue
            found.append(
                _due(problem, visit, agents[planned.visit_id], planned, fact,
                     rules, sender=sender, planned_at=planned_at, country=country,
                     told=told.get(planned.visit_id))
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.by.timestamp(), one.case_id)))


def notice_rules(
    law: Law, fact: VisitFacts, problem: Problem, planned: PlannedVisit
) -> tuple[NoticeRule, ...]:
    """Return the rules that ask for notice of a planned visit.

    Parameters
    ----------
    law
        With its layers.
    fact
        Of the visit.
    problem, planned
        When it is made.

    Returns
    -------
    tuple of NoticeRule
        Those in force on its day for its borrower, layer by layer.
    """
    day = problem.instant(planned.start_s).astimezone(ZoneInfo(fact.zone)).date()
    return tuple(
        rule
        for layer in law.layers
        for rule in layer.of(NoticeRule)
        if rule.in_force(day)
        and Channel.VISIT in rule.applies_to
        and not rule.lifted_by & fact.consents
        and (not rule.if_flags or rule.if_flags & fact.flags)
        and not rule.unless_flags & fact.flags
    )


def named_span(visit: Visit, start_s: int, first_s: int | None = None) -> Span:
    """Return the span of time that is named for a visit.

    Parameters
    ----------
    visit
        The visit.
    start_s
        When it is planned to start.
    first_s
        Before which it cannot start, besides its own rules; None for none.

    Returns
    -------
    Span
        In seconds after the problem's origin, whole minutes; the planned start is inside, and the
        visit may start at both ends.
    """
    if visit.locked_start_s is not None:
        return start_s, start_s
    centre = (start_s + ROUNDED_S // 2) // ROUNDED_S * ROUNDED_S
    spans = [(centre - AROUND_S, centre + AROUND_S), *_open(visit, start_s)]
    opens = max(a for a, _ in spans) if first_s is None else max(first_s, *(a for a, _ in spans))
    closes = min(b for _, b in spans)
    return min(start_s, -(-opens // 60) * 60), max(start_s, closes // 60 * 60)


def agreed_span(visit: Visit, start_s: int) -> Span:
    """Return the span of time that a borrower confirmed.

    Parameters
    ----------
    visit
        Whose windows are the appointment.
    start_s
        When it is planned to start.

    Returns
    -------
    Span
        In seconds after the problem's origin.
    """
    windows = (span for span in visit.windows if span[0] <= start_s <= span[1])
    return next(windows, (start_s, start_s))


def _open(visit: Visit, start_s: int) -> Iterator[Span]:
    """Yield the spans, each by a rule of the visit, in which it may start around its start."""
    for opens, closes in visit.windows:
        if opens <= start_s <= closes:
            yield opens, closes
    for opens, closes in visit.legal:
        if opens <= start_s <= closes - visit.service_s:
            yield opens, closes - visit.service_s
    if visit.release_s is not None:
        yield visit.release_s, start_s + AROUND_S * 2
    if visit.due_s is not None:
        yield start_s - AROUND_S * 2, visit.due_s - visit.service_s


def _only_agreed(problem: Problem, visit: Visit, planned: PlannedVisit, fact: VisitFacts) -> bool:
    """Tell whether a time is confirmed, and nobody knows when it was told."""
    if not fact.confirmed:
        return False
    agreed = problem.instant(agreed_span(visit, planned.start_s)[0])
    return fact.notified is None or fact.notified.timestamp() >= agreed.timestamp()


def _span_told(told: Notice | None, planned: datetime, zone: ZoneInfo) -> TimeWindow | None:
    """Return the span that a borrower was told, if the visit is planned inside it."""
    if told is None or told.start is None:
        return None
    window = TimeWindow(told.start.astimezone(zone), (told.end or told.start).astimezone(zone))
    return window if window.start <= planned <= window.end else None


def _who_comes(problem: Problem, routes: Sequence[Route]) -> Mapping[str, tuple[str, ...]]:
    """Name who makes each visit; of a meeting both, for each of its visits."""
    shifts = {shift.shift_id: shift for shift in problem.shifts}
    names = {
        visit_id: (shifts[route.shift_id].agent_name or shifts[route.shift_id].agent_id,)
        for route in routes
        for visit_id in route.visit_ids
    }
    both = {
        visit_id: (*names[meeting.first], *names[meeting.second])
        for meeting in problem.meetings
        if {meeting.first, meeting.second} <= names.keys()
        for visit_id in (meeting.first, meeting.second)
    }
    return {**names, **both}


def _due(
    problem: Problem,
    visit: Visit,
    agents: Sequence[str],
    planned: PlannedVisit,
    fact: VisitFacts,
    rules: Sequence[NoticeRule],
    *,
    sender: Sender,
    planned_at: datetime | None,
    country: str,
    told: Notice | None,
) -> NoticeDue:
    zone = ZoneInfo(fact.zone)
    lead = timedelta(hours=max(rule.lead_hours for rule in rules))
    first_s = None
    if planned_at is not None and fact.notified is None:
        first_s = _after(problem, planned_at.astimezone(UTC) + lead)
    span = (
        agreed_span(visit, planned.start_s)
        if fact.confirmed
        else named_span(visit, planned.start_s, first_s)
    )
    start, end = (problem.instant(moment).astimezone(zone) for moment in span)
    before = _span_told(told, problem.instant(planned.start_s), zone)
    if before is not None:
        start, end = before.start, before.end
    says = TOLD | (frozenset().union(*(rule.says for rule in rules)) & {"agent"})
    language = language_for(fact.languages, country)
    return NoticeDue(
        case_id=visit.case_ids[0],
        borrower_id=fact.borrower_ids[0] if fact.borrower_ids else visit.case_ids[0],
        start=start,
        end=end,
        by=(start.astimezone(UTC) - lead).astimezone(zone),
        words=notice_words(
            start, end, -(-visit.service_s // 60), language=language, sender=sender,
            agents=agents if "agent" in says else (),
            agreed=fact.confirmed,
        ),
        language=language,
        told=fact.notified,
        says=says,
    )  # fmt: skip


def _after(problem: Problem, moment: datetime) -> int:
    """A moment in whole seconds after the problem's origin, rounded up."""
    return math.ceil((moment - problem.origin.astimezone(UTC)).total_seconds())
