"""What a plan states about its visits, borrowers and agents, made ready to be judged.

A visit of which the plan does not state what the law asks cannot be shown to be lawful: that is a
finding of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from router.checking.findings import Finding, FindingCode
from router.checking.law_history import Approach, approaches
from router.checking.law_visit import Made, read_as
from router.domain.channels import Attempt
from router.domain.compliance import Compliance, VisitFacts
from router.domain.plan import PlanData
from router.domain.problem import Visit
from router.domain.route import PlannedVisit
from router.domain.verdicts import AgentFacts, Law

__all__ = ["Stated", "stated"]

_DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Stated:
    """The planned visits that can be judged, and what is wrong with the facts of the others.

    Parameters
    ----------
    made
        In the order of the routes.
    findings
        Facts that are missing, doubled, or other than the rest of the plan says.
    """

    made: tuple[Made, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Planned:
    shift_id: str
    planned: PlannedVisit
    visit: Visit


@dataclass(slots=True)
class _Reader:
    """Reads the facts of one plan, and keeps what is wrong with them."""

    data: PlanData
    compliance: Compliance
    findings: list[Finding] = field(default_factory=list)

    def complain(self, detail: str, at: _Planned) -> None:
        self.findings.append(
            Finding(
                code=FindingCode.LAW_FACTS,
                detail=detail,
                shift_id=at.shift_id,
                visit_id=at.visit.visit_id,
            )
        )


def stated(data: PlanData, compliance: Compliance, law: Law, history: Sequence[Attempt]) -> Stated:
    """Read the facts of a plan.

    Parameters
    ----------
    data
        The plan.
    compliance
        Its facts.
    law
        Under which it is judged.
    history
        Approaches to its borrowers.

    Returns
    -------
    Stated
        A visit whose facts are wrong is judged by them all the same, if that is possible.
    """
    reader = _Reader(data, compliance)
    visits = {visit.visit_id: visit for visit in data.problem.visits}
    everything = [
        _Planned(route.shift_id, one, visits[one.visit_id])
        for route in data.routes
        for stop in route.stops
        for one in stop.visits
        if one.visit_id in visits  # others are found by the check of the routes
    ]
    planned = [at for at in everything if _is_of_this_day(at.planned)]
    for at in everything:
        if not _is_of_this_day(at.planned):
            reader.complain("its times are none of a visit on this day", at)
    facts = {one.visit_id: one for one in compliance.facts}
    doubled = {key for key, n in Counter(one.visit_id for one in compliance.facts).items() if n > 1}
    known = approaches((*_kept(data, history), *_own(data, planned, facts)))
    made = []
    for at in planned:
        of_visit = facts.get(at.visit.visit_id)
        if of_visit is None:
            reader.complain("the plan states nothing by which the visit could be judged", at)
            continue
        if at.visit.visit_id in doubled:
            reader.complain("the plan states the facts of the visit more than once", at)
        _compare(reader, at, of_visit)
        one = _made(reader, at, of_visit, planned, known, law)
        if one is not None:
            made.append(one)
    return Stated(tuple(made), tuple(reader.findings))


def _is_of_this_day(planned: PlannedVisit) -> bool:
    """Tell whether the times can be judged at all: a night shift may end on the next day."""
    return -_DAY_S <= planned.start_s <= planned.end_s <= 3 * _DAY_S


def _kept(data: PlanData, history: Sequence[Attempt]) -> Iterator[Attempt]:
    """Leave out what this plan replaces: what was planned for its cases on its day."""
    considered = {card.case_id for card in data.cards}
    zone = data.problem.origin.tzinfo
    for attempt in history:
        same_day = attempt.when.astimezone(zone).date() == data.day
        if not (attempt.planned and same_day and attempt.case_id in considered):
            yield attempt


def _own(
    data: PlanData, planned: Sequence[_Planned], facts: Mapping[str, VisitFacts]
) -> Iterator[Attempt]:
    """The visits of the plan, for each borrower and each case."""
    owner = {card.case_id: card.borrower_id for card in data.cards}
    for at in planned:
        of_visit = facts.get(at.visit.visit_id)
        pairs = {(owner[case_id], case_id) for case_id in at.visit.case_ids if case_id in owner}
        if of_visit is not None:
            told = {borrower_id for borrower_id, _ in pairs}
            pairs |= {(one, "") for one in of_visit.borrower_ids if one not in told}
        for borrower_id, case_id in sorted(pairs):
            yield Attempt(
                borrower_id=borrower_id,
                when=data.problem.instant(at.planned.start_s),
                case_id=case_id,
                place_type=None if of_visit is None else of_visit.place_type,
            )


def _compare(reader: _Reader, at: _Planned, facts: VisitFacts) -> None:
    """Compare the facts of a visit with the problem and with the cards of its cases."""
    if sorted(facts.case_ids) != sorted(at.visit.case_ids):
        reader.complain("the facts name other cases than the visit", at)
    cards = [card for card in reader.data.cards if card.case_id in at.visit.case_ids]
    if {card.borrower_id for card in cards} != set(facts.borrower_ids):
        reader.complain("the facts name other borrowers than the cards of the cases", at)
    if any(not read_as(card.place_type) & read_as(facts.place_type) for card in cards):
        reader.complain("the facts name another type of place than the cards of the cases", at)


def _made(
    reader: _Reader,
    at: _Planned,
    facts: VisitFacts,
    planned: Sequence[_Planned],
    known: Mapping[str, tuple[Approach, ...]],
    law: Law,
) -> Made | None:
    problem = reader.data.problem
    try:
        zone = ZoneInfo(facts.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.complain(f"{facts.zone!r} is no time zone", at)
        return None
    start = problem.instant(at.planned.start_s).astimezone(UTC)
    rows = problem.coordinates
    return Made(
        shift_id=at.shift_id,
        start=start,
        end=start + timedelta(seconds=at.planned.end_s - at.planned.start_s),
        zone=zone,
        facts=_with_holds_of_the_person(facts, reader.compliance.facts),
        agents=_at_the_door(reader, at, planned),
        known=known,
        law=law,
        planned_at=reader.compliance.planned_at,
        coordinate=rows[at.visit.location] if at.visit.location < len(rows) else None,
    )


def _with_holds_of_the_person(facts: VisitFacts, others: Sequence[VisitFacts]) -> VisitFacts:
    """Add the holds that are stated at another visit and hold for all cases of the borrower."""
    more = [
        hold
        for other in others
        if set(other.borrower_ids) & set(facts.borrower_ids)
        for hold in other.holds
        if hold.whole_borrower and hold not in facts.holds
    ]
    return replace(facts, holds=(*facts.holds, *more))


def _at_the_door(
    reader: _Reader, at: _Planned, planned: Sequence[_Planned]
) -> tuple[AgentFacts, ...]:
    """Who stand at the door: the agent of the route, and the one who is met there."""
    met = {
        other
        for meeting in reader.data.problem.meetings
        for one, other in ((meeting.first, meeting.second), (meeting.second, meeting.first))
        if one == at.visit.visit_id
    }
    shifts = {shift.shift_id: shift.agent_id for shift in reader.data.problem.shifts}
    by_id = {agent.agent_id: agent for agent in reader.compliance.agents}
    agents: list[AgentFacts] = []
    for one in planned:
        together = one.visit.visit_id in met and one.planned.start_s == at.planned.start_s
        stays = one.planned.end_s >= at.planned.end_s  # who leaves early leaves the other alone
        if one is not at and not (together and stays):
            continue
        agent_id = shifts.get(one.shift_id, "")
        if any(agent.agent_id == agent_id for agent in agents):
            continue  # nobody is two people
        if agent_id in by_id:
            agents.append(by_id[agent_id])
        else:
            reader.complain(f"the plan states nothing of agent {agent_id}", at)
    return tuple(agents)
