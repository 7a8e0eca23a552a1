"""VROOM's plan mode: the times of given steps, and what they violate, as VROOM says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from router.errors import PlanFileError
from router.exports import judge_vroom, read_vroom, vroom_with_answer

DURATIONS = [[0, 500, 700], [500, 0, 400], [700, 400, 0]]
DISTANCES = [[10 * metres for metres in row] for row in DURATIONS]


def job(identifier: int, **more: int) -> dict[str, Any]:
    return {"type": "job", "id": identifier, **more}


def rest(identifier: int) -> dict[str, Any]:
    return {"type": "break", "id": identifier}


def problem(*steps: dict[str, Any], **vehicle: Any) -> dict[str, Any]:
    """Job 10 (location 1) takes 60 + 300; job 12 (location 2) opens at 2000 and takes 100."""
    return {
        "jobs": [
            {"id": 10, "location_index": 1, "setup": 60, "service": 300},
            {"id": 12, "location_index": 2, "service": 100, "time_windows": [[2000, 3000]]},
        ],
        "vehicles": [{"id": 8, "start_index": 0, "end_index": 0, **vehicle, "steps": [*steps]}],
        "matrices": {"car": {"durations": DURATIONS, "distances": DISTANCES}},
    }


def judged(data: dict[str, Any]) -> Any:
    return judge_vroom(json.dumps(data))


def times(answer: Any) -> list[tuple[int, int]]:
    """Return arrival and wait of every step of the one route."""
    return [(step["arrival"], step["waiting_time"]) for step in answer["routes"][0]["steps"]]


def causes(block: Any) -> dict[str, int | None]:
    return {fault["cause"]: fault.get("duration") for fault in block["violations"]}


def refused(data: dict[str, Any]) -> set[str]:
    with pytest.raises(PlanFileError) as caught:
        judged(data)
    return {fault.column for fault in caught.value.faults}


def test_a_plan_that_keeps_everything_starts_late_and_waits_nowhere() -> None:
    # Job 12 at 2000; 400 s before it job 10 is over, which took 360 s: it starts at 1240; 500 s
    # before that is the start. Home 700 s after 2100.
    answer = judged(problem(job(10), job(12)))
    assert times(answer) == [(740, 0), (1240, 0), (2000, 0), (2800, 0)]
    assert answer["summary"]["violations"] == []
    assert answer["summary"]["cost"] == 1600
    assert answer["routes"][0]["distance"] == 16_000


def test_of_plans_that_are_as_short_the_earliest_is_taken() -> None:
    # Job 12 may start as late as 3000.
    assert times(judged(problem(job(10), job(12))))[0] == (740, 0)
    assert times(judged(problem(job(10), job(12, service_at=2500))))[0] == (1240, 0)


def test_a_late_plan_has_the_least_sum_of_delays_and_leads() -> None:
    # The vehicle works until 2750, but job 12 opens at 2000 and home is 800 s later: 50 too much,
    # wherever they are put.
    answer = judged(problem(job(10), job(12), time_window=[0, 2750]))
    assert sum(fault["duration"] for fault in answer["summary"]["violations"]) == 50


def test_a_break_pauses_the_way_where_its_window_wants_it() -> None:
    # From the end of job 10 the way to job 12 is 400; of it 160 fit between the two breaks.
    answer = judged(
        problem(
            job(10), rest(3), rest(4), job(12),
            time_window=[0, 2950],
            breaks=[
                {"id": 3, "service": 600, "time_windows": [[900, 1000]]},
                {"id": 4, "service": 60, "time_windows": [[1700, 1750]]},
            ],
        )
    )  # fmt: skip
    assert times(answer) == [(80, 0), (580, 0), (940, 0), (1700, 0), (2000, 0), (2800, 0)]
    assert [step["duration"] for step in answer["routes"][0]["steps"]] == [
        0, 500, 500, 660, 900, 1600,
    ]  # fmt: skip


def test_every_limit_that_does_not_hold_is_named_where_it_breaks() -> None:
    data = problem(
        job(10), job(12),
        capacity=[2], max_tasks=1, max_travel_time=600, max_distance=6000, skills=[1],
        breaks=[{"id": 4, "service": 60, "time_windows": [[100, 200]]}],
    )  # fmt: skip
    data["jobs"][0].update(delivery=[2], skills=[1])
    data["jobs"][1].update(delivery=[1], skills=[9])
    answer = judged(data)
    start, first, second, _ = answer["routes"][0]["steps"]
    assert (start["load"], causes(start)) == ([3], {"load": None})
    assert (first["load"], causes(first)) == ([1], {})
    assert set(causes(second)) == {"skills", "max_tasks", "max_travel_time", "max_distance"}
    assert set(causes(answer["summary"])) == {
        "load", "skills", "max_tasks", "max_travel_time", "max_distance", "missing_break",
    }  # fmt: skip


def test_a_setup_is_not_paid_where_the_vehicle_already_is() -> None:
    answer = judged(problem(job(10), job(12), start_index=1))
    assert answer["routes"][0]["setup"] == 0
    assert times(answer)[:2] == [(1300, 0), (1300, 0)]


def test_an_open_start_begins_at_the_first_job() -> None:
    data = problem(job(10), job(12))
    del data["vehicles"][0]["start_index"]
    assert times(judged(data)) == [(1240, 0), (1240, 0), (2000, 0), (2800, 0)]


def test_a_speed_factor_counts_in_hundredths() -> None:
    # 1 / 0.7 is 1.43: the ways take 715, 572 and 1001 s.
    answer = judged(problem(job(10), job(12), speed_factor=0.7, time_window=[0, 9000]))
    assert times(answer) == [(353, 0), (1068, 0), (2000, 0), (3101, 0)]


def test_a_vehicle_without_steps_has_no_route_and_its_jobs_are_unassigned() -> None:
    data = problem(job(10))
    data["vehicles"].append({"id": 9, "start_index": 0})
    answer = judged(data)
    assert [route["vehicle"] for route in answer["routes"]] == [8]
    assert [left["id"] for left in answer["unassigned"]] == [12]


def test_loads_may_have_several_kinds_in_a_given_plan() -> None:
    data = problem(job(10), job(12), capacity=[1, 5])
    data["jobs"][0]["pickup"] = [1, 1]
    data["jobs"][1]["pickup"] = [1, 1]
    steps = judged(data)["routes"][0]["steps"]
    assert [step["load"] for step in steps] == [[0, 0], [1, 1], [2, 2], [2, 2]]
    assert [set(causes(step)) for step in steps] == [set(), set(), {"load"}, {"load"}]


@pytest.mark.parametrize(
    ("steps", "where"),
    [
        ((), "vehicles"),
        ((job(99),), "vehicles[0].steps[0].id"),
        ((job(10), job(10)), "vehicles[0].steps[1].id"),
        ((rest(7),), "vehicles[0].steps[0].id"),
        (({"type": "pickup", "id": 1},), "vehicles[0].steps[0]"),
        (({"type": "dance"},), "vehicles[0].steps[0].type"),
        ((job(10, service_before=100),), "vehicles[0].steps"),
    ],
)
def test_steps_that_cannot_be_are_refused_by_their_path(
    steps: tuple[dict[str, Any], ...], where: str
) -> None:
    # Job 10 is 500 s away from a start that is not before 0: it cannot be made before 100.
    assert refused(problem(*steps)) == {where}


def test_shipments_are_refused() -> None:
    assert "shipments" in refused({**problem(job(10)), "shipments": [{"pickup": {}}]})


def test_steps_are_where_a_search_begins() -> None:
    vroom = read_vroom(json.dumps(problem({"type": "start"}, job(12), job(10))))
    assert dict(vroom.given) == {"8": ["12", "10"]}
    assert vroom.warnings == ()


def test_an_answer_is_put_back_into_its_problem_at_its_own_times() -> None:
    plain = problem()
    answer = judged(problem(job(10), job(12, service_at=2500)))
    again = judged(json.loads(vroom_with_answer(json.dumps(plain), json.dumps(answer))))
    assert again == answer


def test_an_answer_for_another_problem_is_refused() -> None:
    answer = judged(problem(job(10)))
    answer["routes"][0]["vehicle"] = 4
    with pytest.raises(PlanFileError) as caught:
        vroom_with_answer(json.dumps(problem()), json.dumps(answer))
    assert [fault.column for fault in caught.value.faults] == ["routes[0].vehicle"]
