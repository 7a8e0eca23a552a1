"""A day as it is played: one world for all policies, nothing unlawful, nothing told too soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from router.domain.places import PlaceType
from router.domain.problem import Meeting, Problem
from router.domain.route import Route
from router.simulation import (
    DayPlayed,
    Offer,
    PortfolioOptions,
    World,
    clusters,
    facts_of,
    generate,
    longest_overdue,
    paid_by,
    play_day,
    told,
)
from router.simulation.doors import knock
from router.simulation.presence import band_of_hours, day_group, door_presence
from tests.unit.simulation.days import HOUR, MONDAY, offered, timed

WORLD = generate(21, PortfolioOptions(stock=500, arrivals=0))
CALM = {"travel_spread": 0.0, "service_spread": 0.0}


def by_clusters(problem: Problem) -> tuple[Route, ...]:
    return timed(problem, clusters(problem))


def at(clock: time, *, days: int = 0, world: World = WORLD) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=days), clock, tzinfo=world.zone)


def test_the_same_routes_end_the_same_way() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    assert play_day(WORLD, problem, routes, MONDAY) == play_day(WORLD, problem, routes, MONDAY)


def test_two_policies_that_knock_in_the_same_hours_meet_the_same_people() -> None:
    problem = offered(WORLD)
    facts = facts_of(problem, WORLD.cases_on(MONDAY))
    first = play_day(WORLD, problem, by_clusters(problem), MONDAY)
    byhand = longest_overdue(problem, facts, usual=30)
    other = play_day(WORLD, problem, timed(problem, byhand), MONDAY)
    there = {
        (one.visit_id, band_of_hours(problem.instant(one.start_s).time())): one.code
        for one in first.visits
        if one.made and not one.appointment
    }
    shared = [
        (one.code, there[key])
        for one in other.visits
        if (key := (one.visit_id, band_of_hours(problem.instant(one.start_s).time()))) in there
        and one.made
        and not one.appointment
    ]
    assert len(shared) > 8
    assert all(one == other for one, other in shared)


def test_who_is_met_does_not_depend_on_the_other_routes() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    everybody = play_day(WORLD, problem, routes, MONDAY)
    alone = [play_day(WORLD, problem, [route], MONDAY) for route in routes]
    assert {one for day in alone for one in day.visits} == set(everybody.visits)


@pytest.mark.parametrize("seed", range(3))
def test_no_service_lies_outside_its_legal_hours_however_slow_the_way(seed: int) -> None:
    # Travel takes e^0.8 or more times as long in one hour of six, and hours are short.
    world = generate(seed, PortfolioOptions(stock=300, arrivals=0, travel_spread=0.8,
                                            service_spread=0.8, appointments=0.3))  # fmt: skip
    legal = (11 * HOUR, 18 * HOUR)
    too_late = 0
    for number in range(3):
        day = MONDAY + timedelta(days=number)
        problem = offered(world, day, legal=legal)
        by_id = {visit.visit_id: visit for visit in problem.visits}
        played = play_day(world, problem, by_clusters(problem), day)
        too_late += sum(not one.made for one in played.visits)
        for one in played.visits:
            if one.made:
                windows = by_id[one.visit_id].windows
                assert legal[0] <= one.start_s
                assert one.start_s + 20 * 60 <= legal[1]
                assert one.end_s <= legal[1]
                assert not windows or any(a <= one.start_s <= b for a, b in windows)
    assert too_late > 0


def test_an_agent_never_works_far_beyond_the_shift() -> None:
    problem = offered(WORLD)
    played = play_day(WORLD, problem, by_clusters(problem), MONDAY)
    # Knowingly 15 minutes; a last meeting and the way home may take longer than expected.
    assert all(agent.late_s < 3600 for agent in played.agents)


def test_the_time_of_an_agent_adds_up() -> None:
    problem = offered(WORLD)
    played = play_day(WORLD, problem, by_clusters(problem), MONDAY)
    for one in played.agents:
        parts = one.travel_s + one.service_s + one.setup_s + one.wait_s + one.break_s
        assert parts == one.paid_s
        assert one.cost == pytest.approx(one.paid_s / 120 + one.distance_m / 1000 * 0.3)
        ours = [v for v in played.visits if v.shift_id == one.shift_id]
        assert sum(v.end_s - v.start_s for v in ours) == one.service_s


def test_breaks_are_taken_where_they_are_planned() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    played = {one.shift_id: one for one in play_day(WORLD, problem, routes, MONDAY).agents}
    for route in routes:
        inside = [r for r in route.breaks if route.start_s <= r.start_s < route.end_s]
        if played[route.shift_id].end_s > max((r.end_s for r in inside), default=0):
            assert played[route.shift_id].break_s == 45 * 60 * len(inside)


def test_a_met_borrower_takes_twenty_minutes_and_a_missed_one_five() -> None:
    world = generate(21, PortfolioOptions(stock=500, arrivals=0, **CALM))  # type: ignore[arg-type]
    problem = offered(world)
    played = play_day(world, problem, by_clusters(problem), MONDAY)
    for one in played.visits:
        if one.made:
            assert one.end_s - one.start_s == (20 * 60 if one.met else 5 * 60)


def test_every_case_of_a_planned_visit_has_one_outcome() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    played = play_day(WORLD, problem, routes, MONDAY)
    planned = Counter(visit_id for route in routes for visit_id in route.visit_ids)
    assert Counter(outcome.case_id for outcome in played.outcomes) == planned
    codes = {one.visit_id: one.code for one in played.visits}
    assert all(outcome.code == codes[outcome.case_id] for outcome in played.outcomes)
    assert all(outcome.agent_id and outcome.when.utcoffset() for outcome in played.outcomes)


def test_routes_of_other_days_are_not_walked() -> None:
    problem = offered(WORLD)
    tomorrow = MONDAY + timedelta(days=1)
    assert play_day(WORLD, problem, by_clusters(problem), tomorrow) == DayPlayed(day=tomorrow)


def test_a_patient_agent_waits_for_hours_that_are_worth_it_and_a_hasty_one_does_not() -> None:
    # One door next to the start: planned at 17:00, where it is worth 500 more than at noon; an
    # agent who is there at 16:30 and costs 30 an hour gains by waiting.
    problem = offered(WORLD, evening_value=600.0)
    visit, shift = problem.visits[0], problem.shifts[0]
    shift = replace(shift, breaks=(), earliest_s=9 * HOUR, latest_s=20 * HOUR)
    visit = replace(visit, windows=((17 * HOUR, 18 * HOUR),), group="", mandatory=False)
    planned = replace(problem, visits=(visit,), shifts=(shift,))
    (route,) = timed(planned, {shift.shift_id: (visit.visit_id,)})
    early = replace(route, start_s=route.start_s - 1800)
    asked = replace(planned, visits=(replace(visit, windows=()),))
    patient = play_day(WORLD, asked, [early], MONDAY).visits[0]
    hasty = play_day(WORLD, asked, [early], MONDAY, patient=False).visits[0]
    assert hasty.start_s < patient.start_s == 17 * HOUR
    cheap = replace(visit, windows=(), value_bands=(replace(visit.value_bands[0], value=101.0),))
    asked = replace(planned, visits=(cheap,))
    assert play_day(WORLD, asked, [early], MONDAY).visits[0].start_s == hasty.start_s


def test_two_who_meet_start_together() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    first, second = routes[0].visit_ids[2], routes[1].visit_ids[2]
    pair = replace(problem, meetings=(Meeting(first=first, second=second),))
    played = play_day(WORLD, pair, routes, MONDAY)
    starts = {v.visit_id: v.start_s for v in played.visits if v.visit_id in (first, second)}
    assert starts[first] == starts[second]
    assert [outcome.case_id for outcome in played.outcomes].count(second) == 0  # told once
    assert [v.visit_id for v in played.visits if v.companion] == [second]
    once = [v.visit_id for v in played.conversations]
    assert first in once
    assert len(once) == len(played.visits) - 1


def test_who_waits_for_somebody_who_does_not_come_goes_on() -> None:
    problem = offered(WORLD)
    routes = by_clusters(problem)
    here = routes[0].visit_ids[2]
    elsewhere = next(v.visit_id for v in problem.visits if v.visit_id not in
                     {one for route in routes for one in route.visit_ids})  # fmt: skip
    pair = replace(problem, meetings=(Meeting(first=here, second=elsewhere),))
    played = play_day(WORLD, pair, routes, MONDAY)
    assert next(v for v in played.visits if v.visit_id == here).code == "NOTDONE"
    assert sum(v.made for v in played.visits) > 20


def knocks(world: World, clock: time, *, confirmed: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    for case in world.cases_on(MONDAY):
        came = knock(world, [case], at=None, when=at(clock, world=world), confirmed=confirmed,
                     earlier=())  # fmt: skip
        found[came.code] += 1
        found["met"] += came.met
        found["promised"] += came.kept is not None
        found["kept"] += bool(came.kept)
    return found


def test_what_happens_at_many_doors_is_as_frequent_as_the_options_say() -> None:
    options = PortfolioOptions(stock=3000, arrivals=0, no_access=0.0)
    world = generate(3, options)
    found = knocks(world, time(17, 30))
    homes = [(house, house.doors[0]) for house in world.households.values()]
    right = sum(door.right for _, door in homes) / len(homes)
    group = day_group(MONDAY, options)
    there = [
        door_presence(world.ways, house.life, PlaceType.HOME, group, 4, door.own)
        for house, door in homes
    ]
    met = found["met"] / 3000
    assert met == pytest.approx(right * sum(there) / len(there), abs=0.03)
    agreed = sum(found[code] for code in options.agreed) / found["met"]
    assert agreed == pytest.approx(0.50, abs=0.05)
    assert found["kept"] / found["promised"] == pytest.approx(0.55, abs=0.06)
    assert found["THIRD"] > 0.1 * (1 - met) * right * 3000
    wrong = (found["WRONG"] + found["MOVED"]) / (3000 * (1 - right))
    assert wrong == pytest.approx(0.70, abs=0.05)


def test_a_confirmed_borrower_is_there_four_times_out_of_five() -> None:
    world = generate(3, PortfolioOptions(stock=3000, arrivals=0))
    right = sum(house.doors[0].right for house in world.households.values())
    share = knocks(world, time(14), confirmed=True)["met"] / 3000
    assert share == pytest.approx(0.8 * right / len(world.households), abs=0.03)


def test_a_promise_that_will_be_broken_looks_like_any_other() -> None:
    world = generate(3, PortfolioOptions(stock=800, arrivals=0))
    kept: dict[bool, list[tuple[bool, bool]]] = {True: [], False: []}
    for case in world.cases_on(MONDAY):
        when = at(time(18), world=world)
        came = knock(world, [case], at=None, when=when, confirmed=True, earlier=())
        if came.kept is not None:
            (outcome,) = came.outcomes([case], when, when, "A1")
            kept[came.kept].append((outcome.until is None, outcome.amount is None))
            assert bool(came.payments([case])) == came.kept
    assert set(kept[True]) == set(kept[False]) == {(False, False)}


def weeks(world: World, days: int) -> list[DayPlayed]:
    """Some days of clusters; who was visited is not visited again."""
    played: list[DayPlayed] = []
    gone: set[str] = set()
    for number in range(days):
        day = MONDAY + timedelta(days=number)
        cases = [case for case in world.cases_on(day) if case.borrower_id not in gone]
        problem = offered(world, day, cases)
        played.append(play_day(world, problem, by_clusters(problem), day, earlier=played))
        gone |= {outcome.borrower_id for outcome in played[-1].outcomes}
    return played


def test_nothing_is_told_before_it_is_known() -> None:
    played = weeks(WORLD, 3)
    noon = at(time(12), days=1)
    known = told(WORLD, played, noon)
    assert {one.when.date() for one in known.outcomes} == {MONDAY, MONDAY + timedelta(days=1)}
    assert all(one.when <= noon for one in known.outcomes)
    assert all(one.when <= noon for one in known.payments)
    assert all(one.since <= noon for one in known.appointments)
    later = told(WORLD, played, at(time(12), days=40))
    assert len(later.payments) > len(known.payments)
    assert set(known.payments) <= set(later.payments)


def test_nobody_pays_more_than_is_owed_and_visits_bring_more_than_none() -> None:
    played = weeks(WORLD, 4)
    end = at(time(12), days=90)
    paid, anyway = paid_by(WORLD, played, end), paid_by(WORLD, [], end)
    totals: Counter[str] = Counter()
    for one in paid:
        totals[one.case_id] += one.amount or Decimal(0)  # type: ignore[assignment]
    assert all(total <= (WORLD.debts[i].case.amount or 0) for i, total in totals.items())
    # A twelfth pays without any visit: of 500, those whose day still comes.
    assert 15 < len(anyway) < 75
    assert sum(totals.values()) > sum(one.amount or 0 for one in anyway)


def test_what_is_paid_without_visits_does_not_depend_on_the_policy() -> None:
    end = at(time(12), days=90)
    visited = {one.case_id for day in weeks(WORLD, 2) for one in day.outcomes}
    with_visits = paid_by(WORLD, weeks(WORLD, 2), end)
    without = paid_by(WORLD, [], end)
    untouched = [one for one in with_visits if one.case_id not in visited]
    assert untouched == [one for one in without if one.case_id not in visited]


def test_a_call_reaches_some_and_brings_some_money_later() -> None:
    world = generate(3, PortfolioOptions(stock=2000, arrivals=0, pays_after_call=0.5))
    problem = offered(world)
    ids = [case.case_id for case in world.cases_on(MONDAY)]
    played = play_day(world, problem, (), MONDAY, calls=ids)
    reached = sum(one.reached for one in played.approaches)
    assert reached / 2000 == pytest.approx(0.35, abs=0.05)
    assert len(played.payments) / reached == pytest.approx(0.5, abs=0.08)
    assert all(one.when.date() > MONDAY for one in played.payments)


def offers(world: World, ids: Sequence[str]) -> list[Offer]:
    start, end = at(time(18), days=1, world=world), at(time(18, 30), days=1, world=world)
    return [Offer(case_id=case_id, start=start, end=end) for case_id in ids]


def test_who_accepts_a_time_is_there_more_often_than_on_a_cold_visit() -> None:
    world = generate(3, PortfolioOptions(stock=300, arrivals=0))
    ids = [case.case_id for case in world.cases_on(MONDAY) if not case.windows]
    played = play_day(world, offered(world), (), MONDAY, offers=offers(world, ids))
    accepted = [one.case_id for one in played.replies if one.answer == "confirmed"]
    right = sum(world.households[world.debts[i].case.borrower_id].doors[0].right for i in ids)
    assert len(accepted) == pytest.approx(0.5 * right, abs=30)
    known = told(world, [played], at(time(6), days=1, world=world))
    assert {one.case_id for one in known.appointments if one.state == "confirmed"} == set(accepted)
    day = MONDAY + timedelta(days=1)
    cases = [case for case in world.cases_on(day) if case.case_id in accepted]
    problem = offered(world, day, [replace(case, appointment=None) for case in cases])
    problem = replace(problem, visits=tuple(
        replace(visit, windows=((18 * HOUR, 18 * HOUR + 1800),), mandatory=False)
        for visit in problem.visits))  # fmt: skip
    kept = play_day(world, problem, by_clusters(problem), day, earlier=[played])
    made = [one for one in kept.visits if one.made]
    assert made
    assert all(one.appointment for one in made)
