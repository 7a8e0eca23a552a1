"""The online fallback from the command: opt-in, kept, and honest about a service that fails."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def service(status: int, body: object) -> Iterator[tuple[int, list[str]]]:
    """A Nominatim on loopback that always gives one answer, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def geocode(
    region: Path, folder: Path, number: int, *more: str
) -> tuple[int, list[dict[str, str]], str]:
    # A number of its own for each test: the region's folder keeps answers.
    table = f"case_id,address\nA,Mannerheimintie 5 Helsinki\nB,Zzyzx Boulevard {number}\n"
    (folder / "cases.csv").write_text(table, encoding="utf-8")
    out = folder / "places.csv"
    done = subprocess.run(
        [sys.executable, "-m", "router", "geocode", str(folder / "cases.csv"), "--region",
         str(region), "--out", str(out), *more],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    with out.open(encoding="utf-8", newline="") as file:
        return done.returncode, list(csv.DictReader(file)), done.stderr


def online(port: int) -> tuple[str, ...]:
    return ("--online", "nominatim", "--online-setting", f"domain=127.0.0.1:{port}",
            "--online-setting", "scheme=http", "--online-setting", "user_agent=test")  # fmt: skip


def test_only_what_the_region_does_not_know_is_sent_and_only_once(
    helsinki: Path, tmp_path: Path
) -> None:
    found = [{"lat": "60.17", "lon": "24.94", "display_name": "Zzyzx Boulevard 77, Helsinki",
              "class": "place", "type": "house"}]  # fmt: skip
    with service(200, found) as (port, asked):
        code, rows, trouble = geocode(helsinki, tmp_path, 77, *online(port))
        assert code == 0, trouble
        assert len(asked) == 1
        assert "Mannerheim" not in asked[0]
        assert rows[1]["source"] == "nominatim"
        _, again, _ = geocode(helsinki, tmp_path, 77, *online(port))
        assert len(asked) == 1  # the second run takes the answer from the cache
        assert again[1]["lat"] == rows[1]["lat"]
        assert again[1]["source"] == "cache:nominatim"


def test_a_service_that_refuses_is_exit_code_3_and_nothing_is_lost(
    helsinki: Path, tmp_path: Path
) -> None:
    with service(403, {"error": "no"}) as (port, asked):
        code, rows, trouble = geocode(helsinki, tmp_path, 78, *online(port))
    assert code == 3
    assert len(asked) == 1
    assert [row["status"] for row in rows] == ["accepted", "review"]
    assert "nominatim" in trouble
    assert "Zzyzx" not in trouble  # no address in a message
    assert "Traceback" not in trouble


def test_nothing_is_sent_unless_a_service_is_named(helsinki: Path, tmp_path: Path) -> None:
    with service(200, []) as (_, asked):
        code, _, _ = geocode(helsinki, tmp_path, 79)
    assert code == 0
    assert asked == []


def test_a_purged_region_knows_no_answer_and_asks_again(helsinki: Path, tmp_path: Path) -> None:
    region = tmp_path / "region"
    shutil.copytree(helsinki, region)
    with service(200, []) as (port, asked):
        geocode(region, tmp_path, 90, *online(port))
        geocode(region, tmp_path, 90, *online(port))
        assert len(asked) == 1
        done = subprocess.run(
            [sys.executable, "-m", "router", "region", "purge", str(region)],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert re.search(r"forgot [1-9]\d* answers of online services", done.stdout)
        geocode(region, tmp_path, 90, *online(port))
        assert len(asked) == 2


def test_what_is_no_region_is_not_purged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "router", "region", "purge", str(tmp_path)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
