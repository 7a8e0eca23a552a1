"""Keys of other systems' JSON that our models do not know: kept, so that they can be reported."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

__all__ = ["unknown_keys"]


def unknown_keys(model: BaseModel, path: str = "") -> Iterator[str]:
    """Yield the paths of all keys that the format does not know.

    Parameters
    ----------
    model
        What was read; its models allow extra keys.
    path
        Where it stands in the file.

    Yields
    ------
    str
        Such as ``jobs[3].colour``; keys without a value are passed over.
    """
    before = f"{path}." if path else ""
    for key, value in (model.model_extra or {}).items():
        if value not in (None, "", [], {}, False, 0):
            yield before + key
    for name, field in type(model).model_fields.items():
        value, key = getattr(model, name), before + (field.alias or name)
        if isinstance(value, BaseModel):
            yield from unknown_keys(value, key)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from unknown_keys(item, f"{key}[{index}]")
        elif isinstance(value, dict):
            for member, item in value.items():
                if isinstance(item, BaseModel):
                    yield from unknown_keys(item, f"{key}.{member}")
