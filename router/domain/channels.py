"""Attempts to reach a borrower: by which channel, when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from router.domain.outcomes import Met, OutcomeCode, outcome_codes
from router.domain.places import PlaceType

__all__ = ["Attempt", "Channel"]


class Channel(StrEnum):
    """How a borrower is approached."""

    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One approach to a borrower, made or planned.

    Parameters
    ----------
    borrower_id
        Whom.
    when
        When it began; zone-aware.
    channel
        How.
    case_id
        About which debt; empty if that is not known: it then counts for every debt.
    place_type
        Where a visit was made; None if that is not known.
    code
        Of the outcome, see `outcome_codes`; empty for a planned visit without an outcome, and for
        other channels.
    reached
        Whether the borrower was reached, for approaches without a code; a planned visit without an
        outcome counts as if.
    agent_id
        Who; may be empty.

    Raises
    ------
    ValueError
        If the time has no zone, or the code is not known.
    """

    borrower_id: str
    when: datetime
    channel: Channel = Channel.VISIT
    case_id: str = ""
    place_type: PlaceType | None = None
    code: str = ""
    reached: bool = False
    agent_id: str = ""

    def __post_init__(self) -> None:
        if self.when.utcoffset() is None:
            raise ValueError("the time of an attempt needs its zone")
        if self.code and self.code not in outcome_codes():
            raise ValueError(f"{self.code!r} is no outcome code")

    @property
    def kind(self) -> OutcomeCode | None:
        """The row of its code in the table of codes; None without a code."""
        return outcome_codes()[self.code] if self.code else None

    @property
    def planned(self) -> bool:
        """Whether it is a visit that was planned and has no outcome yet."""
        return self.channel is Channel.VISIT and not self.code and not self.reached

    @property
    def counts_attempt(self) -> bool:
        """Whether caps on attempts count it: a planned visit, and whatever was carried out."""
        return self.kind is None or self.kind.counts_attempt

    @property
    def counts_contact(self) -> bool:
        """Whether caps on contacts count it."""
        if self.kind is not None:
            return self.kind.counts_contact
        return self.reached or self.planned

    @property
    def fruitless(self) -> bool:
        """Whether a visit was made and the borrower was not met there, by no fault of the address.

        Nobody home, no access, another person, a card left.
        """
        kind = self.kind
        return kind is not None and kind.fruitless and self.channel is Channel.VISIT

    @property
    def met(self) -> bool:
        """Whether the borrower was met or reached.

        Codes that leave it open, such as a new appointment, say it by counting as a contact.
        """
        if self.kind is None:
            return self.reached
        met = self.kind.met
        return met is Met.YES or (met is Met.EITHER and self.kind.counts_contact)
