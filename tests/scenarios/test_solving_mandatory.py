"""A mandatory visit is made whatever it costs, and goes before any number of others."""

from __future__ import annotations

from tests.scenarios.streets import HOUR, MINUTE, day, planned, shift, visit
from tests.solved import solved


def test_a_mandatory_visit_is_made_though_it_does_not_pay() -> None:
    assert solved(day([visit(9, value=0.0, mandatory=True)], [shift()])).routes


def test_a_mandatory_visit_goes_before_several_dear_ones() -> None:
    # Place 9 is reached at 09:30, left at 09:40, and home at 11:10: nobody can stop on the way.
    must = visit(9, value=1.0, mandatory=True, windows=((9 * HOUR + 30 * MINUTE,) * 2,))
    dear = [visit(n, value=5000.0, windows=((9 * HOUR, 10 * HOUR),)) for n in (1, 2)]
    solution = solved(day([must, *dear], [shift(latest_s=11 * HOUR + 10 * MINUTE)]))
    assert planned(solution) == {"ann": ("v9",)}


def test_an_impossible_mandatory_visit_does_not_spoil_the_day() -> None:
    never = visit(9, mandatory=True, windows=((8 * HOUR, 8 * HOUR),))
    assert planned(solved(day([never, visit(1)], [shift()]))) == {"ann": ("v1",)}
