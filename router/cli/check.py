"""`router check`: judge a plan, a solution, or the steps that vehicles are given."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import JsonOption
from router.cli.rule_options import AsStatedOption, HolidaysOption, LoosenOption, profiles_named

__all__ = ["check"]

DOES_NOT_HOLD = 4


def check(
    plan: Annotated[Path, typer.Argument(help="What is to be judged, as written or edited.")],
    problem: Annotated[
        Path | None, typer.Option(help="The problem that a solution belongs to.")
    ] = None,
    region: Annotated[
        Path | None,
        typer.Option(help="Region folder that measures the way between coordinates."),
    ] = None,
    profile: AsStatedOption = None,
    loosen: LoosenOption = None,
    holidays: HolidaysOption = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="Judge by what this journal remembers: history, holds, payments."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Recompute every time of a plan and judge every rule; exit 0 only if it holds.

    \b
    Judges
      plan.json, as `router plan` wrote it or a person edited it: times, accounts, costs, and
        whether every visit is lawful under the profiles that it states, or those that are named
      a VROOM problem whose vehicles have steps: their times, and what they violate
      with --problem, what `router solve` wrote for it: router.solution/1, a VROOM answer,
        or a VRPLIB solution (.sol)
    \b
    Examples:
      router check plan/plan.json
      router check plan/plan.json --json | jq .findings
      router check plan/plan.json --profile cl --journal cases.journal
      router check vroom.json --json > answer.json
      router check solution.sol --problem C101.txt
    """
    from router.cli.screen import print_json, print_lines
    from router.pipeline import LawOptions, check_file, open_region

    home = None if region is None else open_region(region)
    law = LawOptions(
        profiles=profiles_named(profile),
        loosenings=loosen,
        holiday_files=tuple(holidays or ()),
        journal=journal,
    )
    checked = check_file(plan, problem, travel=None if home is None else home.travel, law=law)
    if as_json:
        print_json(checked.figures)
    else:
        print_lines(checked.words)
    if not checked.ok:
        raise typer.Exit(DOES_NOT_HOLD)
