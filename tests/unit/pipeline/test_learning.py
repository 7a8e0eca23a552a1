"""Which outcomes teach when borrowers are met, and as how many visits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from router.domain.bands import DayGroup
from router.domain.calendars import Calendar
from router.domain.memory import Appointment, AppointmentState, Memory
from router.domain.outcomes import Outcome, outcome_codes
from router.domain.places import PlaceType
from router.domain.presence import Trial
from router.pipeline import learned_of_memory, trials_of
from router.value import load_parameters

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 2, 18, 0, tzinfo=ZONE)
CALENDAR = Calendar(years=frozenset({2026}))


def told(code: str = "NAH", *, case: str = "C1", at: datetime = MONDAY, **more: object) -> Outcome:
    return Outcome(case_id=case, when=at, code=code, **more)  # type: ignore[arg-type]


def taught(*outcomes: Outcome, **more: object) -> tuple[Trial, ...]:
    return trials_of(outcomes, zone=ZONE, calendar=CALENDAR, **more)  # type: ignore[arg-type]


def test_codes_teach_as_their_table_says() -> None:
    met = {code: one.met for code in outcome_codes() for one in taught(told(code)) if not one.wrong}
    not_met = {"NAH", "THIRD", "NOTE", "AWAY"}
    assert {code for code, was in met.items() if not was} == not_met
    # A gate that stays closed, an address that is wrong, a visit that was not made: nothing.
    assert not {"ACC", "MOVED", "WRONG", "WORKX", "NOTDONE"} & set(met)
    assert {"PAID", "PTP", "REF", "LEAVE", "APPT"} <= {code for code, was in met.items() if was}


def test_several_cases_at_one_door_are_one_visit() -> None:
    both = [
        told("NAH", case="C1", borrower_id="B"),
        told("PTP", case="C2", borrower_id="B", at=MONDAY + timedelta(minutes=5)),
    ]
    (one,) = taught(*both)
    assert one.met
    assert one.case_id == "C1"


def test_two_borrowers_at_one_door_and_moment_are_one_visit_of_one_agent() -> None:
    couple = [told(case=case, agent_id="a1", address="Road 1") for case in ("C1", "C2")]
    assert len(taught(*couple)) == 1
    apart = [told(case=case, agent_id="a1", address=f"Road {case}") for case in ("C1", "C2")]
    assert len(taught(*apart)) == 2
    unnamed = [told(case=case, address="Road 1") for case in ("C1", "C2")]
    assert len(taught(*unnamed)) == 2


def test_after_the_address_was_found_wrong_visits_there_teach_nothing() -> None:
    days = [MONDAY + timedelta(days=day) for day in range(3)]
    first, second = taught(told(at=days[0]), told("MOVED", at=days[1]), told("PTP", at=days[2]))
    assert not first.wrong
    assert second.wrong
    elsewhere = told("PTP", at=days[2], address="Road 2")
    assert taught(told("MOVED", at=days[1], address="Road 1"), elsewhere)[1].met


def test_who_left_the_employer_is_still_at_home() -> None:
    (home,) = taught(told("WORKX"), told("NAH", at=MONDAY + timedelta(days=1)))[1:]
    assert home.place_type is PlaceType.HOME
    assert not home.wrong


def test_a_holiday_is_a_sunday_and_a_worked_saturday_a_weekday() -> None:
    saturday = MONDAY + timedelta(days=5)
    calendar = Calendar(
        holidays={date(2026, 11, 2): "a day off"}, workdays=frozenset({saturday.date()})
    )
    both = trials_of([told(), told(at=saturday)], zone=ZONE, calendar=calendar)
    assert [one.group for one in both] == [DayGroup.SUNDAY, DayGroup.WEEKDAY]


def test_hours_are_those_of_the_clock_at_the_door() -> None:
    (one,) = taught(told(at=MONDAY.astimezone(ZoneInfo("UTC"))))
    assert (one.day, one.clock.hour) == (date(2026, 11, 2), 18)


def test_without_a_type_a_place_is_what_the_table_of_cases_says_or_a_home() -> None:
    assert taught(told())[0].place_type is PlaceType.HOME
    assert taught(told(), place_types={"C1": PlaceType.WORK})[0].place_type is PlaceType.WORK
    assert taught(told(), areas={"C1": "north"})[0].area == "north"


@pytest.mark.parametrize("place", [PlaceType.AGREED, PlaceType.RELATIVE, PlaceType.PUBLIC])
def test_a_place_that_is_not_the_borrower_s_own_teaches_nothing(place: PlaceType) -> None:
    assert taught(told("PTP", place_type=place)) == ()


def test_a_confirmed_appointment_teaches_of_appointments_and_not_of_the_hours() -> None:
    agreed = Appointment(
        case_id="C1", borrower_id="B", start=MONDAY, end=MONDAY + timedelta(hours=1),
        state=AppointmentState.CONFIRMED, since=MONDAY - timedelta(days=2),
    )  # fmt: skip
    later = MONDAY + timedelta(days=1)
    memory = Memory(outcomes=(told("PTP"), told(at=later)), appointments=(agreed,))
    learned = learned_of_memory(memory, zone=ZONE, calendar=CALENDAR, parameters=load_parameters())
    assert (learned.visits, learned.met) == (1, 0)
    # 10 assumed visits at 0.8 and one that met: 9 of 11.
    assert learned.appointment.mean == pytest.approx(9 / 11)
    assert (learned.appointment.tried, learned.appointment.met) == (1, 1)


def test_no_address_is_in_a_trial() -> None:
    visits = [told(address="Secret Road 1"), told(at=MONDAY + timedelta(days=1), address="Lane 2")]
    shown = repr(taught(*visits))
    assert "Secret" not in shown
    assert {one.door for one in taught(*visits)} == {"home 1", "home 2"}
