"""What a journal and the files beside it say together, and the end of a write that was cut off.

::

    add entries     pending ─▶ commit ─▶ seal ─▶ no pending
    take its place  new file ─▶ pending (with its SHA-256) ─▶ rename ─▶ seal ─▶ no pending

A kill between two steps leaves ``pending``: the journal is then what was sealed, or what was
promised, and nothing else. Without ``pending`` it is, byte by byte, what was sealed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from router.errors import JournalError
from router.journal import files, schema
from router.journal.following import BACKUP, Chain, Damage, follow

__all__ = ["NEW", "State", "refuse", "settle", "settled"]

NEW = "new"  # ending of the file that is to take the journal's place


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What was found of a journal.

    Parameters
    ----------
    seal
        What the file is now; None if that is not known.
    damages
        Empty if the journal is what was written.
    interrupted
        Whether the last write was cut off.
    chain
        If it had to be followed.
    """

    seal: files.Seal | None = None
    damages: tuple[Damage, ...] = ()
    interrupted: bool = False
    chain: Chain | None = None


def settled(path: Path, *, write: bool) -> files.Seal:
    """Return what a journal is, and finish what was cut off; its lock is held.

    Parameters
    ----------
    path
        Of the journal.
    write
        Whether the seal may be written.

    Returns
    -------
    Seal
        Of the file as it is.

    Raises
    ------
    JournalError
        If the journal is not what was written. It is left as it is.
    """
    state = settle(path)
    if state.damages or state.seal is None:
        refuse(path, state.damages)
    if write and state.interrupted:
        # SQLite undoes what a kill left half written, and lets a file lie that it had not begun on.
        files.remove(path.with_name(f"{path.name}-journal"))
        files.write_note(path, state.seal)
        files.remove(files.beside(path, NEW))
        files.remove(files.beside(path, "pending"))
    return state.seal


def refuse(path: Path, damages: tuple[Damage, ...]) -> NoReturn:
    """Say that a journal cannot be used.

    Parameters
    ----------
    path, damages
        Of the journal.

    Raises
    ------
    JournalError
        Always.
    """
    first = damages[0] if damages else Damage(problem="it cannot be read")
    raise JournalError(
        f"{path} does not hold: {first} It is left as it is; `router journal verify` tells all"
    )


def settle(path: Path) -> State:
    """Compare a journal with its seal and with what a write promised; its lock is held.

    Parameters
    ----------
    path
        Of the journal.

    Returns
    -------
    State
        With everything that does not hold.
    """
    try:
        seal, pending = files.read_seal(path), files.read_pending(path)
    except ValueError as error:
        return _damaged(str(error))
    if not path.exists():
        return _damaged("the journal is gone" if seal else "there is no journal")
    # SQLite would take over what these hold, after the bytes were compared with the seal.
    for ending in ("-wal",) if pending is not None else ("-wal", "-journal"):
        if (stranger := path.with_name(f"{path.name}{ending}")).exists():
            return _damaged(
                f"{stranger.name} lies beside it, and no write of ours left it",
                "Move that file away; nothing of it was used.",
            )
    if pending is not None and pending.sha256:
        return _replaced(path, seal, pending)
    if seal is None:
        return _damaged("its seal is missing")
    if pending is None:
        return _as_sealed(path, seal)
    if seal.head not in (pending.before, pending.head):
        return _damaged("the write that was begun belongs to another state of the journal")
    with contextlib.suppress(sqlite3.Error), schema.connected(path, write=True) as connection:
        schema.identity_of(connection)  # what a kill left half written is undone here
    size, sha256 = files.file_digest(path)
    if (size, sha256) == (seal.size, seal.sha256):
        return State(seal=seal, interrupted=True)
    chain = follow(path)
    damages = [*chain.damages, *_against_seal(chain, seal)]
    if (chain.seq, chain.head.hex(), chain.journal) != (
        pending.entries,
        pending.head,
        pending.journal,
    ):
        damages.append(Damage(problem="the entries are not those that the cut off write promised"))
    found = files.Seal(
        journal=chain.journal, entries=chain.seq, head=chain.head.hex(), size=size, sha256=sha256
    )
    return State(seal=found, damages=tuple(damages), interrupted=True, chain=chain)


def _as_sealed(path: Path, seal: files.Seal) -> State:
    size, sha256 = files.file_digest(path)
    if (size, sha256) == (seal.size, seal.sha256):
        return State(seal=seal)
    chain = follow(path)
    damages = [*chain.damages, *_against_seal(chain, seal)]
    if chain.seq > seal.entries:
        damages.append(
            Damage(entry=seal.entries + 1, problem="was added by something else, without a seal")
        )
    if size != seal.size:
        verb = "added at the end of" if size > seal.size else "cut off from"
        damages.append(Damage(problem=f"{abs(size - seal.size)} bytes were {verb} the file"))
    if not damages:
        damages.append(
            Damage(
                problem="bytes of the file were changed; every entry is still as it was written",
                remedy=f"{BACKUP} Without a backup: export, and begin a new journal.",
            )
        )
    return State(seal=seal, damages=tuple(damages), chain=chain)


def _replaced(path: Path, seal: files.Seal | None, pending: files.Pending) -> State:
    """Tell whether the new file has taken the journal's place."""
    size, sha256 = files.file_digest(path)
    if sha256 == pending.sha256:
        new = files.Seal(
            journal=pending.journal,
            entries=pending.entries,
            head=pending.head,
            size=size,
            sha256=sha256,
        )
        return State(seal=new, interrupted=True)
    if seal is not None and (size, sha256) == (seal.size, seal.sha256):
        return State(seal=seal, interrupted=True)
    return _damaged("it is neither what was sealed nor what the cut off write promised")


def _against_seal(chain: Chain, seal: files.Seal) -> list[Damage]:
    """Compare the entries up to the seal with it."""
    if chain.seq < seal.entries:
        problem = f"is missing from the end, up to entry {seal.entries}"
        return [Damage(entry=chain.seq + 1, problem=problem)]
    head = chain.hashes.get(seal.entries, b"").hex()
    if head != seal.head or chain.journal != seal.journal:
        return [Damage(entry=seal.entries, problem="it, or one before it, was written anew")]
    return []


def _damaged(problem: str, remedy: str = BACKUP) -> State:
    return State(damages=(Damage(problem=problem, remedy=remedy),))
