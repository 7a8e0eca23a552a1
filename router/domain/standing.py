"""Where a case stands on a day: its stage, holds, consents and history, as the rules need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from router.domain.cases import VISIT_STAGE, Hold
from router.domain.channels import Attempt, Channel
from router.domain.places import PlaceType
from router.domain.times import DailyWindow

__all__ = ["CONSENTS", "FLAGS", "Notice", "Standing"]

CONSENTS = (
    "visit", "hours", "frequency", *(kind.value for kind in PlaceType)
)  # fmt: skip
"""What a borrower may agree to: to be visited at all, at other hours, more often, at a type of
place."""

FLAGS = (
    "risk", "daylight", "minor", "elderly", "vulnerable", "hospital", "disabled", "incapacitated",
    "microfinance", "overdue-15",
)  # fmt: skip
"""Flags that rules of the packaged profiles ask for; a table may have others, for own profiles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a borrower was told of a visit.

    Parameters
    ----------
    sent
        When; zone-aware.
    start
        The time of the visit that was named; None if it is not known which.
    end
        If a span was named: until when the visit starts; None if one time was.
    says
        What it stated: ``purpose``, ``date_time``, ``rights``, ``agent``.
    confirmed
        Whether the borrower confirmed the time: a confirmed appointment is notice.
    """

    sent: datetime
    start: datetime | None = None
    end: datetime | None = None
    says: frozenset[str] = frozenset({"purpose", "date_time"})
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one case stands, with what counts for its borrower over all cases.

    Parameters
    ----------
    case_id, borrower_id
        Which, and whose.
    stage
        Only ``visit`` is visited; any other word is the channel that is due.
    flags
        Of the borrower, see `FLAGS`.
    consents
        What the borrower agreed to, see `CONSENTS`.
    holds
        Reasons not to visit, those of the borrower's other cases that hold for the person included.
    history
        All approaches to the borrower, planned visits included, in order of time.
    prior
        How often other channels were tried before ``history`` begins, as a table states it.
    notice
        What the borrower was told of the visit that is judged; None if nothing.
    working_hours
        When the borrower is known to be at work.
    not_at
        Times the borrower named as bad.
    area
        Where the door lies, as the table calls it.
    languages
        Of whom the borrower speaks at least one; empty if that is not known.
    reopened
        When a named person opened the visit stage again after fruitless visits: those before it no
        longer end it. None if nobody did.
    not_before, return_by
        First and last day on which the case may be visited; None if there is none.
    stage_source
        Where the stage comes from: ``table``, ``outcome HARD of 2026-11-03``, ``payment …``.
    """

    case_id: str
    borrower_id: str
    stage: str = VISIT_STAGE
    flags: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    holds: tuple[Hold, ...] = ()
    history: tuple[Attempt, ...] = ()
    prior: tuple[tuple[Channel, int], ...] = ()
    notice: Notice | None = None
    working_hours: tuple[DailyWindow, ...] = ()
    not_at: tuple[DailyWindow, ...] = ()
    area: str = ""
    languages: frozenset[str] = frozenset()
    reopened: datetime | None = None
    not_before: date | None = None
    return_by: date | None = None
    stage_source: str = "table"
