"""The outcomes of earlier visits, as the flow needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from router.domain.outcomes import Outcome
from router.domain.places import Coordinate, Place
from router.domain.plurals import plural
from router.domain.refused import RefusedRow
from router.errors import Fault
from router.intake import read_outcomes
from router.pipeline.progress import Say
from router.pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PastVisits", "past_visits", "unused_outcomes"]

CLOCKS_DIFFER = timedelta(days=2)  # between zones, phones and this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisits:
    """What came of earlier visits.

    Parameters
    ----------
    outcomes
        As read.
    faults, refused
        Of their table.
    source
        Its name.
    bases
        Agent id to where that agent's shifts start and end: a check-in there tells nothing.
    """

    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    source: str = ""
    bases: Mapping[str, tuple[Coordinate, ...]] = field(default_factory=dict)

    @property
    def fatal(self) -> tuple[Fault, ...]:
        """The faults for which a row was refused."""
        return tuple(fault for fault in self.faults if fault.fatal)

    def knowing(self, places: Mapping[str, tuple[Place | None, Place | None]]) -> PastVisits:
        """Return the same with the agents' bases.

        Parameters
        ----------
        places
            Agent id to start and end.

        Returns
        -------
        PastVisits
            With their points.
        """
        bases = {
            agent_id: tuple(place.coordinate for place in ends if place is not None)
            for agent_id, ends in places.items()
        }
        return replace(self, bases=bases)


def past_visits(
    source: str | Path | pd.DataFrame | None,
    zone: tzinfo,
    settings: Settings,
    say: Say,
    *,
    day: date | None = None,
) -> PastVisits:
    """Read the outcomes of earlier visits, if there are any.

    Parameters
    ----------
    source
        Their table, or None.
    zone
        Of times without an offset.
    settings
        Column names, words, datum.
    say
        Told about the progress.
    day
        The day that is planned, if one is: visits up to it may have been made already.

    Returns
    -------
    PastVisits
        Empty without a table.

    Raises
    ------
    InputError
        If the table cannot be used.
    """
    if source is None:
        return PastVisits()
    now = datetime.now(UTC)
    planned = datetime.combine(day, time(), zone) if day is not None else now
    table = read_outcomes(
        source,
        zone=zone,
        columns=settings.outcome_columns,
        codes=settings.outcome_words,
        datum=settings.datum,
        latest=max(now, planned) + CLOCKS_DIFFER,
    )
    points = sum(outcome.coordinate is not None for outcome in table.rows)
    say(
        "reading",
        1.0,
        f"{plural(len(table.rows), 'outcome')} of earlier visits, {points} with a check-in",
    )
    return PastVisits(
        outcomes=table.rows, faults=table.faults, refused=table.refused, source=table.source
    )


def unused_outcomes(unused: Sequence[Outcome], visits: PastVisits) -> tuple[Fault, ...]:
    """Say how many outcomes name an address that their case does not have.

    Parameters
    ----------
    unused
        Those.
    visits
        From which table.

    Returns
    -------
    tuple of Fault
        One, or none.
    """
    if not unused:
        return ()
    rows = ", ".join(str(outcome.row) for outcome in unused[:10])
    more = f" and {len(unused) - 10} more" if len(unused) > 10 else ""
    return (
        Fault(
            file=visits.source,
            problem=(
                f"outcomes at an address that their borrower does not have in the table of cases: "
                f"{len(unused)} (rows {rows}{more}); nothing is concluded from them"
            ),
            fix="Write the address as the table of cases does, unless it was replaced since.",
            fatal=False,
        ),
    )
