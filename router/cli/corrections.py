"""`router corrections`: look at what people said about addresses, and take something back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.options import RegionOption
from router.domain.plurals import plural

__all__ = ["app"]

app = typer.Typer(
    help="Look at the corrections that a region remembers, and withdraw some.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def list_corrections(
    region: RegionOption,
    out: Annotated[
        Path | None, typer.Option(help="Write what counts to a CSV that --corrections reads.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Also what is superseded or withdrawn.")
    ] = False,
) -> None:
    """Show what people said about addresses, and which of it counts.

    \b
    Examples:
      router corrections list --region region
      router corrections list --region region --out corrections.csv
    """
    from router.cli.screen import print_lines, print_table
    from router.exports import write_corrections
    from router.geocoding import CORRECTION_COLUMNS
    from router.pipeline import correction_memory

    said = correction_memory(region).history()
    if out is not None:
        rows = [one.entry.to_row() for one in said if one.in_force]
        write_corrections(CORRECTION_COLUMNS, rows, out)
        print_lines(f"wrote {out}")
        return
    print_table(
        f"{plural(sum(one.in_force for one in said), 'correction')} remembered",
        ["number>", "case", "address", "verdict", "point", "who", "when", "state"],
        [
            (
                one.number,
                one.entry.case_id,
                one.entry.address,
                one.entry.verdict.value,
                one.entry.point_text,
                one.entry.who,
                one.entry.when,
                one.state,
            )
            for one in said
            if one.in_force or history
        ],
    )


@app.command("remove")
def remove(
    numbers: Annotated[list[int], typer.Argument(help="Numbers that `list` shows.")],
    region: RegionOption,
    who: Annotated[str, typer.Option(help="Who takes them back.")] = "",
    forget: Annotated[
        bool, typer.Option("--forget", help="Erase them; else they stay in the history.")
    ] = False,
) -> None:
    """Withdraw corrections; what was said before about the same address counts again.

    \b
    Examples:
      router corrections remove 17 --region region --who "Li Wei"
      router corrections remove 17 18 --region region --forget
    """
    from router.cli.screen import print_lines
    from router.pipeline import correction_memory

    count = correction_memory(region).withdraw(numbers, who=who, forget=forget)
    print_lines(f"{count} {'forgotten' if forget else 'withdrawn'}.")
