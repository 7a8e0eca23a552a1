"""A hand-made lawful plan, and the rules that it is judged by.

Monday 23 November 2026 in Santiago; agent ``a1`` (one person) makes, ten minutes each::

    v1  10:00  borrower b1 at home
    v2  11:00  borrower b2 at home
    v3  18:00  borrower b3 at home

Layer ``mild``: weekdays 9-20, Saturday 10-18, no Sundays nor holidays; one visit a day, one in 7
and two in 30 days; notice 24 h; home only; at most two people.
Layer ``law``: Monday to Saturday 8-20; one visit or call in 7 days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from router.checking import Finding, FindingCode, check_law
from router.domain.calendars import Calendar
from router.domain.channels import Attempt, Channel
from router.domain.compliance import Compliance, VisitFacts
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate, PlaceType
from router.domain.plan import CaseCard, PlanData
from router.domain.problem import Problem, Shift, Visit
from router.domain.profiles import (
    CapRule,
    Citation,
    ClockSpan,
    CrewRule,
    HoursRule,
    NoticeRule,
    PlaceRule,
    Profile,
    Rule,
)
from router.domain.route import PlannedVisit, Route, SearchInfo, Stop
from router.domain.verdicts import AgentFacts, Law

__all__ = [
    "CITED", "DAY", "LAW", "WEEK", "at", "cap", "codes", "compliance", "facts", "found", "hours",
    "lawful", "more", "moved", "visited", "with_facts", "with_rules",
]  # fmt: skip

SANTIAGO = ZoneInfo("America/Santiago")
DAY = date(2026, 11, 23)
CITED = Citation(title="Law 1")


def at(clock: str, day: int = DAY.day, month: int = 11, zone: ZoneInfo = SANTIAGO) -> datetime:
    """A clock time at the door, in November 2026 if nothing else is said."""
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), tzinfo=zone)


def hours(rule_id: str, days: str, *spans: str, **more: object) -> HoursRule:
    """Hours as a profile writes them: ``hours("sat", "sat", "10:00-18:00")``."""
    ends = [span.split("-") for span in spans]
    return HoursRule(
        rule_id=rule_id,
        citation=CITED,
        days=frozenset(days.split()),
        open=tuple(
            ClockSpan(time.fromisoformat(a), time.fromisoformat(b.replace("24:00", "00:00")))
            for a, b in ends
        ),
        **more,  # type: ignore[arg-type]
    )


def cap(rule_id: str, most: int, days: int | None, **more: object) -> CapRule:
    """A cap on attempts."""
    return CapRule(
        rule_id=rule_id,
        citation=CITED,
        most=most,
        days=days,
        **more,  # type: ignore[arg-type]
    )


WEEK = "mon tue wed thu fri"
MILD = Profile(
    profile_id="mild",
    version="1",
    title="Mild",
    rules=(
        hours("weekdays", WEEK, "09:00-20:00", lifted_by=frozenset({"hours"})),
        hours("saturday", "sat", "10:00-18:00", lifted_by=frozenset({"hours"})),
        hours("sunday", "sun holiday"),
        cap("daily", 1, None),
        cap("weekly", 1, 7, lifted_by=frozenset({"frequency"})),
        cap("monthly", 2, 30),
        NoticeRule(rule_id="notice", citation=CITED, lead_hours=24),
        *(
            PlaceRule(rule_id=f"no-{place}", citation=CITED, place_type=place, treatment="deny")
            for place in PlaceType
            if place not in (PlaceType.HOME, PlaceType.REGISTERED, PlaceType.MAILING)
        ),
        CrewRule(rule_id="crew", citation=CITED, least=1, most=2),
    ),
    adjusted_workdays=True,
)
BOTH = frozenset({Channel.VISIT, Channel.CALL})
STATUTE = Profile(
    profile_id="law",
    version="2021",
    title="Law",
    rules=(
        hours("hours", f"{WEEK} sat", "08:00-20:00"),
        hours("sunday", "sun"),
        cap("weekly", 1, 7, channels=BOTH),
    ),
)
LAW = Law(
    layers=(MILD, STATUTE),
    calendar=Calendar(
        name="CL",
        holidays={date(2026, 12, 8): "Immaculate Conception"},
        workdays=frozenset({date(2026, 11, 29)}),  # a Sunday that is worked
        years=frozenset({2026}),
    ),
)


def with_rules(*rules: Rule) -> Law:
    """A law of these rules only."""
    return replace(LAW, layers=(replace(STATUTE, rules=rules),))


def more(*rules: Rule) -> Law:
    """The law, and these rules in its second layer."""
    return replace(LAW, layers=(MILD, replace(STATUTE, rules=(*STATUTE.rules, *rules))))


def facts(number: int, **changes: object) -> VisitFacts:
    """What the plan states of a visit."""
    stated = VisitFacts(
        visit_id=f"v{number}",
        case_ids=(f"c{number}",),
        borrower_ids=(f"b{number}",),
        zone="America/Santiago",
        place_type=PlaceType.HOME,
        notified=at("08:00", 20),
    )
    return replace(stated, **changes)  # type: ignore[arg-type]


def lawful(
    *stated: VisitFacts,
    starts: Sequence[str] = ("10:00", "11:00", "18:00"),
    minutes: int = 10,
    day: date = DAY,
    agents: tuple[AgentFacts, ...] = (AgentFacts(agent_id="a1"),),
    history: tuple[Attempt, ...] = (),
    zone: ZoneInfo = SANTIAGO,
) -> PlanData:
    """The plan above, or one of other visits, on another day, by agents one after the other."""
    stated = stated or (facts(1), facts(2), facts(3))
    origin = datetime.combine(day, time(0), tzinfo=zone)
    moments = [
        round((datetime.combine(day, time.fromisoformat(clock), tzinfo=zone)).timestamp())
        - round(origin.timestamp())
        for clock in starts
    ]
    shifts = tuple(
        Shift(
            shift_id=f"s-{agent.agent_id}",
            agent_id=agent.agent_id,
            start_location=None,
            end_location=None,
            earliest_s=0,
            latest_s=30 * 3600,
            matrix="car",
        )
        for agent in agents
    )
    visits = tuple(
        Visit(
            visit_id=one.visit_id,
            case_ids=one.case_ids,
            location=0,
            building=one.visit_id,
            service_s=minutes * 60,
        )
        for one in stated
    )
    stops = [
        Stop(
            building=one.visit_id,
            arrival_s=start,
            setup_s=0,
            travel_s=0,
            distance_m=0,
            visits=(
                PlannedVisit(visit_id=one.visit_id, start_s=start, end_s=start + minutes * 60),
            ),
        )
        for one, start in zip(stated, moments, strict=False)
    ]
    routes = tuple(
        Route(
            shift_id=shift.shift_id,
            start_s=0,
            end_s=30 * 3600,
            stops=tuple(stops[number :: len(shifts)]),
        )
        for number, shift in enumerate(shifts)
    )
    cards = tuple(
        CaseCard(
            case_id=case_id,
            borrower_id=one.borrower_ids[min(place, len(one.borrower_ids) - 1)],
            place_type=one.place_type,
        )
        for one in stated
        for place, case_id in enumerate(one.case_ids)
    )
    return PlanData(
        day=day,
        problem=Problem(
            origin=origin,
            visits=visits,
            shifts=shifts,
            matrices={"car": TravelMatrix(np.zeros((1, 1), np.int32), np.zeros((1, 1), np.int32))},
            coordinates=(Coordinate(-33.45, -70.66),),
        ),
        routes=routes,
        cards=cards,
        search=SearchInfo(engine="hand", seed=0),
        compliance=Compliance(layers=(), facts=stated, agents=agents, history=history),
    )


def with_facts(data: PlanData, **changes: object) -> PlanData:
    """The plan with other facts of its first visit; its cards stay as they are."""
    assert data.compliance is not None
    first, *others = data.compliance.facts
    stated = (replace(first, **changes), *others)  # type: ignore[arg-type]
    return replace(data, compliance=replace(data.compliance, facts=stated))


def moved(data: PlanData, visit_id: str, seconds: int) -> PlanData:
    """The plan with one visit moved in time."""

    def shifted(made: PlannedVisit) -> PlannedVisit:
        if made.visit_id != visit_id:
            return made
        return replace(made, start_s=made.start_s + seconds, end_s=made.end_s + seconds)

    return replace(
        data,
        routes=tuple(
            replace(
                route,
                stops=tuple(
                    replace(stop, visits=tuple(shifted(made) for made in stop.visits))
                    for stop in route.stops
                ),
            )
            for route in data.routes
        ),
    )


def visited(when: datetime, code: str = "PART", **more: object) -> Attempt:
    """A visit to borrower ``b1``."""
    return Attempt(borrower_id="b1", when=when, case_id="c1", code=code, **more)  # type: ignore[arg-type]


def compliance(data: PlanData) -> Compliance:
    """What the plan states."""
    assert data.compliance is not None
    return data.compliance


def codes(findings: Sequence[Finding]) -> list[FindingCode]:
    """The rules that are broken."""
    return [finding.code for finding in findings]


def found(data: PlanData, law: Law = LAW) -> list[FindingCode]:
    """The rules that a plan breaks."""
    return codes(check_law(data, law))
