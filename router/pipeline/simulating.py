"""`simulate`: weeks of an invented portfolio, policy by policy and seed by seed, in processes."""

from __future__ import annotations

import signal
import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, fields, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from router.domain.plurals import plural
from router.domain.simulated import Policy, Run, SimulationResult, Switch
from router.errors import DegradedWarning, InputError
from router.exports import check_writable, write_file
from router.pipeline.progress import Say, silent
from router.pipeline.settings import Settings
from router.pipeline.simulated_run import PlayOptions, play_run
from router.simulation import Names, PortfolioOptions, generate, read_manual_order, tables_of
from router.simulation.figuring import ablation_figures, policy_figures
from router.solving.cores import cores

__all__ = [
    "Job",
    "SimulationOptions",
    "comparable",
    "export_portfolio",
    "notes_of",
    "play_all",
    "simulate",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationOptions:
    """What is simulated.

    Parameters
    ----------
    play
        How runs are played.
    policies
        Which; ours is played in any case if there is an ablation.
    seeds
        Of the portfolios.
    ablation
        Parts of our policy that are switched off, one at a time.
    workers
        Processes; None for one per core.
    """

    play: PlayOptions
    policies: tuple[Policy, ...] = (Policy.OURS, Policy.LONGEST_OVERDUE, Policy.CLUSTERS)
    seeds: tuple[int, ...] = tuple(range(1, 11))
    ablation: tuple[Switch, ...] = ()
    workers: int | None = None

    def __post_init__(self) -> None:
        if not self.seeds or not (self.policies or self.ablation):
            raise InputError("a simulation needs a policy and a seed")
        if Policy.MANUAL in self.policies and self.play.manual is None:
            raise InputError("the policy manual needs the file of its order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run that is to be played.

    Parameters
    ----------
    play
        How.
    policy, seed, off
        What.
    name
        Of what it belongs to, for who asked.
    """

    play: PlayOptions
    policy: Policy
    seed: int
    off: Switch | None = None
    name: str = ""


def simulate(options: SimulationOptions, on_progress: Say = silent) -> SimulationResult:
    """Play policies through weeks of invented portfolios, and compare them.

    Parameters
    ----------
    options
        What.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    SimulationResult
        The same options give the same figures, however busy the machine is and however many
        processes play. An interrupt from the keyboard ends it; what was played until then is told,
        with ``complete`` false.

    Raises
    ------
    InputError
        If the file of the policy manual has faults: all of them at once, before anything is played.
    CheckFailedError
        If a time of a plan is wrong; that is a defect of this program.
    """
    _require_known(options)
    what = _what(options)
    jobs = [
        Job(play=options.play, policy=policy, seed=seed, off=off)
        for policy, off in what
        for seed in options.seeds
    ]
    # Seed by seed, so that an interrupt leaves whole seeds behind.
    order = sorted(range(len(jobs)), key=lambda number: number % len(options.seeds))
    played, complete = play_all([jobs[number] for number in order], options.workers, on_progress)
    found = {order[place]: run for place, run in played.items()}
    runs = comparable([found[number] for number in sorted(found)], len(what), options.play.days)
    limit = options.play.settings.values.ageing.limit_days
    return SimulationResult(
        title=_title(options),
        notes=notes_of(options.play),
        days=options.play.days,
        seeds=tuple(dict.fromkeys(run.seed for run in runs)),
        limit_days=limit,
        runs=runs,
        policies=policy_figures(runs, [policy for policy, off in what if off is None]),
        ablation=ablation_figures(runs),
        complete=complete,
    )


def _require_known(options: SimulationOptions) -> None:
    """Refuse an order by hand that names what no portfolio has."""
    if options.play.manual is None or Policy.MANUAL not in options.policies:
        return
    worlds = [generate(seed, options.play.portfolio) for seed in options.seeds]
    known = Names(
        first_day=options.play.portfolio.first_day,
        agents=frozenset(agent.agent_id for world in worlds for agent in world.agents),
        cases=frozenset(case_id for world in worlds for case_id in world.debts),
    )
    read_manual_order(options.play.manual, known)


def _what(options: SimulationOptions) -> list[tuple[Policy, Switch | None]]:
    wanted: list[tuple[Policy, Switch | None]] = []
    if options.ablation and Policy.OURS not in options.policies:
        wanted.append((Policy.OURS, None))
    wanted += [(policy, None) for policy in dict.fromkeys(options.policies)]
    wanted += [(Policy.OURS, switch) for switch in dict.fromkeys(options.ablation)]
    return wanted


def _title(options: SimulationOptions) -> str:
    portfolio = options.play.portfolio
    evening = f", evening presence x{portfolio.evening:g}" if portfolio.evening != 1 else ""
    return (
        f"{plural(portfolio.stock, 'case')} and {portfolio.arrivals:g} new ones a day, "
        f"{plural(portfolio.agents, 'agent')}, {plural(options.play.days, 'day')}{evening}"
    )


def notes_of(play: PlayOptions) -> tuple[str, ...]:
    """Say what the figures of a simulation rest on.

    Parameters
    ----------
    play
        How it was played.

    Returns
    -------
    tuple of str
        Sentences.
    """
    return (
        "The portfolio is invented: households, wrong addresses, presence by the hour, promises "
        "and payments come from the rates of the generator, which are assumptions. The planner "
        "sees only what an office would see.",
        "Every policy plans with the same cases, agents, shifts and lawful times, and meets the "
        "same households; borrowers are told of their visits in time.",
        "Times on the way are straight lines x "
        f"{play.portfolio.detour:g}, and really take somewhat more or less.",
        "Every plan, and every visit as it was really made, is judged again by the checker; what "
        "it finds is counted as rules broken.",
        "Money counts until 30 days after the last day, for promises that come due later.",
        f"Our policy plans {plural(play.days_ahead, 'day')} together, with "
        f"{plural(play.iterations, 'step')} of search for each.",
        "Intervals: Student's t over seeds; comparisons are of pairs with the same seed.",
    )


def play_all(
    jobs: Sequence[Job], workers: int | None, on_progress: Say
) -> tuple[dict[int, Run], bool]:
    """Play runs in processes.

    Parameters
    ----------
    jobs
        What is to be played; started in this order.
    workers
        Processes; None for one per core.
    on_progress
        Told about every run.

    Returns
    -------
    tuple
        The runs by the place of their job, and whether all of them were played to their end.
    """
    played: dict[int, Run] = {}
    with tempfile.TemporaryDirectory(prefix="router-simulation-") as folder:
        stop = Path(folder) / "stop"
        pool = ProcessPoolExecutor(
            max_workers=min(workers or cores(), len(jobs)),
            mp_context=get_context("spawn"),
            initializer=_deaf,
        )
        with pool:
            waiting = {pool.submit(_play, _sent(job), stop): at for at, job in enumerate(jobs)}
            try:
                on_progress("playing", 0.0, plural(len(jobs), "run"))
                for future in as_completed(waiting):
                    at = waiting[future]
                    played[at] = future.result()
                    share = len(played) / len(jobs)
                    on_progress("playing", share, _told(len(played), jobs, at, played[at]))
            except KeyboardInterrupt:
                stop.touch()  # the days under way are played to their end
                begun = [future for future in waiting if not future.cancel()]
                played |= {waiting[future]: future.result() for future in begun}
            except BaseException:
                stop.touch()
                pool.shutdown(cancel_futures=True)
                raise
    complete = all(
        at in played and len(played[at].days) == job.play.days for at, job in enumerate(jobs)
    )
    return played, complete


def export_portfolio(options: SimulationOptions, folder: Path) -> tuple[Path, ...]:
    """Write the tables of the first seed's first morning, as an office would have them.

    Parameters
    ----------
    options
        What is simulated.
    folder
        Receives them; made if it is not there.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    InputError
        If the folder cannot be made or written.
    """
    portfolio = options.play.portfolio
    tables = tables_of(generate(options.seeds[0], portfolio), portfolio.first_day)
    check_writable(*(folder / name for name in tables))
    for name, text in tables.items():
        write_file(folder / name, text)
    return tuple(folder / name for name in tables)


def _told(done: int, jobs: Sequence[Job], at: int, run: Run) -> str:
    job = jobs[at]
    name = f"{job.name}, " if job.name else ""
    off = f" without {job.off.value}" if job.off else ""
    contacts = sum(day.contacts for day in run.days)
    return (
        f"{done} of {plural(len(jobs), 'run')}; {name}{job.policy.value}{off}, seed {job.seed}: "
        f"{plural(contacts, 'contact')}"
    )


def comparable(runs: Sequence[Run], policies: int, days: int) -> tuple[Run, ...]:
    """Keep what may be compared, if not everything was played.

    Parameters
    ----------
    runs
        That were played, some perhaps not to their end.
    policies
        How many runs there are of a seed, if all were played.
    days
        That were to be played.

    Returns
    -------
    tuple of Run
        The seeds that were played to the end under every policy. If there is none, all runs that
        have a day: they tell of themselves, not of each other.
    """
    finished = Counter(run.seed for run in runs if len(run.days) == days)
    whole = tuple(run for run in runs if finished[run.seed] == policies)
    return whole or tuple(run for run in runs if run.days)


def _deaf() -> None:
    # Ctrl-C reaches every process of a terminal; who asked decides what becomes of the runs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _sent(job: Job) -> tuple[Job, dict[str, Any], dict[str, Any]]:
    """Take apart what cannot be sent between processes: mappings that cannot be changed."""
    bare = replace(job, play=replace(job.play, portfolio=None, settings=None))  # type: ignore[arg-type]
    return bare, _fields(job.play.portfolio), _fields(job.play.settings)


def _fields(value: Any) -> dict[str, Any]:
    found = {}
    for one in fields(value):
        of_one = getattr(value, one.name)
        found[one.name] = dict(of_one) if hasattr(of_one, "keys") else of_one
    return found


def _play(sent: tuple[Job, dict[str, Any], dict[str, Any]], stop: Path) -> Run:
    job, portfolio, settings = sent
    play = replace(job.play, portfolio=PortfolioOptions(**portfolio), settings=Settings(**settings))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegradedWarning)  # the notes of the result say it once
        return play_run(play, job.policy, job.seed, job.off, stopped=stop.exists)
