"""Whether a journal is still what was written, and if not, what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from router.errors import InputError
from router.journal import files
from router.journal.following import Damage, follow
from router.journal.settling import settle
from router.journal.writing import translated

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found of a journal.

    Parameters
    ----------
    entries, purged
        How many entries it has; of how many only digest and hash are kept.
    head
        Hash of the last one, in hexadecimal: noted elsewhere, it proves all entries before it.
    damages
        Empty if the journal holds.
    interrupted
        Whether the last write was cut off: its chain was verified from the seal on, and the next
        write seals it again.
    """

    entries: int = 0
    purged: int = 0
    head: str = ""
    damages: tuple[Damage, ...] = ()
    interrupted: bool = False

    @property
    def ok(self) -> bool:
        """Whether it is what was written."""
        return not self.damages


def verify(path: str | Path, *, head: str = "") -> Verification:
    """Prove that a journal is what was written, or say what is not.

    Parameters
    ----------
    path
        Of the journal.
    head
        A head that was noted earlier; it must be in the chain. Empty for none.

    Returns
    -------
    Verification
        Every damage that was found.

    Raises
    ------
    InputError
        If there is none.
    JournalError
        If it is in use for too long.

    Notes
    -----
    The chain and the seal need no secret: who can write both files, and knows how they are made,
    can write another history. A head that was noted elsewhere tells that too.
    """
    path = Path(path).resolve()
    if not path.exists() and not files.beside(path, "seal").exists():
        raise InputError(f"{path}: no such journal")
    with translated(path), files.locked(path):
        state = settle(path)
        chain = state.chain if state.chain is not None or not path.exists() else follow(path)
    damages = list(state.damages)
    if chain is None:
        return Verification(damages=tuple(damages))
    damages += [one for one in chain.damages if one not in damages]
    if head and head.lower() not in (known.hex() for known in chain.hashes.values()):
        damages.append(Damage(problem="the head that was noted is not in the chain"))
    return Verification(
        entries=chain.seq,
        purged=len(chain.blanked),
        head=chain.head.hex(),
        damages=tuple(damages),
        interrupted=state.interrupted and not damages,
    )
