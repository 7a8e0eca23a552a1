"""Where a break may lie, and what it does to the times around it.

One shift from home (0) to place 1, 30 minutes away, and back; service 20 minutes, no setup.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import FindingCode, check_routes
from router.domain.problem import Problem
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from tests.unit.checking.world import MINUTE, ORIGIN, matrix, shift, visit

M = MINUTE


def problem(*windows: tuple[int, int, int]) -> Problem:
    return Problem(
        origin=ORIGIN,
        visits=(visit("v1", 1, service=20, setup=5),),
        shifts=(shift(breaks=windows),),
        matrices={"car": matrix(2, {(0, 1): 30})},
    )


def route(
    start: int, arrival: int, service: int, end: int, *breaks: tuple[int, int], inside: int
) -> Route:
    """A route in minutes; ``inside`` is how much of the breaks it pays."""
    wait = end - start - 85 - inside
    made = PlannedVisit(
        visit_id="v1", start_s=service * M, end_s=(service + 20) * M, wait_s=wait * M
    )
    stop = Stop(
        building="v1",
        arrival_s=arrival * M,
        setup_s=5 * M,
        travel_s=30 * M,
        distance_m=30_000,
        visits=(made,),
    )
    return Route(
        shift_id="s1",
        start_s=start * M,
        end_s=end * M,
        stops=(stop,),
        breaks=tuple(PlannedBreak(start_s=a * M, end_s=b * M) for a, b in breaks),
        travel_s=60 * M,
        distance_m=60_000,
        service_s=20 * M,
        setup_s=5 * M,
        wait_s=wait * M,
        break_s=inside * M,
    )


GOOD = {
    "before departure": route(100, 130, 135, 185, (60, 90), inside=0),
    "ending at departure": route(90, 120, 125, 175, (60, 90), inside=0),
    "starting at departure": route(60, 120, 125, 175, (60, 90), inside=30),
    "on the way": route(50, 110, 115, 165, (60, 90), inside=30),
    "on arrival, counted after it": route(30, 60, 95, 145, (60, 90), inside=30),
    "on arrival, counted before it": route(30, 90, 95, 145, (60, 90), inside=30),
    "in the setup": route(28, 58, 93, 143, (60, 90), inside=30),
    "at the door before service": route(25, 55, 90, 140, (60, 90), inside=30),
    "after service": route(5, 35, 40, 120, (60, 90), inside=30),
    "on the way back": route(0, 30, 35, 115, (60, 90), inside=30),
    "at return": route(0, 30, 35, 85, (85, 115), inside=0),
    "after return": route(0, 30, 35, 85, (100, 130), inside=0),
    "while waiting": route(0, 30, 100, 150, (60, 90), inside=30),
}


@pytest.mark.parametrize("where", GOOD)
def test_a_break_may_lie(where: str) -> None:
    report = check_routes(problem((50, 110, 30)), [GOOD[where]])
    assert report.ok, str(report)


BAD = {
    # Leaves at 70 while the break runs; travel without the break in [70, 100).
    "across the departure": (route(70, 100, 105, 155, (60, 90), inside=0), "BREAK_OVERLAP"),
    # 0 + 30 = 30, and the break starts in [0, 60), so the arrival could be 60: but 50 < 60 < 80.
    "across the arrival": (route(0, 60, 80, 130, (50, 80), inside=30), "BREAK_OVERLAP"),
    "across the service": (route(0, 30, 45, 95, (50, 80), inside=0), "BREAK_OVERLAP"),
    "across the return": (route(0, 30, 35, 115, (100, 130), inside=30), "BREAK_OVERLAP"),
    "before its window": (route(100, 130, 135, 185, (49, 79), inside=0), "BREAK_WINDOW"),
    "after its window": (route(0, 30, 35, 85, (111, 141), inside=0), "BREAK_WINDOW"),
    "too short": (route(100, 130, 135, 185, (60, 89), inside=0), "BREAK_DURATION"),
    "backwards": (route(100, 130, 135, 185, (60, 30), inside=0), "BREAK_DURATION"),
    "not at all": (route(100, 130, 135, 185, inside=0), "BREAK_MISSING"),
}


@pytest.mark.parametrize("where", BAD)
def test_a_break_may_not_lie(where: str) -> None:
    stated, code = BAD[where]
    report = check_routes(problem((50, 110, 30)), [stated])
    # An overlap may shift other numbers too; the break itself is named in every case.
    assert code in {finding.code for finding in report.errors}, str(report)


def test_a_break_that_is_not_counted_on_its_leg_is_an_early_arrival() -> None:
    # Leaving at 50 with the break at 60-90, nobody is there at 80.
    stated = route(50, 80, 85, 135, (60, 90), inside=0)
    found = {finding.code for finding in check_routes(problem((50, 110, 30)), [stated]).errors}
    assert FindingCode.ARRIVAL in found


def test_breaks_do_not_overlap_and_come_in_order() -> None:
    two = problem((50, 110, 30), (60, 110, 15))
    fine = route(100, 130, 135, 185, (50, 80), (80, 95), inside=0)
    assert check_routes(two, [fine]).ok
    lapped = replace(fine, breaks=(fine.breaks[0], PlannedBreak(start_s=79 * M, end_s=94 * M)))
    assert {f.code for f in check_routes(two, [lapped]).errors} == {FindingCode.BREAK_OVERLAP}


def test_a_break_lies_inside_the_shift() -> None:
    # The shift ends at 480; a break 460-490 does not.
    late = problem((450, 470, 30))
    stated = route(0, 30, 35, 85, (460, 490), inside=0)
    assert {f.code for f in check_routes(late, [stated]).errors} == {FindingCode.BREAK_WINDOW}
