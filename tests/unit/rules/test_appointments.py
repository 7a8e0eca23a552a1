"""What may become of an appointment, and what it asks of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from router.domain.cases import Case
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.places import Address
from router.domain.times import DailyWindow
from router.rules.appointments import TRANSITIONS, advanced, with_appointments

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 24)
CASE = Case(case_id="C1", addresses=(Address(text="x"),))
AGREED = Appointment(
    case_id="C1",
    borrower_id="B1",
    # 18:30 in Shanghai is 10:30 UTC.
    start=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
    end=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
    state=AppointmentState.CONFIRMED,
    since=datetime(2026, 11, 20, 9, tzinfo=UTC),
)


def on(day: date, *appointments: Appointment, case: Case = CASE) -> Case:
    [found] = with_appointments([case], Memory(appointments=appointments), day, SHANGHAI)
    return found


def test_a_confirmed_exact_time_is_the_case_s_appointment_by_the_clock_at_the_door() -> None:
    assert on(DAY, AGREED).appointment == DailyWindow(
        start=time(18, 30), end=time(18, 30), day=DAY, instant=True
    )


def test_an_appointment_that_has_passed_binds_nothing() -> None:
    assert on(date(2026, 11, 25), AGREED) == CASE


def test_the_table_s_own_appointment_outranks_the_journal() -> None:
    own = replace(CASE, appointment=DailyWindow(start=time(9), end=time(10), day=DAY))
    assert on(DAY, AGREED, case=own) == own


@pytest.mark.parametrize("state", [AppointmentState.PROPOSED, AppointmentState.NOTIFIED])
def test_a_time_that_was_named_and_not_confirmed_is_a_window(state: AppointmentState) -> None:
    half_hour = datetime(2026, 11, 24, 11, tzinfo=UTC)
    found = on(DAY, replace(AGREED, state=state, end=half_hour))
    assert found.windows == (DailyWindow(start=time(18, 30), end=time(19), day=DAY),)
    assert found.appointment is None


def test_a_declined_visit_is_held_on_that_day_only() -> None:
    [hold] = on(DAY, replace(AGREED, state=AppointmentState.DECLINED)).holds
    assert hold.reason == "declined"
    assert [hold.holds_on(date(2026, 11, d)) for d in (23, 24, 25)] == [False, True, False]


def test_of_several_the_last_counts() -> None:
    moved = replace(AGREED, state=AppointmentState.MOVED)
    later = replace(
        AGREED,
        start=datetime(2026, 11, 26, 10, tzinfo=UTC),
        end=datetime(2026, 11, 26, 10, tzinfo=UTC),
    )
    found = on(DAY, AGREED, moved, later)
    assert found.appointment is not None
    assert found.appointment.day == date(2026, 11, 26)


def test_nothing_follows_on_what_is_over() -> None:
    for over in (AppointmentState.DECLINED, AppointmentState.MOVED):
        assert not TRANSITIONS[over]
        with pytest.raises(ValueError, match=f"that is {over} cannot become confirmed; .* nothing"):
            advanced(replace(AGREED, state=over), AppointmentState.CONFIRMED, AGREED.since)


def test_a_state_does_not_come_before_the_one_it_follows_on() -> None:
    before = datetime(2026, 11, 19, tzinfo=UTC)
    with pytest.raises(ValueError, match="it was confirmed later than that"):
        advanced(AGREED, AppointmentState.DECLINED, before)
