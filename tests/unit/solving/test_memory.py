"""What would not fit into memory is said in words before it is computed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from router.cli.failing import exit_code_of
from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.domain.problem import ValueBand
from router.errors import DegradedWarning, InputError
from router.pipeline.problem_files import measure
from router.pipeline.progress import silent
from router.pipeline.travelling import travel_matrices
from router.solving.available import available_bytes
from router.solving.memory import fitting, search_bytes, travel_bytes
from router.travel import GreatCircleTravel
from tests.scenarios.streets import HOUR, day, shift, visit
from tests.solved import solved

DAY = day([visit(n) for n in range(1, 12)], [shift("ann"), shift("bo")])


# --- what is needed ------------------------------------------------------------------------------


def test_measuring_needs_the_matrices_and_room_to_compute_one() -> None:
    # 8 bytes a pair for each matrix, 41 more while one is measured.
    assert travel_bytes(1000, 1) == 49_000_000
    assert travel_bytes(1000, 2) == 57_000_000


def test_a_search_has_the_matrices_and_tables_of_its_own() -> None:
    # 8 a pair of places; 16 + 20 + 20 a pair of doors.
    assert search_bytes(1000, 1500, 1) == 8_000_000 + 56 * 1500**2
    # 4 classes: 16 + 80 + 20.
    assert search_bytes(1000, 1500, 1, 4) == 8_000_000 + 116 * 1500**2
    # Of more than four, one for each matrix counts: 32 + 40 + 20.
    assert search_bytes(1000, 1500, 2, 9) == 16_000_000 + 92 * 1500**2


def test_the_routing_model_needs_far_more() -> None:
    assert search_bytes(1000, 1500, 1, model=True) == 8_000_000 + 400 * 1500**2


@pytest.mark.parametrize(
    ("available", "workers"), [(None, 4), (400, 4), (399, 3), (100, 1), (99, 0), (0, 0)]
)
def test_as_many_processes_run_as_fit(available: int | None, workers: int) -> None:
    assert fitting(100, 4, available) == workers


def test_without_places_everything_fits() -> None:
    assert fitting(search_bytes(0, 0, 0), 2, 10) == 2


# --- what there is -------------------------------------------------------------------------------


def system(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


MACHINE = {"proc/meminfo": "MemTotal: 2000 kB\nMemAvailable: 1000 kB\nHugePages_Total: 0\n"}
SECOND = {"proc/self/cgroup": "0::/box/inner\n"}
FIRST = {"proc/self/cgroup": "5:memory:/box\n3:cpu:/box\n"}


def test_a_machine_tells_what_is_available(tmp_path: Path) -> None:
    assert available_bytes(system(tmp_path, MACHINE)) == 1_024_000


def test_a_system_that_does_not_tell_is_not_asked_twice(tmp_path: Path) -> None:
    assert available_bytes(tmp_path) is None


def test_the_limit_of_a_container_around_this_one_holds(tmp_path: Path) -> None:
    # 500,000 less 300,000, of which 50,000 are files that give way.
    box = {
        "sys/fs/cgroup/box/inner/memory.max": "max\n",
        "sys/fs/cgroup/box/inner/memory.current": "100\n",
        "sys/fs/cgroup/box/memory.max": "500000\n",
        "sys/fs/cgroup/box/memory.current": "300000\n",
        "sys/fs/cgroup/box/memory.stat": "anon 7\ninactive_file 50000\n",
    }
    assert available_bytes(system(tmp_path, MACHINE | SECOND | box)) == 250_000


def test_the_limit_of_an_older_container_holds(tmp_path: Path) -> None:
    # The name is the outer system's; inside, the group lies at the top.
    box = {
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "500000\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "600000\n",
        "sys/fs/cgroup/memory/memory.stat": "total_inactive_file 40000\n",
    }
    assert available_bytes(system(tmp_path, MACHINE | FIRST | box)) == 0
    box["sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n"
    assert available_bytes(system(tmp_path, MACHINE | FIRST | box)) == 1_024_000


# --- what is said --------------------------------------------------------------------------------


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one process fit: 11 doors and an end are 12 rows, which need (8 + 56) x 144 bytes."""
    monkeypatch.setattr("router.solving.memory.available_bytes", lambda: 2 * 9216 - 1)


@pytest.mark.usefixtures("little")
def test_where_time_is_the_limit_fewer_processes_search_and_it_is_said() -> None:
    with pytest.warns(DegradedWarning, match="only 1 of 2 search processes fit"):
        solution = solved(DAY, seconds=0.5, iterations=None, workers=2)
    assert solution.search.workers == 1


@pytest.mark.usefixtures("little")
def test_what_a_visit_is_worth_by_the_hour_needs_no_more() -> None:
    bands = tuple(
        ValueBand(start_s=hour * HOUR, end_s=(hour + 1) * HOUR - 1, value=100.0 + hour)
        for hour in range(9, 15)
    )
    banded = day([visit(n, value_bands=bands) for n in range(1, 12)], [shift("ann"), shift("bo")])
    assert solved(banded, iterations=5, workers=1).search.workers == 1


@pytest.mark.usefixtures("little")
def test_where_the_plan_hangs_on_their_number_it_is_not_changed() -> None:
    with pytest.raises(InputError, match="take fewer than 2 workers, or plan fewer cases"):
        solved(DAY, iterations=5, workers=2)
    assert solved(DAY, iterations=5, workers=1).search.workers == 1


def test_what_does_not_fit_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("router.solving.memory.available_bytes", lambda: 9215)
    with pytest.raises(InputError, match=r"12 places are too many .* plan fewer cases at once"):
        solved(DAY, seconds=1.0, iterations=None, workers=2)


class Untouched(GreatCircleTravel):
    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        raise AssertionError(f"the matrix of {len(points)} places was computed for {mode}")


POINTS = [Coordinate(60.0, 25.0)] * 200_000


def test_a_day_of_200_000_places_is_refused_before_its_matrix_is_computed() -> None:
    # 200,000 squared are 4e10 pairs; 8 bytes each here, 8 + 56 in a search process.
    with pytest.raises(
        InputError, match=r"200,000 places .* need about 2,880\.0 GB, and "
    ) as caught:
        travel_matrices([shift("ann")], POINTS, Untouched(), silent)
    with pytest.raises(InputError, match="200,000 places"):
        measure(Untouched())(POINTS, "car")
    assert exit_code_of(caught.value) == 2
