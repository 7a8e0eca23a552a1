"""House numbers as they are tagged and written."""

from __future__ import annotations

import pytest

from router.geocoding.numbers import fit, house_number


@pytest.mark.parametrize(
    ("text", "label", "spans"),
    [
        ("12", "12", ((12, 12),)),
        ("12 A", "12a", ((12, 12),)),
        ("12/A", "12a", ((12, 12),)),
        ("12-14", "12-14", ((12, 14),)),
        ("12;14", "12;14", ((12, 12), (14, 14))),
        ("1234/5", "1234/5", ((1234, 1234), (5, 5))),
        ("12-34", "12-34", ((12, 34),)),
        ("40-12", "40-12", ((40, 40),)),  # falls: one number in two parts, as in Queens
        ("105 1/2", "105 1/2", ((105, 105),)),
        ("105½", "105 1/2", ((105, 105),)),
        ("12号", "12", ((12, 12),)),
        ("7号楼", "7幢", ((7, 7),)),
        ("s/n", "s/n", ()),
    ],
)
def test_numbers_are_read(text: str, label: str, spans: tuple[tuple[int, int], ...]) -> None:
    number = house_number(text)
    assert (number.label, number.spans) == (label, spans)


def factor(asked: str, door: str) -> float:
    fits = fit(house_number(asked), house_number(door))
    return fits[0] if fits else 0.0


def test_the_same_number_fits_without_loss() -> None:
    assert fit(house_number("12 a"), house_number("12A")) == (1.0, 0.0)


def test_a_letter_more_or_less_still_fits_with_a_larger_error() -> None:
    without = fit(house_number("12A"), house_number("12"))
    assert without is not None
    assert without[0] < 1
    assert without[1] > 0


def test_another_letter_fits_worse_than_none() -> None:
    assert factor("12A", "12C") < factor("12A", "12")


def test_a_number_within_a_range_fits_and_one_beside_it_does_not() -> None:
    assert factor("16", "14-20") > 0.9
    assert factor("22", "14-20") == 0


@pytest.mark.parametrize(
    ("asked", "door"), [("15", "14-20"), ("3", "2-12"), ("23", "22-24"), ("13-17", "12-20")]
)
def test_a_range_on_one_side_of_the_street_has_no_number_of_the_other(
    asked: str, door: str
) -> None:
    assert factor(asked, door) == 0
    assert factor(door, asked) == 0


def test_a_range_whose_ends_lie_on_both_sides_has_all_numbers_between() -> None:
    assert factor("15", "14-17") > 0.9
    assert factor("16", "14-17") > 0.9


@pytest.mark.parametrize("asked", ["1234", "5", "1234/5"])
def test_either_part_of_a_double_number_fits(asked: str) -> None:
    assert factor(asked, "1234/5") >= 0.9


def test_a_flat_behind_a_slash_is_not_part_of_the_number() -> None:
    assert factor("12/3", "12") > 0.9


def test_houses_of_one_lane_are_not_the_same_house() -> None:
    assert factor("9弄5", "9弄5") == 1
    assert factor("9弄5", "9弄7") < 0.9
    assert factor("9弄5", "5") == 0
