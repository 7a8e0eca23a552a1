"""What a table of cases and of agents says for the visiting rules, in English and Chinese words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pandas as pd
import pytest

from router.domain.agents import Agent
from router.domain.cases import Case, Hold
from router.domain.places import PlaceType
from router.domain.stages import stages
from router.domain.standing import CONSENTS, FLAGS
from router.domain.times import DailyWindow
from router.errors import Fault
from router.intake import read_agents, read_cases
from router.intake.cells import CellError
from router.intake.certificates import parse_certificates
from router.intake.clock import parse_bad_times
from router.intake.holds import parse_holds
from router.intake.languages import parse_languages
from router.intake.rule_words import parse_consents, parse_flags
from router.intake.words import parse_place_type, parse_stage
from tests.unit.intake.tables import csv_file, excel_file, told

ZONE = "Asia/Shanghai"


def read_case(**cells: str) -> tuple[Case | None, tuple[Fault, ...]]:
    full = {"case_id": "1", "address": "A"} | cells
    intake = read_cases(pd.DataFrame({k: [v] for k, v in full.items()}), zone=ZONE)
    return (intake.rows[0] if intake.rows else None), intake.faults


def read_agent(**cells: str) -> tuple[Agent | None, tuple[Fault, ...]]:
    full = {"agent_id": "1", "start": "A"} | cells
    intake = read_agents(pd.DataFrame({k: [v] for k, v in full.items()}))
    return (intake.rows[0] if intake.rows else None), intake.faults


# ---- flags, consents, stages, places -------------------------------------------------------------


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_read_by_its_name(flag: str) -> None:
    assert parse_flags(flag.upper()) == {flag}


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("高风险; 白天", {"risk", "daylight"}),
        ("未成年、老年人", {"minor", "elderly"}),
        ("弱势群体,残疾", {"vulnerable", "disabled"}),
        ("无民事行为能力|小额信贷", {"incapacitated", "microfinance"}),
        ("住院", {"hospital"}),
        ("Violent", {"risk"}),
        ("是", {"risk"}),  # of a column that is called risk flag
        ("yes", {"risk"}),
        ("0", set()),
        ("否", set()),
        ("none", set()),
        ("Gold Customer; risk", {"Gold Customer", "risk"}),  # for a profile of one's own
    ],
)
def test_flags_are_words_and_others_stay_as_written(text: str, flags: set[str]) -> None:
    assert parse_flags(text) == flags


@pytest.mark.parametrize("consent", CONSENTS)
def test_every_consent_is_read_by_its_name(consent: str) -> None:
    assert parse_consents(consent) == {consent}


def test_consents_in_chinese() -> None:
    assert parse_consents("同意上门; 其他时段、更多次数;单位") == {
        "visit",
        "hours",
        "frequency",
        "work",
    }


@pytest.mark.parametrize("text", ["yes", "work; not on Mondays", "maybe", "work if called"])
def test_a_consent_that_is_not_understood_opens_nothing(text: str) -> None:
    case, faults = read_case(consents=text)
    assert case is not None
    assert case.consents == frozenset()
    assert told(faults) == [(2, "consents", False)]


@pytest.mark.parametrize("stage", stages())
def test_every_stage_is_read_by_all_its_words(stage: str) -> None:
    row = stages()[stage]
    for word in (row.stage, row.english.upper(), row.chinese, *row.aliases):
        assert parse_stage(word) == stage, word


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("电催阶段", "call"), ("Call stage", "call"), ("短信催收", "message"), ("法诉", "legal"),
        ("Law-suit", "legal"), ("债务重组", "restructuring"), ("已结案", "closed"),
        ("冷静期", "冷静期"), ("M3+", "m3+"),
    ],
)  # fmt: skip
def test_other_words_for_a_stage_are_normalised_or_kept(word: str, stage: str) -> None:
    assert parse_stage(word) == stage


@pytest.mark.parametrize("kind", PlaceType)
def test_every_type_of_place_is_read_by_its_name(kind: PlaceType) -> None:
    assert parse_place_type(kind.value.upper()) is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("联系人", PlaceType.RELATIVE), ("Contact person", PlaceType.RELATIVE),
        ("亲属", PlaceType.RELATIVE), ("医院", PlaceType.HOSPITAL), ("学校", PlaceType.SCHOOL),
        ("公共场所", PlaceType.PUBLIC), ("约定地点", PlaceType.AGREED), ("房产", PlaceType.OTHER),
        ("现居", PlaceType.HOME),
    ],
)  # fmt: skip
def test_a_type_of_place_has_other_words(word: str, kind: PlaceType) -> None:
    assert parse_place_type(word) is kind


# ---- holds ---------------------------------------------------------------------------------------

NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("dispute", None, None),
        ("dispute until 2026-12-01", None, DEC),
        ("dispute since 2026-11-01", NOV, None),
        ("dispute since 2026-11-01 until 2026-12-01", NOV, DEC),
        ("dispute until 2026-12-01 since 2026-11-01", NOV, DEC),
        ("Dispute from 1.11.2026 to 1.12.2026", NOV, DEC),
        ("dispute (since 2026-11-01)", NOV, None),
        ("dispute (2026-12-01)", None, DEC),
        ("dispute 2026-11-01..2026-12-01", NOV, DEC),
        ("dispute 2026-11-01 - 2026-12-01", NOV, DEC),
        ("争议 自2026-11-01 至 2026-12-01", NOV, DEC),
        ("争议 从2026年11月1日起至2026年12月1日止", NOV, DEC),
        ("争议 2026-11-01起", NOV, None),
        ("争议 截止到2026-12-01", None, DEC),
        ("争议 2026-12-01前", None, DEC),
    ],
)
def test_a_hold_has_a_first_and_a_last_day(
    text: str, since: date | None, until: date | None
) -> None:
    assert parse_holds(text) == (Hold("dispute", until, since=since),)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("probate", "probate"), ("遗产处理", "probate"), ("in hospital", "hospital"),
        ("wedding", "wedding"), ("婚礼", "wedding"), ("earthquake", "disaster"),
        ("自然灾害", "disaster"), ("festival", "festival"), ("节日", "festival"),
        ("bankrupt", "insolvency"), ("我的原因", "我的原因"),
    ],
)  # fmt: skip
def test_reasons_have_words_and_others_hold_too(word: str, reason: str) -> None:
    assert [hold.reason for hold in parse_holds(word)] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "dispute until", "dispute since", "争议至", "2026-12-01", "until 2026-12-01",
        "dispute until 12-01", "dispute until 2026-13-01", "dispute until 2026-12-01 or so",
        "dispute since 2026-12-01 until 2026-11-01", "dispute since 2026-11-01 since 2026-12-01",
        "dispute 2026-11-01 2026-12-01 2027-01-01", "dispute since 2026-11-01 perhaps 2026-12-01",
    ],
)  # fmt: skip
def test_a_hold_that_is_read_in_part_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_holds(text)


# ---- languages, times, certificates --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("普通话; 粤语", {"zh", "yue"}),
        ("中文/English", {"zh", "en"}),
        ("Mandarin, Cantonese", {"zh", "yue"}),
        ("zh-CN", {"zh"}),
        ("en_US", {"en"}),
        ("suomi, ruotsi", {"fi", "sv"}),
        ("Suomi、Svenska", {"fi", "sv"}),
        ("Klingon", {"klingon"}),
        ("-", set()),
    ],
)
def test_languages_become_codes_on_both_sides(text: str, codes: set[str]) -> None:
    assert parse_languages(text) == codes
    case, _ = read_case(languages=text)
    agent, _ = read_agent(语言=text)
    assert case is not None
    assert agent is not None
    assert case.languages == agent.languages == codes


def window(start: int, end: int, *days: int) -> DailyWindow:
    return DailyWindow(start=time(start), end=time(end % 24), weekdays=frozenset(days))


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Mon-Fri 9-12; Sun", (window(9, 12, 0, 1, 2, 3, 4), window(0, 24, 6))),
        ("before 10:00; after 18:00", (window(0, 10), window(18, 24))),
        ("after 6 pm", (window(18, 24),)),
        ("10点以前、18点以后", (window(0, 10), window(18, 24))),
        ("Sat after 18:00", (window(18, 24, 5),)),
        ("not in the mornings", (window(9, 12),)),
        ("周日", (window(0, 24, 6),)),
        ("none", ()),
    ],
)
def test_bad_times_are_windows(text: str, windows: tuple[DailyWindow, ...]) -> None:
    assert parse_bad_times(text) == windows


@pytest.mark.parametrize("text", ["when it rains", "holidays", "14:00", "after work", "9-12 maybe"])
def test_a_bad_time_that_is_not_understood_refuses_the_row(text: str) -> None:
    case, faults = read_case(not_at=text)
    assert case is None
    assert told(faults) == [(2, "not_at", True)]


@pytest.mark.parametrize(
    ("text", "certificates"),
    [
        ("IIBF until 2027-03-31; id-card", (("IIBF", date(2027, 3, 31)), ("id-card", None))),
        ("上岗证 有效期至2027年3月31日、工作证", (("上岗证", date(2027, 3, 31)), ("工作证", None))),
        ("IIBF (31.3.2027)", (("IIBF", date(2027, 3, 31)),)),
        ("ISO 27001", (("ISO 27001", None),)),
        ("IIBF until 2019-03-31", (("IIBF", date(2019, 3, 31)),)),  # expired: read as it is
        ("无", ()),
    ],
)
def test_certificates_have_a_last_day(
    text: str, certificates: tuple[tuple[str, date | None], ...]
) -> None:
    assert parse_certificates(text) == certificates


@pytest.mark.parametrize(
    "text",
    ["IIBF until", "IIBF until March 2027", "IIBF 2027", "IIBF since 2026-01-01", "2027-01-01"],
)
def test_a_certificate_that_is_read_in_part_is_refused(text: str) -> None:
    agent, faults = read_agent(certificates=text)
    assert agent is None
    assert told(faults) == [(2, "certificates", True)]


@pytest.mark.parametrize(("text", "people"), [("2", 2), ("2人", 2), ("", 1), ("3 people", 3)])
def test_a_crew_is_an_agent_of_several_people(text: str, people: int) -> None:
    agent, faults = read_agent(人数=text)
    assert faults == ()
    assert agent is not None
    assert agent.people == people


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "a few", "200"])
def test_nobody_and_a_crowd_are_refused(text: str) -> None:
    agent, faults = read_agent(people=text)
    assert agent is None
    assert told(faults) == [(2, "people", True)]


# ---- notice and earlier attempts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told_at"),
    [
        ("2026-11-20 10:00", datetime(2026, 11, 20, 2, tzinfo=UTC)),  # Shanghai is 8 hours ahead
        ("2026-11-20T10:00:00+02:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026年11月20日 下午2点", datetime(2026, 11, 20, 6, tzinfo=UTC)),
        # a day's notice is not had by leaving the time out: it was given by the end of the day
        ("2026-11-20", datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)),
    ],
)
def test_when_the_borrower_was_told_is_an_instant(text: str, told_at: datetime) -> None:
    case, faults = read_case(notified=text)
    assert faults == ()
    assert case is not None
    assert case.notified == told_at


def test_without_a_zone_a_borrower_counts_as_not_told() -> None:
    table = pd.DataFrame({"case_id": ["1"], "address": ["A"], "notified": ["2026-11-20 10:00"]})
    intake = read_cases(table)
    assert intake.rows[0].notified is None
    assert told(intake.faults) == [(2, "notified", False)]


def test_what_opens_a_door_is_left_out_if_it_is_damaged_and_what_closes_one_refuses() -> None:
    case, faults = read_case(
        consents="?", notified="soon", phone_attempts="many", message_attempts="-1"
    )
    assert case is not None
    assert (case.consents, case.notified) == (frozenset(), None)
    assert (case.phone_attempts, case.message_attempts) == (None, None)
    assert told(faults) == [
        (2, name, False) for name in ("consents", "notified", "phone_attempts", "message_attempts")
    ]
    closing = dict.fromkeys(("flags", "languages", "area"), "#N/A") | {
        "working_hours": "long",
        "not_at": "never mind",
        "holds": "dispute until",
    }
    case, faults = read_case(**closing)
    assert case is None
    assert sorted(told(faults)) == sorted((2, name, True) for name in closing)


# ---- whole files ---------------------------------------------------------------------------------

CHINESE = {
    "案件编号": "C1", "地址": "人民路1号", "地址2": "中山路2号", "地址2类型": "联系人",
    "催收阶段": "外访", "暂停原因": "争议 自2026-11-01 至 2026-12-01", "风险标记": "有风险;白天",
    "同意事项": "单位;同意上门", "通知时间": "2026-11-20 10:00", "语言": "普通话;粤语",
    "片区": "浦东", "客户工作时间": "周一至周五 9:00-17:00", "不便时间": "周日; 20点以后",
    "电话次数": "3", "短信次数": "1",
}  # fmt: skip


def test_a_chinese_file_says_all_of_it_in_csv_and_in_excel(tmp_path: Path) -> None:
    line = ",".join(CHINESE)
    csv = csv_file(tmp_path, f"{line}\n{','.join(CHINESE.values())}\n", encoding="gb18030")
    book = excel_file(tmp_path, [list(CHINESE), list(CHINESE.values())])
    for path in (csv, book):
        intake = read_cases(path, zone=ZONE)
        assert intake.faults == ()
        (case,) = intake.rows
        assert [a.place_type for a in case.addresses] == [PlaceType.HOME, PlaceType.RELATIVE]
        assert (case.stage, case.holds) == ("visit", (Hold("dispute", DEC, since=NOV),))
        assert case.flags == {"risk", "daylight"}
        assert case.consents == {"work", "visit"}
        assert case.notified == datetime(2026, 11, 20, 2, tzinfo=UTC)
        assert case.languages == {"zh", "yue"}
        assert case.area == "浦东"
        assert case.working_hours == (window(9, 17, 0, 1, 2, 3, 4),)
        assert case.not_at == (window(0, 24, 6), window(20, 24))
        assert (case.phone_attempts, case.message_attempts) == (3, 1)


def test_a_chinese_crew_is_read() -> None:
    agent, faults = read_agent(
        人数="2", 证件资质="上岗证 至 2027-03-31", 语种="普通话", 负责片区="浦东；徐汇"
    )
    assert faults == ()
    assert agent is not None
    assert agent.people == 2
    assert agent.languages == {"zh"}
    assert agent.areas == {"浦东", "徐汇"}
    assert agent.certificates == (("上岗证", date(2027, 3, 31)),)
