"""Every parameter with its value, its default, how well it is known, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from router.value.packaged import packaged
from router.value.parameters import ValueParameters

__all__ = ["ListedParameter", "list_parameters"]

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParameter:
    """One parameter, as it is shown.

    Parameters
    ----------
    name
        Table and key, such as ``burden.fruitless``: how a file of one's own states it.
    value, default
        As TOML has them.
    grade
        How well it is known; of one that differs from its default, the grade that the file states
        for its table, else ``own``.
    comment
        What it means; may be empty.
    """

    name: str
    value: Any
    default: Any
    grade: str
    comment: str

    @property
    def changed(self) -> bool:
        """Whether it differs from the default."""
        return bool(self.value != self.default)


def list_parameters(parameters: ValueParameters) -> tuple[ListedParameter, ...]:
    """Return all parameters for people to read.

    Parameters
    ----------
    parameters
        In use.

    Returns
    -------
    tuple of ListedParameter
        In the order of the packaged file, the grades of the tables left out.
    """
    found = []
    for table, keys in packaged().items():
        stated = getattr(parameters, table)
        own_grade = OWN if stated.grade == keys["grade"].value else stated.grade
        for key, one in keys.items():
            if key == "grade":
                continue
            value = _plain(getattr(stated, key.replace(".", "_")))
            found.append(
                ListedParameter(
                    name=f"{table}.{key}",
                    value=value,
                    default=one.value,
                    grade=one.grade if value == one.value else own_grade,
                    comment=one.comment,
                )
            )
    return tuple(found)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [f"{one:%H:%M}" if isinstance(one, time) else one for one in value]
    return value
