"""What people said about addresses: points that outrank every geocoder, and dead ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from router.domain.places import Address, Coordinate, Grade, Place
from router.geocoding.normalise import fold

__all__ = ["Correction", "Corrections", "Verdict", "plain"]

CORRECTION_ERROR_M = 10.0


class Verdict(StrEnum):
    """What a person found out about an address."""

    FOUND = "found"
    SURE = "sure"
    """Found, and meant so although it lies far from everything that bears the name."""
    NOT_FOUND = "not-found"
    ASK = "ask-borrower"

    @property
    def has_point(self) -> bool:
        """Whether it comes with a point."""
        return self in (Verdict.FOUND, Verdict.SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one person said about one address.

    Parameters
    ----------
    coordinate
        WGS-84; None if the address cannot be found, or the borrower has to be asked.
    address, case_id
        What it is for; one of them may be empty.
    who, when, note
        As written.
    verdict
        What was found out.
    row
        Row in the file.

    Raises
    ------
    ValueError
        If the verdict and the point do not fit together.
    """

    coordinate: Coordinate | None
    address: str = ""
    case_id: str = ""
    who: str = ""
    when: str = ""
    note: str = ""
    verdict: Verdict = Verdict.FOUND
    row: int = 0

    def __post_init__(self) -> None:
        if self.verdict.has_point != (self.coordinate is not None):
            raise ValueError("a correction has a point, or says that there is none")

    @property
    def key(self) -> tuple[str, str]:
        """What it is for: two corrections with the same key contradict or repeat each other."""
        return self.case_id, plain(self.address)

    @property
    def point_text(self) -> str:
        """``60.16985, 24.93838``, or nothing."""
        point = self.coordinate
        return f"{point.lat:.5f}, {point.lon:.5f}" if point else ""

    def to_row(self) -> Mapping[str, str | float | None]:
        """Return it as a row of a file of corrections.

        Returns
        -------
        dict
            By column; numbers are degrees, None is an empty cell.
        """
        point = self.coordinate
        return {
            "address": self.address,
            "case_id": self.case_id,
            "lat": point.lat if point else None,
            "lon": point.lon if point else None,
            "who": self.who,
            "when": self.when,
            "note": self.note,
            "verdict": self.verdict.value,
        }

    @property
    def signed(self) -> str:
        """``by Li Wei on 2026-11-24``, as far as it is known."""
        by = f" by {self.who}" if self.who else ""
        return (by + (f" on {self.when[:10]}" if self.when else "")).strip()


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections by address and by case.

    Parameters
    ----------
    entries
        In any order. An entry with a case id and an address counts for that address of that case
        only, one with a case id alone for all its addresses, one with an address alone for
        everybody's. Of several for the same, the last counts.
    """

    entries: tuple[Correction, ...]
    _by_key: Mapping[tuple[str, str], Correction] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {entry.key: entry for entry in self.entries})

    def entry(self, owner_id: str, address: Address) -> Correction | None:
        """Return what was said about an address.

        Parameters
        ----------
        owner_id
            The case or agent.
        address
            Its address.

        Returns
        -------
        Correction or None
            None if nobody said anything.
        """
        texts = [address.text, ", ".join(t for t in (address.text, address.city) if t)]
        keys = [(owner_id, plain(text)) for text in texts if text]
        keys += [(owner_id, "")]
        keys += [("", plain(text)) for text in texts if text]
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def find(self, owner_id: str, address: Address) -> Place | None:
        """Return the point that was given for an address.

        Parameters
        ----------
        owner_id
            The case or agent.
        address
            Its address.

        Returns
        -------
        Place or None
            None if there is no correction, or one that has no point.
        """
        entry = self.entry(owner_id, address)
        return None if entry is None else place_of(entry, address)


def place_of(entry: Correction, address: Address) -> Place | None:
    """Return the place that a correction gives to an address; None if it gives none."""
    if entry.coordinate is None:
        return None
    return Place(
        coordinate=entry.coordinate,
        grade=Grade.DOOR,
        score=1.0,
        error_m=CORRECTION_ERROR_M,
        matched=entry.address or address.text,
        source="correction",
        by=entry.who,
        when=entry.when,
    )


def plain(text: str) -> str:
    """Return a text without case, width, punctuation and doubled blanks.

    Parameters
    ----------
    text
        An address as written.

    Returns
    -------
    str
        Equal for two ways of writing the same.
    """
    return " ".join("".join(c if c.isalnum() or c in "/-" else " " for c in fold(text)).split())
