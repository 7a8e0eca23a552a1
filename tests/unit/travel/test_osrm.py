"""OSRM inside this process, on streets drawn by hand. Skipped where it has no wheel."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from router.domain.agents import TravelMode
from router.domain.places import great_circle_m
from router.errors import RegionError
from router.travel import OsrmTravel, build_osrm, osrm_available
from tests.unit.travel.networks import at, drawn, written

pytestmark = pytest.mark.skipif(not osrm_available(), reason="OSRM needs Python 3.12 or newer")

STREET = {"highway": "residential", "maxspeed": "45"}  # driven at 36 km/h = 10 m/s
NODES = {"a": (0, 0), "b": (200, 0), "c": (200, 100), "d": (0, 100)}
# A block with a one-way street a→b.
BLOCK = drawn(NODES, [("ab", STREET | {"oneway": "yes"}), ("bcda", STREET)])


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region")
    assert build_osrm(written(BLOCK, folder / "block.osm"), folder) == ("car", "bike", "foot")
    return folder


def test_a_one_way_street_is_come_back_to_around_the_block(region: Path) -> None:
    found = OsrmTravel(region).matrix([at(50, 0), at(150, 0)], TravelMode.CAR)
    assert found.distance_m.tolist() == [[0, 100], [pytest.approx(500, abs=1), 0]]
    assert found.duration_s.tolist() == [[0, 10], [50, 0]]
    assert found.source == "osrm"
    assert not found.approximate


def test_a_place_beyond_the_bound_costs_only_itself(region: Path) -> None:
    points = [at(50, -10), at(50, -61_000), at(150, 0), at(100, -310)]
    found = OsrmTravel(region).matrix(points, TravelMode.CAR)
    assert found.duration_s[0, 2] == 10
    for lost in (1, 3):
        assert (found.duration_s[lost] >= 0).tolist() == [k == lost for k in range(4)]
        assert (found.duration_s[:, lost] >= 0).tolist() == [k == lost for k in range(4)]
    assert found.snap_m[0] == pytest.approx(10, abs=0.5)
    assert found.snap_m[1] == pytest.approx(61_000, rel=1e-2)
    assert found.snap_m[3] == pytest.approx(310, abs=3)


def test_only_places_off_every_street_give_a_matrix_of_unreachables(region: Path) -> None:
    found = OsrmTravel(region).matrix([at(0, 5000), at(0, 6000)], TravelMode.CAR)
    assert found.duration_s.tolist() == [[0, -1], [-1, 0]]


def test_a_courtyard_that_leads_nowhere_catches_no_place(tmp_path: Path) -> None:
    # A street of 1 km with a side street every 100 m, and a yard xy that touches nothing: 2 of the
    # 40 directed stretches, less than the tenth that makes a net large.
    street = {str(k): (100.0 * k, 0.0) for k in range(10)}
    sides = {chr(ord("A") + k): (100.0 * k, -100.0) for k in range(1, 10)}
    yard = {"x": (420.0, 40.0), "y": (480.0, 40.0)}
    network = drawn(
        street | sides | yard,
        [("0123456789", STREET), ("xy", STREET)]
        + [(f"{k}{chr(ord('A') + k)}", STREET) for k in range(1, 10)],
    )
    build_osrm(written(network, tmp_path / "street.osm"), tmp_path, networks=["car"])
    found = OsrmTravel(tmp_path).matrix([at(450, 30), at(470, 30), at(50, 0)], TravelMode.CAR)
    assert found.snap_m[0] == pytest.approx(30, abs=0.5)  # the yard is 10 m away
    assert found.distance_m[2].tolist() == pytest.approx([400, 420, 0], abs=1)


def test_places_at_one_coordinate_are_nothing_apart(region: Path) -> None:
    found = OsrmTravel(region).matrix(
        [at(50, 0), at(50, 0), at(0, 9000), at(0, 9000)], TravelMode.CAR
    )
    assert found.duration_s[:2, :2].tolist() == [[0, 0], [0, 0]]
    assert found.duration_s[2:, 2:].tolist() == [[0, 0], [0, 0]]


def test_lines_follow_the_streets_that_the_matrix_used(region: Path) -> None:
    legs = [(at(150, 5), at(50, 5)), (at(50, 5), at(0, 5000)), (at(50, 5), at(50, 5))]
    around, lost, nothing = OsrmTravel(region).lines(legs, TravelMode.CAR)
    expected = [(150, 0), (200, 0), (200, 100), (0, 100), (0, 0), (50, 0)]
    assert len(around) == len(expected)
    for point, place in zip(around, expected, strict=True):
        assert great_circle_m(point, at(*place)) < 0.5
    assert lost == legs[1]
    assert len(nothing) == 2


def test_factors_of_modes_are_those_of_the_street_graph(region: Path) -> None:
    provider = OsrmTravel(region)
    ends = [at(20, 100), at(180, 100)]
    took = {mode: int(provider.matrix(ends, mode).duration_s[0, 1]) for mode in TravelMode}
    assert took[TravelMode.CAR] == 16
    assert took[TravelMode.MOTORCYCLE] == 14  # 16 s x 22/25 = 14.1
    assert took[TravelMode.FOOT] == 128  # 160 m at 4.5 km/h
    assert took[TravelMode.EBIKE] == round(took[TravelMode.BIKE] * 15 / 18)


def test_no_places_give_an_empty_matrix_and_no_legs_no_lines(region: Path) -> None:
    provider = OsrmTravel(region)
    assert len(provider.matrix([], TravelMode.CAR)) == 0
    assert provider.lines([], TravelMode.CAR) == ()


def test_a_folder_whose_name_osrm_would_cut_works(tmp_path: Path) -> None:
    folder = tmp_path / "my.osrm.d"
    build_osrm(written(BLOCK, tmp_path / "block.osm"), folder, networks=["car"])
    found = OsrmTravel(folder).matrix([at(50, 0), at(150, 0)], TravelMode.CAR)
    assert found.duration_s[0, 1] == 10


def test_a_gzipped_extract_is_unpacked(tmp_path: Path) -> None:
    plain = written(BLOCK, tmp_path / "block.osm")
    packed = tmp_path / "block.osm.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    told: list[tuple[str, float]] = []
    build_osrm(
        packed,
        tmp_path,
        networks=["foot"],
        on_progress=lambda text, share: told.append((text, share)),
    )
    assert len(OsrmTravel(tmp_path).matrix([at(50, 0)], TravelMode.FOOT)) == 1
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("OSRM", 1.0)


def test_a_network_without_roads_is_left_out(tmp_path: Path) -> None:
    steps = drawn({"a": (0, 0), "b": (100, 0)}, [("ab", {"highway": "steps"})])
    assert build_osrm(written(steps, tmp_path / "steps.osm"), tmp_path) == ("bike", "foot")
    with pytest.raises(RegionError, match="no OSRM network for car"):
        OsrmTravel(tmp_path).matrix([at(0, 0)], TravelMode.CAR)


def test_a_damaged_extract_is_a_region_error_and_leaves_nothing(tmp_path: Path) -> None:
    extract = tmp_path / "cut.osm.pbf"
    extract.write_bytes(b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x99\x01 cut off")
    folder = tmp_path / "region"
    with pytest.raises(RegionError, match="car network"):
        build_osrm(extract, folder)
    assert list(folder.iterdir()) == []


def test_a_missing_extract_is_a_region_error(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="does not exist"):
        build_osrm(tmp_path / "none.osm.pbf", tmp_path)


def test_files_that_were_cut_short_are_a_region_error(tmp_path: Path) -> None:
    build_osrm(written(BLOCK, tmp_path / "block.osm"), tmp_path, networks=["car"])
    (tmp_path / "osrm-car" / "roads.osrm.mldgr").unlink()
    with pytest.raises(RegionError, match="build the region again"):
        OsrmTravel(tmp_path).matrix([at(0, 0)], TravelMode.CAR)


def test_nothing_is_written_to_the_terminal(tmp_path: Path) -> None:
    extract = written(BLOCK, tmp_path / "block.osm")
    program = (
        "import sys; from pathlib import Path\n"
        "from router.domain.agents import TravelMode\n"
        "from router.domain.places import Coordinate\n"
        "from router.travel import OsrmTravel, build_osrm\n"
        "build_osrm(Path(sys.argv[1]), Path(sys.argv[2]), networks=['car'])\n"
        "points = [Coordinate(0, 0.0001), Coordinate(0, 0.001), Coordinate(9, 9)]\n"
        "travel = OsrmTravel(Path(sys.argv[2]))\n"
        "travel.matrix(points, TravelMode.CAR)\n"
        "travel.lines([(points[0], points[1])], TravelMode.CAR)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(extract), str(tmp_path / "region")],
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
