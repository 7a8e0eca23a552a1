"""Buildings of Chinese compounds, as thinly as they are tagged."""

from __future__ import annotations

from pathlib import Path

import osmium
import osmium.osm.mutable
import pytest

from router.domain.extract import Extract
from router.regions import read_extract
from router.regions.compounds import building_of, compound_of


def written(path: Path, buildings: list[dict[str, str]], compound: dict[str, str]) -> Extract:
    """Write a compound of 200 m by 200 m with some buildings in a row inside, and a road."""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        points = [(120.0, 30.0), (120.002, 30.0), (120.002, 30.002), (120.0, 30.002)]
        for number in range(len(buildings)):
            west, south = 120.0002 + 0.0002 * number, 30.001
            points += [
                (west, south),
                (west + 0.0001, south),
                (west + 0.0001, south + 0.0001),
                (west, south + 0.0001),
            ]
        for number, point in enumerate(points, start=1):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=point))
        tagged = [compound, *buildings]
        for number, tags in enumerate(tagged):
            ring = [4 * number + corner for corner in (1, 2, 3, 4, 1)]
            writer.add_way(osmium.osm.mutable.Way(id=number + 1, nodes=ring, tags=tags))
        road = {"highway": "residential", "name": "文三路"}
        writer.add_way(osmium.osm.mutable.Way(id=99, nodes=[1, 2], tags=road))
    return read_extract(path)


@pytest.mark.parametrize(
    "compound",
    [
        {"landuse": "residential", "name": "翠苑小区"},
        {"place": "neighbourhood", "name": "翠苑小区"},
        {"place": "city_block", "name": "翠苑小区"},
    ],
)
def test_a_building_belongs_to_the_compound_around_it(
    tmp_path: Path, compound: dict[str, str]
) -> None:
    buildings = [
        {"building": "yes", "name": "1号楼"},
        {"building": "apartments", "name": "翠苑小区2幢"},
        {"building": "yes", "ref": "3"},
        {"building": "yes", "addr:housenumber": "4栋"},
        {"building": "yes", "addr:unit": "5"},
        {"building": "yes", "addr:block_number": "6"},
        {"building": "yes", "addr:street": "文三路", "addr:housenumber": "88弄7号"},
        {"building": "yes", "name": "国际大厦"},
    ]
    extract = written(tmp_path / "compound.osm.pbf", buildings, compound)
    found = [(door.compound, door.building) for door in extract.addresses]
    assert found == [("翠苑小区", str(number)) for number in range(1, 8)]


def test_the_same_tags_without_a_chinese_compound_are_no_doors(tmp_path: Path) -> None:
    buildings = [{"building": "yes", "ref": "3"}, {"building": "yes", "addr:housenumber": "4"}]
    compound = {"landuse": "residential", "name": "Rosengarten"}
    assert not written(tmp_path / "garden.osm.pbf", buildings, compound).addresses


@pytest.mark.parametrize(
    ("tags", "compound", "building"),
    [
        ({"name": "翠苑小区3幢"}, "翠苑小区", "3"),
        ({"addr:place": "翠苑小区", "addr:housenumber": "3号楼"}, "翠苑小区", "3"),
        ({"addr:neighbourhood": "翠苑小区", "ref": "A座"}, "翠苑小区", "A"),
        ({"addr:housename": "国际大厦", "addr:housenumber": "12号"}, "国际大厦", ""),
        ({"name": "Building 3"}, "", ""),
    ],
)
def test_tags_tell_compound_and_building(
    tags: dict[str, str], compound: str, building: str
) -> None:
    assert (compound_of(tags), building_of(tags)) == (compound, building)
