"""What outside scripts rely on when an address is read part by part; each clause is a claim."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from router.geocoding.parsing import parse_address

GOLDEN = Path(__file__).parents[2] / "golden" / "addresses_zh.csv"
ROWS = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))


def filled(address: str) -> dict[str, str]:
    """Return the parts that are not empty."""
    return {name: value for name, value in parse_address(address).to_dict().items() if value}


@pytest.mark.parametrize("row", ROWS, ids=[row["address"] for row in ROWS])
def test_the_labelled_addresses_are_read_as_labelled(row: dict[str, str]) -> None:
    expected = {name: value for name, value in row.items() if name != "address" and value}
    assert filled(row["address"]) == expected


def test_short_forms_become_official_names() -> None:
    assert filled("广东深圳罗湖") == {"province": "广东省", "city": "深圳市", "district": "罗湖区"}
    assert filled("内蒙锡盟锡林浩特市") == {
        "province": "内蒙古自治区",
        "city": "锡林郭勒盟",
        "district": "锡林浩特市",
    }


def test_what_is_not_written_is_not_filled_in() -> None:
    assert filled("罗湖区东门中路2047号") == {
        "district": "罗湖区",
        "road": "东门中路",
        "number": "2047",
    }


def test_a_municipality_is_the_province_and_has_no_city() -> None:
    for address in ("上海上海市浦东", "上海市浦东新区", "上海浦东"):
        assert filled(address) == {"province": "上海市", "district": "浦东新区"}


def test_counties_banners_and_county_level_cities_are_districts_prefectures_are_cities() -> None:
    assert filled("苏州昆山") == {"city": "苏州市", "district": "昆山市"}
    assert filled("湖北恩施州恩施市") == {
        "province": "湖北省",
        "city": "恩施土家族苗族自治州",
        "district": "恩施市",
    }
    assert filled("兴安盟科尔沁右翼前旗")["district"] == "科尔沁右翼前旗"
    assert filled("湖北省仙桃市") == {"province": "湖北省", "district": "仙桃市"}


def test_former_and_pseudo_districts_stay_as_written() -> None:
    assert filled("上海市闸北区")["district"] == "闸北区"
    assert filled("杭州市高新区江南大道1号")["district"] == "高新区"
    with_another = filled("杭州市滨江区高新区江南大道1号")
    assert (with_another["district"], with_another["rest"]) == ("滨江区", "高新区")


def test_a_county_level_city_with_a_district_in_it_is_a_city() -> None:
    # 临江市 is a county-level city in Jilin; one with a 东湖区 is some other 临江市.
    assert filled("临江市东湖区文三路5号") == {
        "city": "临江市",
        "district": "东湖区",
        "road": "文三路",
        "number": "5",
    }


def test_a_division_is_no_division_where_it_names_a_road_or_a_compound() -> None:
    assert filled("南京市玄武区北京东路41号")["road"] == "北京东路"
    for road in ("南京路", "西安门大街", "朝阳门外大街", "广州大道中", "鼓楼街", "中山北一路"):
        assert filled(f"{road}12号") == {"road": road, "number": "12"}
    for compound in ("海淀花园", "长春花园"):
        assert filled(f"{compound}3幢") == {"compound": compound, "building": "3"}


def test_a_chaoyang_without_a_city_stays_without_one() -> None:
    assert filled("朝阳区建国路88号") == {"district": "朝阳区", "road": "建国路", "number": "88"}


@pytest.mark.parametrize(
    "road",
    [
        "人民南路四段", "建国中路", "解放东街", "G320国道", "104国道", "纬三路", "经十路", "1号路",
        "科技二路", "二环路北一段", "五一路", "广州大道中", "南大街",
    ],
)  # fmt: skip
def test_segments_and_numerals_belong_to_the_road(road: str) -> None:
    assert filled(f"{road}12号") == {"road": road, "number": "12"}


@pytest.mark.parametrize(
    ("written", "lane", "number"),
    [
        ("88弄5号", "88", "5"),
        ("88弄12支弄5号", "88/12", "5"),
        ("88弄12支弄", "88/12", ""),
        ("十二弄三号", "12", "3"),
    ],
)
def test_lanes(written: str, lane: str, number: str) -> None:
    parts = parse_address(f"水城路{written}")
    assert (parts.road, parts.lane, parts.number) == ("水城路", lane, number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12号", "12"),
        ("12", "12"),
        ("12-14号", "12-14"),
        ("12之1", "12之1"),
        ("12号之一", "12之1"),
        ("12之1号", "12之1"),
        ("甲8号", "甲8"),
        ("甲8", "甲8"),
        ("8号甲", "8甲"),
        ("附3号", "附3"),
        ("8号附3号", "8附3"),
        ("12-1号", "12-1"),
        ("12、14号", "12、14"),
        ("12A号", "12A"),
        ("№12", "12"),
        ("#12", "12"),
        ("第12号", "12"),
        ("１２号", "12"),
        ("十二号", "12"),
        ("二十一号", "21"),
        ("一百零八号", "108"),
    ],
)
def test_numbers_lose_their_word_and_keep_their_suffix(written: str, number: str) -> None:
    assert filled(f"文三路{written}") == {"road": "文三路", "number": number}


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("3栋", {"building": "3"}),
        ("3幢", {"building": "3"}),
        ("3号楼", {"building": "3"}),
        ("三号楼", {"building": "3"}),
        ("3#楼", {"building": "3"}),
        ("3#", {"building": "3"}),
        ("A座", {"building": "A"}),
        ("B2栋", {"building": "B2"}),
        ("3幢2单元", {"building": "3", "unit": "2"}),
        ("5楼", {"floor": "5"}),
        ("五层", {"floor": "5"}),
        ("负一楼", {"floor": "-1"}),
        ("地下一层", {"floor": "-1"}),
        ("B1层", {"floor": "B1"}),
        ("1201室", {"room": "1201"}),
        ("一二〇一室", {"room": "1201"}),
        ("1201", {"room": "1201"}),
        ("3栋1201号", {"building": "3", "room": "1201"}),
        ("3栋1201户", {"building": "3", "room": "1201"}),
        ("12-3-402", {"building": "12", "unit": "3", "room": "402"}),
        ("3-501", {"building": "3", "room": "501"}),
        ("3栋2单元501", {"building": "3", "unit": "2", "room": "501"}),
    ],
)
def test_behind_a_compound(written: str, parts: dict[str, str]) -> None:
    assert filled(f"翠苑小区{written}") == {"compound": "翠苑小区", **parts}


@pytest.mark.parametrize(
    "compound", ["翠苑小区二期", "翠苑东区", "万科城A区", "碧桂园三组团", "翠苑一区"]
)
def test_a_phase_is_part_of_the_compound(compound: str) -> None:
    assert filled(f"{compound}3幢") == {"compound": compound, "building": "3"}


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("36公里处", "36公里处"),
        ("12号工商银行对面", "工商银行对面"),
        ("12号旁", "旁"),
        ("东50米", "东50米"),
        ("12号与学院路交叉口", "与学院路交叉口"),
        ("12号（近学院路）", "近学院路"),
        ("12号 张三收", "张三收"),
        ("12号 13800001111", "13800001111"),
        ("12号家里没人请打电话", "家里没人请打电话"),
    ],
)
def test_what_is_no_part_goes_to_rest(written: str, rest: str) -> None:
    parts = parse_address(f"文三路{written}")
    assert (parts.road, parts.rest) == ("文三路", rest)


def test_a_pure_crossing_leaves_the_road_empty() -> None:
    for crossing in ("文三路与学院路交叉口", "文三路学院路交汇处", "文三路和学院路路口"):
        assert filled(f"杭州市西湖区{crossing}") == {
            "city": "杭州市",
            "district": "西湖区",
            "rest": crossing,
        }


def test_groups_go_to_rest_and_the_number_stays() -> None:
    assert filled("分水镇王家村3组12号") == {
        "town": "分水镇",
        "village": "王家村",
        "number": "12",
        "rest": "3组",
    }


def test_values_are_simplified_and_half_width() -> None:
    assert filled("臺北市信義區信義路五段７號") == {
        "city": "台北市",
        "district": "信义区",
        "road": "信义路五段",
        "number": "7",
    }


def test_parts_may_come_in_the_other_order() -> None:
    assert filled("翠苑小区3幢2单元602，西湖区，杭州市") == {
        "city": "杭州市",
        "district": "西湖区",
        "compound": "翠苑小区",
        "building": "3",
        "unit": "2",
        "room": "602",
    }


def test_known_names_tell_where_a_name_ends() -> None:
    # 翠园 may be the beginning of a road's name, unless a 翠园 and a 星湖路 are known.
    assert parse_address("翠园星湖路5号").road == "翠园星湖路"
    known = parse_address("翠园星湖路5号", lexicon={"翠园", "星湖路"})
    assert (known.compound, known.road) == ("翠园", "星湖路")


def test_an_endless_text_is_read_up_to_its_limit_and_kept() -> None:
    text = "杭州市文三路12号" + "，没有更多" * 10_000
    parts = parse_address(text)
    assert (parts.city, parts.road, parts.number) == ("杭州市", "文三路", "12")
    assert "".join(piece.written for piece in parts.pieces) == text
