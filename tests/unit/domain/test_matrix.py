"""A travel matrix refuses nonsense and scales in whole seconds."""

from __future__ import annotations

import numpy as np
import pytest

from router.domain.matrix import UNREACHABLE, TravelMatrix


def matrix(duration: list[list[int]], distance: list[list[int]]) -> TravelMatrix:
    return TravelMatrix(np.array(duration, np.int32), np.array(distance, np.int32))


def test_scaling_rounds_up_and_leaves_distances_and_gaps_alone() -> None:
    scaled = matrix([[0, 10], [UNREACHABLE, 0]], [[0, 5], [UNREACHABLE, 0]]).scaled(1.25)
    assert scaled.duration_s.tolist() == [[0, 13], [UNREACHABLE, 0]]  # 12.5 s rounds up
    assert scaled.distance_m.tolist() == [[0, 5], [UNREACHABLE, 0]]


def test_unreachable_must_be_marked_in_both_arrays() -> None:
    with pytest.raises(ValueError, match="unreachable"):
        matrix([[0, UNREACHABLE], [1, 0]], [[0, 5], [5, 0]])


def test_other_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        matrix([[0, -2], [1, 0]], [[0, -2], [1, 0]])


def test_the_arrays_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        matrix([[0]], [[0]]).duration_s[0, 0] = 1
