"""What is sent to a service, and what of it an answer has to repeat."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderParseError
from geopy.location import Location

from router.domain.places import Address, Grade
from router.geocoding.services.agreement import judged
from router.geocoding.services.answers import read_answer
from router.geocoding.services.fetching import decoded
from router.geocoding.services.levels import AMAP, BAIDU, STEPS, TENCENT, TIANDITU, next_step
from router.geocoding.services.question import area_core, question_text, stated_in


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (Address(text="广东深圳罗湖东门中路2047号"), "广东深圳罗湖东门中路2047号"),
        (Address(text="东门中路2047号", city="深圳市", district="罗湖区"),
         "深圳市罗湖区东门中路2047号"),
        (Address(text="深圳罗湖东门中路2047号", city="深圳市"), "深圳罗湖东门中路2047号"),
        (Address(text="东门中路2047号 李四 13800138000"), "东门中路2047号"),
        (Address(text="东门中路2047号,电话0755-82345678"), "东门中路2047号"),
        (Address(text="东门中路2047号 王先生收"), "东门中路2047号"),
        (Address(text="东门中路与深南东路交叉口"), "东门中路与深南东路交叉口"),
    ],
)  # fmt: skip
def test_the_address_goes_out_from_the_widest_part_and_the_person_stays(
    address: Address, sent: str
) -> None:
    assert question_text(address, chinese=True) == sent


def test_western_services_get_the_address_first() -> None:
    address = Address(text="Annankatu 6", city="Helsinki", postcode="00120", district="Punavuori")
    assert question_text(address, chinese=False) == "Annankatu 6, Punavuori, 00120 Helsinki"


def test_divisions_that_no_answer_can_repeat_are_not_asked_for() -> None:
    said = stated_in(Address(text="上海市闸北区大统路938弄7号"))
    assert [area.name for area in said.areas] == ["上海市", "闸北区"]
    assert "静安区" in said.areas[1].meant
    assert (said.lane, said.number) == (("938",), ("7",))
    assert [area.name for area in stated_in(Address(text="成都市高新区天府大道1号")).areas] == [
        "成都市"
    ]


@pytest.mark.parametrize(
    ("name", "core"),
    [("朝阳区", "朝阳"), ("广西壮族自治区", "广西"), ("浦东新区", "浦东"), ("北京", "北京"),
     ("延边朝鲜族自治州", "延边"), ("香港特别行政区", "香港"), ("和县", "和县")],
)  # fmt: skip
def test_the_core_of_a_division_is_its_name(name: str, core: str) -> None:
    assert area_core(name) == core


def test_a_service_that_repeats_nothing_must_lie_where_the_district_can_reach() -> None:
    raw: dict[str, object] = {"level": "门址", "score": 100, "address": "question"}
    text = "北京市朝阳区阜通东大街6号"
    near = judged(
        read_answer("tianditu", Location("", (39.99, 116.48), raw)), Address(text=text), "t"
    )
    # Langfang is 50 km from the centre of 朝阳区, Tangshan 150 km: another place of this name.
    far = judged(
        read_answer("tianditu", Location("", (39.63, 118.18), raw)), Address(text=text), "t"
    )
    assert (near.place.score, far.place.score) == (0.75, 0.3)
    assert far.doubt == "it lies far from 朝阳区"


@pytest.mark.parametrize(
    ("text", "grade", "score"),
    [
        ("北京市朝阳区阜通东大街6号", Grade.DOOR, 0.85),
        ("北京市朝阳区阜通东大街8号", Grade.STREET, 0.65),
        ("北京市海淀区阜通东大街6号", Grade.DOOR, 0.3),
        ("北京市朝阳区望京街6号", Grade.LOCALITY, 0.3),
    ],
)
def test_nominatim_is_graded_in_chinese_too(text: str, grade: Grade, score: float) -> None:
    found = Location("6, 阜通东大街, 望京街道, 朝阳区, 北京市, 100102, 中国", (39.99, 116.48), {})
    place = judged(read_answer("nominatim", found), Address(text=text), "nominatim").place
    assert (place.grade, place.score) == (grade, score)


def test_a_number_that_was_not_asked_for_and_a_sign_before_it_are_doubts() -> None:
    raw: dict[str, object] = {
        "level": "门牌号", "province": "北京市", "city": "北京市", "district": "朝阳区",
        "street": "阜通东大街", "number": "6号",
    }  # fmt: skip
    answer = read_answer("amap", Location("北京市朝阳区阜通东大街6号", (39.99, 116.48), raw))
    judge = {
        text: judged(answer, Address(text=f"北京市朝阳区阜通东大街{text}"), "amap").place
        for text in ("6号", "甲6号", "")
    }
    assert [(place.grade, place.score) for place in judge.values()] == [
        (Grade.DOOR, 0.85),
        (Grade.INTERPOLATED, 0.75),
        (Grade.STREET, 0.6),
    ]


@pytest.mark.parametrize(
    ("road", "score"),
    [("阜荣街", 0.85), ("人民南路四段", 0.85), ("望京街", 0.6), ("阜荣北街", 0.6)],
)
def test_a_neighbouring_street_is_another_street(road: str, score: float) -> None:
    asked = "人民南路四段" if road.startswith("人民") else "阜荣街"
    raw: dict[str, object] = {
        "level": "门牌号", "province": "北京市", "city": "北京市", "district": "朝阳区",
        "street": road.removesuffix("四段"), "number": "6号",
    }  # fmt: skip
    answer = read_answer("amap", Location("x", (39.99, 116.48), raw))
    address = Address(text=f"北京市朝阳区望京街道{asked}6号")
    assert judged(answer, address, "amap").place.score == score


def test_every_level_is_a_step_and_only_points_may_be_accepted() -> None:
    for table in (AMAP, TENCENT, TIANDITU, BAIDU):
        for level in table.values():
            assert level.score in STEPS
            precise = level.grade in (Grade.DOOR, Grade.PLACE)
            assert (level.score >= 0.7) <= (precise and level.error_m <= 150)
    assert set(TENCENT) == {str(number) for number in range(1, 12)}
    assert [next_step(score) for score in (0.0, 0.6, 0.7, 0.85, 0.95, 1.0)] == [
        0.3, 0.75, 0.75, 0.95, 0.95, 0.95,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", ""), ("utf-8", "utf-8"), ("utf-8-sig", ""), ("gbk", "gbk"), ("gb18030", "gb2312")],
)
def test_an_answer_is_read_in_its_own_letters(charset: str, declared: str) -> None:
    assert decoded("阜通东大街".encode(charset), declared) == "阜通东大街"


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("gbk", ""), ("gbk", "utf-8"), ("gbk", "iso-8859-1"), ("utf-8", "gbk"), ("utf-16", "utf-16"),
     ("gbk", "no-such-charset")],
)  # fmt: skip
def test_letters_that_may_be_others_are_refused(charset: str, declared: str) -> None:
    with pytest.raises(GeocoderParseError):
        decoded("阜通东大街".encode(charset), declared)
