"""The packaged table of divisions: names of today and before, chains, centres, ambiguity."""

from __future__ import annotations

from router.domain.places import Coordinate, great_circle_m
from router.geocoding.parsing import Level, divisions


def chains(name: str) -> set[str]:
    table = divisions()
    return {
        "/".join(above.name for above in table.chain(division)) for division in table.named(name)
    }


def test_a_name_gives_all_its_candidates_with_their_chains() -> None:
    assert chains("朝阳区") == {"北京市/朝阳区", "吉林省/长春市/朝阳区"}
    assert chains("罗湖") == {"广东省/深圳市/罗湖区"}
    assert chains("浦东") == {"上海市/浦东新区"}
    assert chains("恩施州") == {"湖北省/恩施土家族苗族自治州"}
    assert chains("长阳县") == {"湖北省/宜昌市/长阳土家族自治县"}
    assert chains("仙桃市") == {"湖北省/仙桃市"}
    assert chains("无此地") == set()


def test_former_names_tell_what_is_there_today() -> None:
    table = divisions()
    assert [one.name for one in table.formerly("闸北区")] == ["静安区"]
    assert [one.name for one in table.formerly("襄樊市")] == ["襄阳市"]
    assert [one.name for one in table.formerly("下城区")] == ["拱墅区"]
    assert table.formerly("静安区") == ()


def test_every_division_lies_in_a_division_above_it() -> None:
    table = divisions()
    for division in table.by_code.values():
        assert (division.level is Level.PROVINCE) == (division.parent == "")
        assert table.chain(division)[0].level is Level.PROVINCE
        assert not any(form == division.name for form in (*division.other, *division.former))


def test_there_are_34_provinces_333_cities_and_all_codes_differ() -> None:
    by_level: dict[Level, int] = {}
    for division in divisions().by_code.values():
        by_level[division.level] = by_level.get(division.level, 0) + 1
    assert by_level[Level.PROVINCE] == 34
    # 333 on the mainland, and Taiwan's six special municipalities.
    assert by_level[Level.CITY] == 333 + 6
    assert 3_000 < by_level[Level.DISTRICT] < 3_200


def test_centres_are_wgs84() -> None:
    table = divisions()
    # Tiananmen, 39.9055 N 116.3976 E (WGS-84), is 400 m from the old city hall; in GCJ-02 the
    # hall would seem to lie 900 m away.
    beijing = table.by_code["110000"].centre
    assert beijing is not None
    assert great_circle_m(beijing, Coordinate(39.9055, 116.3976)) < 500
