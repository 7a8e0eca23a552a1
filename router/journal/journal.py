"""The journal: what was planned, done, agreed and decided, in a file that is only added to."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Any

from router.domain.channels import Attempt
from router.domain.compliance import Override
from router.domain.memory import Appointment, Memory, NoticeGiven, Payment, Release
from router.domain.outcomes import Outcome
from router.domain.plan import PlanData
from router.domain.times import whole_minute
from router.errors import InputError
from router.journal import files, schema
from router.journal.chain import Entry, EntryKind
from router.journal.codec import decode, encode
from router.journal.plans import KeptPlan, kept_plan
from router.journal.purging import Purged, purge
from router.journal.remembering import remembered
from router.journal.replacing import make_journal
from router.journal.settling import settled
from router.journal.verifying import Verification, verify
from router.journal.writing import Draft, Taken, append, read, translated

__all__ = ["Journal"]

_BATCH = (
    2_000  # entries of the first commit of a long table; a killed import resumes after the last
)


class Journal:
    """A file of everything that happened, to which entries are only added.

    Nothing stays open between two calls: several runs may use one journal at the same time.

    Parameters
    ----------
    path
        The file. Its seal, ``<path>.seal``, belongs to it: move and back up both together.
    create
        Whether it is made if there is none.

    Raises
    ------
    InputError
        If there is none and it is not to be made, or the folder cannot be used.
    JournalError
        If it is not what was written; it is left as it is.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import UTC, datetime
    >>> seen = Outcome(case_id="C-1", when=datetime(2026, 11, 2, 18, 30, tzinfo=UTC), code="NAH")
    >>> with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "j") as journal:
    ...     first, again = (journal.record_outcomes([seen]) for _ in range(2))
    ...     print(first.new, again.new, again.known, journal.verify().ok)
    ...     print([one.code for one in journal.memory(zone=UTC).outcomes])
    1 0 1 True
    ['NAH']
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = Path(path).resolve()  # the seal lies beside the file itself, not beside a link
        if self.path.is_dir():
            raise InputError(f"{self.path} is a folder; give the name of a file")
        seal = files.beside(self.path, "seal")
        if not create and not self.path.exists() and not seal.exists():
            raise InputError(f"{self.path}: no such journal; `router record` makes one")
        with translated(self.path):
            if create:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with files.locked(self.path):
                if create:
                    make_journal(self.path)
                settled(self.path, write=False)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def __repr__(self) -> str:
        return f"<Journal {self.path.name}>"

    def record_outcomes(self, outcomes: Sequence[Outcome]) -> Taken:
        """Add outcomes of visits.

        Parameters
        ----------
        outcomes
            In the order of their table. An outcome of the same case and minute with anything else
            in it corrects the earlier one; a hold that only a person ends stays all the same.

        Returns
        -------
        Taken
            How many were new, known, corrections.
        """
        return self._add(EntryKind.OUTCOME, outcomes)

    def record_approaches(self, approaches: Sequence[Attempt]) -> Taken:
        """Add calls, messages and letters.

        Parameters
        ----------
        approaches
            In the order of their table.

        Returns
        -------
        Taken
            How many were new, known, corrections.
        """
        return self._add(EntryKind.APPROACH, approaches)

    def record_payments(self, payments: Sequence[Payment]) -> Taken:
        """Add payments.

        Parameters
        ----------
        payments
            In the order of their table; payments of one table that are alike all count.

        Returns
        -------
        Taken
            How many were new and known.
        """
        seen: Counter[Payment] = Counter()
        drafts = []
        for payment in payments:
            alike = replace(payment, row=0, when=whole_minute(payment.when))
            seen[alike] += 1
            nth = {"nth": seen[alike]} if seen[alike] > 1 else {}
            drafts.append(Draft(kind=EntryKind.PAYMENT, payload={**encode(payment), **nth}))
        return self._append(drafts)

    def record_release(self, release: Release) -> Taken:
        """Add the end of a hold.

        Parameters
        ----------
        release
            Who ended which hold, and why.

        Returns
        -------
        Taken
            Whether it is new.
        """
        return self._add(EntryKind.RELEASE, [release])

    def record_notices(self, notices: Sequence[NoticeGiven]) -> Taken:
        """Add what borrowers were told of visits.

        Parameters
        ----------
        notices
            In order.

        Returns
        -------
        Taken
            How many were new and known.
        """
        return self._add(EntryKind.NOTICE, notices)

    def record_appointments(self, appointments: Sequence[Appointment]) -> Taken:
        """Add how far appointments have come.

        Parameters
        ----------
        appointments
            In order.

        Returns
        -------
        Taken
            How many were new and known.
        """
        return self._add(EntryKind.APPOINTMENT, appointments)

    def record_override(self, override: Override, *, when: datetime) -> Taken:
        """Add what a named person decided against the default.

        Parameters
        ----------
        override
            What, who and why.
        when
            When; zone-aware.

        Returns
        -------
        Taken
            Whether it is new.
        """
        payload = {**encode(override), "when": encode(when)}
        return self._append([Draft(kind=EntryKind.OVERRIDE, payload=payload)])

    def record_import(self, table: str, *, sha256: str, rows: int, when: datetime) -> Taken:
        """Add that a table was read to its end.

        Parameters
        ----------
        table
            Which, such as ``outcomes``.
        sha256
            Of its file, in hexadecimal: the same file again adds nothing.
        rows
            That could be used.
        when
            When it was read; zone-aware.

        Returns
        -------
        Taken
            Whether it is new.
        """
        values = {"table": table, "sha256": sha256, "rows": rows}
        if any(_tells(entry, values) for entry in self.entries(EntryKind.IMPORT)):
            return Taken(known=1)
        return self._append(
            [Draft(kind=EntryKind.IMPORT, payload={**values, "when": encode(when)})]
        )

    def record_plan(self, data: PlanData) -> Taken:
        """Add a plan: its visits count until their outcomes are there.

        Parameters
        ----------
        data
            The plan. Of the cases that it considered it replaces what was planned for that day.
            What named people decided for it is recorded with it.

        Returns
        -------
        Taken
            Whether it is new; it is not if it says what the last plan of that day said.
        """
        plan = kept_plan(data)
        last: tuple[int, KeptPlan] | None = None
        for entry in self.entries(EntryKind.PLAN):
            earlier = decode(KeptPlan, json.loads(entry.payload or "{}"))
            if earlier.day == plan.day:
                last = entry.seq, earlier
        if last is not None:
            if replace(last[1], after=0, planned_at=plan.planned_at) == plan:
                return Taken(known=1)
            plan = replace(plan, after=last[0])
        for override in data.compliance.overrides if data.compliance is not None else ():
            if override.kind != EntryKind.RELEASE:  # that is an entry of its own
                midnight = datetime.combine(plan.day, time(), UTC)  # once for all plans of a day
                self.record_override(override, when=midnight)
        return self._add(EntryKind.PLAN, [plan])

    def memory(
        self, *, zone: tzinfo, since: datetime | None = None, until: datetime | None = None
    ) -> Memory:
        """Return what is known of earlier days.

        Parameters
        ----------
        zone
            Of the doors, where a plan did not say it.
        since, until
            Only what happened, or was to happen, from the one to before the other.

        Returns
        -------
        Memory
            Corrections applied.
        """
        return remembered(self.entries(), zone=zone, since=since, until=until)

    def head(self) -> tuple[int, str]:
        """Return where the journal ends.

        Returns
        -------
        tuple of int and str
            Number and hash (hexadecimal) of the last entry: noted elsewhere, such as in a plan, the
            hash proves all entries up to it (see `verify`).
        """
        with translated(self.path), files.locked(self.path):
            seal = settled(self.path, write=False)
        return seal.entries, seal.head

    def entries(
        self, kind: EntryKind | None = None, *, after: int = 0, purged: bool = False
    ) -> list[Entry]:
        """Return entries.

        Parameters
        ----------
        kind
            Which; None for all.
        after
            Only those with a higher number.
        purged
            Whether those are wanted too of which only digest and hash are kept.

        Returns
        -------
        list of Entry
            In order.
        """

        def use(connection: sqlite3.Connection) -> list[Entry]:
            where = "seq > ?" + (" AND payload IS NOT NULL" * (not purged))
            if kind is None:
                return list(schema.entries(connection, where, after))
            return list(schema.entries(connection, f"{where} AND kind = ?", after, kind.value))

        found: list[Entry] = read(self.path, use)
        return found

    def purge(
        self, before: datetime, *, today: date, why: Sequence[str] = (), apply: bool = False
    ) -> Purged:
        """Blank what was over before a moment; see `term_of` for the moment that profiles set.

        Parameters
        ----------
        before
            The moment; zone-aware.
        today
            The day on which that is done.
        why
            The rules that ask for it, in words.
        apply
            Whether it is done; else it is only said what would be.

        Returns
        -------
        Purged
            What is blanked, and what of it a rule in force still needs.
        """
        return purge(self.path, before, today=today, why=tuple(why), apply=apply)

    def verify(self, *, head: str = "") -> Verification:
        """Prove that the journal is what was written.

        Parameters
        ----------
        head
            A head that was noted earlier; it must be in the chain. Empty for none.

        Returns
        -------
        Verification
            Every damage that was found.
        """
        return verify(self.path, head=head)

    def _add(self, kind: EntryKind, told: Iterable[object]) -> Taken:
        return self._append([Draft(kind=kind, payload=encode(one)) for one in told])

    def _append(self, drafts: Sequence[Draft]) -> Taken:
        """Add in batches; each is hashed with all before it, so they grow with what there is."""
        taken, done, size = Taken(), 0, _BATCH
        while done < len(drafts):
            taken += append(self.path, drafts[done : done + size])
            done += size
            size = max(_BATCH, done)
        return taken


def _tells(entry: Entry, values: dict[str, Any]) -> bool:
    told = json.loads(entry.payload or "{}")
    return all(told.get(name) == value for name, value in values.items())
