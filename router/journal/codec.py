"""Nouns of the domain to JSON and back, by the types of their fields."""

from __future__ import annotations

import json
import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["canonical", "decode", "encode"]

T = TypeVar("T")

_LEFT_OUT = frozenset({"row"})  # where a row stood in a table is no fact about a visit


def canonical(value: object) -> str:
    """Return the one JSON text of a value.

    Parameters
    ----------
    value
        JSON types only.

    Returns
    -------
    str
        Keys in order, no blanks, not escaped; always UTF-8.
    """
    text = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def encode(value: object) -> Any:
    """Return a value as JSON types.

    Parameters
    ----------
    value
        A dataclass of the domain, or what its fields hold.

    Returns
    -------
    object
        Of a dataclass a dictionary, without the fields that have their default.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(getattr(value, field.name))
            for field in fields(value)
            if field.name not in _LEFT_OUT
            and (field.default is MISSING or getattr(value, field.name) != field.default)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, frozenset | set):
        return sorted(encode(item) for item in value)
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], values: Mapping[str, Any]) -> T:
    """Return a dataclass of the domain from JSON types.

    Parameters
    ----------
    kind
        The dataclass.
    values
        As `encode` gives them; fields that are missing have their default.

    Returns
    -------
    object
        Of that kind. Times have the offset with which they were written.

    Raises
    ------
    ValueError
        If a field is not known, or a value is none for it.
    """
    hints = _hints(cast(Hashable, kind))
    if unknown := set(values) - set(hints):
        raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
    return kind(**{name: _decoded(hints[name], value) for name, value in values.items()})


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _decoded(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return _decoded(inner, value)
    if origin in (tuple, frozenset):
        inner, *rest = get_args(hint)
        if rest and rest[0] is not Ellipsis:
            return tuple(
                _decoded(one, item) for one, item in zip(get_args(hint), value, strict=True)
            )
        return origin(_decoded(inner, item) for item in value)
    if is_dataclass(hint):
        return decode(hint, value)  # type: ignore[arg-type]  # a dataclass is a type here
    if hint is datetime or hint is date:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum | Decimal | float):
        return hint(value)
    return value
