"""An invented portfolio: repeatable, plausible, and silent about the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from router.domain.bands import DayGroup
from router.domain.places import PlaceType, great_circle_m
from router.simulation import PortfolioOptions, World, generate, hangzhou, true_presence
from tests.unit.simulation.days import MONDAY

MANY = PortfolioOptions(stock=3000, arrivals=0, city_spread=0.0)
HOME, WORK = PlaceType.HOME, PlaceType.WORK


@cache
def city(seed: int) -> World:
    """A large city; made once."""
    return generate(seed, MANY)


def test_the_same_seed_gives_the_same_city() -> None:
    options = PortfolioOptions(stock=80, arrivals=5)
    one, other = generate(7, options), generate(7, options)
    assert one.debts == other.debts
    assert one.households == other.households
    assert one.agents == other.agents
    assert generate(8, options).debts != one.debts


def test_another_team_works_in_the_same_city() -> None:
    small, large = (
        generate(3, PortfolioOptions(stock=80, agents=count, saturday=count > 4))
        for count in (4, 9)
    )
    assert [len(small.agents), len(large.agents)] == [4, 9]
    assert {i: debt.case.addresses for i, debt in small.debts.items()} == {
        i: debt.case.addresses for i, debt in large.debts.items()
    }
    assert small.households == large.households


def test_the_stock_is_there_on_the_first_morning_and_more_comes_every_working_day() -> None:
    world = generate(1, PortfolioOptions(stock=100, arrivals=20, days=14))
    sunday, monday = MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)
    assert len(world.cases_on(MONDAY)) == 100
    tuesday = len(world.cases_on(MONDAY + timedelta(days=1)))
    assert tuesday > 100
    assert len(world.cases_on(sunday)) == len(world.cases_on(sunday - timedelta(days=1)))
    assert len(world.cases_on(monday)) > len(world.cases_on(sunday))
    # Thirteen days after the first have nine working days: 180 cases, give or take four
    # deviations of a Poisson number (13.4).
    assert 280 - 54 < len(world.debts) < 280 + 54


def test_debts_grow_older_day_by_day() -> None:
    world = generate(1, PortfolioOptions(stock=20, arrivals=0))
    first = {case.case_id: case.days_overdue for case in world.cases_on(MONDAY)}
    later = {c.case_id: c.days_overdue for c in world.cases_on(MONDAY + timedelta(days=9))}
    assert all(later[case_id] == (days or 0) + 9 for case_id, days in first.items())


def test_presence_averages_to_the_table() -> None:
    # Households are levelled exactly; ten districts of deviation 0.25 move the mean of a city by
    # 0.25 x 0.25 / sqrt(10) = 2 points, and the mean over four cities by half of that.
    found = [true_presence(city(seed)) for seed in range(4)]
    for kind in (HOME, WORK):
        for group in DayGroup:
            for band, due in enumerate(MANY.presence(kind, group)):
                mean = sum(one[kind, group, band] for one in found) / len(found)
                assert mean == pytest.approx(due, abs=0.03)


def test_what_is_assumed_of_all_cities_is_right_for_none() -> None:
    # The same people, and bands that differ from the table by 0.25 on the scale of log-odds: up
    # to 0.25 x 0.25 = 6 points, more in one band of three.
    special = true_presence(generate(2, replace(MANY, city_spread=0.25)))
    gaps = [abs(one - true_presence(city(2))[cell]) for cell, one in special.items()]
    assert 0.02 < sum(gaps) / len(gaps) < 0.06


def test_a_doubled_evening_doubles_presence_from_five_on_and_leaves_the_day_alone() -> None:
    options = PortfolioOptions(stock=3000, arrivals=0, city_spread=0.0, evening=2.0)
    plain, doubled = true_presence(city(2)), true_presence(generate(2, options))
    assert options.presence(HOME, DayGroup.WEEKDAY)[4:] == (0.9, 0.9)  # 0.45 x 2; 1.1 is too much
    for band in range(4):
        cell = (HOME, DayGroup.WEEKDAY, band)
        assert doubled[cell] == pytest.approx(plain[cell])
    evening = (HOME, DayGroup.WEEKDAY, 4)
    assert doubled[evening] == pytest.approx(0.9, abs=0.03)
    late = (WORK, DayGroup.WEEKDAY, 5)
    assert doubled[late] == pytest.approx(0.1, abs=0.02)  # 0.05 x 2


def test_addresses_are_wrong_as_often_as_their_source_says() -> None:
    doors = [door for house in city(3).households.values() for door in house.doors]
    for kind, share in MANY.wrong.items():
        ours = [door for door in doors if door.place_type is kind]
        wrong = sum(not door.right for door in ours) / len(ours)
        # Four deviations of a share of at least 150 doors.
        assert len(ours) > 150
        assert wrong == pytest.approx(share, abs=4 * (share * (1 - share) / len(ours)) ** 0.5)


def test_some_doors_are_remote_and_as_far_away_as_asked() -> None:
    world = city(1)
    remote = [d.case for d in world.debts.values() if d.case.area in MANY.villages]
    assert 0.05 <= len(remote) / len(world.debts) <= 0.10
    for case in remote:
        at = case.addresses[0].coordinate
        assert at is not None
        metres = great_circle_m(MANY.centre, at) * MANY.detour
        assert 30 <= metres / 1000 / MANY.kmh * 60 <= 90


def test_compounds_have_several_doors_in_a_building() -> None:
    cases = city(1).cases_on(MONDAY)
    doors: dict[str, set[str]] = {}
    for case in cases:
        doors.setdefault(case.building, set()).add(case.borrower_id)
    assert max(len(those) for those in doors.values()) >= 5


def test_amounts_are_skewed_and_some_borrowers_owe_twice() -> None:
    cases = city(0).cases_on(MONDAY)
    amounts = sorted(case.amount or Decimal(0) for case in cases)
    median, mean = amounts[len(amounts) // 2], sum(amounts) / len(amounts)
    assert float(median) == pytest.approx(900, rel=0.08)
    assert float(mean) == pytest.approx(900 * 2.718 ** (0.9**2 / 2), rel=0.10)  # lognormal
    borrowers = {case.borrower_id for case in cases}
    assert (len(cases) - len(borrowers)) / len(borrowers) == pytest.approx(0.12, abs=0.02)


def test_the_table_says_nothing_of_the_truth() -> None:
    # Whatever people are like, the planner's table is the same to the letter.
    plain = PortfolioOptions(stock=100, arrivals=3)
    others = (
        {"evening": 2.0}, {"agreement": 0.9}, {"kept": 0.1}, {"shows": 0.2}, {"pays_anyway": 0.9},
        {"household_spread": 2.0}, {"no_access": 0.5}, {"third": 0.6},
    )  # fmt: skip
    last = MONDAY + timedelta(days=27)
    table = generate(9, plain).cases_on(last)
    for change in others:
        other = generate(9, PortfolioOptions(stock=100, arrivals=3, **change))  # type: ignore[arg-type]
        assert other.cases_on(last) == table, change


def test_an_appointment_is_in_the_table_only_from_the_day_on_which_it_was_agreed() -> None:
    world = generate(1, PortfolioOptions(stock=100, arrivals=0, appointments=0.6))
    agreed = [debt for debt in world.debts.values() if debt.agreed is not None]
    assert len(agreed) > 20
    for debt in agreed:
        assert debt.agreed is not None
        assert debt.agreed_on is not None
        assert debt.agreed.appointment is not None
        assert debt.agreed.appointment.day is not None
        assert debt.agreed_on < debt.agreed.appointment.day
        assert debt.agreed.appointment.day.weekday() < 6
        before = {c.case_id: c for c in world.cases_on(debt.agreed_on - timedelta(days=1))}
        after = {c.case_id: c for c in world.cases_on(debt.agreed_on)}
        assert before[debt.case.case_id].appointment is None
        assert after[debt.case.case_id].appointment == debt.agreed.appointment


def test_half_of_the_agents_work_late_and_each_has_a_day_off_for_the_saturday() -> None:
    agents = generate(1, PortfolioOptions(stock=1)).agents
    starts = [agent.shifts[0].start for agent in agents]
    assert starts.count(PortfolioOptions().early[0]) == starts.count(PortfolioOptions().late[0])
    days = [{day for shift in agent.shifts for day in shift.weekdays} for agent in agents]
    assert all(len(those) == 5 for those in days)
    on_duty = [sum(day in those for those in days) for day in range(7)]
    assert on_duty == [5, 5, 5, 5, 5, 5, 0]
    without = generate(1, PortfolioOptions(stock=1, saturday=False)).agents
    assert all(len(a.shifts) == 1 and 5 not in a.shifts[0].weekdays for a in without)


def test_a_city_in_china_has_its_zone_and_its_names() -> None:
    world = generate(1, hangzhou(stock=30, arrivals=0))
    assert str(world.zone) == "Asia/Shanghai"
    assert {case.area for case in world.cases_on(MONDAY)} <= {
        *hangzhou().districts, *hangzhou().villages
    }  # fmt: skip


def test_holidays_are_days_off_without_new_cases() -> None:
    holiday = date(2026, 11, 25)
    options = PortfolioOptions(stock=10, arrivals=20, days=7, holidays=frozenset({holiday}))
    world = generate(1, options)
    assert all(debt.case.received != holiday for debt in world.debts.values())
    assert all(holiday in agent.days_off for agent in world.agents)


@pytest.mark.parametrize(
    "wrong", [{"days": 0}, {"kept": 1.5}, {"evening": 0.0}, {"villages": ()}, {"arrivals": -1.0}]
)
def test_options_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"portfolio|between|evening|villages"):
        PortfolioOptions(**wrong)  # type: ignore[arg-type]
