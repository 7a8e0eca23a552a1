"""Tables of what happened go into the journal, each row once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TypeVar

from router.domain.cases import VISIT_STAGE
from router.domain.hold_reasons import hold_reason
from router.domain.memory import Memory, Payment
from router.domain.outcomes import AddressEffect, Outcome, OutcomeCode, outcome_codes
from router.domain.places import Datum
from router.domain.stages import stages
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
from router.rules.standing_traces import FULL_PAYMENT, PART_PAYMENT

__all__ = ["Recorded", "RecordedTable", "Tables", "Told", "meaning", "record_tables"]

T = TypeVar("T")
Told = Outcome | Payment
"""What may leave a hold, a stage or a flag behind."""


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
    earlier = journal.memory(zone=zone)
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
            journal.memory(zone=zone), replies.rows, now, file=replies.source
        )
        journal.record_appointments(agreed)
        read = replace(replies, faults=(*replies.faults, *faults))
        new = len({(one.case_id, one.since) for one in agreed})  # a move is two steps of one reply
        taken = Taken(new=new, known=max(0, len(replies.rows) - len(faults) - new))
        desk.done("replies", given.replies, read, taken, refused=len(faults))
    entries, head = journal.head()
    return Recorded(
        tables=tuple(desk.tables),
        changes=_changes(journal.memory(zone=zone), earlier),
        entries=entries,
        head=head,
    )


class _Desk:
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


def _changes(memory: Memory, earlier: Memory) -> tuple[tuple[str, int], ...]:
    """Say what new outcomes and payments mean for tomorrow, by the table of outcome codes."""
    known: Counter[Told] = Counter((*earlier.outcomes, *earlier.payments))
    now: Counter[Told] = Counter((*memory.outcomes, *memory.payments))
    found: Counter[str] = Counter()
    for kind in (meaning(one) for one in (now - known).elements()):
        if kind.hold:
            found[f"held: {hold_reason(kind.hold).english}"] += 1
        if kind.next_stage in stages() and kind.next_stage != VISIT_STAGE:
            found[f"due instead of a visit: {stages()[kind.next_stage].english}"] += 1
        found["next time in another part of the day"] += kind.other_band
        found["not at that address again"] += kind.address_effect is AddressEffect.INVALID
        found[f"flagged: {kind.flag}"] += bool(kind.flag)
        found["to be looked at by a person"] += kind.needs_review
    return tuple((words, count) for words, count in found.items() if count)


def meaning(told: Told) -> OutcomeCode:
    """Return what an outcome means; of a payment, what it would mean at a door.

    Parameters
    ----------
    told
        An outcome or a payment.

    Returns
    -------
    OutcomeCode
        A row of the table of codes.
    """
    if isinstance(told, Outcome):
        return told.kind
    return outcome_codes()[PART_PAYMENT if told.settled is False else FULL_PAYMENT]
