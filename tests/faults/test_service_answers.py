"""Good answers of every level, over real HTTP: what is accepted, and what a person has to see."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderAuthenticationFailure, GeocoderQueryError

from router.domain.places import Address, Grade, great_circle_m
from router.geocoding.services import AMap, Baidu, Tencent, Tianditu
from tests.faults.dialects import ASKED, DIALECTS, DOOR, GCJ, KEY, as_json, serving

CHINESE = ("amap", "tencent", "tianditu", "baidu")


def place_of(name: str, address: Address = ASKED, **change: object) -> Any:
    with serving(name, DIALECTS[name].good(**change)) as running:
        [place] = running.client().ask(address)
    return place


@pytest.mark.parametrize("name", CHINESE)
def test_a_good_answer_is_a_door_in_wgs84(name: str) -> None:
    place = place_of(name)
    assert (place.grade, place.source) == (Grade.DOOR, "baiduv3" if name == "baidu" else name)
    assert great_circle_m(place.coordinate, DOOR) < 0.2  # six decimals are 0.1 m
    # Who repeats the question is very sure; who repeats nothing is just trusted.
    assert place.score == (0.85 if name in ("amap", "tencent") else 0.75)
    assert place.error_m <= 50


@pytest.mark.parametrize(
    ("level", "grade", "accepted"),
    [
        ("门牌号", Grade.DOOR, True),
        ("道路", Grade.STREET, False),
        ("道路交叉路口", Grade.PLACE, False),  # no crossing was asked for
        ("村庄", Grade.LOCALITY, False),
        ("热点商圈", Grade.LOCALITY, False),
        ("乡镇", Grade.LOCALITY, False),
        ("区县", Grade.LOCALITY, False),
        ("市", Grade.LOCALITY, False),
        ("省", Grade.LOCALITY, False),
        ("未知", Grade.LOCALITY, False),
        ("a level of tomorrow", Grade.LOCALITY, False),
        ([], Grade.LOCALITY, False),
    ],
)
def test_levels_of_amap(level: object, grade: Grade, accepted: bool) -> None:
    place = place_of("amap", level=level)
    assert place.grade is grade
    assert (place.score >= 0.7 and place.error_m <= 150) is accepted


@pytest.mark.parametrize(
    ("level", "reliability", "grade", "accepted"),
    [
        (9, 10, Grade.DOOR, True),
        (9, 7, Grade.DOOR, True),
        (9, 6, Grade.DOOR, False),
        (8, 10, Grade.PLACE, False),
        (7, 10, Grade.STREET, False),
        *[(level, 10, Grade.LOCALITY, False) for level in (1, 2, 3, 4, 5, 6)],
        (0, 10, Grade.LOCALITY, False),
    ],
)
def test_levels_of_tencent(level: int, reliability: int, grade: Grade, accepted: bool) -> None:
    place = place_of("tencent", level=level, reliability=reliability)
    assert place.grade is grade
    assert (place.score >= 0.7 and place.error_m <= 150) is accepted


@pytest.mark.parametrize(
    ("level", "score", "accepted"),
    [("门址", 100, True), ("门址", "90", True), ("门址", 75, False), ("门址", "", False),
     ("道路", 100, False), ("区县", 100, False), ("", 100, False)],
)  # fmt: skip
def test_levels_of_tianditu(level: str, score: object, accepted: bool) -> None:
    place = place_of("tianditu", level=level, score=score)
    assert (place.score >= 0.7 and place.error_m <= 150) is accepted


@pytest.mark.parametrize(
    ("change", "accepted"),
    [
        ({}, True),
        ({"confidence": 80}, True),  # off by less than 100 m
        ({"confidence": 75}, False),  # by less than 200 m
        ({"comprehension": 89}, False),
        ({"precise": 0}, False),
        ({"level": "道路"}, False),
        ({"level": "UNKNOWN"}, False),
        ({"level": ""}, False),
        ({"level": None}, False),
    ],
)
def test_what_baidu_says_of_itself(change: dict[str, Any], accepted: bool) -> None:
    place = place_of("baidu", **change)
    assert (place.score >= 0.7 and place.error_m <= 150) is accepted


NUMBER = {"formatted_address": "北京市朝阳区阜通东大街8号", "number": "8号"}
STREET = {"formatted_address": "北京市朝阳区望京西路6号", "street": "望京西路"}
DISTRICT = {"formatted_address": "北京市海淀区阜通东大街6号", "district": "海淀区"}


@pytest.mark.parametrize(
    ("change", "most"),
    [(NUMBER, 0.45), ({"number": [], "formatted_address": "北京市朝阳区阜通东大街"}, 0.6),
     (STREET, 0.6), (DISTRICT, 0.3)],
)  # fmt: skip
def test_a_door_that_is_not_the_one_asked_for_is_not_trusted(
    change: dict[str, Any], most: float
) -> None:
    assert place_of("amap", **change).score <= most


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("北京市朝阳区望京西园四区5号楼", True), ("北京市朝阳区太阳宫新区5号楼", False)],
)
def test_a_compound_must_be_the_one_that_the_question_names(text: str, accepted: bool) -> None:
    found: dict[str, Any] = {"formatted_address": "北京市朝阳区望京西园四区", "level": "兴趣点"}
    place = place_of("amap", Address(text=text), street=[], number=[], **found)
    assert (place.score >= 0.7) is accepted


@pytest.mark.parametrize(
    ("text", "number", "grade", "accepted"),
    [
        ("上海市静安区大统路938弄7号", "938弄7号", Grade.DOOR, True),
        ("上海市静安区大统路938弄7号", "938弄", Grade.PLACE, False),
        ("上海市静安区大统路938弄7号", "7号", Grade.STREET, False),
        ("上海市静安区大统路12之1号", "12号", Grade.INTERPOLATED, True),
        ("上海市静安区大统路十二号", "12号", Grade.DOOR, True),
        ("上海市闸北区大统路12号", "12号", Grade.DOOR, True),  # part of 静安区 since 2015
        ("上海市黄浦区大统路12号", "12号", Grade.DOOR, False),
        ("上海市高新区大统路12号", "12号", Grade.DOOR, True),  # no district that has a code
    ],
)
def test_numbers_and_districts_are_compared_part_by_part(
    text: str, number: str, grade: Grade, accepted: bool
) -> None:
    found = {"province": "上海市", "city": "上海市", "district": "静安区", "street": "大统路",
             "formatted_address": f"上海市静安区大统路{number}"}  # fmt: skip
    place = place_of("amap", Address(text=text), number=number, **found)
    assert place.grade is grade
    assert (place.score >= 0.7) is accepted


def test_a_crossing_is_trusted_if_one_was_asked_for() -> None:
    address = Address(text="北京市朝阳区阜通东大街与望京街交叉口")
    place = place_of("amap", address, level="道路交叉路口", number=[])
    assert (place.grade, place.score) == (Grade.PLACE, 0.75)


def test_a_city_in_its_own_column_goes_in_front_and_telephones_stay_here() -> None:
    address = Address(
        text="阜通东大街6号 13800138000 010-62345678", city="北京市", district="朝阳区"
    )
    for name in CHINESE:
        with serving(name) as running:
            assert running.client().ask(address)
            assert running.asked == ["北京市朝阳区阜通东大街6号"]


def test_what_amap_is_sent_and_how_it_is_signed() -> None:
    with serving("amap") as running:
        geocoder = AMap(KEY, security_key="sk", **web(running))
        location = geocoder.geocode("北京市朝阳区阜通东大街6号|x", city="北京")
        path, sent = running.sent[0]
    assert path == "/v3/geocode/geo"
    line = f"address=北京市朝阳区阜通东大街6号 x&city=北京&key={KEY}&output=JSONsk"
    assert sent.pop("sig") == hashlib.md5(line.encode()).hexdigest()
    assert sent == {
        "address": "北京市朝阳区阜通东大街6号 x", "city": "北京", "key": KEY, "output": "JSON",
    }  # fmt: skip
    assert location.raw["level"] == "门牌号"


def test_what_tencent_is_sent_and_how_it_is_signed() -> None:
    with serving("tencent") as running:
        assert Tencent(KEY, security_key="sk", **web(running)).geocode("彩和坊路", region="北京")
        path, sent = running.sent[0]
    assert path == "/ws/geocoder/v1/"
    line = f"/ws/geocoder/v1/?address=彩和坊路&key={KEY}&output=json&region=北京sk"
    assert sent["sig"] == hashlib.md5(line.encode()).hexdigest()


def test_what_tianditu_and_baidu_are_sent() -> None:
    with serving("tianditu") as running:
        assert Tianditu(KEY, **web(running)).geocode('莲花池"西路')
        path, sent = running.sent[0]
    assert (path, sent["tk"]) == ("/geocoder", KEY)
    assert json.loads(sent["ds"]) == {"keyWord": '莲花池"西路'}
    with serving("baidu") as running:
        assert Baidu(KEY, **web(running)).geocode("上地十街10号", exactly_one=False)
        path, sent = running.sent[0]
    assert (path, sent["ak"], sent["address"]) == ("/geocoding/v3/", KEY, "上地十街10号")


def web(running: Any) -> dict[str, Any]:
    return {"domain": running.domain, "scheme": "http", "proxies": {}, "timeout": 5}


def test_exactly_one_or_all_as_geopy_has_it() -> None:
    makers: dict[str, Any] = {
        "amap": AMap,
        "tencent": Tencent,
        "tianditu": Tianditu,
        "baidu": Baidu,
    }
    for name, make in makers.items():
        with serving(name) as running:
            geocoder = make(KEY, **web(running))
            one, several = geocoder.geocode("x"), geocoder.geocode("x", exactly_one=False)
            assert one.raw == several[0].raw
        with serving(name, DIALECTS[name].nothing) as running:
            geocoder = make(KEY, **web(running))
            assert geocoder.geocode("x") is None
            assert geocoder.geocode("x", exactly_one=False) is None
        no_key = {"amap": "10001", "tencent": 190, "tianditu": 403, "baidu": 200}[name]
        with (
            serving(name, DIALECTS[name].error(no_key)) as running,
            pytest.raises(GeocoderAuthenticationFailure),
        ):
            make(KEY, **web(running)).geocode("x")
        with pytest.raises(ConfigurationError):
            make(KEY, scheme="ftp")


def test_amap_takes_ten_addresses_with_one_call() -> None:
    found = [json.loads(DIALECTS["amap"].good()[2])["geocodes"][0]]
    page = {"status": "1", "infocode": "10000", "geocodes": [*found, {"location": []}]}
    with serving("amap", as_json(page)) as running:
        geocoder = AMap(KEY, **web(running))
        known, unknown = geocoder.geocode_batch(["阜通东大街6号", "nowhere"])
        assert (known.raw["number"], unknown) == ("6号", None)
        assert running.sent[0][1]["address"] == "阜通东大街6号|nowhere"
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode_batch(["x"] * 11)


REVERSE = {
    "amap": (
        {"status": "1", "infocode": "10000", "regeocode": {"formatted_address": "某处"}},
        AMap,
    ),
    "tencent": ({"status": 0, "result": {"address": "某处"}}, Tencent),
    "tianditu": ({"status": "0", "msg": "ok", "result": {"formatted_address": "某处"}}, Tianditu),
}


@pytest.mark.parametrize("name", REVERSE)
def test_reverse_asks_in_the_datum_of_the_service(name: str) -> None:
    page, make = REVERSE[name]
    with serving(name, as_json(page)) as running:
        location = make(KEY, **web(running)).reverse((DOOR.lat, DOOR.lon))
        sent = running.sent[0][1]
    assert location.address == "某处"
    assert abs(location.latitude - DOOR.lat) < 1e-6
    if name == "amap":
        assert sent["location"] == f"{GCJ.lon:.6f},{GCJ.lat:.6f}"
    elif name == "tencent":
        assert sent["location"] == f"{GCJ.lat:.6f},{GCJ.lon:.6f}"
    else:
        assert json.loads(sent["postStr"]) == {"lon": DOOR.lon, "lat": DOOR.lat, "ver": 1}


class AsyncAdapter(BaseAsyncAdapter):  # type: ignore[misc]
    """A few lines of HTTP over asyncio, as another library's adapter would be."""

    opened = closed = 0

    async def __aenter__(self) -> AsyncAdapter:
        type(self).opened += 1
        return self

    async def __aexit__(self, *exc: object) -> None:
        type(self).closed += 1

    async def get_text(self, url: str, *, timeout: float, headers: Any) -> str:  # noqa: ARG002
        split = urlsplit(url)
        reader, writer = await asyncio.open_connection(split.hostname, split.port)
        writer.write(f"GET {split.path}?{split.query} HTTP/1.0\r\n\r\n".encode())
        answer = await asyncio.wait_for(reader.read(), timeout)
        writer.close()
        await writer.wait_closed()
        return answer.partition(b"\r\n\r\n")[2].decode()

    async def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        return json.loads(await self.get_text(url, timeout=timeout, headers=headers))


@pytest.mark.parametrize(
    ("name", "make"), [("amap", AMap), ("tencent", Tencent), ("tianditu", Tianditu)]
)
def test_an_asynchronous_adapter_works_as_with_every_geocoder_of_geopy(
    name: str, make: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="geopy")

    async def ask(running: Any) -> list[Any]:
        async with make(KEY, adapter_factory=AsyncAdapter, **web(running)) as geocoder:
            return list(await asyncio.gather(*(geocoder.geocode(ASKED.text) for _ in range(3))))

    with serving(name) as running:
        before = AsyncAdapter.closed
        locations = asyncio.run(ask(running))
    assert AsyncAdapter.closed == before + 1
    assert len({location.raw["level"] for location in locations}) == 1
    assert "geocode" in caplog.text  # geopy's geocoders log what they ask
    assert KEY not in caplog.text
    assert "阜通" not in caplog.text
