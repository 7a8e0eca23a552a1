"""Tables of what happened go into the journal, and out of it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Generic, TypeVar

from router.domain.places import Datum
from router.errors import Fault
from router.intake import (
    Intake,
    read_approaches,
    read_notices,
    read_outcomes,
    read_payments,
    read_replies,
)
from router.journal import Journal, Taken
from router.pipeline.past_visits import CLOCKS_DIFFER
from router.rules.replying import apply_notices, apply_replies

__all__ = [
    "Recorded",
    "RecordedTable",
    "Tables",
    "export_journal",
    "purge_journal",
    "record_tables",
    "release_hold",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What is to be recorded, and how it is read.

    Parameters
    ----------
    outcomes, payments, approaches, notices, replies
        Files; None for none.
    columns
        Of the outcomes: our column name to the header in the file.
    words
        Words of your own for what came of a visit, to our outcome code.
    datum
        Of check-ins whose row does not say.
    """

    outcomes: Path | None = None
    payments: Path | None = None
    approaches: Path | None = None
    notices: Path | None = None
    replies: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    datum: Datum = Datum.WGS84


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTable:
    """What became of one table.

    Parameters
    ----------
    table
        Which, such as ``outcomes``.
    taken
        Of its rows.
    refused
        Rows that could not be used.
    faults
        Everything that was wrong.
    """

    table: str
    taken: Taken
    refused: int
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of all tables.

    Parameters
    ----------
    tables
        In the order in which they were read.
    changes
        What the new entries change for the days to come: words and numbers.
    entries, head
        Of the journal afterwards.
    """

    tables: tuple[RecordedTable, ...]
    changes: tuple[tuple[str, int], ...]
    entries: int
    head: str

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those of all tables."""
        return tuple(fault for table in self.tables for fault in table.faults)


def record_tables(
    given: Tables, journal: Journal, *, zone: tzinfo, now: datetime | None = None
) -> Recorded:
    """Read tables of what happened and add them to the journal.

    Parameters
    ----------
    given
        The tables.
    journal
        Where to. A table that was read before, or in part, adds only what is missing.
    zone
        Of times without an offset.
    now
        The present moment; the clock if None.

    Returns
    -------
    Recorded
        What was new, what was known, what could not be used.

    Raises
    ------
    InputError
        If a file cannot be read; nothing of any is then recorded.
    JournalError
        If the journal does not hold.
    """
    now = now or datetime.now(UTC)
    latest = now + CLOCKS_DIFFER
    outcomes = payments = approaches = notices = replies = None
    if given.outcomes is not None:
        outcomes = read_outcomes(
            given.outcomes,
            zone=zone,
            columns=given.columns,
            codes=given.words,
            datum=given.datum,
            latest=latest,
        )
    if given.payments is not None:
        payments = read_payments(given.payments, zone=zone, latest=latest)
    if given.approaches is not None:
        approaches = read_approaches(given.approaches, zone=zone, latest=latest)
    if given.notices is not None:
        notices = read_notices(given.notices, zone=zone, latest=latest)
    if given.replies is not None:
        replies = read_replies(given.replies, zone=zone, latest=latest)
    before, _ = journal.head()
    desk = _Desk(journal, now)
    if outcomes is not None:
        desk.done("outcomes", given.outcomes, outcomes, journal.record_outcomes(outcomes.rows))
    if payments is not None:
        desk.done("payments", given.payments, payments, journal.record_payments(payments.rows))
    if approaches is not None:
        taken = journal.record_approaches(approaches.rows)
        desk.done("approaches", given.approaches, approaches, taken)
    if notices is not None:
        taken = journal.record_notices(notices.rows)
        journal.record_appointments(apply_notices(journal.memory(zone=zone), notices.rows))
        desk.done("notices", given.notices, notices, taken)
    if replies is not None:
        agreed, faults = apply_replies(
            journal.memory(zone=zone), replies.rows, max(now, *_moments(replies), now),
            file=replies.source,
        )  # fmt: skip
        read = replace(replies, faults=(*replies.faults, *faults))
        taken = journal.record_appointments(agreed)
        unchanged = len(replies.rows) - len(faults) - taken.new
        taken = replace(taken, known=max(0, unchanged))
        desk.done("replies", given.replies, read, taken, refused=len(faults))
    entries, head = journal.head()
    return Recorded(
        tables=tuple(desk.tables),
        changes=_changes(journal, before, zone),
        entries=entries,
        head=head,
    )


class _Desk(Generic[T]):
    """Where the results of the tables are put down."""

    def __init__(self, journal: Journal, now: datetime) -> None:
        self.tables: list[RecordedTable] = []
        self._journal = journal
        self._now = now

    def done(
        self, name: str, file: Path | None, read: Intake[T], taken: Taken, *, refused: int = 0
    ) -> None:
        """Put down what became of a table, in the journal too."""
        assert file is not None
        self._journal.record_import(
            name,
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            rows=len(read.rows),
            when=self._now,
        )
        self.tables.append(
            RecordedTable(
                table=name, taken=taken, refused=len(read.refused) + refused, faults=read.faults
            )
        )
