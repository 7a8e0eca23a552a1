"""Cases, days and histories for the tests of worth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from router.domain.bands import DayGroup
from router.domain.cases import Case
from router.domain.channels import Attempt, Channel
from router.domain.places import Address, Coordinate, Grade, Place, PlaceType
from router.domain.worth import BandWorth, VisitWorth
from router.value import load_parameters, prior_presence, worth_of

TUESDAY = date(2026, 11, 24)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
DAY = ((TUESDAY, DayGroup.WEEKDAY),)
HOUR = 3600
PLACE = Place(
    coordinate=Coordinate(60.17, 24.94), grade=Grade.DOOR, score=1.0, error_m=5.0, matched="",
    source="table",
)  # fmt: skip


def case(case_id: str = "C1", **changes: Any) -> Case:
    """Return a case of which nothing is known but what is stated."""
    return Case(case_id=case_id, addresses=(Address(text="Street 1"),), **changes)


def visited(code: str, hour: float, *, days_ago: int = 7, **changes: Any) -> Attempt:
    """Return a visit before that Tuesday; seven days ago was a Tuesday, too."""
    when = MIDNIGHT - timedelta(days=days_ago) + timedelta(hours=hour)
    return Attempt(borrower_id="C1", when=when, code=code, **changes)


def called(times: int) -> list[Attempt]:
    """Return calls that reached nobody."""
    return [
        Attempt(borrower_id="C1", when=MIDNIGHT - timedelta(days=n + 1), channel=Channel.CALL)
        for n in range(times)
    ]


def worth(*cases: Case, history: Sequence[Attempt] = (), **changes: Any) -> VisitWorth:
    """Weigh a visit on that Tuesday, with the packaged parameters."""
    parameters = changes.pop("parameters", load_parameters())
    stated: dict[str, Any] = {
        "place": PLACE, "place_type": PlaceType.HOME, "zone": UTC, "origin": MIDNIGHT,
        "days": DAY, "presence": prior_presence(parameters), "reference": 10_000.0,
        "parameters": parameters, **changes,
    }  # fmt: skip
    return worth_of("V1", cases or (case(),), history=history, **stated)


def at(worth: VisitWorth, hour: float) -> BandWorth:
    """Return the band of that Tuesday in which an hour lies."""
    band = worth.band_at(round(hour * HOUR))
    assert band is not None
    return band
