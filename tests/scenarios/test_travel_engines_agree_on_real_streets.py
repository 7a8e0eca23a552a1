"""OSRM and our own street graph answer alike on real extracts, whichever a machine has.

What differs is stated: OSRM sees single turns, turn restrictions, gates and traffic lights, our
graph a mean time per crossing. So distances agree to a percent, walking times to two, and driving
and riding times to a tenth in the median; in a city's centre, where turns are most of the way, the
single pair may differ by a half.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from router.domain.agents import TravelMode
from router.domain.extract import RoadNetwork
from router.domain.places import Coordinate, great_circle_m
from router.regions import read_extract
from router.travel import (
    OsrmTravel,
    StreetTravel,
    TravelProvider,
    build_network,
    build_osrm,
    osrm_available,
)

SHARED = Path(os.environ.get("ROUTER_SHARED") or Path(__file__).parents[3] / "shared")
NETWORKS = (TravelMode.CAR, TravelMode.BIKE, TravelMode.FOOT)
LEAST_CORRELATION = {"porto-metro": 0.99, "helsinki-centre": 0.85, "dreieich": 0.97}
# The whole metropolis for cars only: OSRM's build takes its time.
REGIONS = [
    (name, mode)
    for name in LEAST_CORRELATION
    for mode in NETWORKS
    if name != "porto-metro" or mode is TravelMode.CAR
]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here"),
]


@dataclass(frozen=True)
class Region:
    name: str
    mode: TravelMode
    folder: Path
    points: list[Coordinate]

    def engines(self) -> list[TravelProvider]:
        osrm = [OsrmTravel(self.folder)] if osrm_available() else []
        return [StreetTravel(self.folder), *osrm]


def places(network: RoadNetwork, count: int, *, seed: int) -> list[Coordinate]:
    chance = np.random.default_rng(seed)
    chosen = chance.choice(len(network.lat), count, replace=False)
    moved = chance.normal(0, 1e-4, (count, 2))
    return [
        Coordinate(float(network.lat[k] + north), float(network.lon[k] + east))
        for k, (north, east) in zip(chosen, moved, strict=True)
    ]


@pytest.fixture(scope="module", params=REGIONS, ids="-".join)
def region(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Build one network with what this machine has; 80 places near some street."""
    name, mode = request.param
    folder = tmp_path_factory.mktemp(name)
    extract = SHARED / "data" / "osm" / f"{name}.osm.pbf"
    network = read_extract(extract).network
    build_network(network, folder, modes=[mode])
    if osrm_available():
        build_osrm(extract, folder, networks=[mode.value])
    points = places(network, 80, seed=11)
    return Region(name, mode, folder, points)


@pytest.mark.skipif(not osrm_available(), reason="OSRM needs Python 3.12 or newer")
def test_times_distances_and_reach_agree(region: Region) -> None:
    ours, osrm = (engine.matrix(region.points, region.mode) for engine in region.engines())
    both = (ours.duration_s > 0) & (osrm.duration_s > 0)
    reached: NDArray[np.bool_] = (ours.duration_s >= 0) == (osrm.duration_s >= 0)
    assert reached.mean() > 0.98

    seconds, reference = ours.duration_s[both], osrm.duration_s[both]
    assert np.corrcoef(seconds, reference)[0, 1] > LEAST_CORRELATION[region.name]
    tolerance = 0.02 if region.mode is TravelMode.FOOT else 0.10
    assert np.median(seconds / reference) == pytest.approx(1.0, abs=tolerance)
    assert np.median(ours.distance_m[both] / osrm.distance_m[both]) == pytest.approx(1, abs=0.01)
    # Both put a place on the same street, but for gates that only OSRM sees.
    apart = np.abs(np.array(ours.snap_m) - np.array(osrm.snap_m))
    assert (apart < 5).mean() > 0.9


def test_lines_lead_from_door_to_door_and_are_as_long_as_the_matrix_says(region: Region) -> None:
    points = region.points
    for engine in region.engines():
        found = engine.matrix(points, region.mode)
        legs = [(k, k + 1) for k in range(len(points) - 1) if found.duration_s[k, k + 1] > 0]
        assert len(legs) > 40
        lines = engine.lines([(points[a], points[b]) for a, b in legs], region.mode)
        for (a, b), line in zip(legs, lines, strict=True):
            assert great_circle_m(line[0], points[a]) <= found.snap_m[a] + 1
            assert great_circle_m(line[-1], points[b]) <= found.snap_m[b] + 1
            length = sum(map(great_circle_m, line[:-1], line[1:]))
            assert length == pytest.approx(found.distance_m[a, b], rel=0.02, abs=5)


def test_a_place_in_the_ocean_is_unreachable_for_every_engine(region: Region) -> None:
    west = Coordinate(region.points[0].lat, region.points[0].lon - 1.0)
    for engine in region.engines():
        found = engine.matrix([west, *region.points[:10]], region.mode)
        assert (found.duration_s[0, 1:] == -1).all()
        assert (found.duration_s[1:, 0] == -1).all()
        assert (found.duration_s[1:, 1:] > 0).any()
        assert found.snap_m[0] > 10_000


def test_no_way_is_shorter_than_the_straight_line(region: Region) -> None:
    """Of 300 places in central Helsinki OSRM's own table holds some negative distances."""
    extract = SHARED / "data" / "osm" / f"{region.name}.osm.pbf"
    points = places(read_extract(extract).network, 300, seed=2)
    for engine in region.engines():
        found = engine.matrix(points, region.mode)
        snaps = np.array(found.snap_m)
        straight = np.array([[great_circle_m(a, b) for b in points] for a in points])
        least = straight - snaps[:, None] - snaps - 10
        reached = found.duration_s >= 0
        assert (found.distance_m[reached] >= least[reached]).all()
