"""A question about a visit is answered with what earlier visits of its history led to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from router.errors import InputError
from router.pipeline.asking import ask_one

NOW = "2026-11-24T12:00"


def refused(
    *, start: str = NOW, case_id: str = "C1", agents: Any = (), **borrower: Any
) -> set[str]:
    """Return the fields that refuse, under no profile at all."""
    situation = {
        "id": "1",
        "profile": [],
        "humane": False,
        "visit": {"start": start, "time_zone": "Europe/Helsinki", "case_id": case_id},
        "borrower": borrower,
        "agents": list(agents),
    }
    verdict = ask_one(json.dumps(situation), file="x", folder=Path()).verdict
    return {f"{one.field} {one.rule_id}" for one in verdict.refusals}


def came_of(code: str, when: str = "2026-03-10T18:00", **more: Any) -> list[dict[str, Any]]:
    return [{"when": when, "outcome": code, **more}]


@pytest.mark.parametrize(
    ("code", "hold"),
    [
        ("LEAVE", "do-not-visit"),
        ("COMP", "complaint"),
        ("VULN", "vulnerable"),
        ("DISP", "dispute"),
        ("REPR", "represented"),
        ("DECD", "deceased"),
    ],
)
def test_what_ends_only_by_a_release_still_holds_months_later(code: str, hold: str) -> None:
    assert refused(history=came_of(code)) == {f"hold {hold}"}


@pytest.mark.parametrize(("code", "days"), [("PART", 14), ("REF", 14), ("NOTE", 7), ("THIRD", 7)])
def test_cooling_off_ends_after_its_last_day(code: str, days: int) -> None:
    # From 1 October, in the evening: the last day is the 15th, or the 8th.
    history = came_of(code, "2026-10-01T18:00")
    assert refused(start=f"2026-10-{1 + days:02}T12:00", history=history) == {"hold cool-off"}
    assert refused(start=f"2026-10-{2 + days:02}T12:00", history=history) == set()


def test_a_promise_holds_to_its_date_and_five_days() -> None:
    stated = [{"reason": "promise", "due": "2026-12-01"}]
    for borrower in (
        {"history": came_of("PTP", "2026-11-20T18:00", until="2026-12-01")},
        {"holds": stated},
    ):
        assert refused(start="2026-12-06T12:00", **borrower) == {"hold promise"}
        assert refused(start="2026-12-07T12:00", **borrower) == set()


@pytest.mark.parametrize(("code", "stage"), [("HARD", "restructuring"), ("CBK", "call")])
def test_an_outcome_that_ends_the_visit_stage_ends_it(code: str, stage: str) -> None:
    assert refused(history=came_of(code)) == {f"stage {stage}"}
    released = {"by": "Ada", "reason": "asked us to come again"}
    assert refused(history=came_of(code), holds=[{"reason": stage, "released": released}]) == set()


def test_a_release_ends_only_what_began_before_it_and_what_it_names() -> None:
    def with_release(reason: str, when: str) -> set[str]:
        released = {"by": "Ada", "reason": "answered", "when": when}
        return refused(history=came_of("DISP"), holds=[{"reason": reason, "released": released}])

    assert with_release("dispute", "2026-11-24") == set()
    assert with_release("dispute", "2026-03-10") == set()  # the same day: once it had been answered
    assert with_release("dispute", "2026-03-09") == {"hold dispute"}
    assert with_release("dispute", "2026-03-10T17:59") == {"hold dispute"}
    assert "hold dispute" in with_release("complaint", "2026-11-24")
    assert "hold dispute" in with_release("dispute", "2026-11-25")


def test_a_dispute_is_of_its_debt_and_a_complaint_of_the_person() -> None:
    assert refused(history=came_of("DISP", case_id="C2")) == set()
    assert refused(history=came_of("COMP", case_id="C2")) == {"hold complaint"}
    assert refused(history=came_of("DISP", case_id="C2"), case_id="") == {"hold dispute"}


def test_an_unsafe_visit_demands_two_people() -> None:
    history = came_of("UNSAFE")
    assert refused(history=history, agents=[{"agent_id": "A", "people": 1}]) == {"risk two-people"}
    assert refused(history=history, agents=[{"agent_id": "A", "people": 2}]) == set()


def test_the_row_of_fruitless_visits_is_forgiven_by_name() -> None:
    history = [
        {"when": f"2026-0{month}-10T18:00", "outcome": "ACC", "case_id": "C1"}
        for month in (1, 2, 3)
    ]
    assert refused(history=history) == {"fruitless three-in-a-row"}
    released = {"by": "Ada", "reason": "the gate is open now"}
    assert refused(history=history, holds=[{"reason": "fruitless", "released": released}]) == set()


def test_what_comes_after_the_visit_and_other_channels_lead_to_nothing() -> None:
    assert refused(history=came_of("LEAVE", "2026-11-24T12:00")) == set()
    assert refused(history=came_of("REF", "2026-11-20T12:00", channel="call")) == set()


@pytest.mark.parametrize(
    ("hold", "words"),
    [
        ({"reason": "dispute", "due": "2026-12-01"}, "nothing is due"),
        ({"reason": "promise", "due": "2026-12-01", "until": "2026-12-06"}, "until is given"),
    ],
)
def test_a_due_date_belongs_to_a_promise_and_stands_alone(hold: Any, words: str) -> None:
    with pytest.raises(InputError) as caught:
        refused(holds=[hold])
    assert words in caught.value.faults[0].problem
