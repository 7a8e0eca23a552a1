"""Streets are cropped, simplified and packed without moving where they are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent
from router.drawing.streets import ALPHABET, PackedStreets, pack_streets, simplified

WORLD = Extent(-90, -180, 90, 180)
PLENTY = 10_000_000


def street(
    points: list[tuple[float, float]], *, kind: str = "street", name: str = ""
) -> StreetLine:
    return StreetLine(kind=kind, name=name, points=np.array(points, dtype=np.float32))


def basemap(*lines: StreetLine) -> BaseMap:
    return BaseMap(lines=lines, extent=WORLD, attribution="")


def unpacked(packed: PackedStreets, kind: str) -> list[tuple[str, list[tuple[float, float]]]]:
    """Read the text back by the rules that the module states, digit by digit."""
    digits = [ALPHABET.index(letter) for letter in packed.lines.get(kind, "")]
    numbers, value, place = [], 0, 0
    for digit in digits:
        value += (digit % 32) * 32**place
        place += 1
        if digit < 32:
            numbers.append(value)
            value, place = 0, 0
    lines, at, lat, lon = [], 0, 0, 0
    while at < len(numbers):
        name, count = numbers[at], numbers[at + 1]
        at += 2
        points = []
        for _ in range(count):
            step = [n // 2 if n % 2 == 0 else -(n + 1) // 2 for n in numbers[at : at + 2]]
            lat, lon, at = lat + step[0], lon + step[1], at + 2
            points.append((lat / 1e5, lon / 1e5))
        lines.append((packed.names[name], points))
    return lines


def test_two_points_near_the_origin_pack_into_the_letters_that_the_rules_give() -> None:
    # name 0 -> A; 2 points -> C; (1, -1) in steps: zigzag 2, 1 -> C, B;
    # then (+16, 0): zigzag 32 = 0 + 1 * 32 -> digit 0 with 32 added (g), then 1 (B); 0 -> A.
    packed = pack_streets(
        basemap(street([(0.00001, -0.00001), (0.00017, -0.00001)])), WORLD, budget=PLENTY
    )
    assert packed.lines["street"] == "ACCBgBA"
    assert packed.names == ("",)


coordinate = st.tuples(
    st.floats(-89, 89, allow_nan=False, width=32), st.floats(-179, 179, allow_nan=False, width=32)
)


@given(st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=8))
def test_ends_come_back_within_half_a_step(ends: list[tuple[tuple[float, float], ...]]) -> None:
    lines = [street(list(pair), name=f"n{at % 3}") for at, pair in enumerate(ends)]
    back = unpacked(pack_streets(basemap(*lines), WORLD, budget=PLENTY), "street")
    assert [name for name, _ in back] == [line.name for line in lines]
    for line, (_, points) in zip(lines, back, strict=True):
        assert np.allclose(points, line.points, rtol=0, atol=0.500001e-5)


def test_streets_that_only_cross_the_box_are_kept_and_others_are_not() -> None:
    box = Extent(0, 0, 1, 1)
    across = street([(0.5, -5), (0.5, 5)], name="across")
    outside = street([(2, 0), (2, 1)], name="outside")
    touching = street([(1, 1), (2, 2)], name="touching")
    packed = pack_streets(basemap(across, outside, touching), box, budget=PLENTY)
    assert [name for name, _ in unpacked(packed, "street")] == ["across", "touching"]
    assert packed.names == ("", "across", "touching")


def test_each_kind_is_packed_for_itself() -> None:
    packed = pack_streets(
        basemap(*(street([(0, 0), (0, 1)], kind=kind) for kind in ("path", "major", "street"))),
        WORLD,
        budget=PLENTY,
    )
    assert {kind: len(unpacked(packed, kind)) for kind in packed.lines} == {
        "path": 1, "street": 1, "major": 1,
    }  # fmt: skip


def test_points_on_a_straight_line_go_and_corners_stay() -> None:
    # 0.001 degrees of latitude is 111 m: the corner stands far from any line between others.
    straight = [(0.0, lon / 1000) for lon in range(11)]
    corner = [(0.001, 0.010), (0.002, 0.010)]
    packed = pack_streets(basemap(street(straight + corner)), WORLD, budget=PLENTY)
    [(_, points)] = unpacked(packed, "street")
    assert points == [(0.0, 0.0), (0.0, 0.01), (0.002, 0.01)]


def _distance_m(point: NDArray[np.float64], line: NDArray[np.float64]) -> float:
    """Metres from a point to a polyline near the equator."""
    best = np.inf
    for a, b in pairwise(line):
        along = b - a
        share = np.clip(np.dot(point - a, along) / max(float(np.dot(along, along)), 1e-30), 0, 1)
        best = min(best, float(np.hypot(*(point - a - share * along))))
    return best * 111_195


@given(st.integers(0, 2**32 - 1))
def test_no_point_of_a_winding_street_moves_farther_than_the_passes_allow(seed: int) -> None:
    # Each of at most eight passes moves a line by less than the tolerance (here 5 m).
    walk = np.random.default_rng(seed).normal(0, 1e-4, (60, 2)).cumsum(axis=0)
    keep = simplified(walk, np.zeros(60, dtype=np.int64), 5.0)
    assert keep[0]
    assert keep[-1]
    assert max(_distance_m(point, walk[keep]) for point in walk) < 8 * 5.0


def test_a_line_never_loses_its_ends_to_the_line_after_it() -> None:
    points = np.array([(0.0, 0.0), (0.0, 0.1), (0.0, 0.2), (0.0, 0.3)])
    keep = simplified(points, np.array([0, 0, 1, 1]), 100.0)
    assert keep.all()


def test_a_map_that_is_too_large_loses_paths_first_and_side_streets_last() -> None:
    # 40 zigzags of 100 m: no tolerance below 40 m removes a corner, so only whole kinds can go.
    def zigzag(at: int, kind: str) -> StreetLine:
        return street([(at * 0.01, n * 0.001 * (n % 2)) for n in range(10)], kind=kind)

    whole = basemap(*(zigzag(at, kind) for at in range(40) for kind in ("path", "street", "major")))
    size = pack_streets(whole, WORLD, budget=PLENTY).size
    fewer = pack_streets(whole, WORLD, budget=round(size * 0.8))
    fewest = pack_streets(whole, WORLD, budget=round(size * 0.4))
    assert sorted(fewer.lines) == ["major", "street"]
    assert sorted(fewest.lines) == ["major"]


@pytest.mark.parametrize("lines", [(), (street([(0, 0)]),)], ids=["none", "a single point"])
def test_without_streets_there_is_nothing_to_pack(lines: tuple[StreetLine, ...]) -> None:
    packed = pack_streets(basemap(*lines), WORLD, budget=PLENTY)
    assert packed.size == 0


def test_the_alphabet_holds_64_letters_that_no_language_reads() -> None:
    assert len(set(ALPHABET)) == 64
    assert not set(ALPHABET) & set("<>\"'`$\\{}&")
