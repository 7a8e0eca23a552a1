"""VRPLIB text with prizes, and solutions: our cost is the one that the public solutions state."""

from __future__ import annotations

import pytest

from router.checking import check_routes
from router.errors import PlanFileError
from router.exports import read_sol, read_vrplib, sol_routes, write_sol
from tests.unit.exports.shared_data import instances

# In tenths: depot to node 2 is 50, to node 3 is 14, from 2 to 3 it is 36.
TEXT = """NAME : TINY
COMMENT : made up
TYPE : PCVRPTW
DIMENSION : 3
VEHICLES : 2
CAPACITY : 7
SERVICE_TIME : 9
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 3 4
3 1 1
DEMAND_SECTION
1 0
2 5
3 2
TIME_WINDOW_SECTION
1 0 100
2 10 20
3 0 100
PRIZE_SECTION
1 0
2 25
3 0
DEPOT_SECTION
1
-1
EOF
"""


def faults_of(text: str) -> dict[tuple[str, int], str]:
    with pytest.raises(PlanFileError) as caught:
        read_vrplib(text, name="tiny.vrp")
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {(fault.column, fault.row): fault.problem for fault in caught.value.faults}


def test_all_numbers_are_tenths_and_so_is_the_cost() -> None:
    found = read_vrplib(TEXT)
    first, second = found.problem.visits
    assert found.problem.matrices["euclid"].distance_m.tolist()[0] == [0, 50, 14]
    assert (first.value, first.windows, first.service_s) == (250.0, ((100, 200),), 90)
    assert 50 / 1000 * found.problem.shifts[0].cost_per_km == pytest.approx(50.0)
    assert (found.name, found.decimals) == ("TINY", 0)
    assert (second.visit_id, second.location) == ("2", 2)


def test_a_customer_without_a_prize_must_be_visited() -> None:
    first, second = read_vrplib(TEXT).problem.visits
    assert (first.mandatory, second.mandatory) == (False, True)


def test_service_times_of_nodes_win_over_the_common_one() -> None:
    text = TEXT.replace("PRIZE_SECTION", "SERVICE_TIME_SECTION\n1 0\n2 3\n3 4\nPRIZE_SECTION")
    assert [visit.service_s for visit in read_vrplib(text).problem.visits] == [30, 40]


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ("EUC_2D", "EXPLICIT", ("EDGE_WEIGHT_TYPE", 8), "must be EUC_2D"),
        ("COMMENT : made up", ": 9", ("", 2), "cannot be kept"),
        ("COMMENT : made up", "DISTANCE : 9", ("DISTANCE", 2), "cannot be kept"),
        ("DEMAND_SECTION", "BACKHAUL_SECTION", ("BACKHAUL_SECTION", 13), "cannot be kept"),
        ("DIMENSION : 3", "DIMENSION : 4", ("DIMENSION", 4), "there are 3 nodes"),
        ("2 5\n", "5 5\n", ("DEMAND_SECTION", 15), "node 2 was expected"),
        ("2 5\n", "", ("DEMAND_SECTION", 0), "has 2 nodes, not 3"),
        ("3 1 1\n", "3 1\n", ("NODE_COORD_SECTION", 12), "has 2 entries, not 3"),
        ("1\n-1\n", "2\n-1\n", ("DEPOT_SECTION", 0), "the depot is node 1"),
        ("NODE_COORD_SECTION", "NODES", ("NODE_COORD_SECTION", 0), "is not there"),
        ("2 25\n", "2 -25\n", ("prize", 23), "is not a number from 0 on"),
    ],
)
def test_a_fault_names_its_line(old: str, new: str, where: tuple[str, int], problem: str) -> None:
    assert problem in faults_of(TEXT.replace(old, new, 1))[where]


def test_a_solution_is_written_and_read_back() -> None:
    found = read_vrplib(TEXT)
    # 14 to customer 2 (service 9.0), 36 to customer 1 by 140, 50 home: 100 in tenths.
    routes = sol_routes(found, [("2", "1")])
    text = write_sol(found, routes, 100.0)
    assert text == "Route #1: 2 1\nCost 100\n"
    assert read_sol(text) == ((("2", "1"),), 100.0)
    report = check_routes(found.problem, routes)
    assert report.ok
    assert report.costs.total == pytest.approx(100.0)


def test_a_route_of_a_solution_leaves_as_late_as_its_windows_allow() -> None:
    (route,) = sol_routes(read_vrplib(TEXT), [("1",)])
    # Customer 1 opens at 100 and is 50 away.
    assert (route.start_s, route.end_s, route.wait_s) == (50, 240, 0)


def test_a_visit_that_comes_too_late_is_left_to_the_checker() -> None:
    found = read_vrplib(TEXT.replace("2 10 20", "2 10 11"))
    report = check_routes(found.problem, sol_routes(found, [("2", "1")]))
    assert [finding.code for finding in report.errors] == ["WINDOW"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Route #1: 2 9\nCost 5", "Route #1"),
        ("Route #1: 1\nRoute #2: 2\nRoute #3: 1\nCost 5", ""),
    ],
)
def test_a_solution_of_another_problem_is_refused(text: str, where: str) -> None:
    sequences, _ = read_sol(text)
    with pytest.raises(PlanFileError) as caught:
        sol_routes(read_vrplib(TEXT), sequences)
    assert [fault.column for fault in caught.value.faults] == [where]


@pytest.mark.parametrize("text", ["", "Route #1: 1\n", "Cost 5\nand more\n", "Cost 1.2.3\n"])
def test_a_text_that_is_no_solution_is_refused(text: str) -> None:
    with pytest.raises(PlanFileError):
        read_sol(text)


@pytest.mark.shared
def test_our_cost_of_the_public_solutions_is_the_one_they_state() -> None:
    for path in instances("prize/*.vrp"):
        found = read_vrplib(path.read_text(encoding="utf-8"), name=path.name)
        sequences, cost = read_sol(path.with_suffix(".sol").read_text(encoding="utf-8"))
        report = check_routes(found.problem, sol_routes(found, sequences))
        assert report.ok, path.name
        assert report.costs.total == pytest.approx(cost, abs=1e-6)
