"""What the borrower was told of the visit of a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from router.domain.memory import Appointment, AppointmentState, Memory, NoticeGiven
from router.domain.standing import Notice
from router.domain.times import DailyWindow
from tests.unit.rules.remembered import TUESDAY, at, case, held, outcome, release, rule, stand

MORNING = "2026-11-24T10:00"


def given(sent: str, start: str | None = MORNING, case_id: str = "C1") -> NoticeGiven:
    notice = Notice(sent=at(sent), start=at(start) if start else None)
    return NoticeGiven(case_id=case_id, notice=notice)


def agreed(state: AppointmentState, since: str, start: str = MORNING) -> Appointment:
    return Appointment(
        case_id="C1", borrower_id="B1", start=at(start), end=at(start), state=state, since=at(since)
    )


def told(memory: Memory, **changes: Any) -> Notice | None:
    return stand(memory, cases=[case(**changes)])["C1"].notice


def test_nobody_was_told() -> None:
    assert told(Memory()) is None


def test_a_notice_of_the_day_counts_and_one_of_another_day_does_not() -> None:
    assert told(Memory(notices=(given("2026-11-20T09:00"),))) is not None
    other = given("2026-11-20T09:00", "2026-11-23T10:00")
    assert told(Memory(notices=(other,))) is None


def test_what_the_table_says_counts_until_a_visit_was_made() -> None:
    sent = at("2026-11-20T09:00")
    assert told(Memory(), notified=sent) == Notice(sent=sent)
    before = Memory(outcomes=(outcome("NAH", "2026-11-19T10:00"),))
    assert told(before, notified=sent) is not None
    since = Memory(outcomes=(outcome("NAH", "2026-11-21T10:00"),))
    assert told(since, notified=sent) is None
    undone = Memory(outcomes=(outcome("NOTDONE", "2026-11-21T10:00"),))
    assert told(undone, notified=sent) is not None


def test_of_notices_of_one_time_the_first_counts_and_of_times_the_last_told() -> None:
    reminder = Memory(notices=(given("2026-11-20T09:00"), given("2026-11-24T08:00")))
    found = told(reminder)
    assert found is not None
    assert found.sent == at("2026-11-20T09:00")
    moved = Memory(
        notices=(given("2026-11-20T09:00"), given("2026-11-24T08:00", "2026-11-24T15:00"))
    )
    found = told(moved)
    assert found is not None
    assert (found.sent, found.start) == (at("2026-11-24T08:00"), at("2026-11-24T15:00"))


def test_a_confirmed_appointment_is_notice_whoever_has_the_table_or_the_memory() -> None:
    memory = Memory(appointments=(agreed(AppointmentState.CONFIRMED, "2026-11-24T09:00"),))
    found = told(memory)
    assert found is not None
    assert (found.confirmed, found.start) == (True, at(MORNING))
    clock = at(MORNING).time()
    window = DailyWindow(start=clock, end=clock, day=TUESDAY, instant=True)
    found = told(Memory(), appointment=window)
    assert found is not None
    assert (found.confirmed, found.start) == (True, at(MORNING))


def test_a_proposal_is_no_notice_and_the_last_state_counts() -> None:
    steps = (
        agreed(AppointmentState.PROPOSED, "2026-11-20T09:00"),
        agreed(AppointmentState.NOTIFIED, "2026-11-20T10:00"),
        agreed(AppointmentState.CONFIRMED, "2026-11-20T11:00"),
        agreed(AppointmentState.DECLINED, "2026-11-20T12:00"),
    )
    confirmed = [told(Memory(appointments=steps[:n])) for n in range(1, 5)]
    assert [one.confirmed if one else None for one in confirmed] == [None, False, True, None]


@pytest.mark.parametrize("state", [AppointmentState.DECLINED, AppointmentState.MOVED])
def test_who_declines_takes_the_notice_of_that_time_back(state: AppointmentState) -> None:
    memory = Memory(
        notices=(given("2026-11-20T09:00"),), appointments=(agreed(state, "2026-11-20T12:00"),)
    )
    assert told(memory) is None


def test_one_notice_is_enough_for_all_cases_of_a_borrower() -> None:
    cases = [case(), case("C2"), case("C9", "B9")]
    stood = stand(Memory(notices=(given("2026-11-20T09:00"),)), cases=cases)
    assert [stood[one].notice is not None for one in ("C1", "C2", "C9")] == [True, True, False]


def test_who_replies_never_to_come_is_not_visited_about_any_case_until_a_release() -> None:
    cases = [case(), case("C2"), case("C9", "B9")]
    reply = replace(agreed(AppointmentState.DECLINED, "2026-11-20T12:00"), never=True)
    memory = Memory(appointments=(reply,))
    found = held(memory, TUESDAY, cases=cases, case_id="C2")
    assert found is not None
    assert (found.rule, found.source) == ("HOLD:do-not-visit", "reply of 2026-11-20 (case C1)")
    assert rule(memory, TUESDAY, cases=cases, case_id="C9") == ""
    later = (release("do-not-visit", "2026-11-20T12:00"),)
    assert rule(Memory(appointments=(reply,), releases=later), TUESDAY, cases=cases) == ""
