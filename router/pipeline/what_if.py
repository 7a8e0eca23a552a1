"""`what_if`: other teams, shifts and appointments, played through the same weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from router.domain.plurals import plural
from router.domain.simulated import Policy, Run, WhatIfResult, WhatIfRow
from router.errors import InputError
from router.pipeline.progress import Say, silent
from router.pipeline.simulated_run import PlayOptions
from router.pipeline.simulating import Job, notes_of, play_all
from router.simulation import PortfolioOptions
from router.simulation.figuring import differences, figures_of_runs

__all__ = ["WhatIfOptions", "what_if"]

TODAY = "today"
MORE_APPOINTMENTS = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfOptions:
    """What is asked.

    Parameters
    ----------
    play
        How things are today.
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
        Today first. Every way is played with the same portfolios, by our policy; differences are
        of pairs with the same seed. After an interrupt from the keyboard, the seeds that were
        played in every way.
    """
    ways = _ways(options)
    jobs = [
        Job(play=play, policy=Policy.OURS, seed=seed, name=name)
        for seed in options.seeds
        for name, play in ways
    ]
    played, complete = play_all(jobs, options.workers, on_progress)
    runs: dict[str, list[Run]] = {name: [] for name, _ in ways}
    for first in range(0, len(jobs), len(ways)):
        of_seed = [played.get(at) for at in range(first, first + len(ways))]
        whole = [run for run in of_seed if run and len(run.days) == options.play.days]
        if len(whole) == len(ways):
            for (name, _), run in zip(ways, whole, strict=True):
                runs[name].append(run)
    today = runs[TODAY]
    if not today:
        raise KeyboardInterrupt
    return WhatIfResult(
        title=_title(options.play.portfolio, options.play.days),
        notes=notes_of(options.play),
        days=options.play.days,
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


def _title(portfolio: PortfolioOptions, days: int) -> str:
    saturday = "Saturdays worked" if portfolio.saturday else "no Saturdays"
    return (
        f"today: {plural(portfolio.agents, 'agent')}, {portfolio.late_agents:.0%} on the late "
        f"shift, {saturday}, {portfolio.appointments:.0%} of new cases with an agreed time; "
        f"{plural(days, 'day')}"
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
