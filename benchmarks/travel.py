"""Build and time both street engines on an extract, and tell how they agree.

python benchmarks/travel.py EXTRACT [--sizes 300 1000] [--modes car bike foot]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np

from router.domain.agents import TravelMode
from router.domain.extract import RoadNetwork
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.regions import read_extract
from router.travel import (
    GreatCircleTravel,
    OsrmTravel,
    StreetTravel,
    build_network,
    build_osrm,
    osrm_available,
)

T = TypeVar("T")


def timed(text: str, work: Callable[[], T]) -> T:
    """Run, print how long it took (by the clock, and of processors), and return the result."""
    start, before = time.perf_counter(), sum(os.times()[:4])
    result = work()
    elapsed, busy = time.perf_counter() - start, sum(os.times()[:4]) - before
    print(f"{text:<34} {elapsed:8.2f} s {busy:8.2f} s CPU", flush=True)
    return result


def places(network: RoadNetwork, count: int) -> list[Coordinate]:
    """Return places near streets: nodes of roads, moved by some 20 m."""
    chance = np.random.default_rng(1)
    count = min(count, len(network.lat))
    chosen = chance.choice(len(network.lat), count, replace=False)
    moved = chance.normal(0, 2e-4, (count, 2))
    return [
        Coordinate(float(network.lat[k] + north), float(network.lon[k] + east))
        for k, (north, east) in zip(chosen, moved, strict=True)
    ]


def compare(name: str, one: TravelMatrix, reference: TravelMatrix) -> None:
    """Print how a matrix agrees with a reference."""
    both = (one.duration_s > 0) & (reference.duration_s > 0)
    seconds = one.duration_s[both].astype(float)
    expected = reference.duration_s[both].astype(float)
    low, middle, high = np.quantile(seconds / expected, (0.05, 0.5, 0.95))
    metres = np.median(one.distance_m[both] / reference.distance_m[both].astype(float))
    alike = ((one.duration_s >= 0) == (reference.duration_s >= 0)).mean()
    speed = float(reference.distance_m[both].sum()) / float(expected.sum()) * 3.6
    print(
        f"  {name:<13} correlation {np.corrcoef(seconds, expected)[0, 1]:.4f}   ratio median "
        f"{middle:.3f} (5-95 %: {low:.2f}-{high:.2f})   metres {metres:.3f}   "
        f"same reach {alike:.4f}   reference {speed:.1f} km/h"
    )


def main() -> None:
    """Read the options, build, time, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extract", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1000])
    parser.add_argument("--modes", type=TravelMode, nargs="+", default=["car", "bike", "foot"])
    options = parser.parse_args()
    modes = [TravelMode(mode) for mode in options.modes]
    extract: Path = options.extract
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = timed("read the extract", lambda: read_extract(extract)).network
        timed("build streets", lambda: build_network(network, folder))
        if osrm_available():
            timed("build OSRM", lambda: build_osrm(extract, folder))
        everywhere = places(network, max(options.sizes))
        for mode in modes:
            measure(folder, mode, everywhere, options.sizes)


def measure(folder: Path, mode: TravelMode, everywhere: list[Coordinate], sizes: list[int]) -> None:
    """Time both engines for one mode, and compare them."""
    streets = StreetTravel(folder)
    osrm = OsrmTravel(folder) if osrm_available() else None
    timed(f"{mode}: open streets", partial(streets.matrix, [], mode))
    for size in sizes:
        points = everywhere[:size]
        label = f"{mode}: {len(points)} x {len(points)}"
        ours = timed(f"{label} streets", partial(streets.matrix, points, mode))
        if osrm is not None:
            reference = timed(f"{label} OSRM", partial(osrm.matrix, points, mode))
            compare("streets", ours, reference)
            compare("great circle", GreatCircleTravel().matrix(points, mode), reference)
    legs = list(pairwise(everywhere[:151]))
    timed(f"{mode}: {len(legs)} lines streets", partial(streets.lines, legs, mode))
    if osrm is not None:
        timed(f"{mode}: {len(legs)} lines OSRM", partial(osrm.lines, legs, mode))


if __name__ == "__main__":
    main()
