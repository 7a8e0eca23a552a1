"""A visit that fits is weighed with all that making it, there and then, costs and saves."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from router.domain.problem import Reference, ValueBand, Visit
from tests.unit.checking.world import MINUTE, shift, town, visit

# There and back alone: 50 minutes at 1, 40 kilometres at 0.5, 7 for the day: 77.


def explained(case: Visit, *, balance_price: float = 0.0) -> tuple[str, str]:
    problem = replace(town((case,), {}, shift()), balance_price=balance_price)
    (reason,) = explain(problem, [])
    return reason.code, reason.detail


def test_the_better_band_is_waited_for() -> None:
    # Worth 60 in the morning, 90 from 16:00 (480) on, when the shift ends; 40 from 12:00 on. The
    # best it can be is 90, of which 30 are lost in the morning: 107 against 90.
    case = visit("v1", 1, value=60.0)
    evening = ValueBand(start_s=480 * MINUTE, end_s=600 * MINUTE, value=90.0)
    noon = ValueBand(start_s=240 * MINUTE, end_s=479 * MINUTE, value=40.0)
    code, detail = explained(replace(case, value_bands=(noon, evening)))
    assert (code, "for 107.00 more, it is worth 90.00" in detail) == ("NOT_WORTH_IT", True)
    # With the band from 15:00 (420) on it can be made then, for 77.
    early = replace(evening, start_s=420 * MINUTE)
    noon = replace(noon, end_s=419 * MINUTE)
    code, detail = explained(replace(case, value_bands=(noon, early)))
    assert (code, "for 77.00 more, it is worth 90.00" in detail) == ("SEARCH_LIMIT", True)


def test_an_agent_who_is_not_preferred_costs_more() -> None:
    case = replace(visit("v1", 1, value=80.0), preferred_agents=frozenset({"a9"}))
    assert explained(case)[0] == "SEARCH_LIMIT"
    code, detail = explained(replace(case, other_agent_price=5.0))
    assert (code, "for 82.00 more" in detail) == ("NOT_WORTH_IT", True)


def test_breaking_a_promise_counts_on_both_sides() -> None:
    # Promised for 06:00: another time costs 4, another agent 6; not to come at all costs 20.
    before = Reference(
        agent_id="a9",
        start_s=-120 * MINUTE,
        agent_price=6.0,
        time_price=4.0,
        drop_price=20.0,
    )
    case = replace(visit("v1", 1, value=66.0), reference=before)
    code, detail = explained(case)
    assert code == "NOT_WORTH_IT"
    assert detail.endswith("for 87.00 more, it is worth 66.00, and 20.00 as it was planned before.")
    assert explained(replace(case, value=68.0))[0] == "SEARCH_LIMIT"


def test_a_long_route_costs_balance() -> None:
    # 50 minutes are 5/6 of an hour: 36 money per squared hour are 25.
    case = visit("v1", 1, value=90.0)
    code, detail = explained(case, balance_price=36.0)
    assert (code, "for 102.00 more" in detail) == ("NOT_WORTH_IT", True)
