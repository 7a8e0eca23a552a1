"""The history of corrections: which of the words about one address count, and which are past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from router.domain.places import Coordinate
from router.geocoding.corrections.entries import Correction, Verdict

__all__ = ["RememberedCorrection", "in_force"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedCorrection:
    """A correction with its history.

    Parameters
    ----------
    number
        By which it can be withdrawn.
    entry
        What was said.
    taken
        When it came into the memory, UTC.
    withdrawn, withdrawn_by
        When it was taken back, and by whom; empty if it was not.
    in_force
        Whether it is the one that counts for its address.
    """

    number: int
    entry: Correction
    taken: str
    withdrawn: str = ""
    withdrawn_by: str = ""
    in_force: bool = True

    @property
    def state(self) -> str:
        """``counts``, ``superseded``, or when and by whom it was withdrawn."""
        if self.withdrawn:
            by = f" by {self.withdrawn_by}" if self.withdrawn_by else ""
            return f"withdrawn {self.withdrawn[:10]}{by}"
        return "counts" if self.in_force else "superseded"


def in_force(rows: Iterable[Sequence[object]]) -> tuple[RememberedCorrection, ...]:
    """Turn stored rows into corrections, and find out which of them count.

    Parameters
    ----------
    rows
        Number, address, case id, latitude, longitude, who, when, note, verdict, when taken, when
        withdrawn and by whom.

    Returns
    -------
    tuple of RememberedCorrection
        By number. Of several for the same address and case the one that was said last counts, of
        those that are not withdrawn.
    """
    listed = [_from_row(row) for row in rows]
    last: dict[tuple[str, str], int] = {}
    for one in sorted(listed, key=lambda one: (_said_at(one), one.number)):
        if not one.withdrawn:
            last[one.entry.key] = one.number
    counts = set(last.values())
    marked = (replace(one, in_force=one.number in counts) for one in listed)
    return tuple(sorted(marked, key=lambda one: one.number))


def _from_row(row: Sequence[object]) -> RememberedCorrection:
    number, address, case_id, lat, lon, who, said, note, verdict, taken, gone, gone_by = row
    point = None
    if isinstance(lat, float) and isinstance(lon, float):
        point = Coordinate(lat, lon)
    return RememberedCorrection(
        number=int(str(number)),
        entry=Correction(
            coordinate=point,
            address=str(address),
            case_id=str(case_id),
            who=str(who),
            when=str(said),
            note=str(note),
            verdict=Verdict(str(verdict)),
        ),
        taken=str(taken),
        withdrawn=str(gone),
        withdrawn_by=str(gone_by),
    )


def _said_at(one: RememberedCorrection) -> datetime:
    """When it was said: not later than when it was taken, whatever is written."""
    taken = datetime.fromisoformat(one.taken)
    try:
        said = datetime.fromisoformat(one.entry.when)
    except ValueError:
        return taken
    if len(one.entry.when) <= 10:
        said = datetime.combine(said.date(), time.max)
    elif len(one.entry.when) == len("2026-11-24 14:05"):  # a spreadsheet has dropped the seconds
        said = said.replace(second=59, microsecond=999_999)
    if said.tzinfo is None:
        said = said.replace(tzinfo=UTC)
    return min(said, taken)
