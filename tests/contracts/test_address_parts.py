"""`router address parse` as outside scripts call it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

COLUMNS = (
    "case_id,address,province,city,district,town,village,road,lane,number,compound,building,unit,"
    "floor,room,rest"
)


def parse(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "router", "address", "parse", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_one_row_per_row_in_input_order_all_text(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "parts.csv"
    source.write_text(
        "case_id,note,address\n"
        "007,x,广东深圳罗湖东门中路2047号1201\n"
        "008,y,\n"
        "007,z,水城路88弄12支弄5号负一楼\n"
        ",,文三路甲8号 310012\n",
        encoding="utf-8",
    )
    done = parse(source, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    assert out.stat().st_mode & 0o777 == 0o600
    first, empty, again, last = rows_of(out)
    assert first == dict.fromkeys(COLUMNS.split(","), "") | {
        "case_id": "007",
        "address": "广东深圳罗湖东门中路2047号1201",
        "province": "广东省",
        "city": "深圳市",
        "district": "罗湖区",
        "road": "东门中路",
        "number": "2047",
        "room": "1201",
    }
    assert empty == dict.fromkeys(COLUMNS.split(","), "") | {"case_id": "008"}
    # A repeated id is reported and kept; a floor below the ground is a number, no formula.
    assert (again["case_id"], again["lane"], again["floor"]) == ("007", "88/12", "-1")
    assert (last["case_id"], last["number"], last["rest"]) == ("", "甲8", "310012")
    assert "row 4" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_and_chinese_headers(encoding: str, tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "parts.csv"
    source.write_text("案件编号,地址\nA1,杭州市西湖区文三路12号\n", encoding=encoding)
    assert parse(source, "--out", out).returncode == 0
    assert rows_of(out)[0]["road"] == "文三路"


def test_what_looks_like_a_formula_is_guarded(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "parts.csv"
    source.write_text("case_id,address\n1,=1+1\n", encoding="utf-8")
    assert parse(source, "--out", out).returncode == 0
    assert rows_of(out)[0]["address"] == "'=1+1"


def test_one_address_is_printed_with_its_pieces() -> None:
    done = parse("--text", "杭州文三路12号", "--json")
    shown = json.loads(done.stdout)
    assert (shown["city"], shown["road"], shown["number"]) == ("杭州市", "文三路", "12")
    assert "".join(piece["written"] for piece in shown["pieces"]) == "杭州文三路12号"
    assert "文三路" in parse("--text", "杭州文三路12号").stdout


@pytest.mark.parametrize(
    ("content", "said"), [(None, "does not exist"), ("a,b\n1,2\n", "a column is missing")]
)
def test_a_users_mistake_is_a_message_and_exit_code_2(
    content: str | None, said: str, tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    if content is not None:
        source.write_text(content, encoding="utf-8")
    done = parse(source, "--out", tmp_path / "parts.csv")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "parts.csv").exists()


def test_neither_file_nor_text_is_a_message() -> None:
    done = parse()
    assert done.returncode == 2
    assert "--text" in done.stderr
