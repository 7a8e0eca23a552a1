"""`router solve` and `router check` on problems of every kind, answered in their own forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

from router.cli.check import check
from router.cli.solve import solve
from router.errors import InputError
from router.exports import write_problem
from router.pipeline import check_file, solve_file
from tests.unit.exports.example import example_problem
from tests.unit.exports.test_google import request
from tests.unit.exports.test_several_windows import TEXT as SEVERAL
from tests.unit.exports.test_solomon import TEXT as SOLOMON
from tests.unit.exports.test_vroom_judge import job, problem
from tests.unit.exports.test_vrplib import TEXT as VRPLIB

SMALL: dict[str, Any] = {"seconds": None, "iterations": 5, "engine": "ortools"}
"""Enough for two visits, and the same on every machine."""


def app() -> typer.Typer:
    command = typer.Typer()
    command.command("solve")(solve)
    command.command("check")(check)
    return command


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app(), [str(argument) for argument in arguments])


@pytest.fixture
def solomon(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.txt"
    path.write_text(SOLOMON, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "cost", "last"),
    [
        # Depot, 2 (1.4), 1 (3.6), home (5.0).
        (SOLOMON, 10.0, "Cost 10.0"),
        # 1.41 + root of 13 (3.61) + 5.
        (SEVERAL, 10.02, "Cost 10.02"),
        # In tenths; the prize of 250 is worth the way.
        (VRPLIB, 100.0, "Cost 100"),
    ],
)
def test_texts_are_answered_by_a_solution_that_the_check_confirms(
    text: str, cost: float, last: str, tmp_path: Path
) -> None:
    path, out = tmp_path / "tiny.txt", tmp_path / "tiny.sol"
    path.write_text(text, encoding="utf-8")
    solved = solve_file(path, out, **SMALL)
    assert solved.cost == pytest.approx(cost)
    assert solved.left_out == 0
    assert out.read_text(encoding="utf-8").splitlines()[-1] == last
    assert check_file(out, path).ok


def test_a_false_solution_does_not_hold(solomon: Path, tmp_path: Path) -> None:
    false = tmp_path / "false.sol"
    false.write_text("Route #1: 1 2\nCost 9.0\n", encoding="utf-8")
    checked = check_file(false, solomon)
    assert {finding["code"] for finding in checked.figures["findings"]} == {"COSTS"}
    false.write_text("Route #1: 2 2\nCost 2.8\n", encoding="utf-8")
    checked = check_file(false, solomon)
    assert "DUPLICATE" in {finding["code"] for finding in checked.figures["findings"]}


def test_our_own_problem_is_answered_by_a_solution_with_times(tmp_path: Path) -> None:
    path, out = tmp_path / "problem.json", tmp_path / "solution.json"
    path.write_text(write_problem(example_problem()), encoding="utf-8")
    solved = solve_file(path, out, **SMALL)
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["schema"] == "router.solution/1"
    assert "v4" in data["unassigned"]  # nobody has its skill
    assert solved.cost == pytest.approx(data["costs"]["total"])
    assert check_file(out, path).ok
    data["costs"]["distance"] += 1
    data["unassigned"].remove("v4")
    out.write_text(json.dumps(data), encoding="utf-8")
    codes = [finding["code"] for finding in check_file(out, path).figures["findings"]]
    assert codes == ["COSTS", "ACCOUNTING"]


def test_a_vroom_problem_is_answered_in_vrooms_shape(tmp_path: Path) -> None:
    path, out = tmp_path / "vroom.json", tmp_path / "answer.json"
    path.write_text(json.dumps(problem(job(12), job(10))), encoding="utf-8")
    solved = solve_file(path, out, **SMALL)
    answer = json.loads(out.read_text(encoding="utf-8"))
    assert (solved.cost, answer["summary"]["unassigned"]) == (1600, 0)
    assert check_file(out, path).ok
    answer["routes"][0]["steps"][2]["arrival"] -= 600
    out.write_text(json.dumps(answer), encoding="utf-8")
    assert not check_file(out, path).ok


def test_an_optimizetours_request_is_answered_in_its_shape(tmp_path: Path) -> None:
    path, out = tmp_path / "request.json", tmp_path / "response.json"
    path.write_text(json.dumps(request()), encoding="utf-8")
    solve_file(path, out, **SMALL)
    response = json.loads(out.read_text(encoding="utf-8"))
    visited = [visit["shipmentIndex"] for visit in response["routes"][0]["visits"]]
    assert 1 in visited  # it has no penalty: it must be made
    with pytest.raises(InputError, match="cannot be checked"):
        check_file(out, path)


def test_the_steps_of_a_vroom_problem_are_judged_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "vroom.json"
    path.write_text(json.dumps(problem(job(10), job(12))), encoding="utf-8")
    done = run("check", path)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "The plan holds.")
    path.write_text(json.dumps(problem(job(10), job(12), max_tasks=1)), encoding="utf-8")
    done = run("check", path)
    assert done.exit_code == 4
    assert "vehicle 8, job 12 at 2000: max_tasks" in done.stdout
    answer = json.loads(run("check", path, "--json").stdout)
    assert answer["summary"]["violations"] == [{"cause": "max_tasks"}]


def test_a_best_known_cost_beside_the_problem_is_compared_with(
    solomon: Path, tmp_path: Path
) -> None:
    assert solve_file(solomon, tmp_path / "o.sol", **SMALL).best_known is None
    solomon.with_suffix(".sol").write_text("Cost: 8", encoding="utf-8")
    assert solve_file(solomon, tmp_path / "o.sol", **SMALL).gap == pytest.approx(0.25)
    (tmp_path / "best_known.csv").write_text("instance,distance\nTINY,5.0\n", encoding="utf-8")
    assert solve_file(solomon, tmp_path / "o.sol", **SMALL).gap == pytest.approx(1.0)
    given = solve_file(solomon, tmp_path / "o.sol", best_known=10.0, **SMALL)
    assert given.gap == 0.0


def test_progress_shows_cost_visits_and_gap(solomon: Path, tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    solve_file(
        solomon,
        tmp_path / "o.sol",
        best_known=8.0,
        on_progress=lambda step, done, note: said.append((step, note)),  # noqa: ARG005
        **SMALL,
    )
    assert said[0] == ("reading", "solomon, 2 visits")
    assert "cost 10.00, 2 of 2 visits, +25.00 % to best known" in said[-1][1]


def test_the_plot_is_an_svg_of_the_search(solomon: Path, tmp_path: Path) -> None:
    plot = tmp_path / "cost.svg"
    solve_file(solomon, tmp_path / "o.sol", plot=plot, **SMALL)
    assert ElementTree.fromstring(plot.read_text(encoding="utf-8")).tag.endswith("svg")
    with pytest.raises(InputError, match=r"ends in \.svg"):
        solve_file(solomon, tmp_path / "o.sol", plot=tmp_path / "cost.png", **SMALL)


def test_a_folder_that_is_not_there_is_said_before_the_search(
    solomon: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no" / "file.svg"
    with pytest.raises(InputError, match="make it first"):
        solve_file(solomon, nowhere, iterations=10**9)
    with pytest.raises(InputError, match="make it first"):
        solve_file(solomon, tmp_path / "o.sol", plot=nowhere, iterations=10**9)


def test_the_command_says_what_it_found_and_where_it_is(solomon: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.sol"
    arguments = ("--iterations", "5", "--engine", "ortools", "--best-known", "10", "--out", out)
    done = run("solve", solomon, *arguments)
    assert done.exit_code == 0, done.output
    assert "Routes: 1. Visits: 2 of 2. Cost: 10.00" in done.stdout
    assert "Best known: 10.00; gap +0.00 %." in done.stdout
    assert f"wrote {out}" in done.stdout
    figures = json.loads(run("solve", solomon, *arguments, "--json").stdout)
    assert (figures["kind"], figures["gap"], figures["must_left_out"]) == ("solomon", 0.0, 0)


def test_visits_that_must_be_made_and_are_not_are_said_aloud(tmp_path: Path) -> None:
    path = tmp_path / "tiny.txt"
    # Both loads together are 7: more than 6 on one vehicle cannot be.
    path.write_text(SOLOMON.replace("  2         7", "  1         6"), encoding="utf-8")
    solved = solve_file(path, tmp_path / "o.sol", best_known=10.0, **SMALL)
    assert (solved.left_out, solved.must_left_out, solved.gap) == (1, 1, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "none of the forms"),
        ('{"shipments": [{}], "vehicles": [{"id": 1}]}', "shipments"),
        ("\x00", "none of the forms"),
    ],
)
def test_a_file_that_cannot_be_solved_is_refused_in_words(
    text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        solve_file(path, tmp_path / "o", **SMALL)
    assert not (tmp_path / "o").exists()


def test_a_solution_alone_asks_for_its_problem(tmp_path: Path) -> None:
    for text in ("Route #1: 1\nCost 5\n", '{"schema": "router.solution/1"}', '{"routes": []}'):
        path = tmp_path / "solution"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="--problem"):
            check_file(path)
