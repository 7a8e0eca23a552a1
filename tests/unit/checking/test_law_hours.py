"""Hours as the checker reads them: closed intervals in the clock of the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from router.checking import FindingCode, check_law
from router.domain.places import PlaceType
from router.domain.times import DailyWindow
from tests.unit.checking.lawful import (
    LAW,
    WEEK,
    at,
    facts,
    found,
    hours,
    lawful,
    moved,
    with_rules,
)

MINUTE, HOUR = 60, 3600
CODES = FindingCode


EVENING = 18 * HOUR  # v3 starts; it ends ten minutes later


def test_a_visit_ends_with_the_hours_and_not_a_second_later() -> None:
    to_close = (20 * HOUR - 10 * MINUTE) - EVENING
    assert found(moved(lawful(), "v3", to_close)) == []
    assert found(moved(lawful(), "v3", to_close + 1)) == [CODES.LAW_HOURS] * 2  # both layers
    assert found(moved(lawful(), "v3", to_close + MINUTE)) == [CODES.LAW_HOURS] * 2


def test_a_visit_starts_with_the_hours_and_not_a_second_earlier() -> None:
    assert found(moved(lawful(), "v1", -1 * HOUR)) == []
    assert found(moved(lawful(), "v1", -1 * HOUR - 1)) == [CODES.LAW_HOURS]  # the law opens at 8


def test_the_finding_names_profile_rule_value_and_source() -> None:
    (finding,) = check_law(moved(lawful(), "v1", -90 * MINUTE), LAW)
    assert str(finding) == (
        "error LAW:hours at shift s-a1, visit v1: mild 1, hours weekdays: mon tue wed thu fri "
        "09:00-20:00; the visit is on Mon 2026-11-23 from 08:30 to 08:40 (Law 1, unverified)"
    )


@pytest.mark.parametrize(
    ("day", "clock", "broken"),
    [
        (date(2026, 11, 28), "10:00", 0),  # a Saturday
        (date(2026, 11, 28), "09:59", 1),
        (date(2026, 11, 28), "17:51", 1),  # ends at 18:01, the law allows it until 20
        (date(2026, 11, 22), "12:00", 2),  # a Sunday, in both layers
        (date(2026, 12, 8), "12:00", 1),  # a holiday, a Tuesday: the law does not speak of holidays
        (date(2026, 12, 8), "07:59", 2),  # so that it is a Tuesday there
        (date(2026, 11, 29), "19:50", 1),  # a Sunday that is worked: a Monday in the mild layer
        (date(2026, 11, 29), "08:50", 2),
    ],
)
def test_each_layer_asks_for_its_own_kind_of_day(day: date, clock: str, broken: int) -> None:
    told = at("08:00", 18)
    plan = lawful(facts(1, notified=told), starts=(clock,), day=day)
    assert found(plan) == [CODES.LAW_HOURS] * broken


def test_a_layer_without_hours_for_a_day_allows_it() -> None:
    law = with_rules(hours("weekdays", WEEK, "08:00-20:00"))
    assert found(lawful(facts(1), starts=("23:00",), day=date(2026, 11, 22)), law) == []


def test_hours_of_one_day_and_place_apply_together() -> None:
    law = with_rules(
        hours("all", WEEK, "08:00-20:00"),
        hours("work", WEEK, "09:00-17:00", place_types=frozenset({PlaceType.WORK})),
    )
    at_work = facts(1, place_type=PlaceType.WORK)
    assert found(lawful(facts(1), starts=("18:00",)), law) == []
    assert found(lawful(at_work, starts=("18:00",)), law) == [CODES.LAW_HOURS]
    assert found(lawful(at_work, starts=("20:00",)), law) == [CODES.LAW_HOURS] * 2


def test_hours_for_holidays_at_another_place_do_not_replace_those_of_the_weekday() -> None:
    law = with_rules(
        hours("all", WEEK, "08:00-20:00"),
        hours("work", "holiday", place_types=frozenset({PlaceType.WORK})),
    )
    on_holiday = lawful(facts(1), starts=("21:00",), day=date(2026, 12, 8))
    assert found(on_holiday, law) == [CODES.LAW_HOURS]


def test_known_working_hours_stand_in_the_stead_of_the_rule() -> None:
    at_work = frozenset({PlaceType.WORK})
    law = with_rules(
        hours("work", WEEK, "09:00-17:00", place_types=at_work, unless_known=True),
        hours("weekend", "sat sun", place_types=at_work, unless_known=True),
    )
    late = DailyWindow(start=time(18), end=time(2), weekdays=frozenset({4, 5}))  # Fri, Sat
    unknown = facts(1, place_type=PlaceType.WORK)
    known = replace(unknown, working_hours=(late,))
    saturday = date(2026, 11, 28)
    assert found(lawful(unknown, starts=("20:00",), day=saturday), law) == [CODES.LAW_HOURS]
    assert found(lawful(known, starts=("20:00",), day=saturday), law) == []
    assert found(lawful(known, starts=("01:50",), day=saturday), law) == []  # Friday's night
    assert found(lawful(known, starts=("01:51",), day=saturday), law) == [CODES.LAW_HOURS]
    assert found(lawful(known, starts=("12:00",)), law) == [CODES.LAW_HOURS]  # not on Mondays


def test_a_lunch_break_of_one_minute_in_the_hours_is_noticed() -> None:
    law = with_rules(hours("two", WEEK, "08:00-12:00", "12:01-20:00"))
    assert found(lawful(facts(1), starts=("11:55",)), law) == [CODES.LAW_HOURS]
    joined = with_rules(hours("two", WEEK, "08:00-12:00", "12:00-20:00"))
    assert found(lawful(facts(1), starts=("11:55",)), joined) == []


def test_a_visit_may_end_at_midnight_and_not_after_it_where_the_next_day_is_closed() -> None:
    law = with_rules(hours("sat", "sat", "08:00-24:00"), hours("sun", "sun"))
    saturday = date(2026, 11, 28)
    assert found(lawful(facts(1), starts=("23:50",), day=saturday), law) == []
    assert found(lawful(facts(1), starts=("23:51",), day=saturday), law) == [CODES.LAW_HOURS]


def test_the_clock_at_the_door_counts_and_not_that_of_the_plan() -> None:
    # 19:30 in Santiago is 22:30 UTC and 17:30 in Lima.
    law = with_rules(hours("hours", WEEK, "08:00-18:00"))
    in_lima = facts(1, zone="America/Lima")
    assert found(lawful(facts(1), starts=("19:30",)), law) == [CODES.LAW_HOURS]
    assert found(lawful(in_lima, starts=("19:30",)), law) == []


def test_hours_follow_the_wall_clock_when_the_clocks_go_back() -> None:
    # On 25 October 2026 the clocks of Helsinki show 03:00 to 04:00 twice: an hour after 03:55
    # it is 03:55 again, and the hours are still open.
    helsinki = ZoneInfo("Europe/Helsinki")
    law = with_rules(hours("night", "sun", "02:00-04:00"))
    plan = lawful(
        facts(1, zone="Europe/Helsinki"), starts=("03:55",), minutes=60, day=date(2026, 10, 25),
        zone=helsinki,
    )  # fmt: skip
    assert found(plan, law) == []
    assert found(moved(plan, "v1", 6 * MINUTE), law) == [CODES.LAW_HOURS]
