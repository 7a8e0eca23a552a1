"""A visit's value comes from its own column, then its priority, then the default."""

from __future__ import annotations

from decimal import Decimal

from router.domain.cases import Case
from router.domain.places import Address
from router.value import ValueScale, value_of

SCALE = ValueScale()


def case(**changes: object) -> Case:
    return Case(case_id="C1", addresses=(Address(text="Street 1"),), **changes)  # type: ignore[arg-type]


def test_the_value_column_wins_over_the_priority() -> None:
    assert value_of(case(value=7.5, priority=5), SCALE) == 7.5
    assert value_of(case(value=0.0, priority=5), SCALE) == 0.0


def test_the_priority_wins_over_the_default() -> None:
    assert value_of(case(priority=5), SCALE) == 160.0
    assert value_of(case(), SCALE) == 40.0


def test_the_amount_owed_plays_no_part() -> None:
    assert value_of(case(amount=Decimal(1_000_000)), SCALE) == value_of(case(), SCALE)
