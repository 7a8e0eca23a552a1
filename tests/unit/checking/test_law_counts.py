"""Caps, gaps and what came before: counted window by window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from router.checking import FindingCode, check_law
from router.domain.channels import Attempt, Channel
from router.domain.places import PlaceType
from router.domain.profiles import (
    GapRule,
    PriorRule,
)
from tests.unit.checking.lawful import (
    CITED,
    LAW,
    at,
    cap,
    codes,
    compliance,
    facts,
    found,
    lawful,
    visited,
    with_rules,
)

CODES = FindingCode


def test_exactly_a_week_ago_is_outside_and_a_second_less_is_inside() -> None:
    week = timedelta(days=7)
    start = at("10:00")
    assert found(lawful(history=(visited(start - week),))) == []
    assert found(lawful(history=(visited(start - week + timedelta(seconds=1)),))) == [
        CODES.LAW_CAPS,
        CODES.LAW_CAPS,  # in both layers
    ]


def test_a_change_of_the_clocks_does_not_stretch_a_week() -> None:
    # Helsinki leaves summer time on 25 October 2026: Monday 10:00 to Monday 10:00 is 169 hours.
    helsinki = ZoneInfo("Europe/Helsinki")
    law = with_rules(cap("weekly", 1, 7))
    before = at("10:30", 19, 10, helsinki)
    plan = lawful(
        facts(1, zone="Europe/Helsinki"), starts=("10:00",), day=date(2026, 10, 26), zone=helsinki,
        history=(visited(before),),
    )  # fmt: skip
    assert found(plan, law) == []  # 168.5 hours
    # 167 hours and 59 minutes:
    assert codes(check_law(plan, law, [visited(at("11:01", 19, 10, helsinki))])) == [CODES.LAW_CAPS]


def test_windows_look_both_ways() -> None:
    planned = Attempt(borrower_id="b1", when=at("10:00", 27), case_id="c1")
    assert found(lawful(history=(planned,))) == [CODES.LAW_CAPS] * 2


def test_a_window_that_only_the_visit_fills_is_found_wherever_it_lies() -> None:
    # Two in 30 days: on the 1st and the 20th of November, and planned on 2 December.
    law = with_rules(cap("monthly", 2, 30))
    planned = Attempt(borrower_id="b1", when=at("10:00", 2, 12), case_id="c1")
    first = visited(at("10:00", 4))
    assert found(lawful(history=(first, planned)), law) == [CODES.LAW_CAPS]
    early = visited(at("10:00", 2))  # 30 days before 2 December: no window holds all three
    assert found(lawful(history=(early, planned)), law) == []


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (visited(at("10:00", 20), "NOTDONE"), []),  # was not attempted
        (visited(at("10:00", 20), "NAH"), [CODES.LAW_CAPS] * 2 + [CODES.LAW_BAND]),
        (Attempt(borrower_id="b1", when=at("10:00", 20)), [CODES.LAW_CAPS] * 2),  # planned
        # A call counts in the law, not in the mild layer.
        (Attempt(borrower_id="b1", when=at("10:00", 20), channel=Channel.CALL), [CODES.LAW_CAPS]),
        (Attempt(borrower_id="b1", when=at("10:00", 20), channel=Channel.LETTER), []),
        (Attempt(borrower_id="other", when=at("10:00", 20)), []),
    ],
)
def test_what_counts_counts(attempt: Attempt, expected: list[FindingCode]) -> None:
    assert sorted(found(lawful(history=(attempt,)))) == sorted(expected)


def test_a_cap_on_contacts_counts_who_was_reached() -> None:
    law = with_rules(cap("contacts", 1, 7, counts="contacts", channels=frozenset(Channel)))
    call = Attempt(borrower_id="b1", when=at("10:00", 20), channel=Channel.CALL)
    assert found(lawful(history=(visited(at("10:00", 20), "ACC"), call)), law) == []
    assert found(lawful(history=(replace(call, reached=True),)), law) == [CODES.LAW_CAPS]


def test_a_cap_on_visits_at_home_looks_at_homes_only() -> None:
    law = with_rules(cap("homes", 1, 30, place_types=frozenset({PlaceType.HOME})))
    before = visited(at("10:00", 4), "ACC")
    for place, expected in (
        (None, [CODES.LAW_CAPS]),  # it may have been there
        (PlaceType.HOME, [CODES.LAW_CAPS]),
        (PlaceType.MAILING, [CODES.LAW_CAPS]),
        (PlaceType.WORK, []),
    ):
        assert found(lawful(history=(replace(before, place_type=place),)), law) == expected


def test_once_a_day_is_the_calendar_day_at_the_door() -> None:
    law = with_rules(cap("daily", 1, None))
    midnight = at("00:00")
    assert found(lawful(history=(visited(midnight),)), law) == [CODES.LAW_CAPS]
    assert found(lawful(history=(visited(midnight - timedelta(seconds=1)),)), law) == []


def test_a_borrower_has_one_visit_over_all_cases_and_places_of_a_plan() -> None:
    twice = lawful(facts(1), facts(2, borrower_ids=("b1",)), starts=("10:00", "15:00"))
    assert found(twice) == [CODES.LAW_CAPS] * 6  # daily and weekly, and weekly in the law, twice


def test_one_visit_about_three_debts_is_one_visit() -> None:
    three = facts(1, case_ids=("c1", "c7", "c8"))
    assert found(lawful(three, starts=("10:00",))) == []
    last_week = at("10:00", 16)
    codes = tuple(visited(last_week, "PTP") for _ in range(3))
    month = with_rules(cap("monthly", 2, 30))
    rows = tuple(replace(one, case_id=f"c{n}") for n, one in enumerate(codes))
    assert found(lawful(three, starts=("10:00",), history=rows), month) == []


def test_a_cap_per_debt_counts_each_debt() -> None:
    law = with_rules(cap("debt", 1, 30, scope="debt"))
    other = replace(visited(at("10:00", 2)), case_id="c9")
    assert found(lawful(history=(other,)), law) == []
    assert found(lawful(history=(replace(other, case_id=""),)), law) == [CODES.LAW_CAPS]
    both = facts(1, case_ids=("c1", "c9"))
    assert found(lawful(both, starts=("10:00",), history=(other,)), law) == [CODES.LAW_CAPS]


def test_what_the_plan_replaces_is_not_counted_twice() -> None:
    before = Attempt(borrower_id="b1", when=at("16:00"), case_id="c1")
    assert found(lawful(history=(before,))) == []
    of_another_plan = replace(before, case_id="c99")
    assert CODES.LAW_CAPS in found(lawful(history=(of_another_plan,)))


def test_a_gap_is_measured_start_to_start() -> None:
    law = with_rules(GapRule(rule_id="gap", citation=CITED, days=1.5))
    assert found(lawful(history=(visited(at("22:00", 21)),)), law) == []
    assert found(lawful(history=(visited(at("22:01", 21)),)), law) == [CODES.LAW_MIN_GAP]


def test_other_channels_come_first() -> None:
    law = with_rules(PriorRule(rule_id="calls", citation=CITED, channel=Channel.CALL, attempts=3))
    call = Attempt(borrower_id="b1", when=at("10:00", 20), channel=Channel.CALL)
    two = facts(1, prior=((Channel.CALL, 2), (Channel.MESSAGE, 9)))
    assert found(lawful(two, starts=("10:00",)), law) == [CODES.LAW_PRIOR_CONTACTS]
    assert found(lawful(two, starts=("10:00",), history=(call,)), law) == []
    late = replace(call, when=at("10:01"))
    assert found(lawful(two, starts=("10:00",), history=(late,)), law) == [CODES.LAW_PRIOR_CONTACTS]


def test_a_history_that_is_given_stands_in_place_of_the_stated_one() -> None:
    plan = lawful(history=(visited(at("10:00", 20)),))
    assert check_law(plan, LAW, ()) == ()
    assert len(check_law(lawful(), LAW, compliance(plan).history)) == 2
