"""`router rules ask` and `explain`: exit codes, files, and what a person reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from router.cli import app
from router.errors import InputError


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["rules", *map(str, arguments)])


EVENING = ("explain", "--profile", "cl", "--at", "2026-11-28T19:50", "--zone", "America/Santiago")


def test_explain_says_which_rules_say_no_and_where_they_come_from() -> None:
    # A Saturday: humane hours end at 18:00, those of Chile at 20:00, and 20 minutes end at 20:10.
    done = run(*EVENING, "--told", "2026-11-20T10:00")
    assert done.exit_code == 0
    assert "No: Saturday 2026-11-28 19:50, 20 min, home: 2 rules say no" in done.stdout
    assert "humane, hours, hours-sat: sat 10:00-18:00" in done.stdout
    assert "cl, hours, hours: mon-sat 08:00-20:00" in done.stdout
    assert "Source: Law 21.320" in done.stdout
    assert "(secondary)" in done.stdout
    assert "no legal advice" in done.stdout


def test_explain_says_yes() -> None:
    done = run(*EVENING, "--no-humane", "--minutes", "10")
    assert done.stdout.startswith("Yes: ")
    assert "no legal advice" in done.stdout


def test_explain_takes_a_situation_from_a_file_and_options_before_it(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(
        json.dumps(
            {
                "profile": "ru",
                "humane": False,
                "visit": {"start": "2026-11-24T10:00", "time_zone": "Europe/Moscow"},
                "borrower": {"history": [{"when": "2026-11-20T10:00", "outcome": "ACC"}]},
            }
        ),
        encoding="utf-8",
    )
    assert "ru, caps, weekly" in run("explain", "--case", case).stdout
    later = run("explain", "--case", case, "--at", "2026-11-27T10:00", "--json")
    assert json.loads(later.stdout)["allowed"] is True


def test_explain_without_a_time_or_a_zone_says_what_is_missing() -> None:
    for arguments, words in (
        (("explain", "--zone", "Asia/Shanghai"), "--at"),
        (("explain", "--at", "2026-11-24T10:00"), "--zone"),
    ):
        done = run(*arguments)
        assert isinstance(done.exception, InputError)
        assert words in str(done.exception)


def test_options_say_history_flags_holds_people_and_certificates() -> None:
    done = run(
        "explain", "--at", "2026-11-26T10:00", "--zone", "Asia/Kolkata", "--profile", "in",
        "--no-humane", "--visited", "2026-11-20T10:00=NAH", "--flag", "risk", "--hold", "dispute",
        "--stage", "call", "--people", "1", "--certificate", "IIBF=2026-11-01", "--json",
    )  # fmt: skip
    refused = {(one["profile"], one["field"]) for one in json.loads(done.stdout)["refusals"]}
    assert refused == {
        ("router", "stage"), ("router", "hold"), ("router", "band"), ("router", "risk"),
        ("router", "certificates"), ("in", "certificates"),
    }  # fmt: skip


def test_ask_writes_one_verdict_for_each_situation(tmp_path: Path) -> None:
    path, out = tmp_path / "s.jsonl", tmp_path / "v.jsonl"
    visit = {"start": "2026-11-29T12:00", "time_zone": "America/Lima"}
    rows = [{"id": name, "profile": name, "humane": False, "visit": visit} for name in ("pe", "ru")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = run("ask", path, "--out", out)
    assert done.exit_code == 0
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(one["id"], one["allowed"]) for one in answers] == [("pe", False), ("ru", True)]
    assert answers[0]["refusals"][0]["again"] == "2026-11-30T07:00:00-05:00"
    assert out.stat().st_mode & 0o777 == 0o600
    assert run("ask", path).stdout == out.read_text("utf-8")


def test_ask_leaves_out_lines_with_a_fault_and_says_so(tmp_path: Path) -> None:
    path, out = tmp_path / "s.jsonl", tmp_path / "v.jsonl"
    good = {"id": "1", "visit": {"start": "2026-11-29T12:00", "time_zone": "America/Lima"}}
    path.write_text(json.dumps(good) + '\n{"id": "2"}\n', encoding="utf-8")
    done = run("ask", path, "--out", out)
    assert done.exit_code == 5
    assert "row 2" in done.stderr
    assert len(out.read_text("utf-8").splitlines()) == 1


def test_ask_prints_the_schemas() -> None:
    for name, title in (("situation", "SituationModel"), ("verdict", "VerdictModel")):
        assert json.loads(run("ask", "--schema", name).stdout)["title"] == title
