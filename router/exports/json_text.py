"""Values become JSON that a person can read and edit, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Json", "to_json"]

Json: TypeAlias = (
    "str | int | float | bool | NDArray[np.int32] | Sequence[Json] | Mapping[str, Json] | None"
)
_ONE_LINE = 110  # a block of plain values up to this length stays on one line


def to_json(value: Json) -> str:
    """Return JSON text: keys in the given order, short blocks and matrix rows on one line.

    Parameters
    ----------
    value
        Plain values. An integer array is a travel matrix: one line per row, null for -1.

    Returns
    -------
    str
        With a final newline; letters of all scripts as they are.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    return "".join(_render(value, "")) + "\n"


def _render(value: Json, indent: str) -> Iterator[str]:
    if isinstance(value, np.ndarray):
        # The only negative number of a matrix is -1: no way.
        rows = [_scalar_list(row.tolist()).replace("-1", "null") for row in value]
        yield from _block("[", [iter([row]) for row in rows], "]", indent)
    elif isinstance(value, Mapping):
        line = _one_line(value, list(value.values()))
        if line is not None:
            yield line
        else:
            inner = indent + " "
            members = [_member(key, item, inner) for key, item in value.items()]
            yield from _block("{", members, "}", indent)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        line = _one_line(value, value)
        if line is not None:
            yield line
        else:
            yield from _block("[", [_render(item, indent + " ") for item in value], "]", indent)
    else:
        yield _dump(value)


def _member(key: str, item: Json, indent: str) -> Iterator[str]:
    yield _dump(key) + ": "
    yield from _render(item, indent)


def _block(first: str, members: list[Iterator[str]], last: str, indent: str) -> Iterator[str]:
    yield first
    for number, member in enumerate(members):
        yield ",\n" + indent + " " if number else "\n" + indent + " "
        yield from member
    yield "\n" + indent + last if members else last


def _one_line(value: Json, items: Sequence[Json]) -> str | None:
    """Return the whole block if it holds plain values only and is short."""
    if not items:
        return "{}" if isinstance(value, Mapping) else "[]"
    if any(isinstance(item, (Mapping, np.ndarray, list, tuple)) for item in items):
        return None
    line = _dump(dict(value) if isinstance(value, Mapping) else value)
    return line if len(line) <= _ONE_LINE else None


def _scalar_list(row: list[int]) -> str:
    return json.dumps(row, separators=(",", ":"))


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: object) -> int | float:
    """Unwrap numpy numbers, which pass for int and float elsewhere."""
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, np.floating):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
