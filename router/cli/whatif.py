"""`router whatif`: other teams, shifts and appointments, and what would come of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.cli.options import JsonOption
from router.cli.simulate import (
    AgentsOption,
    AheadOption,
    CasesOption,
    DaysOption,
    EveningOption,
    FirstSeedOption,
    IterationsOption,
    NewOption,
    ProfileOption,
    WorkersOption,
    play_options,
    written,
)
from router.errors import InputError

if TYPE_CHECKING:
    from router.domain.simulated import WhatIfResult

__all__ = ["whatif"]

_SHOWN = ("contacts", "kept", "money", "marginal", "cost", "contacts_per_hour")


def whatif(
    days: DaysOption = 10,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="Portfolios that are played.")] = 5,
    first_seed: FirstSeedOption = 1,
    agents: AgentsOption = 6,
    instead: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            max=600,
            show_default=False,
            help="Other numbers of agents. Repeatable. [default: two fewer, and two more]",
        ),
    ] = None,
    shifts: Annotated[
        bool, typer.Option("--shifts/--no-shifts", help="Try earlier and later shifts.")
    ] = True,
    saturday: Annotated[
        bool, typer.Option("--saturday/--no-saturday", help="Try Saturdays the other way.")
    ] = True,
    appointments: Annotated[
        bool,
        typer.Option(
            "--appointments/--no-appointments", help="Try 20 points more with an agreed time."
        ),
    ] = True,
    cases: CasesOption = 300,
    new: NewOption = 15.0,
    evening: EveningOption = 1.0,
    profile: ProfileOption = None,
    days_ahead: AheadOption = 2,
    iterations: IterationsOption = 2000,
    workers: WorkersOption = None,
    out: Annotated[Path | None, typer.Option(help="Draw it on one page: whatif.html.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask what other teams, shifts and appointments would bring: contacts and money.

    \b
    Plays the same weeks of an invented portfolio as they are planned today, and otherwise: more
    and fewer agents, all on the early or the late shift, Saturdays the other way, 20 points more
    new cases with an agreed time. Every row covers the same whole weeks, as many as --days need
    today. Means over the seeds with 95 % intervals; differences against today are of one seed each.
    \b
    Examples:
      router whatif --agents 8 --cases 500 --out whatif.html
      router whatif --instead 4 --instead 10 --no-shifts --no-saturday --no-appointments
    """  # fmt: skip
    from router.cli.screen import print_json, print_lines, progress
    from router.exports import check_writable, what_if_json, write_file
    from router.pipeline.what_if import WhatIfOptions, what_if

    if out is not None and out.suffix.lower() != ".html":
        raise InputError(f"{out}: give a name that ends in .html")
    if out is not None:
        check_writable(out)
    others = instead if instead is not None else [max(1, agents - 2), agents + 2]
    options = WhatIfOptions(
        play=play_options(
            days=days, agents=agents, cases=cases, new=new, evening=evening, profile=profile,
            days_ahead=days_ahead, iterations=iterations,
        ),
        agents=tuple(others),
        shifts=shifts,
        saturday=saturday,
        appointments=appointments,
        seeds=tuple(range(first_seed, first_seed + seeds)),
        workers=workers,
    )  # fmt: skip
    with progress() as say:
        result = what_if(options, on_progress=say)
    if as_json:  # before the page: a disk that is full by now does not take the figures with it
        print_json(what_if_json(result))
    else:
        _show(result)
    if out is not None:
        from router.drawing import draw_what_if

        write_file(out, draw_what_if(result))
        if not as_json:
            print_lines(f"Written: {out}")
    if not result.complete:
        raise KeyboardInterrupt


def _show(result: WhatIfResult) -> None:
    from router.cli.screen import print_lines, print_table
    from router.domain.measures import means_over, measure_named

    print_lines(result.title)
    if not result.complete:
        print_lines("Interrupted: these are the figures of the seeds that were played.")
    measures = [measure_named(name) for name in _SHOWN]
    heads = ["", *(f"{measure.label}>" for measure in measures)]
    print_table(
        means_over(len(result.seeds)),
        heads,
        [
            [row.name, *(written(row.figures.get(one.name), one.write) for one in measures)]
            for row in result.rows
        ],
    )
    print_table(
        "More than today, of the same seed",
        heads,
        [
            [row.name, *(written(row.more.get(one.name), one.signed) for one in measures)]
            for row in result.rows[1:]
        ],
    )
    print_lines(
        *(f"{one.label}: {one.meaning}" for one in measures if one.meaning),
        *(f"- {note}" for note in result.notes),
    )
