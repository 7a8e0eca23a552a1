"""A problem by index: who may, what it costs more, what excludes what, and the price of nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from router.domain.matrix import TravelMatrix
from router.domain.problem import Reference, ValueBand
from router.solving.legs import FAR, Legs
from router.solving.prepared import Prepared
from tests.scenarios.streets import HOUR, day, shift, street, visit

EVENING = (ValueBand(start_s=12 * HOUR, end_s=16 * HOUR, value=150.0),)


def test_options_of_a_visit_and_visits_of_a_group_share_a_key() -> None:
    visits = [
        visit(1),
        visit(2, value_bands=EVENING),
        visit(3, group="g", value_bands=EVENING),
        visit(4, group="g"),
    ]
    prepared = Prepared(day(visits, [shift()]))
    assert prepared.visit_of == [0, 1, 1, 2, 2, 3]
    assert prepared.options_of == [[0], [1, 2], [3, 4], [5]]
    assert prepared.exclusive == [-1, 0, 0, 1, 1, 1]


def test_a_gain_is_what_is_saved_by_not_leaving_out() -> None:
    # Left out: the best band's 150 and 7 for dropping it. Before noon 50 of that are lost.
    planned = Reference(agent_id="bo", start_s=9 * HOUR, drop_price=7.0)
    prepared = Prepared(day([visit(1, value_bands=EVENING, reference=planned)], [shift()]))
    assert prepared.gain == [157.0, 107.0]
    assert prepared.nothing == 157.0


def test_a_mandatory_visit_gains_more_than_everything_else_costs() -> None:
    prepared = Prepared(day([visit(1, mandatory=True), visit(2)], [shift()]))
    assert prepared.gain[0] == 100.0 + prepared.dearest
    assert prepared.dearest > 200.0 + 8 * 30.0


def test_surcharges_are_for_others_than_the_preferred_and_the_planned_agent() -> None:
    liked = visit(1, preferred_agents=frozenset({"bo"}), other_agent_price=4.0)
    planned = visit(2, reference=Reference(agent_id="ann", start_s=0, agent_price=6.0))
    both = visit(3, preferred_agents=frozenset({"bo"}), other_agent_price=4.0,
                 reference=Reference(agent_id="cy", start_s=0, agent_price=6.0))  # fmt: skip
    prepared = Prepared(day([liked, planned, both], [shift("ann"), shift("bo")]))
    assert prepared.surcharge == [[4.0, 0.0, 10.0], [0.0, 6.0, 6.0]]


def test_locks_skills_agents_load_and_time_tell_who_may() -> None:
    evening = visit(6, windows=((15 * HOUR, 16 * HOUR),))
    visits = [
        visit(1, locked_shift="bo"),
        visit(2),
        visit(3, skills=frozenset({"key"})),
        visit(4, excluded_agents=frozenset({"bo"})),
        visit(5, load=3),
        evening,
    ]
    shifts = [
        shift("ann", locked_visits=("v2",), skills=frozenset({"key"}), capacity=2),
        # Until 15:05 there is no time for a visit of ten minutes from 15:00.
        shift("bo", latest_s=15 * HOUR + 300),
    ]
    assert Prepared(day(visits, shifts)).allowed == [
        [False, True, True, True, False, True],
        [True, False, False, False, True, False],
    ]


def test_a_visit_locked_to_one_shift_and_named_by_another_is_for_nobody() -> None:
    visits = [visit(1, locked_shift="bo")]
    prepared = Prepared(day(visits, [shift("ann", locked_visits=("v1",)), shift("bo")]))
    assert prepared.plannable == [False]


def test_shifts_are_of_one_kind_only_if_they_cost_the_same_for_every_visit() -> None:
    liked = visit(1, preferred_agents=frozenset({"bo"}), other_agent_price=4.0)
    shifts = [shift("ann"), shift("bo"), shift("cy")]
    assert Prepared(day([liked], shifts)).kind == [0, 1, 0]
    assert Prepared(day([visit(1)], shifts)).kind == [0, 0, 0]


def test_a_matrix_in_which_nothing_changes_is_not_copied() -> None:
    matrix = street()
    assert Legs.of(matrix, with_open_end=False).seconds_table is matrix.duration_s


def test_no_way_is_far_and_an_open_end_is_reached_at_once() -> None:
    matrix = TravelMatrix(np.array([[0, -1], [5, 0]]), np.array([[0, -1], [50, 0]]))
    legs = Legs.of(matrix, with_open_end=True)
    assert legs.seconds_table.tolist() == [[0, FAR, 0], [5, 0, 0], [0, 0, 0]]
    assert (legs.metres[1, 0], legs.seconds[0, 1]) == (50, FAR)


def test_the_price_of_balance_counts_in_what_a_plan_may_cost() -> None:
    # One shift of 8 hours: 64 squared hours.
    problem = day([visit(1)], [shift()])
    difference = Prepared(replace(problem, balance_price=2.0)).dearest - Prepared(problem).dearest
    assert difference == pytest.approx(128.0)
