"""One policy played through the days of one seed: planned, checked, played, remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from itertools import islice, takewhile
from pathlib import Path

from router.domain.agents import Agent
from router.domain.memory import Memory
from router.domain.places import Address, Grade, Place
from router.domain.presence import Presence
from router.domain.route import Solution
from router.domain.simulated import DayCount, Policy, Run, Switch
from router.domain.times import local_instant
from router.domain.verdicts import Law
from router.errors import InputError
from router.forming import Day
from router.pipeline.known import Known
from router.pipeline.learning import learned_of_memory
from router.pipeline.periods import form_period
from router.pipeline.progress import silent
from router.pipeline.remote import pool_remote
from router.pipeline.ruling import law_of_region
from router.pipeline.settings import Settings
from router.pipeline.simulated_check import broken_by
from router.pipeline.simulated_counts import (
    State,
    counted,
    give_back,
    loads,
    money,
    visits_of_borrowers,
)
from router.pipeline.simulated_day import (
    INVENTED,
    PlannedDay,
    flat,
    level,
    located_cases,
    planned_from,
    stand_in,
    timed,
)
from router.rules import with_appointments
from router.simulation import (
    PortfolioOptions,
    clusters,
    facts_of,
    generate,
    longest_overdue,
    manual_order,
    play_day,
    told,
)
from router.solving import solve
from router.solving.usual import solve_usual
from router.travel import GreatCircleTravel
from router.value import prior_presence

__all__ = ["PlayOptions", "play_days", "play_run", "working_days", "working_days_until"]

MORNING = time(6)  # when a day is planned
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
    """

    portfolio: PortfolioOptions
    days: int = 20
    days_ahead: int = 2
    iterations: int = 2000
    usual_solutions: int = 150
    manual: Path | None = None
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if self.days < 1 or self.days_ahead < 1 or self.iterations < 1:
            raise InputError("days, days ahead and iterations are at least 1")


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
    state, counts, findings = play_days(options, policy, seed, off, stopped=stopped)
    return Run(
        policy=policy,
        off=off,
        seed=seed,
        days=counts,
        agents=loads(state),
        visits_of_borrowers=visits_of_borrowers(state),
        **money(state),
        findings=findings[:SHOWN_FINDINGS],
    )


def play_days(
    options: PlayOptions,
    policy: Policy,
    seed: int,
    off: Switch | None = None,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[State, tuple[DayCount, ...], tuple[str, ...]]:
    """Play one policy through its days, and return what really happened.

    Parameters
    ----------
    options, policy, off, seed, stopped
        As of `play_run`.

    Returns
    -------
    State
        The city and its played days, for whoever judges what was learned of them.
    tuple of DayCount
        What each day came to.
    tuple of str
        What the checker found.

    Raises
    ------
    CheckFailedError
        As of `play_run`.
    """
    world = generate(seed, options.portfolio)
    agents = world.agents
    travel = GreatCircleTravel(detour=options.portfolio.detour)
    home = stand_in(options.portfolio.zone, options.portfolio.centre, travel)
    state = State(world, agents, home, options.settings.values.ageing.limit_days)
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
    return state, tuple(counts), tuple(findings)


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
    found = tuple(islice(_worked(agents, portfolio), count))
    if len(found) < count:
        raise InputError("no agent works on so many days; name shifts")
    return found


def working_days_until(
    agents: Sequence[Agent], portfolio: PortfolioOptions, last: date
) -> tuple[date, ...]:
    """Return the days until a date on which somebody works.

    Parameters
    ----------
    agents, portfolio
        As of `working_days`.
    last
        It may be one of them.

    Returns
    -------
    tuple of date
        In order.
    """
    return tuple(takewhile(lambda day: day <= last, _worked(agents, portfolio)))


def _worked(agents: Sequence[Agent], portfolio: PortfolioOptions) -> Iterator[date]:
    for number in range(3 * 366):
        day = portfolio.first_day + timedelta(days=number)
        if day not in portfolio.holidays and any(_works(agent, day) for agent in agents):
            yield day


def _works(agent: Agent, day: date) -> bool:
    return day not in agent.days_off and any(shift.holds_on(day) for shift in agent.shifts)


def _one_day(
    state: State,
    options: PlayOptions,
    days: Sequence[date],
    policy: Policy,
    off: Switch | None,
) -> tuple[DayCount, tuple[str, ...]]:
    day, zone = days[0], state.world.zone
    memory = told(state.world, state.played, local_instant(day, MORNING, zone))
    known = _known(state, options, memory, day, off if policy is Policy.OURS else Switch.LEARNING)
    period = [(Day(date=one, zone=zone), _law(state, options.settings, one)) for one in days]
    planned = _plan(options, known, period, policy, off)
    played = play_day(
        state.world, planned.problem, planned.routes, day, earlier=state.played,
        patient=policy is Policy.OURS and off is not Switch.HOURS,
    )  # fmt: skip
    law = period[0][1]
    broken = broken_by(known, planned, played, law, state.home)
    state.played.append(played)
    back = give_back(state, known, planned) if policy is Policy.OURS else 0
    count = counted(state, known, planned, played, back=back, broken=len(broken))
    return count, broken


def _known(
    state: State, options: PlayOptions, memory: Memory, day: date, off: Switch | None
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
        calendar = _law(state, settings, day).calendar
        presence = learned_of_memory(
            memory, cases, zone=zone, calendar=calendar, parameters=settings.values
        ).presence
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


def _law(state: State, settings: Settings, day: date) -> Law:
    if day not in state.laws:
        state.laws[day] = law_of_region(settings, state.home, day)
    return state.laws[day]


def _plan(
    options: PlayOptions,
    known: Known,
    days: Sequence[tuple[Day, Law]],
    policy: Policy,
    off: Switch | None,
) -> PlannedDay:
    period = form_period(known, days, say=silent)
    if policy is Policy.OURS:
        start = None
        if off is not Switch.REMOTE:
            pool = pool_remote(period, known.settings.values)
            period, start = pool.period, pool.start
        problem = level(period.problem) if off is Switch.HOURS else period.problem
        steps = options.iterations * len(days)
        solution = solve(problem, seconds=None, iterations=steps, workers=1, start=start)
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
