"""A sequence is written out with breaks that follow each other."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.solving.prepared import Prepared
from router.solving.timetable import route_of

HOUR = 3600


def test_a_second_break_waits_for_a_first_that_waited_for_its_window() -> None:
    # From the visit at 7:00 to the one at 9:30 there is time; the first break can only start at
    # 9:00, so the second, which may start from 9:00 to 9:15, starts at 9:15.
    here = np.zeros((1, 1), dtype=np.int32)
    problem = Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(
            Visit(
                visit_id=name, case_ids=(name,), location=0, building="b", service_s=0,
                windows=((at, at),),
            )
            for name, at in (("early", 7 * HOUR), ("late", 9 * HOUR + 1800))
        ),
        shifts=(
            Shift(
                shift_id="s", agent_id="a", start_location=None, end_location=None,
                earliest_s=7 * HOUR, latest_s=9 * HOUR + 1800, matrix="m",
                breaks=(
                    ShiftBreak(earliest_s=9 * HOUR, latest_s=9 * HOUR, duration_s=900),
                    ShiftBreak(earliest_s=9 * HOUR, latest_s=9 * HOUR + 900, duration_s=900),
                ),
            ),
        ),
        matrices={"m": TravelMatrix(here, here)},
    )  # fmt: skip
    route = route_of(Prepared(problem), 0, [0, 1])
    assert route is not None
    assert [rest.start_s for rest in route.breaks] == [9 * HOUR, 9 * HOUR + 900]
    report = check_routes(problem, [route])
    assert report.ok, str(report)
