"""`router address`: what an address says, part by part."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from router.cli.failing import DONE_IN_PART
from router.cli.options import ColumnOption, JsonOption, column_mapping
from router.domain.plurals import plural
from router.errors import InputError

__all__ = ["app"]

app = typer.Typer(
    help="Read addresses part by part, without a region and without a network.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _root() -> None:
    """Read addresses part by part, without a region and without a network."""


@app.command("parse")
def parse(
    file: Annotated[
        Path | None,
        typer.Argument(help="Table with case_id and address: CSV, TSV, Excel or JSON lines."),
    ] = None,
    out: Annotated[Path, typer.Option(help="CSV to write.")] = Path("parts.csv"),
    text: Annotated[
        str | None, typer.Option(help="One address, instead of a file; its parts are printed.")
    ] = None,
    column: ColumnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read addresses, Chinese and Western, into province, city, … road, number, … room, rest.

    \b
    Examples:
      router address parse cases.csv --out parts.csv
      router address parse 名单.xlsx --column address=上门地址 --out parts.csv
      router address parse --text 广东深圳罗湖东门中路2047号1201
    \b
    One row per row of the file, in its order. What was not understood is in the column rest.
    """
    if (file is None) == (text is None):
        raise InputError("name a file, or give one address with --text")
    if text is not None:
        _print_one(text, as_json=as_json)
    elif file is not None:
        _write_all(file, out, column_mapping(column), as_json=as_json)


def _print_one(text: str, *, as_json: bool) -> None:
    from router.cli.screen import print_json, print_lines
    from router.geocoding.parsing import parse_address

    parts = parse_address(text)
    if as_json:
        pieces = [{"part": piece.part, "written": piece.written} for piece in parts.pieces]
        print_json({"written": parts.written, **parts.to_dict(), "pieces": pieces})
    else:
        filled = {name: value for name, value in parts.to_dict().items() if value}
        print_lines(*(f"{name:<9} {value}" for name, value in filled.items()))


def _write_all(file: Path, out: Path, columns: dict[str, str], *, as_json: bool) -> None:
    from router.cli.screen import print_faults, print_json, print_lines, progress
    from router.exports import write_addresses
    from router.pipeline import parse_addresses

    with progress() as say:
        rows, faults = parse_addresses(file, columns=columns, on_progress=say)
    write_addresses(rows, out)
    if as_json:
        print_json({"rows": len(rows), "faults": [str(fault) for fault in faults], "out": str(out)})
    else:
        print_faults(faults)
        print_lines(f"{plural(len(rows), 'address', 'addresses')} read.", f"wrote {out}")
    if any(fault.fatal for fault in faults):
        raise typer.Exit(DONE_IN_PART)
