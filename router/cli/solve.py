"""`router solve`: other systems' problems (VROOM's JSON)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import JsonOption

__all__ = ["solve"]


def solve(
    problem: Annotated[Path, typer.Argument(help="A problem in VROOM's JSON.")],
    out: Annotated[Path, typer.Option(help="Where to write the solution.")] = Path("solution.json"),
    seconds: Annotated[
        float | None,
        typer.Option(min=0.1, max=86_400, help="Seconds for the search [default: 10]."),
    ] = None,
    iterations: Annotated[
        int | None, typer.Option(min=1, help="Limit the search by work, not time.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of all randomness.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Solve a problem of jobs, vehicles and matrices, and write VROOM's answer.

    \b
    Examples:
      router solve problem.json --seconds 10 --out solution.json
    \b
    Without matrices, travel is the great circle times 1.3. Shipments are refused.
    """
    from router.cli.screen import print_json, print_lines, progress
    from router.pipeline import solve_file

    with progress() as say:
        answer, remarks = solve_file(
            problem,
            out,
            seconds=10.0 if seconds is None and iterations is None else seconds,
            iterations=iterations,
            seed=seed,
            on_progress=say,
        )
    if as_json:
        print_json({**answer["summary"], "remarks": list(remarks)})
    else:
        summary = answer["summary"]
        print_lines(
            *(f"Note: {remark}" for remark in remarks),
            f"Routes: {summary['routes']}. Jobs unassigned: {summary['unassigned']}. "
            f"Cost: {summary['cost']}.",
            f"wrote {out}",
        )
