"""What a Chinese match is worth."""

from __future__ import annotations

from itertools import pairwise

import pytest

from router.domain.places import Coordinate, Grade
from router.geocoding import DEFAULT_THRESHOLD
from router.geocoding.chinese.worth import CHINESE_CURVES
from router.geocoding.grade import Match, probability
from router.geocoding.localities import Surroundings
from router.geocoding.statements import Judgement

MOST_STEEP = 5.0  # the probability gains no more than 0.05 where the product gains 0.01


def worth(product: float, grade: Grade) -> float:
    """Return the probability of a Chinese match."""
    where = Surroundings(coordinate=Coordinate(30.3, 120.2))
    return probability(
        Match(
            where=where,
            grade=grade,
            error_m=20.0,
            name=product,
            number=1.0,
            said=Judgement(1.0),
            street="文三路",
            chinese=True,
        )
    )


@pytest.mark.parametrize("grade", list(Grade))
def test_every_curve_rises_from_0_and_is_nowhere_steep(grade: Grade) -> None:
    knots = CHINESE_CURVES[grade]
    assert (knots[0], knots[-1][0]) == ((0.0, 0.0), 1.0)
    for (low, below), (high, above) in pairwise(knots):
        assert 0 <= above - below <= MOST_STEEP * (high - low)


def test_a_door_is_accepted_from_0_7_on_and_a_point_between_two_doors_from_0_6_on() -> None:
    assert worth(0.7, Grade.DOOR) == pytest.approx(DEFAULT_THRESHOLD)
    assert worth(0.6, Grade.INTERPOLATED) == pytest.approx(DEFAULT_THRESHOLD)


def test_between_two_knots_the_curve_is_straight() -> None:
    # half-way from (0.6, 0.5) to (0.7, 0.7)
    assert worth(0.65, Grade.DOOR) == pytest.approx(0.6)


def test_a_town_alone_is_never_accepted() -> None:
    assert worth(1.0, Grade.LOCALITY) < DEFAULT_THRESHOLD
