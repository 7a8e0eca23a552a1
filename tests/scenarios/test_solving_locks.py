"""What is locked is kept: a shift, a time, the beginning of a route."""

from __future__ import annotations

from dataclasses import replace

import pytest

from router.domain.problem import ValueBand
from router.errors import SearchError
from router.solving import conducting
from router.solving.draft import Draft, Rater
from router.solving.prepared import Prepared
from tests.scenarios.streets import HOUR, MINUTE, day, planned, shift, times, visit
from tests.solved import solved


def test_a_visit_is_made_by_the_shift_it_is_locked_to() -> None:
    # Bo lives at the door.
    shifts = [shift("ann"), shift("bo", start_location=2, end_location=2)]
    assert planned(solved(day([visit(2, locked_shift="ann")], shifts))) == {"ann": ("v2",)}


def test_a_locked_start_is_the_only_one() -> None:
    solution = solved(day([visit(1, locked_start_s=11 * HOUR), visit(2)], [shift()]))
    assert times(solution)["v1"] == (11 * HOUR, 11 * HOUR + 10 * MINUTE)
    assert set(times(solution)) == {"v1", "v2"}


def test_a_locked_start_outside_the_windows_cannot_be_kept() -> None:
    closed = visit(1, locked_start_s=11 * HOUR, windows=((12 * HOUR, 13 * HOUR),))
    assert not solved(day([closed], [shift()])).routes


def test_a_route_begins_as_it_is_locked_though_another_order_is_shorter() -> None:
    visits = [visit(n) for n in (1, 2, 3, 4)]
    ann = shift("ann", locked_visits=("v3", "v1"))
    solution = solved(day(visits, [ann]))
    assert planned(solution)["ann"][:2] == ("v3", "v1")
    assert len(planned(solution)["ann"]) == 4


def test_a_locked_beginning_is_kept_though_it_is_not_worth_it() -> None:
    # 110 minutes away and worth nothing; next door, Bo could make it for less.
    far = visit(11, value=0.0)
    shifts = [shift("ann", locked_visits=("v11",)), shift("bo", start_location=11, end_location=11)]
    assert planned(solved(day([far], shifts))) == {"ann": ("v11",)}


def test_what_follows_a_locked_beginning_may_be_given_and_is_improved() -> None:
    visits = [visit(n) for n in (1, 2, 3)]
    ann = shift("ann", locked_visits=("v2",))
    given = solved(day(visits, [shift("ann")]))
    assert planned(solved(day(visits, [ann]), start=given.routes))["ann"][0] == "v2"


def test_a_locked_beginning_is_made_when_it_is_worth_most() -> None:
    # Nothing else is to do: both are made from 13:00 on, when they are worth 20 more.
    bands = (ValueBand(start_s=13 * HOUR, end_s=14 * HOUR, value=120.0),)
    visits = [visit(1, value_bands=bands), visit(2, value_bands=bands)]
    solution = solved(day(visits, [shift("ann", locked_visits=("v1", "v2"))]))
    assert all(13 * HOUR <= start <= 14 * HOUR for start, _ in times(solution).values())


@pytest.mark.parametrize(
    "changes",
    [
        {"skills": frozenset({"key"})},
        {"windows": ((17 * HOUR, 18 * HOUR),)},
        {"excluded_agents": frozenset({"ann"})},
        {"locked_shift": "bo"},
        {"locked_start_s": 8 * HOUR},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_beginning_that_cannot_be_kept_is_refused(changes: dict[str, object]) -> None:
    # Ann reaches place 1 at 08:10.
    problem = day([visit(1, **changes)], [shift("ann", locked_visits=("v1",)), shift("bo")])
    with pytest.raises(SearchError, match="ann"):
        Draft(Rater(Prepared(problem)))


def test_locked_beginnings_that_exclude_each_other_are_refused() -> None:
    shifts = [shift("ann", locked_visits=("v1",)), shift("bo", locked_visits=("v2",))]
    one_group = day([visit(1, group="g"), visit(2, group="g")], shifts)
    one_order = replace(day([visit(1), visit(2)], shifts), orders=(("v1", "v2"),))
    for problem in (one_group, one_order):
        with pytest.raises(SearchError, match="ann and bo"):
            Draft(Rater(Prepared(problem)))


@pytest.mark.parametrize("seed", range(4))
def test_a_beginning_is_kept_where_the_day_is_cut_into_areas(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conducting, "AREA_VISITS_LEAST", 10)
    monkeypatch.setattr(conducting, "AREA_VISITS", 6)
    # What is locked lies at the far end of the street from where its agent lives.
    shifts = [
        shift("ann", locked_visits=("v11",)),
        shift("bo", locked_visits=("v1",), start_location=11, end_location=11),
    ]
    solution = solved(
        day([visit(n) for n in range(1, 12)], shifts), iterations=2000, seed=seed, workers=2
    )
    assert solution.search.stopped_by == "limit"
    assert [route.visit_ids[0] for route in solution.routes] == ["v11", "v1"]
