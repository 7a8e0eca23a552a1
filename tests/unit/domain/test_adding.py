"""What a visit adds to its route, on the day of ``tests/unit/checking/world.py``."""

from __future__ import annotations

import pytest

from router.domain.adding import added_by
from tests.unit.checking import world

MINUTE = 60


def test_a_visit_adds_its_detour_its_set_up_and_its_service() -> None:
    """In minutes: the way past the visit less the direct one, which is 20 everywhere else.

    v1: home-P1 10 + P1-P2 5 - home-P2 20 = -5; set-up 3, service 20: 18.
    v2: P1-P2 5 + P2-P3 1 - P1-P3 20 = -14; v3 then pays the set-up of 2 itself; service 20: 6.
    v3: P2-P3 1 + P3-P4 5 - P2-P4 20 = -14; service 10: -4.
    v4: P3-P4 5 + P4-home 15 - P3-home 20 = 0; set-up 3, service 15, its wait of 81: 99.
    """
    plan = world.plan()
    found = added_by(plan.problem, plan.routes[0])
    assert {name: one.seconds / MINUTE for name, one in found.items()} == {
        "v1": 18, "v2": 6, "v3": -4, "v4": 99,
    }  # fmt: skip
    assert [found[name].metres for name in ("v1", "v2", "v4")] == [-5000, -14000, 0]


def test_its_cost_is_that_of_the_time_and_of_the_way() -> None:
    plan = world.plan()
    shift = plan.problem.shifts[0]
    found = added_by(plan.problem, plan.routes[0])
    expected = 18 / 60 * shift.cost_per_hour - 5 * shift.cost_per_km
    assert found["v1"].cost == pytest.approx(expected)
