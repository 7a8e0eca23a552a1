"""A load that no agent carries is refused for the load."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from tests.unit.checking.world import in_order, shift, town, visit


def test_a_load_that_is_too_big_alone_is_the_reason() -> None:
    case = replace(visit("v1", 1), load=5)
    (reason,) = explain(town((case,), {}, replace(shift(), capacity=4)), [])
    assert (reason.code, reason.detail) == ("CAPACITY", "Aino carries 4, the visit takes 5.")


def test_a_load_that_is_too_big_for_what_is_left_is_a_full_route() -> None:
    first, case = replace(visit("v1", 1), load=2), replace(visit("v2", 1), load=3)
    problem = town((first, case), {}, replace(shift(), capacity=4))
    (reason,) = explain(problem, [in_order("s1", first)])
    assert (reason.code, reason.detail) == ("NO_CAPACITY_LEFT", "Aino would carry 5 of at most 4.")
    assert reason.remedy == "An agent more, or for Aino: room for 1 more."
