"""From a table of addresses to their parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.address_parts import AddressParts
from router.domain.plurals import plural
from router.errors import Fault
from router.geocoding.parsing import parse_address
from router.intake import read_addresses
from router.pipeline.progress import Say, silent

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["parse_addresses"]

_EVERY = 1_000  # rows between two notes of progress


def parse_addresses(
    source: str | Path | pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    on_progress: Say = silent,
) -> tuple[tuple[tuple[str, AddressParts], ...], tuple[Fault, ...]]:
    """Read every address of a table part by part.

    Parameters
    ----------
    source
        Table or frame with ``case_id`` and ``address``.
    columns
        Our column to the header in the file, where it is not recognised.
    on_progress
        Called with a step's name, how much of it is done (0 to 1), and a note.

    Returns
    -------
    tuple
        In input order, per row: the id and the parts; and the faults of the input.

    Raises
    ------
    InputError
        If the table cannot be used.
    """
    table = read_addresses(source, columns=columns)
    total = len(table.rows)
    parsed: list[tuple[str, AddressParts]] = []
    for row in table.rows:
        if len(parsed) % _EVERY == 0:
            on_progress("reading addresses", len(parsed) / total, f"{len(parsed)} of {total}")
        parsed.append((row.case_id, parse_address(row.text)))
    on_progress("reading addresses", 1.0, plural(total, "address", "addresses"))
    return tuple(parsed), table.faults
