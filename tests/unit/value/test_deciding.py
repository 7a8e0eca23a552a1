"""Every visit that is not made says why not today, and what is due instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from router.domain.plan import LaterVisit, ReasonCode
from router.value import decided, load_parameters
from router.value.deciding import due_channel
from tests.unit.value.helpers import HOUR, MIDNIGHT, TUESDAY, called, case, worth

LIMIT = 45
LATER = LaterVisit(
    visit_id="V1", case_ids=("C1",), start=MIDNIGHT + timedelta(days=1, hours=18), agent_id="A2"
)


def test_calls_come_before_messages_and_those_before_what_is_last() -> None:
    order = load_parameters().channel
    assert due_channel(4, 0, order) == "call"
    assert due_channel(5, 4, order) == "message"
    assert due_channel(5, 5, order) == "letter"
    assert due_channel(5, 5, replace(order, last="message")) == "message"


def test_a_visit_that_does_not_pay_today_gives_way_to_the_channel_due() -> None:
    channel, words = decided(worth(), ReasonCode.NOT_WORTH_IT, limit_days=LIMIT)
    assert channel == "call"
    # At its best, from 19:00, 0.8 x 0.55.
    assert words == (
        "At the best hour the borrower is met with 44 in 100: today a visit costs more than that"
        " is worth. Due: a call."
    )
    tired = worth(history=called(5))
    assert decided(tired, ReasonCode.NOT_WORTH_IT, limit_days=LIMIT)[0] == "message"


def test_the_best_hour_is_one_in_which_the_visit_may_be_made() -> None:
    # Until noon only: best before 10:00, 0.8 x 0.35.
    _, words = decided(
        worth(), ReasonCode.NOT_WORTH_IT, limit_days=LIMIT, starts=((9 * HOUR, 12 * HOUR),)
    )
    assert "28 in 100" in words


def test_a_visit_that_would_pay_stays_for_another_day() -> None:
    channel, words = decided(worth(), ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT)
    assert channel == "visit"
    assert "where other visits are worth more" in words
    assert words.endswith("Due: a visit on another day.")


def test_a_visit_that_pays_at_no_hour_stays_for_none() -> None:
    channel, words = decided(worth(case(value=0)), ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT)
    assert channel == "call"
    assert "burden" in words


def test_at_the_limit_a_case_is_given_back_even_if_it_might_pay() -> None:
    old = worth(case(received=TUESDAY - timedelta(days=45)))
    channel, words = decided(old, ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT)
    assert channel == "call"
    assert "given back" in words
    assert decided(old, ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT, later=LATER)[0] == "call"
    young = worth(case(received=TUESDAY - timedelta(days=44)))
    assert decided(young, ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT)[0] == "visit"


def test_a_proposal_names_its_day_and_agent() -> None:
    channel, words = decided(worth(), ReasonCode.NO_CAPACITY_LEFT, limit_days=LIMIT, later=LATER)
    assert channel == "visit"
    assert words == "Proposed for Wed 25 Nov at 18:00, by A2, where it fits better than today."


def test_a_confirmed_time_that_cannot_be_kept_is_called_off() -> None:
    agreed = worth(case(received=TUESDAY - timedelta(days=90)), appointments=((HOUR, HOUR),))
    channel, words = decided(agreed, ReasonCode.TIME_WINDOW, limit_days=LIMIT)
    assert channel == "call"
    assert "tell the borrower" in words


def test_where_nobody_can_go_the_reason_is_told() -> None:
    channel, words = decided(
        worth(), ReasonCode.UNREACHABLE, "No way leads there.", limit_days=LIMIT
    )
    assert channel == "call"
    assert words == "Nobody on duty can make the visit: No way leads there. Due: a call."


@pytest.mark.parametrize("code", ReasonCode)
@pytest.mark.parametrize("age", [0, 45])
def test_no_decision_shows_an_amount_or_presses(code: ReasonCode, age: int) -> None:
    owed = case(
        amount=Decimal(76_543), days_overdue=87, value=None,
        received=TUESDAY - timedelta(days=age),
    )  # fmt: skip
    channel, words = decided(worth(owed), code, limit_days=LIMIT)
    assert channel in ("visit", "call", "message", "letter")
    assert words
    assert not any(word in words for word in ("76", "87", "overdue", "debt", "owes"))
