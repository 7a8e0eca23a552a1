"""Compounds and their buildings, lanes, and whether street and compound agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from router.domain.extract import AddressPoint, Extent, NamedPlace
from router.domain.places import Coordinate, Grade
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from tests.unit.geocoding.places import door, extract, geocoder

BOX = Extent(30.2, 120.1, 30.4, 120.3)


def square(lat: float, lon: float, half: float) -> tuple[Coordinate, ...]:
    """Return a closed square of degrees."""
    corners = ((-half, -half), (-half, half), (half, half), (half, -half), (-half, -half))
    return tuple(Coordinate(lat + up, lon + right) for up, right in corners)


def building(compound: str, number: str, lat: float, lon: float) -> AddressPoint:
    """Return a building that has nothing but its compound."""
    return AddressPoint(
        coordinate=Coordinate(lat, lon), number="", street="", compound=compound, building=number
    )


def place(name: str, kind: str, lat: float, lon: float, half: float) -> NamedPlace:
    """Return an outlined place."""
    return NamedPlace(
        coordinate=Coordinate(lat, lon),
        name=name,
        kind=kind,
        radius_m=half * 111_195 * 1.3,
        outline=square(lat, lon, half),
    )


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RegionGeocoder]:
    doors = [
        building("翠苑小区", "3", 30.3005, 120.2003),
        building("翠苑小区", "A", 30.2995, 120.1997),
        building("金桂花园", "3", 30.33, 120.25),
        door("88号", "文三路", 30.3001, 120.2020),
        door("90号", "文三路", 30.3001, 120.2030),
        door("12号", "文三路", 30.3001, 120.1800),
        door("20号", "文三路", 30.3001, 120.1806),
        door("66弄5号", "文三路", 30.3010, 120.1900),
        door("6号", "文三路66弄7支弄", 30.3012, 120.1904),
        AddressPoint(
            coordinate=Coordinate(30.32, 120.22),
            number="",
            street="",
            whole="浙江省杭州市西湖区学府路15号银泰大厦2幢",
        ),
    ]
    places = [
        place("翠苑小区", "compound", 30.30, 120.20, 0.001),
        place("金桂花园", "compound", 30.33, 120.25, 0.001),
        place("国际大厦", "building", 30.31, 120.21, 0.0002),
        place("云溪市", "city", 30.3, 120.2, 0.08),
        place("柳塘区", "district", 30.3, 120.16, 0.04),  # 120.12 to 120.20
        place("桐岭区", "district", 30.3, 120.24, 0.04),  # 120.20 to 120.28
    ]
    with geocoder(tmp_path, extract(doors, places=places, box=BOX)) as opened:
        yield opened


def accepted(city: RegionGeocoder, texts: Sequence[str]) -> set[tuple[Grade, float, float]]:
    """Return grade and point of each address, all of which must be trusted."""
    found = set()
    for text in texts:
        best = city.find(text).places[0]
        assert best.score >= DEFAULT_THRESHOLD, text
        found.add((best.grade, best.coordinate.lat, best.coordinate.lon))
    return found


def test_a_building_of_a_compound_is_found_however_it_is_written(city: RegionGeocoder) -> None:
    texts = (
        "翠苑小区3幢",
        "翠苑小区3号楼2单元501室",
        "云溪市翠苑小区３栋",
        "翠苑社区3幢",  # the only 翠苑 here
        "翠苑3幢",
        "桐岭区翠苑小区3幢",  # 120.2003 lies in 桐岭区
        "文三路88号翠苑小区3幢",  # 163 m from the number
        "文三路88号3幢",
    )
    assert accepted(city, texts) == {(Grade.DOOR, 30.3005, 120.2003)}
    assert accepted(city, ["翠苑小区A座"]) == {(Grade.DOOR, 30.2995, 120.1997)}


def test_the_other_district_is_not_accepted(city: RegionGeocoder) -> None:
    assert city.geocode("柳塘区金桂花园3幢") is None
    assert "柳塘区" in city.find("柳塘区金桂花园3幢").why


def test_a_door_a_few_metres_across_the_border_may_be_said_to_lie_on_either_side(
    city: RegionGeocoder,
) -> None:
    # 0.0003 degrees of longitude are 29 m here.
    assert accepted(city, ["柳塘区翠苑小区3幢", "桐岭区翠苑小区3幢"]) == {
        (Grade.DOOR, 30.3005, 120.2003)
    }


def test_a_compound_that_contradicts_the_street_goes_to_review_with_both(
    city: RegionGeocoder,
) -> None:
    finding = city.find("文三路88号金桂花园3幢")
    assert city.geocode("文三路88号金桂花园3幢") is None
    assert "apart" in finding.why
    names = [candidate.matched.split(" ")[0] for candidate in finding.places]
    assert {"文三路", "金桂花园"} <= set(names)


def test_a_compound_alone_is_as_exact_as_it_is_small(city: RegionGeocoder) -> None:
    best = city.find("翠苑小区").places[0]
    # half a side of 0.001° is 111 m, and 1.3 times that to the corner
    assert (best.grade, best.error_m) == (Grade.PLACE, 144.6)
    assert city.find("翠苑小区9幢").places[0].score < DEFAULT_THRESHOLD  # not known there
    assert city.find("国际大厦").places[0].error_m == 30.0


def test_lanes_and_sublanes_are_houses_of_the_street(city: RegionGeocoder) -> None:
    assert accepted(city, ["文三路66弄5号", "文三路66弄5号301室"]) == {(Grade.DOOR, 30.301, 120.19)}
    assert accepted(city, ["文三路66弄7支弄6号"]) == {(Grade.DOOR, 30.3012, 120.1904)}
    assert city.geocode("文三路66弄50号") is None


def test_an_address_tagged_in_one_piece_is_read(city: RegionGeocoder) -> None:
    assert accepted(city, ["学府路15号", "银泰大厦2幢"]) == {(Grade.DOOR, 30.32, 120.22)}


def test_elsewhere_is_elsewhere(city: RegionGeocoder) -> None:
    for head in ("南京市", "江苏省南京市", "静安区", "杭州市西湖区", "广东省", "宝山镇"):
        assert city.geocode(f"{head}文三路88号") is None, head
    assert accepted(city, ["云溪市桐岭区文三路88号", "文三路88"]) == {
        (Grade.DOOR, 30.3001, 120.202)
    }
