"""What is remembered becomes balanced figures of agents; sums play no part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from router.domain.channels import Attempt
from router.domain.figures import AgentFigures, Share, TeamFigures
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.outcomes import Met, Outcome

__all__ = ["agent_figures"]

PUNCTUAL = timedelta(minutes=15)
"""A visit that begins so near to its time is on time."""

SAME_VISIT = timedelta(hours=1)
"""Outcomes of one borrower by one agent that begin so near to each other are of one visit."""

_NAMED = (AppointmentState.NOTIFIED, AppointmentState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class _Made:
    """One visit that was carried out: the outcomes of all cases that it was about."""

    agent_id: str
    outcomes: tuple[Outcome, ...]

    @property
    def when(self) -> datetime:
        return self.outcomes[0].when


def agent_figures(
    memory: Memory,
    *,
    zone: tzinfo,
    first: date | None = None,
    last: date | None = None,
    kept: Callable[[Outcome], bool | None] = lambda _: None,
    recording: bool = False,
) -> TeamFigures:
    """Count how agents work.

    Parameters
    ----------
    memory
        All that is known; what lies outside the days is used for the visits inside them.
    zone
        Of the doors.
    first, last
        Days that are counted, both included; None means no bound.
    kept
        Tells whether a promise was kept; None if its day is not past.
    recording
        Whether the rules ask for a recording of visits at which the borrower was met.

    Returns
    -------
    TeamFigures
        Agents in the order of their ids. Several cases of one borrower at one visit count once.
    """

    def counted(moment: datetime) -> bool:
        day = moment.astimezone(zone).date()
        return (first is None or day >= first) and (last is None or day <= last)

    owners = {one.case_id: one.borrower_id for one in memory.scheduled if one.case_id}
    scheduled = _by_borrower(memory.scheduled)
    agreed = _by_case(memory.appointments)
    told = [one for one in memory.outcomes if counted(one.when)]
    made = _visits(told, owners, scheduled, zone)
    planned: dict[str, set[tuple[str, datetime]]] = defaultdict(set)
    for one in memory.scheduled:
        if counted(one.when):
            planned[one.agent_id].add((one.borrower_id, one.when))
    groups: dict[str, list[_Made]] = defaultdict(list)
    for visit in made:
        groups[visit.agent_id].append(visit)

    def figures(agent_id: str, count: int, visits: Sequence[_Made]) -> AgentFigures:
        timed = [
            on_time
            for visit in visits
            if (on_time := _punctual(visit, owners, scheduled, agreed, zone)) is not None
        ]
        promises = [
            known
            for visit in visits
            for outcome in visit.outcomes
            if outcome.kind.hold == "promise" and (known := kept(outcome)) is not None
        ]
        return AgentFigures(
            agent_id=agent_id,
            planned=count,
            made=len(visits),
            contacts=_share(_met(visit) for visit in visits),
            on_time=_share(timed),
            complete=_share(_complete(visit, recording) for visit in visits),
            complaints=_with_hold(visits, "complaint"),
            leave=_with_hold(visits, "do-not-visit"),
            unsafe=sum(any(one.kind.flag == "risk" for one in v.outcomes) for v in visits),
            promises=_share(promises),
        )

    return TeamFigures(
        first=first,
        last=last,
        agents=tuple(
            figures(agent_id, len(planned[agent_id]), groups[agent_id])
            for agent_id in sorted({*planned, *groups})
        ),
        team=figures("", sum(map(len, planned.values())), made),
        recording=recording,
    )


def _by_borrower(scheduled: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = defaultdict(list)
    for one in scheduled:
        found[one.borrower_id].append(one)
    return found


def _by_case(agreed: Iterable[Appointment]) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = defaultdict(list)
    for one in agreed:
        found[one.case_id].append(one)
    return found


def _visits(
    told: Iterable[Outcome],
    owners: dict[str, str],
    scheduled: dict[str, list[Attempt]],
    zone: tzinfo,
) -> list[_Made]:
    """Put the outcomes of one visit together; visits that were not carried out are left out."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in told:
        if not outcome.kind.counts_attempt:
            continue
        borrower = _owner(outcome, owners)
        agent = outcome.agent_id or _sent(borrower, outcome.when, scheduled, zone)
        groups[agent, borrower].append(outcome)
    made = []
    for (agent, _), outcomes in groups.items():
        together: list[Outcome] = []
        for outcome in sorted(outcomes, key=lambda one: one.when.timestamp()):
            if together and outcome.when - together[0].when > SAME_VISIT:
                made.append(_Made(agent, tuple(together)))
                together = []
            together.append(outcome)
        made.append(_Made(agent, tuple(together)))
    return sorted(made, key=lambda visit: visit.when.timestamp())


def _owner(outcome: Outcome, owners: dict[str, str]) -> str:
    return outcome.borrower_id or owners.get(outcome.case_id, outcome.case_id)


def _sent(borrower: str, when: datetime, scheduled: dict[str, list[Attempt]], zone: tzinfo) -> str:
    """Who was to go, where the outcome does not say who went."""
    planned = _planned_that_day(borrower, when, scheduled, zone)
    return planned.agent_id if planned is not None else ""


def _planned_that_day(
    borrower: str, when: datetime, scheduled: dict[str, list[Attempt]], zone: tzinfo
) -> Attempt | None:
    """Return the nearest visit that was planned to the borrower on the same date at the door."""
    day = when.astimezone(zone).date()
    that_day = [
        one for one in scheduled.get(borrower, ()) if one.when.astimezone(zone).date() == day
    ]
    return min(that_day, key=lambda one: abs(one.when - when), default=None)


def _punctual(
    visit: _Made,
    owners: dict[str, str],
    scheduled: dict[str, list[Attempt]],
    agreed: dict[str, list[Appointment]],
    zone: tzinfo,
) -> bool | None:
    """Tell whether a visit began when it was to begin; None if it had no time."""
    start = visit.when
    if (named := _named(visit, agreed, zone)) is not None:
        # A span of time that was named is kept; around an exact time a quarter of an hour is.
        slack = PUNCTUAL if named.start.timestamp() == named.end.timestamp() else timedelta(0)
        return named.start - slack <= start <= named.end + slack
    borrower = _owner(visit.outcomes[0], owners)
    planned = _planned_that_day(borrower, start, scheduled, zone)
    return None if planned is None else abs(start - planned.when) <= PUNCTUAL


def _named(visit: _Made, agreed: dict[str, list[Appointment]], zone: tzinfo) -> Appointment | None:
    """Return the time that was named to the borrower for that day: of a case the last counts."""
    day = visit.when.astimezone(zone).date()
    for outcome in visit.outcomes:
        known = [one for one in agreed.get(outcome.case_id, ()) if one.since <= visit.when]
        last = known[-1] if known else None
        if last and last.state in _NAMED and last.start.astimezone(zone).date() == day:
            return last
    return None


def _met(visit: _Made) -> bool:
    return any(
        one.kind.met is Met.YES or (one.kind.met is Met.EITHER and one.kind.counts_contact)
        for one in visit.outcomes
    )


def _complete(visit: _Made, recording: bool) -> bool:
    asked = recording and _met(visit)
    return all(
        one.left is not None and one.agent_id and one.address.strip() for one in visit.outcomes
    ) and not (asked and not any(one.recording.strip() for one in visit.outcomes))


def _with_hold(visits: Iterable[_Made], hold: str) -> int:
    return sum(any(one.kind.hold == hold for one in visit.outcomes) for visit in visits)


def _share(known: Iterable[bool]) -> Share:
    told = list(known)
    return Share(sum(told), len(told))
