"""What the tests of the journal tell it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from router.domain.matrix import TravelMatrix
from router.domain.outcomes import Outcome
from router.domain.plan import CaseCard, PlanData
from router.domain.problem import Problem
from router.domain.route import PlannedVisit, Route, SearchInfo, Stop
from router.domain.shifts import Shift
from router.domain.visits import Visit

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


def plan(
    *visits: tuple[str, float],
    considered: Sequence[str] = (),
    day: date = date(2026, 11, 2),
    together: Sequence[str] = (),
    borrower: str = "",
) -> PlanData:
    """Return a plan of cases with their hours of the day; those named together are one visit."""
    origin = datetime.combine(day, time(), HELSINKI)
    cases: dict[str, tuple[str, ...]] = {case_id: (case_id,) for case_id, _ in visits}
    if together:
        cases[together[0]] = tuple(together)
    ids = dict.fromkeys([*(one for group in cases.values() for one in group), *considered])
    legs = np.zeros((1, 1), dtype=np.int32)
    planned = tuple(
        PlannedVisit(visit_id=case_id, start_s=int(hour * 3600), end_s=int(hour * 3600) + 600)
        for case_id, hour in visits
    )
    return PlanData(
        day=day,
        problem=Problem(
            origin=origin,
            visits=tuple(
                Visit(
                    visit_id=case_id,
                    case_ids=cases[case_id],
                    location=0,
                    building=case_id,
                    service_s=600,
                )
                for case_id, _ in visits
            ),
            shifts=(
                Shift(
                    shift_id="A1/day",
                    agent_id="A1",
                    start_location=0,
                    end_location=0,
                    earliest_s=0,
                    latest_s=86_400,
                    matrix="car",
                ),
            ),
            matrices={"car": TravelMatrix(duration_s=legs, distance_m=legs)},
        ),
        routes=(
            Route(
                shift_id="A1/day",
                start_s=0,
                end_s=86_400,
                stops=tuple(
                    Stop(
                        building=one.visit_id,
                        arrival_s=one.start_s,
                        setup_s=0,
                        travel_s=0,
                        distance_m=0,
                        visits=(one,),
                    )
                    for one in planned
                ),
            ),
        ),
        cards=tuple(
            CaseCard(case_id=one, borrower_id=borrower or f"B-{one}", name="Matti Virtanen")
            for one in ids
        ),
        search=SearchInfo(engine="none", seed=0),
    )
