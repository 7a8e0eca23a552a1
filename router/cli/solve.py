"""`router solve`: problems of other systems, of the literature, and our own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import JsonOption, TravelEngine, TravelOption
from router.domain.plurals import plural

if TYPE_CHECKING:
    from router.pipeline.solving import SolvedFile

__all__ = ["solve"]


class Engine(StrEnum):
    """What searches."""

    AUTO = "auto"
    ORTOOLS = "ortools"
    KERNEL = "kernel"


def solve(
    problem: Annotated[
        Path, typer.Argument(help="The problem file; its content tells of which kind it is.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Where to write [default: solution.json, or solution.sol for texts]."),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(min=0.1, max=86_400, help="Seconds for the search [default: 10]."),
    ] = None,
    iterations: Annotated[
        int | None, typer.Option(min=1, help="Limit the search by work, not time.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of all randomness.")] = 0,
    engine: Annotated[
        Engine, typer.Option(help="Both searches together, or one of them alone.")
    ] = Engine.AUTO,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes [default: one per core].")
    ] = None,
    best_known: Annotated[
        float | None, typer.Option(min=0, help="A cost to compare with [default: looked for].")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the cost over time into this file (.svg).")
    ] = None,
    region: Annotated[
        Path | None,
        typer.Option(help="Region folder that measures the way between coordinates."),
    ] = None,
    travel: TravelOption = TravelEngine.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Solve a problem file, and write the answer in the form that belongs to it.

    \b
    Reads                                                   Answers with
      router.problem/1, or the problem of a plan.json       router.solution/1
      VROOM's JSON: jobs, vehicles, matrices, breaks,       VROOM's JSON
        skills, several windows; steps are where the
        search begins; shipments are refused
      Google's OptimizeTours JSON: shipments of one visit   OptimizeTours JSON
      Solomon's and Gehring-Homberger's text                VRPLIB solution (.sol)
      VRPLIB text with time windows and prizes              VRPLIB solution (.sol)
      text of problems with several windows                 VRPLIB solution (.sol)
    \b
    Examples:
      router solve problem.json --seconds 10 --out solution.json
      router solve vroom.json --region region --workers 2
      router solve C101.txt --seconds 60 --plot cost.svg
      router solve R1_10_1.vrp --best-known 262705 --out R1_10_1.sol
    \b
    A best known cost is looked for in best_known.csv in the folder of the problem or the one
    above, and in a .sol file of the same name. Coordinates without matrices are measured by
    the region, or along great circles times 1.3. Ctrl-C writes the best plan so far;
    exit code 5 if a visit that has to be made is left out of it. `router check` judges what was
    written.
    """
    from router.cli.screen import print_json, print_lines, progress
    from router.pipeline import open_region, solve_file

    home = None if region is None else open_region(region, travel=travel.value)
    with progress() as say:
        solved = solve_file(
            problem,
            out,
            seconds=10.0 if seconds is None and iterations is None else seconds,
            iterations=iterations,
            seed=seed,
            engine=engine.value,
            workers=workers,
            best_known=best_known,
            plot=plot,
            travel=None if home is None else home.travel,
            on_progress=say,
        )
    if as_json:
        print_json(_figures(solved))
    else:
        print_lines(*(f"Note: {remark}" for remark in solved.remarks), *_words(solved))
        print_lines(f"wrote {solved.out}", *([f"wrote {plot}"] if plot else []))
    if solved.search.broken_off and solved.must_left_out:
        raise typer.Exit(DONE_IN_PART)


def _words(solved: SolvedFile) -> list[str]:
    made = solved.visits - solved.left_out
    lines = [
        f"Routes: {solved.routes}. Visits: {made} of {solved.visits}. Cost: {solved.cost:,.2f} "
        f"(stopped by {solved.search.stopped_by})."
    ]
    if solved.must_left_out:
        lines.append(
            "Not everything could be done: "
            f"{plural(solved.must_left_out, 'visit is', 'visits are')} left out."
        )
    if solved.gap is not None:
        lines.append(f"Best known: {solved.best_known:,.2f}; gap {solved.gap * 100:+.2f} %.")
    if solved.search.bound:
        lines.append(f"No plan costs less than {solved.search.bound:,.2f}.")
    return lines


def _figures(solved: SolvedFile) -> dict[str, object]:
    return {
        "kind": solved.kind,
        "out": str(solved.out),
        "cost": solved.cost,
        "routes": solved.routes,
        "visits": solved.visits,
        "unassigned": solved.left_out,
        "must_left_out": solved.must_left_out,
        "best_known": solved.best_known,
        "gap": solved.gap,
        "bound": solved.search.bound,
        "stopped_by": solved.search.stopped_by,
        "remarks": list(solved.remarks),
    }
