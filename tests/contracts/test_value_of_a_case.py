"""`router value` says what a visit is worth, as the plan weighs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import router
from router.cli import app
from router.demo import example
from router.errors import InputError
from router.pipeline import ValuedCase, value_case

DEMO = example("helsinki")
OUTCOMES = (
    "case_id,when,code,address\n"
    "H-012,2026-11-17 18:00,NAH,Annankatu 19 B 19\n"
    "H-012,2026-11-10 10:30,ACC,Annankatu 19 B 19\n"
)


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["value", *map(str, arguments)])
    if code == 0:
        assert result.exit_code == 0, (result.output, result.exception)
    return result


def asked(case: str, region: Path, *more: str | Path) -> Sequence[str | Path]:
    return (
        case, "--cases", DEMO.cases, "--agents", DEMO.agents, "--region", region,
        "--date", DEMO.day.isoformat(), *more,
    )  # fmt: skip


def weighed(case: str, region: Path, **changes: Any) -> ValuedCase:
    return value_case(case, DEMO.cases, DEMO.agents, date=DEMO.day, region=region, **changes)


def test_it_is_what_the_plan_weighs(helsinki: Path, planned: router.Plan) -> None:
    told = weighed("H-015", helsinki)
    (in_plan,) = (one for one in planned.data.worths if one.visit_id == "H-015")
    assert told.worth == in_plan
    assert told.worth.meeting == pytest.approx(told.beside + sum(m for _, m, _ in told.meetings))
    # 13:00 to 16:00 on Tuesdays: the first and the last hours of the day are closed.
    opened = [(f"{a:%H:%M}", f"{b:%H:%M}") for one in told.hours for a, b in one.open]
    assert opened == [("13:00", "13:59"), ("14:00", "16:00")]


def test_own_visits_lower_their_hours_and_the_address(helsinki: Path, tmp_path: Path) -> None:
    table = tmp_path / "outcomes.csv"
    table.write_text(OUTCOMES, encoding="utf-8")
    before, after = (weighed("H-012", helsinki, outcomes=one) for one in (None, table))
    falls = {
        str(old.hours): new.met - old.met
        for old, new in zip(before.hours, after.hours, strict=True)
    }
    # Nobody home at 18:00 a week before; that the gate was closed teaches nothing.
    assert falls["17:00-19:00"] < 0
    assert falls["14:00-17:00"] > 0
    assert falls["19:00-00:00"] > 0
    assert falls["10:00-12:00"] == 0
    assert (before.fruitless, after.fruitless) == (0, 1)
    assert after.worth.address < before.worth.address


def test_two_cases_at_one_door_are_one_visit(helsinki: Path) -> None:
    told = weighed("H-083", helsinki)
    assert told.case_ids == ("H-065", "H-083")
    assert len(told.meetings) == 2


def test_a_held_case_is_weighed_and_says_why_it_is_not_visited(helsinki: Path) -> None:
    told = weighed("H-003", helsinki)
    assert told.worth.best is not None
    assert told.worth.best.value > 0
    assert [why.partition(":")[0] for why in told.held] == ["HOLD"]
    assert not any(one.open for one in told.hours)


def test_a_case_at_a_place_that_must_not_be_visited_is_weighed_with_the_true_reason(
    helsinki: Path, tmp_path: Path
) -> None:
    """The humane rules close workplaces; the address is found, and nothing is wrong with it."""
    table = tmp_path / "cases.csv"
    address = "Annankatu 19, Helsinki"
    table.write_text(
        f'case_id,address,address_type,value\nD-1,"{address}",work,100\n', encoding="utf-8"
    )
    command = (
        "D-1", "--cases", table, "--agents", DEMO.agents, "--region", helsinki,
        "--date", DEMO.day.isoformat(),
    )  # fmt: skip
    told = run(*command).stdout
    assert "Not visited, whatever it is worth. PLACES:humane:" in told
    assert "not trusted" not in told
    figures = json.loads(run(*command, "--json").stdout)
    assert figures["meeting"]["worth"] == 100
    assert len(figures["hours"]) == 6
    assert not any(hour["open"] for hour in figures["hours"])
    table.write_text('case_id,address,address_type\nD-1,"&&& 0000000",work\n', encoding="utf-8")
    assert "it is not visited: PLACES:humane:" in str(run(*command, code=2).exception)


def test_several_days_have_the_hours_of_each(helsinki: Path) -> None:
    told = weighed("H-015", helsinki, days=3)
    # Tuesdays and Thursdays are its days.
    assert {one.day for one in told.hours} == {date(2026, 11, 24), date(2026, 11, 26)}


def test_what_is_not_there_or_not_located_is_said(helsinki: Path) -> None:
    with pytest.raises(InputError, match="did you mean H-0"):
        weighed("H-0122", helsinki)
    with pytest.raises(InputError, match="not trusted"):
        weighed("H-022", helsinki)


def test_the_command_says_it_term_by_term(helsinki: Path) -> None:
    told = run(*asked("H-012", helsinki)).stdout
    for word in ("address", "meeting", "ageing", "burden", "17:00-19:00", "Due if no visit"):
        assert word in told
    assert "420.09" not in told  # the amount itself
    figures = json.loads(run(*asked("H-012", helsinki, "--json")).stdout)
    assert figures["meeting"]["basis"] == "amount"
    assert len(figures["hours"]) == 6


def test_own_parameters_change_it(helsinki: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[recovery]\ndampening = "none"\n[burden]\nfruitless = 1\n', encoding="utf-8")
    told = json.loads(run(*asked("H-012", helsinki, "--json", "--parameters", own)).stdout)
    # 420.09 x 0.6 x (0.5 x 0.55 - 0.1) x 0.2, and 40.
    assert told["meeting"]["worth"] == pytest.approx(48.82189)
    assert told["burden"] == 1


def test_a_confirmed_time_has_its_own_rate(helsinki: Path) -> None:
    (only,) = weighed("H-004", helsinki).hours
    assert only.met == 0.8


def test_the_parameters_are_listed_with_or_without_a_file(tmp_path: Path) -> None:
    for alone in ((), ("--parameters",)):
        assert "burden.fruitless" in run(*alone).stdout
    listed = json.loads(run("--parameters", "--json").stdout)["parameters"]
    assert {"name", "value", "default", "grade", "comment"} == set(listed[0])
    own = tmp_path / "own.toml"
    own.write_text("[burden]\nfruitless = 9\n", encoding="utf-8")
    (burden,) = (
        one
        for one in json.loads(run("--parameters", own, "--json").stdout)["parameters"]
        if one["name"] == "burden.fruitless"
    )
    assert (burden["value"], burden["default"], burden["grade"]) == (9.0, 4.0, "own")


def test_a_case_without_tables_and_a_wrong_file_are_the_users_mistakes(tmp_path: Path) -> None:
    assert isinstance(run("H-012", code=2).exception, InputError)
    assert isinstance(run("--parameters", tmp_path / "no.toml", code=2).exception, InputError)
