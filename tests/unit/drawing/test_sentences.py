"""Sentences of the data are said in Chinese, each gap by its kind; unknown ones stay English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import router
from router.drawing import (
    fault_sentences,
    fix_sentences,
    held_sentences,
    plan_sentences,
    refusal_sentences,
    warning_sentences,
)
from router.drawing.fault_sentences import said_of_input
from router.drawing.held_sentences import held_because
from router.drawing.hold_sources import held_source, rule_in
from router.drawing.papers import paper_in
from router.drawing.plan_sentences import said_of_plan
from router.drawing.sentences import Kind, Sentences
from router.drawing.warning_sentences import warned

LACKS = Sentences({"{who} lacks {skills:names} by {t:clock}": "{who}在 {t} 缺少{skills}"})


def test_a_gap_is_said_by_its_kind() -> None:
    assert (
        LACKS.said("李明 lacks 手语, 英语 and 开锁 by 09:05") == "李明在 09:05 缺少手语、英语、开锁"
    )
    assert LACKS.said("李明 lacks 手语 by 00:20 (+1 day)") == "李明在 00:20（次日） 缺少手语"


def test_between_chinese_and_latin_stands_one_space() -> None:
    assert LACKS.said("Eero lacks key by 09:05") == "Eero 在 09:05 缺少 key"


def test_a_sentence_that_is_not_in_the_table_is_not_said() -> None:
    assert LACKS.said("李明 lacks 手语") is None
    assert LACKS.said("李明 lacks 手语 by nine") is None


def test_a_sentence_whose_gap_is_not_known_is_not_said() -> None:
    table = Sentences(
        {"due: {what:due}": "建议：{what}"}, {"due": Kind("a .+", {"a call": "电话"}.get)}
    )
    assert table.said("due: a call") == "建议：电话"
    assert table.said("due: a fax") is None


def test_a_text_longer_than_any_sentence_is_left_alone() -> None:
    # " lacks key by 09:05" has 19 characters: 2,000 are compared, 2,001 are not.
    assert LACKS.said(f"{'x' * 1981} lacks key by 09:05") is not None
    assert LACKS.said(f"{'x' * 1982} lacks key by 09:05") is None
    assert held_because("zh", "a" * 100_000) == "a" * 100_000


def test_a_chinese_sentence_has_no_gap_of_its_own() -> None:
    with pytest.raises(ValueError, match="where"):
        Sentences({"nobody goes": "无人前往 {where}"})


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "Nearest of 4 agents on duty: 周立新 has room for it before visit Z020 (route "
            "16:27:08-17:55:09) for 64.73 more, it is worth 64.20.",
            "值班的 4 人中最接近的：周立新可排在 Z020 之前（路线 16:27:08–17:55:09），成本增加 "
            "64.73，价值为 64.20。",
        ),
        (
            "Aino is at the maximum of 1 visits and would be 5 min over the shift (its latest end "
            "at 08:55).",
            "Aino 已达最多 1 次上门，将超出班次 5 分钟（最晚 08:55 结束）。",
        ),
        (
            "Aino could start service between 08:20 and 15:30, it may start in 16:00-17:00",
            "Aino 可在 08:20 至 15:30 开始上门，但只允许在 16:00–17:00 开始",
        ),
        (
            "Eero has room for it after visit v2, but it has to be 2 h 00 min apart from visit v2 "
            "at 08:20",
            "Eero 可排在 v2 之后，但须与 v2（08:20）相隔 2 小时",
        ),
        (
            "State more than 154.95 in the column value of Z012 (what meeting the borrower is "
            "worth, 152.24 now), or leave it for a day with visits nearby.",
            "将 Z012 的“上门价值”（value）列填到 154.95 以上（见到借款人的价值，目前为 152.24），"
            "或留到附近另有上门的日子。",
        ),
        (
            "A visit would pay (at the best hour the borrower is met with 43 in 100), but not on "
            "today's routes, where other visits are worth more. Due: a visit on another day.",
            "上门合算（最佳时段见面概率 43%），但今天的路线上其他上门价值更高。建议：改日上门。",
        ),
        (
            "Waits 61 days for a decision, and 60 are the limit: given back without a visit. Due: "
            "a letter.",
            "已等待 61 天，上限为 60 天：未上门即退回。建议：信函。",
        ),
        (
            "Proposed for Wed 25 Nov at 17:25, by W3, where it fits better than today.",
            "建议 11月25日 周三 17:25 由 W3 上门，比今天更合适。",
        ),
        (
            "Remote: 48 min from the nearest start. A trip there has 2 doors and needs about 1 "
            "more like that to pay; the oldest waits 9 days, and after 30 it goes in any case. "
            "Until then it stays in the pool. Due: a call.",
            "偏远地址：距最近的出发点 48 分钟。前往该处一趟可访 2 处，还需约 1 处同样的地址才合算；"
            "最久的已等 9 天，满 30 天必定安排。此前留在待访池。建议：电话。",
        ),
    ],
)
def test_reasons_remedies_and_decisions_are_said(english: str, chinese: str) -> None:
    assert said_of_plan("zh", english) == chinese
    assert said_of_plan("en", english) == english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "On hold (promise) until 2026-11-26. Also: dispute until somebody releases it.",
            "暂停（承诺还款），至 2026-11-26。另有：争议，直至人工解除。",
        ),
        (
            "At stage 'call'; only stage 'visit' is visited.",
            "处于“电话”阶段，只有“外访”阶段的案件上门。",
        ),
        (
            "The borrower was not told of the visit. No time is left in the time windows of the "
            "case. (WINDOWS:windows)",
            "尚未告知借款人此次上门。案件的时间窗内已无可用时间（时间窗）。",
        ),
        (
            "A visit on a holiday (国庆节), 2026-10-01, 10:00 to 10:20, does not lie inside the "
            "hours.",
            "2026-10-01（节假日：国庆节）10:00–10:20 不在允许时段内。",
        ),
        (
            "Its only address may not be visited: A visit at this type of place (work) is never "
            "made (PLACES:humane:denied-work).",
            "唯一的地址不可上门：此类地点（单位）一律不上门（地点 · 人道规则）。",
        ),
        ("1 attempt on the same day (2026-11-24 08:00).", "同一天已有 1 次（2026-11-24 08:00）。"),
    ],
)
def test_reasons_why_a_case_is_held_are_said(english: str, chinese: str) -> None:
    assert held_because("zh", english) == chinese
    assert held_because("en", english) == english


@pytest.mark.parametrize(
    ("code", "chinese"),
    [
        ("HOLD:dispute", "暂停：争议"),
        ("NOTICE:humane:notice", "事先告知 · 人道规则"),
        ("HOURS:xx:early", "时段 · xx"),
        ("WINDOWS:windows", "时间窗"),
        ("CREW:pairs", "人数"),
        ("STAGE:limbo", "阶段：limbo"),
    ],
)
def test_a_code_is_said_by_its_field(code: str, chinese: str) -> None:
    assert rule_in("zh", code) == chinese
    assert rule_in("en", code) == code


def test_sources_warnings_and_papers_are_said() -> None:
    assert held_source("zh", "outcome PTP of 2026-11-03 (case C1)") == (
        "2026-11-03 的上门结果（PTP），案件 C1"
    )
    assert held_source("zh", "Own rules (primary); table") == "Own rules（官方原文）；案件表"
    assert warned("zh", "No agent works on this day.") == "当日没有外访员值班。"
    assert paper_in("zh", "photo ID") == "带照片的身份证件"
    assert paper_in("zh", "our own badge") == "our own badge"


def test_faults_of_the_input_are_said() -> None:
    assert said_of_input("zh", "the debt is not due yet") == "债务尚未到期"
    fix = "Write a whole number such as 12. Until then it counts as not known."
    assert said_of_input("zh", fix) == "请填写整数，如 12。在此之前视为不详。"


@pytest.mark.parametrize("text", ["", "Ask Maija first.", "{{7*7}}", "{who}", "lacks", "a\nb"])
def test_what_no_table_has_stays_as_it_is(text: str) -> None:
    for said in (said_of_plan, held_because, held_source, said_of_input, warned, paper_in):
        assert said("zh", text) == text


TABLES = (fault_sentences, fix_sentences, held_sentences, plan_sentences, refusal_sentences,
          warning_sentences)  # fmt: skip
WRITERS = [
    *(f"checking/{name}.py" for name in ("alone", "barred", "tied", "refusal", "explain")),
    *(f"value/{name}.py" for name in ("deciding", "remote", "raising")),
    *(f"rules/{name}.py" for name in ("bands", "caps", "door_rules", "gate", "notices")),
    *(f"rules/{name}.py" for name in ("open_hours", "pairs", "product", "standing_due", "team")),
    *(f"pipeline/{name}.py" for name in ("called_off", "cards", "remote_trips")),
    *(f"intake/{name}.py" for name in ("agents", "case_dates", "cases", "cells", "holds")),
    *(f"intake/{name}.py" for name in ("clock", "dates", "groups", "numbers", "points", "spans")),
]
NOT_IN_A_TABLE = (
    # Said by kinds of gaps.
    "apart from visit", "as it was planned before", "on a holiday", "; and so on for",
    "does not go with", "Due: a visit on another day",
    # What a rule states, which only the page of the rules shows.
    "until somebody", "between sunrise", "at least", "agents who", "one of the",
    "certificates valid", "another part",
    # Faults of whole files, of which no plan is made.
    "an id (", "an address (", "a start (",
)  # fmt: skip


def english_of(module: ModuleType) -> str:
    """All that the tables of a module know, gaps as line ends."""
    found: list[str] = []
    for value in vars(module).values():
        if isinstance(value, Sentences):
            found += value.english
        elif isinstance(value, dict):
            found += [key for key in value if isinstance(key, str)]
    return re.sub(r"\{\w+(?::\w+)?\}", "\n", "\n".join(found))


def written_by(path: Path) -> Iterator[str]:
    """The pieces of sentences in a module: three words and more, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            piece = node.value.strip(" .")
            formats = re.search(r"%[a-zY]|\\|\(\?", piece)  # of dates, and of what is read
            if len(re.findall(r"[A-Za-z']+", piece)) > 2 and " " in piece and not formats:
                yield piece


@pytest.mark.parametrize("name", WRITERS)
def test_what_the_program_may_write_is_in_a_table(name: str) -> None:
    known = "".join(map(english_of, TABLES))
    missing = [
        piece
        for piece in written_by(Path(router.__file__).parent / name)
        if piece not in known and not piece.startswith(NOT_IN_A_TABLE)
    ]
    assert missing == []
