"""The search against the plainest possible one, on random grids with one-way streets."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from router.domain.agents import TravelMode
from router.domain.places import Coordinate, great_circle_m
from router.travel import StreetTravel, build_network
from tests.unit.travel.networks import at, drawn

SIDE, PLACES = 5, 12
Links = dict[str, list[tuple[str, float]]]


def metres_by_hand(links: Links, origin: str) -> dict[str, float]:
    best = {origin: 0.0}
    queue = [(0.0, origin)]
    while queue:
        length, node = heapq.heappop(queue)
        if length > best[node]:
            continue
        for target, step in links.get(node, []):
            if length + step < best.get(target, math.inf):
                best[target] = length + step
                heapq.heappush(queue, (length + step, target))
    return best


@pytest.mark.parametrize("seed", range(8))
def test_every_pair_is_as_far_apart_as_by_hand(tmp_path: Path, seed: int) -> None:
    """Walking knows no crossing costs, so metres and seconds tell the same."""
    chance = np.random.default_rng(seed)
    names = {(x, y): chr(ord("A") + SIDE * y + x) for x in range(SIDE) for y in range(SIDE)}
    nodes = {
        name: (100.0 * x + chance.uniform(-30, 30), 100.0 * y + chance.uniform(-30, 30))
        for (x, y), name in names.items()
    }
    roads, streets = [], []
    for (x, y), name in names.items():
        for step in ((x + 1, y), (x, y + 1)):
            kind = chance.choice(["none", "both", "one", "back"], p=[0.15, 0.45, 0.2, 0.2])
            if step not in names or kind == "none":
                continue
            ends = name + names[step] if kind != "back" else names[step] + name
            one_way = kind in ("one", "back")
            tags = {"highway": "residential"} | ({"oneway:foot": "yes"} if one_way else {})
            roads.append((ends, tags))
            streets.append((ends, one_way))
    network = drawn(nodes, roads)
    build_network(network, tmp_path, modes=[TravelMode.FOOT])

    chosen = chance.choice(len(streets), PLACES)
    shares = chance.uniform(0.1, 0.9, PLACES)
    points: list[Coordinate] = []
    on_street: dict[int, list[tuple[float, str]]] = {}
    for k, (street, share) in enumerate(zip(chosen.tolist(), shares.tolist(), strict=True)):
        (ax, ay), (bx, by) = (nodes[end] for end in streets[street][0])
        points.append(at(ax + share * (bx - ax), ay + share * (by - ay)))
        on_street.setdefault(street, []).append((share, f"place {k}"))
    links: Links = {}
    for number, (ends, one_way) in enumerate(streets):
        length = great_circle_m(at(*nodes[ends[0]]), at(*nodes[ends[1]]))
        chain = [(0.0, ends[0]), *sorted(on_street.get(number, [])), (1.0, ends[1])]
        for (low, one), (high, other) in pairwise(chain):
            links.setdefault(one, []).append((other, (high - low) * length))
            if not one_way:
                links.setdefault(other, []).append((one, (high - low) * length))

    # Half a metre: each place stays on its own street, also on one that leads nowhere.
    found = StreetTravel(tmp_path, max_snap_m=0.5).matrix(points, TravelMode.FOOT)
    for i in range(PLACES):
        best = metres_by_hand(links, f"place {i}")
        for j in range(PLACES):
            expected = best.get(f"place {j}")
            if expected is None:
                assert found.duration_s[i, j] == -1
            else:
                # 4.5 km/h are 1.25 m/s; links are rounded to decimetres and tenths of a second.
                assert found.distance_m[i, j] == pytest.approx(expected, abs=2)
                assert found.duration_s[i, j] == pytest.approx(expected / 1.25, abs=2)
