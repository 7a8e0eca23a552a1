"""router.solution/1: what was found for a problem, with its times, costs and search."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import router.exports.schema
from router.domain.route import EngineShare, SearchInfo, Solution
from router.errors import InputError, PlanFileError
from router.exports import (
    read_solution,
    solution_schema,
    solution_schema_text,
    write_solution,
)
from tests.unit.exports.example import example_plan, example_problem, example_route


def solution() -> Solution:
    search = SearchInfo(
        engine="auto",
        seed=3,
        seconds=10.0,
        solutions=2,
        workers=2,
        shares=(EngineShare(engine="kernel", seconds=9.5, iterations=1000, improvements=2),),
        trace=((0.5, 200.0), (4.25, 178.15)),
        bound=150.0,
    )
    return Solution(routes=(example_route(),), search=search)


def written() -> str:
    return write_solution(example_problem(), solution(), example_plan().costs)


def test_a_solution_comes_back_as_it_was_written() -> None:
    again, costs, unassigned = read_solution(written(), example_problem())
    assert again == solution()
    assert costs == example_plan().costs
    assert unassigned == ("v4",)


def test_how_it_was_found_stands_in_the_file() -> None:
    search: Any = json.loads(written())["search"]
    assert search["trace"] == [[0.5, 200.0], [4.25, 178.15]]
    assert search["shares"][0]["engine"] == "kernel"
    assert (search["workers"], search["bound"]) == (2, 150.0)


def test_a_written_solution_holds_to_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(solution_schema())
    jsonschema.validate(json.loads(written()), solution_schema())
    published = Path(router.exports.schema.__file__).parent / "schemas" / "solution-1.schema.json"
    assert published.read_text(encoding="utf-8") == solution_schema_text()


def test_all_faults_of_a_solution_are_reported_with_their_paths() -> None:
    data = json.loads(written())
    data["routes"][0]["start"] = "noon"
    data["search"]["trace"] = [[1.0]]
    data["unassigned"] = [4]
    with pytest.raises(PlanFileError) as caught:
        read_solution(json.dumps(data), example_problem())
    assert {fault.column for fault in caught.value.faults} == {
        "routes[0].start",
        "search.trace[0]",
        "unassigned[0]",
    }


def test_another_file_is_no_solution() -> None:
    with pytest.raises(PlanFileError, match=r"router\.solution/1"):
        read_solution('{"schema": "router.plan/1"}', example_problem())


def test_a_cost_without_end_is_refused_on_writing() -> None:
    costs = replace(example_plan().costs, balance=float("inf"))
    with pytest.raises(InputError, match="not finite"):
        write_solution(example_problem(), solution(), costs)
