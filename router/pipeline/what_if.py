"""`what_if`: other teams, shifts and appointments, played through the same weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from router.domain.plurals import plural
from router.domain.simulated import Policy, Run, WhatIfResult, WhatIfRow
from router.errors import InputError
from router.pipeline.progress import Say, silent
from router.pipeline.simulated_run import PlayOptions, working_days, working_days_until
from router.pipeline.simulating import Job, notes_of, play_all
from router.simulation import PortfolioOptions, generate
from router.simulation.figuring import differences, figures_of_runs

__all__ = ["WhatIfOptions", "same_weeks", "what_if"]

TODAY = "today"
MORE_APPOINTMENTS = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfOptions:
    """What is asked.

    Parameters
    ----------
    play
        How things are today. Whole weeks are played, as many as its days need.
    agents
        Other numbers of agents.
    shifts
        Whether earlier and later shifts are tried.
    saturday
        Whether Saturdays are tried the other way.
    appointments
        Whether 20 points more cases with an agreed time are tried.
    seeds
        Of the portfolios.
    workers
        Processes; None for one per core.
    """

    play: PlayOptions
    agents: tuple[int, ...] = ()
    shifts: bool = True
    saturday: bool = True
    appointments: bool = True
    seeds: tuple[int, ...] = tuple(range(1, 6))
    workers: int | None = None

    def __post_init__(self) -> None:
        if not self.seeds or any(count < 1 for count in self.agents):
            raise InputError("a question needs a seed, and at least one agent")


def what_if(options: WhatIfOptions, on_progress: Say = silent) -> WhatIfResult:
    """Play weeks as they are planned today, and otherwise.

    Parameters
    ----------
    options
        What is asked.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    WhatIfResult
        Today first. Every way is played with the same portfolios over the same weeks, by our
        policy, with as many days of work as it has in them; differences are of pairs with the same
        seed. After an interrupt from the keyboard, the seeds that were
        played in every way.
    """
    ways, last = same_weeks(options)
    jobs = [
        Job(play=play, policy=Policy.OURS, seed=seed, name=name)
        for seed in options.seeds
        for name, play in ways
    ]
    played, complete = play_all(jobs, options.workers, on_progress)
    runs: dict[str, list[Run]] = {name: [] for name, _ in ways}
    for first in range(0, len(jobs), len(ways)):
        of_seed = [played.get(at) for at in range(first, first + len(ways))]
        whole = [
            run
            for run, (_, play) in zip(of_seed, ways, strict=True)
            if run and len(run.days) == play.days
        ]
        if len(whole) == len(ways):
            for (name, _), run in zip(ways, whole, strict=True):
                runs[name].append(run)
    today = runs[TODAY]
    if not today:
        raise KeyboardInterrupt
    return WhatIfResult(
        title=_title(options.play.portfolio, last),
        notes=notes_of(options.play),
        days=ways[0][1].days,
        seeds=tuple(run.seed for run in today),
        rows=tuple(
            WhatIfRow(
                name=name,
                figures=figures_of_runs(of_way),
                more={} if name == TODAY else differences(of_way, today),
            )
            for name, of_way in runs.items()
        ),
        complete=complete,
    )


def same_weeks(options: WhatIfOptions) -> tuple[tuple[tuple[str, PlayOptions], ...], date]:
    """Return how every way is played, over the same dates.

    Parameters
    ----------
    options
        What is asked.

    Returns
    -------
    tuple
        Name and options of each way, today first, with as many days of work as it has until then;
        and the last date.
    """
    last = _end_of_weeks(options)
    seed = options.seeds[0]
    return tuple((name, _until(play, seed, last)) for name, play in _ways(options)), last


def _end_of_weeks(options: WhatIfOptions) -> date:
    """Return the Sunday by which as many days were worked as are asked for, as things are today.

    Who works on Saturdays is off on another day: only whole weeks are alike.
    """
    play = options.play
    agents = generate(options.seeds[0], play.portfolio).agents
    last = working_days(agents, play.portfolio, play.days)[-1]
    return last + timedelta(days=6 - last.weekday())


def _until(play: PlayOptions, seed: int, last: date) -> PlayOptions:
    """Return how it is played until a date: cases arrive until then, and who works, works."""
    portfolio = replace(
        play.portfolio,
        days=max(play.portfolio.days, (last - play.portfolio.first_day).days + 1),
    )
    days = working_days_until(generate(seed, portfolio).agents, portfolio, last)
    return replace(play, portfolio=portfolio, days=len(days))


def _title(portfolio: PortfolioOptions, last: date) -> str:
    saturday = "Saturdays worked" if portfolio.saturday else "no Saturdays"
    return (
        f"today: {plural(portfolio.agents, 'agent')}, {portfolio.late_agents:.0%} on the late "
        f"shift, {saturday}, {portfolio.appointments:.0%} of new cases with an agreed time; every "
        f"row from {portfolio.first_day:%d %b} to {last:%d %b %Y}"
    )


def _ways(options: WhatIfOptions) -> list[tuple[str, PlayOptions]]:
    today = options.play.portfolio

    def other(**changes: Any) -> PlayOptions:
        return replace(options.play, portfolio=replace(today, **changes))

    ways = [(TODAY, options.play)]
    for count in options.agents:
        if count != today.agents:
            ways.append((plural(count, "agent"), other(agents=count)))
    if options.shifts:
        for share, name in ((0.0, "all on the early shift"), (1.0, "all on the late shift")):
            if share != today.late_agents:
                ways.append((name, other(late_agents=share)))
    if options.saturday:
        name = "no Saturdays" if today.saturday else "Saturdays worked"
        ways.append((name, other(saturday=not today.saturday)))
    if options.appointments:
        share = min(1.0, today.appointments + MORE_APPOINTMENTS)
        ways.append((f"agreed times for {share:.0%} of new cases", other(appointments=share)))
    return ways
