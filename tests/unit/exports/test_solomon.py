"""Solomon's text: times and distances in tenths, everything must be visited."""

from __future__ import annotations

import pytest

from router.errors import PlanFileError
from router.exports import BenchmarkProblem, read_solomon
from tests.unit.exports.shared_data import instances

# From (0, 0): customer 1 at (3, 4) is 5 away, customer 2 at (1, 1) is 1.414... away, and from 1 to
# 2 it is the root of 4 + 9 = 13, 3.605... Truncated to tenths: 50, 14, 36.
TEXT = """TINY

VEHICLE
NUMBER     CAPACITY
  2         7

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0      0         0         0          0       100          0
    1      3         4         5         10        20          9
    2      1         1         2          0       100          1
"""


def faults_of(text: str) -> dict[tuple[str, int], str]:
    with pytest.raises(PlanFileError) as caught:
        read_solomon(text, name="tiny.txt")
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {(fault.column, fault.row): fault.problem for fault in caught.value.faults}


def tiny() -> BenchmarkProblem:
    return read_solomon(TEXT)


def test_distances_are_truncated_to_one_decimal_and_kept_in_tenths() -> None:
    matrix = tiny().problem.matrices["euclid"]
    assert matrix.distance_m.tolist() == [[0, 50, 14], [50, 0, 36], [14, 36, 0]]
    assert matrix.duration_s.tolist() == matrix.distance_m.tolist()


def test_the_cost_is_the_distance_in_the_unit_of_the_file() -> None:
    shift = tiny().problem.shifts[0]
    assert 50 / 1000 * shift.cost_per_km == pytest.approx(5.0)
    assert (shift.cost_per_hour, shift.fixed_cost, tiny().decimals) == (0.0, 0.0, 1)


def test_every_customer_must_be_visited_in_its_window() -> None:
    first, second = tiny().problem.visits
    assert first.mandatory
    assert second.mandatory
    assert (first.visit_id, first.location, first.load) == ("1", 1, 5)
    assert (first.windows, first.service_s) == (((100, 200),), 90)
    assert first.building != second.building


def test_there_are_as_many_shifts_as_vehicles() -> None:
    shifts = tiny().problem.shifts
    assert [shift.shift_id for shift in shifts] == ["1", "2"]
    assert {(s.earliest_s, s.latest_s, s.capacity) for s in shifts} == {(0, 1000, 7)}
    assert {(s.start_location, s.end_location) for s in shifts} == {(0, 0)}
    assert tiny().name == "TINY"


def test_every_fault_has_its_line() -> None:
    broken = TEXT.replace("10        20          9", "30        20          9x")
    broken = broken.replace("    2      1         1", "    5      one       1")
    assert faults_of(broken) == {
        ("service time", 11): "is not a number from 0 on, or too large",
        ("window", 11): "ends before it starts",
        ("number", 12): "customer 2 was expected here",
        ("x", 12): "is not a number",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "VEHICLE and CUSTOMER"),
        ("X\nVEHICLE\nNUMBER CAPACITY\nCUSTOMER\n", "the fleet is not there"),
        ("X\nVEHICLE\n1 5\nCUSTOMER\nCUST NO.\n", "there is no depot"),
        (TEXT.replace("  2         7", "  0         7"), "are not 1 to"),
        (TEXT + "3 1 1\n", "the line has 3 entries, not 7"),
        (TEXT.replace("    1      3 ", "    1      999999999 "), "too far apart"),
    ],
)
def test_a_text_that_is_no_such_problem_is_refused(text: str, problem: str) -> None:
    assert any(problem in found for found in faults_of(text).values())


def test_a_problem_without_customers_is_a_problem() -> None:
    text = "\n".join(TEXT.splitlines()[:-2])
    assert read_solomon(text).problem.visits == ()


@pytest.mark.shared
def test_every_public_instance_is_read() -> None:
    for path in instances("vrptw/*/*.txt"):
        found = read_solomon(path.read_text(encoding="utf-8"), name=path.name)
        assert found.name.lower() == path.stem.lower()
        assert len(found.problem.visits) in (100, 200, 400, 1000)
