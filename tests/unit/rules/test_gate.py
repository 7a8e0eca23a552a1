"""The gate holds what must not be visited on a day, and says by what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from router.domain.cases import Case, Hold
from router.domain.memory import Memory
from router.domain.places import Address
from router.domain.times import DailyWindow
from router.rules import gate, open_on, standings

ZONE = ZoneInfo("Europe/Helsinki")
TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)


def case(**changes: object) -> Case:
    return Case(case_id="C1", addresses=(Address(text="Street 1"),), **changes)  # type: ignore[arg-type]


def rule_of(one: Case, day: date) -> str | None:
    result = gate([one], standings([one], Memory(), day=day, zone=ZONE), day)
    assert len(result.open) + len(result.held) == 1
    return result.held[0].rule if result.held else None


def test_a_plain_case_is_open() -> None:
    assert rule_of(case(), TUESDAY) is None


def test_an_undated_hold_holds_and_a_dated_one_ends_after_its_last_day() -> None:
    assert rule_of(case(holds=(Hold("dispute"),)), TUESDAY) == "HOLD:dispute"
    assert rule_of(case(holds=(Hold("promise", TUESDAY),)), TUESDAY) == "HOLD:promise"
    assert rule_of(case(holds=(Hold("promise", date(2026, 11, 23)),)), TUESDAY) is None


def test_a_hold_outranks_a_confirmed_appointment() -> None:
    appointment = DailyWindow(start=time(14), end=time(15), day=TUESDAY)
    held = case(holds=(Hold("complaint"),), appointment=appointment)
    assert rule_of(held, TUESDAY) == "HOLD:complaint"


def test_only_the_visit_stage_is_visited() -> None:
    assert rule_of(case(stage="legal"), TUESDAY) == "STAGE:legal"


def test_an_appointment_on_another_day_waits_for_it() -> None:
    one = case(appointment=DailyWindow(start=time(14), end=time(15), day=SATURDAY))
    assert rule_of(one, TUESDAY) == "APPOINTMENT:other-day"
    assert rule_of(one, SATURDAY) is None


def test_the_other_cases_of_a_borrower_wait_for_a_later_appointment() -> None:
    """A visit before it would leave the caps no room for what was agreed."""
    agreed = case(
        borrower_id="B", appointment=DailyWindow(start=time(14), end=time(15), day=SATURDAY)
    )
    sibling, stranger = (replace(case(), case_id=n, borrower_id=b) for n, b in ("2B", "3X"))
    both = [agreed, sibling, stranger]

    def held_on(day: date) -> list[str]:
        found = gate(both, standings(both, Memory(), day=day, zone=ZONE), day).held
        return [one.case_id for one in found]

    assert held_on(TUESDAY) == ["C1", "2"]
    assert held_on(SATURDAY) == []
    assert held_on(date(2026, 11, 30)) == ["C1"]  # it has passed: only its own case asks for care


def test_windows_on_other_days_hold_the_case() -> None:
    saturday = DailyWindow(start=time(9), end=time(12), weekdays=frozenset({5}))
    late = DailyWindow(start=time(20, 30), end=time(22))
    assert rule_of(case(windows=(saturday,)), TUESDAY) == "WINDOW:other-day"
    assert rule_of(case(windows=(late,)), TUESDAY) is None  # its hours are the rules' business
    assert rule_of(case(windows=(late, saturday)), SATURDAY) is None
    assert rule_of(case(windows=(late, saturday)), TUESDAY) is None  # the law decides on the hour


def test_before_its_first_day_a_case_waits_and_after_its_last_it_is_given_back() -> None:
    one = case(not_before=TUESDAY, return_by=SATURDAY)
    assert [open_on(one, day) for day in (TUESDAY, SATURDAY)] == [None, None]
    early = open_on(one, date(2026, 11, 23))
    assert early is not None
    assert (early.rule, early.until, early.channel) == (
        "DATES:not-before", date(2026, 11, 23), "visit",
    )  # fmt: skip
    assert "from 2026-11-24 on" in early.detail
    late = open_on(one, date(2026, 11, 29))
    assert late is not None
    assert (late.rule, late.until, late.channel) == ("DATES:returned", None, "closed")
    assert "2026-11-28" in late.detail


def test_the_dates_outrank_an_appointment_and_a_hold_outranks_the_dates() -> None:
    appointment = DailyWindow(start=time(14), end=time(15), day=SATURDAY)
    one = case(return_by=TUESDAY, appointment=appointment)
    assert rule_of(one, SATURDAY) == "DATES:returned"
    assert rule_of(replace(one, holds=(Hold("dispute"),)), SATURDAY) == "HOLD:dispute"


def test_dates_are_of_one_case_and_not_of_its_borrower() -> None:
    late, free = case(borrower_id="B", not_before=SATURDAY), replace(case(), borrower_id="B")
    free = replace(free, case_id="C2")
    known = standings([late, free], Memory(), day=TUESDAY, zone=ZONE)
    result = gate([late, free], known, TUESDAY)
    assert [one.case_id for one in result.open] == ["C2"]
