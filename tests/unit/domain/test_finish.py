"""By when an agent is back in four of five days: by hand, and by playing 20,000 days.

The day, in minutes after 08:00; travel 10 everywhere, no set-up, three doors and home::

    10 --10-- v1 20-32 --10-- v2 (window from 60) 60-72 --10-- v3 82-94 --10-- home 104

Every visit takes 20 if the borrower is met and 4 if not; at even chances that is 12, as planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from router.checking import check_routes
from router.domain.finish import finish_chances, finish_quantile
from router.domain.matrix import TravelMatrix
from router.domain.problem import Meeting, Problem, Shift, ShiftBreak, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.domain.worth import BandWorth, VisitWorth

MINUTE = 60
ORIGIN = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY_S = 86_400


def worth(name: str, met: float = 0.5, *, address: float = 1.0) -> VisitWorth:
    band = BandWorth(start_s=0, end_s=DAY_S, met=met, value=10.0)
    return VisitWorth(
        visit_id=name, address=address, meeting=20.0, basis="default", bands=(band,),
        met_service_s=20 * MINUTE, missed_service_s=4 * MINUTE,
    )  # fmt: skip


def day(opens: int | None = 60, *, rest: bool = False) -> tuple[Problem, Route]:
    """The day above; without a window, or with a break of 30 minutes from 100 before v3."""
    windows = () if opens is None else ((opens * MINUTE, 600 * MINUTE),)
    visits = tuple(
        Visit(
            visit_id=f"v{at}", case_ids=(f"c{at}",), location=at, building=f"b{at}",
            service_s=12 * MINUTE, windows=windows if at == 2 else (),
        )
        for at in (1, 2, 3)
    )  # fmt: skip
    breaks = (ShiftBreak(earliest_s=100 * MINUTE, latest_s=100 * MINUTE, duration_s=30 * MINUTE),)
    shift = Shift(
        shift_id="a", agent_id="a", start_location=0, end_location=0, earliest_s=0,
        latest_s=600 * MINUTE, matrix="car", breaks=breaks if rest else (),
    )  # fmt: skip
    table = np.full((4, 4), 10 * MINUTE, dtype=np.int32)
    np.fill_diagonal(table, 0)
    problem = Problem(
        origin=ORIGIN, visits=visits, shifts=(shift,), matrices={"car": TravelMatrix(table, table)}
    )
    second = max(42, opens or 0)
    third = 130 if rest else second + 22
    starts = (20, second, third)
    waits = (0, second - 42, 130 - (second + 22) - 30 if rest else 0)
    pauses = (0, 0, 30 if rest else 0)
    route = Route(
        shift_id="a", start_s=10 * MINUTE, end_s=(third + 22) * MINUTE,
        stops=tuple(
            Stop(
                building=f"b{at}", arrival_s=(start - wait - paused) * MINUTE, setup_s=0,
                travel_s=600, distance_m=600,
                visits=(
                    PlannedVisit(
                        visit_id=f"v{at}", start_s=start * MINUTE, end_s=(start + 12) * MINUTE,
                        wait_s=wait * MINUTE,
                    ),
                ),
            )
            for at, start, wait, paused in zip((1, 2, 3), starts, waits, pauses, strict=True)
        ),
        breaks=(PlannedBreak(start_s=6000, end_s=7800),) if rest else (),
        travel_s=2400, distance_m=2400, service_s=2160, wait_s=sum(waits) * MINUTE,
        break_s=1800 if rest else 0,
    )  # fmt: skip
    report = check_routes(problem, (route,))
    assert report.ok, str(report)
    return problem, route


def minutes(chances: tuple[tuple[int, float], ...]) -> dict[float, Any]:
    return {end_s / MINUTE: pytest.approx(chance) for end_s, chance in chances}


def test_without_windows_the_ends_are_those_of_tossing_a_coin_three_times() -> None:
    # 10 + 4 x 10 on the way + 4, 20 at each door: 62 with none met, then 16 more for each.
    # The plan says 10 + 40 + 36 = 86. At most two are met on 7 of 8 days: 94.
    problem, route = day(None)
    worths = [worth("v1"), worth("v2"), worth("v3")]
    found = minutes(finish_chances(problem, route, worths))
    assert found == {62: 0.125, 78: 0.375, 94: 0.375, 110: 0.125}
    assert finish_quantile(problem, route, worths) == 94 * MINUTE
    assert finish_quantile(problem, route, worths, 0.5) == 78 * MINUTE
    assert finish_quantile(problem, route, worths, 1.0) == 110 * MINUTE


def test_a_wait_for_a_window_swallows_what_was_late_before_it() -> None:
    # At v2 from 34 (10 + 10 + 4 + 10) or 50, the window opens at 60: only v2 and v3 count.
    # 60 + 4 + 10 + 4 + 10 = 88, 104, 120.
    problem, route = day(60)
    worths = [worth("v1"), worth("v2"), worth("v3")]
    assert minutes(finish_chances(problem, route, worths)) == {88: 0.25, 104: 0.5, 120: 0.25}
    assert finish_quantile(problem, route, worths) == 120 * MINUTE


def test_a_break_that_may_not_start_earlier_swallows_it_as_well() -> None:
    # The break from 100 to 130: v3 starts at 130 whatever was before; 4 or 20, then 10 home.
    problem, route = day(60, rest=True)
    worths = [worth("v1"), worth("v2"), worth("v3", 0.1)]
    assert minutes(finish_chances(problem, route, worths)) == {144: 0.9, 160: 0.1}
    assert finish_quantile(problem, route, worths) == 144 * MINUTE
    assert finish_quantile(problem, route, worths, 0.95) == 160 * MINUTE


def test_the_doubt_about_the_address_is_part_of_the_chance() -> None:
    problem, route = day(None)
    worths = [worth("v1", 0.5, address=0.4)]  # met on one day of five; the others as planned
    assert minutes(finish_chances(problem, route, worths)) == {78: 0.8, 94: 0.2}


def test_without_a_worth_the_plan_is_what_happens() -> None:
    problem, route = day(60)
    assert finish_chances(problem, route, ()) == ((route.end_s, 1.0),)
    assert finish_quantile(problem, route, ()) == route.end_s


def test_at_a_meeting_nobody_starts_before_its_time() -> None:
    problem, route = day(None)
    meeting = Meeting(first="v2", second="v3")
    worths = [worth("v1", 0.1)]  # nearly always 8 minutes early at v2, where it helps nothing
    free = finish_quantile(problem, route, worths)
    tied = finish_quantile(replace(problem, meetings=(meeting,)), route, worths)
    assert (free, tied) == (78 * MINUTE, 86 * MINUTE)


@pytest.mark.parametrize("share", [0.0, -1.0, 1.1, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    problem, route = day(None)
    with pytest.raises(ValueError, match="share"):
        finish_quantile(problem, route, (), share)


def test_twenty_thousand_days_that_are_played_end_as_it_says_within_a_minute() -> None:
    # Twelve doors, each with its own chances and lengths, windows at the 4th and the 9th, played
    # here with nothing but the itinerary: leave, go, wait for the window, stay.
    dice = np.random.default_rng(6)
    lengths = dice.integers(2, 9, 12) * MINUTE, dice.integers(12, 41, 12) * MINUTE
    chance = dice.uniform(0.2, 0.8, 12)
    legs = dice.integers(3, 25, 13) * MINUTE
    opens = {3: 150 * MINUTE, 8: 330 * MINUTE}
    mean = [
        round(p * met + (1 - p) * missed) for p, missed, met in zip(chance, *lengths, strict=True)
    ]
    visits, worths, stops, now, waited = [], [], [], 0, 0
    for at in range(12):
        windows = ((opens[at], 36_000),) if at in opens else ()
        name, arrival_s = f"v{at}", now + int(legs[at])
        start_s = max(arrival_s, opens.get(at, 0))
        now = start_s + mean[at]
        waited += start_s - arrival_s
        visits.append(
            Visit(visit_id=name, case_ids=(name,), location=at + 1, building=name,
                  service_s=mean[at], windows=windows)
        )  # fmt: skip
        worths.append(
            replace(worth(name, float(chance[at])), met_service_s=int(lengths[1][at]),
                    missed_service_s=int(lengths[0][at]))
        )  # fmt: skip
        served = PlannedVisit(visit_id=name, start_s=start_s, end_s=now, wait_s=start_s - arrival_s)
        stops.append(
            Stop(building=name, arrival_s=arrival_s, setup_s=0, travel_s=int(legs[at]),
                 distance_m=0, visits=(served,))
        )  # fmt: skip
    table = np.zeros((13, 13), dtype=np.int32)
    for at in range(13):
        table[at, (at + 1) % 13] = legs[at]
    shift = Shift(shift_id="a", agent_id="a", start_location=0, end_location=0, earliest_s=0,
                  latest_s=36_000, matrix="car")  # fmt: skip
    problem = Problem(
        origin=ORIGIN, visits=tuple(visits), shifts=(shift,),
        matrices={"car": TravelMatrix(table, np.zeros_like(table))},
    )  # fmt: skip
    route = Route(
        shift_id="a", start_s=0, end_s=now + int(legs[12]), stops=tuple(stops),
        travel_s=int(legs.sum()), service_s=sum(mean), wait_s=waited,
    )  # fmt: skip
    assert check_routes(problem, (route,)).ok
    played = np.zeros(20_000)
    for at in range(12):
        played = np.maximum(played + legs[at], opens.get(at, 0))
        played += np.where(dice.random(20_000) < chance[at], lengths[1][at], lengths[0][at])
    played += legs[12]
    for share in (0.5, 0.8, 0.95):
        expected = float(np.quantile(played, share, method="inverted_cdf"))
        assert abs(finish_quantile(problem, route, worths, share) - expected) <= MINUTE
    chances = finish_chances(problem, route, worths)
    assert sum(chance for _, chance in chances) == pytest.approx(1)
    assert abs(sum(end * chance for end, chance in chances) - played.mean()) <= MINUTE
