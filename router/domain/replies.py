"""What borrowers answer when they are told of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Answer", "Reply"]


class Answer(StrEnum):
    """What a borrower says to a time that was named."""

    CONFIRMED = "confirmed"
    """It suits."""
    DECLINED = "declined"
    """Not then."""
    MOVED = "moved"
    """At another time, which is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of a borrower.

    Parameters
    ----------
    case_id
        About the visit to which case.
    answer
        What it says.
    when
        When it came; zone-aware.
    start, end
        Bounds of the start of the visit that it names; None if it names no time, an end of None
        means exactly at ``start``. Zone-aware. Needed if the answer is ``moved``.
    never
        True if the borrower does not want to be visited at all.
    words
        As said or written.
    row
        Row in the table, for messages.

    Raises
    ------
    ValueError
        If a time has no zone, the end lies before the start, or a time that is needed is missing.
    """

    case_id: str
    answer: Answer
    when: datetime
    start: datetime | None = None
    end: datetime | None = None
    never: bool = False
    words: str = ""
    row: int = 0

    def __post_init__(self) -> None:
        if not self.case_id:
            raise ValueError("a reply needs the id of its case")
        times = (self.when, self.start, self.end)
        if any(moment is not None and moment.utcoffset() is None for moment in times):
            raise ValueError(f"case {self.case_id}: the times of a reply need their zone")
        if self.start is None and (self.end is not None or self.answer is Answer.MOVED):
            raise ValueError(f"case {self.case_id}: the reply names another time; say which")
        if self.start and self.end and self.end.timestamp() < self.start.timestamp():
            raise ValueError(f"case {self.case_id}: the time that the reply names ends too early")
