"""The open benchmark: the published days, answers to them, and cutting them into areas."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import days
import numpy as np
import pytest
from areas import areas
from entries import routes_of
from field_day import field_day

from router.checking import check_routes
from router.domain.matrix import TravelMatrix
from router.domain.problem import Problem, Shift, ShiftBreak, Visit

PUBLISHED = Path(days.__file__).parent / "field_days.csv"


def published() -> dict[str, str]:
    with PUBLISHED.open(encoding="utf-8") as file:
        return {row["name"]: row["fingerprint"] for row in csv.DictReader(file)}


def test_the_published_list_is_the_list() -> None:
    assert tuple(published()) == days.LIST


@pytest.mark.parametrize("name", days.LIST[:9])
def test_a_day_is_the_published_one(name: str) -> None:
    assert days.fingerprint(days.field_day_named(name)) == published()[name]


def test_a_day_has_everything_that_makes_field_work_hard() -> None:
    problem = field_day(300, 12, seed=1)
    assert len(problem.visits) == 300
    assert len(problem.shifts) == 12
    assert set(problem.matrices) == {"car", "ebike"}
    buildings = Counter(visit.building for visit in problem.visits)
    assert max(buildings.values()) > 3
    assert any(visit.mandatory for visit in problem.visits)
    assert any(visit.value_bands for visit in problem.visits)
    assert any(len(visit.windows) == 2 for visit in problem.visits)
    assert any(visit.skills for visit in problem.visits)
    assert set(Counter(visit.group for visit in problem.visits if visit.group).values()) == {2}
    assert any(shift.breaks for shift in problem.shifts)
    assert any(shift.end_location is None for shift in problem.shifts)


def street(*, breaks: tuple[ShiftBreak, ...] = ()) -> Problem:
    """Home at 0, doors of one building at 100, a door at 200; a metre a second."""
    apart = np.array([[0, 100, 200], [100, 0, 100], [200, 100, 0]])
    shift = Shift(
        shift_id="s",
        agent_id="a",
        start_location=0,
        end_location=0,
        earliest_s=0,
        latest_s=2000,
        breaks=breaks,
        matrix="car",
        cost_per_hour=36.0,
    )
    visits = [
        Visit(
            visit_id=name,
            case_ids=(name,),
            location=place,
            building=f"b{place}",
            service_s=60,
            setup_s=30,
            value=50.0,
        )
        for name, place in (("one", 1), ("two", 1), ("three", 2))
    ]
    return Problem(
        origin=datetime(2026, 11, 23, tzinfo=UTC),
        visits=tuple(visits),
        shifts=(shift,),
        matrices={"car": TravelMatrix(apart, apart)},
    )


def test_an_answer_is_filled_in_and_passes_the_checker() -> None:
    # 0 + 100 way + 30 setup: 130-190, 190-250 without setup; 100 way, 30 setup, 20 wait: 400-460;
    # 200 back: 660.
    answer = {
        "routes": [
            {
                "shift_id": "s",
                "start_s": 0,
                "end_s": 660,
                "visits": [
                    {"visit_id": "one", "start_s": 130},
                    {"visit_id": "two", "start_s": 190},
                    {"visit_id": "three", "start_s": 400},
                ],
            }
        ]
    }
    [route] = routes_of(street(), answer)
    assert (route.travel_s, route.setup_s, route.service_s, route.wait_s) == (400, 60, 180, 20)
    report = check_routes(street(), [route])
    assert report.ok, str(report)
    assert report.costs.total == pytest.approx(6.60)  # a cent per second


def test_a_break_of_an_answer_pauses_the_way() -> None:
    # Away at 0, rest 40-70, there at 130, setup until 160; back at 160 + 60 + 100 = 320.
    problem = street(breaks=(ShiftBreak(earliest_s=0, latest_s=100, duration_s=30),))
    answer = {
        "routes": [
            {
                "shift_id": "s",
                "start_s": 0,
                "end_s": 320,
                "breaks": [40],
                "visits": [{"visit_id": "one", "start_s": 160}],
            }
        ]
    }
    [route] = routes_of(problem, answer)
    assert route.stops[0].arrival_s == 130
    assert check_routes(problem, [route]).ok


def test_an_answer_that_comes_too_early_is_found_out() -> None:
    answer = {
        "routes": [
            {
                "shift_id": "s",
                "start_s": 0,
                "end_s": 290,
                "visits": [{"visit_id": "one", "start_s": 129}],
            }
        ]
    }
    assert not check_routes(street(), routes_of(street(), answer)).ok


def test_areas_share_out_every_visit_and_every_shift_and_keep_groups_together() -> None:
    problem = field_day(150, 8, seed=1)
    parts = areas(problem, 4)
    assert sorted(v.visit_id for part in parts for v in part.visits) == sorted(
        visit.visit_id for visit in problem.visits
    )
    assert sorted(s.shift_id for part in parts for s in part.shifts) == sorted(
        shift.shift_id for shift in problem.shifts
    )
    assert {len(part.shifts) for part in parts} == {2}
    where = [{visit.group for visit in part.visits if visit.group} for part in parts]
    assert sum(map(len, where)) == len(set().union(*where))
    for part in parts:
        whole = {visit.visit_id: visit for visit in problem.visits}
        for visit in part.visits:
            old = whole[visit.visit_id]
            assert replace(visit, location=old.location) == old
            assert part.coordinates[visit.location] == problem.coordinates[old.location]
