"""A score says how probable it is that a match is right."""

from __future__ import annotations

from itertools import pairwise

import pytest

from router.domain.places import Coordinate, Grade
from router.geocoding import DEFAULT_THRESHOLD
from router.geocoding.grade import CURVES, ENOUGH, Match, probability
from router.geocoding.localities import Surroundings
from router.geocoding.statements import Judgement


def match(product: float, *, grade: Grade = Grade.DOOR, share: float = 1.0) -> Match:
    """Return a match whose name is worth the product, and all else is full."""
    return Match(
        where=Surroundings(coordinate=Coordinate(60.16, 24.94)),
        grade=grade,
        error_m=20.0,
        name=product,
        number=1.0,
        said=Judgement(1.0),
        street="Annankatu",
        share=share,
    )


@pytest.mark.parametrize("grade", list(Grade))
def test_every_grade_has_a_curve_from_0_to_1_that_only_rises(grade: Grade) -> None:
    knots = CURVES[grade]
    assert (knots[0], knots[-1][0]) == ((0.0, 0.0), 1.0)
    assert all(a[0] < b[0] and a[1] <= b[1] <= 1.0 for a, b in pairwise(knots))


@pytest.mark.parametrize("grade", [grade for grade in Grade if grade is not Grade.LOCALITY])
def test_what_is_enough_for_a_match_is_accepted_and_what_is_not_is_not(grade: Grade) -> None:
    assert probability(match(ENOUGH, grade=grade)) >= DEFAULT_THRESHOLD
    assert probability(match(ENOUGH - 0.01, grade=grade)) < DEFAULT_THRESHOLD


def test_a_town_alone_is_never_accepted() -> None:
    assert probability(match(1.0, grade=Grade.LOCALITY)) < DEFAULT_THRESHOLD


def test_between_two_knots_the_curve_is_straight() -> None:
    # from (0.76, 0.97) to (0.9, 0.99): half-way
    assert probability(match(0.83)) == pytest.approx(0.98)


def test_the_share_of_doors_that_are_near_is_a_factor() -> None:
    assert probability(match(1.0, share=0.95)) == pytest.approx(0.997 * 0.95)


def test_where_fewer_than_nine_in_ten_doors_are_near_a_person_decides() -> None:
    assert probability(match(1.0, share=0.89)) < DEFAULT_THRESHOLD
    assert probability(match(1.0, share=0.5)) == pytest.approx(0.997 / 2)
