"""router.problem/1: one statement of the problem, complete, readable, and judged with its paths."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import router.exports.schema
from router.domain.problem import (
    Meeting,
    Problem,
    Reference,
    Shift,
    Spacing,
    ValueBand,
    Visit,
)
from router.errors import InputError, PlanFileError
from router.exports import (
    plan_from_json,
    plan_to_json,
    problem_schema,
    problem_schema_text,
    read_problem,
    write_problem,
)
from tests.unit.exports.example import DURATION, HOUR, example_plan, example_problem


def full_problem() -> Problem:
    """Return the example with everything switched on that a problem can state."""
    problem = example_problem()
    first, second, third, fourth = problem.visits
    visits = (
        replace(
            first,
            release_s=8 * HOUR,
            due_s=17 * HOUR,
            locked_shift="anna/2026-11-23",
            locked_start_s=9 * HOUR,
        ),
        replace(
            second,
            preferred_agents=frozenset({"bo", "anna"}),
            other_agent_price=4.0,
            value=10.0,
            value_bands=(ValueBand(start_s=17 * HOUR, end_s=20 * HOUR, value=25.0),),
        ),
        replace(
            third,
            reference=Reference(
                agent_id="anna",
                start_s=12 * HOUR,
                tolerance_s=900,
                agent_price=1.0,
                time_price=2.0,
                drop_price=3.0,
            ),
        ),
        fourth,
    )
    return replace(
        problem,
        visits=visits,
        shifts=(replace(problem.shifts[0], locked_visits=("v1",)),),
        orders=(("v1", "v2"),),
        spacings=(Spacing(visit_ids=("v2", "v3", "v4"), gap_s=HOUR),),
        meetings=(Meeting(first="v3", second="v4", pairs=PAIRS),),
        balance_price=0.5,
    )


PAIRS = frozenset({frozenset({"a1", "a2"}), frozenset({"a3", "a1"})})


def document() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(write_problem(full_problem()))
    return parsed


def faults_of(edited: object) -> dict[str, str]:
    text = edited if isinstance(edited, str) else json.dumps(edited)
    with pytest.raises(PlanFileError) as caught:
        read_problem(text)
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {fault.column: fault.problem for fault in caught.value.faults}


def test_a_problem_comes_back_as_it_was_written() -> None:
    problem = full_problem()
    again = read_problem(write_problem(problem))
    assert replace(again, matrices=problem.matrices) == problem
    assert again.matrices["car"].duration_s.tolist() == DURATION


@pytest.mark.parametrize(
    ("noun", "block"),
    [
        (Problem, ()),
        (Visit, ("visits", 0)),
        (ValueBand, ("visits", 1, "value_bands", 0)),
        (Reference, ("visits", 2, "reference")),
        (Shift, ("shifts", 0)),
        (Spacing, ("spacings", 0)),
        (Meeting, ("meetings", 0)),
    ],
)
def test_no_field_of_a_problem_is_left_out(noun: Any, block: tuple[str | int, ...]) -> None:
    found: Any = document()
    for step in block:
        found = found[step]
    names = {"coordinates": "locations"}
    wanted = {names.get(field.name, field.name) for field in fields(noun)}
    assert {name for name in wanted if {name, name.removesuffix("_s")}.isdisjoint(found)} == set()


def test_the_published_schema_of_problems_is_up_to_date() -> None:
    published = Path(router.exports.schema.__file__).parent / "schemas" / "problem-1.schema.json"
    assert published.read_text(encoding="utf-8") == problem_schema_text()


def test_a_written_problem_validates_against_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(problem_schema())
    jsonschema.validate(document(), problem_schema())


def test_a_problem_written_by_hand_needs_only_what_has_no_default() -> None:
    text = """{
      "schema": "router.problem/1",
      "origin": "2026-11-23T00:00:00+02:00",
      "visits": [{"visit_id": "v", "location": 1, "building": "A", "service_s": 300}],
      "shifts": [{
        "shift_id": "s", "agent_id": "anna", "start_location": 0, "end_location": null,
        "earliest": "2026-11-23T08:00:00+02:00", "latest": "2026-11-23T16:00:00+02:00",
        "matrix": "car"
      }],
      "matrices": {"car": {
        "size": 2, "duration_s": [[0, 60], [60, 0]], "distance_m": [[0, 500], [500, 0]]
      }}
    }"""
    problem = read_problem(text)
    assert problem.visits == (
        Visit(visit_id="v", case_ids=(), location=1, building="A", service_s=300),
    )
    assert problem.shifts == (
        Shift(
            shift_id="s",
            agent_id="anna",
            start_location=0,
            end_location=None,
            earliest_s=8 * HOUR,
            latest_s=16 * HOUR,
            matrix="car",
        ),
    )
    jsonschema.validate(json.loads(text), problem_schema())


def test_all_faults_of_a_problem_are_reported_at_once_with_their_paths() -> None:
    data = document()
    data["visits"][0]["due"] = "tomorrow"
    data["visits"][1]["value_bands"][0]["value"] = -1
    data["visits"][2]["reference"]["tolerance_s"] = -60
    data["shifts"][0]["locked_visits"] = "v1"
    data["spacings"][0]["gap_s"] = 0
    data["meetings"][0]["third"] = "v1"
    data["balance_price"] = "much"
    data["origin"] = "0001-01-01T00:00:00+14:00"
    assert set(faults_of(data)) == {
        "visits[0].due",
        "visits[1].value_bands[0].value",
        "visits[2].reference.tolerance_s",
        "shifts[0].locked_visits",
        "spacings[0].gap_s",
        "meetings[0].third",
        "balance_price",
        "origin",
    }


def test_a_pair_of_a_meeting_is_of_two_different_agents() -> None:
    for pair in (["a1"], ["a1", "a1"], ["a1", "a2", "a3"]):
        data = document()
        data["meetings"][0]["pairs"] = [["a1", "a2"], pair]
        assert faults_of(data) == {"meetings[0]": "a meeting is of two different agents"}


def test_a_problem_that_names_no_pairs_leaves_the_agents_of_a_meeting_free() -> None:
    data = document()
    assert data["meetings"][0].pop("pairs") == [["a1", "a2"], ["a1", "a3"]]
    assert read_problem(json.dumps(data)).meetings[0].pairs == frozenset()


def test_relations_that_lead_nowhere_are_all_reported() -> None:
    data = document()
    data["visits"][0]["locked_shift"] = "bo/2026-11-23"
    data["shifts"][0]["locked_visits"] = ["v1", "v1", "v9"]
    data["orders"] = [["v1", "v8"], ["v2", "v2"]]
    data["spacings"][0]["visit_ids"] = ["v1", "v7"]
    data["meetings"].append({"first": "v1", "second": "v3"})
    assert faults_of(data) == {
        "visits[0].locked_shift": "is the id of no shift",
        "shifts[0].locked_visits[1]": "stands twice",
        "shifts[0].locked_visits[2]": "is the id of no visit",
        "orders[0][1]": "is the id of no visit",
        "orders[1][1]": "stands twice",
        "spacings[0].visit_ids[1]": "is the id of no visit",
        "meetings[1].second": "stands twice",
    }


def test_what_the_domain_refuses_is_a_fault_of_its_block() -> None:
    data = document()
    data["visits"][1]["value_bands"] *= 2
    data["spacings"][0]["visit_ids"] = ["v1"]
    data["meetings"] = [{"first": "v1", "second": "v2"}]
    data["matrices"]["car"]["distance_m"][0][1] = None
    assert set(faults_of(data)) == {"visits[1]", "spacings[0]", "matrices.car"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not JSON"),
        ("[1]", "does not say router.problem/1"),
        ('{"schema": "router.problem/2"}', "does not say router.problem/1"),
        ('{"schema": "router.plan/1"}', "does not say router.problem/1"),
        ('{"schema": "router.problem/1"}', "is missing"),
    ],
)
def test_a_text_that_is_no_problem_is_refused_in_words(text: str, word: str) -> None:
    assert any(word in problem for problem in faults_of(text).values())


def test_a_number_without_end_is_refused_on_writing() -> None:
    with pytest.raises(InputError, match="not finite"):
        write_problem(replace(example_problem(), balance_price=float("inf")))


def test_a_plan_that_was_written_before_these_fields_existed_is_read_with_defaults() -> None:
    data = json.loads(plan_to_json(example_plan()))
    new_of = {
        "search": ("workers", "shares", "trace", "bound"),
        "costs": ("preference", "change", "balance"),
        "problem": ("orders", "spacings", "meetings", "balance_price"),
    }
    for block, keys in new_of.items():
        for key in keys:
            del data[block][key]
    for visit in data["problem"]["visits"]:
        for key in ("release", "due", "preferred_agents", "other_agent_price", "value_bands"):
            del visit[key]
        for key in ("locked_shift", "locked_start", "reference"):
            del visit[key]
    for shift in data["problem"]["shifts"]:
        del shift["locked_visits"]
    again = plan_from_json(json.dumps(data))
    assert again.search == example_plan().search
    assert again.costs == example_plan().costs
    assert again.problem.visits == example_plan().problem.visits
    assert again.problem.shifts == example_plan().problem.shifts
