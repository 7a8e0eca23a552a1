"""Who is told of a visit, by when, in which words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from router.domain.compliance import NoticeDue, VisitFacts
from router.domain.matrix import TravelMatrix
from router.domain.places import PlaceType
from router.domain.problem import Problem, Shift, Visit
from router.domain.profiles import Citation, NoticeRule, Profile
from router.domain.route import PlannedVisit, Route, Stop
from router.domain.verdicts import Law
from router.errors import InputError
from router.rules.notice_words import LANGUAGES, Sender, language_for, notice_words, outside_words
from router.rules.noticing import notices_due

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 11, 24, tzinfo=SHANGHAI)
HOUR, MINUTE = 3600, 60
DAY_BEFORE = NoticeRule(
    rule_id="notice", citation=Citation(title="t"), lead_hours=24.0,
    says=frozenset({"purpose", "date_time", "rights"}),
)  # fmt: skip
VISIT = Visit(
    visit_id="C1", case_ids=("C1",), location=0, building="b", service_s=20 * MINUTE,
    legal=((9 * HOUR, 20 * HOUR),),
)  # fmt: skip
FACT = VisitFacts(
    visit_id="C1", case_ids=("C1",), borrower_ids=("B1",), zone="Asia/Shanghai",
    place_type=PlaceType.HOME,
)  # fmt: skip


def law(*rules: NoticeRule) -> Law:
    return Law(layers=(Profile(profile_id="p", version="1", title="t", rules=rules),))


def due(
    start_s: int,
    *,
    visit: Visit = VISIT,
    fact: VisitFacts = FACT,
    rules: tuple[NoticeRule, ...] = (DAY_BEFORE,),
    planned_at: datetime | None = None,
    sender: Sender | None = None,
) -> tuple[NoticeDue, ...]:
    made = PlannedVisit(visit_id="C1", start_s=start_s, end_s=start_s + visit.service_s)
    stop = Stop(
        building="b", arrival_s=start_s, setup_s=0, travel_s=0, distance_m=0, visits=(made,)
    )
    problem = Problem(
        origin=MIDNIGHT,
        visits=(visit,),
        shifts=(
            Shift(shift_id="a", agent_id="A7", agent_name="Li Lei", start_location=None,
                  end_location=None, earliest_s=0, latest_s=86400, matrix="car"),
        ),
        matrices={"car": TravelMatrix(np.zeros((1, 1), np.int32), np.zeros((1, 1), np.int32))},
    )  # fmt: skip
    route = Route(shift_id="a", start_s=start_s, end_s=made.end_s, stops=(stop,))
    return notices_due(
        problem, [route], [fact], law(*rules), sender=sender or Sender(), planned_at=planned_at
    )


def clock(moment: datetime) -> str:
    return f"{moment:%d %H:%M}"


def test_the_time_named_is_the_planned_quarter_of_an_hour_and_half_an_hour_around_it() -> None:
    [one] = due(10 * HOUR + 37 * MINUTE)  # the nearest quarter is 10:30
    assert (clock(one.start), clock(one.end)) == ("24 10:00", "24 11:00")
    assert clock(one.by) == "23 10:00"  # 24 h before it
    assert one.start.utcoffset() == timedelta(hours=8)


def test_no_time_is_named_at_which_the_visit_must_not_start() -> None:
    # 20 min of service must be over by 20:00: no start after 19:40.
    [one] = due(19 * HOUR + 30 * MINUTE)
    assert (clock(one.start), clock(one.end)) == ("24 19:00", "24 19:40")
    [one] = due(9 * HOUR + 5 * MINUTE)
    assert (clock(one.start), clock(one.end)) == ("24 09:00", "24 09:30")


def test_no_time_is_named_that_comes_too_soon_after_planning() -> None:
    [one] = due(12 * HOUR, planned_at=datetime(2026, 11, 23, 3, 50, tzinfo=UTC))  # 11:50 there
    assert (clock(one.start), clock(one.by)) == ("24 11:50", "23 11:50")


def test_the_longest_lead_of_all_layers_counts() -> None:
    [one] = due(10 * HOUR, rules=(DAY_BEFORE, replace(DAY_BEFORE, lead_hours=72.0)))
    assert clock(one.by) == "21 09:30"


def test_who_need_not_be_told_is_not_listed() -> None:
    over = replace(DAY_BEFORE, until=date(2026, 11, 23))
    flagged = replace(DAY_BEFORE, if_flags=frozenset({"microfinance"}))
    assert due(10 * HOUR, rules=(over, flagged)) == ()
    lifted = replace(DAY_BEFORE, lifted_by=frozenset({"visit"}))
    assert due(10 * HOUR, rules=(lifted,), fact=replace(FACT, consents=frozenset({"visit"}))) == ()


def test_a_confirmed_time_is_listed_as_told_and_exact() -> None:
    visit = replace(VISIT, windows=((18 * HOUR, 18 * HOUR),), mandatory=True)
    told = datetime(2026, 11, 20, tzinfo=UTC)
    fact = replace(FACT, confirmed=True, notified=told)
    [one] = due(18 * HOUR, visit=visit, fact=fact)
    assert (one.start, one.told) == (one.end, told)
    assert "As agreed" in one.words
    assert "at 18:00" in one.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_state_time_purpose_and_rights_and_nothing_of_money(language: str) -> None:
    fact = replace(FACT, languages=frozenset({language}))
    [one] = due(10 * HOUR, fact=fact, sender=Sender(creditor="North Bank", complaints="a@b.org"))
    assert one.language == language
    assert "North Bank" in one.words
    assert "a@b.org" in one.words
    for right in {"en": ("decline", "another time", "another place", "with you"),
                  "zh": ("谢绝", "另选时间或地点", "在场")}[language]:  # fmt: skip
        assert right in one.words
    for text in (one.words, outside_words(language)):
        assert not re.search(r"debt|overdue|arrears|collect|欠款|逾期|催收|债", text.casefold())
        assert not re.search(r"[¥$€£]|\d[\d,]*\.\d\d\b|元", text)


def test_without_a_creditor_the_purpose_is_a_personal_matter() -> None:
    [one] = due(10 * HOUR)
    assert "about a personal matter" in one.words
    assert "Tuesday 24 November 2026 between 09:30 and 10:30" in one.words
    [one] = due(10 * HOUR, fact=replace(FACT, languages=frozenset({"zh"})))
    assert "与您本人有关的事务" in one.words
    assert "2026年11月24日（星期二）09:30至10:30之间" in one.words


def test_a_creditor_whose_name_says_it_all_is_refused() -> None:
    with pytest.raises(InputError, match="must not say '催收'"):
        Sender(creditor="某某催收公司")


def test_the_agent_is_named_where_a_rule_asks_for_it() -> None:
    asks = replace(DAY_BEFORE, says=frozenset({"agent"}))
    [one] = due(10 * HOUR, rules=(asks,))
    assert "Li Lei will come" in one.words
    assert one.says == {"purpose", "date_time", "rights", "agent"}
    [one] = due(10 * HOUR)
    assert "Li Lei" not in one.words


def test_the_language_is_one_the_borrower_speaks_else_that_of_the_country() -> None:
    assert language_for(["fr", "zh-Hans"]) == "zh"
    assert language_for(["en_IN", "zh"], "CN") == "zh"
    assert language_for(["en"], "CN") == "en"
    assert language_for([], "CN") == "zh"
    assert language_for(["hi"], "IN") == "en"


def test_braces_in_a_name_are_only_text() -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
    words = notice_words(at, at, 10, language="en", sender=Sender(creditor="{agent} {0}"))
    assert "with {agent} {0}." in words
