"""`router record` and `router journal`: tables in, proofs and tables out."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from router.cli import app
from router.cli.failing import exit_code_of
from router.journal import Journal, verify
from tests.unit.journal.told import HELSINKI

OUTCOMES = """case_id,borrower_id,when,code,until,amount,note
C-1,B-1,2026-11-02 18:30,无人在家,,,
C-2,B-1,2026-11-02 18:40,PTP,2026-11-20,500,=1+1
C-3,B-3,2026-11-02 19:00,own word,,,
C-4,B-4,2026-11-02 19:30,DISP,,,Virtanen says it is paid
"""
NOW = ("--now", "2026-11-04T10:00")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "o.csv").write_text(OUTCOMES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTER_JOURNAL", "j")
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def record(*arguments: str) -> Any:
    return run("record", "--zone", "Europe/Helsinki", *NOW, "--code", "own word=REF", *arguments)


def figures(*arguments: str) -> Any:
    return json.loads(record(*arguments, "--json").stdout)


def error(result: Any) -> tuple[str, int | None]:
    return str(result.exception), exit_code_of(result.exception)


def test_a_table_is_recorded_once_and_its_meaning_is_said(folder: Path) -> None:
    first = figures("o.csv")
    assert first["tables"]["outcomes"]["new"] == 4
    assert first["changes"] == {
        "next time in another part of the day": 1,
        "held: promise to pay": 1,
        "held: cooling off": 1,
        "held: dispute": 1,
        "to be looked at by a person": 1,
    }
    again = figures("o.csv")
    assert (again["tables"]["outcomes"]["new"], again["tables"]["outcomes"]["known"]) == (0, 4)
    assert again["changes"] == {}
    assert again["head"] == first["head"]  # not even the import is noted again


def test_a_row_that_cannot_be_read_leaves_the_others_and_says_so(folder: Path) -> None:
    result = run("record", "o.csv", "--zone", "Europe/Helsinki", *NOW)
    assert result.exit_code == 5  # "own word" is no code without --code
    assert len(Journal("j").memory(zone=HELSINKI).outcomes) == 3


def test_every_table_finds_its_way_into_memory(folder: Path) -> None:
    for name, text in {
        "p.csv": "case_id,when,amount,settled\nC-6,2026-11-03 08:05,100,\n",
        "a.csv": "case_id,when,channel,reached\nC-3,2026-11-03 09:00,call,no answer\n",
        "n.csv": "case_id,when,start\nC-3,2026-11-03 09:00,2026-11-24 14:00-16:00\n",
        "r.csv": "case_id,reply,when\nC-3,confirmed,2026-11-03 10:00\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    tables = (
        *("--payments", "p.csv", "--approaches", "a.csv"),
        *("--notices", "n.csv", "--replies", "r.csv"),
    )
    assert {name: row["new"] for name, row in figures(*tables)["tables"].items()} == {
        "payments": 1,
        "approaches": 1,
        "notices": 1,
        "replies": 1,
    }
    memory = Journal("j").memory(zone=HELSINKI)
    assert [one.case_id for one in memory.payments] == ["C-6"]
    assert [one.reached for one in memory.approaches] == [False]
    assert [one.case_id for one in memory.notices] == ["C-3"]
    assert [one.state for one in memory.appointments] == ["notified", "confirmed"]
    assert all(row["new"] == 0 for row in figures(*tables)["tables"].values())


def test_nothing_is_recorded_if_one_of_the_files_cannot_be_read(folder: Path) -> None:
    result = record("o.csv", "--payments", "missing.csv")
    assert error(result)[1] == 2
    assert not Journal("j").entries()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["record", "o.csv"], "--zone"),
        (["record", "o.csv", "--zone", "Mars/Olympus"], "no time zone"),
        (["record", "--zone", "Europe/Helsinki"], "nothing to record"),
        (["record", "o.csv", "--zone", "Europe/Helsinki", "--code", "x=YZ"], "WORD=CODE"),
        (["journal", "verify", "elsewhere"], "no such journal"),
        (["journal", "show", "elsewhere", "--case", "C-1"], "no such journal"),
    ],
)
def test_what_is_missing_is_said(folder: Path, arguments: list[str], said: str) -> None:
    message, code = error(run(*arguments))
    assert said in message
    assert code == 2
    assert not list(folder.glob("elsewhere*"))


def test_verify_prints_the_head_and_exits_4_if_the_journal_does_not_hold(folder: Path) -> None:
    record("o.csv")
    held = run("journal", "verify", "j", "--json")
    assert (held.exit_code, json.loads(held.stdout)["holds"]) == (0, True)
    head = json.loads(held.stdout)["head"]
    assert run("journal", "verify", "--head", head).exit_code == 0
    assert run("journal", "verify", "--head", "0" * 64).exit_code == 4
    with (folder / "j").open("ab") as stream:
        stream.write(b"x")
    broken = run("journal", "verify")
    assert broken.exit_code == 4
    assert "1 bytes were added" in broken.stdout
    message, code = error(record("o.csv"))
    assert "does not hold" in message
    assert code == 4


def test_a_hold_is_released_by_name_and_reason(folder: Path) -> None:
    record("o.csv")
    by = ("--by", "Li Wei", "--why", "answered by letter")
    done = run("journal", "release", "--case", "C-4", "--hold", "争议", *by)
    assert "is released by Li Wei" in done.stdout
    (told,) = Journal("j").memory(zone=HELSINKI).releases
    assert (told.case_id, told.by, told.why) == ("C-4", "Li Wei", "answered by letter")
    assert verify("j").ok


def test_a_release_of_nothing_says_so(folder: Path) -> None:
    record("o.csv")
    by = ("--by", "Li Wei", "--why", "answered")
    elsewhere = run("journal", "release", "--case", "C-1", "--hold", "complaint", *by)
    assert "knows of no complaint of case C-1" in elsewhere.stdout
    for wrong in (
        ("--case", "C-4", "--hold", "nonsense", *by),
        ("--hold", "dispute", *by),
        ("--case", "C-4", "--borrower", "B-4", "--hold", "dispute", *by),
        ("--case", "C-4", "--hold", "dispute", "--by", " ", "--why", "answered"),
    ):
        assert error(run("journal", "release", *wrong))[1] == 2


def test_a_release_of_a_day_to_come_is_refused(folder: Path) -> None:
    """It would end complaints that nobody has made yet."""
    record("o.csv")
    before = Path("j").read_bytes()
    release = ("journal", "release", "j", "--case", "C-4", "--hold", "dispute", "--by", "A B")
    said, code = error(run(*release, "--why", "x", "--when", "2999-01-01T09:00+02:00"))
    assert "lies in the future" in said
    assert code == 2
    assert Path("j").read_bytes() == before


def test_a_release_before_the_hold_began_releases_nothing(folder: Path) -> None:
    record("o.csv")  # C-4 disputes at 19:30 on 2 November
    by = ("--case", "C-4", "--hold", "dispute", "--by", "Li Wei", "--why", "answered")
    early = run("journal", "release", *by, "--when", "2026-11-02T19:00+02:00")
    assert "nothing is released" in early.stdout
    late = run("journal", "release", *by, "--when", "2026-11-02T20:00+02:00")
    assert "is released by Li Wei" in late.stdout
    message, code = error(run("journal", "release", *by, "--when", "2026-11-02T20:00"))
    assert (code, "needs its offset" in message) == (2, True)


def test_show_says_that_nothing_is_remembered_of_a_case(folder: Path) -> None:
    record("o.csv")
    assert run("journal", "show", "--case", "C-9").stdout == "Nothing is remembered of case C-9.\n"
    assert "Case C-4: 1 entry" in run("journal", "show", "--case", "C-4").stdout


def test_show_tells_of_a_case_without_amounts_and_words(folder: Path) -> None:
    record("o.csv")
    shown = run("journal", "show", "--case", "C-4").stdout
    assert "DISP" in shown
    assert "Virtanen" not in shown
    assert "500" not in run("journal", "show", "--case", "C-2").stdout


def test_an_export_is_read_back_as_it_was(folder: Path) -> None:
    record("o.csv")
    assert run("journal", "export", "--out", "out").exit_code == 0
    with (folder / "out" / "outcomes.csv").open(encoding="utf-8-sig") as stream:
        assert [row["note"] for row in csv.DictReader(stream)][1] == "'=1+1"  # no formula
    lines = (folder / "out" / "entries.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5  # four outcomes and that the table was read
    result = run("record", "out/outcomes.csv", "--journal", "k", "--zone", "UTC", *NOW)
    assert result.exit_code == 0
    back, first = (Journal(name).memory(zone=HELSINKI) for name in ("k", "j"))
    assert back.outcomes == first.outcomes
    known = figures("out/outcomes.csv")["tables"]["outcomes"]
    assert (known["new"], known["known"]) == (0, 4)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_exports_are_for_their_owner_only(folder: Path) -> None:
    record("o.csv")
    run("journal", "export", "--out", "out")
    assert all(file.stat().st_mode & 0o077 == 0 for file in (folder / "out").iterdir())


def test_a_purge_says_first_what_it_would_do(folder: Path) -> None:
    record("o.csv")
    purge = ("journal", "purge", "--profile", "cl", "--today", "2029-01-01", "--json")
    asked = json.loads(run(*purge).stdout)
    # The dispute is kept as a fact. That nobody was home is not: B-1 was met ten minutes later.
    assert (asked["blanked"], asked["kept_as_facts"]) == ({"outcome": 4}, {"outcome": 1})
    assert not asked["done"]
    assert verify("j").purged == 0
    assert json.loads(run(*purge, "--yes").stdout)["done"]
    assert verify("j").purged == 4
    assert b"Virtanen" not in (folder / "j").read_bytes()


def test_a_purge_within_the_term_is_refused(folder: Path) -> None:
    record("o.csv")
    today = ("--today", "2026-12-01", "--yes")
    for asked, said in (
        (("--profile", "cl", "--before", "2026-11-30"), "730 days are still needed"),
        (("--before", "2026-11-30"), "60 days are still needed"),
        ((), "none of these profiles says"),
    ):
        message, code = error(run("journal", "purge", *asked, *today))
        assert said in message
        assert code == 2


@pytest.mark.parametrize("command", ["record", "journal verify", "journal purge", "journal show"])
def test_help_shows_examples(command: str) -> None:
    assert f"router {command}" in run(*command.split(), "--help").stdout
