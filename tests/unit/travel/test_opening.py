from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from router.domain.agents import TravelMode
from router.errors import InputError, RegionError, RouterWarning
from router.travel import build_network, build_osrm, open_travel, osrm_available
from tests.unit.travel.networks import at, drawn, written

needs_osrm = pytest.mark.skipif(not osrm_available(), reason="OSRM needs Python 3.12 or newer")
NETWORK = drawn({"a": (0, 0), "b": (1000, 0)}, [("ab", {"highway": "residential"})])


def test_streets_serve_where_there_is_nothing_else(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    assert open_travel(tmp_path).name == "streets"
    assert open_travel(tmp_path, engine="streets").name == "streets"


@needs_osrm
def test_osrm_is_preferred_once_it_is_built(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    build_osrm(written(NETWORK, tmp_path / "drawn.osm"), tmp_path)
    assert open_travel(tmp_path).name == "osrm"
    assert open_travel(tmp_path, engine="osrm").name == "osrm"
    assert open_travel(tmp_path, engine="streets").name == "streets"


@needs_osrm
def test_incomplete_osrm_files_are_passed_over_with_a_warning(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    build_osrm(written(NETWORK, tmp_path / "drawn.osm"), tmp_path)
    shutil.rmtree(tmp_path / "osrm-foot")
    with pytest.warns(RouterWarning, match="incomplete"):
        assert open_travel(tmp_path).name == "streets"


@needs_osrm
def test_osrm_files_of_another_version_are_not_touched(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    build_osrm(written(NETWORK, tmp_path / "drawn.osm"), tmp_path)
    for stamp in tmp_path.glob("osrm-*/built.json"):
        stamp.write_text('{"osrm": "5.27"}', "utf-8")
    with pytest.raises(RegionError, match="no street network"):
        open_travel(tmp_path, engine="osrm")
    with pytest.warns(RouterWarning, match="another version"):
        assert open_travel(tmp_path).name == "streets"


@pytest.mark.skipif(osrm_available(), reason="OSRM is installed here")
def test_without_osrm_asking_for_it_says_what_to_use(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    with pytest.raises(RegionError, match="'streets'"):
        open_travel(tmp_path, engine="osrm")
    with pytest.raises(RegionError, match="not installed"):
        build_osrm(written(NETWORK, tmp_path / "drawn.osm"), tmp_path)


@pytest.mark.parametrize("engine", ["auto", "streets"])
def test_an_empty_folder_says_how_to_build_it(tmp_path: Path, engine: str) -> None:
    with pytest.raises(RegionError, match="router region build"):
        open_travel(tmp_path, engine=engine)


def test_the_great_circle_needs_no_region_but_must_be_named(tmp_path: Path) -> None:
    provider = open_travel(tmp_path / "none", engine="great-circle")
    assert provider.approximate


def test_an_unknown_engine_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="auto, osrm, streets, great-circle"):
        open_travel(tmp_path, engine="valhalla")


def test_the_bound_is_passed_on(tmp_path: Path) -> None:
    build_network(NETWORK, tmp_path)
    points = [at(0, 60), at(1000, 0)]
    near = open_travel(tmp_path, max_snap_m=50).matrix(points, TravelMode.CAR)
    far = open_travel(tmp_path, max_snap_m=70).matrix(points, TravelMode.CAR)
    assert (near.duration_s[0, 1], far.duration_s[0, 1]) == (-1, 144)
