"""`router geocode --online` against a server: what is paid for is kept, and failures are said."""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from router.geocoding import GeocodeCache
from router.pipeline import build_region
from tests.faults.dialects import DIALECTS, KEY, Reply, Server, serving

ZH = Path(__file__).parents[2] / "router" / "demo" / "zh" / "linjiang-synthetic.osm.pbf"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zh") / "region"
    build_region(ZH, folder, timezone="Asia/Shanghai")
    return folder


@pytest.fixture
def cases(region: Path, tmp_path: Path) -> Path:
    """Thirty addresses that the region does not know, and an empty cache."""
    for left in (region / "cache").glob("geocoding.sqlite*"):
        left.unlink()
    path = tmp_path / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["case_id", "address"])
        rows.writerows([f"C{n}", f"北京市朝阳区阜通东大街{n}号"] for n in range(1, 31))
    return path


def command(cases: Path, region: Path, out: Path, *options: str) -> list[str]:
    """Return the command line; its options stand behind it."""
    return [
        *(sys.executable, "-m", "router", "geocode", str(cases), "--region", str(region)),
        *("--out", str(out), *options),
    ]


def online(*running: Server) -> list[str]:
    """Return the options that name services."""
    options = []
    for one in running:
        name = one.dialect.name
        options += ["--online", name]
        for setting in (
            f"domain=http://{one.domain}",
            "api_key=$JUDGE",
            "min_delay_s=0",
            "pause_s=0.01",
        ):
            options += ["--online-setting", f"{name}.{setting}"]
    return options


def environment(**more: str) -> Mapping[str, str]:
    return {**os.environ, "JUDGE": KEY, "NO_PROXY": "127.0.0.1", **more}


def run(line: list[str], env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line, env=env or environment(), capture_output=True, text=True, timeout=120, check=False
    )


def slow(_call: int, _query: str) -> Reply:
    time.sleep(0.02)
    return DIALECTS["amap"].good()


def test_two_runs_at_once_share_their_calls(region: Path, cases: Path, tmp_path: Path) -> None:
    with serving("amap", slow) as running:
        both = [
            subprocess.Popen(
                command(cases, region, tmp_path / f"{name}.csv", *online(running)),
                env=environment(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for name in ("one", "two")
        ]
        for process in both:
            _, said = process.communicate(timeout=120)
            assert process.returncode == 0, said
        assert set(Counter(running.asked).values()) == {1}
        assert len(running.asked) == 30


def test_outputs_that_cannot_be_written_are_refused_before_a_call(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()  # where the folder must be
    with serving("amap") as running:
        done = run(command(cases, region, tmp_path / "file" / "out.csv", *online(running)))
        assert done.returncode == 2
        assert "cannot write" in done.stderr
        assert running.asked == []


def test_where_answers_cannot_be_kept_nobody_is_asked(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    cache = region / "cache"
    cache.rename(region / "elsewhere")
    cache.touch()  # a file where the folder must be
    try:
        with serving("amap") as running:
            done = run(command(cases, region, tmp_path / "out.csv", *online(running)))
            assert done.returncode == 2
            assert "cannot be kept" in done.stderr
            assert "Traceback" not in done.stderr
            assert running.asked == []
    finally:
        cache.unlink()
        (region / "elsewhere").rename(cache)


def test_damaged_rows_of_the_cache_are_asked_again(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    with serving("amap") as running:
        line = command(cases, region, tmp_path / "out.csv", *online(running))
        assert run(line).returncode == 0
        # Three kinds of damage, a third of the rows each.
        for n, change in enumerate(
            ("places = '[{\"lat\":'", 'places = \'[{"lat": 99, "lon": 1}]\'', "asked = 'never'")
        ):
            with sqlite3.connect(region / "cache" / "geocoding.sqlite") as file:
                file.execute(
                    f"UPDATE answer SET {change} WHERE query IN "
                    f"(SELECT query FROM answer ORDER BY query LIMIT 10 OFFSET {10 * n})"
                )
            file.close()
        assert run(line).returncode == 0
        assert set(Counter(running.asked).values()) == {2}
        assert len(running.asked) == 60


def test_a_lock_that_is_not_ours_is_made_anew(region: Path, cases: Path, tmp_path: Path) -> None:
    (region / "cache").mkdir(exist_ok=True)
    (region / "cache" / "geocoding.sqlite.turn-amap").write_bytes(b"garbage" * 999)
    with serving("amap") as running:
        done = run(command(cases, region, tmp_path / "out.csv", *online(running)))
        assert done.returncode == 0, done.stderr
        assert len(running.asked) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another signal there")
def test_an_interrupted_run_says_that_answers_are_kept(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    with serving("amap", slow) as running:
        process = subprocess.Popen(
            command(cases, region, tmp_path / "out.csv", *online(running)),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(running.asked) < 5 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "amap: asked about" in said
        assert "answers that came are kept" in said
        assert not (tmp_path / "out.csv").exists()
        with GeocodeCache(region / "cache" / "geocoding.sqlite") as cache:
            assert len(running.asked) - 1 <= len(cache) <= len(running.asked)


def test_a_service_that_fails_is_exit_3_though_another_answers_roughly(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    rough = DIALECTS["tencent"].good(reliability=2)
    with serving("amap", (500, {}, b"")) as broken, serving("tencent", rough) as second:
        done = run(command(cases, region, tmp_path / "out.csv", *online(broken, second)))
        assert done.returncode == 3
        assert "it answers with errors (HTTP 500)" in done.stderr
        assert len(second.asked) == 30


def test_a_ceiling_that_failures_use_up_is_a_failure(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    with serving("amap", (500, {}, b"")) as running:
        out = tmp_path / "out.csv"
        done = run(command(cases, region, out, *online(running), "--online-limit", "2"))
        assert done.returncode == 3
        assert len(running.asked) == 2
        assert "HTTP 500" in done.stderr


def test_the_environment_may_name_services(region: Path, cases: Path, tmp_path: Path) -> None:
    with serving("amap") as running:
        done = run(
            command(cases, region, tmp_path / "out.csv"),
            environment(
                ROUTER_ONLINE="amap",
                ROUTER_ONLINE_LIMIT="7",
                ROUTER_ONLINE_SETTING=f"amap.domain={running.domain} amap.scheme=http "
                "amap.api_key=$JUDGE amap.min_delay_s=0 tencent.api_key=$NOT_SET",
            ),
        )
        assert "will be asked about up to 7 addresses" in done.stderr
        assert len(running.asked) == 7
        assert done.returncode == 5
        assert KEY not in done.stderr + done.stdout


def test_settings_in_the_environment_name_no_service(
    region: Path, cases: Path, tmp_path: Path
) -> None:
    done = run(
        command(cases, region, tmp_path / "out.csv"),
        environment(ROUTER_ONLINE_SETTING="amap.api_key=$JUDGE"),
    )
    assert done.returncode == 0
    assert "will be asked" not in done.stderr
