"""Real HTTP servers on the loopback that speak the dialects of online services, by their documents.

Each dialect says what a good answer of a level looks like, how it writes an error inside a 200,
and how a client is told where it is. The servers count what they are asked.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from router.domain.datums import from_wgs84
from router.domain.places import Address, Coordinate, Datum
from router.geocoding import OnlineGeocoder

DOOR = Coordinate(39.9900, 116.4750)  # where 阜通东大街6号 is said to be, WGS-84
GCJ, BD = from_wgs84(DOOR, Datum.GCJ02), from_wgs84(DOOR, Datum.BD09)
ASKED = Address(text="北京市朝阳区阜通东大街6号")
KEY = "canary-key-8731"
Reply = tuple[int, dict[str, str], bytes]
JSON = {"Content-Type": "application/json; charset=utf-8"}


def as_json(value: object, status: int = 200) -> Reply:
    """Return a reply that holds a value."""
    return status, dict(JSON), json.dumps(value, ensure_ascii=False).encode()


def amap(**change: object) -> Reply:
    """Return AMap's answer; what is empty is a list, as it really is."""
    found = {
        "formatted_address": "北京市朝阳区阜通东大街6号", "country": "中国", "province": "北京市",
        "citycode": "010", "city": "北京市", "district": "朝阳区", "township": [],
        "neighborhood": {"name": [], "type": []}, "building": {"name": [], "type": []},
        "adcode": "110105", "street": "阜通东大街", "number": "6号",
        "location": f"{GCJ.lon:.6f},{GCJ.lat:.6f}", "level": "门牌号",
    }  # fmt: skip
    return as_json({"status": "1", "info": "OK", "infocode": "10000", "count": "1",
                    "geocodes": [found | change]})  # fmt: skip


def tencent(**change: object) -> Reply:
    """Return Tencent's answer."""
    found = {
        "title": "阜通东大街6号", "location": {"lng": GCJ.lon, "lat": GCJ.lat},
        "ad_info": {"adcode": "110105"},
        "address_components": {"province": "北京市", "city": "北京市", "district": "朝阳区",
                               "street": "阜通东大街", "street_number": "6号"},
        "similarity": 0.99, "deviation": 1000, "reliability": 10, "level": 9,
    }  # fmt: skip
    return as_json({"status": 0, "message": "query ok", "request_id": "1",
                    "result": found | change})  # fmt: skip


def tianditu(**change: object) -> Reply:
    """Return Tianditu's answer; its numbers come as texts."""
    found = {"score": 100, "level": "门址", "lon": f"{DOOR.lon:.6f}", "lat": f"{DOOR.lat:.6f}",
             "keyWord": ASKED.text}  # fmt: skip
    return as_json({"msg": "ok", "location": found | change, "searchVersion": "6.4.9V",
                    "status": "0"})  # fmt: skip


def baidu(**change: object) -> Reply:
    """Return Baidu's answer: a point and how sure it is, no address."""
    found = {"location": {"lng": BD.lon, "lat": BD.lat}, "precise": 1, "confidence": 100,
             "comprehension": 100, "level": "门址"}  # fmt: skip
    return as_json({"status": 0, "result": found | change})


def nominatim(**change: object) -> Reply:
    """Return Nominatim's answer."""
    found = {"lat": str(DOOR.lat), "lon": str(DOOR.lon), "class": "place", "type": "house",
             "display_name": "6, Annankatu, Punavuori, Helsinki, 00120, Suomi"}  # fmt: skip
    return as_json([found | change])


def _amap_error(code: object) -> Reply:
    return as_json({"status": "0", "info": f"{KEY} is wrong", "infocode": code})


def _status_error(code: object) -> Reply:
    return as_json({"status": code, "message": f"{KEY} is wrong", "msg": f"{KEY} is wrong"})


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How one service speaks."""

    name: str
    good: Callable[..., Reply]
    error: Callable[[object], Reply]
    nothing: Reply
    query: Callable[[dict[str, list[str]]], str]
    options: dict[str, object]
    address: Address = ASKED


def _key_word(parameters: dict[str, list[str]]) -> str:
    return str(json.loads(parameters["ds"][0])["keyWord"])


DIALECTS = {
    one.name: one
    for one in (
        Dialect(
            name="amap", good=amap, error=_amap_error, options={"api_key": KEY},
            nothing=as_json({"status": "1", "infocode": "10000", "count": "0", "geocodes": []}),
            query=lambda parameters: parameters["address"][0],
        ),
        Dialect(
            name="tencent", good=tencent, error=_status_error, options={"api_key": KEY},
            nothing=as_json({"status": 347, "message": "查询无结果"}),
            query=lambda parameters: parameters["address"][0],
        ),
        Dialect(
            name="tianditu", good=tianditu, error=_status_error, options={"api_key": KEY},
            nothing=as_json({"status": "101", "msg": "结果为空"}),
            query=_key_word,
        ),
        Dialect(
            name="baidu", good=baidu, error=_status_error, options={"api_key": KEY},
            nothing=as_json({"status": 1, "msg": "Internal Service Error:无相关结果",
                             "results": []}),
            query=lambda parameters: parameters["address"][0],
        ),
        Dialect(
            name="nominatim", good=nominatim, error=_status_error,
            options={"user_agent": KEY},
            nothing=as_json([]),
            query=lambda parameters: parameters["q"][0],
            address=Address(text="Annankatu 6", city="Helsinki", postcode="00120"),
        ),
    )
}  # fmt: skip


class Server:
    """A service: what it was asked, with which parameters, and when."""

    def __init__(self, dialect: Dialect, replies: Callable[[int, str], Reply]) -> None:
        self.dialect = dialect
        self.asked: list[str] = []
        self.sent: list[tuple[str, dict[str, str]]] = []
        self.at: list[float] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                split = urlsplit(self.path)
                parameters = parse_qs(split.query)
                try:
                    query = dialect.query(parameters)
                except KeyError:  # a reverse question
                    query = ""
                outer.asked.append(query)
                outer.sent.append((split.path, {k: v[0] for k, v in parameters.items()}))
                outer.at.append(time.monotonic())
                status, headers, body = replies(len(outer.asked), query)
                self.send_response(status)
                for name, value in headers.items():
                    if name != "Drip":
                        self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    if "Drip" not in headers:
                        self.wfile.write(body)
                        return
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(float(headers["Drip"]))
                except OSError:
                    pass  # the client has had enough

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.domain = f"127.0.0.1:{self.server.server_port}"

    def options(self) -> dict[str, object]:
        """Return what a client needs to come here."""
        return {"domain": self.domain, "scheme": "http", "proxies": {}, **self.dialect.options}

    def client(self, **patience: Any) -> OnlineGeocoder:
        """Return a client that does not wait long."""
        hurry: dict[str, Any] = {"min_delay_s": 0.0, "timeout_s": 5.0, "tries": 2, **patience}
        return OnlineGeocoder(self.dialect.name, self.options(), **hurry)


@contextmanager
def serving(
    name: str, replies: Callable[[int, str], Reply] | Reply | None = None
) -> Iterator[Server]:
    """Run a service; without replies it gives its good answer."""
    dialect = DIALECTS[name]
    fixed = dialect.good() if replies is None else replies
    running = Server(dialect, (lambda _call, _query: fixed) if isinstance(fixed, tuple) else fixed)
    thread = threading.Thread(target=running.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join()
