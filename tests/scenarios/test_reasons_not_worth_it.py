"""A visit that costs more than it is worth is left out for the money, with both amounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_cost_and_value_are_said() -> None:
    # 50 minutes at 1 a minute, 40 km at 0.5, and 7 for the shift: 50 + 20 + 7 = 77.
    (reason,) = explain(town((visit("v1", 1, value=70.0),), {}, shift()), [])
    assert reason.code == "NOT_WORTH_IT"
    assert reason.detail == (
        "Aino has room for it on an empty route (route 08:00-08:50) for 77.00 more, "
        "it is worth 70.00."
    )
    assert reason.refusals[0].extra_cost == pytest.approx(77.0)


def test_on_a_route_only_the_detour_counts() -> None:
    # v1 and v2 are neighbours (0 minutes): ten minutes of service are all that v2 adds.
    first, case = visit("v1", 1), visit("v2", 1, value=9.0)
    (reason,) = explain(town((first, case), {}, shift()), [in_order("s1", first)])
    assert reason.code == "NOT_WORTH_IT"
    assert reason.refusals[0].extra_cost == pytest.approx(10.0)


def test_what_costs_as_much_as_it_is_worth_is_not_worth_it() -> None:
    (reason,) = explain(town((visit("v1", 1, value=77.0),), {}, shift()), [])
    assert reason.code == "NOT_WORTH_IT"


def test_overtime_is_part_of_the_price() -> None:
    # Shift until 40, back at 50: ten minutes at 2 on top.
    (reason,) = explain(
        town((visit("v1", 1, value=80.0),), {}, shift(hours=(0, 40), overtime=20)), []
    )
    assert reason.refusals[0].extra_cost == pytest.approx(97.0)


def test_money_never_keeps_a_mandatory_visit_out() -> None:
    case = replace(visit("v1", 1, value=0.0), mandatory=True)
    (reason,) = explain(town((case,), {}, shift()), [])
    assert reason.code == "SEARCH_LIMIT"
    assert "it has to be made" in reason.detail


def test_of_two_agents_the_cheaper_is_named() -> None:
    near = replace(shift("s2"), fixed_cost=0.0)
    (reason,) = explain(town((visit("v1", 1, value=10.0),), {}, shift(), near), [])
    assert reason.detail.startswith("Nearest of 2 agents on duty: Eero has room")
