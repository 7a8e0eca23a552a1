"""Sums in notes are masked; what the agent needs at the door stays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from router.domain.cases import Case
from router.domain.places import Address
from router.pipeline.masking import masked_notes


def notes(text: str, *, amount: str = "", days: int | None = None) -> str:
    case = Case(
        case_id="c", addresses=(Address(text="Bulevardi 8"),), notes=text,
        amount=Decimal(amount) if amount else None, days_overdue=days,
    )  # fmt: skip
    return masked_notes(case)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("promised ¥5,000 on Friday", "promised […] on Friday"),
        ("承诺还款5000元，周五", "承诺还款[…]，周五"),
        ("欠 3.5 万元", "欠 […]"),
        ("owes EUR 1 200.50", "owes […]"),
        ("paid 300 euros", "paid […]"),
        ("R$ 1.234,56 aberto", "[…]aberto"),
    ],
)
def test_a_sum_with_a_currency_is_masked(text: str, shown: str) -> None:
    assert notes(text).replace(" ", "") == shown.replace(" ", "")


@pytest.mark.parametrize("written", ["73519.37", "73,519.37", "73 519", "73519", "73.519,37"])
def test_the_amount_of_the_table_is_masked_however_it_is_written(written: str) -> None:
    assert notes(f"debt {written} in all", amount="73519.37") == "debt […] in all"


def test_days_overdue_are_masked_where_the_note_says_days() -> None:
    assert notes("150 days late, flat 150", days=150) == "[…] late, flat 150"
    assert notes("逾期150天", days=150) == "逾期[…]"


@pytest.mark.parametrize(
    "text", ["Gate code 4411", "门禁密码2580", "Flat 12, ring 3 times", "3rd floor, 2 dogs", "A12#"]
)
def test_codes_and_numbers_of_doors_stay(text: str) -> None:
    assert notes(text, amount="12.00", days=3) == text
