"""Entries whose term is over are blanked; their digests and hashes stay, so the chain still holds.

The journal is written anew beside the old file, takes its place, and the old file is overwritten:
what was blanked is nowhere in it, not even in unused space.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from router.journal import files, schema
from router.journal.chain import Entry, EntryKind
from router.journal.following import spans
from router.journal.identity import identity
from router.journal.replacing import fresh_file, take_place
from router.journal.retention import needed_whole, remainders
from router.journal.settling import settled
from router.journal.writing import Draft, chained, translated

__all__ = ["Purged", "purge"]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge blanked, or would blank.

    Parameters
    ----------
    before
        Entries of what was over before this moment.
    blanked
        How many, by kind.
    remaining
        Of how many of them what a rule still needs was written anew, by kind.
    done
        Whether it was done.
    """

    before: datetime
    blanked: Mapping[str, int] = field(default_factory=dict)
    remaining: Mapping[str, int] = field(default_factory=dict)
    done: bool = False


def purge(
    path: Path, before: datetime, *, today: date, why: tuple[str, ...] = (), apply: bool = False
) -> Purged:
    """Blank what was over before a moment, and keep what a rule in force still needs.

    Parameters
    ----------
    path
        Of the journal.
    before
        The moment; zone-aware.
    today
        The day on which that is done.
    why
        The rules that ask for it, in words.
    apply
        Whether it is done; else nothing is written.

    Returns
    -------
    Purged
        What was, or would be, blanked.

    Raises
    ------
    JournalError
        If the journal does not hold.
    """
    limit = before.astimezone(UTC).isoformat(timespec="microseconds")
    with translated(path), files.locked(path):
        seal = settled(path, write=apply)
        with schema.connected(path) as connection:
            everything = list(schema.entries(connection))
        kept = [entry for entry in everything if entry.payload is not None]
        old = [entry for entry in kept if entry.at < limit and not needed_whole(entry, today)]
        facts = remainders(old, every=kept)
        stays = {(kind, identity(kind, payload).key) for kind, payload in facts}
        # What is down to the facts already stays where it is.
        over = [entry for entry in old if (entry.kind, entry.key) not in stays]
        known = {(entry.kind, entry.key) for entry in old}
        named = {identity(*one).key: one for one in facts}  # payments may be alike without sums
        new = [one for key, one in named.items() if (one[0], key) not in known]
        found = Purged(
            before=before,
            blanked=dict(Counter(entry.kind for entry in over)),
            remaining=dict(Counter(kind for kind, _ in new)),
            done=apply and bool(over),
        )
        if found.done:
            _write(path, seal, everything, {entry.seq for entry in over}, new, _words(limit, why))
    return found


def _words(limit: str, why: tuple[str, ...]) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return {"when": now, "before": limit, "why": list(why)}


def _write(
    path: Path,
    seal: files.Seal,
    everything: list[Entry],
    over: set[int],
    facts: list[tuple[str, Any]],
    words: dict[str, Any],
) -> None:
    drafts = [Draft(kind=EntryKind(kind), payload=payload) for kind, payload in facts]
    told = {**words, "entries": spans(sorted(over))}
    drafts.append(Draft(kind=EntryKind.PURGE, payload=told))
    added = chained(
        [(draft, identity(draft.kind, draft.payload)) for draft in drafts],
        seq=seal.entries,
        head=bytes.fromhex(seal.head),
        recorded=words["when"],
    )
    new = fresh_file(path)
    with schema.connected(new, write=True) as connection:
        schema.make(connection, seal.journal)
        connection.execute("BEGIN IMMEDIATE")
        schema.add(connection, [_blank(one) if one.seq in over else one for one in everything])
        schema.add(connection, added)
        connection.execute("COMMIT")
    promise = files.Pending(
        journal=seal.journal, before=seal.head, entries=added[-1].seq, head=added[-1].hash.hex()
    )
    with _overwritten(path):
        take_place(path, promise)


def _blank(entry: Entry) -> Entry:
    return replace(entry, payload=None, salt=None, key=None, slot=None, at="")


@contextmanager
def _overwritten(path: Path) -> Iterator[None]:
    """Overwrite a file once it has lost its name, where the system lets an open file lose it."""
    if os.name != "posix":
        yield
        return
    with path.open("r+b") as old:
        size = os.fstat(old.fileno()).st_size
        yield
        for start in range(0, size, _CHUNK):
            old.write(bytes(min(_CHUNK, size - start)))
        with contextlib.suppress(OSError):
            os.fsync(old.fileno())
