"""What reading a table gives: the good rows and every fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from router.domain.refused import RefusedRow
from router.errors import Fault

__all__ = ["Intake", "shown"]

T = TypeVar("T")

_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Generic[T]):
    """The rows that can be used, and everything that was wrong with the table.

    Parameters
    ----------
    rows
        In the order of the table, without the refused ones.
    faults
        Those of the whole file first, then by row.
    source
        The name of the file, or ``<DataFrame>``.
    refused
        The dropped rows, each once, in the order of the table.
    """

    rows: tuple[T, ...]
    faults: tuple[Fault, ...]
    source: str
    refused: tuple[RefusedRow, ...] = ()

    @property
    def fatal(self) -> tuple[Fault, ...]:
        """The faults for which a row was refused; empty (false) if every row is used."""
        return tuple(fault for fault in self.faults if fault.fatal)


def shown(text: str) -> str:
    """Shorten an offending text for a fault.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        At most 60 characters, the last one an ellipsis if something was cut.
    """
    return text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…"
