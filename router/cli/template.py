"""`router template`: empty, commented input files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["template"]


class Language(StrEnum):
    """Language of the headers and comments."""

    EN = "en"
    ZH = "zh"


def template(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("input"),
    language: Annotated[Language, typer.Option(help="Headers and comments.")] = Language.EN,
    columns: Annotated[
        bool,
        typer.Option(
            "--columns", help="Only print the columns, the codes of outcomes, and their aliases."
        ),
    ] = False,
) -> None:
    """Write empty, commented input files (CSV and Excel).

    Cases and agents are needed; outcomes, payments, approaches (calls, messages, letters), notices
    and replies are what happened on earlier days.

    \b
    Examples:
      router template --out input
      router template --language zh --out input
      router template --columns
    """
    from router.cli.screen import print_lines, print_table
    from router.domain.outcomes import outcome_codes
    from router.intake import TABLES, write_templates

    if columns:
        for title, table in TABLES.items():
            print_table(
                title,
                ["column", "also recognised as", "what it is", "default"],
                [(c.name, ", ".join(c.names[1:]), c.meaning, c.default) for c in table],
            )
        print_table(
            "codes of outcomes",
            ["code", "what came of the visit", "in Chinese", "also recognised as"],
            [
                (c.code, c.english, c.chinese, ", ".join(c.aliases))
                for c in outcome_codes().values()
            ],
        )
        return
    written = write_templates(out, language=language.value)
    print_lines(*(f"wrote {path}" for path in written))
    print_lines("Fill them in, then: router plan --cases … --agents … --region … --out …")
