"""What a played day, and a run of them, came to."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from router.domain.agents import Agent
from router.domain.bands import DayPart as PartOfDay
from router.domain.cases import VISIT_STAGE, Case
from router.domain.memory import Payment
from router.domain.simulated import AgentLoad, DayCount
from router.domain.times import TimeWindow, local_instant
from router.domain.verdicts import Law
from router.pipeline.known import Known
from router.pipeline.region import Region
from router.pipeline.simulated_day import PlannedDay
from router.simulation import DayPlayed, World, paid_by

__all__ = [
    "State",
    "counted",
    "give_back",
    "loads",
    "money",
    "undecided",
    "visits_of_borrowers",
]

EVENING = PartOfDay.EVENING.start
SETTLED = timedelta(days=30)  # after the last day, when promises have come due


@dataclass(slots=True)
class State:
    """A run under way; the only thing of it that changes.

    Parameters
    ----------
    world, agents, home
        The city, who works there, and what stands in for its region.
    limit_days
        The ageing limit.
    played
        The days so far.
    given_back
        Cases that went to another channel, as nobody visited them in time.
    laws
        Of the days that were asked for.
    """

    world: World
    agents: tuple[Agent, ...]
    home: Region
    limit_days: int
    played: list[DayPlayed] = field(default_factory=list)
    given_back: set[str] = field(default_factory=set)
    laws: dict[date, Law] = field(default_factory=dict)


def give_back(state: State, known: Known, planned: PlannedDay) -> int:
    """Give cases back to another channel that nobody visited by the limit, as our plans say.

    Parameters
    ----------
    state
        After the day was played.
    known, planned
        In the morning, and what was planned.

    Returns
    -------
    int
        How many.
    """
    day = planned.part.day.date
    due = {
        case.case_id
        for case in undecided(state, known, planned)
        if _age(case, day) >= state.limit_days
    }
    state.given_back |= due
    return len(due)


def undecided(state: State, known: Known, planned: PlannedDay) -> list[Case]:
    """Return the cases at the stage of visits that nobody has visited yet.

    Parameters
    ----------
    state, known, planned
        As for `give_back`.

    Returns
    -------
    list of Case
        A case that was visited, paid, is held for a reason that is named, or went to another
        channel is decided; so is one that was given back.
    """
    visited = _visited(state)
    paid = {payment.case_id for payment in known.memory.payments}
    held = {one.case_id for one in planned.part.held if one.channel != VISIT_STAGE}
    return [
        case
        for case in known.cases
        if case.case_id not in visited
        and case.case_id not in paid
        and case.case_id not in held
        and case.case_id not in state.given_back
    ]


def _visited(state: State) -> set[str]:
    return {
        case_id
        for played in state.played
        for visit in played.visits
        if visit.made
        for case_id in visit.case_ids
    }


def _age(case: Case, day: date) -> int:
    return (day - case.received).days if case.received else 0


def counted(
    state: State, known: Known, planned: PlannedDay, played: DayPlayed, *, back: int, broken: int
) -> DayCount:
    """Count what a day came to.

    Parameters
    ----------
    state, known, planned
        As for `give_back`.
    played
        How it went.
    back, broken
        Cases given back; findings of the checker.

    Returns
    -------
    DayCount
        Of that day.
    """
    made = [visit for visit in played.conversations if visit.made]
    day = planned.part.day
    evening_s = day.span(
        TimeWindow(local_instant(day.date, EVENING, day.zone), planned.part.window.end)
    )[0]
    waiting = undecided(state, known, planned)
    ages = [_age(case, day.date) for case in waiting]
    return DayCount(
        day=day.date,
        open_cases=len(planned.part.ruling.ready),
        planned=len(played.conversations),
        made=len(made),
        contacts=sum(visit.met for visit in made),
        fruitless=sum(not visit.met for visit in made),
        evening=sum(visit.start_s >= evening_s for visit in made),
        promises=sum(visit.kept is not None for visit in made),
        kept=sum(visit.kept is True for visit in made),
        paid_s=sum(agent.paid_s for agent in played.agents),
        distance_m=sum(agent.distance_m for agent in played.agents),
        cost=sum(agent.cost for agent in played.agents),
        undecided=len(waiting),
        median_age=statistics.median(ages) if ages else 0.0,
        oldest_age=max(ages, default=0),
        over_limit=sum(age > state.limit_days for age in ages),
        given_back=back,
        broken=broken,
    )


def loads(state: State) -> tuple[AgentLoad, ...]:
    """Count what each agent did.

    Parameters
    ----------
    state
        After the last day.

    Returns
    -------
    tuple of AgentLoad
        In the order of the agents.
    """
    visits: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    paid_s: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for played in state.played:
        for visit in played.visits:
            visits[visit.agent_id] += visit.made
            contacts[visit.agent_id] += visit.made and visit.met
        for agent in played.agents:
            paid_s[agent.agent_id] += agent.paid_s
            days[agent.agent_id] += 1
    return tuple(
        AgentLoad(
            agent_id=agent.agent_id,
            visits=visits[agent.agent_id],
            contacts=contacts[agent.agent_id],
            paid_s=paid_s[agent.agent_id],
            days=days[agent.agent_id],
        )
        for agent in state.agents
    )


def visits_of_borrowers(state: State) -> Counter[int]:
    """Count how many borrowers were visited how often; cases of one visit are one.

    Parameters
    ----------
    state
        After the last day.

    Returns
    -------
    Counter
        Number of visits to number of borrowers.
    """
    if not state.played:
        return Counter()
    owners = {case.case_id: case.borrower_id for case in state.world.cases_on(state.played[-1].day)}
    times = Counter(
        owners[visit.case_ids[0]]
        for played in state.played
        for visit in played.conversations
        if visit.made
    )
    return Counter(times.values())


def money(state: State) -> dict[str, float]:
    """Sum up what came in, and what would not have without any visit.

    Parameters
    ----------
    state
        After the last day.

    Returns
    -------
    dict
        ``money`` and ``marginal`` of a `Run`.
    """
    if not state.played:
        return {}
    first = local_instant(state.played[0].day, time(), state.world.zone)
    end = local_instant(state.played[-1].day + SETTLED, time(), state.world.zone)

    def came_in(payments: Sequence[Payment]) -> float:
        return float(
            sum(one.amount for one in payments if one.amount is not None and one.when >= first)
        )

    came = came_in(paid_by(state.world, state.played, end))
    return {"money": came, "marginal": came - came_in(paid_by(state.world, (), end))}
