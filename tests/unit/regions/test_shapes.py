from __future__ import annotations

import numpy as np
import pytest

from router.regions.shapes import METRES_PER_DEGREE, join_rings, middle, simplify

METRE = 1 / METRES_PER_DEGREE


def test_the_middle_of_a_ring_is_its_centroid_not_the_mean_of_its_corners() -> None:
    # An L of three unit squares; squares' middles (.5,.5), (1.5,.5), (.5,1.5): mean 2.5/3 each.
    ring = np.array([[0, 0], [0, 2], [1, 2], [1, 1], [2, 1], [2, 0], [0, 0]], dtype=float)
    assert middle(ring) == pytest.approx((2.5 / 3, 2.5 / 3))
    assert middle(ring[::-1] + 50) == pytest.approx((50 + 2.5 / 3, 50 + 2.5 / 3))


def test_the_middle_of_a_line_or_of_a_flat_ring_is_the_mean() -> None:
    assert middle(np.array([[0.0, 0.0], [2.0, 4.0]])) == (1.0, 2.0)
    flat = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]])
    assert middle(flat) == pytest.approx((1.0, 1.0))


def test_pieces_become_a_ring_whatever_their_direction() -> None:
    pieces = [np.array([1, 2, 3]), np.array([5, 4, 3]), np.array([5, 1]), np.array([8, 9])]
    ring, rest = join_rings(pieces)
    assert ring.tolist() == [1, 2, 3, 4, 5, 1]
    assert rest.tolist() == [8, 9]


def test_simplifying_drops_what_is_near_and_keeps_what_is_far() -> None:
    # East along the equator; the second point is 1 m off the line, the third 5 m.
    line = np.array([[0, 0], [1 * METRE, 0.001], [5 * METRE, 0.002], [0, 0.003]])
    assert simplify(line, 2.5).tolist() == line[[0, 2, 3]].tolist()
    assert simplify(line, 6).tolist() == line[[0, 3]].tolist()
    assert simplify(line, 0.5).tolist() == line.tolist()


def test_a_loop_keeps_its_shape() -> None:
    # First and last are the same point: the chord has no length.
    loop = np.array([[0, 0], [0, 0.001], [0.001, 0.001], [0, 0]])
    assert simplify(loop, 2.5).tolist() == loop.tolist()
