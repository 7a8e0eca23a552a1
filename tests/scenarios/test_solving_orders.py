"""Visits in a given order: those that are made are on one route, one after the other."""

from __future__ import annotations

from dataclasses import replace

from tests.scenarios.streets import HOUR, day, planned, shift, visit
from tests.solved import solved


def test_an_order_is_kept_though_another_is_shorter() -> None:
    # Out and home at places 1, 2, 3 costs the same both ways; 2 before 1 before 3 is a detour.
    problem = replace(day([visit(n) for n in (1, 2, 3)], [shift()]), orders=(("v2", "v1", "v3"),))
    assert planned(solved(problem)) == {"ann": ("v2", "v1", "v3")}


def test_others_may_stand_between() -> None:
    # Home, 1, 2, 3 and back is the shortest, or turned around; only one of the two keeps it.
    problem = replace(day([visit(n) for n in (1, 2, 3)], [shift()]), orders=(("v3", "v1"),))
    ((shift_id, visits),) = planned(solved(problem)).items()
    assert visits.index("v3") < visits.index("v1")
    assert (shift_id, len(visits)) == ("ann", 3)


def test_an_order_is_on_one_route() -> None:
    # Each lives at one of the doors, and both would stay at home.
    shifts = [
        shift("ann", start_location=1, end_location=1),
        shift("bo", start_location=5, end_location=5),
    ]
    problem = day([visit(1), visit(5)], shifts)
    assert len(solved(problem).routes) == 2
    (route,) = solved(replace(problem, orders=(("v1", "v5"),))).routes
    assert route.visit_ids == ("v1", "v5")


def test_who_is_left_out_does_not_hinder_the_others() -> None:
    # v2 cannot be made; v3 before v1 is kept.
    never = visit(2, windows=((2 * HOUR, 3 * HOUR),))
    problem = replace(day([visit(1), never, visit(3)], [shift()]), orders=(("v3", "v2", "v1"),))
    assert planned(solved(problem)) == {"ann": ("v3", "v1")}


def test_of_an_order_that_cannot_be_kept_the_dearest_is_made() -> None:
    # v1 only in the afternoon, v2 only in the morning, but v1 first.
    late = visit(1, windows=((13 * HOUR, 14 * HOUR),), value=90.0)
    early = visit(2, windows=((9 * HOUR, 10 * HOUR),), value=120.0)
    problem = replace(day([late, early], [shift()]), orders=(("v1", "v2"),))
    assert planned(solved(problem)) == {"ann": ("v2",)}
