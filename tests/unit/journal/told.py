"""What the tests of the journal tell it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from router.domain.outcomes import Outcome

HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = datetime(2026, 11, 2, 18, 30, tzinfo=HELSINKI)
TODAY = datetime(2026, 11, 20, tzinfo=UTC)


def outcome(case_id: str = "C-1", code: str = "NAH", *, days: float = 0, **more: object) -> Outcome:
    """Return the outcome of a visit on Monday, or so many days later."""
    return Outcome(case_id=case_id, code=code, when=MONDAY + timedelta(days=days), **more)  # type: ignore[arg-type]


def outcomes(count: int, *, start: int = 0) -> list[Outcome]:
    """Return outcomes of different cases."""
    return [
        outcome(f"C-{number}", borrower_id=f"B-{number % 97}", note="灰色的门, 2nd floor")
        for number in range(start, start + count)
    ]
