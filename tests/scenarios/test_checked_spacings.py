"""A visit that would be too near to another one is told so; it is not the search that missed it."""

from __future__ import annotations

from dataclasses import replace

from router.checking import explain
from router.domain.problem import Problem, Spacing
from router.domain.route import PlannedVisit, Route
from tests.unit.checking.world import MINUTE, in_order, shift, town, visit


def spaced(*, hours: float, closes: int) -> tuple[Problem, Route]:
    """Eero makes v2 at 08:20; v1, of the same borrower, has to be some hours apart from it."""
    cases = visit("v1", 1, windows=((0, closes),)), visit("v2", 1)
    problem = town(cases, {}, shift("s1"), shift("s2"))
    spacing = Spacing(visit_ids=("v1", "v2"), gap_s=int(hours * 3600))
    route = in_order("s2", cases[1])
    (stop,) = route.stops
    made = PlannedVisit(visit_id="v2", start_s=20 * MINUTE, end_s=30 * MINUTE)
    route = replace(route, stops=(replace(stop, visits=(made,)),))
    return replace(problem, spacings=(spacing,)), route


def test_a_visit_that_is_too_near_says_to_which() -> None:
    # v1 may start until 10:00, and not before 10:20: two hours after v2.
    problem, route = spaced(hours=2, closes=120)
    (reason,) = explain(problem, [route])
    assert reason.code == "SPACING"
    assert reason.detail == (
        "Nearest of 2 agents on duty: Aino has room for it on an empty route, "
        "but it has to be 2 h 00 min apart from visit v2 at 08:20."
    )
    assert reason.remedy == "Ask for less time between them, or move v2."


def test_a_visit_that_is_far_enough_fits() -> None:
    # Until 10:20 sharp.
    problem, route = spaced(hours=2, closes=140)
    (reason,) = explain(problem, [route])
    assert reason.code == "SEARCH_LIMIT"


def test_the_one_that_is_made_stays_where_it_is() -> None:
    # On Eero's own route v2 could be made later, but it is told to be at 08:20.
    problem, route = spaced(hours=2, closes=120)
    (reason,) = explain(replace(problem, shifts=problem.shifts[1:]), [route])
    assert reason.code == "SPACING"


def test_what_would_not_fit_anyway_is_not_blamed_on_the_spacing() -> None:
    # Aino can be there at 08:20 at the earliest.
    problem, route = spaced(hours=2, closes=19)
    (reason,) = explain(problem, [route])
    assert reason.code == "TIME_WINDOW"
