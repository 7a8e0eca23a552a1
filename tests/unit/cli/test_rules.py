"""`router rules list`, `show` and `lint`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from router.cli.rules import app
from router.errors import InputError

ADVICE = "Summary of rules, no legal advice."


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_list_names_every_profile_and_is_no_advice() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert result.stdout.count(ADVICE) == 1
    assert "us-ma" in result.stdout
    listed = json.loads(run("list", "--json").stdout)
    assert listed["profiles"][0]["id"] == "humane"
    assert listed["advice"] == ADVICE


def test_show_gives_every_value_with_source_date_and_grade() -> None:
    result = run("show", "cl", "--on", "2026-11-24")
    assert result.exit_code == 0
    assert result.stdout.count(ADVICE) == 1
    for word in ("Law 21.320", "2025-11-01", "secondary", "1 attempt by visit or call in 7 days"):
        assert word in result.stdout
    shown = json.loads(run("show", "cl", "--json", "--on", "2026-11-24").stdout)
    weekly = next(rule for rule in shown["profiles"][0]["rules"] if rule["id"] == "weekly")
    assert weekly["checked"] == "2025-11-01"
    assert weekly["grade"] == "secondary"
    saturday = next(one for one in shown["strictest"] if one["value"] == "sat 10:00-18:00")
    assert saturday["from"] == ["humane:hours-sat"]


def test_show_may_leave_the_humane_rules_out_and_joins_what_is_named() -> None:
    shown = json.loads(run("show", "cl", "ru", "--no-humane", "--json").stdout)
    assert [layer.split()[0] for layer in shown["layers"]] == ["cl", "ru"]
    hours = [one["value"] for one in shown["strictest"] if one["field"] == "hours"]
    # Chile's Monday to Saturday 8-20 with Russia's weekdays 8-22 and weekends 9-20.
    assert hours == ["mon-fri 08:00-20:00", "sat 09:00-20:00", "sun, holiday closed"]


def test_a_states_profile_is_shown_with_its_countrys() -> None:
    shown = json.loads(run("show", "br-sp", "--json").stdout)
    assert [one["id"] for one in shown["profiles"]] == ["br", "br-sp"]


def test_a_packaged_file_can_be_printed_to_write_ones_own(tmp_path: Path) -> None:
    text = run("show", "humane", "--toml").stdout
    own = tmp_path / "bank.toml"
    own.write_text(text.replace('id = "humane"', 'id = "bank"'), encoding="utf-8")
    result = run("lint", own)
    assert result.exit_code == 0, result.stdout


def test_lint_names_every_fault_and_exits_with_two(tmp_path: Path) -> None:
    own = tmp_path / "bank.toml"
    own.write_text('id = "bank"\nversion = "1"\ntitle = "t"\n[[hours]]\nid = "h"\n')
    result = run("lint", own, "cl")
    assert result.exit_code == 2
    assert result.stdout.count(ADVICE) == 1
    for key in ("source", "days", "open"):
        assert f"'{key}' is missing" in result.stdout
    listed = json.loads(run("lint", own, "--json").stdout)
    assert listed["fatal"] == len(listed["faults"]) == 3


def test_mistakes_of_the_user_are_told() -> None:
    for arguments in (("show", "nowhere"), ("show", "cl", "--on", "soon"), ("show", "x", "--toml")):
        assert isinstance(run(*arguments).exception, InputError)
