"""Policies to compare with: lawful orders that can be kept, made as a dispatcher makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from router.domain.problem import Meeting, Problem
from router.errors import InputError
from router.simulation import (
    Facts,
    Orders,
    PortfolioOptions,
    World,
    clusters,
    facts_of,
    generate,
    longest_overdue,
    manual_order,
)
from router.simulation.reach import gets_home, go_on, set_out
from tests.unit.simulation.days import HOUR, MONDAY, offered, timed

WORLD = generate(11, PortfolioOptions(stock=400, arrivals=10, appointments=0.2))


def by_overdue(world: World, problem: Problem) -> Orders:
    return longest_overdue(problem, facts_of(problem, world.cases_on(MONDAY)), MONDAY)


@pytest.mark.parametrize("number", range(6))
def test_every_order_can_be_kept_as_it_stands(number: int) -> None:
    # `timed` fails if the checker finds anything, or if an order cannot be kept.
    day = MONDAY + timedelta(days=number)
    problem = offered(WORLD, day)
    facts = facts_of(problem, WORLD.cases_on(day))
    for orders in (longest_overdue(problem, facts, day), clusters(problem, day)):
        routes = timed(problem, orders)
        assert sum(len(route.visit_ids) for route in routes) > 40


def test_an_appointment_that_somebody_can_keep_is_kept() -> None:
    kept, due = 0, 0
    for number in range(6):
        day = MONDAY + timedelta(days=number)
        problem = offered(WORLD, day)
        appointed = {visit.visit_id for visit in problem.visits if visit.mandatory}
        for orders in (by_overdue_on(problem, number), clusters(problem, day)):
            made = {visit_id for order in orders.values() for visit_id in order}
            kept, due = kept + len(appointed & made), due + len(appointed)
    assert due > 20
    # All but those that end after the shifts of a Saturday or far out of town.
    assert kept / due > 0.9


def by_overdue_on(problem: Problem, number: int) -> Orders:
    day = MONDAY + timedelta(days=number)
    return longest_overdue(problem, facts_of(problem, WORLD.cases_on(day)), day)


def test_by_hand_each_agent_has_one_district_and_the_usual_number_with_spares() -> None:
    problem = offered(WORLD)
    facts = facts_of(problem, WORLD.cases_on(MONDAY))
    appointed = {visit.visit_id for visit in problem.visits if visit.mandatory}
    orders = by_overdue(WORLD, problem)
    assert len(orders) == len(problem.shifts)
    for order in orders.values():
        assert len(order) <= 15
        areas = [facts[one].area for one in order if one not in appointed]
        assert len(set(areas)) == 1  # forty cases to a district are enough for a list


def test_by_hand_the_longest_overdue_of_a_district_go_first() -> None:
    problem = offered(WORLD)
    facts = facts_of(problem, WORLD.cases_on(MONDAY))
    orders = by_overdue(WORLD, problem)
    made = {visit_id for order in orders.values() for visit_id in order}
    open_: dict[str, list[str]] = {}
    windowed = {visit.visit_id for visit in problem.visits if visit.windows}
    for visit in problem.visits:
        if visit.visit_id not in windowed and not visit.mandatory:
            open_.setdefault(facts[visit.visit_id].area, []).append(visit.visit_id)
    for order in orders.values():
        ours = [one for one in order if one not in windowed]
        area = facts[ours[0]].area
        least = min(facts[one].days_overdue for one in ours)
        longer = [one for one in open_[area] if facts[one].days_overdue > least]
        # Of one borrower with two cases only one is visited.
        borrowers = {v.visit_id: v.group for v in problem.visits}
        met = {borrowers[one] for one in made}
        assert all(borrowers[one] in met for one in longer)


def test_by_hand_a_short_list_is_filled_from_the_next_district() -> None:
    problem = offered(WORLD)
    alone = replace(problem, shifts=problem.shifts[:1])
    facts = {
        visit.visit_id: Facts(area="one" if number < 3 else "other", days_overdue=500 - number)
        for number, visit in enumerate(alone.visits)
    }
    orders = longest_overdue(alone, facts, usual=4, spare=0)
    assert sum(map(len, orders.values())) == 4


def test_clusters_go_to_the_next_door_until_the_shift_is_full() -> None:
    problem = offered(WORLD)
    routes = timed(problem, clusters(problem))
    assert len(routes) == len(problem.shifts)
    full = [route.end_s > shift.latest_s - 1.5 * HOUR
            for route, shift in zip(routes, problem.shifts, strict=True)]  # fmt: skip
    assert sum(full) >= len(full) - 2  # a cluster may be small


def test_clusters_are_the_same_every_time() -> None:
    problem = offered(WORLD)
    assert clusters(problem) == clusters(problem)


def test_two_who_must_meet_are_left_to_others() -> None:
    problem = offered(WORLD)
    one, other = (visit.visit_id for visit in problem.visits[:2])
    pair = replace(problem, meetings=(Meeting(first=one, second=other),))
    for orders in (by_overdue(WORLD, pair), clusters(pair)):
        assert not {one, other} & {visit_id for order in orders.values() for visit_id in order}


def test_nothing_to_do_and_nobody_to_do_it_are_no_orders() -> None:
    problem = offered(WORLD)
    nothing, nobody = replace(problem, visits=()), replace(problem, shifts=())
    for empty in (nothing, nobody):
        assert not clusters(empty)
        assert not by_overdue(WORLD, empty)


def test_a_dispatcher_reckons_with_the_break_and_the_way_home() -> None:
    problem = offered(WORLD)
    shift = replace(problem.shifts[0], latest_s=problem.shifts[0].earliest_s + 60)
    assert not gets_home(problem, shift, set_out(shift))  # the break alone is 45 minutes
    far = go_on(problem, shift, set_out(shift), problem.visits[0])
    assert far is None or not gets_home(problem, shift, far)


def test_an_order_by_hand_is_read_and_kept(tmp_path: Path) -> None:
    problem = offered(WORLD)
    orders = clusters(problem)
    agent, order = next(iter(orders.items()))
    file = tmp_path / "order.csv"
    rows = [f"{MONDAY},{agent},{one}" for one in order]
    rows += [f"{MONDAY},{agent},C99999", f"{MONDAY + timedelta(days=1)},{agent},{order[0]}"]
    rows += [f"{MONDAY},{agent},{order[0]}", f"{MONDAY},NOBODY,{order[0]}"]
    file.write_text("\n".join(["day,agent_id,case_id", *rows]), "utf-8")
    assert manual_order(file, problem, MONDAY) == {agent: order}


def test_of_an_order_by_hand_what_cannot_be_reached_is_left_out(tmp_path: Path) -> None:
    problem = offered(WORLD)
    agent = problem.shifts[0].agent_id
    rows = [f"{MONDAY},{agent},{visit.visit_id}" for visit in problem.visits[:60]]
    file = tmp_path / "order.csv"
    file.write_text("\n".join(["day,agent_id,case_id", *rows]), "utf-8")
    orders = manual_order(file, problem, MONDAY)
    assert 3 < len(orders[agent]) < 60
    timed(problem, orders)


def test_every_fault_of_an_order_by_hand_is_told_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "order.csv"
    file.write_text("day,agent_id,case_id\n24.11.,A1,C00001\n2026-11-23,,C00002\n", "utf-8")
    with pytest.raises(InputError) as caught:
        manual_order(file, offered(WORLD), MONDAY)
    assert [(f.row, f.column) for f in caught.value.faults] == [(2, "day"), (3, "agent_id")]
    file.write_text("day,case_id\n", "utf-8")
    with pytest.raises(InputError) as caught:
        manual_order(file, offered(WORLD), MONDAY)
    assert [fault.column for fault in caught.value.faults] == ["agent_id"]
    with pytest.raises(InputError):
        manual_order(tmp_path / "none.csv", offered(WORLD), MONDAY)


def test_fewer_doors_than_agents_are_shared_out_once() -> None:
    problem = offered(WORLD)
    one = replace(problem, visits=tuple(v for v in problem.visits if not v.mandatory)[:1])
    orders = clusters(one, MONDAY)
    assert [visit_id for order in orders.values() for visit_id in order] == [one.visits[0].visit_id]
