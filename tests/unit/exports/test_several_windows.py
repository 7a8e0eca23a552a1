"""The text of problems with several windows: times and distances in hundredths."""

from __future__ import annotations

import pytest

from router.errors import PlanFileError
from router.exports import read_several_windows
from tests.unit.exports.shared_data import instances

# From (0, 0) to (1, 1) it is 1.41421: 141 hundredths; to (3, 4) it is 5.
TEXT = (
    "4\t3\t2\t1\t\t\n"
    "0\t200\t\n"
    "0\t0\t0\t0\t0\t0\t0\t0\t100\n"
    "\t1\t1\t1\t9\t5\t1\t1\t2\t30\t40\t10\t20\t\t\n"
    "2\t3\t4\t9\t5\t1\t1\t3\t50\t70\t10\t20\t60\t80\n"
)


def faults_of(text: str) -> dict[tuple[str, int], str]:
    with pytest.raises(PlanFileError) as caught:
        read_several_windows(text, name="tiny.txt")
    assert all(fault.problem and fault.fix for fault in caught.value.faults)
    return {(fault.column, fault.row): fault.problem for fault in caught.value.faults}


def test_times_and_distances_are_hundredths_and_the_cost_is_the_distance() -> None:
    found = read_several_windows(TEXT, name="tiny.txt")
    assert found.problem.matrices["euclid"].distance_m.tolist()[0] == [0, 141, 500]
    assert found.problem.visits[0].service_s == 900
    shift = found.problem.shifts[0]
    assert 500 / 1000 * shift.cost_per_km == pytest.approx(5.0)
    assert (found.name, found.decimals) == ("tiny", 2)
    assert (len(found.problem.shifts), shift.capacity, shift.latest_s) == (3, 200, 10_000)
    assert all(visit.mandatory for visit in found.problem.visits)


def test_windows_are_put_in_order_and_those_that_overlap_are_one() -> None:
    first, second = read_several_windows(TEXT).problem.visits
    assert first.windows == ((1000, 2000), (3000, 4000))
    assert second.windows == ((1000, 2000), (5000, 8000))


def test_a_longest_duration_limits_every_route() -> None:
    shift = read_several_windows(TEXT.replace("0\t200", "50\t200")).problem.shifts[0]
    assert shift.max_duration_s == 5000
    assert read_several_windows(TEXT).problem.shifts[0].max_duration_s is None


def test_one_unused_number_more_is_read_over() -> None:
    text = TEXT.replace("2\t3\t4\t9\t5\t1\t1\t3\t", "2\t3\t4\t9\t5\t1\t1\t1\t3\t")
    assert read_several_windows(text).problem.visits == read_several_windows(TEXT).problem.visits


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ("4\t3\t2\t1", "2\t3\t2\t1", ("type", 1), "only type 4"),
        ("4\t3\t2\t1", "4\t3\t2\t2", ("type", 1), "only type 4"),
        ("4\t3\t2\t1", "4\t3\t9\t1", ("customers", 1), "there are 2 customers, not 9"),
        ("\t2\t30", "\t4\t30", ("windows", 4), "there are 4 times for 4 windows"),
        ("30\t40", "30\t-40", ("window", 4), "is not a number"),
        ("0\t200", "0", ("", 1), "first lines"),
        ("2\t3\t4\t9", "2\t3\tx\t9", ("y", 5), "is not a number"),
    ],
)
def test_a_fault_names_its_line(old: str, new: str, where: tuple[str, int], problem: str) -> None:
    assert problem in faults_of(TEXT.replace(old, new))[where]


@pytest.mark.shared
def test_every_public_instance_with_several_windows_is_read() -> None:
    for path in instances("mtw/*.txt"):
        found = read_several_windows(path.read_text(encoding="utf-8"), name=path.name)
        assert len(found.problem.visits) == 100
        assert all(1 <= len(visit.windows) <= 10 for visit in found.problem.visits)
