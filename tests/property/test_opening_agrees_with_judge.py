"""What is opened for planning is exactly what would be judged allowed, to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from router.domain.calendars import Calendar
from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.places import Coordinate, PlaceType
from router.domain.profiles import (
    DAYS,
    CapRule,
    CertificateRule,
    Citation,
    ClockSpan,
    ConsentRule,
    CrewRule,
    GapRule,
    HoursRule,
    NoticeRule,
    PlaceRule,
    PriorRule,
    Profile,
    ProtectedRule,
    Rule,
)
from router.domain.standing import Notice, Standing
from router.domain.times import DailyWindow, TimeWindow
from router.domain.verdicts import AgentFacts, Law, Situation
from router.rules import judge, opening

ZONES = ("Europe/Helsinki", "America/Santiago", "Asia/Shanghai", "Australia/Lord_Howe")
CITE = Citation(title="made up")
FIRST = datetime(2026, 3, 20, tzinfo=UTC)  # DST changes in Helsinki and Santiago come soon after

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
moments = st.integers(0, 20 * 86_400).map(lambda s: FIRST + timedelta(seconds=s))
whole_days = st.integers(0, 20).map(lambda n: FIRST.date() + timedelta(days=n))
places = st.sampled_from(list(PlaceType))
flags = st.frozensets(st.sampled_from(["risk", "daylight", "minor", "elderly"]), max_size=2)
consents = st.frozensets(st.sampled_from(["visit", "hours", "work"]), max_size=2)


@st.composite
def clock_spans(draw: st.DrawFn) -> ClockSpan:
    start, end = sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True)))
    return ClockSpan(start, draw(st.sampled_from([end, time(0)])))


@st.composite
def daily_windows(draw: st.DrawFn) -> DailyWindow:
    start, end = draw(st.lists(times, min_size=2, max_size=2, unique=True))
    weekdays = draw(st.frozensets(st.integers(0, 6), max_size=4))
    return DailyWindow(start=start, end=end, weekdays=weekdays)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    common: dict[str, Any] = {
        "rule_id": draw(st.sampled_from(["a", "b", "c", "d"])),
        "citation": CITE,
        "effective": draw(st.none() | whole_days),
        "until": draw(st.none() | whole_days),
        "lifted_by": draw(st.frozensets(st.just("hours"), max_size=1)),
    }
    kind = draw(
        st.sampled_from(
            ["hours", "hours", "caps", "gap", "prior", "notice", "place", "crew", "flag", "ok"]
        )
    )
    if kind == "hours":
        return HoursRule(
            **common,
            days=draw(st.frozensets(st.sampled_from(DAYS), min_size=1)),
            open=tuple(draw(st.lists(clock_spans(), max_size=2))),
            place_types=draw(st.frozensets(places, max_size=3)),
            unless_known=draw(st.booleans()),
        )
    if kind == "caps":
        return CapRule(
            **common,
            most=draw(st.integers(0, 3)),
            days=draw(st.none() | st.integers(1, 9)),
            counts=draw(st.sampled_from(["attempts", "contacts"])),
            channels=draw(
                st.sampled_from(
                    [frozenset({Channel.VISIT}), frozenset({Channel.CALL}), frozenset(Channel)]
                )
            ),
            scope=draw(st.sampled_from(["borrower", "debt"])),
        )
    if kind == "gap":
        return GapRule(**common, days=draw(st.sampled_from([0.5, 2.0])))
    if kind == "prior":
        return PriorRule(**common, channel=Channel.CALL, attempts=draw(st.integers(1, 3)))
    if kind == "notice":
        return NoticeRule(**common, lead_hours=draw(st.sampled_from([0, 24, 36.5])))
    if kind == "place":
        return PlaceRule(
            **common,
            place_type=draw(places),
            treatment=draw(st.sampled_from(["allow", "consent", "deny"])),
            after_fruitless_at=draw(st.none() | st.just(PlaceType.HOME)),
            after_fruitless=1,
        )
    if kind == "crew":
        return CrewRule(**common, least=draw(st.integers(1, 2)), most=2)
    if kind == "flag":
        return ProtectedRule(**common, flags=frozenset({"minor", "dispute"}))
    return draw(
        st.sampled_from([ConsentRule(**common), CertificateRule(**common, certificate="card")])
    )


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    channel = draw(st.sampled_from([Channel.VISIT, Channel.VISIT, Channel.CALL]))
    code = draw(st.sampled_from(["", "NAH", "ACC", "THIRD", "PART", "NOTDONE", "MOVED"]))
    return Attempt(
        borrower_id="b",
        when=draw(moments),
        channel=channel,
        case_id=draw(st.sampled_from(["", "1", "2"])),
        place_type=draw(st.none() | places),
        code=code if channel is Channel.VISIT else "",
    )


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    notice = draw(
        st.none()
        | st.builds(
            Notice,
            sent=moments,
            start=st.none() | moments,
            confirmed=st.booleans(),
        )
    )
    return Standing(
        case_id="1",
        borrower_id="b",
        stage=draw(st.sampled_from(["visit"] * 9 + ["legal"])),
        flags=draw(flags),
        consents=draw(consents),
        holds=tuple(
            draw(
                st.lists(
                    st.builds(
                        Hold,
                        reason=st.sampled_from(["dispute", "promise"]),
                        since=st.none() | whole_days,
                        until=whole_days,
                    ),
                    max_size=1,
                )
            )
        ),
        history=tuple(draw(st.lists(attempts(), max_size=6))),
        prior=((Channel.CALL, draw(st.integers(0, 2))),),
        notice=notice,
        working_hours=tuple(draw(st.lists(daily_windows(), max_size=2))),
        not_at=tuple(draw(st.lists(daily_windows(), max_size=1))),
        not_before=draw(st.none() | whole_days),
        return_by=draw(st.none() | whole_days),
        area=draw(st.sampled_from(["", "north"])),
    )


@st.composite
def laws(draw: st.DrawFn) -> Law:
    layers = tuple(
        Profile(
            profile_id=f"p{number}",
            version="1",
            title="made up",
            rules=tuple(draw(st.lists(rules(), max_size=4))),
            adjusted_workdays=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    calendar = Calendar(
        holidays=dict.fromkeys(draw(st.lists(whole_days, max_size=3)), "holiday"),
        workdays=draw(st.frozensets(whole_days, max_size=2)),
    )
    return Law(layers=layers, calendar=calendar)


agents = st.builds(
    AgentFacts,
    agent_id=st.just("x"),
    people=st.integers(1, 2),
    certificates=st.lists(st.tuples(st.just("card"), st.none() | whole_days), max_size=1).map(
        tuple
    ),
    areas=st.frozensets(st.just("north"), max_size=1),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    law=laws(),
    standing=standings(),
    agent=agents,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    place=places,
    begin=moments,
    hours=st.integers(1, 60),
    minutes=st.integers(1, 90),
    picks=st.lists(st.integers(0, 60 * 3600), min_size=5, max_size=5),
)
def test_a_start_is_open_exactly_if_it_is_judged_allowed(
    law: Law,
    standing: Standing,
    agent: AgentFacts,
    zone: ZoneInfo,
    place: PlaceType,
    begin: datetime,
    hours: int,
    minutes: int,
    picks: list[int],
) -> None:
    duration = timedelta(minutes=min(minutes, hours * 60))  # it fits the period
    period = TimeWindow(begin, begin + timedelta(hours=hours))
    far = datetime(2030, 1, 1, tzinfo=UTC)  # who is told now would be told too late
    coordinate = Coordinate(60.2, 24.9)
    found = opening(
        standing,
        place_type=place,
        zone=zone,
        law=law,
        period=period,
        duration=duration,
        agents=[agent],
        now=far,
        coordinate=coordinate,
    )
    spans = [(w.start.timestamp(), w.end.timestamp()) for w in found.windows]
    if found.barred:
        assert found.refusals
        spans = []
    assert bool(spans) != bool(found.refusals)
    # Every boundary, one second to each side of it, and some moments between.
    seconds = {int(begin.timestamp()) + pick % (hours * 3600) for pick in picks}
    for first, last in spans:
        seconds |= {int(edge) + step for edge in (first, last) for step in (-1, 0, 1)}
    for second in seconds:
        start = datetime.fromtimestamp(second, UTC)
        if start < period.start or start + duration > period.end:
            continue
        verdict = judge(
            Situation(
                start=start,
                duration=duration,
                zone=zone,
                place_type=place,
                standing=standing,
                agents=(agent,),
                law=law,
                coordinate=coordinate,
            )
        )
        assert verdict.allowed == any(a <= second <= b for a, b in spans), verdict.refusals


def test_the_dates_above_hold_a_change_of_the_clocks() -> None:
    zone = ZoneInfo("Europe/Helsinki")
    offsets = {
        datetime.combine(date(2026, 3, 28) + timedelta(days=n), time(12), zone).utcoffset()
        for n in range(2)
    }
    assert len(offsets) == 2
