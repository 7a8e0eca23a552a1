"""The worth of a visit is what the formula says, and its terms move it the right way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from router.domain.bands import DayGroup
from router.domain.channels import Attempt, Channel
from router.domain.outcomes import outcome_codes
from router.domain.places import PlaceType
from router.value import load_parameters, prior_presence
from tests.unit.value.helpers import (
    DAY,
    HOUR,
    MIDNIGHT,
    PLACE,
    TUESDAY,
    at,
    called,
    case,
    visited,
    worth,
)

PARAMETERS = load_parameters()
FAILED, NEIGHBOUR, MET = 0.6, 1.15, 1.3  # factors of odds, as packaged


def chance_of(odds: float) -> float:
    return odds / (1 + odds)


def odds_of(chance: float) -> float:
    return chance / (1 - chance)


def test_the_formula() -> None:
    # Tuesday 18:00 at a home: address 0.8, met 0.45; the default meeting is worth 60:
    # 0.36 x 60 - 0.64 x 4 = 19.04.
    told = worth(case())
    assert (told.address, told.meeting, told.basis) == (0.8, 60.0, "default")
    assert at(told, 18).met == 0.45
    assert at(told, 18).value == pytest.approx(19.04)


def test_it_says_how_long_it_takes_whoever_is_there() -> None:
    assert (worth().met_service_s, worth().missed_service_s) == (1200, 300)
    quick = worth(case(service=timedelta(minutes=4)), case("C2", service=timedelta(minutes=3)))
    assert (quick.met_service_s, quick.missed_service_s) == (240, 240)


def test_bands_are_those_of_the_clock_and_cover_the_day() -> None:
    # 10-12 and 14-17 have the same chance but do not touch.
    bands = [(band.start_s / HOUR, (band.end_s + 1) / HOUR) for band in worth().bands]
    assert bands == [(0, 10), (10, 12), (12, 14), (14, 17), (17, 19), (19, 24)]


def test_hours_of_one_chance_that_touch_are_one_band() -> None:
    # On Saturdays the chance is 0.45 before 10:00 and until 12:00.
    saturday = worth(days=((date(2026, 11, 28), DayGroup.SATURDAY),))
    day = 4 * 24
    first = saturday.bands[0]
    assert (first.start_s, first.end_s + 1) == (day * HOUR, (day + 12) * HOUR)


def test_an_evening_at_home_is_worth_more_than_midday_and_at_work_less() -> None:
    assert at(worth(), 19.5).value > at(worth(), 12.5).value
    office = worth(place_type=PlaceType.WORK)
    assert at(office, 19.5).value < at(office, 12.5).value


def test_a_day_on_which_the_clocks_change_has_its_own_hours() -> None:
    # Helsinki, 25 October 2026: 03:00 comes twice, so 10:00 is 11 hours after midnight.
    zone = ZoneInfo("Europe/Helsinki")
    sunday = date(2026, 10, 25)
    told = worth(
        zone=zone, origin=datetime(2026, 10, 25, tzinfo=zone), days=((sunday, DayGroup.SUNDAY),)
    )
    assert told.bands[-1].end_s + 1 == 25 * HOUR
    assert told.bands[0].end_s + 1 == 13 * HOUR  # 0.50 until 12:00


def test_the_value_column_then_the_priority_then_the_amount_then_the_default() -> None:
    everything = case(value=7.0, priority=5, amount=Decimal(10_000))
    assert (worth(everything).meeting, worth(everything).basis) == (7.0, "value")
    assert worth(replace(everything, value=None)).meeting == 240.0
    assert worth(replace(everything, value=None)).basis == "priority"
    # An agreement that is kept 0.5 x 0.55, less 0.1 without it: 0.175 of 60 % of 10 000, of which a
    # fifth is earned, and 40.
    owed = worth(replace(everything, value=None, priority=None))
    assert owed.meeting == pytest.approx(250.0)
    assert owed.basis == "amount"


def test_a_hundred_times_the_amount_counts_ten_times() -> None:
    small = worth(case(amount=Decimal(1_000))).meeting - 40
    large = worth(case(amount=Decimal(100_000))).meeting - 40
    assert large / small == pytest.approx(10)


def test_the_reference_of_the_parameters_wins_and_none_dampens_nothing() -> None:
    own = replace(PARAMETERS, recovery=replace(PARAMETERS.recovery, reference=2_500.0))
    # sqrt(10 000 x 2 500) = 5 000; x 0.105 x 0.2 + 40.
    amount = case(amount=Decimal(10_000))
    assert worth(amount, parameters=own).meeting == pytest.approx(145.0)
    assert worth(amount, reference=0.0).meeting == pytest.approx(250.0)


def test_who_pays_without_a_visit_is_not_worth_one() -> None:
    # 0.5 x 0.55 is less than 0.4: only what a meeting is worth beside money is left.
    table = replace(PARAMETERS.recovery, without=0.4)
    told = worth(case(amount=Decimal(10_000)), parameters=replace(PARAMETERS, recovery=table))
    assert told.meeting == 40.0


def test_whom_calls_do_not_reach_a_visit_brings_more() -> None:
    # Two calls in vain: the odds of 0.1, 1/9, fall to 0.85 x 0.85 / 9 = 0.080278, a chance of
    # 0.074312; 60 % of 10 000 x (0.275 - 0.074312) x 0.2, and 40.
    owed = case(amount=Decimal(10_000))
    assert worth(owed, history=called(2)).meeting == pytest.approx(280.83, abs=0.01)
    reached = Attempt(borrower_id="C1", when=MIDNIGHT, channel=Channel.CALL, reached=True)
    assert worth(owed, history=[*called(2), reached]).meeting == worth(owed).meeting


def test_several_cases_add_up_and_bear_one_burden() -> None:
    both = worth(case(value=100.0), case("C2", value=50.0))
    # 18:00: 0.36 x 150 - 0.64 x 4.
    assert at(both, 18).value == pytest.approx(51.44)
    owed = worth(case(amount=Decimal(10_000)), case("C2", amount=Decimal(10_000)))
    assert owed.meeting == pytest.approx(2 * 210 + 40)  # a word is clarified once


def test_a_score_of_nothing_is_worth_nothing_and_never_less() -> None:
    assert all(band.value == 0 for band in worth(case(value=0.0)).bands)


def test_waiting_raises_the_worth_up_to_the_limit() -> None:
    # A fifth of 45 days: a fifth of 0.6; at the limit and after it all of it.
    factors = {
        age: worth(case(received=TUESDAY - timedelta(days=age))).ageing
        for age in (0, 9, 45, 100, -3)
    }
    assert factors == {0: 1.0, 9: pytest.approx(1.12), 45: 1.6, 100: 1.6, -3: 1.0}
    assert worth(case(received=TUESDAY - timedelta(days=9))).age_days == 9
    assert worth(case()).age_days is None


def test_the_oldest_case_counts_and_nothing_gains_by_being_put_off() -> None:
    days = tuple((TUESDAY + timedelta(days=n), DayGroup.WEEKDAY) for n in range(2))
    told = worth(
        case(value=100.0, received=TUESDAY - timedelta(days=9)),
        case("C2", value=0.0, received=TUESDAY),
        days=days,
    )
    assert told.age_days == 9
    # 18:00: 0.36 x 100 x (1 + 0.6 x 9/45) - 2.56; a day later a hundredth of it is lost.
    assert at(told, 18).value == pytest.approx(0.36 * 112 - 2.56)
    assert at(told, 42).value == pytest.approx(0.99 * (0.36 * 112 - 2.56))


def test_an_old_small_case_overtakes_a_new_one_of_three_times_the_amount() -> None:
    old = worth(case(amount=Decimal(4_000), received=TUESDAY - timedelta(days=45)))
    new = worth(case(amount=Decimal(12_000), received=TUESDAY))
    assert at(old, 18).value > at(new, 18).value


def test_a_day_that_is_not_preferred_has_its_price() -> None:
    wednesday = ((TUESDAY, DayGroup.WEEKDAY), (date(2026, 11, 25), DayGroup.WEEKDAY))
    told = worth(case(preferred_days=frozenset({2})), days=wednesday)
    assert at(told, 42).value / 0.99 - at(told, 18).value == pytest.approx(4.0)


def test_in_a_confirmed_time_the_rate_of_appointments_counts_and_nothing_outside() -> None:
    nine = (9 * HOUR, 9 * HOUR + 900)
    told = worth(case(value=100.0), appointments=(nine,), history=[visited("NAH", 9)])
    assert told.appointment
    assert [(band.start_s, band.end_s) for band in told.bands] == [nine]
    # The borrower named the place: 0.97 x 0.8 = 0.776; x 100 - 0.224 x 4.
    assert told.bands[0].value == pytest.approx(76.704)


def test_hours_that_failed_fall_and_those_beside_them_rise() -> None:
    before, after = worth(), worth(history=[visited("NAH", 18)])
    assert at(after, 18).met == pytest.approx(chance_of(FAILED * odds_of(0.45)))
    assert at(after, 16).met == pytest.approx(chance_of(NEIGHBOUR * odds_of(0.25)))
    assert at(after, 20).met == pytest.approx(chance_of(NEIGHBOUR * odds_of(0.55)))
    assert at(after, 12.5).met == at(before, 12.5).met


def test_hours_between_two_that_failed_rise_twice_and_tried_ones_do_not() -> None:
    told = worth(history=[visited("NAH", 11), visited("NAH", 15), visited("NAH", 15.5)])
    assert at(told, 12.5).met == pytest.approx(chance_of(NEIGHBOUR**2 * odds_of(0.30)))
    assert at(told, 15).met == pytest.approx(chance_of(FAILED**2 * odds_of(0.25)))
    beside = worth(history=[visited("NAH", 11), visited("NAH", 12.5)])
    assert at(beside, 12.5).met == pytest.approx(chance_of(FAILED * odds_of(0.30)))


def test_after_a_meeting_the_same_hours_rise_and_the_address_is_confirmed() -> None:
    told = worth(history=[visited("PTP", 18)])
    assert at(told, 18).met == pytest.approx(chance_of(MET * odds_of(0.45)))
    assert told.address == 0.97


def test_what_failed_on_a_saturday_says_nothing_of_tuesdays() -> None:
    told = worth(history=[visited("NAH", 18, days_ago=10)])
    assert at(told, 18).met == 0.45
    assert told.address < 0.8


def test_a_holiday_counts_as_what_it_is() -> None:
    told = worth(history=[visited("NAH", 18)], group_of=lambda _: DayGroup.SUNDAY)
    assert at(told, 18).met == 0.45


def test_every_fruitless_visit_lowers_the_odds_of_the_address() -> None:
    twice = worth(history=[visited("NAH", 9), visited("NOTE", 18)])
    assert twice.address == pytest.approx(chance_of(0.85**2 * odds_of(0.8)))
    again = worth(history=[visited("NAH", 9), visited("PTP", 18), visited("NAH", 18)])
    assert again.address == pytest.approx(chance_of(0.85 * odds_of(0.97)))


def test_a_match_of_half_the_score_is_half_as_sure() -> None:
    assert worth(place=replace(PLACE, score=0.5)).address == pytest.approx(0.4)


def test_somebody_else_at_the_door_is_not_the_borrower() -> None:
    assert at(worth(history=[visited("THIRD", 18)]), 18).met < 0.45


@pytest.mark.parametrize("code", ["ACC", "MOVED", "WRONG", "NOTDONE", "UNSAFE", "DECD", "CUST"])
def test_what_did_not_reach_the_door_teaches_nothing(code: str) -> None:
    assert worth(history=[visited(code, 18)]) == worth()


def test_planned_visits_calls_and_other_doors_teach_nothing() -> None:
    planned = visited("", 18)
    other = visited("NAH", 18, place_type=PlaceType.WORK)
    call = Attempt(borrower_id="C1", when=planned.when, channel=Channel.CALL, reached=True)
    assert worth(history=[planned, other, call]) == worth()


def test_the_channel_that_is_due_follows_what_was_tried() -> None:
    assert worth().channel == "call"
    assert worth(history=called(5)).channel == "message"
    assert worth(case(phone_attempts=5, message_attempts=2)).channel == "message"
    assert worth(case(message_attempts=5), history=called(5)).channel == "letter"


def test_the_area_of_the_case_is_looked_up() -> None:
    presence = prior_presence(PARAMETERS)
    cell, rate = next(iter(presence.rates.items()))
    finer = replace(cell, area="North", weekday=1)
    known = replace(presence, rates={**presence.rates, finer: replace(rate, mean=0.9)})
    assert at(worth(case(area="North"), presence=known), 9).met == 0.9
    assert at(worth(case(area="South"), presence=known), 9).met == 0.35


CODES = st.sampled_from(["", *outcome_codes()])
HISTORY = st.lists(
    st.builds(visited, CODES, st.floats(0, 23.9), days_ago=st.integers(1, 60)), max_size=8
)


@given(HISTORY, st.sampled_from(PlaceType), st.floats(0, 1), st.decimals(0, 10**9, places=2))
def test_chances_are_chances_and_no_value_is_negative(
    history: list[Attempt], place_type: PlaceType, score: float, amount: Decimal
) -> None:
    told = worth(
        case(amount=amount), history=history, place_type=place_type,
        place=replace(PLACE, score=score), days=(*DAY, (date(2026, 11, 28), DayGroup.SATURDAY)),
    )  # fmt: skip
    assert 0 <= told.address <= 1
    assert all(0 <= band.met <= 1 and band.value >= 0 for band in told.bands)
    assert all(one.end_s < other.start_s for one, other in pairwise(told.bands))


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2), HISTORY)
def test_who_owes_more_is_worth_more(one: Decimal, other: Decimal, history: list[Attempt]) -> None:
    less, more = (worth(case(amount=amount), history=history) for amount in sorted((one, other)))
    assert all(a.value <= b.value for a, b in zip(less.bands, more.bands, strict=True))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 500))
def test_a_likelier_meeting_is_worth_more(one: float, other: float, score: float) -> None:
    values = []
    for chance in sorted((one, other)):
        table = replace(PARAMETERS.presence, home_weekday=(chance,) * 6)
        own = replace(PARAMETERS, presence=table)
        values.append(worth(case(value=score), parameters=own).bands[0].value)
    assert values == sorted(values)


def test_times_of_the_history_are_those_of_the_clock_at_the_door() -> None:
    # 16:30 in UTC is 18:30 in Helsinki.
    zone = ZoneInfo("Europe/Helsinki")
    told = worth(
        history=[visited("NAH", 16.5)], zone=zone, origin=datetime(2026, 11, 24, tzinfo=zone)
    )
    assert at(told, 18).met == pytest.approx(chance_of(FAILED * odds_of(0.45)))
    assert told.bands[0].start_s == 0
    assert worth(zone=UTC) != told
