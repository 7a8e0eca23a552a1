"""What `router plan` and `router publish` were told goes into the journal with the plan."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router.journal import Journal
    from router.pipeline.recording import Tables

__all__ = ["remember"]


def remember(tables: Tables, journal: Journal, *, zone: tzinfo, now: datetime | None) -> None:
    """Record tables that a plan was given, so that the plans after it know them too.

    Parameters
    ----------
    tables
        Those that were given; what the journal knows already adds nothing, and a row that cannot
        be used was reported by the plan.
    journal
        Where to.
    zone
        Of times without an offset.
    now
        The moment of planning or publishing, if it was given.
    """
    if tables.outcomes is None and tables.payments is None:
        return
    from router.pipeline.recording import record_tables

    clock = datetime.now(UTC)
    record_tables(tables, journal, zone=zone, now=clock if now is None else max(now, clock))
