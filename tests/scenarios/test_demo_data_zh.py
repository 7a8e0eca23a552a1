from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from router.demo import example
from router.domain.datums import to_wgs84
from router.domain.places import Coordinate, Datum, great_circle_m
from router.regions import read_extract
from tests.scenarios.demo_data import rows, truth

DAY = example("zh")
CASES = rows(DAY.cases, "gb18030")
AGENTS = rows(DAY.agents, "gb18030")
TRUTH = truth(DAY)


def test_the_tables_are_gb18030_and_not_utf_8() -> None:
    for path in (DAY.cases, DAY.agents):
        with pytest.raises(UnicodeDecodeError):
            path.read_text("utf-8")


def test_there_are_63_cases_and_four_agents_under_chinese_headers() -> None:
    assert [row["案件编号"] for row in CASES] == list(TRUTH)
    assert len(TRUTH) == len(CASES) == 63
    assert [row["外访员编号"] for row in AGENTS] == ["W1", "W2", "W3", "W4"]
    assert set(CASES[0]) >= {
        "案件编号", "客户编号", "客户姓名", "地址", "逾期天数", "逾期金额", "时间窗", "预约时间",
        "停留时间", "备注", "经度", "纬度", "坐标系",
    }  # fmt: skip


def test_three_do_not_exist_and_three_are_in_other_cities() -> None:
    nowhere = [row["地址"] for row in CASES if TRUTH[row["案件编号"]] is None]
    elsewhere = [text for text in nowhere if text[:3] in ("杭州市", "宁波市", "上海市")]
    assert (len(nowhere), len(elsewhere)) == (6, 3)
    # Each of the other cities' streets has a namesake here, so the city alone tells them apart.
    streets = {road.name for road in read_extract(DAY.extract).network.roads}
    assert {"文一路", "解放北路", "和平北路"} <= streets
    assert "文九路" not in streets


def test_every_other_truth_is_a_door_of_the_extract() -> None:
    doors = [a.coordinate for a in read_extract(DAY.extract).addresses]
    for case_id, door in TRUTH.items():
        if door is not None:
            assert min(great_circle_m(door, other) for other in doors) < 1, case_id


def test_coordinates_in_three_datums_lead_to_the_true_doors() -> None:
    given = [row for row in CASES if row["坐标系"]]
    assert Counter(row["坐标系"] for row in given) == {"GCJ-02": 4, "BD-09": 3, "WGS-84": 1}
    assert sum(not row["地址"] for row in given) == 2
    for row in given:
        point = Coordinate(float(row["纬度"]), float(row["经度"]))
        datum = Datum(row["坐标系"].replace("-", "").lower())
        door = TRUTH[row["案件编号"]]
        assert door is not None
        assert great_circle_m(to_wgs84(point, datum), door) < 1
        if datum is not Datum.WGS84:
            assert great_circle_m(point, door) > 100  # taken for WGS-84, it would miss


def test_addresses_are_written_in_all_the_ways_people_write_them() -> None:
    texts = [row["地址"] for row in CASES]
    assert sum(unicodedata.normalize("NFKC", text) != text for text in texts) >= 5  # full-width
    assert sum("弄" in text for text in texts) >= 6
    assert sum(any(word in text for word in ("幢", "栋", "号楼")) for text in texts) >= 12
    assert sum("单元" in text for text in texts) >= 12
    assert sum(text[:1] not in ("临", "臨", "") for text in texts) >= 15  # no city
    assert sum(text.startswith("臨江市") for text in texts) == 1  # traditional characters


def test_six_live_in_one_building_and_one_borrower_has_two_cases() -> None:
    ((_, count),) = Counter(door for door in TRUTH.values() if door).most_common(1)
    assert count == 6
    borrowers = Counter(row["客户编号"] for row in CASES)
    assert [count for count in borrowers.values() if count > 1] == [2]


def test_holds_stages_and_windows_are_there() -> None:
    assert sum(bool(row["暂缓"]) for row in CASES) == 3
    assert sum(row["催收阶段"] != "外访" for row in CASES) == 1
    assert sum(bool(row["预约时间"]) for row in CASES) == 2
    assert sum(bool(row["时间窗"]) for row in CASES) == 11
    assert {row["交通方式"] for row in AGENTS} == {"汽车", "电动车", "自行车"}
