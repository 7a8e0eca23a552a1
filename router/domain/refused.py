"""A row of the user's table that could not be used: who it was, where it stands, and why."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RefusedRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that was dropped when its table was read.

    Parameters
    ----------
    table
        ``cases``, ``agents``, ``outcomes``, ``payments``, ``approaches``, ``notices``, ``replies``.
    row
        1-based row as the user sees it (the header of a table is row 1).
    row_id
        The id of the case or agent as written (or of the borrower, where a table needs no case);
        empty if it is missing. Of a repeated id the first row is used, so that a refused row may
        bear the id of a used one.
    address
        The text of a case's preferred address as written; empty if there is none, and for agents.
        It is personal: show it, never log it.
    why
        The fatal problems, each with the column it stands in, without the cell's value.
    """

    table: str
    row: int
    row_id: str
    address: str
    why: str
