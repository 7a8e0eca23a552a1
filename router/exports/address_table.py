"""The parts of addresses become a table that scripts read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from router.domain.address_parts import PART_NAMES, AddressParts
from router.exports.atomic import write_file
from router.exports.tables import guarded

__all__ = ["ADDRESS_COLUMNS", "address_csv", "write_addresses"]

ADDRESS_COLUMNS = ("case_id", "address", *(name for name in PART_NAMES if name != "postcode"))
# A spreadsheet takes -1 for a number, which it is: the floor below the ground.
_PLAIN_NUMBER = re.compile(r"-\d{1,2}")


def address_csv(rows: Iterable[tuple[str, AddressParts]]) -> bytes:
    """Return addresses, read part by part, as CSV for scripts.

    Parameters
    ----------
    rows
        Id and parts.

    Returns
    -------
    bytes
        UTF-8 without a byte order mark; ``ADDRESS_COLUMNS``, all text. There is no column for
        postcodes: they stand at the end of ``rest``. Texts that a spreadsheet would take for a
        formula begin with an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(ADDRESS_COLUMNS)
    for case_id, parts in rows:
        rest = f"{parts.rest} {parts.postcode}".strip()
        between = [getattr(parts, name) for name in ADDRESS_COLUMNS[2:-1]]
        writer.writerow([_field(cell) for cell in (case_id, parts.written, *between, rest)])
    return stream.getvalue().encode("utf-8", "replace")


def write_addresses(rows: Iterable[tuple[str, AddressParts]], path: Path) -> None:
    """Write addresses, read part by part; see `address_csv`.

    Parameters
    ----------
    rows
        Id and parts.
    path
        The file; it is replaced as a whole.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    write_file(path, address_csv(rows))


def _field(text: str) -> str:
    return text if _PLAIN_NUMBER.fullmatch(text) else guarded(text)
