"""The kind of a problem is told from what stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from router.errors import PlanFileError
from router.exports import (
    BenchmarkProblem,
    ProblemKind,
    kind_of,
    plan_to_json,
    read_any,
    write_problem,
)
from tests.unit.exports.example import example_plan, example_problem
from tests.unit.exports.shared_data import instances
from tests.unit.exports.test_several_windows import TEXT as SEVERAL
from tests.unit.exports.test_solomon import TEXT as SOLOMON
from tests.unit.exports.test_vrplib import TEXT as VRPLIB


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SOLOMON, ProblemKind.SOLOMON),
        (SEVERAL, ProblemKind.SEVERAL_WINDOWS),
        (VRPLIB, ProblemKind.VRPLIB),
        (write_problem(example_problem()), ProblemKind.ROUTER),
        (plan_to_json(example_plan()), ProblemKind.PLAN),
        ('\ufeff{"vehicles": [], "matrices": {"car": {"durations": []}}}', ProblemKind.VROOM),
        ('{"model": {"vehicles": []}}', ProblemKind.GOOGLE),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name(text: str, kind: ProblemKind) -> None:
    assert kind_of(text, "problem.xyz") is kind
    assert read_any(text, "problem.xyz").kind is kind


@pytest.mark.parametrize("text", ["", "hello", "[1, 2]", '{"a": 1}', "1 2 3\n4\n", "\x00\x01"])
def test_a_file_of_no_known_kind_is_refused(text: str) -> None:
    with pytest.raises(PlanFileError, match=r"problem\.xyz"):
        read_any(text, "problem.xyz")


def test_our_own_problem_needs_nothing_more_for_its_answer() -> None:
    found = read_any(write_problem(example_problem()), "problem.json")
    assert found.extras is None
    assert found.problem.visits == example_problem().visits


def test_a_problem_of_the_literature_knows_how_its_answer_is_written() -> None:
    found = read_any(SOLOMON, "x")
    assert isinstance(found.extras, BenchmarkProblem)
    assert found.extras.problem is found.problem


def test_a_fault_is_named_with_the_file_but_without_its_folder() -> None:
    with pytest.raises(PlanFileError) as caught:
        read_any(
            SOLOMON.replace("  2         7", "  two       7"), str(Path("/secret") / "day.txt")
        )
    assert "day.txt" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.shared
def test_the_kinds_of_all_public_instances_are_told() -> None:
    expected = {
        "vrptw/*/*.txt": ProblemKind.SOLOMON,
        "mtw/*.txt": ProblemKind.SEVERAL_WINDOWS,
        "prize/*.vrp": ProblemKind.VRPLIB,
        "vroom/example_?.json": ProblemKind.VROOM,
    }
    for pattern, kind in expected.items():
        for path in instances(pattern):
            assert kind_of(path.read_text(encoding="utf-8"), path.name) is kind
