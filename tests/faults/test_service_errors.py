"""The error table, for every dialect: what is refused, repeated, waited for, and never believed."""

from __future__ import annotations

import email.utils
import logging
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from router.domain.places import LocationStatus
from router.errors import DegradedWarning, QuotaError, ServiceError
from router.geocoding import GeocodeCache, OnlineServices, locate
from tests.faults.dialects import DIALECTS, KEY, Reply, as_json, serving

NAMES = tuple(DIALECTS)
CHINESE = tuple(name for name in NAMES if name != "nominatim")

# Codes of each service's own table, by what has to happen.
Cases = list[tuple[str, object]]
REFUSED: Cases = [
    ("amap", code)
    for code in ("10001", "10003", "10007", "10009", "10010", "10012", "10013", "10044", "40000")
] + [("tencent", code) for code in (110, 111, 112, 113, 121, 123, 190, 199, 311)]
REFUSED += [("baidu", code) for code in (4, 5, 101, 200, 210, 211, 240, 301, 302)]
TOO_OFTEN: Cases = [
    ("amap", "10004"),
    ("amap", "10014"),
    ("amap", "10021"),
    ("tencent", 120),
]
TOO_OFTEN += [("baidu", 401), ("baidu", 402)]
REJECTED: Cases = [
    ("amap", "20000"),
    ("amap", "20001"),
    ("tencent", 306),
    ("tencent", 348),
]
REJECTED += [("baidu", 2), ("tianditu", "102")]
FAILED: Cases = [
    ("amap", "10016"),
    ("amap", "20003"),
    ("amap", "30001"),
    ("amap", "99999"),
]
FAILED += [("tencent", 500), ("tencent", 9999), ("tianditu", "404"), ("tianditu", "1")]
FAILED += [("baidu", 1), ("baidu", 999)]


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_an_invalid_key_or_a_used_up_quota_stops_the_service(name: str, code: object) -> None:
    with serving(name, DIALECTS[name].error(code)) as running:
        client = running.client()
        for _ in range(2):
            with pytest.raises(QuotaError, match="not asked again"):
                client.ask(running.dialect.address)
        assert len(running.asked) == 1


@pytest.mark.parametrize("code", [301001, 302001, 1, 12])
def test_the_gateway_before_tianditu_refuses_with_a_code(code: int) -> None:
    with serving("tianditu", as_json({"code": code, "msg": "非法key"})) as running:
        with pytest.raises(QuotaError):
            running.client().ask(running.dialect.address)
        assert len(running.asked) == 1


@pytest.mark.parametrize(("name", "code"), TOO_OFTEN)
def test_too_many_calls_a_second_pass(name: str, code: object) -> None:
    dialect = DIALECTS[name]

    def replies(call: int, _query: str) -> Reply:
        return dialect.error(code) if call == 1 else dialect.good()

    with serving(name, replies) as running:
        assert running.client().ask(dialect.address)
        assert len(running.asked) == 2
    with serving(name, dialect.error(code)) as running:
        with pytest.raises(QuotaError, match="too often"):
            running.client(tries=3).ask(dialect.address)
        assert len(running.asked) == 3


@pytest.mark.parametrize(("name", "code"), REJECTED)
def test_a_rejected_question_is_not_repeated_and_not_an_answer(name: str, code: object) -> None:
    with serving(name, DIALECTS[name].error(code)) as running:
        with pytest.raises(ServiceError, match="rejects the question"):
            running.client().ask(running.dialect.address)
        assert len(running.asked) == 1


@pytest.mark.parametrize(("name", "code"), FAILED)
def test_a_failure_inside_a_200_is_repeated_and_never_address_not_found(
    name: str, code: object, tmp_path: Path
) -> None:
    with serving(name, DIALECTS[name].error(code)) as running:
        never_not_found(running.client(), running.dialect.address, tmp_path)
        assert len(running.asked) == 2


def never_not_found(client: object, address: object, folder: Path) -> None:
    """Hold that a failing service leaves the address in review, with that reason and no answer."""
    with GeocodeCache(folder / "cache.sqlite") as cache:
        [found] = locate([("C1", address)], None, cache=cache, fallback=client)  # type: ignore[arg-type,list-item]
        assert len(cache) == 0
    assert found.status is LocationStatus.REVIEW
    assert "does not know" not in found.why
    assert "failed 2 times" in found.why


BAD: dict[str, Reply] = {
    "500": (500, {}, b"oops"),
    "502 with a page": (502, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>"),
    "503": (503, {}, b""),
    "redirect": (302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""),
    "empty": (200, {}, b""),
    "a page": (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>"),
    "cut off": (200, {"Content-Length": "1000"}, b'{"status": "1", "geo'),
    "half": (200, {}, b'{"status": "1", "geo'),
    "GBK undeclared": (200, {}, '{"status": "1", "地址": "阜通东大街六号"}'.encode("gbk")),
    "GBK as UTF-8": (200, {"Content-Type": "text/json; charset=utf-8"}, "[门牌]".encode("gbk")),
    "GBK as Latin-1": (
        200,
        {"Content-Type": "text/json; charset=iso-8859-1"},
        '{"地址": "阜通东大街"}'.encode("gbk"),
    ),
    "UTF-8 as GBK": (200, {"Content-Type": "text/json; charset=gbk"}, '{"址": "址"}'.encode()),
    "20 MB": (200, {}, b" " * 20_000_000),
    "deep": (200, {}, b"[" * 200_000),
    "null": (200, {}, b"null"),
    "number": (200, {}, b"7"),
    "text": (200, {}, b'"ok"'),
    "other shape": (200, {}, b'{"unexpected": "shape"}'),
}


@pytest.mark.parametrize("how", BAD)
@pytest.mark.parametrize("name", NAMES)
def test_a_broken_answer_is_never_address_not_found(name: str, how: str, tmp_path: Path) -> None:
    with serving(name, BAD[how]) as running:
        never_not_found(running.client(), running.dialect.address, tmp_path)
        assert len(running.asked) == 2  # bounded, and no redirect was followed


SHAPES: dict[str, list[Reply]] = {
    "amap": [
        DIALECTS["amap"].good(location=[]),
        DIALECTS["amap"].good(location=""),
        DIALECTS["amap"].good(location="0,0"),
        DIALECTS["amap"].good(location="39.990000,116.475000"),
        DIALECTS["amap"].good(location="nan,nan"),
        DIALECTS["amap"].good(location="116.4"),
        as_json({"status": "1", "infocode": "10000", "count": "1"}),
        as_json({"status": "1", "infocode": "10000", "geocodes": {"location": "116.4,39.9"}}),
        as_json({"status": "1", "infocode": "10000", "geocodes": ["116.4,39.9"]}),
        as_json({"status": ["1"]}),
    ],
    "tencent": [
        DIALECTS["tencent"].good(location={}),
        DIALECTS["tencent"].good(location=None),
        DIALECTS["tencent"].good(location={"lat": 0, "lng": 0}),
        DIALECTS["tencent"].good(location={"lat": 116.475, "lng": 39.99}),
        DIALECTS["tencent"].good(location=["116.4", "39.9"]),
        as_json({"status": 0, "message": "query ok"}),
        as_json({"status": 0, "result": []}),
        as_json({"status": 0, "result": "北京"}),
    ],
    "tianditu": [
        DIALECTS["tianditu"].good(lon="", lat=""),
        DIALECTS["tianditu"].good(lon="0", lat="0"),
        DIALECTS["tianditu"].good(lon=39.99, lat=116.475),
        as_json({"status": "0", "msg": "ok"}),
        as_json({"status": "0", "msg": "ok", "location": []}),
        as_json({"status": "0", "msg": "ok", "location": "116.4,39.9"}),
    ],
    "baidu": [
        DIALECTS["baidu"].good(location={}),
        DIALECTS["baidu"].good(location={"lat": 0, "lng": 0}),
        DIALECTS["baidu"].good(location={"lat": 116.475, "lng": 39.99}),
        as_json({"status": 0, "result": [1]}),
    ],
}


@pytest.mark.parametrize(
    ("name", "reply"), [(name, reply) for name, replies in SHAPES.items() for reply in replies]
)
def test_a_point_that_is_missing_nought_or_swapped_is_a_failure(
    name: str, reply: Reply, tmp_path: Path
) -> None:
    with serving(name, reply) as running:
        never_not_found(running.client(), running.dialect.address, tmp_path)


@pytest.mark.parametrize("name", CHINESE)
def test_declared_gbk_is_read(name: str) -> None:
    _, _, body = DIALECTS[name].good()
    gbk = body.decode().encode("gbk")
    reply = (200, {"Content-Type": "application/json; charset=GBK"}, gbk)
    with serving(name, reply) as running:
        [place] = running.client().ask(running.dialect.address)
    if name in ("amap", "tencent"):
        assert place.matched == "北京市朝阳区阜通东大街6号"
    assert place.score >= 0.75


@pytest.mark.parametrize("name", NAMES)
def test_429_is_waited_for_as_the_service_asks(name: str) -> None:
    dialect = DIALECTS[name]

    def in_two_seconds() -> str:  # a date has whole seconds: it is more than one second away
        return email.utils.formatdate(time.time() + 2, usegmt=True)

    for asked_for, least in ((lambda: "1", 1.0), (in_two_seconds, 0.9), (None, 0.0)):

        def replies(
            call: int, _query: str, asked_for: Callable[[], str] | None = asked_for
        ) -> Reply:
            headers = {"Retry-After": asked_for()} if asked_for else {}
            return (429, headers, b"") if call == 1 else dialect.good()

        with serving(name, replies) as running:
            assert running.client().ask(dialect.address)
            assert running.at[1] - running.at[0] >= least


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("headers", [{"Retry-After": "86400"}, {"Retry-After": "nonsense"}, {}])
def test_429_without_end_stops_the_service(name: str, headers: dict[str, str]) -> None:
    with serving(name, (429, headers, b"")) as running:
        with pytest.raises(QuotaError, match="quota is used up"):
            running.client().ask(running.dialect.address)
        assert len(running.asked) == (1 if headers.get("Retry-After") == "86400" else 2)


@pytest.mark.parametrize("status", [401, 402, 403])
@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_by_http_stops_the_service(name: str, status: int) -> None:
    with serving(name, (status, {}, KEY.encode())) as running:
        with pytest.raises(QuotaError):
            running.client().ask(running.dialect.address)
        assert len(running.asked) == 1


def test_the_firewall_before_tianditu_refuses_with_418() -> None:
    with serving("tianditu", (418, {}, b"<html>WAF</html>")) as running:
        with pytest.raises(QuotaError):
            running.client().ask(running.dialect.address)
        assert len(running.asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_drip_of_bytes_ends_when_the_time_is_over(name: str) -> None:
    status, headers, body = DIALECTS[name].good()
    with serving(name, (status, {**headers, "Drip": "0.05"}, body)) as running:
        client = running.client(timeout_s=0.3, tries=1)
        started = time.monotonic()
        with pytest.raises(ServiceError, match="no answer in time"):
            client.ask(running.dialect.address)
        # The whole answer would take 0.05 s for each of more than 90 bytes.
        assert time.monotonic() - started < 4


@pytest.mark.parametrize("name", NAMES)
def test_silence_and_a_closed_door_are_failures(name: str, tmp_path: Path) -> None:
    def replies(_call: int, _query: str) -> Reply:
        time.sleep(0.6)
        return DIALECTS[name].good()

    with serving(name, replies) as running:
        silent = running.client(timeout_s=0.1)
        never_not_found(silent, running.dialect.address, tmp_path)
        gone = running.client()
    never_not_found(gone, DIALECTS[name].address, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_not_known_is_an_answer(name: str, tmp_path: Path) -> None:
    with (
        serving(name, DIALECTS[name].nothing) as running,
        GeocodeCache(tmp_path / "cache.sqlite") as cache,
    ):
        for _ in range(2):
            [found] = locate(
                [("C1", running.dialect.address)], None, cache=cache, fallback=running.client()
            )
            assert "does not know this address" in found.why
        assert (len(running.asked), len(cache)) == (1, 1)


@pytest.mark.parametrize("name", NAMES)
def test_neither_key_nor_address_is_in_any_log_error_or_cache(
    name: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    dialect = DIALECTS[name]
    told: list[str] = []
    replies = [
        (500, {}, KEY.encode()),
        (403, {}, KEY.encode()),
        (429, {"Retry-After": KEY}, b""),
        (200, {}, f"{KEY} {dialect.address.text}".encode()),
        dialect.error("10001"),
        dialect.error(120),
        dialect.error(KEY),
        dialect.good(),
    ]
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", DegradedWarning)
        for reply in replies:
            with (
                serving(name, reply) as running,
                GeocodeCache(tmp_path / "cache.sqlite") as cache,
            ):
                client = running.client()
                try:
                    client.ask(dialect.address)
                except ServiceError as error:
                    told += traceback.format_exception(error, chain=True)
                services = OnlineServices((running.client(),), say=told.append)
                [found] = locate([("C1", dialect.address)], None, cache=cache, fallback=services)
                told += [repr(client), repr(services), found.why, services.trouble]
    told += [str(one.message) for one in warned]
    everything = "".join(told) + caplog.text
    assert "ServiceError" in everything or "QuotaError" in everything
    assert KEY not in everything
    assert dialect.address.text not in everything
    assert KEY.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
