"""One policy played through the days of one seed: planned, checked, played, remembered."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

from router.domain.agents import Agent
from router.domain.bands import DayPart as PartOfDay
from router.domain.cases import VISIT_STAGE, Case
from router.domain.memory import Memory, Payment
from router.domain.outcomes import Met
from router.domain.places import Address, Grade, Place
from router.domain.presence import Presence, Trial
from router.domain.route import Solution
from router.domain.simulated import AgentLoad, DayCount, Policy, Run, Switch
from router.domain.times import TimeWindow, local_instant
from router.domain.verdicts import Law
from router.errors import InputError
from router.forming import Day
from router.pipeline.known import Known
from router.pipeline.periods import form_period, group_of_day
from router.pipeline.progress import silent
from router.pipeline.region import Region
from router.pipeline.ruling import law_of_region
from router.pipeline.settings import Settings
from router.pipeline.simulated_day import (
    INVENTED,
    PlannedDay,
    broken_by,
    flat,
    level,
    located_cases,
    planned_from,
    stand_in,
    timed,
)
from router.rules import with_appointments
from router.simulation import (
    DayPlayed,
    PortfolioOptions,
    World,
    clusters,
    facts_of,
    generate,
    longest_overdue,
    manual_order,
    paid_by,
    play_day,
    told,
)
from router.solving import solve
from router.solving.usual import solve_usual
from router.travel import GreatCircleTravel
from router.value import prior_presence

__all__ = ["PlayOptions", "play_run", "working_days"]

MORNING = time(6)  # when a day is planned
EVENING = PartOfDay.EVENING.start
SETTLED = timedelta(days=30)  # after the last day, when promises have come due
SHOWN_FINDINGS = 5
GIVEN_BACK = "letter"  # where a case goes that nobody visited in time
USUAL_S = 20.0  # OR-Tools ends by its number of solutions, long before
"""Ceiling of the search of OR-Tools as usually written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayOptions:
    """How runs are played.

    Parameters
    ----------
    portfolio
        Of the invented city.
    days
        That are worked.
    days_ahead
        Days that our policy plans together.
    iterations
        Of the search, per day that is planned.
    usual_solutions
        After so many solutions OR-Tools as usually written ends its search.
    manual
        The file of the policy ``manual``.
    settings
        What is the same every day; its profiles, if none are named, are those of the country.
    team
        Changes who works and when; None for the portfolio's own agents.
    """

    portfolio: PortfolioOptions
    days: int = 20
    days_ahead: int = 3
    iterations: int = 3000
    usual_solutions: int = 150
    manual: Path | None = None
    settings: Settings = field(default_factory=Settings)
    team: Callable[[Sequence[Agent]], tuple[Agent, ...]] | None = None


@dataclass(slots=True)
class _State:
    """A run under way."""

    world: World
    agents: tuple[Agent, ...]
    home: Region
    played: list[DayPlayed] = field(default_factory=list)
    given_back: set[str] = field(default_factory=set)
    laws: dict[date, Law] = field(default_factory=dict)


def play_run(
    options: PlayOptions,
    policy: Policy,
    seed: int,
    off: Switch | None = None,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Run:
    """Play one policy through its days.

    Parameters
    ----------
    options
        How.
    policy, off
        Which, and what of ours is switched off.
    seed
        Of the portfolio.
    stopped
        Asked before every day; True ends the run.

    Returns
    -------
    Run
        With the days that were played. The same options, policy, switch and seed give the same run.

    Raises
    ------
    CheckFailedError
        If a time of a plan is wrong; that is a defect of this program.
    """
    world = generate(seed, options.portfolio)
    agents = world.agents if options.team is None else options.team(world.agents)
    travel = GreatCircleTravel(detour=options.portfolio.detour)
    home = stand_in(options.portfolio.zone, options.portfolio.centre, travel)
    state = _State(world, agents, home)
    counts: list[DayCount] = []
    findings: list[str] = []
    calendar = working_days(agents, options.portfolio, options.days + options.days_ahead)
    for number in range(options.days):
        if stopped():
            break
        ahead = _days_ahead(options, policy, off)
        count, broken = _one_day(state, options, calendar[number : number + ahead], policy, off)
        counts.append(count)
        findings += broken
    return Run(
        policy=policy,
        off=off,
        seed=seed,
        days=tuple(counts),
        agents=_loads(state),
        visits_of_borrowers=_visits_of_borrowers(state),
        **_money(state),
        findings=tuple(findings[:SHOWN_FINDINGS]),
    )


def _days_ahead(options: PlayOptions, policy: Policy, off: Switch | None) -> int:
    return options.days_ahead if policy is Policy.OURS and off is not Switch.DAYS else 1


def working_days(
    agents: Sequence[Agent], portfolio: PortfolioOptions, count: int
) -> tuple[date, ...]:
    """Return the first days on which somebody works.

    Parameters
    ----------
    agents
        With their shifts and days off.
    portfolio
        Its first day and its holidays.
    count
        How many.

    Returns
    -------
    tuple of date
        In order.

    Raises
    ------
    InputError
        If there are not so many within three years.
    """
    found: list[date] = []
    for number in range(3 * 366):
        day = portfolio.first_day + timedelta(days=number)
        if day not in portfolio.holidays and any(_works(agent, day) for agent in agents):
            found.append(day)
        if len(found) == count:
            return tuple(found)
    raise InputError("no agent works on so many days; name shifts")


def _works(agent: Agent, day: date) -> bool:
    return day not in agent.days_off and any(shift.holds_on(day) for shift in agent.shifts)


def _one_day(
    state: _State,
    options: PlayOptions,
    days: Sequence[date],
    policy: Policy,
    off: Switch | None,
) -> tuple[DayCount, tuple[str, ...]]:
    day, zone = days[0], state.world.zone
    memory = told(state.world, state.played, local_instant(day, MORNING, zone))
    known = _known(state, options, memory, day, off if policy is Policy.OURS else Switch.LEARNING)
    period = [(Day(date=one, zone=zone), _law(state, options.settings, one)) for one in days]
    planned = _plan(state, options, known, period, policy, off)
    played = play_day(
        state.world, planned.problem, planned.routes, day, earlier=state.played,
        patient=policy is Policy.OURS and off is not Switch.HOURS,
    )  # fmt: skip
    law = period[0][1]
    broken = broken_by(known, planned, played, law, state.home)
    state.played.append(played)
    back = _give_back(state, options, known, planned, policy, day)
    return _counted(state, options, known, planned, played, back, len(broken)), broken


def _known(
    state: _State, options: PlayOptions, memory: Memory, day: date, off: Switch | None
) -> Known:
    zone = state.world.zone
    cases = with_appointments(
        tuple(
            replace(case, stage=GIVEN_BACK) if case.case_id in state.given_back else case
            for case in state.world.cases_on(day)
        ),
        memory,
        day,
        zone,
    )
    settings = options.settings
    presence: Presence = prior_presence(settings.values)
    if off is Switch.LEARNING:
        settings = _without_learning(settings)
    else:
        from router.value import learned_presence

        presence = learned_presence(tuple(_trials(state, cases, memory, settings)), settings.values)
    located = located_cases(cases, memory)
    return Known(
        cases=cases,
        located=located,
        memory=memory,
        agents=state.agents,
        bases={agent.agent_id: _base(agent) for agent in state.agents},
        zone=zone,
        zone_at=lambda _: zone,
        travel=state.home.travel,
        presence=presence,
        settings=settings,
    )


def _trials(
    state: _State, cases: Sequence[Case], memory: Memory, settings: Settings
) -> Iterator[Trial]:
    """Yield the visits from which presence is learned."""
    areas = {case.case_id: case.area for case in cases}
    zone = state.world.zone
    for outcome in memory.outcomes:
        kind = outcome.kind
        if not (kind.counts_attempt and kind.tells_presence and outcome.place_type):
            continue
        local = outcome.when.astimezone(zone)
        day = Day(date=local.date(), zone=zone)
        yield Trial(
            case_id=outcome.case_id,
            day=local.date(),
            clock=local.time(),
            group=group_of_day(day, _law(state, settings, local.date())),
            place_type=outcome.place_type,
            area=areas.get(outcome.case_id, ""),
            met=kind.met is Met.YES,
        )


def _without_learning(settings: Settings) -> Settings:
    """Let own attempts of a case tell nothing of its hours."""
    still = replace(settings.values.learning, failed_odds=1.0, neighbour_odds=1.0, met_odds=1.0)
    return replace(settings, values=replace(settings.values, learning=still))


def _base(agent: Agent) -> tuple[Place | None, Place | None]:
    start, end = (None if at is None else _place(at) for at in (agent.start, agent.end))
    return start, end


def _place(address: Address) -> Place:
    assert address.coordinate is not None
    return Place(
        coordinate=address.coordinate, grade=Grade.DOOR, score=1.0, error_m=0.0,
        matched=address.text, source="table",
    )  # fmt: skip


def _law(state: _State, settings: Settings, day: date) -> Law:
    if day not in state.laws:
        state.laws[day] = law_of_region(settings, state.home, day)
    return state.laws[day]


def _plan(
    state: _State,
    options: PlayOptions,
    known: Known,
    days: Sequence[tuple[Day, Law]],
    policy: Policy,
    off: Switch | None,
) -> PlannedDay:
    period = form_period(known, days, say=silent)
    if policy is Policy.OURS:
        problem = level(period.problem) if off is Switch.HOURS else period.problem
        solution = solve(
            problem, seconds=None, iterations=options.iterations * len(days), workers=1
        )
        return planned_from(replace(period, problem=problem), solution)
    problem = flat(period.problem)
    period = replace(period, problem=problem)
    day = days[0][0].date
    if policy is Policy.ORTOOLS:
        usual = solve_usual(problem, USUAL_S, solutions=options.usual_solutions)
        return planned_from(period, usual)
    if policy is Policy.CLUSTERS:
        orders = clusters(problem)
    elif policy is Policy.LONGEST_OVERDUE:
        orders = longest_overdue(problem, facts_of(problem, known.cases), day)
    else:
        if options.manual is None:
            raise InputError("the policy manual needs the file of its order")
        orders = manual_order(options.manual, problem, day)
    routes = timed(problem, orders)
    return planned_from(period, Solution(routes=routes, search=INVENTED))


def _give_back(
    state: _State,
    options: PlayOptions,
    known: Known,
    planned: PlannedDay,
    policy: Policy,
    day: date,
) -> int:
    """Give cases back to another channel that nobody visited by the limit, as our plans say."""
    if policy is not Policy.OURS:
        return 0
    limit = options.settings.values.ageing.limit_days
    due = {case.case_id for case in _undecided(state, known, planned) if _age(case, day) >= limit}
    state.given_back |= due
    return len(due)


def _undecided(state: _State, known: Known, planned: PlannedDay) -> list[Case]:
    """Return the cases at the stage of visits that nobody has visited yet.

    A case that was visited, paid, is held for a reason that is named, or went to another channel is
    decided; so is one that was given back.
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


def _visited(state: _State) -> set[str]:
    return {
        case_id
        for played in state.played
        for visit in played.visits
        if visit.made
        for case_id in visit.case_ids
    }


def _age(case: Case, day: date) -> int:
    return (day - case.received).days if case.received else 0


def _counted(
    state: _State,
    options: PlayOptions,
    known: Known,
    planned: PlannedDay,
    played: DayPlayed,
    back: int,
    broken: int,
) -> DayCount:
    made = [visit for visit in played.visits if visit.made]
    day = planned.part.day
    evening_s = day.span(
        TimeWindow(local_instant(day.date, EVENING, day.zone), planned.part.window.end)
    )[0]
    undecided = _undecided(state, known, planned)
    ages = [_age(case, day.date) for case in undecided]
    limit = options.settings.values.ageing.limit_days
    return DayCount(
        day=day.date,
        open_cases=len(planned.part.ruling.ready),
        planned=len(played.visits),
        made=len(made),
        contacts=sum(visit.met for visit in made),
        fruitless=sum(not visit.met for visit in made),
        evening=sum(visit.start_s >= evening_s for visit in made),
        promises=sum(visit.kept is not None for visit in made),
        kept=sum(visit.kept is True for visit in made),
        paid_s=sum(agent.paid_s for agent in played.agents),
        distance_m=sum(agent.distance_m for agent in played.agents),
        cost=sum(agent.cost for agent in played.agents),
        undecided=len(undecided),
        median_age=statistics.median(ages) if ages else 0.0,
        oldest_age=max(ages, default=0),
        over_limit=sum(age > limit for age in ages),
        given_back=back,
        broken=broken,
    )


def _loads(state: _State) -> tuple[AgentLoad, ...]:
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


def _visits_of_borrowers(state: _State) -> Counter[int]:
    """Count how many borrowers were visited how often; cases of one visit are one."""
    if not state.played:
        return Counter()
    owners = {case.case_id: case.borrower_id for case in state.world.cases_on(state.played[-1].day)}
    times = Counter(
        owners[visit.case_ids[0]]
        for played in state.played
        for visit in played.visits
        if visit.made
    )
    return Counter(times.values())


def _money(state: _State) -> dict[str, float]:
    """Sum up what came in, and what would not have without any visit."""
    if not state.played:
        return {}
    first = local_instant(state.played[0].day, time(), state.world.zone)
    end = local_instant(state.played[-1].day + SETTLED, time(), state.world.zone)

    def came_in(payments: Sequence[Payment]) -> float:
        return float(
            sum(one.amount for one in payments if one.amount is not None and one.when >= first)
        )

    money = came_in(paid_by(state.world, state.played, end))
    return {"money": money, "marginal": money - came_in(paid_by(state.world, (), end))}
