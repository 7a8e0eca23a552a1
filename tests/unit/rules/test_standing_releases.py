"""A release by name ends what began before it, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from router.domain.cases import Hold
from router.domain.memory import Memory
from tests.unit.rules.remembered import TUESDAY, case, outcome, payment, release, rule, stand

BEFORE, AFTER = "2026-11-03T09:59", "2026-11-03T10:00"  # visits are at 10:00

NAMES = [
    ("LEAVE", "do-not-visit"), ("COMP", "complaint"), ("VULN", "vulnerable"), ("DISP", "dispute"),
    ("REPR", "represented"), ("DECD", "deceased"), ("CUST", "custody"), ("AWAY", "away"),
    ("PLAN", "plan"), ("PAID", "paid"), ("HARD", "restructuring"), ("CBK", "call"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "reason"), NAMES)
def test_a_named_release_ends_it_if_it_is_not_older(code: str, reason: str) -> None:
    visits = (outcome(code),)
    assert rule(Memory(outcomes=visits), TUESDAY) != ""
    early = Memory(outcomes=visits, releases=(release(reason, BEFORE),))
    assert rule(early, TUESDAY) != ""
    late = Memory(outcomes=visits, releases=(release(reason, AFTER),))
    assert rule(late, TUESDAY) == ""


@pytest.mark.parametrize(("code", "reason"), NAMES)
def test_a_release_of_another_reason_ends_nothing(code: str, reason: str) -> None:
    other = "dispute" if reason != "dispute" else "complaint"
    memory = Memory(outcomes=(outcome(code),), releases=(release(other, AFTER),))
    assert rule(memory, TUESDAY) != ""


def test_what_begins_after_a_release_holds_again() -> None:
    again = (outcome("DISP"), outcome("DISP", "2026-11-10T10:00"))
    memory = Memory(outcomes=again, releases=(release("dispute", "2026-11-05T10:00"),))
    assert rule(memory, TUESDAY) == "HOLD:dispute"


@pytest.mark.parametrize("word", ["争议", "Disputed", "对债务有异议"])
def test_a_release_may_use_any_word_for_the_reason(word: str) -> None:
    memory = Memory(outcomes=(outcome("DISP"),), releases=(release(word, AFTER),))
    assert rule(memory, TUESDAY) == ""


def test_a_case_that_was_paid_comes_back_under_either_name() -> None:
    for reason in ("paid", "closed"):
        memory = Memory(payments=(payment("2026-11-03T10:00"),), releases=(release(reason, AFTER),))
        assert rule(memory, TUESDAY) == ""


def test_the_holds_of_todays_table_are_todays_word() -> None:
    table = case(holds=(Hold("dispute"),))
    memory = Memory(releases=(release("dispute", "2026-11-23T10:00"),))
    assert rule(memory, TUESDAY, cases=[table]) == "HOLD:dispute"


def test_a_release_for_one_case_frees_that_case_and_one_of_the_origin_frees_all() -> None:
    cases = [case(), case("C2")]
    visits = (outcome("LEAVE"),)

    def rules(**given: object) -> list[str]:
        memory = Memory(outcomes=visits, releases=(release("do-not-visit", AFTER, **given),))
        return [rule(memory, TUESDAY, cases=cases, case_id=one) for one in ("C1", "C2")]

    assert rules(case_id="C2") == ["HOLD:do-not-visit", ""]
    assert rules(case_id="C1") == ["", ""]
    assert rules(case_id="", borrower_id="B1") == ["", ""]
    assert rules(case_id="", borrower_id="B9") == ["HOLD:do-not-visit"] * 2


def test_a_release_reaches_what_a_case_left_behind_that_is_in_no_table_any_more() -> None:
    visits = (outcome("LEAVE", case_id="OLD", borrower_id="B1"),)
    assert rule(Memory(outcomes=visits), TUESDAY) == "HOLD:do-not-visit"
    memory = Memory(outcomes=visits, releases=(release("do-not-visit", AFTER, case_id="OLD"),))
    assert rule(memory, TUESDAY) == ""


def test_a_risk_flag_of_an_unsafe_visit_is_released_by_name_and_the_tables_is_not() -> None:
    memory = Memory(outcomes=(outcome("UNSAFE"),), releases=(release("risk", AFTER),))
    assert stand(memory)["C1"].flags == frozenset()
    assert stand(memory, cases=[case(flags=frozenset({"risk"}))])["C1"].flags == {"risk"}


def test_three_fruitless_visits_end_the_visit_stage_until_a_release() -> None:
    days = ("2026-10-06", "2026-10-14", "2026-10-22")
    three = tuple(outcome("NAH", f"{day}T10:00") for day in days)
    assert rule(Memory(outcomes=three[:2]), TUESDAY) == ""
    assert rule(Memory(outcomes=three), TUESDAY) == "FRUITLESS:three-in-a-row"
    freed = (release("fruitless", "2026-10-23T09:00"),)
    assert rule(Memory(outcomes=three, releases=freed), TUESDAY) == ""
    early = (release("fruitless", "2026-10-21T09:00"),)
    assert rule(Memory(outcomes=three, releases=early), TUESDAY) == ""  # one since then
    again = (*three, *(outcome("NAH", f"2026-11-0{day}T10:00") for day in (1, 2, 4)))
    assert rule(Memory(outcomes=again, releases=freed), date(2026, 11, 5)) != ""
