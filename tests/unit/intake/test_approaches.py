"""Calls, messages and letters: each counts, and none is made better than it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from router.domain.channels import Attempt, Channel
from router.errors import Fault, InputError
from router.intake import read_approaches
from tests.unit.intake.tables import csv_file, told

ZONE = "Asia/Shanghai"
CALLED_AT = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)  # 18:30 in Shanghai


def read_one(**cells: str) -> tuple[Attempt | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "when": "2026-11-02 18:30", "channel": "call"} | cells
    intake = read_approaches(pd.DataFrame({k: [v] for k, v in full.items()}), zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_a_row_is_an_attempt_by_its_channel() -> None:
    attempt, faults = read_one(borrower_id="B7", reached="no", agent_id="T7")
    assert faults == ()
    assert attempt == Attempt(
        borrower_id="B7",
        case_id="1",
        when=CALLED_AT,
        channel=Channel.CALL,
        reached=False,
        agent_id="T7",
    )


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Call", Channel.CALL), ("phone", Channel.CALL), ("电话", Channel.CALL),
        ("电催", Channel.CALL), ("外呼", Channel.CALL), ("SMS", Channel.MESSAGE),
        ("短信", Channel.MESSAGE), ("e-mail", Channel.MESSAGE), ("微信", Channel.MESSAGE),
        ("letter", Channel.LETTER), ("信函", Channel.LETTER), ("律师函", Channel.LETTER),
    ],
)  # fmt: skip
def test_channels_have_words(text: str, channel: Channel) -> None:
    attempt, faults = read_one(channel=text)
    assert faults == ()
    assert attempt is not None
    assert attempt.channel is channel


@pytest.mark.parametrize(
    ("text", "reached", "faulty"),
    [
        ("yes", True, False), ("answered", True, False), ("本人接听", True, False),
        ("已送达", True, False), ("voicemail", True, False), ("no", False, False),
        ("no answer", False, False), ("无人接听", False, False), ("关机", False, False),
        ("空号", False, False), ("发送失败", False, False), ("", True, False),
        ("grumbled", True, True),  # not known: then caps on contacts count it
    ],
)  # fmt: skip
def test_whether_the_borrower_was_reached_is_said_in_words(
    text: str, reached: bool, faulty: bool
) -> None:
    attempt, faults = read_one(reached=text)
    assert attempt is not None
    assert attempt.reached is reached
    assert attempt.counts_contact is reached
    assert told(faults) == ([(2, "reached", False)] if faulty else [])


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"channel": "visit"}, "channel"),
        ({"channel": "外访"}, "channel"),
        ({"channel": "pigeon"}, "channel"),
        ({"channel": ""}, "channel"),
        ({"when": ""}, "when"),
        ({"when": "2026-11-02 09:00-11:00"}, "when"),  # a span, or an offset?
        ({"case_id": ""}, "case_id"),
    ],
)
def test_what_is_no_approach_by_another_channel_is_refused(
    cells: dict[str, str], column: str
) -> None:
    attempt, faults = read_one(**cells)
    assert attempt is None
    assert told(faults) == [(2, column, True)]


def test_several_approaches_of_a_day_without_a_time_all_count() -> None:
    table = pd.DataFrame(
        {
            "case_id": ["1", "1", "1", "2", "1"],
            "when": ["2026-11-02"] * 5,
            "channel": ["call", "call", "sms", "call", "call"],
        }
    )
    intake = read_approaches(table, zone=ZONE)
    end = datetime(2026, 11, 2, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Shanghai
    # a call about two debts is one call; the second and third about the same debt are others
    ends = [end - timedelta(seconds=seconds) for seconds in (0, 1, 0, 0, 2)]
    assert [attempt.when for attempt in intake.rows] == ends
    assert "approaches without a time of day: 5" in intake.faults[0].problem


def test_a_chinese_file_is_read(tmp_path: Path) -> None:
    text = (
        "客户编号,联系时间,联系渠道,是否接通,坐席\n"
        "K1,2026-11-02 18:30,电话,未接,T1\n"
        "K1,2026/11/3 9:00,短信,已送达,T1\n"
        ",2026-11-03 10:00,电话,是,T1\n"
    )
    intake = read_approaches(csv_file(tmp_path, text, encoding="gb18030"), zone=ZONE)
    assert [(a.borrower_id, a.channel.value, a.reached) for a in intake.rows] == [
        ("K1", "call", False),
        ("K1", "message", True),
    ]
    assert told(intake.faults) == [(4, "客户编号", True)]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_approaches(pd.DataFrame({"case_id": ["1"]}), zone=ZONE)
    assert ["(when)" in f.problem or "(channel)" in f.problem for f in caught.value.faults] == [
        True,
        True,
    ]
