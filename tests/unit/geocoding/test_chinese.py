"""Chinese addresses, as far as the index answers them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import Extent, NamedPlace
from router.domain.places import Coordinate, Grade
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from tests.unit.geocoding.places import door, extract, geocoder

BOX = Extent(30.2, 120.1, 30.4, 120.3)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RegionGeocoder]:
    doors = [
        door("12号", "文一路", 30.31, 120.18, city="临江市", district="西山区"),
        door("12号", "文三路", 30.30, 120.18, city="临江市", district="西山区"),
        door("9弄5号", "文三路", 30.301, 120.19),
        door("1号", "建国北路", 30.29, 120.20, city="临江市", district="东湖区"),
        door("5号", "建国北路", 30.2904, 120.20, city="临江市", district="东湖区"),
        door("4幢", "丽江佳苑", 30.28, 120.20, name="丽江佳苑4幢"),
    ]
    places = [NamedPlace(coordinate=Coordinate(30.3, 120.2), name="临江市", kind="city")]
    with geocoder(tmp_path, extract(doors, places=places, box=BOX)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "lat", "building"),
    [
        ("临江市西山区文一路12号", 30.31, "文一路 12|临江市"),
        ("文一路１２号302室", 30.31, "文一路 12|临江市"),
        ("临江 西山 文一路12", 30.31, "文一路 12|临江市"),
        ("浙江省临江市文三路12号(邮局对面)", 30.30, "文三路 12|临江市"),
        ("文三路9弄5号602室", 30.301, "文三路 9弄5|临江市"),
        ("丽江佳苑4栋2单元501室", 30.28, "丽江佳苑 4|临江市"),
        ("临江市丽江佳苑4号楼", 30.28, "丽江佳苑 4|临江市"),
        ("臨江市建國北路5號", 30.2904, "建国北路 5|临江市"),
    ],
)
def test_doors_are_found(city: RegionGeocoder, text: str, lat: float, building: str) -> None:
    place = city.search(text)[0]
    assert (place.grade, place.coordinate.lat, place.building) == (Grade.DOOR, lat, building)
    assert place.score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "text", ["杭州市文一路12号", "临江市静安区文一路12号", "临江市东湖区文一路12号"]
)
def test_another_city_or_district_is_not_accepted(city: RegionGeocoder, text: str) -> None:
    assert city.geocode(text) is None


def test_a_number_between_two_is_placed_between_them(city: RegionGeocoder) -> None:
    place = city.search("建国北路3号")[0]
    assert (place.grade, place.coordinate.lat) == (Grade.INTERPOLATED, 30.2902)


def test_a_building_that_is_not_there_is_not_guessed(city: RegionGeocoder) -> None:
    assert city.geocode("丽江佳苑9幢") is None
