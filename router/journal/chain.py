"""Entries, and the chain of hashes that holds them together.

::

    digest = SHA-256(salt, payload)            blanking both later leaves the digest
    hash   = SHA-256(previous hash, number, moment, kind, digest)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from router.journal.codec import canonical

__all__ = [
    "PERSONAL",
    "Entry",
    "EntryKind",
    "entry_hash",
    "first_hash",
    "payload_digest",
    "short_digest",
]


class EntryKind(StrEnum):
    """What an entry tells."""

    OUTCOME = "outcome"
    APPROACH = "approach"
    PLAN = "plan"
    PAYMENT = "payment"
    RELEASE = "release"
    OVERRIDE = "override"
    NOTICE = "notice"
    APPOINTMENT = "appointment"
    IMPORT = "import"
    PURGE = "purge"


PERSONAL = frozenset(EntryKind) - {EntryKind.IMPORT, EntryKind.PURGE}
"""Kinds that tell of people: their entries are not kept for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a journal.

    Parameters
    ----------
    seq
        Its number, from 1.
    recorded
        When it was written: ISO 8601, UTC.
    kind
        What it tells, an `EntryKind`.
    at
        When what it tells happened or will have happened: ISO 8601, UTC; empty once purged.
    key
        What makes it the same as another one, as a digest; None once purged.
    slot
        What a later entry must share to correct it, as a digest; None once purged.
    payload
        Canonical JSON; None once purged.
    salt
        Random; None once purged.
    digest
        Of salt and payload.
    previous, hash
        Of the entry before, and of this one.
    """

    seq: int
    recorded: str
    kind: str
    at: str
    key: bytes | None
    slot: bytes | None
    payload: str | None
    salt: bytes | None
    digest: bytes
    previous: bytes
    hash: bytes

    def __repr__(self) -> str:
        return f"<Entry {self.seq}: {self.kind}>"  # never the payload: it may reach a traceback


def payload_digest(salt: bytes, payload: str) -> bytes:
    """Return the digest of a payload.

    Parameters
    ----------
    salt, payload
        Of the entry.

    Returns
    -------
    bytes
        32 of them.
    """
    return hashlib.sha256(salt + payload.encode("utf-8")).digest()


def entry_hash(previous: bytes, seq: int, recorded: str, kind: str, digest: bytes) -> bytes:
    """Return the hash of an entry.

    Parameters
    ----------
    previous
        Hash of the entry before it.
    seq, recorded, kind, digest
        Of the entry.

    Returns
    -------
    bytes
        32 of them.
    """
    text = canonical([previous.hex(), seq, recorded, kind, digest.hex()])
    return hashlib.sha256(text.encode("utf-8")).digest()


def first_hash(journal: str) -> bytes:
    """Return what stands for the hash before the first entry.

    Parameters
    ----------
    journal
        Identity of the journal: entries of two journals never fit together.

    Returns
    -------
    bytes
        32 of them.
    """
    return hashlib.sha256(f"router journal {journal}".encode()).digest()


def short_digest(value: object) -> bytes:
    """Return a digest of JSON types that is long enough to tell entries apart.

    Parameters
    ----------
    value
        JSON types.

    Returns
    -------
    bytes
        16 of them.
    """
    return hashlib.sha256(canonical(value).encode("utf-8")).digest()[:16]
