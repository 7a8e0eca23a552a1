"""What `router plan` prints when the rules hold cases: which, how many, and what would help."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from router.cli import app

CASES = """case_id,address,appointment,holds
C-1,"Unioninkatu 13, Helsinki",,
C-2,"Bulevardi 8, Helsinki",,
C-3,"Liisankatu 21, Helsinki",2026-11-24 21:30,
C-4,"Kalevankatu 18, Helsinki",,dispute
"""
AGENTS = "agent_id,start,end,shifts\nA1,open,open,Mon-Sun 08:00-22:00\n"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "cases.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "agents.csv").write_text(AGENTS, encoding="utf-8")
    return [f"--cases={tmp_path / 'cases.csv'}", f"--agents={tmp_path / 'agents.csv'}"]


@pytest.fixture
def plan(tables: list[str], helsinki: Path, tmp_path: Path) -> Any:
    def planned(*options: str) -> Any:
        fixed = [f"--region={helsinki}", f"--out={tmp_path / 'plan'}", "--iterations=5"]
        return CliRunner().invoke(app, ["plan", *tables, *fixed, "--date=2026-11-24", *options])

    return planned


def test_cases_without_notice_are_counted_with_what_helps(plan: Any) -> None:
    done = plan("--now=2026-11-24T09:00")
    assert done.exit_code == 0, done.output
    (line,) = (line for line in done.stdout.splitlines() if "NOTICE:humane:notice" in line)
    assert line.split()[0] == "2"
    assert "router record --notices" in line
    assert "--notified WHEN --by NAME" in line
    assert "  HOLD:dispute" in done.stdout


def test_an_appointment_that_must_not_be_kept_is_not_overlooked(plan: Any) -> None:
    words = " ".join(plan("--now=2026-11-22T09:00").stdout.split())
    assert "Attention: the appointment of C-3 must not be kept (HOURS:humane:hours-week)" in words


def test_late_planning_says_from_when_visits_are_and_whom_to_tell(plan: Any) -> None:
    words = " ".join(plan("--now=2026-11-23T16:00").stdout.split())
    found = re.search(r"Borrowers to be told: 2, the first by Mon 23 Nov (\d\d):\d\d", words)
    assert found
    assert int(found[1]) >= 16  # a day before a visit that starts no earlier than Tue 16:00
    assert "whoever was not told yet is visited from Tue 16:00" in words


def test_who_says_that_all_were_told_is_named(plan: Any) -> None:
    told = ("--now=2026-11-24T07:00", "--notified=2026-11-22T10:00")
    assert "A. Dispatcher" in plan(*told, "--by=A. Dispatcher").stdout
    assert "needs --by NAME" in str(plan(*told).exception)
    future = plan("--now=2026-11-22T07:00", "--notified=2026-11-22T10:00", "--by=A. Dispatcher")
    assert "cannot have been told" in str(future.exception)


def test_the_figures_as_json_say_the_same(plan: Any) -> None:
    rules = json.loads(plan("--now=2026-11-24T09:00", "--json").stdout)["rules"]
    assert rules["held"] == {
        "NOTICE:humane:notice": 2,
        "HOLD:dispute": 1,
        "HOURS:humane:hours-week": 1,
    }
    assert rules["layers"] == ["humane 2026-11"]
    assert rules["overrides"] == []
    assert rules["notices_due"] == 0


def test_a_new_journal_is_no_silent_loss_of_memory(plan: Any, tmp_path: Path) -> None:
    journal = f"--journal={tmp_path / 'mistyped'}"
    assert "is a new journal; no earlier day is known" in plan(journal).stderr
    assert "is a new journal" not in plan(journal).stderr


def test_what_is_proposed_for_later_days_is_said(plan: Any, tmp_path: Path) -> None:
    told = ("--now=2026-11-22T07:00", "--days=2", "--date=2026-11-24")
    words = plan(*told).stdout
    assert "Proposed for later, and planned again until then:" in words
    assert "  Wed 25 Nov: " in words
    assert str(tmp_path / "plan" / "period.html") in "".join(words.split())
    (later,) = json.loads(plan(*told, "--json").stdout)["proposed"]
    assert later["date"] == "2026-11-25"
