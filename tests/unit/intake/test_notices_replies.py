"""What borrowers were told of a visit, and what they answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from router.domain.memory import NoticeGiven
from router.domain.replies import Answer, Reply
from router.domain.standing import Notice
from router.errors import Fault
from router.intake import read_notices, read_replies
from router.intake.cells import CellError
from router.intake.spans import span_reader
from tests.unit.intake.tables import csv_file, excel_file, told

ZONE = "Europe/Helsinki"  # two hours ahead in November


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """Return a time in Helsinki, in November."""
    return datetime(2026, 11, day, hour - 2, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-24 14:00", at(14), at(14)),
        ("2026-11-24 14:00-16:00", at(14), at(16)),
        ("2026-11-24 09:00-11:00", at(9), at(11)),  # no offset of -11 hours
        ("2026-11-24T09:00-05:00", at(16), at(16)),  # one of -5 hours
        ("2026-11-24 09:00:00-05:00", at(16), at(16)),
        ("2026-11-24T14:00:00.000+02:00", at(14), at(14)),
        ("2026-11-24T14:00+02:00/2026-11-24T16:00+02:00", at(14), at(16)),
        ("2026-11-24 14:00 - 2026-11-24 16:00", at(14), at(16)),
        ("2026年11月24日14点至16点", at(14), at(16)),
        ("2026年11月24日 下午2点", at(14), at(14)),
        ("2026-11-24 晚上7点半", at(19, 30), at(19, 30)),
        ("2026-11-24 下午", at(14), at(18)),
        ("46350.583333", at(14), at(14)),  # a spreadsheet's 24 November, 14:00
    ],
)
def test_a_time_that_is_named_is_an_instant_or_a_span(
    text: str, start: datetime, end: datetime
) -> None:
    window = span_reader(ZONE)(text)
    assert (window.start, window.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["14:00", "soon", "2026-11-24 晚上12点", "2026-11-24 下午2:00-4:00", "Tue 14:00",
     "2026-11-24T16:00Z..2026-11-24T15:00Z", "2026-11-24 14:00-16:00 or later"],
)  # fmt: skip
def test_a_time_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        span_reader(ZONE)(text)


# ---- notices -------------------------------------------------------------------------------------


def notice(**cells: str) -> tuple[NoticeGiven | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "when": "2026-11-22 10:00"} | cells
    intake = read_notices(pd.DataFrame({k: [v] for k, v in full.items()}), zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


def test_a_notice_says_when_it_was_given_of_which_time_and_what() -> None:
    given, faults = notice(
        start="2026-11-24 14:00-16:00", says="事由; 时间; rights; gate code", confirmed="yes"
    )
    assert faults == ()
    assert given == NoticeGiven(
        case_id="1",
        notice=Notice(
            sent=at(10, day=22),
            start=at(14),
            end=at(16),
            says=frozenset({"purpose", "date_time", "rights", "gate code"}),
            confirmed=True,
        ),
    )


def test_start_and_end_may_stand_in_two_columns() -> None:
    for end in ("16:00", "2026-11-24 16:00", "2026-11-24T16:00:00+02:00"):
        given, faults = notice(start="2026-11-24 14:00", end=end)
        assert faults == ()
        assert given is not None
        assert (given.notice.start, given.notice.end) == (at(14), at(16))


def test_a_date_alone_counts_from_its_end_so_that_no_lead_is_made_up() -> None:
    given, faults = notice(when="2026-11-22")
    assert given is not None
    assert given.notice == Notice(sent=datetime(2026, 11, 22, 21, 59, 59, tzinfo=UTC))
    assert "notices without a time of day: 1" in faults[0].problem


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"when": "soon"}, "when"),
        ({"when": ""}, "when"),
        ({"case_id": ""}, "case_id"),
        ({"start": "in the afternoon"}, "start"),
        ({"start": "2026-11-24 14:00", "end": "13:00"}, "end"),
        ({"start": "2026-11-24 14:00-15:00", "end": "16:00"}, "end"),
        ({"end": "16:00"}, "end"),
        ({"says": "#REF!"}, "says"),
        ({"confirmed": "yes"}, "confirmed"),  # which time?
    ],
)
def test_a_notice_that_is_read_in_part_opens_nothing(cells: dict[str, str], column: str) -> None:
    given, faults = notice(**cells)
    assert given is None
    assert told(faults) == [(2, column, True)]


def test_a_notice_that_is_confirmed_in_unknown_words_is_a_plain_notice() -> None:
    given, faults = notice(start="2026-11-24 14:00", confirmed="she nodded")
    assert given is not None
    assert not given.notice.confirmed
    assert told(faults) == [(2, "confirmed", False)]


# ---- replies -------------------------------------------------------------------------------------


def reply(**cells: str) -> tuple[Reply | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "reply": "confirmed", "when": "2026-11-22 18:30"} | cells
    intake = read_replies(pd.DataFrame({k: [v] for k, v in full.items()}), zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


@pytest.mark.parametrize(
    ("text", "answer", "never"),
    [
        ("confirmed", Answer.CONFIRMED, False), ("Yes", Answer.CONFIRMED, False),
        ("确认", Answer.CONFIRMED, False), ("同意", Answer.CONFIRMED, False),
        ("declined", Answer.DECLINED, False), ("cancelled", Answer.DECLINED, False),
        ("拒绝", Answer.DECLINED, False), ("取消", Answer.DECLINED, False),
        ("never", Answer.DECLINED, True), ("不要上门", Answer.DECLINED, True),
        ("moved", Answer.MOVED, False), ("改期", Answer.MOVED, False),
    ],
)  # fmt: skip
def test_answers_have_words(text: str, answer: Answer, never: bool) -> None:
    found, faults = reply(reply=text, start="2026-11-24 14:00", note="after work")
    assert faults == ()
    assert found == Reply(
        case_id="1",
        answer=answer,
        when=at(18, 30, day=22),
        start=at(14),
        never=never,
        words="after work",
        row=2,
    )


def test_a_new_time_may_be_a_span() -> None:
    found, _ = reply(reply="moved", start="2026-11-24 14:00-16:00")
    assert found is not None
    assert (found.start, found.end) == (at(14), at(16))


@pytest.mark.parametrize("start", ["", "later", "2025-11-24 14:00"])
def test_a_visit_that_was_moved_to_an_unknown_time_is_off(start: str) -> None:
    found, faults = reply(reply="moved", start=start)
    assert found is not None
    assert (found.answer, found.start) == (Answer.DECLINED, None)
    assert told(faults) == [(2, "start", False)]
    assert "no longer holds" in faults[0].fix


def test_what_was_declined_stays_declined_whatever_else_is_damaged() -> None:
    found, faults = reply(reply="declined", start="???", end="16:00", note="#REF!")
    assert found is not None
    assert (found.answer, found.start, found.words) == (Answer.DECLINED, None, "")
    assert {fault.fatal for fault in faults} == {False}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"reply": "perhaps"}, "reply"),
        ({"reply": ""}, "reply"),
        ({"when": "soon"}, "when"),
        ({"case_id": ""}, "case_id"),
        ({"reply": "confirmed", "start": "one of these days"}, "start"),
    ],
)
def test_a_reply_that_is_not_understood_is_refused(cells: dict[str, str], column: str) -> None:
    found, faults = reply(**cells)
    assert found is None
    assert told(faults) == [(2, column, True)]


def test_what_lies_in_the_future_is_refused_in_both_tables() -> None:
    latest = at(12, day=22)
    said = pd.DataFrame({"case_id": ["1", "2"], "when": ["2026-11-22 12:00", "2026-11-22 12:01"]})
    assert [g.case_id for g in read_notices(said, zone=ZONE, latest=latest).rows] == ["1"]
    answered = said.assign(reply="confirmed")
    assert [r.case_id for r in read_replies(answered, zone=ZONE, latest=latest).rows] == ["1"]


def test_nothing_is_said_of_the_columns_that_a_plan_writes_for_whoever_tells(
    tmp_path: Path,
) -> None:
    header = "by,case_id,borrower_id,name,address,language,start,end,says,when,words"
    row = ",C-1,B-1,A. Example,Somewhere 1,en,2026-11-24 14:00,,,2026-11-22 10:00,Dear all"
    (tmp_path / "n.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    read = read_notices(tmp_path / "n.csv", zone=ZONE)
    assert (len(read.rows), read.faults) == (1, ())


def test_chinese_files_are_read(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "通知时间", "上门时间起", "上门时间止", "通知内容", "是否确认"],
        ["Z1", "2026-11-22 10:00", "2026-11-24 14:00", "16:00", "事由、时间、权利", "是"],
        ["Z2", "2026-11-22 10:00", "后天", "", "", ""],
    ]
    intake = read_notices(excel_file(tmp_path, rows), zone=ZONE)
    (given,) = intake.rows
    assert (given.notice.start, given.notice.end, given.notice.confirmed) == (at(14), at(16), True)
    assert told(intake.faults) == [(3, "上门时间起", True)]
    text = (
        "案件编号,客户答复,答复时间,新时间,客户原话\n"
        "Z1,改约,2026-11-22 18:30,2026年11月24日 下午2点,晚点来\n"
        "Z2,不得上门,2026-11-22 18:31,,\n"
        "Z3,再说,2026-11-22 18:32,,\n"
    )
    replies = read_replies(csv_file(tmp_path, text, encoding="gb18030"), zone=ZONE)
    assert [(r.case_id, r.answer.value, r.start, r.never) for r in replies.rows] == [
        ("Z1", "moved", at(14), False),
        ("Z2", "declined", None, True),
    ]
    assert told(replies.faults) == [(4, "客户答复", True)]
