"""No text in any cell, and no bytes in any file, raise anything but InputError and faults."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.errors import InputError
from router.intake import AGENT_COLUMNS, CASE_COLUMNS, TABLES, read_agents, read_cases
from tests.unit.intake.tables import READERS, excel_file

FAST = settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces of the grammars, so that the fuzz comes past the first character.
_PIECES = (
    "Mon Fri 周 一 至 周六 工作日 上午 下午 9 12 25 24 : ： 00 30 - – ~ .. ; , 、 2026-11-24 to "
    "since from 起 before after -05:00 09:00-11:00 yes 拒绝 "
    "03/04/2026 2026 年 11 月 24 日 T Z +08:00 am pm 点 半 / 45min h min 分钟 小时 s ￥ 1,234 .50 "
    "万 元 E e99 until dispute 承诺 60.1699 24.9384 0 ° ( ) ' = #N/A none 无 open nan all ４ ． "
    "٣ ² ½ 𝟗 \ufffd \u200b"
)
PIECES = st.sampled_from([*_PIECES.split(" "), " ", "\n"])
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=9).map("".join),
    st.lists(PIECES, max_size=9).map(" ".join),
    st.sampled_from(["9" * 5000, "1" * 400 + "h", "-" * 5000, "9-" * 900, "(" * 3000, "," * 3000]),
)
CASE_NAMES = [spec.name for spec in CASE_COLUMNS]
AGENT_NAMES = [spec.name for spec in AGENT_COLUMNS]


@FAST
@given(st.dictionaries(st.sampled_from(CASE_NAMES), TEXTS, min_size=1))
def test_no_text_in_a_case_raises(cells: dict[str, str]) -> None:
    full = {"case_id": "1", "address": "A"} | cells
    intake = read_cases(pd.DataFrame({name: [text] for name, text in full.items()}))
    empty = not any(text.strip() for text in full.values())
    assert len(intake.rows) == 1 or intake.fatal or empty
    assert all(fault.problem and fault.fix and len(fault.value) <= 60 for fault in intake.faults)


@FAST
@given(st.dictionaries(st.sampled_from(AGENT_NAMES), TEXTS, min_size=1))
def test_no_text_in_an_agent_raises(cells: dict[str, str]) -> None:
    full = {"agent_id": "1", "start": "A"} | cells
    intake = read_agents(pd.DataFrame({name: [text] for name, text in full.items()}))
    empty = not any(text.strip() for text in full.values())
    assert len(intake.rows) == 1 or intake.fatal or empty


@pytest.mark.parametrize("table", ["outcomes", "payments", "approaches", "notices", "replies"])
@FAST
@given(st.data())
def test_no_text_in_what_happened_raises(table: str, data: st.DataObject) -> None:
    names = [spec.name for spec in TABLES[table]]
    needed = {"case_id": "1", "when": "2026-11-02", "channel": "call", "reply": "no", "code": "NAH"}
    full = {name: text for name, text in needed.items() if name in names}
    full |= data.draw(st.dictionaries(st.sampled_from(names), TEXTS, min_size=1))
    frame = pd.DataFrame({name: [text] for name, text in full.items()})
    intake = READERS[table](frame, zone="Europe/Helsinki")
    empty = not any(text.strip() for text in full.values())
    assert len(intake.rows) == 1 or intake.fatal or empty
    assert len(intake.rows) + len(intake.refused) == 1 - empty


@FAST
@given(st.lists(TEXTS, min_size=1, max_size=6, unique=True), TEXTS)
def test_no_header_raises(titles: list[str], text: str) -> None:
    with contextlib.suppress(InputError):
        read_cases(pd.DataFrame([[text] * len(titles)], columns=titles))


HEADS = st.sampled_from(
    [b"", b"case_id,address\n", b"\xff\xfe", b"\xef\xbb\xbfcase_id;address\r\n", b"PK\x03\x04",
     b'[{"case_id": 1, "address": ', b'{"case_id": "', b"# c\n", b"sep=;\n", b"\xd0\xcf\x11\xe0"]
)  # fmt: skip


@FAST
@given(HEADS, st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a.json", "a.tsv"]))
def test_no_bytes_raise(head: bytes, tail: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(head + tail)
        with contextlib.suppress(InputError):
            read_cases(path)


@FAST
@given(st.text(max_size=120))
def test_no_text_of_a_csv_raises_and_no_row_is_lost(tail: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        path.write_bytes(b"case_id,address\nfirst,A\n" + tail.encode("utf-8", "replace"))
        with contextlib.suppress(InputError):
            assert read_cases(path).rows[0].case_id == "first"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["case_id", "address", "lat", "lon", "x"]), inner)
    ),
    max_leaves=8,
)


@FAST
@given(st.lists(JSON, max_size=3))
def test_no_json_raises(records: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (
            ("a.json", json.dumps(records)),
            ("a.jsonl", "\n".join(map(json.dumps, records))),
        ):
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            with contextlib.suppress(InputError):
                read_cases(path)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False),
    st.datetimes(), st.times(), st.timedeltas(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=3))
def test_no_cell_of_a_sheet_raises(rows: list[list[object]]) -> None:
    header = ["case_id", "address", "appointment", "amount"]
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.suppress(ValueError, OverflowError):  # openpyxl cannot write them all
            excel_file(Path(folder), [header, *rows])
        path = Path(folder) / "cases.xlsx"
        if path.exists():
            read_cases(path)


@FAST
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_no_value_in_a_frame_raises(values: list[object]) -> None:
    frame = pd.DataFrame({"case_id": values, "address": values, "appointment": values})
    frame = frame.astype(object)
    intake = read_cases(frame)
    assert len(intake.rows) + len({fault.row for fault in intake.fatal}) <= len(values)
