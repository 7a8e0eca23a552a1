"""Where nothing of a day is open, the rules to blame are named, by a visit that they refuse."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from router.domain.calendars import Calendar
from router.domain.channels import Attempt
from router.domain.places import PlaceType
from router.domain.profiles import (
    CapRule,
    CertificateRule,
    Citation,
    ClockSpan,
    HoursRule,
    NoticeRule,
    Profile,
    Rule,
)
from router.domain.standing import Notice, Standing
from router.domain.times import TimeWindow
from router.domain.verdicts import AgentFacts, Law, Refusal
from router.rules import opening

ZONE = ZoneInfo("Europe/Helsinki")
DAY = date(2026, 11, 24)  # a Tuesday
CITE = Citation(title="made up")
WEEK = HoursRule(
    rule_id="week", citation=CITE, days=frozenset({"mon", "tue", "wed", "thu", "fri"}),
    open=(ClockSpan(time(9), time(20)),),
)  # fmt: skip
WEEKEND = HoursRule(rule_id="weekend", citation=CITE, days=frozenset({"sat", "sun"}), open=())
WEEKLY = CapRule(rule_id="weekly", citation=CITE, most=1, days=7)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def whole(first: date, days: int = 1) -> TimeWindow:
    return TimeWindow(at(0, day=first), at(0, day=first + timedelta(days=days)))


def refusals(*rules: Rule, period: TimeWindow | None = None, **more: object) -> dict[str, Refusal]:
    standing = Standing(
        case_id="1",
        borrower_id="b",
        history=more.pop("history", ()),  # type: ignore[arg-type]
        notice=more.pop("notice", None),  # type: ignore[arg-type]
    )
    found = opening(
        standing,
        place_type=PlaceType.HOME,
        zone=ZONE,
        law=Law(
            layers=(Profile(profile_id="p", version="1", title="made up", rules=rules),),
            calendar=Calendar(),
        ),
        period=period or whole(DAY),
        duration=timedelta(minutes=10),
        **more,  # type: ignore[arg-type]
    )
    return {refusal.rule_id: refusal for refusal in found.refusals}


def test_a_time_outside_the_hours_is_refused_by_the_hours_first() -> None:
    late = TimeWindow(at(21), at(21))
    found = refusals(WEEK, confirmed=late)
    assert list(found) == ["week", "appointment"]
    assert "2026-11-24, 21:00 to 21:10" in found["week"].detail


def test_hours_of_two_days_blame_no_innocent_rule() -> None:
    """Saturday and Sunday are closed together; the stage, the cap and the weekdays are not."""
    saturday = date(2026, 11, 28)
    assert list(refusals(WEEK, WEEKEND, WEEKLY, period=whole(saturday, 2))) == ["weekend"]


def test_a_rule_that_leaves_nothing_of_the_hours_is_named_with_what_it_counts() -> None:
    """The week ends at 19:55, and the last start of the day is 19:50."""
    before = Attempt(borrower_id="b", when=at(19, 55, DAY - timedelta(days=7)), code="NAH")
    found = refusals(WEEK, WEEKLY, history=(before,))
    assert "weekly" in found
    assert found["weekly"].detail.startswith("1 attempt less than 7 x 24 h away")


def test_a_wish_that_lies_in_the_past_of_a_cap_is_named_after_it() -> None:
    before = Attempt(borrower_id="b", when=at(11, 0, DAY - timedelta(days=7)), code="PART")
    found = refusals(WEEK, WEEKLY, history=(before,), windows=[TimeWindow(at(9), at(10))])
    assert list(found) == ["weekly", "windows"]


def test_a_band_and_a_cap_that_close_a_day_together_speak_of_starts_that_the_other_allows() -> None:
    """After Tuesday 18:04 the cap leaves the next Tuesday from 18:04 on, the band until 17:00.

    The hours are not to blame: the two leave nothing of the whole day. The cap alone says no to the
    first start of the hours, at 9:00, and the band alone to the first one that the cap allows.
    """
    before = Attempt(borrower_id="b", when=at(18, 4, DAY - timedelta(days=7)), code="NAH")
    found = refusals(WEEK, WEEKLY, history=(before,))
    assert list(found) == ["another-part-of-the-day", "weekly"]
    assert found["another-part-of-the-day"].detail == (
        "The last attempt, 2026-11-17 18:04, failed on a weekday evening, and 2026-11-24 18:04 is "
        "one, too."
    )
    assert found["weekly"].detail == "1 attempt less than 7 x 24 h away (2026-11-17 18:04)."


def test_who_was_told_late_is_not_told_in_time_because_no_moment_of_planning_is_known() -> None:
    rule = NoticeRule(rule_id="notice", citation=CITE, lead_hours=24)
    late = Notice(sent=at(20, 0, DAY - timedelta(days=1)))  # the last start of the day is 19:50
    early = Notice(sent=at(19, 50, DAY - timedelta(days=1)))
    assert list(refusals(WEEK, rule, notice=late)) == ["notice"]
    assert refusals(WEEK, rule, notice=early) == {}
    assert refusals(WEEK, rule) == {}


def test_who_may_not_go_is_told_by_the_visit_that_would_be_made() -> None:
    """The week opens again on Monday; the certificate is valid through Sunday."""
    agent = AgentFacts(agent_id="a", certificates=(("card", date(2026, 11, 29)),))
    period = whole(date(2026, 11, 28), 3)
    found = refusals(WEEK, WEEKEND, period=period, agents=[agent])
    assert found["expired-a"].detail == "a: certificate card has expired."


def test_the_case_of_a_certificate_does_not_matter() -> None:
    rule = CertificateRule(rule_id="iibf", citation=CITE, certificate="IIBF")
    for written in ("iibf", "IIBF"):
        agent = AgentFacts(agent_id="a", certificates=((written, None),))
        assert refusals(WEEK, rule, agents=[agent]) == {}
    assert "iibf" in refusals(WEEK, rule, agents=[AgentFacts(agent_id="a")])


def test_who_may_go_for_a_part_of_the_period_only_is_not_sent_in_the_rest() -> None:
    # The certificate is demanded on Tuesday only; nobody has it, so that all go from Wednesday on.
    rule = CertificateRule(rule_id="card", citation=CITE, certificate="card", until=DAY)
    law = Law(layers=(Profile(profile_id="p", version="1", title="made up", rules=(rule,)),))
    found = opening(
        Standing(case_id="1", borrower_id="b"),
        place_type=PlaceType.HOME,
        zone=ZONE,
        law=law,
        period=whole(DAY, 2),
        duration=timedelta(minutes=10),
        agents=[AgentFacts(agent_id="A"), AgentFacts(agent_id="B")],
    )
    assert (found.barred, found.refusals) == ({}, ())
    assert [window.start for window in found.windows] == [at(0, day=DAY + timedelta(days=1))]
    assert found.starts == found.windows
