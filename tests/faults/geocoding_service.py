"""A real HTTP server on the loopback that speaks Nominatim's dialect, and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from router.geocoding import OnlineGeocoder

KNOWN = {
    "lat": "60.1612",
    "lon": "24.94",
    "display_name": "6, Annankatu, Punavuori, Helsinki, 00120, Suomi",
    "class": "place",
    "type": "house",
}
Reply = tuple[int, dict[str, str], bytes]


def answer(*results: dict[str, str]) -> Reply:
    """Return the reply that holds some results."""
    return 200, {"Content-Type": "application/json"}, json.dumps(results).encode()


class Service:
    """The server: what it was asked, and what it is to reply."""

    def __init__(self, replies: Callable[[int, str], Reply]) -> None:
        self.asked: list[str] = []
        self.at: list[float] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
                outer.asked.append(query)
                outer.at.append(time.monotonic())
                status, headers, body = replies(len(outer.asked), query)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.domain = f"127.0.0.1:{self.server.server_port}"

    def geocoder(self, **settings: float) -> OnlineGeocoder:
        """Return a client of it that does not wait long."""
        options = {
            "domain": self.domain,
            "scheme": "http",
            "user_agent": "router-tests",
            "proxies": {},
        }
        patience = {"min_delay_s": 0.0, "timeout_s": 5.0, **settings}
        return OnlineGeocoder("nominatim", options, **patience)  # type: ignore[arg-type]


@contextmanager
def service(replies: Callable[[int, str], Reply]) -> Iterator[Service]:
    """Run a server; ``replies`` gets the number of the call, from 1, and the question."""
    running = Service(replies)
    thread = threading.Thread(target=running.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join()
