"""Drafts of days with every constraint: the checker passes them and agrees on their money."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from router.checking import check_routes, costs
from router.domain.costs import CostBreakdown
from router.domain.problem import Problem
from router.domain.route import Route
from router.solving.draft import Draft, Rater
from router.solving.near import Neighbourhood
from router.solving.polish import complete, follow, polish
from router.solving.prepared import Prepared
from router.solving.terms import terms
from router.solving.timetable import route_of, sequences_of
from tests.property.mixing import mixed_problem


def separable(seed: int, visits: int = 8) -> Problem:
    """A day without spacings and meetings, which are pinned before anybody drafts."""
    return replace(mixed_problem(seed, visits=visits, shifts=3), spacings=(), meetings=())


def written(draft: Draft) -> list[Route]:
    routes = [route_of(draft.rater.day, *item) for item in draft.sequences.items()]
    assert None not in routes
    return [route for route in routes if route is not None]


@pytest.mark.parametrize("seed", range(60))
def test_a_polished_draft_keeps_every_rule_and_its_terms_are_the_checkers(seed: int) -> None:
    problem = separable(seed)
    day = Prepared(problem)
    draft = Draft(Rater(day))
    complete(draft, lambda: False, near=Neighbourhood(day))
    first = draft.cost
    polish(draft, lambda: False)
    assert draft.cost <= first + 1e-6
    routes = written(draft)
    report = check_routes(problem, routes)
    assert report.ok, str(report)
    mine, theirs = terms(day, draft.trips), costs(problem, routes)
    for term in fields(CostBreakdown):
        assert getattr(mine, term.name) == pytest.approx(getattr(theirs, term.name)), term.name
    musts = sum(
        visit.mandatory
        for number, visit in enumerate(problem.visits)
        if all(draft.shift_of[option] < 0 for option in day.options_of[number])
    )
    assert draft.cost == pytest.approx(mine.total + musts * day.dearest)


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_read_back_costs_the_same(seed: int) -> None:
    day = Prepared(separable(seed))
    draft = Draft(Rater(day))
    complete(draft, lambda: False)
    again = Draft(Rater(day))
    follow(again, sequences_of(day, written(draft)))
    assert again.cost == pytest.approx(draft.cost)


@pytest.mark.parametrize("seed", range(60))
def test_of_a_plan_for_another_day_what_breaks_a_rule_is_left_out(seed: int) -> None:
    other, problem = Prepared(separable(seed + 1000)), separable(seed)
    draft = Draft(Rater(other))
    complete(draft, lambda: False)
    day = Prepared(problem)
    taken = Draft(Rater(day))
    follow(taken, sequences_of(day, written(draft)))
    report = check_routes(problem, written(taken))
    assert report.ok, str(report)


@pytest.mark.parametrize("seed", range(30))
def test_removing_keeps_the_locked_beginning_and_the_books(seed: int) -> None:
    day = Prepared(separable(seed))
    draft = Draft(Rater(day))
    complete(draft, lambda: False)
    for number, trip in enumerate(draft.trips):
        draft.remove(number, set(trip.sequence))
        locked = day.locked[number]
        assert [day.visit_of[o] for o in draft.trips[number].sequence] == locked
    assert draft.cost == pytest.approx(Draft(Rater(day)).cost)
    assert draft.holder == Draft(Rater(day)).holder
