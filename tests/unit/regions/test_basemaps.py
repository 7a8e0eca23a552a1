from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from router.errors import RegionError
from router.regions import BASEMAP_FILE, read_basemap, read_extract, write_basemap
from tests.unit.regions.towns import Town, small_town


def test_streets_come_back_simpler_and_in_the_same_place(tmp_path: Path) -> None:
    extract = read_extract(small_town().write(tmp_path / "t.osm"))
    write_basemap(extract, tmp_path / "region")
    basemap = read_basemap(tmp_path / "region")
    (line,) = basemap.lines
    assert (line.kind, line.name) == ("street", "Main Street")
    # Three points on one straight line: the middle one is left out.
    expected = np.array([[60.0, 25.0], [60.0, 25.002]], dtype=np.float32)
    np.testing.assert_allclose(line.points, expected, atol=4e-6)
    assert line.points.dtype == np.float32
    assert basemap.extent == extract.extent
    assert basemap.attribution == "© OpenStreetMap contributors"
    assert not basemap.synthetic


def test_each_line_starts_where_its_road_does(tmp_path: Path) -> None:
    town = (
        Town().node(1, -33.9, -70.5).node(2, -33.8, -70.6).node(3, 10.0, 179.9).node(4, 10, 179.8)
    )
    town.way(1, [1, 2], highway="primary_link", name="A").way(2, [3, 4], highway="steps")
    town.way(3, [2, 1], highway="tertiary").way(4, [1, 3], route="ferry", name="not drawn")
    write_basemap(read_extract(town.write(tmp_path / "t.osm")), tmp_path)
    lines = read_basemap(tmp_path).lines
    assert [(line.kind, line.name) for line in lines] == [
        ("major", "A"),
        ("path", ""),
        ("street", ""),
    ]
    np.testing.assert_allclose(lines[1].points, [[10, 179.9], [10, 179.8]], atol=1e-5)
    np.testing.assert_allclose(lines[2].points, [[-33.8, -70.6], [-33.9, -70.5]], atol=1e-5)


def test_a_generated_city_says_so_on_the_map(tmp_path: Path) -> None:
    town = small_town()
    town.header.set("generator", "router synthetic city")
    write_basemap(read_extract(town.write(tmp_path / "t.osm")), tmp_path)
    basemap = read_basemap(tmp_path)
    assert basemap.synthetic
    assert "Synthetic" in basemap.attribution
    assert "OpenStreetMap" not in basemap.attribution


def test_an_extract_without_roads_has_an_empty_map(tmp_path: Path) -> None:
    town = Town().node(1, 1, 1, addr__street="A", addr__housenumber="1")
    write_basemap(read_extract(town.write(tmp_path / "t.osm")), tmp_path)
    assert read_basemap(tmp_path).lines == ()


def test_a_missing_or_damaged_map_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match=r"has no basemap\.npz.*router region build"):
        read_basemap(tmp_path)
    write_basemap(read_extract(small_town().write(tmp_path / "t.osm")), tmp_path)
    path = tmp_path / BASEMAP_FILE
    whole = path.read_bytes()
    for damaged in (b"", b"junk", whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        with pytest.raises(RegionError, match="is damaged"):
            read_basemap(tmp_path)
