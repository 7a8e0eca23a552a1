from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from router.domain.agents import TravelMode
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate
from router.travel import CachedTravel, GivenTravel, MatrixCache, StreetTravel, build_network
from tests.unit.travel.networks import at, drawn

POINTS = [Coordinate(60.0, 25.0), Coordinate(60.1, 25.0)]


class CountedTravel(GivenTravel):
    """A real provider that counts how often it is asked."""

    asked = 0

    def matrix(self, points: Sequence[Coordinate], mode: TravelMode) -> TravelMatrix:
        self.asked += 1
        return super().matrix(points, mode)


def provider(seconds: int = 60) -> CountedTravel:
    return CountedTravel(POINTS, [[0, seconds], [seconds, 0]], [[0, 500], [500, 0]])


def same(one: TravelMatrix, other: TravelMatrix) -> bool:
    return (
        bool((one.duration_s == other.duration_s).all())
        and bool((one.distance_m == other.distance_m).all())
        and (one.source, one.approximate, one.snap_m)
        == (other.source, other.approximate, other.snap_m)
    )


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    asked = provider()
    first = CachedTravel(asked, tmp_path).matrix(POINTS, TravelMode.CAR)
    again = CachedTravel(asked, tmp_path).matrix(POINTS, TravelMode.CAR)
    assert asked.asked == 1
    assert same(first, again)


def test_places_a_centimetre_apart_are_the_same_question(tmp_path: Path) -> None:
    asked = provider()
    cached = CachedTravel(asked, tmp_path)
    cached.matrix(POINTS, TravelMode.CAR)
    cached.matrix([Coordinate(60.0 + 1e-7, 25.0), POINTS[1]], TravelMode.CAR)
    assert asked.asked == 1


def test_another_mode_order_or_network_is_another_question(tmp_path: Path) -> None:
    asked, changed = provider(), provider(seconds=61)
    CachedTravel(asked, tmp_path).matrix(POINTS, TravelMode.CAR)
    CachedTravel(asked, tmp_path).matrix(POINTS, TravelMode.FOOT)
    CachedTravel(asked, tmp_path).matrix(POINTS[::-1], TravelMode.CAR)
    found = CachedTravel(changed, tmp_path).matrix(POINTS, TravelMode.CAR)
    assert (asked.asked, changed.asked) == (3, 1)
    assert found.duration_s[0, 1] == 61


def test_streets_with_another_bound_are_another_question(tmp_path: Path) -> None:
    region = tmp_path / "region"
    tags = {"highway": "residential"}
    build_network(drawn({"a": (0, 0), "b": (1000, 0)}, [("ab", tags)]), region)
    points = [at(0, 100), at(1000, 0)]
    wide, narrow = (
        CachedTravel(StreetTravel(region, max_snap_m=bound), tmp_path / "cache")
        for bound in (300.0, 50.0)
    )
    assert wide.matrix(points, TravelMode.CAR).duration_s[0, 1] == 144  # 1 km at 25 km/h
    assert narrow.matrix(points, TravelMode.CAR).duration_s[0, 1] == -1
    assert wide.matrix(points, TravelMode.CAR).snap_m == (100.0, 0.0)


def test_a_rebuilt_network_is_another_question(tmp_path: Path) -> None:
    region, cache = tmp_path / "region", tmp_path / "cache"
    points = [at(0, 0), at(1000, 0)]
    times = []
    for highway in ("residential", "living_street"):
        build_network(drawn({"a": (0, 0), "b": (1000, 0)}, [("ab", {"highway": highway})]), region)
        found = CachedTravel(StreetTravel(region), cache).matrix(points, TravelMode.CAR)
        times.append(int(found.duration_s[0, 1]))
    assert times == [144, 360]  # 25 and 10 km/h


@pytest.mark.parametrize("keep", [0, 10, 300, -20])
def test_a_damaged_file_is_computed_again(tmp_path: Path, keep: int) -> None:
    asked = provider()
    cached = CachedTravel(asked, tmp_path)
    first = cached.matrix(POINTS, TravelMode.CAR)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:keep])
    assert same(cached.matrix(POINTS, TravelMode.CAR), first)
    assert asked.asked == 2
    assert same(cached.matrix(POINTS, TravelMode.CAR), first)
    assert asked.asked == 2  # and kept again


def test_a_file_with_flipped_bytes_is_computed_again(tmp_path: Path) -> None:
    asked = provider()
    cached = CachedTravel(asked, tmp_path)
    first = cached.matrix(POINTS, TravelMode.CAR)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    for k in range(60, len(content), 40):
        content[k] ^= 0xFF
    path.write_bytes(content)
    assert same(cached.matrix(POINTS, TravelMode.CAR), first)
    assert asked.asked == 2


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    asked = provider()
    cached = CachedTravel(asked, tmp_path / "file" / "cache")
    assert cached.matrix(POINTS, TravelMode.CAR).duration_s[0, 1] == 60
    assert cached.matrix(POINTS, TravelMode.CAR).duration_s[0, 1] == 60
    assert asked.asked == 2


def test_files_are_private_and_hold_no_place(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    CachedTravel(provider(), folder).matrix(POINTS, TravelMode.CAR)
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with np.load(path) as stored:
        assert set(stored) == {"duration_s", "distance_m", "source", "approximate", "snap_m"}


def test_purging_deletes_the_matrices_and_nothing_else(tmp_path: Path) -> None:
    cached = CachedTravel(provider(), tmp_path)
    cached.matrix(POINTS, TravelMode.CAR)
    cached.matrix(POINTS, TravelMode.FOOT)
    (tmp_path / "notes.txt").write_text("keep", "utf-8")
    assert MatrixCache(tmp_path).purge() == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert MatrixCache(tmp_path / "never made").purge() == 0


def test_it_is_a_provider_like_the_one_inside(tmp_path: Path) -> None:
    inside = provider()
    cached = CachedTravel(inside, tmp_path)
    assert (cached.name, cached.approximate) == (inside.name, inside.approximate)
    assert cached.fingerprint(TravelMode.CAR) == inside.fingerprint(TravelMode.CAR)
    legs = [(POINTS[0], POINTS[1])]
    assert cached.lines(legs, TravelMode.CAR) == inside.lines(legs, TravelMode.CAR)
