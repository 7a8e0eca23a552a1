"""What becomes of a row that is dropped: it is named, with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from router.domain.refused import RefusedRow
from router.errors import Fault

__all__ = ["Kind", "refused_row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the rows of a table stand for.

    Parameters
    ----------
    table
        ``cases``, ``agents``, ``outcomes``, ``payments``, ``approaches``, ``notices``, ``replies``.
    id_column
        Our name of the column of ids.
    other_id
        Our name of a column that may tell whose the row is instead; empty if every row needs its
        id.
    address_columns
        Our names of the columns whose text tells where the row is, the preferred first.
    unique
        Whether an id may stand in one row only; then the first row with it is used.
    """

    table: str
    id_column: str
    other_id: str = ""
    address_columns: tuple[str, ...] = ()
    unique: bool = True


def refused_row(
    kind: Kind, row: int, text: Callable[[str], str], faults: Sequence[Fault]
) -> RefusedRow:
    """Name a row that was dropped.

    Parameters
    ----------
    kind
        What the row stands for.
    row
        Its number as the user sees it.
    text
        Gives the text of its cell in one of our columns; empty if there is none.
    faults
        Those of the row; the fatal ones are the reasons.

    Returns
    -------
    RefusedRow
        With every reason once.
    """
    reasons = [
        f"{fault.column}: {fault.problem}" if fault.column else fault.problem
        for fault in faults
        if fault.fatal
    ]
    return RefusedRow(
        table=kind.table,
        row=row,
        row_id=text(kind.id_column) or (text(kind.other_id) if kind.other_id else ""),
        address=next(filter(None, map(text, kind.address_columns)), ""),
        why="; ".join(dict.fromkeys(reasons)),
    )
