"""VROOM's JSON: what we read, what we refuse, and the answer in its arithmetic."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate, great_circle_m
from router.domain.route import PlannedBreak, PlannedVisit, Route, Stop
from router.errors import PlanFileError
from router.exports import VroomProblem, read_vroom, write_vroom

SHARED = Path(os.environ.get("ROUTER_SHARED", Path(__file__).parents[4] / "shared"))

# Jobs 10 and 11 share a location; job 13 needs a skill that nobody has.
EXAMPLE: dict[str, Any] = {
    "vehicles": [
        {
            "id": 7,
            "start_index": 0,
            "end_index": 0,
            "time_window": [0, 40_000],
            "breaks": [{"id": 3, "service": 600, "time_windows": [[5_000, 6_000]]}],
            "capacity": [5],
            "skills": [1],
            "max_tasks": 9,
            "costs": {"fixed": 100},
        }
    ],
    "jobs": [
        {
            "id": 10,
            "location_index": 1,
            "setup": 60,
            "service": 300,
            "time_windows": [[1_000, 2_000], [8_000, 9_000]],
            "delivery": [2],
            "priority": 5,
            "skills": [1],
        },
        {"id": 11, "location_index": 1, "setup": 60, "service": 300, "delivery": [1]},
        {"id": 12, "location_index": 2, "service": 100, "time_windows": [[7_000, 8_000]]},
        {"id": 13, "location_index": 2, "skills": [9], "description": "far"},
    ],
    "matrices": {
        "car": {
            "durations": [[0, 500, 700], [500, 0, 400], [700, 400, 0]],
            "distances": [[0, 5_000, 7_000], [5_000, 0, 4_000], [7_000, 4_000, 0]],
        }
    },
}


def changed(**changes: Any) -> dict[str, Any]:
    """Return the example with values put at paths such as ``jobs__0__setup``."""
    data: dict[str, Any] = json.loads(json.dumps(EXAMPLE))
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        block: Any = data
        for step in steps:
            block = block[step]
        block[last] = value
    return data


def read(data: dict[str, Any]) -> VroomProblem:
    return read_vroom(json.dumps(data))


def refused(data: dict[str, Any]) -> set[str]:
    with pytest.raises(PlanFileError) as caught:
        read(data)
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {fault.column for fault in caught.value.faults}


def stop(building: str, arrival: int, setup: int, *visits: tuple[str, int, int]) -> Stop:
    return Stop(
        building=building,
        arrival_s=arrival,
        setup_s=setup,
        travel_s=0,
        distance_m=0,
        visits=tuple(
            PlannedVisit(visit_id=visit_id, start_s=start, end_s=end)
            for visit_id, start, end in visits
        ),
    )


# Leave at 500, 500 s to location 1: setup 1000-1060, job 10 until 1360, job 11 until 1660,
# 400 s to location 2, break 5000-5600, job 12 from 7000 to 7100, 700 s home: 7800.
ROUTE = Route(
    shift_id="7",
    start_s=500,
    end_s=7_800,
    stops=(
        stop("location 1", 1_000, 60, ("10", 1_060, 1_360), ("11", 1_360, 1_660)),
        stop("location 2", 2_060, 0, ("12", 7_000, 7_100)),
    ),
    breaks=(PlannedBreak(start_s=5_000, end_s=5_600),),
)


def steps_of(answer: Any) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = answer["routes"][0]["steps"]
    return steps


def test_jobs_and_vehicles_become_visits_and_shifts() -> None:
    problem = read(EXAMPLE).problem
    shift, visits = problem.shifts[0], {visit.visit_id: visit for visit in problem.visits}
    assert problem.origin.timestamp() == 0
    assert (shift.shift_id, shift.earliest_s, shift.latest_s) == ("7", 0, 40_000)
    assert (shift.capacity, shift.max_visits, shift.fixed_cost) == (5, 9, 100.0)
    assert shift.skills == {"1"}
    assert [(b.earliest_s, b.latest_s, b.duration_s) for b in shift.breaks] == [(5000, 6000, 600)]
    assert (visits["10"].load, visits["10"].setup_s, visits["10"].service_s) == (2, 60, 300)
    assert visits["10"].building == visits["11"].building != visits["12"].building
    assert visits["12"].windows == ((7_000, 8_000),)
    assert visits["13"].skills == {"9"}


def test_windows_move_by_the_setup_because_vroom_bounds_its_start() -> None:
    alone = read(changed(jobs__1__location_index=0))
    assert alone.problem.visits[0].windows == ((1_060, 2_060), (8_060, 9_060))
    # With a neighbour at the door the setup may be skipped: right in both cases is the overlap.
    shared = read(EXAMPLE)
    assert shared.problem.visits[0].windows == ((1_060, 2_000), (8_060, 9_000))
    assert any("job 10" in warning for warning in shared.warnings)


def test_a_window_narrower_than_the_setup_keeps_its_own_setup() -> None:
    visits = read(changed(jobs__0__time_windows=[[1_000, 1_030]])).problem.visits
    assert visits[0].windows == ((1_060, 1_090),)
    assert visits[0].building != visits[1].building


def test_only_travel_is_priced() -> None:
    shift = read(EXAMPLE).problem.shifts[0]
    assert shift.cost_per_hour == 0.0
    matrix = read(EXAMPLE).problem.matrices["car"]
    # VROOM's default: 3600 an hour, so a second costs 1.
    price = matrix.distance_m[0, 2] / 1000 * shift.cost_per_km
    assert price == pytest.approx(700)


def test_costs_per_hour_and_kilometre_are_both_in_the_price_of_a_leg() -> None:
    problem = read(changed(vehicles__0__costs={"per_hour": 1_000, "per_km": 7})).problem
    shift, matrix = problem.shifts[0], problem.matrices["car"]
    # 700 s at 1000 an hour are 194.444; 7 km at 7 are 49.
    assert matrix.distance_m[0, 2] / 1000 * shift.cost_per_km == pytest.approx(243.444, abs=0.001)


def test_a_vehicle_with_a_maximum_distance_keeps_metres() -> None:
    vroom = read(changed(vehicles__0__max_distance=30_000))
    shift = vroom.problem.shifts[0]
    assert (shift.max_distance_m, shift.cost_per_hour) == (30_000, 3_600.0)
    assert vroom.problem.matrices["car"].distance_m[0, 2] == 7_000
    assert any("max_distance" in warning for warning in vroom.warnings)


def test_a_faster_vehicle_has_its_own_matrix() -> None:
    data = changed()
    data["vehicles"].append({**data["vehicles"][0], "id": 8, "speed_factor": 2})
    problem = read(data).problem
    keys = [shift.matrix for shift in problem.shifts]
    assert problem.matrices[keys[0]].duration_s[0, 2] == 700
    assert problem.matrices[keys[1]].duration_s[0, 2] == 350


def test_no_job_is_left_out_to_save_travel_and_priorities_come_first() -> None:
    values = {visit.visit_id: visit.value for visit in read(EXAMPLE).problem.visits}
    # All legs together cost at most 5 x 700, and the vehicle 100.
    assert min(values.values()) > 3_600
    assert values["10"] > values["11"] + values["12"] + values["13"]


def test_a_vehicle_without_hours_has_time_for_everything() -> None:
    data = changed()
    del data["vehicles"][0]["time_window"]
    shift = read(data).problem.shifts[0]
    assert shift.earliest_s == 0
    # The last window ends at 9000; then all work (820 s + 600 s) and six legs of 700 s.
    assert shift.latest_s >= 9_000 + 1_420 + 6 * 700


def test_without_matrices_the_caller_measures_the_way() -> None:
    asked: list[tuple[int, str]] = []

    def travel(points: Sequence[Coordinate], profile: str) -> TravelMatrix:
        asked.append((len(points), profile))
        metres = np.array(
            [[round(great_circle_m(a, b)) for b in points] for a in points], dtype=np.int32
        )
        return TravelMatrix(metres // 10, metres, "great-circle", True)

    data = {
        "vehicles": [{"id": 1, "start": [24.94, 60.17], "profile": "bike"}],
        "jobs": [{"id": 1, "location": [24.95, 60.18]}, {"id": 2, "location": [24.94, 60.17]}],
    }
    vroom = read_vroom(json.dumps(data), travel=travel)
    assert asked == [(2, "bike")]
    assert vroom.problem.coordinates[0] == Coordinate(60.17, 24.94)
    assert [visit.location for visit in vroom.problem.visits] == [1, 0]
    assert vroom.problem.shifts[0].end_location is None
    assert refused(data) == {"matrices"}


def test_what_cannot_be_expressed_is_refused_all_at_once() -> None:
    data = changed(
        jobs__0__delivery=[1, 2],
        jobs__1__id=10,
        jobs__2__service_per_type={"a": 3},
        jobs__3__time_windows=[[5, 4]],
        vehicles__0__max_travel_time=100,
        vehicles__0__breaks__0__time_windows=[[1, 2], [3, 4]],
        vehicles__0__breaks__0__max_load=[1],
        matrices__car__costs=[[0]],
    )
    data["shipments"] = [{"pickup": {}, "delivery": {}}]
    del data["vehicles"][0]["capacity"]
    assert refused(data) == {
        "shipments",
        "matrices.car.costs",
        "jobs[0].delivery",
        "jobs[1].id",
        "jobs[2]",
        "jobs[3].time_windows",
        "vehicles[0].capacity",
        "vehicles[0].max_travel_time",
        "vehicles[0].breaks[0].time_windows",
        "vehicles[0].breaks[0].max_load",
    }


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (changed(jobs__0__location_index=3), "jobs[0].location_index"),
        (changed(jobs__0__location_index=None), "jobs[0].location_index"),
        (changed(vehicles__0__end_index=3), "vehicles[0].end_index"),
        (changed(vehicles__0__profile="bike"), "matrices.bike"),
        (changed(matrices__car__durations=[[0, 1], [2]]), "matrices.car.durations"),
        (changed(jobs__0__priority=101), "jobs[0].priority"),
        (changed(jobs__0__service="5"), "jobs[0].service"),
        (changed(vehicles__0__speed_factor=0), "vehicles[0].speed_factor"),
        ({"vehicles": [], "jobs": {}}, "jobs"),
        ({"jobs": []}, "vehicles"),
    ],
)
def test_a_malformed_problem_is_refused_with_its_path(data: dict[str, Any], path: str) -> None:
    assert path in refused(data)


def test_distances_that_a_cost_needs_must_be_there() -> None:
    data = changed(vehicles__0__costs={"per_km": 3})
    del data["matrices"]["car"]["distances"]
    assert refused(data) == {"matrices.car.distances"}


def test_unknown_keys_are_reported_and_ignored() -> None:
    warnings = read(changed(jobs__0__colour="red", vehicles__0__costs__tip=1, extra=1)).warnings
    assert {
        "extra is not known and was ignored",
        "jobs[0].colour is not known and was ignored",
        "vehicles[0].costs.tip is not known and was ignored",
    } <= set(warnings)


def test_an_answer_tells_the_day_step_by_step() -> None:
    answer = write_vroom(read(EXAMPLE), [ROUTE])
    told = [
        (s["type"], s.get("id"), s["arrival"], s["waiting_time"], s["setup"], s["service"])
        for s in steps_of(answer)
    ]
    assert told == [
        ("start", None, 500, 0, 0, 0),
        ("job", 10, 1_000, 0, 60, 300),
        ("job", 11, 1_360, 0, 0, 300),
        ("break", 3, 2_060, 2_940, 0, 600),
        ("job", 12, 5_600, 1_400, 0, 100),
        ("end", None, 7_800, 0, 0, 0),
    ]
    assert [s["duration"] for s in steps_of(answer)] == [0, 500, 500, 900, 900, 1_600]
    distances = [s["distance"] for s in steps_of(answer)]
    assert distances == [0, 5_000, 5_000, 5_000, 9_000, 16_000]
    assert [s["load"] for s in steps_of(answer)] == [[3], [1], [0], [0], [0], [0]]


def test_the_summary_adds_up() -> None:
    answer = write_vroom(read(EXAMPLE), [ROUTE])
    assert answer["summary"] == {
        "cost": 1_700,  # 100 fixed, 1600 s of travel at 1 a second
        "routes": 1,
        "unassigned": 1,
        "delivery": [3],
        "pickup": [0],
        "setup": 60,
        "service": 1_300,  # 300 + 300 + 100, and the break's 600
        "duration": 1_600,
        "waiting_time": 4_340,
        "priority": 5,
        "distance": 16_000,
        "violations": [],
    }
    assert answer["unassigned"] == [
        {"id": 13, "type": "job", "description": "far", "location_index": 2}
    ]
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize(
    "rest",
    [(50, 450), (1_800, 2_400), (2_060, 2_660), (6_000, 6_600), (9_000, 9_600)],
    ids=["before departure", "on the way", "on arrival", "at the door", "after return"],
)
def test_wherever_a_break_lies_arrivals_follow_from_the_step_before(rest: tuple[int, int]) -> None:
    route = replace(ROUTE, breaks=(PlannedBreak(start_s=rest[0], end_s=rest[1]),))
    steps = steps_of(write_vroom(read(EXAMPLE), [route]))
    for before, after in itertools.pairwise(steps):
        busy = before["waiting_time"] + before["setup"] + before["service"]
        travel = after["duration"] - before["duration"]
        assert after["arrival"] == before["arrival"] + busy + travel
    starts = {s["id"]: s["arrival"] + s["waiting_time"] + s["setup"] for s in steps if "id" in s}
    assert starts == {10: 1_060, 11: 1_360, 12: 7_000, 3: rest[0]}
    assert steps[-1]["duration"] == 1_600


def test_a_break_inside_a_leg_is_met_on_the_way() -> None:
    # Job 11 ends at 1660: 140 s of the 400 s are done when the break starts at 1800.
    route = replace(ROUTE, breaks=(PlannedBreak(start_s=1_800, end_s=2_400),))
    steps = steps_of(write_vroom(read(EXAMPLE), [route]))
    assert [(s["type"], s["arrival"], s["duration"]) for s in steps[3:5]] == [
        ("break", 1_800, 640),
        ("job", 2_660, 900),
    ]


def test_a_break_that_pauses_a_setup_is_told_before_it() -> None:
    # Arrival 5990; setup 5990-6000, break 6000-6600, setup 6600-6650: VROOM pauses no setup, and
    # the break may start at 5990 as well. Then the whole setup follows, 6590-6650.
    route = replace(
        ROUTE,
        start_s=5_490,
        stops=(stop("location 1", 5_990, 60, ("11", 6_650, 6_950)),),
        breaks=(PlannedBreak(start_s=6_000, end_s=6_600),),
    )
    steps = steps_of(write_vroom(read(EXAMPLE), [route]))
    told = [(s["type"], s["arrival"], s["waiting_time"], s["setup"]) for s in steps[1:3]]
    assert told == [("break", 5_990, 0, 0), ("job", 6_590, 0, 60)]


def test_open_ends_have_no_start_and_no_end_step() -> None:
    data = changed()
    del data["vehicles"][0]["start_index"], data["vehicles"][0]["end_index"]
    route = replace(ROUTE, start_s=1_000, end_s=7_100)
    steps = steps_of(write_vroom(read(data), [route]))
    assert [step["type"] for step in steps] == ["job", "job", "break", "job"]
    assert steps[0]["arrival"] == 1_000


def test_no_routes_are_an_answer_too() -> None:
    answer = write_vroom(read(EXAMPLE), [])
    assert (answer["code"], answer["routes"]) == (0, [])
    assert [job["id"] for job in answer["unassigned"]] == [10, 11, 12, 13]  # type: ignore[index, call-overload, union-attr]


def shared_example(name: str) -> Any:
    path = SHARED / "data" / "vroom" / name
    if not path.exists():
        pytest.skip(f"needs {name} of the shared data")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.shared
def test_the_published_example_with_a_matrix_gives_the_published_answer() -> None:
    vroom = read(shared_example("example_2.json"))
    problem = vroom.problem
    shift, matrix = problem.shifts[0], problem.matrices["car"].duration_s
    assert shift.start_location is not None
    assert shift.end_location is not None

    def price(order: Sequence[int]) -> int:
        return sum(int(matrix[a, b]) for a, b in itertools.pairwise(order))

    # Two jobs, so two orders: the cheaper one is the best plan.
    ends = (shift.start_location, shift.end_location)
    best = min(
        itertools.permutations(problem.visits),
        key=lambda visits: price((ends[0], *(v.location for v in visits), ends[1])),
    )
    clock, here, stops = 0, ends[0], []
    for visit in best:
        clock += int(matrix[here, visit.location])
        here = visit.location
        stops.append(stop(visit.building, clock, 0, (visit.visit_id, clock, clock)))
    end = clock + int(matrix[here, ends[1]])
    route = Route(shift_id=shift.shift_id, start_s=0, end_s=end, stops=tuple(stops))
    assert write_vroom(vroom, [route]) == shared_example("example_2_sol.json")


@pytest.mark.shared
def test_the_published_example_with_shipments_is_refused_by_name() -> None:
    assert refused(shared_example("example_1.json")) == {"shipments"}
