"""What is done with a journal besides recording: holds released, old entries purged, tables out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path

from router.domain.cases import VISIT_STAGE
from router.domain.memory import Appointment, Release
from router.domain.outcomes import OutcomeCode, outcome_codes
from router.domain.stages import stages
from router.domain.times import days_later
from router.errors import InputError
from router.exports import rows_csv, write_folder
from router.journal import Journal, Purged, Term, json_lines, tables, term_of
from router.pipeline.past_visits import CLOCKS_DIFFER
from router.pipeline.recording import Told, meaning
from router.rules import load_profile
from router.rules.standing_after import REOPENED
from router.rules.standing_traces import names_of

__all__ = ["export_journal", "purge_journal", "release_hold"]


def release_hold(
    journal: Journal, release: Release, *, zone: tzinfo, now: datetime | None = None
) -> bool:
    """Record that a named person ends a hold.

    Parameters
    ----------
    journal
        Where to.
    release
        Which hold, who and why.
    zone
        Of the doors.
    now
        The present moment; the clock if None.

    Returns
    -------
    bool
        Whether the journal knows of something that it ends, and that had begun by then. Holds of
        the table of cases are ended there.

    Raises
    ------
    InputError
        If nothing that the journal remembers has that name, or the release is of a day to come: it
        would end complaints that nobody has made yet.
    JournalError
        If the journal does not hold.
    """
    codes = outcome_codes().values()
    known = {REOPENED, *(name for kind in codes for name in _names(kind))}
    named = names_of(release)
    if not known & named:
        raise InputError(
            f"{release.reason!r} is no hold that the journal can end; write one of "
            f"{', '.join(sorted(known))}"
        )
    if release.when > (now or datetime.now(UTC)) + CLOCKS_DIFFER:
        raise InputError(f"--when {release.when.isoformat()} lies in the future; say when it was")
    memory = journal.memory(zone=zone)
    journal.record_release(release)
    told: tuple[Told, ...] = (*memory.outcomes, *memory.payments)
    decided = release.when.timestamp()
    return any(
        _of(one, release) and named & _ended(one) and one.when.timestamp() <= decided
        for one in told
    ) or any(
        _of(one, release) and one.never and one.since.timestamp() <= decided
        for one in memory.appointments
    )


def _names(kind: OutcomeCode) -> frozenset[str]:
    moved = kind.next_stage if kind.next_stage in stages() else ""
    return frozenset({kind.hold, moved, kind.flag} - {"", VISIT_STAGE})


def _ended(told: Told) -> frozenset[str]:
    kind = meaning(told)
    return _names(kind) | (frozenset({REOPENED}) if kind.fruitless else frozenset())


def _of(told: Told | Appointment, release: Release) -> bool:
    if release.case_id and told.case_id:
        return told.case_id == release.case_id
    return not release.borrower_id or told.borrower_id in {"", release.borrower_id}


def purge_journal(
    journal: Journal,
    profiles: Sequence[str | Path],
    *,
    today: date,
    before: date | None = None,
    apply: bool = False,
) -> tuple[Purged, Term]:
    """Blank what profiles no longer let be kept.

    Parameters
    ----------
    journal
        Whose entries.
    profiles
        Names of packaged ones, or TOML files; all of them bind.
    today
        The day on which that is done.
    before
        Another day, before which entries are purged; None for the one that the profiles set.
    apply
        Whether it is done; else it is only said what would be.

    Returns
    -------
    tuple of Purged and Term
        What is blanked, and the term.

    Raises
    ------
    InputError
        If no profile states a term and no day is given, or the day lies within the term.
    JournalError
        If the journal does not hold.
    """
    term = term_of([load_profile(name) for name in profiles], today)
    if before is None and term.days is None:
        raise InputError(
            "none of these profiles says how long records are kept; name one that does, or give "
            "--before DATE"
        )
    start = term.before(today)
    if before is not None:
        asked = datetime.combine(before, time(), UTC)
        latest = datetime.combine(days_later(today, -term.least), time(), UTC)
        if asked > latest:
            raise InputError(
                f"--before {before}: entries of the last {term.least} days are still needed "
                f"({'; '.join(term.why) or 'the rules look back on them'}); nothing later than "
                f"{latest.date()}"
            )
        start = asked
    why = term.why if before is None else (*term.why, f"before {before}, as asked")
    return journal.purge(start, today=today, why=why, apply=apply), term


def export_journal(journal: Journal, out: Path) -> tuple[str, ...]:
    """Write the entries of a journal as tables that can be read back, and as JSON lines.

    Parameters
    ----------
    journal
        Whose entries.
    out
        The folder.

    Returns
    -------
    tuple of str
        Names of the files.

    Raises
    ------
    InputError
        If the folder cannot be written.
    JournalError
        If the journal does not hold.
    """
    entries = journal.entries(purged=True)
    files: dict[str, bytes | str] = {
        f"{name}.csv": rows_csv(columns, rows) for name, (columns, rows) in tables(entries).items()
    }
    files["entries.jsonl"] = json_lines(entries)
    write_folder(out, files)
    return tuple(files)
