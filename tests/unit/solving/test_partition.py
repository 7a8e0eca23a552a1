"""Areas: disjoint, complete, and what belongs together stays together."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from router.solving.partition import areas
from router.solving.prepared import Prepared
from tests.scenarios.streets import day, shift, visit

SHIFTS = [shift(name) for name in "abcd"]
DAY = day([visit(n) for n in range(1, 12)], SHIFTS)
# By shift; option n is visit n + 1, as each visit has one. Visits 9 to 11 are absent.
PLAN = {0: [0, 1], 1: [2, 3], 2: [4, 5], 3: [6, 7]}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_shift_and_every_option_is_in_one_part(seed: int, count: int) -> None:
    parts = areas(Prepared(DAY), PLAN, count, random.Random(seed))
    assert sorted(s for part in parts for s in part.shifts) == [0, 1, 2, 3]
    assert sorted(o for part in parts for o in part.options) == list(range(11))
    assert len(parts) <= count


@pytest.mark.parametrize("seed", range(20))
def test_without_a_plan_shifts_are_shared_out(seed: int) -> None:
    parts = areas(Prepared(DAY), {}, 2, random.Random(seed))
    assert sorted(len(part.shifts) for part in parts) == [2, 2]


@pytest.mark.parametrize("seed", range(20))
def test_rivals_of_a_planned_visit_are_where_it_is(seed: int) -> None:
    # Visit 1 is planned on the first shift; its rival 11 lies at the other end of the street.
    grouped = replace(
        DAY,
        visits=tuple(
            replace(v, group="g") if v.visit_id in ("v1", "v11") else v for v in DAY.visits
        ),
    )
    parts = areas(Prepared(grouped), PLAN, 2, random.Random(seed))
    (part,) = [part for part in parts if 10 in part.options]
    assert 0 in part.shifts


@pytest.mark.parametrize("seed", range(20))
def test_absent_visits_of_an_order_are_where_the_others_are(seed: int) -> None:
    ordered = replace(DAY, orders=(("v7", "v9"),))  # v7 is planned on the last shift
    parts = areas(Prepared(ordered), PLAN, 2, random.Random(seed))
    (part,) = [part for part in parts if 8 in part.options]
    assert 3 in part.shifts
