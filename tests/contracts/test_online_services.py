"""Several services from the command: named, announced, limited, and their keys never shown."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.dialects import DIALECTS, KEY, Server, serving


def geocode(
    region: Path, folder: Path, start: int, *more: str
) -> tuple[int, list[dict[str, str]], str]:
    # Numbers of their own for each test: the region's folder keeps answers.
    lines = [f"C{n},北京市朝阳区阜通东大街{n}号\n" for n in range(start, start + 3)]
    table = "case_id,address\nA,Mannerheimintie 5 Helsinki\n" + "".join(lines)
    (folder / "cases.csv").write_text(table, encoding="utf-8")
    out = folder / "places.csv"
    done = subprocess.run(
        [sys.executable, "-m", "router", "geocode", str(folder / "cases.csv"), "--region",
         str(region), "--out", str(out), *more],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "SERVICE_KEY": KEY, "PYTHONUTF8": "1"},
    )  # fmt: skip
    rows: list[dict[str, str]] = []
    if out.exists():
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    assert KEY not in done.stdout + done.stderr
    assert "阜通" not in done.stderr
    return done.returncode, rows, done.stderr


def named(*servers: Server) -> list[str]:
    words: list[str] = []
    for server in servers:
        name = server.dialect.name
        words += ["--online", name]
        for setting in (f"domain={server.domain}", "scheme=http", "min_delay_s=0",
                        "api_key=$SERVICE_KEY"):  # fmt: skip
            words += ["--online-setting", f"{name}.{setting}"]
    return words


def test_who_is_sent_how_much_is_printed_first_and_what_came_of_it_last(
    helsinki: Path, tmp_path: Path
) -> None:
    with serving("amap", DIALECTS["amap"].nothing) as first, serving("tencent") as second:
        words = named(first, second)
        code, rows, said = geocode(helsinki, tmp_path, 100, *words)
        assert code == 0, said
        assert f"amap ({first.domain}) will be asked about up to 3 addresses" in said
        assert f"tencent ({second.domain}) will be asked about up to 3 addresses" in said
        assert "amap: asked about 3 with 3 calls, answered 3; 0 from the cache; 0 trusted" in said
        assert (len(first.asked), len(second.asked)) == (3, 3)
        assert {parameters["key"] for _, parameters in first.sent} == {KEY}
        # Number 6 is what Tencent answers, in Beijing: not the number, and not this region.
        assert [row["status"] for row in rows] == ["accepted", "review", "review", "review"]
        code, _, said = geocode(helsinki, tmp_path, 100, *words)
        assert (code, len(first.asked), len(second.asked)) == (0, 3, 3)
        assert "will be asked" not in said


def test_a_ceiling_is_exit_code_5_and_the_rest_is_in_review(helsinki: Path, tmp_path: Path) -> None:
    with serving("amap", DIALECTS["amap"].nothing) as first:
        words = [*named(first), "--online-limit", "1"]
        code, rows, said = geocode(helsinki, tmp_path, 200, *words)
        assert (code, len(first.asked)) == (5, 1)
    assert "up to 1 address (of 3; the ceiling)" in said
    assert said.count("the ceiling of 1 call is reached") == 1
    assert [row["status"] for row in rows[1:]] == ["review"] * 3


def test_an_invalid_key_is_exit_code_3_without_the_key(helsinki: Path, tmp_path: Path) -> None:
    with serving("amap", DIALECTS["amap"].error("10001")) as first:
        code, rows, said = geocode(helsinki, tmp_path, 300, *named(first))
        assert (code, len(first.asked)) == (3, 1)
    assert "amap is not asked again in this run" in said
    assert len(rows) == 4


def test_settings_that_are_of_no_service_are_refused(helsinki: Path, tmp_path: Path) -> None:
    for words, problem in (
        (["--online", "amap"], "the service amap needs api_key"),
        (["--online", "nosuch"], "no service named 'nosuch'"),
        (["--online", "amap", "--online-setting", "tencent.api_key=$SERVICE_KEY"],
         "tencent is not named by --online"),
        (["--online", "amap", "--online", "tencent", "--online-setting", "api_key=$SERVICE_KEY"],
         "write amap.api_key, for several services"),
        (["--online", "amap", "--online-setting", "api_key=$NOT_THERE_8731"],
         "$NOT_THERE_8731 is not in the environment"),
        (["--online", "amap", "--online-setting", f"api_key {KEY}"], "is KEY=VALUE"),
        (["--online", "amap", "--online", "amap"], "names a service twice"),
        (["--online-setting", "api_key=$SERVICE_KEY"], "needs --online NAME"),
    ):  # fmt: skip
        code, rows, said = geocode(helsinki, tmp_path, 400, *words)
        assert (code, rows) == (2, []), words
        assert problem in said


def test_a_key_on_the_command_line_works_and_is_warned_of(helsinki: Path, tmp_path: Path) -> None:
    with serving("tianditu", DIALECTS["tianditu"].nothing) as first:
        code, _, said = geocode(
            helsinki, tmp_path, 500, "--online", "tianditu", "--online-setting", f"api_key={KEY}",
            "--online-setting", f"domain={first.domain}", "--online-setting", "scheme=http",
            "--online-setting", "min_delay_s=0",
        )  # fmt: skip
        assert (code, len(first.asked)) == (0, 3)
    assert "the value of tianditu.api_key stands on the command line" in said
