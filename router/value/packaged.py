"""The packaged parameters: their values, and what the file says of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Packaged", "flat", "line_of", "packaged"]

_HEADER = re.compile(r"\s*\[\s*([\w.\s-]+?)\s*\]")
_KEY = re.compile(r"\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_GRADED = re.compile(r"\s*\((measured|secondary|assumed)\b[^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaged:
    """One parameter of the packaged file.

    Parameters
    ----------
    value
        Its default.
    comment
        What stands beside it.
    grade
        How well it is known.
    """

    value: Any
    comment: str
    grade: str


@cache
def packaged() -> dict[str, dict[str, Packaged]]:
    """Return the packaged parameters.

    Returns
    -------
    dict
        By table and key, such as ``presence`` and ``home.weekday``, in the order of the file; the
        key ``grade`` of every table is among them.
    """
    text = files("router.value").joinpath("parameters.toml").read_text("utf-8")
    return {
        table: {
            key: _described(value, _line(text, table, key), stated["grade"])
            for key, value in flat(stated)
        }
        for table, stated in tomllib.loads(text).items()
    }


def flat(stated: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the keys of a table, those of tables in it with a dot.

    Parameters
    ----------
    stated
        As parsed.
    before
        What stands before each key.

    Yields
    ------
    tuple
        Key and value.
    """
    for key, value in stated.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def line_of(text: str, table: str, key: str = "") -> int:
    """Return on which line of a file a key stands.

    Parameters
    ----------
    text
        Of the file.
    table, key
        Such as ``presence`` and ``home.weekday``; no key for the table's header, no table for what
        stands before the first.

    Returns
    -------
    int
        1-based; 0 if it was not found, as if it is written in another way than the packaged ones.
    """
    wanted, inside = f"{table}.{key}" if key else table, ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = None
        if header := _HEADER.match(line):
            found = inside = header[1].replace(" ", "")
        elif stated := _KEY.match(line):
            found = f"{inside}.{stated[1]}".replace(" ", "").removeprefix(".")
        if found == wanted:
            return number
    return 0


def _line(text: str, table: str, key: str) -> str:
    return text.splitlines()[line_of(text, table, key) - 1]


def _described(value: Any, line: str, grade: str) -> Packaged:
    comment = line.partition(" # ")[2].strip()
    own = _GRADED.search(comment)
    return Packaged(
        value=value,
        comment=_GRADED.sub("", comment).strip(),
        grade=own[0].strip(" ()") if own else grade,
    )
