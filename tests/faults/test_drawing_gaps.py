"""Whatever a plan lacks, there is a page, and it says what is missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from router.domain.basemap import BaseMap
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.plan import PlanData
from router.domain.problem import Problem
from router.drawing import draw_agent, draw_index, draw_overview
from tests.unit.drawing import plans
from tests.unit.drawing.structure import Structure

PLAN = plans.helsinki()


def texts(plan: PlanData, basemap: BaseMap | None = None) -> dict[str, str]:
    """The visible text of all pages of a plan that comes without lines."""
    streets = basemap or plans.streets()
    pages = {
        "overview": draw_overview(plan, streets, {}),
        "index": draw_index(plan, streets, {}, map_files={}),
    }
    for shift in plan.problem.shifts[:1]:
        pages["agent"] = draw_agent(plan, shift.shift_id, streets, {})
    return {name: Structure(page).text for name, page in pages.items()}


def test_a_day_without_cases_and_agents_is_a_readable_page() -> None:
    shown = texts(plans.nothing_planned())
    assert "0 = 0 planned + 0 unassigned + 0 held + 0 in review" in shown["index"]
    assert "No routes." in shown["index"]


def test_a_day_with_everything_held_names_every_case() -> None:
    held = replace(plans.nothing_planned(), held=PLAN.held, cards=PLAN.cards[-3:-1])
    shown = texts(held)["index"]
    assert "2 = 0 planned + 0 unassigned + 2 held + 0 in review" in shown
    assert "HOLD:promise" in shown


def test_a_region_without_streets_still_shows_the_routes() -> None:
    for text in texts(PLAN, plans.empty_streets()).values():
        assert "Maija Virtanen" in text


def test_a_problem_that_came_as_a_matrix_has_tables_and_no_marks() -> None:
    problem = replace(PLAN.problem, coordinates=())
    plan = replace(PLAN, problem=problem, cards=())
    page = draw_overview(plan, plans.streets(), {})
    assert "mark stop" not in Structure(page).scripts[-1]
    assert "C-000" in texts(plan)["index"]


def test_a_case_without_a_card_is_shown_by_its_id() -> None:
    shown = texts(replace(PLAN, cards=PLAN.cards[1:]))
    assert "C-000" in shown["index"]
    assert "no address" in shown["agent"]


def test_lines_of_another_plan_are_not_drawn_for_this_one() -> None:
    lines = {"somebody else": ((Coordinate(0, 0), Coordinate(1, 1)),)}
    page = draw_overview(PLAN, plans.streets(), lines)
    assert "[1.0, 1.0]" not in page


def test_all_visits_behind_one_door_are_a_map_of_one_place() -> None:
    person = replace(plans.PEOPLE[0], doors=(9,), home=None, lunch_after=None)
    shown = texts(plans.helsinki((person,)))
    assert "3 visits at 1 stop" in shown["agent"]


@pytest.mark.parametrize("lon", [179.9995, -179.9995, 0.0])
def test_a_plan_at_the_edge_of_the_world_is_drawn(lon: float) -> None:
    points = tuple(
        replace(point, lat=0.0005 * at, lon=lon)
        for at, point in enumerate(PLAN.problem.coordinates)
    )
    problem = replace(PLAN.problem, coordinates=points)
    assert "Maija Virtanen" in texts(replace(PLAN, problem=problem))["overview"]


def test_a_hundred_agents_are_drawn() -> None:
    people = tuple(
        replace(plans.PEOPLE[0], agent_id=f"A{at}", name=f"Agent {at}", doors=(at % 32,), home=None)
        for at in range(100)
    )
    # More agents than doors: the same visit on several routes is the checker's concern, not ours.
    assert "Agent 99 1 stop" in texts(plans.helsinki(people))["overview"]


def test_an_empty_plan_of_a_matrix_without_rows_is_drawn() -> None:
    empty = TravelMatrix(
        duration_s=np.zeros((0, 0), dtype=np.int32), distance_m=np.zeros((0, 0), dtype=np.int32)
    )
    problem = Problem(origin=plans.ORIGIN, visits=(), shifts=(), matrices={"car": empty})
    assert texts(replace(plans.nothing_planned(), problem=problem))
