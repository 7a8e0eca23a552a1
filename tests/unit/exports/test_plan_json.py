"""plan.json: complete, the same every time, readable again, and editable."""

from __future__ import annotations

import hashlib
import json
import traceback
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

import router.exports.schema
from router.domain.cases import Hold
from router.domain.channels import Attempt
from router.domain.compliance import (
    BorrowerCount,
    Compliance,
    LayerStamp,
    NoticeDue,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.matrix import TravelMatrix
from router.domain.plan import (
    CaseCard,
    CostBreakdown,
    HeldCase,
    LaterVisit,
    PlanData,
    ReviewCase,
    ShiftRefusal,
    UnassignedVisit,
)
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.domain.route import PlannedVisit, Route, SearchInfo, Stop
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.domain.worth import BandWorth, VisitWorth
from router.errors import InputError, PlanFileError
from router.exports import (
    plan_files,
    plan_from_json,
    plan_schema,
    plan_schema_text,
    plan_to_json,
    read_plan,
    write_plan,
)
from tests.unit.exports.example import DURATION, ORIGIN, example_later, example_plan


def document() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(plan_to_json(example_later()))
    return parsed


def faults_of(edited: object) -> dict[str, str]:
    text = edited if isinstance(edited, str) else json.dumps(edited)
    with pytest.raises(PlanFileError) as caught:
        plan_from_json(text)
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {fault.column: fault.problem for fault in caught.value.faults}


def test_a_plan_comes_back_as_it_was_written(tmp_path: Path) -> None:
    plan = example_plan()
    write_plan(plan, tmp_path / "plan.json")
    again = read_plan(tmp_path / "plan.json")
    assert replace(again, problem=plan.problem) == plan
    assert replace(again.problem, matrices={}, shifts=()) == replace(
        plan.problem, matrices={}, shifts=()
    )
    assert again.problem.shifts == plan.problem.shifts
    assert again.problem.matrices["car"].duration_s.tolist() == DURATION
    assert again.problem.matrices["car"].snap_m == (1.5, 0.0, 2.25, 3.0)
    assert again.problem.origin.tzinfo is ORIGIN.tzinfo


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan_files(example_plan()) == plan_files(example_plan())


def test_a_stranger_can_recheck_the_day_from_the_file_alone() -> None:
    """Knows nothing but the file: walks the route with the matrix inside it."""
    data = document()
    problem, route = data["problem"], data["routes"][0]
    visits = {visit["visit_id"]: visit for visit in problem["visits"]}
    shift = next(item for item in problem["shifts"] if item["shift_id"] == route["shift_id"])
    matrix = problem["matrices"][shift["matrix"]]
    clock = datetime.fromisoformat(route["start"]).timestamp()
    rest = datetime.fromisoformat(route["breaks"][0]["start"]).timestamp()
    here, metres = shift["start_location"], 0
    for stop in route["stops"]:
        for index, planned in enumerate(stop["visits"]):
            visit = visits[planned["visit_id"]]
            clock += matrix["duration_s"][here][visit["location"]]
            metres += matrix["distance_m"][here][visit["location"]]
            here = visit["location"]
            clock += visit["setup_s"] if index == 0 else 0
            start = datetime.fromisoformat(planned["start"]).timestamp()
            if clock <= rest < start:
                clock += 1800
            clock += planned["wait_s"]
            assert clock == start
            windows = [
                (datetime.fromisoformat(w["start"]), datetime.fromisoformat(w["end"]))
                for w in visit["windows"]
            ]
            at = datetime.fromisoformat(planned["start"])
            assert not windows or any(first <= at <= last for first, last in windows)
            clock += visit["service_s"]
    clock += matrix["duration_s"][here][shift["end_location"]]
    metres += matrix["distance_m"][here][shift["end_location"]]
    assert clock == datetime.fromisoformat(route["end"]).timestamp()
    assert metres == route["distance_m"]
    # 108.50 paid + 9.65 distance + 10 fixed, and 50 for v4: see the example.
    assert route["cost"]["total"] == pytest.approx(128.15)
    assert data["costs"]["total"] == pytest.approx(178.15)


@pytest.mark.parametrize(
    ("noun", "block"),
    [
        (Visit, ("problem", "visits", 0)),
        (Shift, ("problem", "shifts", 0)),
        (ShiftBreak, ("problem", "shifts", 0, "breaks", 0)),
        (Route, ("routes", 0)),
        (Stop, ("routes", 0, "stops", 0)),
        (PlannedVisit, ("routes", 0, "stops", 0, "visits", 0)),
        (UnassignedVisit, ("unassigned", 0)),
        (ShiftRefusal, ("unassigned", 0, "refusals", 0)),
        (HeldCase, ("held", 0)),
        (ReviewCase, ("review", 0)),
        (CaseCard, ("cards", 0)),
        (CostBreakdown, ("costs",)),
        (SearchInfo, ("search",)),
        (PlanData, ()),
        (Compliance, ("compliance",)),
        (LayerStamp, ("compliance", "layers", 0)),
        (RuleCount, ("compliance", "rules", 0)),
        (Override, ("compliance", "overrides", 0)),
        (BorrowerCount, ("compliance", "borrowers", 0)),
        (VisitFacts, ("compliance", "facts", 0)),
        (DailyWindow, ("compliance", "facts", 0, "working_hours", 0)),
        (Hold, ("compliance", "facts", 0, "holds", 0)),
        (AgentFacts, ("compliance", "agents", 0)),
        (Attempt, ("compliance", "history", 0)),
        (NoticeDue, ("compliance", "notices", 0)),
        (VisitWorth, ("worths", 0)),
        (BandWorth, ("worths", 0, "bands", 0)),
        (LaterVisit, ("later", 0)),
    ],
)
def test_no_field_of_the_domain_is_left_out(noun: Any, block: tuple[str | int, ...]) -> None:
    """A new field in the domain must find its way into the file, or this test says so."""
    found: Any = document()
    for step in block:
        found = found[step]
    # Instants are written as times, so their keys carry no _s.
    wanted = {field.name for field in fields(noun)}
    assert {name for name in wanted if {name, name.removesuffix("_s")}.isdisjoint(found)} == set()


def test_times_carry_the_offset_and_unreachable_is_null() -> None:
    data = document()
    assert data["routes"][0]["start"] == "2026-11-23T08:48:00+02:00"
    assert data["problem"]["zone"] == "Europe/Helsinki"
    assert data["problem"]["matrices"]["car"]["duration_s"][2] == [620, None, 0, 400]
    assert data["problem"]["matrices"]["car"]["distance_m"][2][1] is None


def test_a_matrix_row_and_a_window_stand_on_one_line_each() -> None:
    lines = [line.strip() for line in plan_to_json(example_plan()).splitlines()]
    assert "[620,null,0,400]," in lines
    window = '{"start": "2026-11-23T09:00:00+02:00", "end": "2026-11-23T10:00:00+02:00"}'
    assert window in lines


def test_the_conventions_say_what_a_checker_needs() -> None:
    words = document()["conventions"]
    assert "Both ends" in words["intervals"]
    for key in ("windows", "legal", "setup", "breaks", "cost", "matrices", "limits"):
        assert words[key]


def test_the_published_schema_is_up_to_date() -> None:
    published = Path(router.exports.schema.__file__).parent / "schemas" / "plan-1.schema.json"
    assert published.read_text(encoding="utf-8") == plan_schema_text()


def test_a_written_plan_validates_against_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(plan_schema())
    jsonschema.validate(document(), plan_schema())


def test_the_schema_refuses_a_time_without_offset() -> None:
    data = document()
    data["routes"][0]["start"] = "2026-11-23T08:48:00"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, plan_schema())


def test_an_edited_time_is_read_as_it_stands() -> None:
    text = plan_to_json(example_plan()).replace(
        '"start": "2026-11-23T12:00:00+02:00",', '"start": "2026-11-23T12:05:00+02:00",'
    )
    edited = plan_from_json(text)
    assert edited.routes[0].stops[1].visits[0].start_s == 43_500
    assert edited.routes[0].wait_s == 7_910  # the redundant total is the checker's business


def test_a_visit_moved_to_a_route_of_an_unknown_shift_is_read() -> None:
    data = document()
    moved = json.loads(json.dumps(data["routes"][0]))
    moved["shift_id"] = "nobody"
    moved["stops"] = [data["routes"][0]["stops"].pop()]
    data["routes"].append(moved)
    edited = plan_from_json(json.dumps(data))
    assert [route.visit_ids for route in edited.routes] == [("v1", "v2"), ("v3",)]
    # ... and such a plan can be written again.
    assert json.loads(plan_to_json(edited))["routes"][1]["cost"] is None


def test_what_is_derived_may_be_missing_or_wrong() -> None:
    data = document()
    data["costs"]["total"] = -1.0
    del data["conventions"]
    del data["routes"][0]["cost"]
    data["routes"][0]["agent_id"] = "somebody else"
    del data["routes"][0]["stops"][0]["visits"][0]["case_ids"]
    assert plan_from_json(json.dumps(data)).costs == example_plan().costs


def test_the_same_instant_in_another_zone_is_the_same_time() -> None:
    data = document()
    data["routes"][0]["start"] = "2026-11-23T06:48:00Z"
    assert plan_from_json(json.dumps(data)).routes[0].start_s == 31_680


def test_all_faults_of_a_file_are_reported_at_once_with_their_paths() -> None:
    data = document()
    data["routes"][0]["start"] = "tomorrow"
    data["routes"][0]["stops"][0]["visits"][1]["end"] = "2026-11-23T09:10:30"
    data["routes"][0]["stops"][1]["arival"] = data["routes"][0]["stops"][1].pop("arrival")
    data["problem"]["visits"][0]["service_s"] = "300"
    data["problem"]["visits"][1]["load"] = True
    data["problem"]["shifts"][0]["capacity"] = -1
    data["unassigned"][0]["code"] = "LAZY"
    data["held"][0]["until"] = "2026-13-01"
    data["review"][0]["candidates"][0]["score"] = 2
    faults = faults_of(data)
    assert set(faults) == {
        "routes[0].start",
        "routes[0].stops[0].visits[1].end",
        "routes[0].stops[1].arival",
        "routes[0].stops[1].arrival",
        "problem.visits[0].service_s",
        "problem.visits[1].load",
        "problem.shifts[0].capacity",
        "unassigned[0].code",
        "held[0].until",
        "review[0].candidates[0].score",
    }
    assert faults["routes[0].stops[1].arrival"] == "is missing"
    assert "offset" in faults["routes[0].stops[0].visits[1].end"]


def test_what_the_rules_of_a_plan_cannot_mean_is_reported_with_its_path() -> None:
    data = document()
    told = data["compliance"]
    told["history"][0]["code"] = "GONE"
    told["facts"][0]["not_at"][0]["end"] = "13:00:00"
    assert set(faults_of(data)) == {
        "compliance.history[0]",
        "compliance.facts[0].not_at[0]",
    }
    told["facts"][0]["notified"] = "yesterday"
    told["facts"][0]["not_at"][0]["end"] = "25:00"
    told["agents"][0]["certificates"][0]["until"] = ""
    assert set(faults_of(data)) == {
        "compliance.facts[0].notified",
        "compliance.facts[0].not_at[0].end",
        "compliance.agents[0].certificates[0].until",
    }


def test_a_plan_of_an_earlier_version_without_rules_is_read() -> None:
    data = document()
    del data["compliance"]
    del data["held"][0]["source"], data["held"][0]["channel"]
    again = plan_from_json(json.dumps(data))
    assert again.compliance is None
    assert (again.held[0].source, again.held[0].channel) == ("", "")


def test_a_plan_of_an_earlier_version_without_worths_is_read() -> None:
    data = document()
    del data["worths"], data["later"]
    del data["unassigned"][0]["channel"], data["unassigned"][0]["decision"]
    again = plan_from_json(json.dumps(data))
    assert (again.worths, again.later) == ((), ())
    assert (again.unassigned[0].channel, again.unassigned[0].decision) == ("", "")


def test_worths_and_later_visits_come_back_as_they_were() -> None:
    plan = example_later()
    again = plan_from_json(plan_to_json(plan))
    assert (again.worths, again.later) == (plan.worths, plan.later)
    assert again.unassigned == plan.unassigned


def test_a_chance_above_one_and_a_negative_value_are_faults_with_their_paths() -> None:
    data = document()
    data["worths"][1]["bands"][0]["met"] = 1.01
    data["worths"][1]["bands"][1]["value"] = -0.5
    data["later"][0]["start"] = "2026-11-24 17:30"
    assert set(faults_of(data)) == {
        "worths[1].bands[0].met", "worths[1].bands[1].value", "later[0].start",
    }  # fmt: skip


def test_references_that_lead_nowhere_are_all_reported() -> None:
    data = document()
    problem = data["problem"]
    problem["visits"][1]["visit_id"] = "v1"
    problem["visits"][2]["location"] = 4
    problem["visits"][3]["windows"] = [
        {"start": "2026-11-23T10:00:00+02:00", "end": "2026-11-23T09:00:00+02:00"}
    ]
    problem["shifts"][0]["matrix"] = "bike"
    problem["shifts"][0]["end_location"] = 9
    problem["locations"].pop()
    problem["matrices"]["car"]["duration_s"][0].pop()
    problem["zone"] = "../../etc/passwd"
    assert set(faults_of(data)) == {
        "problem.visits[1].visit_id",
        "problem.visits[2].location",
        "problem.visits[3]",
        "problem.shifts[0].matrix",
        "problem.shifts[0].end_location",
        "problem.locations",
        "problem.matrices.car.duration_s[0]",
        "problem.zone",
    }


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not JSON"),
        ('{"schema": "router.plan/1", "day": 1', "not JSON"),
        ("[1, 2]", "does not say router.plan/1"),
        ('{"schema": "router.plan/9"}', "does not say router.plan/1"),
        ('{"schema": "router.plan/1", "schema": "router.plan/1"}', "twice"),
        ('{"schema": NaN}', "NaN"),
        ("[" * 100_000, "without end"),
        ('{"schema": ' + "1" * 5000 + "}", "absurdly long"),
    ],
)
def test_a_text_that_is_no_plan_is_refused_in_words(text: str, word: str) -> None:
    assert any(word in problem for problem in faults_of(text).values())


def test_a_syntax_error_names_its_line() -> None:
    text = plan_to_json(example_plan()).replace('"attribution":', '"attribution"', 1)
    with pytest.raises(PlanFileError) as caught:
        plan_from_json(text)
    line = caught.value.faults[0].row
    assert "attribution" in text.splitlines()[line - 1]


def test_an_empty_stop_says_to_remove_it() -> None:
    data = document()
    data["routes"][0]["stops"][1]["visits"] = []
    assert set(faults_of(data)) == {"routes[0].stops[1].visits"}


def test_neither_message_nor_traceback_of_an_error_holds_a_value_of_the_file() -> None:
    data = document()
    data["cards"][0]["name"] = 12
    data["cards"][1]["address"] = {"Mannerheimintie": "1"}
    data["cards"][2]["place_type"] = "Väinö Öhman"
    with pytest.raises(PlanFileError) as caught:
        plan_from_json(json.dumps(data))
    shown = "".join(traceback.format_exception(caught.value))
    assert "Väinö" not in shown
    assert '"Mannerheim' not in shown


def test_a_missing_file_and_a_file_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="cannot be opened"):
        read_plan(tmp_path / "none.json")
    (tmp_path / "utf16.json").write_text("{}", encoding="utf-16")
    with pytest.raises(PlanFileError, match="UTF-8"):
        read_plan(tmp_path / "utf16.json")


def test_a_byte_order_mark_of_an_editor_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(plan_to_json(example_plan()), encoding="utf-8-sig")
    assert read_plan(tmp_path / "plan.json").day == example_plan().day


def test_a_file_of_more_than_500_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as stream:
        stream.truncate(500_000_001)  # a sparse file takes no room
    with pytest.raises(PlanFileError, match="500 MB"):
        read_plan(path)


def test_a_number_without_end_is_refused_on_writing() -> None:
    visit = Visit(
        visit_id="v", case_ids=(), location=0, building="b", service_s=0, value=float("inf")
    )
    plan = example_plan()
    broken = replace(plan, problem=replace(plan.problem, visits=(visit,)))
    with pytest.raises(InputError, match="not finite"):
        plan_to_json(broken)


def large_plan() -> PlanData:
    size = 601
    grid = np.arange(size * size, dtype=np.int32).reshape(size, size)
    grid[0, 1] = -1
    matrix = TravelMatrix(grid, grid)
    problem = Problem(
        origin=ORIGIN, visits=(), shifts=(), matrices={"car": matrix, "../e vil": matrix}
    )
    plan = example_plan()
    return replace(plan, problem=problem, routes=(), unassigned=())


def test_a_large_matrix_lies_beside_the_plan_under_its_checksum(tmp_path: Path) -> None:
    folder = tmp_path / "计划 с пробелами"
    folder.mkdir()
    plan = large_plan()
    write_plan(plan, folder / "plan.json")
    data = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, plan_schema())
    named = data["problem"]["matrices"]["car"]["file"]
    content = (folder / named["name"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == named["sha256"]
    with np.load(folder / named["name"]) as arrays:
        assert arrays["duration_s"][0, 1] == -1
        assert arrays["distance_m"][1, 0] == 601
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name]
    again = read_plan(folder / "plan.json")
    expected = plan.problem.matrices["car"].duration_s.tolist()
    assert again.problem.matrices["../e vil"].duration_s.tolist() == expected
    assert plan_files(plan) == plan_files(large_plan())


def test_another_matrix_file_than_the_planned_one_is_noticed(tmp_path: Path) -> None:
    write_plan(large_plan(), tmp_path / "plan.json")
    file = next(tmp_path.glob("matrix-car-*.npz"))
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(PlanFileError, match="sha256"):
        read_plan(tmp_path / "plan.json")
    file.unlink()
    with pytest.raises(PlanFileError, match="cannot be opened"):
        read_plan(tmp_path / "plan.json")


def test_a_matrix_file_outside_the_folder_is_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    write_plan(large_plan(), folder / "plan.json")
    name = next(folder.glob("matrix-car-*.npz")).name
    (folder / name).rename(tmp_path / name)
    text = (folder / "plan.json").read_text(encoding="utf-8")
    with pytest.raises(PlanFileError) as caught:
        plan_from_json(text.replace(f'"{name}"', f'"../{name}"'), folder=folder)
    assert caught.value.faults[0].column == "problem.matrices.car.file.name"
