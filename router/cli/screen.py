"""What the commands show: progress on stderr, results on stdout, colour only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from router.errors import Fault

if TYPE_CHECKING:
    from router.pipeline.progress import Say

__all__ = ["print_faults", "print_json", "print_lines", "print_table", "progress"]

_SHOWN_FAULTS = 20


@contextmanager
def progress() -> Iterator[Say]:
    """Show the steps of a long command on stderr.

    Yields
    ------
    callable
        Takes the step's name, how much of it is done (0 to 1) and a note.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines()
        return
    bars = Progress(
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
        console=console,
    )
    tasks: dict[str, TaskID] = {}

    def say(step: str, done: float, note: str) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=1.0, note="")
        bars.update(tasks[step], completed=min(1.0, done), note=Text(note))

    with bars:
        yield say


def _lines() -> Say:
    finished: set[str] = set()

    def say(step: str, done: float, note: str) -> None:
        if done >= 1 and step not in finished:
            finished.add(step)
            print(f"{step}: {note}" if note else step, file=sys.stderr)  # noqa: T201

    return say


def print_faults(faults: Sequence[Fault]) -> None:
    """Show what is wrong in the input, on stderr.

    Parameters
    ----------
    faults
        In the order of the files.
    """
    if not faults:
        return
    fatal = sum(fault.fatal for fault in faults)
    print(  # noqa: T201
        f"Remarks on the input: {len(faults)}, of which {fatal} leave a row out.", file=sys.stderr
    )
    for fault in faults[:_SHOWN_FAULTS]:
        print(f"  {'✗' if fault.fatal else '·'} {fault}", file=sys.stderr)  # noqa: T201
    if len(faults) > _SHOWN_FAULTS:
        print(f"  … and {len(faults) - _SHOWN_FAULTS} more (see --json)", file=sys.stderr)  # noqa: T201


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table on stdout.

    Parameters
    ----------
    title
        Above it.
    columns
        Headers; one that ends in ``>`` is right-aligned.
    rows
        Their cells, shown as plain text.
    """
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    for column in columns:
        right = column.endswith(">")
        table.add_column(column.rstrip(">"), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    _stdout().print(table)


def print_lines(*lines: str) -> None:
    """Print plain lines on stdout.

    Parameters
    ----------
    *lines
        Shown as they are.
    """
    console = _stdout()
    for line in lines:
        console.print(Text(line), soft_wrap=True)


def _stdout() -> Console:
    # A pipe has no width; tables in files should not be cut to 80 columns.
    console = Console()
    return console if console.is_terminal else Console(width=160)


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on stdout.

    Parameters
    ----------
    value
        JSON types only.
    """
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201
