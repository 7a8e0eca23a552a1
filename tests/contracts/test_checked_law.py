"""`router check` judges the law of a written plan: as it states it, as named, and as remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import router
from router.demo import example
from router.domain.memory import Payment, Release
from router.domain.outcomes import Outcome
from router.journal import Journal
from router.pipeline import LawOptions, check_file

Edit = Callable[[dict[str, Any]], None]

LOOSEN = """
[[loosen]]
rule = "hours-week"
by = "M. Virtanen"
reason = "shift workers asked for mornings"
[loosen.to]
open = ["06:00-20:00"]
"""


def law_of(path: Path, **options: Any) -> dict[str, Any]:
    """The figures of the law, and its findings as codes."""
    checked = check_file(path, law=LawOptions(**options))
    law = dict(checked.figures["law"])
    codes = [one["code"] for one in checked.figures["findings"] if one["severity"] == "error"]
    return law | {"ok": checked.ok, "words": checked.words, "codes": codes}


def edited(saved: Path, to: Path, edit: Edit) -> Path:
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    edit(plan)
    to.write_text(json.dumps(plan), encoding="utf-8")
    return to


def first_visit(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The first visit of the first route, and its facts."""
    made = plan["routes"][0]["stops"][0]["visits"][0]
    (facts,) = (one for one in plan["compliance"]["facts"] if one["visit_id"] == made["visit_id"])
    return made, facts


def test_a_written_plan_is_lawful_under_what_it_states(saved: Path) -> None:
    law = law_of(saved / "plan.json")
    assert law["ok"], law["words"]
    assert law["violations"] == 0
    assert law["layers"][0].startswith("humane")
    visits = sum(
        len(stop["visits"])
        for route in json.loads((saved / "plan.json").read_text(encoding="utf-8"))["routes"]
        for stop in route["stops"]
    )
    assert f"Lawful under humane {law['layers'][0].split()[1]}" in law["words"]
    assert f": {visits} visits, {law['rules']} rules, 0 violations." in law["words"]
    assert "no legal advice" in law["words"]


def test_a_hold_that_is_written_into_the_facts_is_a_violation(saved: Path, tmp_path: Path) -> None:
    def hold(plan: dict[str, Any]) -> None:
        first_visit(plan)[1]["holds"] = [
            {"reason": "dispute", "until": None, "source": "table", "since": None,
             "whole_borrower": False}
        ]  # fmt: skip

    law = law_of(edited(saved, tmp_path / "held.json", hold))
    assert not law["ok"]
    assert law["codes"] == ["HOLD"]
    assert "Not lawful under" in law["words"]


def test_another_profile_can_be_named(saved: Path) -> None:
    # The bundled day is a Tuesday in Finland; Colombia lets nobody be visited after 19:00.
    law = law_of(saved / "plan.json", profiles=("co",))
    assert any(name.startswith("co ") for name in law["layers"])
    assert any("the plan was not made under co" in note for note in law["warnings"])


def test_a_profile_that_has_changed_since_is_told(saved: Path, tmp_path: Path) -> None:
    def older(plan: dict[str, Any]) -> None:
        plan["compliance"]["layers"][0]["digest"] = "0" * 64

    law = law_of(edited(saved, tmp_path / "older.json", older))
    assert law["ok"]
    assert any("is not the one that the plan was made under" in note for note in law["warnings"])


def test_a_loosening_is_shown_and_judged_as_it_was_stated(helsinki: Path, tmp_path: Path) -> None:
    demo = example("helsinki")
    loosen = tmp_path / "loosen.toml"
    loosen.write_text(LOOSEN, encoding="utf-8")
    agents = tmp_path / "agents.csv"
    agents.write_text("agent_id,start,end,shifts\nA1,open,open,Mon-Fri 06:00-08:30\n", "utf-8")
    early = router.plan_day(
        demo.cases, agents, date=demo.day, region=helsinki, seconds=None, iterations=5,
        settings=router.Settings(profiles=(), loosenings=loosen),
    )  # fmt: skip
    path = early.save(tmp_path / "plan") / "plan.json"
    stated = law_of(path)
    assert stated["ok"], stated["words"]
    assert "override (loosening): hours-week" in stated["words"]
    assert "by M. Virtanen: shift workers asked for mornings" in stated["words"]
    assert "opened by M. Virtanen" in stated["words"]  # at every visit that needs it
    named = law_of(path, loosenings=loosen)
    assert named["ok"], named["words"]
    assert "opened by" not in named["words"]
    stricter = tmp_path / "stricter.toml"
    stricter.write_text(LOOSEN.replace("06:00", "08:45"), encoding="utf-8")
    assert set(law_of(path, loosenings=stricter)["codes"]) == {"LAW:hours"}


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite")


def test_what_the_journal_remembers_counts(saved: Path, journal: Journal) -> None:
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    made, facts = first_visit(plan)
    start = datetime.fromisoformat(made["start"]).astimezone(UTC)
    case_id, borrower_id = facts["case_ids"][0], facts["borrower_ids"][0]
    assert law_of(saved / "plan.json", journal=journal.path)["ok"]
    journal.record_outcomes(
        [
            Outcome(
                case_id=case_id, borrower_id=borrower_id, when=start - timedelta(days=6),
                code="ACC",
            )
        ]
    )  # fmt: skip
    law = law_of(saved / "plan.json", journal=journal.path)
    assert set(law["codes"]) == {"LAW:caps"}
    assert law_of(saved / "plan.json")["ok"]  # the plan itself knew nothing of it


def test_a_complaint_and_a_payment_after_planning_are_found(saved: Path, journal: Journal) -> None:
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    made, facts = first_visit(plan)
    start = datetime.fromisoformat(made["start"]).astimezone(UTC)
    case_id, borrower_id = facts["case_ids"][0], facts["borrower_ids"][0]
    journal.record_payments([Payment(case_id=case_id, when=start - timedelta(minutes=5))])
    assert law_of(saved / "plan.json", journal=journal.path)["codes"] == ["HOLD"]
    journal.record_outcomes(
        [
            Outcome(
                case_id="another", borrower_id=borrower_id, when=start - timedelta(days=40),
                code="COMP",
            )
        ]
    )  # fmt: skip
    assert law_of(saved / "plan.json", journal=journal.path)["codes"] == ["HOLD", "HOLD"]
    journal.record_release(
        Release(
            borrower_id=borrower_id, reason="complaint", by="M. Virtanen", why="answered",
            when=start - timedelta(days=1),
        )
    )  # fmt: skip
    assert law_of(saved / "plan.json", journal=journal.path)["codes"] == ["HOLD"]  # still paid


def test_the_outcomes_of_a_plan_do_not_speak_against_it(saved: Path, journal: Journal) -> None:
    read = router.read_plan(saved / "plan.json")
    journal.record_plan(read)
    assert law_of(saved / "plan.json", journal=journal.path)["ok"]
    plan = json.loads((saved / "plan.json").read_text(encoding="utf-8"))
    made, facts = first_visit(plan)
    start = datetime.fromisoformat(made["start"]).astimezone(UTC)
    journal.record_outcomes(
        [
            Outcome(
                case_id=case_id, borrower_id=facts["borrower_ids"][0], code="COMP",
                when=start - timedelta(minutes=4),  # the agent was early
            )
            for case_id in facts["case_ids"]
        ]
    )  # fmt: skip
    assert law_of(saved / "plan.json", journal=journal.path)["ok"]
