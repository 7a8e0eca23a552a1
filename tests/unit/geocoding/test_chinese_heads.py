"""Towns at the front of a Chinese address, where the table of the country does not know them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import AddressPoint, Extent, NamedPlace
from router.domain.places import Coordinate
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from router.geocoding.chinese.heads import Heads
from router.geocoding.localities import Locality
from tests.unit.geocoding.places import door, extract, geocoder

BOX = Extent(30.2, 120.1, 30.4, 120.3)  # around 30.3, 120.2: in Zhejiang
NAMES = frozenset({"望溪路", "鹭沙花园", "苇塘路"})
TOWNS = (("蓝汀市", "city"), ("鹭沙区", "district"), ("苇塘", "district"), ("白沙镇", "town"))


def heads() -> Heads:
    """Return the towns of a made-up city."""
    return Heads(
        Locality(key=key, name=name, kind=kind, coordinate=Coordinate(30.3, 120.2), reach_m=5000.0)
        for key, (name, kind) in enumerate(TOWNS, start=1)
    )


@pytest.mark.parametrize(
    ("text", "rest", "towns"),
    [
        ("蓝汀市鹭沙区望溪路5号", "望溪路5号", ["蓝汀市", "鹭沙区"]),
        ("浙江蓝汀鹭沙区望溪路5号", "望溪路5号", ["浙江省", "蓝汀", "鹭沙区"]),
        ("浙江省蓝汀鹭沙望溪路5号", "望溪路5号", ["浙江省", "蓝汀", "鹭沙"]),
        ("藍汀 鷺沙 望溪路5号", "望溪路5号", ["蓝汀", "鹭沙"]),
        ("苇塘区望溪路5号", "望溪路5号", ["苇塘区"]),  # mapped without its ending
        ("白沙镇望溪路5号", "望溪路5号", ["白沙镇"]),
        ("鹭沙花园3幢", "鹭沙花园3幢", []),  # a compound's name
        ("苇塘路5号", "苇塘路5号", []),
        ("鹭沙亡溪路5号", "鹭沙亡溪路5号", []),  # a short form, before a name that is not known
        ("浙江省杭州市望溪路5号", "浙江省杭州市望溪路5号", []),  # the table's business
    ],
)
def test_the_regions_own_towns_are_taken_off(text: str, rest: str, towns: list[str]) -> None:
    left, said = heads().take(text, NAMES)
    assert (left, [name for _, name in said]) == (rest, towns)


def test_at_second_sight_a_short_form_counts_before_an_unknown_name_but_not_within_one() -> None:
    assert heads().take("鹭沙亡溪路5号", NAMES, loose=True)[0] == "亡溪路5号"
    assert heads().take("鹭沙大道5号", NAMES, loose=True)[0] == "鹭沙大道5号"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RegionGeocoder]:
    doors = [
        door("5号", "望溪路", 30.31, 120.18, city="蓝汀市", district="鹭沙区"),
        door("18-20号", "望溪路", 30.311, 120.18, city="蓝汀市", district="鹭沙区"),
        door("甲157号", "望溪路", 30.312, 120.18, city="蓝汀市", district="鹭沙区"),
        door("26弄6号", "望溪路", 30.313, 120.18, city="蓝汀市", district="鹭沙区"),
        door("1号", "石浦街", 30.25, 120.28, city="蓝汀市", district="苇塘区"),
        AddressPoint(
            coordinate=Coordinate(30.314, 120.181),
            number="",
            street="",
            compound="金桂小区",
            building="10",
            city="蓝汀市",
            district="鹭沙区",
        ),
    ]
    places = [NamedPlace(coordinate=Coordinate(30.3, 120.2), name="蓝汀市", kind="city")]
    with geocoder(tmp_path, extract(doors, places=places, box=BOX)) as opened:
        yield opened


@pytest.mark.parametrize("head", ["浙江蓝汀鹭沙区", "蓝汀鹭沙区", "浙江蓝汀市", "浙江省蓝汀鹭沙"])
@pytest.mark.parametrize(
    ("tail", "lat"),
    [
        ("望溪路5号", 30.31),
        ("望溪路18号", 30.311),
        ("望溪路甲157号", 30.312),
        ("望溪路26弄6号", 30.313),
        ("金桂小区10-2-501", 30.314),
        ("金桂小区10号楼2单元", 30.314),
    ],
)
def test_a_short_head_does_not_keep_a_door_from_being_accepted(
    city: RegionGeocoder, head: str, tail: str, lat: float
) -> None:
    best = city.find(f"{head}{tail}").places[0]
    assert best.coordinate.lat == lat
    assert best.score >= DEFAULT_THRESHOLD


def test_any_province_that_is_near_may_be_that_of_an_unknown_city(city: RegionGeocoder) -> None:
    assert city.geocode("江苏省蓝汀市望溪路5号") is not None  # Suzhou lies 120 km away
    assert city.geocode("湖南省蓝汀市望溪路5号") is None  # its nearest district lies 600 km away


@pytest.mark.parametrize("text", ["蓝汀苇塘区望溪路5号", "浙江杭州鹭沙区望溪路5号"])
def test_another_district_or_city_still_contradicts(city: RegionGeocoder, text: str) -> None:
    assert city.geocode(text) is None
