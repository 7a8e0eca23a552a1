"""Payments, and whether promises and plans were kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from router.domain.memory import Memory
from tests.unit.rules.remembered import TUESDAY, case, held, outcome, payment, rule, stand

HUNDRED = Decimal(100)
DUE = date(2026, 11, 20)  # with grace the 25th


@pytest.mark.parametrize("settled", [True, None])
def test_who_paid_this_morning_is_not_visited_today(settled: bool | None) -> None:
    memory = Memory(payments=(payment("2026-11-24T08:05", settled=settled),))
    found = held(memory, TUESDAY)
    assert found is not None
    assert (found.rule, found.channel) == ("HOLD:paid", "closed")
    assert found.source == "payment of 2026-11-24"
    assert stand(memory)["C1"].stage == "closed"


def test_a_payment_that_a_bank_dates_tomorrow_counts_today() -> None:
    memory = Memory(payments=(payment("2026-11-25T00:00", settled=True),))
    assert rule(memory, TUESDAY) == "HOLD:paid"


def test_a_part_payment_cools_off_for_14_days_and_the_neighbours_are_not_touched() -> None:
    memory = Memory(payments=(payment("2026-11-03T08:00", "50", settled=False),))
    cases = [case(), case("C9", "B9")]
    assert rule(memory, date(2026, 11, 17), cases=cases) == "HOLD:cool-off"
    assert rule(memory, date(2026, 11, 18), cases=cases) == ""
    assert rule(memory, date(2026, 11, 5), cases=cases, case_id="C9") == ""


def test_a_payment_that_names_only_the_borrower_counts_for_all_of_his_cases() -> None:
    cases = [case(), case("C2")]
    whole = Memory(payments=(payment("2026-11-24T08:05", case_id="", borrower_id="B1"),))
    assert [rule(whole, TUESDAY, cases=cases, case_id=one) for one in ("C1", "C2")] == [
        "HOLD:paid", "HOLD:paid"
    ]  # fmt: skip
    one = Memory(payments=(payment("2026-11-24T08:05"),))
    assert rule(one, TUESDAY, cases=cases, case_id="C2") == ""


@pytest.mark.parametrize(("paid", "kept"), [("94.9", False), ("95", True), ("120", True)])
def test_a_promise_is_kept_at_95_percent(paid: str, kept: bool) -> None:
    # Paid on the 5th: cooling off until the 19th; the promise alone would hold until the 25th.
    memory = Memory(
        outcomes=(outcome("PTP", until=DUE, amount=HUNDRED),),
        payments=(payment("2026-11-05T09:00", paid, settled=False),),
    )
    assert rule(memory, date(2026, 11, 20)) == ("" if kept else "HOLD:promise")
    assert rule(memory, date(2026, 11, 19)) != ""
    assert rule(memory, date(2026, 11, 26)) == ""


@pytest.mark.parametrize("code", ["PTP", "PLAN", "AWAY"])
def test_the_last_date_that_there_is_means_no_end_and_stops_no_plan(code: str) -> None:
    memory = Memory(outcomes=(outcome(code, until=date.max, amount=HUNDRED),))
    assert rule(memory, date(2036, 11, 20)).startswith("HOLD:")


def test_several_payments_add_up_and_the_case_is_free_when_the_last_has_cooled_off() -> None:
    memory = Memory(
        outcomes=(outcome("PTP", until=DUE, amount=HUNDRED),),
        payments=(
            payment("2026-11-04T09:00", "50", settled=False),
            payment("2026-11-06T09:00", "45", settled=False),
        ),
    )
    assert rule(memory, date(2026, 11, 20)) == "HOLD:cool-off"  # 6 + 14
    assert rule(memory, date(2026, 11, 21)) == ""


def test_money_of_before_a_promise_or_of_another_case_does_not_keep_it() -> None:
    memory = Memory(
        outcomes=(outcome("PTP", until=DUE, amount=HUNDRED),),
        payments=(
            payment("2026-11-03T09:59", "100", settled=False),
            payment("2026-11-04T09:00", "100", settled=False, case_id="C2"),
        ),
    )
    assert rule(memory, DUE, cases=[case(), case("C2")]) == "HOLD:promise"


def test_without_a_sum_a_promise_holds_for_its_whole_term() -> None:
    memory = Memory(
        outcomes=(outcome("PTP", until=DUE),),
        payments=(payment("2026-11-04T09:00", "100", settled=False),),
    )
    assert rule(memory, date(2026, 11, 25)) == "HOLD:promise"
    assert rule(memory, date(2026, 11, 26)) == ""


@pytest.mark.parametrize(
    ("agreed", "paid", "kept"),
    [(HUNDRED, "94.9", False), (HUNDRED, "95", True), (None, None, True)],
)
def test_a_plan_goes_on_while_its_instalment_is_paid_and_lapses_otherwise(
    agreed: Decimal | None, paid: str | None, kept: bool
) -> None:
    memory = Memory(
        outcomes=(outcome("PLAN", until=DUE, amount=agreed),),
        payments=(payment("2026-11-25T23:00", paid, settled=False),),
    )
    assert rule(memory, date(2027, 6, 1)) == ("HOLD:plan" if kept else "")
    late = Memory(
        outcomes=(outcome("PLAN", until=DUE, amount=agreed),),
        payments=(payment("2026-11-26T00:00", paid, settled=False),),
    )
    assert rule(late, date(2027, 6, 1)) == ""


def test_a_plan_that_is_agreed_anew_has_a_new_date() -> None:
    memory = Memory(
        outcomes=(
            outcome("PLAN", until=DUE),
            outcome("PLAN", "2026-11-28T10:00", until=date(2026, 12, 20)),
        ),
        payments=(payment("2026-11-20T09:00", settled=False),),
    )
    assert rule(memory, date(2026, 12, 25)) == "HOLD:plan"
    assert rule(memory, date(2026, 12, 26)) == ""
