"""Names with a slip: when a street is meant, and when it is another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from router.domain.extract import Extent, NamedPlace
from router.domain.places import Coordinate
from router.geocoding import DEFAULT_THRESHOLD, RegionGeocoder
from router.geocoding.chinese.likeness import Kind, likeness
from router.geocoding.chinese.sounds import alike, near_alike, readings
from tests.unit.geocoding.places import door, extract, geocoder

BOX = Extent(30.2, 120.1, 30.4, 120.3)
STREETS = ("文一路", "文二路", "文三路", "望江路", "建国北路", "学府街", "翠柏路", "翠竹路")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RegionGeocoder]:
    """Return a city whose streets lie a kilometre from each other, each with numbers 1 to 9."""
    doors = [
        door(f"{number}号", name, 30.25 + 0.01 * row, 120.2 + 0.0003 * number, district="西山区")
        for row, name in enumerate(STREETS)
        for number in range(1, 10)
    ]
    doors += [
        door(f"{number}幢", "翠苑小区", 30.35, 120.2 + 0.0003 * number) for number in (1, 2, 3)
    ]
    places = [NamedPlace(coordinate=Coordinate(30.3, 120.2), name="临江市", kind="city")]
    with geocoder(tmp_path, extract(doors, places=places, box=BOX)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("建国被路1号", "建国北路"),  # sounds the same
        ("望姜路3号", "望江路"),
        ("翠百路3号", "翠柏路"),  # 百 and 柏: bai; 翠竹路 is farther
        ("望疆录3号", "望江路"),  # both characters sound the same
        ("江望路3号", "望江路"),  # swapped
        ("建郭北路5号", "建国北路"),
        ("西山区望吃路3号", "望江路"),  # any character, but the district agrees
        ("临江市崔苑小区2幢", "翠苑小区"),
        ("临江市翠怨小区2幢", "翠苑小区"),
    ],
)
def test_a_slip_that_one_street_explains_is_accepted(
    city: RegionGeocoder, text: str, street: str
) -> None:
    place = city.find(text).places[0]
    assert place.matched.startswith(street)
    assert place.score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "text",
    [
        "文四路3号",  # one more of 文一路, 文二路, 文三路
        "文路3号",  # three streets are equally near
        "建国南路3号",  # the other side of town
        "建国路3号",
        "新望江路3号",
        "望江支路3号",
        "望江街3号",  # another type
        "学院街3号",  # a street of many cities
        "桂林路3号",  # a city's name
        "望山路3号",  # a name of its own, and nothing confirms the other
        "西山区学湖街99号",  # 湖 sounds like 府 to some, but there is no number 99
        "翠山花园2幢",
    ],
)
def test_a_street_that_is_not_here_is_not_taken_for_its_neighbour(
    city: RegionGeocoder, text: str
) -> None:
    assert city.geocode(text) is None
    assert city.find(text).why or not city.find(text).places


def test_an_asked_name_that_exists_is_the_only_one(city: RegionGeocoder) -> None:
    # 文三路 has no number 88, and 文二路 is never looked at.
    places = city.find("文三路88号").places
    assert {place.matched.split(",")[0] for place in places} == {"文三路"}
    assert city.geocode("文三路88号") is None


@pytest.mark.parametrize(
    ("asked", "known", "kind"),
    [
        ("建国被路", "建国北路", Kind.SOUND),
        ("闻三路", "文三路", Kind.SOUND),
        ("文山路", "文三路", Kind.NEAR_SOUND),  # shan and san
        ("末来路", "未来路", Kind.LOOK),
        ("江望路", "望江路", Kind.SWAPPED),
        ("望江江路", "望江路", Kind.EXTRA),
        ("文三街", "文三路", Kind.TYPE),
        ("翠苑花园", "翠苑小区", Kind.TYPE),
    ],
)
def test_what_differs_is_named(asked: str, known: str, kind: Kind) -> None:
    like = likeness(asked, known)
    assert like is not None
    assert like.kind is kind


def test_a_lost_character_explains_a_name_better_than_one_put_for_any_other() -> None:
    lost, other = likeness("目山路", "天目山路"), likeness("目山路", "龙山路")
    assert lost is not None
    assert other is not None
    assert lost.tier < other.tier


@pytest.mark.parametrize("asked", ["友谊新村", "友谊花园", "惠佳苑"])
def test_a_compound_of_another_type_is_another_compound(asked: str) -> None:
    known = {"惠佳苑": "晖家园"}.get(asked, "友谊小区")  # both hui jia yuan
    like = likeness(asked, known)
    assert like is None or like.factor < DEFAULT_THRESHOLD


def test_two_wrong_characters_are_another_name() -> None:
    assert likeness("长安路", "望江路") is None


def test_siblings_are_told_apart() -> None:
    for asked, known in (("文二路", "文三路"), ("建国南路", "建国北路"), ("复兴中路", "复兴路")):
        like = likeness(asked, known)
        assert like is not None
        assert like.is_sibling
        assert like.factor < DEFAULT_THRESHOLD


def test_readings_have_no_tones_and_heteronyms_have_several() -> None:
    assert readings("长") == {"zhang", "chang"}
    assert readings("绿") == {"lv", "lu"}
    assert alike("长", "常")
    assert not alike("三", "山")
    assert near_alike("三", "山")
    assert near_alike("宁", "林")  # ning, lin
