"""Strategies for laws, borrowers and visits: what the rules are judged on, twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from router.domain.calendars import Calendar
from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.outcomes import outcome_codes
from router.domain.places import PlaceType
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
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts, Law

__all__ = ["Door", "doors", "laws"]

ZONES = (
    "America/Santiago",  # changes its clocks at midnight
    "Europe/Helsinki",
    "Asia/Shanghai",
    "Australia/Lord_Howe",  # changes them by half an hour
    "Asia/Kathmandu",
)
# Around changes of clocks, year's ends, holidays and worked weekends, or on any day.
DATES = (
    date(2026, 3, 28), date(2026, 3, 29), date(2026, 9, 5), date(2026, 9, 6), date(2026, 10, 4),
    date(2026, 10, 25), date(2026, 12, 31), date(2027, 1, 1), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29),
)  # fmt: skip
CALENDAR = Calendar(
    name="XX",
    holidays={
        date(2026, 11, 25): "a Wednesday",
        date(2027, 1, 1): "New Year",
        date(2026, 2, 14): "a Saturday that is worked all the same",
        date(2026, 11, 22): "a Sunday",
    },
    workdays=frozenset({date(2026, 2, 14), date(2026, 2, 28), date(2026, 11, 29)}),
    years=frozenset({2025, 2026, 2027}),
)
FLAGS = ("risk", "minor", "micro")
CONSENTS = ("visit", "hours", "frequency", "home", "work")
CITED = Citation(title="a law")
PLACES = (PlaceType.HOME, PlaceType.WORK, PlaceType.REGISTERED, PlaceType.MAILING, PlaceType.AGREED)


def clocks(minutes: int = 30) -> st.SearchStrategy[time]:
    return st.integers(0, 24 * 60 // minutes - 1).map(
        lambda n: time(n * minutes // 60, n * minutes % 60)
    )


@st.composite
def clock_spans(draw: st.DrawFn) -> ClockSpan:
    start = draw(st.integers(0, 47))
    end = draw(st.integers(start + 1, 48))
    return ClockSpan(time(start // 2, start % 2 * 30), time(end // 2 % 24, end % 2 * 30))


@st.composite
def daily_windows(draw: st.DrawFn) -> DailyWindow:
    return DailyWindow(
        start=draw(clocks()),
        end=draw(clocks()),
        weekdays=draw(st.frozensets(st.integers(0, 6), max_size=3)),
        day=draw(st.one_of(st.none(), st.none(), st.sampled_from(DATES))),
    )


def subsets(*of: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(of), max_size=2)


@st.composite
def common(draw: st.DrawFn) -> dict[str, Any]:
    """What all rules have; mostly nothing of it."""
    plain = draw(st.booleans())
    if plain:
        return {}
    bound = st.one_of(st.none(), st.sampled_from(DATES))
    return {
        "effective": draw(bound),
        "until": draw(bound),
        "applies_to": draw(
            st.sampled_from(
                [frozenset({Channel.VISIT})] * 3
                + [frozenset({Channel.CALL}), frozenset({Channel.VISIT, Channel.CALL})]
            )
        ),
        "lifted_by": draw(st.one_of(st.just(frozenset()), subsets(*CONSENTS))),
        "if_flags": draw(st.one_of(st.just(frozenset()), subsets(*FLAGS))),
    }


@st.composite
def hours_rules(draw: st.DrawFn) -> HoursRule:
    spans = draw(st.lists(clock_spans(), max_size=2))
    return HoursRule(
        rule_id="hours",
        citation=CITED,
        days=draw(st.frozensets(st.sampled_from(DAYS), min_size=1)),
        open=tuple(sorted(spans, key=lambda span: span.start)),
        place_types=draw(st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(PLACES)))),
        unless_known=draw(st.sampled_from([False, False, True])),
        **draw(common()),
    )


@st.composite
def cap_rules(draw: st.DrawFn) -> CapRule:
    return CapRule(
        rule_id="cap",
        citation=CITED,
        most=draw(st.integers(0, 3)),
        days=draw(st.sampled_from([None, 1, 7, 7, 30])),
        counts=draw(st.sampled_from(["attempts", "contacts"])),
        channels=draw(
            st.sampled_from(
                [
                    frozenset({Channel.VISIT}),
                    frozenset({Channel.VISIT, Channel.CALL}),
                    frozenset(Channel),
                ]
            )
        ),
        scope=draw(st.sampled_from(["borrower", "debt"])),
        place_types=draw(st.sampled_from([frozenset(), frozenset(), frozenset({PLACES[0]})])),
        **draw(common()),
    )


@st.composite
def other_rules(draw: st.DrawFn) -> Rule:
    more = draw(common())
    base: dict[str, Any] = {"citation": CITED, **more}
    kind = draw(st.integers(0, 7))
    if kind == 0:
        return GapRule(rule_id="gap", days=draw(st.sampled_from([0.5, 1.0, 2.0, 7.0])), **base)
    if kind == 1:
        channel = draw(st.sampled_from([Channel.CALL, Channel.MESSAGE]))
        return PriorRule(rule_id="prior", channel=channel, attempts=draw(st.integers(0, 3)), **base)
    if kind == 2:
        lead = draw(st.sampled_from([0.0, 12.0, 24.0, 72.0]))
        return NoticeRule(rule_id="notice", lead_hours=lead, says=frozenset({"purpose"}), **base)
    if kind == 3:
        return ConsentRule(rule_id="consent", **base)
    if kind == 4:
        after = draw(st.one_of(st.none(), st.sampled_from([PlaceType.HOME, PlaceType.AGREED])))
        return PlaceRule(
            rule_id="place",
            place_type=draw(st.sampled_from(PLACES)),
            treatment=draw(st.sampled_from(["allow", "consent", "deny"])),
            after_fruitless_at=after,
            after_fruitless=draw(st.integers(1, 2)) if after else 0,
            **base,
        )
    if kind == 5:
        return CrewRule(
            rule_id="crew",
            least=draw(st.sampled_from([None, 1, 2])),
            most=draw(st.sampled_from([None, 1, 2])),
            areas=draw(subsets("north", "south")),
            between=draw(st.one_of(st.none(), clock_spans())),
            **base,
        )
    if kind == 6:
        return CertificateRule(
            rule_id="certificate", certificate=draw(st.sampled_from(["licence", "course"])), **base
        )
    return ProtectedRule(rule_id="protected", flags=draw(subsets("minor", "dispute")), **base)


@st.composite
def profiles(draw: st.DrawFn, name: str) -> Profile:
    rules = draw(
        st.lists(
            st.one_of(hours_rules(), hours_rules(), cap_rules(), cap_rules(), other_rules()),
            max_size=6,
        )
    )
    return Profile(
        profile_id=name,
        version="1",
        title=name,
        rules=tuple(_numbered(rule, number) for number, rule in enumerate(rules)),
        adjusted_workdays=draw(st.booleans()),
    )


def _numbered(rule: Rule, number: int) -> Rule:
    return replace(rule, rule_id=f"{rule.rule_id}-{number}")


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Up to two layers of up to six rules of any kind but papers and records."""
    names = draw(st.sampled_from([(), ("one",), ("one", "two"), ("one", "two")]))
    return Law(layers=tuple(draw(profiles(name)) for name in names), calendar=CALENDAR)


@dataclass(frozen=True)
class Door:
    """A visit and everything that is known of its borrower."""

    start: datetime
    minutes: int
    zone: str
    place_type: PlaceType
    stage: str
    flags: frozenset[str]
    consents: frozenset[str]
    holds: tuple[Hold, ...]
    history: tuple[Attempt, ...]
    prior: tuple[tuple[Channel, int], ...]
    notified: datetime
    confirmed: bool
    working_hours: tuple[DailyWindow, ...]
    not_at: tuple[DailyWindow, ...]
    not_before: date | None
    return_by: date | None
    area: str
    languages: frozenset[str]
    agents: tuple[AgentFacts, ...]


@st.composite
def attempts(draw: st.DrawFn, start: datetime) -> Attempt:
    """Before the visit, at telling distances; a few planned ones after it."""
    channel = draw(st.sampled_from([Channel.VISIT, Channel.VISIT, Channel.CALL, Channel.MESSAGE]))
    ago = timedelta(
        days=draw(st.sampled_from([0, 1, 2, 6, 7, 7, 8, 29, 30])),
        minutes=draw(st.sampled_from([0, 1, -1, 90, 300, -300])),
    )
    visit = channel is Channel.VISIT
    planned = visit and draw(st.integers(0, 4)) == 0
    after = planned and draw(st.booleans())
    when = start.astimezone(UTC) + (ago if after else -ago)
    if when == start.astimezone(UTC) or (when > start.astimezone(UTC) and not planned):
        when = start.astimezone(UTC) - timedelta(minutes=7)
    return Attempt(
        borrower_id="b1",
        when=when,
        channel=channel,
        case_id=draw(st.sampled_from(["c1", "c2", ""])),
        place_type=draw(st.one_of(st.none(), st.sampled_from(PLACES))) if visit else None,
        code=draw(st.sampled_from(sorted(outcome_codes()))) if visit and not planned else "",
        reached=not visit and draw(st.booleans()),
    )


def _row(attempt: Attempt) -> object:
    """A visit is written down once for every debt; a call is not."""
    if attempt.channel is not Channel.VISIT:
        return attempt
    return attempt.when, attempt.case_id or "c1"


@st.composite
def doors(draw: st.DrawFn) -> Door:
    """A visit of case ``c1`` of borrower ``b1``."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.sampled_from(DATES))
    clock = draw(clocks(10))
    start = datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    agents = draw(st.integers(1, 2))
    return Door(
        start=start,
        minutes=draw(st.sampled_from([1, 10, 10, 30, 95])),
        zone=zone,
        place_type=draw(st.sampled_from(PLACES)),
        stage=draw(st.sampled_from(["visit"] * 5 + ["call"])),
        flags=draw(subsets(*FLAGS)),
        consents=draw(subsets(*CONSENTS)),
        holds=tuple(
            draw(
                st.lists(
                    st.builds(
                        Hold,
                        reason=st.sampled_from(["dispute", "promise"]),
                        until=st.one_of(st.none(), st.sampled_from(DATES)),
                        since=st.one_of(st.none(), st.sampled_from(DATES)),
                    ),
                    max_size=1,
                )
            )
        ),
        history=tuple(
            sorted(
                draw(st.lists(attempts(start), max_size=5, unique_by=_row)), key=lambda a: a.when
            )
        ),
        prior=tuple(
            (channel, draw(st.integers(0, 2))) for channel in (Channel.CALL, Channel.MESSAGE)
        ),
        notified=start - timedelta(hours=draw(st.sampled_from([1, 12, 24, 72, 100]))),
        confirmed=draw(st.sampled_from([False, False, True])),
        working_hours=tuple(draw(st.lists(daily_windows(), max_size=2))),
        not_at=tuple(draw(st.lists(daily_windows(), max_size=1))),
        not_before=draw(st.sampled_from([None, None, day, day + timedelta(days=1)])),
        return_by=draw(st.sampled_from([None, None, day, day - timedelta(days=1), date.max])),
        area=draw(st.sampled_from(["", "north", "south"])),
        languages=draw(subsets("fi", "sv")),
        agents=tuple(draw(agent_facts(f"a{n}")) for n in range(agents)),
    )


@st.composite
def agent_facts(draw: st.DrawFn, agent_id: str) -> AgentFacts:
    return AgentFacts(
        agent_id=agent_id,
        people=draw(st.integers(1, 2)),
        certificates=tuple(
            (name, draw(st.one_of(st.none(), st.sampled_from(DATES))))
            for name in sorted(draw(subsets("licence", "course")))
        ),
        languages=draw(subsets("fi", "sv")),
        areas=draw(subsets("north", "south")),
        pairs_with=draw(st.one_of(st.just(frozenset[str]()), subsets("a0", "a1", "a2"))),
    )
