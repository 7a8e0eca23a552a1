"""What came of a visit: the outcome at a door, and the published table of outcome codes.

The codes are data, in ``outcome_codes.csv`` beside this file; no code of this program asks for one
by name where a column of the table says what is meant.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from router.domain.places import Coordinate, Datum, PlaceType

__all__ = ["ARREARS", "AddressEffect", "Met", "Outcome", "OutcomeCode", "outcome_codes"]

ARREARS = (
    "income", "illness", "forgot", "disputes", "over-indebted", "family", "business", "other",
)  # fmt: skip
"""Reasons for arrears that an outcome may name."""


class AddressEffect(StrEnum):
    """What an outcome says of the address that was visited."""

    CONFIRMED = "confirmed"
    INVALID = "invalid"
    NONE = "none"


class Met(StrEnum):
    """Whether the borrower was met; some codes leave it open."""

    YES = "yes"
    NO = "no"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCode:
    """One row of the table of outcome codes.

    Parameters
    ----------
    code
        Short and stable, such as ``NAH``.
    english, chinese
        For people; tables may hold these words instead of the code.
    aliases
        Further words for it.
    met
        Whether the borrower was met.
    counts_attempt, counts_contact
        Whether caps on attempts, and caps on contacts, count it.
    fruitless
        Whether the borrower was not met and nothing was learned: three in a row end the visit
        stage.
    other_band
        Whether the next attempt goes to another part of the day.
    address_effect
        What it says of the address.
    only_at
        The one type of place of which it says that; None means any. Who left an employer may still
        live at home.
    hold
        The reason for which the borrower is held afterwards, such as ``promise``; empty for none.
    hold_days
        Days without a visit, counted from the visit where the outcome states no date that counts
        (see `router.domain.hold_reasons`). None if the code itself sets no term: such a hold ends
        at the date that the outcome states, if that counts, or only by a named release.
    next_stage
        Where the case goes: ``visit``, ``call``, ``restructuring``, ``closed``, or ``held`` until a
        person releases it.
    needs_review
        Whether a person must look at it.
    flag
        What the borrower is flagged with afterwards, until a named release; empty for nothing.
    tells_presence
        Whether it tells if the borrower is there at such a time: not if the door was not reached,
        or the address is wrong.
    """

    code: str
    english: str
    chinese: str
    aliases: tuple[str, ...]
    met: Met
    counts_attempt: bool
    counts_contact: bool
    fruitless: bool
    other_band: bool
    address_effect: AddressEffect
    only_at: PlaceType | None
    hold: str
    hold_days: int | None
    next_stage: str
    needs_review: bool
    flag: str = ""
    tells_presence: bool = True

    def concerns(self, place_type: PlaceType) -> bool:
        """Tell whether what the code says of an address holds for one of this type.

        Parameters
        ----------
        place_type
            What the address is to the borrower.

        Returns
        -------
        bool
            False for a home if the code only speaks of the employer.
        """
        return self.only_at is None or self.only_at is place_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one visit.

    Parameters
    ----------
    case_id
        The case that was visited.
    when
        When the visit began; zone-aware.
    code
        One of `outcome_codes`.
    borrower_id
        Whose debt; empty if the table does not say.
    address
        Which address was visited, as written; empty if the table does not say.
    agent_id
        Who went; may be empty.
    coordinate
        Where the agent checked in, WGS-84; None if it was not recorded.
    accuracy_m
        Radius that the device gave; None if it gave none.
    datum
        The datum in which the point was written.
    note
        In words.
    until
        A date that the outcome states: of a promise, of the next payment, or the last day on which
        the borrower is away; None if it states none.
    amount
        That was promised or paid; None if the table does not say.
    arrears
        Why the debt is late, one of `ARREARS`; empty if the table does not say.
    left
        When the visit ended; None if the table does not say.
    place_type
        What the address is to the borrower; None if the table does not say.
    recording
        Where the recording of the visit is kept, if one was made.
    appointment
        The start of the visit that was newly agreed, zone-aware; None if none was.
    row
        Row in the table, for messages.

    Raises
    ------
    ValueError
        If the time has no zone, or the code is not known.
    """

    case_id: str
    when: datetime
    code: str
    borrower_id: str = ""
    address: str = ""
    agent_id: str = ""
    coordinate: Coordinate | None = None
    accuracy_m: float | None = None
    datum: Datum = Datum.WGS84
    note: str = ""
    until: date | None = None
    amount: Decimal | None = None
    arrears: str = ""
    left: datetime | None = None
    place_type: PlaceType | None = None
    recording: str = ""
    appointment: datetime | None = None
    row: int = 0

    def __post_init__(self) -> None:
        if not self.case_id:
            raise ValueError("an outcome needs the id of its case")
        if self.arrears and self.arrears not in ARREARS:
            raise ValueError(f"{self.arrears!r} is no reason for arrears")
        if any(t is not None and t.utcoffset() is None for t in (self.left, self.appointment)):
            raise ValueError("the times of a visit need their zone")
        if self.when.utcoffset() is None:
            raise ValueError("the time of a visit needs its zone")
        if self.code not in outcome_codes():
            raise ValueError(f"{self.code!r} is no outcome code")
        if self.accuracy_m is not None and not self.accuracy_m >= 0:
            raise ValueError("an accuracy is not negative")

    @property
    def kind(self) -> OutcomeCode:
        """The row of its code in the table of codes."""
        return outcome_codes()[self.code]


@cache
def outcome_codes() -> Mapping[str, OutcomeCode]:
    """Return the table of outcome codes.

    Returns
    -------
    Mapping of str to OutcomeCode
        By code, in the published order.
    """
    text = files("router.domain").joinpath("outcome_codes.csv").read_text("utf-8")
    rows = [_code(row) for row in csv.DictReader(text.splitlines())]
    return MappingProxyType({row.code: row for row in rows})


def _code(row: Mapping[str, str]) -> OutcomeCode:
    return OutcomeCode(
        code=row["code"],
        english=row["english"],
        chinese=row["chinese"],
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        met=Met(row["met"]),
        counts_attempt=row["counts_attempt"] == "yes",
        counts_contact=row["counts_contact"] == "yes",
        fruitless=row["fruitless"] == "yes",
        other_band=row["other_band"] == "yes",
        address_effect=AddressEffect(row["address_effect"]),
        only_at=PlaceType(row["only_at"]) if row["only_at"] else None,
        hold=row["hold"],
        hold_days=int(row["hold_days"]) if row["hold_days"] else None,
        next_stage=row["next_stage"],
        needs_review=row["needs_review"] == "yes",
        flag=row["flag"],
        tells_presence=row["tells_presence"] == "yes",
    )
