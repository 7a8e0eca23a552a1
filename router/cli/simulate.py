"""`router simulate`: weeks of an invented portfolio, policy by policy, with intervals."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.cli.options import JsonOption
from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.simulated import Estimate, SimulationResult
    from router.pipeline.simulated_run import PlayOptions

__all__ = ["play_options", "simulate", "written"]

_SHOWN = (
    "visits", "contacts", "contacts_per_hour", "kept", "money", "marginal", "cost_per_contact",
    "cost_per_kept", "km", "fruitless", "visits_per_borrower", "evening_share", "median_age",
    "oldest_age", "over_limit", "given_back", "uneven", "broken",
)  # fmt: skip
_PARTS = ("contacts_per_hour", "contacts", "kept", "marginal", "fruitless")


class PolicyName(StrEnum):
    """Of a policy."""

    OURS = "ours"
    LONGEST_OVERDUE = "longest-overdue"
    CLUSTERS = "clusters"
    MANUAL = "manual"
    ORTOOLS = "ortools"


DaysOption = Annotated[int, typer.Option(min=1, max=250, help="Days that are worked.")]
SeedsOption = Annotated[int, typer.Option(min=1, max=1000, help="Portfolios: seeds 1 to N.")]
FirstSeedOption = Annotated[int, typer.Option(min=0, help="The first seed.")]
AgentsOption = Annotated[int, typer.Option(min=1, max=600, help="Agents.")]
CasesOption = Annotated[int, typer.Option(min=1, help="Cases on the first morning.")]
NewOption = Annotated[float, typer.Option("--new", min=0, help="New cases per working day.")]
EveningOption = Annotated[
    float, typer.Option(min=0.1, max=5, help="Factor of presence from 17:00 on.")
]
ProfileOption = Annotated[
    list[str] | None,
    typer.Option(
        help="Visiting rules beside the humane ones: a packaged name or a TOML file; none for "
        "none. cn plays in a city of China. [default: those of the country]",
        show_default=False,
    ),
]
AheadOption = Annotated[
    int, typer.Option(min=1, max=14, help="Days that our policy plans together.")
]
IterationsOption = Annotated[
    int, typer.Option(min=1, help="Steps of our search for each of these days.")
]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, help="Processes. [default: one per core]", show_default=False)
]


def simulate(
    days: DaysOption = 20,
    policy: Annotated[
        list[PolicyName] | None,
        typer.Option(
            help="Repeatable. [default: ours, longest-overdue, clusters]", show_default=False
        ),
    ] = None,
    seeds: SeedsOption = 10,
    first_seed: FirstSeedOption = 1,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Also switch off parts of ours, one at a time.")
    ] = False,
    agents: AgentsOption = 6,
    cases: CasesOption = 300,
    new: NewOption = 15.0,
    evening: EveningOption = 1.0,
    profile: ProfileOption = None,
    manual: Annotated[
        Path | None,
        typer.Option(
            help="CSV of the policy manual, which is then played too: day (2026-11-23, the first, "
            "or later), agent_id and case_id as --export names them; rows in order of visiting."
        ),
    ] = None,
    days_ahead: AheadOption = 2,
    iterations: IterationsOption = 2000,
    workers: WorkersOption = None,
    out: Annotated[Path | None, typer.Option(help="Draw it on one page: simulation.html.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write every run, measure by measure.")] = None,
    export: Annotated[
        Path | None,
        typer.Option(help="Write the first seed's tables as an office has them, to plan them."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Play weeks of an invented portfolio under several policies, and compare them.

    \b
    Households, presence by the hour, wrong addresses, outcomes, promises and payments are invented
    from a seed and hidden from the planner. Every policy gets the same cases, agents, shifts and
    lawful times, and meets the same households. Every plan, and every visit as it was really made,
    is judged by the checker. Figures are means over the seeds with 95 % intervals. Ctrl-C tells
    what was played until then.
    \b
    Policies: ours; longest-overdue (one district a day for each agent, longest overdue first,
    spare cases); clusters (nearest next door); manual (the order of a file); ortools (as it is
    usually written: one value for all visits).
    \b
    Examples:
      router simulate --days 20 --seeds 10 --out simulation.html
      router simulate --policy ours --policy ortools --evening 2
      router simulate --seeds 10 --ablation --csv runs.csv
    """
    from router.cli.screen import print_json, print_lines, progress
    from router.exports import check_writable, simulation_csv, simulation_json, write_file
    from router.pipeline.simulating import SimulationOptions
    from router.pipeline.simulating import simulate as play

    for path, ending in ((out, ".html"), (csv, ".csv")):
        if path is not None and path.suffix.lower() != ending:
            raise InputError(f"{path}: give a name that ends in {ending}")
    check_writable(*(path for path in (out, csv) if path is not None))
    from router.domain.simulated import Policy, Switch

    wanted = list(policy or (PolicyName.OURS, PolicyName.LONGEST_OVERDUE, PolicyName.CLUSTERS))
    if manual is not None and PolicyName.MANUAL not in wanted:
        wanted.append(PolicyName.MANUAL)
    options = SimulationOptions(
        play=play_options(
            days=days, agents=agents, cases=cases, new=new, evening=evening, profile=profile,
            days_ahead=days_ahead, iterations=iterations, manual=manual,
        ),
        policies=tuple(Policy(one.value) for one in wanted),
        seeds=tuple(range(first_seed, first_seed + seeds)),
        ablation=tuple(Switch) if ablation else (),
        workers=workers,
    )  # fmt: skip
    if export is not None:
        from router.pipeline.simulating import export_portfolio

        for written in export_portfolio(options, export):
            print_lines(f"Written: {written}")
    with progress() as say:
        result = play(options, on_progress=say)
    if as_json:  # before the files: a disk that is full by now does not take the figures with it
        print_json(simulation_json(result))
    else:
        _show(result)
    if out is not None:
        from router.drawing import draw_simulation

        write_file(out, draw_simulation(result))
    if csv is not None:
        write_file(csv, simulation_csv(result))
    if not as_json:
        print_lines(*(f"Written: {path}" for path in (out, csv) if path is not None))
    if not result.complete:
        raise KeyboardInterrupt


def play_options(
    *,
    days: int,
    agents: int,
    cases: int,
    new: float,
    evening: float,
    profile: list[str] | None,
    days_ahead: int,
    iterations: int,
    manual: Path | None = None,
) -> PlayOptions:
    """Put together how runs are played.

    Parameters
    ----------
    days, agents, cases, new, evening, profile, days_ahead, iterations, manual
        As the command takes them.

    Returns
    -------
    PlayOptions
        Cases arrive as long as days are planned.
    """
    from router.cli.rule_options import profiles_named
    from router.pipeline.settings import Settings
    from router.pipeline.simulated_run import PlayOptions
    from router.simulation import PortfolioOptions, hangzhou

    city = hangzhou if profile and profile[0] == "cn" else PortfolioOptions
    return PlayOptions(
        portfolio=city(
            days=2 * (days + days_ahead), agents=agents, stock=cases, arrivals=new, evening=evening
        ),
        days=days,
        days_ahead=days_ahead,
        iterations=iterations,
        manual=manual,
        settings=Settings(profiles=profiles_named(profile)),
    )


def _show(result: SimulationResult) -> None:
    from router.cli.screen import print_lines, print_table
    from router.domain.measures import means_over, measure_named

    print_lines(result.title)
    if not result.complete:
        print_lines("Interrupted: these are the figures of what was played until then.")
    measures = [measure_named(name) for name in _SHOWN]
    print_table(
        means_over(len(result.seeds)),
        ["", *(f"{one.policy.value}>" for one in result.policies)],
        [
            [
                measure.label,
                *(written(one.figures.get(measure.name), measure.write) for one in result.policies),
            ]
            for measure in measures
        ],
    )
    print_lines(*(f"{one.label}: {one.meaning}" for one in measures if one.meaning), "")
    compared = [one for one in result.policies if one.ours_more]
    if compared:
        print_table(
            "Ours has more than the others, of the same seed",
            ["", *(f"{one.policy.value}>" for one in compared)],
            [
                [
                    measure.label,
                    *(_percent(one.ours_more.get(measure.name)) for one in compared),
                ]
                for measure in (measure_named(name) for name in (*_PARTS, "km"))
            ],
        )
    if result.ablation:
        print_table(
            "What each part of ours is worth: with it, over without",
            ["", *(f"{measure_named(name).label}>" for name in _PARTS)],
            [
                [part.switch.value, *(_percent(part.share.get(name)) for name in _PARTS)]
                for part in result.ablation
            ],
        )
    broken = [finding for run in result.runs for finding in run.findings]
    if broken:
        print_lines("Rules broken:", *broken[:10])
    print_lines(*(f"- {note}" for note in result.notes))


def written(value: Estimate | None, write: Callable[[float], str]) -> str:
    """Return a mean with its interval, for a table on the screen.

    Parameters
    ----------
    value
        What is known; None if nothing is.
    write
        Writes a number.

    Returns
    -------
    str
        Such as ``1.05 (1.02 to 1.08)``.
    """
    if value is None:
        return "–"
    if value.low is None or value.high is None:
        return write(value.mean)
    return f"{write(value.mean)} ({write(value.low)} to {write(value.high)})"


def _percent(value: Estimate | None) -> str:
    if value is None:
        return "–"
    text = f"{100 * value.mean:+z.1f} %"
    if value.low is None or value.high is None:
        return text
    return f"{text} ({100 * value.low:+z.1f} to {100 * value.high:+z.1f})"
