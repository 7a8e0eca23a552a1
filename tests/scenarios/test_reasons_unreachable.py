"""A visit that no way leads to, or back from, is unreachable."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from router.checking import explain
from router.domain.matrix import TravelMatrix
from tests.unit.checking.world import shift, town, visit


def test_no_way_there_is_the_reason() -> None:
    (reason,) = explain(town((visit("v1", 1),), {(0, 1): -1}, shift()), [])
    assert reason.code == "UNREACHABLE"


def test_no_way_back_is_the_reason_too() -> None:
    there_only = np.array([[0, 600], [-1, 0]])
    problem = replace(
        town((visit("v1", 1),), {}, shift()), matrices={"car": TravelMatrix(there_only, there_only)}
    )
    (reason,) = explain(problem, [])
    assert reason.code == "UNREACHABLE"
