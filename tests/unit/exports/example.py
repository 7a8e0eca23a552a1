"""One small day that the tests of this folder write and read; its figures are worked out here.

Anna leaves the office at 08:48:00, 600 s to Mannerheimintie 1 (arrival 08:58:00, setup 120 s,
v1 09:00:00 to 09:05:00), 30 s to the next entrance of the same building (v2 09:05:30 to 09:10:30),
400 s to Bulevardi 5 (arrival 09:17:10, setup 60 s, then 7,910 s of waiting around a break from
11:30 to 12:00, v3 12:00:00 to 12:10:00), 900 s back to the office (12:25:00).

Paid: 12:25:00 - 08:48:00 = 13,020 s = 1,930 travel + 1,200 service + 180 setup + 1,800 break
+ 7,910 waiting. At 30 an hour that is 108.50; 19.3 km at 0.50 are 9.65; fixed 10: 128.15.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from router.domain.cases import Hold
from router.domain.channels import Attempt, Channel
from router.domain.compliance import (
    BorrowerCount,
    Compliance,
    LayerStamp,
    NoticeDue,
    Override,
    RuleCount,
    VisitFacts,
)
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate, Grade, Place, PlaceType
from router.domain.plan import (
    CaseCard,
    CostBreakdown,
    HeldCase,
    LaterVisit,
    PlanData,
    ReasonCode,
    ReviewCase,
    ShiftRefusal,
    UnassignedVisit,
)
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.domain.profiles import Evidence
from router.domain.route import PlannedBreak, PlannedVisit, Route, SearchInfo, Stop
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.domain.worth import BandWorth, VisitWorth

HOUR = 3600
DAY = date(2026, 11, 23)
ORIGIN = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Helsinki"))
DURATION = [[0, 600, 620, 900], [600, 0, 30, 400], [620, -1, 0, 400], [900, 400, 420, 0]]


def example_matrix() -> TravelMatrix:
    duration = np.array(DURATION, dtype=np.int32)
    distance = np.where(duration < 0, -1, duration * 10).astype(np.int32)
    return TravelMatrix(duration, distance, "streets", False, (1.5, 0.0, 2.25, 3.0))


def place(lat: float, lon: float, text: str) -> Place:
    return Place(
        coordinate=Coordinate(lat, lon),
        grade=Grade.DOOR,
        score=0.97,
        error_m=10.0,
        matched=text,
        source="index",
        building=text.lower(),
    )


def example_problem() -> Problem:
    shift = Shift(
        shift_id="anna/2026-11-23",
        agent_id="anna",
        agent_name="Anna Aalto",
        start_location=0,
        end_location=0,
        earliest_s=8 * HOUR,
        latest_s=16 * HOUR,
        overtime_max_s=1800,
        breaks=(ShiftBreak(earliest_s=11 * HOUR, latest_s=13 * HOUR, duration_s=1800),),
        skills=frozenset({"fi", "en"}),
        matrix="car",
        max_visits=12,
        cost_per_hour=30.0,
        cost_per_km=0.5,
        fixed_cost=10.0,
        overtime_cost_per_hour=45.0,
    )
    visits = (
        Visit(
            visit_id="v1",
            case_ids=("c1", "c2"),
            location=1,
            building="A",
            service_s=300,
            setup_s=120,
            windows=((9 * HOUR, 10 * HOUR),),
            legal=((7 * HOUR, 21 * HOUR),),
            value=80.0,
            mandatory=True,
        ),
        Visit(
            visit_id="v2", case_ids=("c3",), location=2, building="A", service_s=300, setup_s=120
        ),
        Visit(
            visit_id="v3",
            case_ids=("c4",),
            location=3,
            building="B",
            service_s=600,
            setup_s=60,
            windows=((12 * HOUR, 13 * HOUR), (14 * HOUR, 15 * HOUR)),
            allowed_agents=frozenset({"anna"}),
            value=60.0,
        ),
        Visit(
            visit_id="v4",
            case_ids=("c5",),
            location=3,
            building="B",
            service_s=600,
            skills=frozenset({"sv"}),
            value=50.0,
            group="borrower 5",
        ),
    )
    return Problem(
        origin=ORIGIN,
        visits=visits,
        shifts=(shift,),
        matrices={"car": example_matrix()},
        coordinates=(
            Coordinate(60.17, 24.94),
            Coordinate(60.1701, 24.9402),
            Coordinate(60.1703, 24.9404),
            Coordinate(60.164, 24.935),
        ),
    )


def example_route() -> Route:
    return Route(
        shift_id="anna/2026-11-23",
        start_s=31_680,
        end_s=44_700,
        stops=(
            Stop(
                building="A",
                arrival_s=32_280,
                setup_s=120,
                travel_s=600,
                distance_m=6_000,
                visits=(
                    PlannedVisit(visit_id="v1", start_s=32_400, end_s=32_700),
                    PlannedVisit(visit_id="v2", start_s=32_730, end_s=33_030),
                ),
            ),
            Stop(
                building="B",
                arrival_s=33_430,
                setup_s=60,
                travel_s=400,
                distance_m=4_000,
                visits=(PlannedVisit(visit_id="v3", start_s=43_200, end_s=43_800, wait_s=7_910),),
            ),
        ),
        breaks=(PlannedBreak(start_s=41_400, end_s=43_200),),
        travel_s=1_930,
        distance_m=19_300,
        service_s=1_200,
        setup_s=180,
        wait_s=7_910,
        break_s=1_800,
    )


def example_compliance() -> Compliance:
    """Anna's day under two layers: borrower 1 was visited once before and confirmed the time."""
    return Compliance(
        layers=(
            LayerStamp(
                profile_id="humane",
                version="2026-11-01",
                title="Humane default",
                digest="ab" * 32,
                grades=((Evidence.PRIMARY, 2), (Evidence.UNVERIFIED, 7)),
            ),
            LayerStamp(profile_id="fi", version="1", title="Own rules", digest="cd" * 32),
        ),
        calendar="FI",
        holidays=((date(2026, 12, 6), "Itsenäisyyspäivä"),),
        warnings=("holidays of 2027 are not announced",),
        rules=(
            RuleCount(
                profile="humane",
                field="hours",
                rule_id="hours-weekday",
                value="mon-fri 09:00-20:00",
                source="own decision (unverified)",
                judged=6,
                refused=1,
            ),
        ),
        overrides=(
            Override(
                kind="loosening",
                what="humane hours-sat: open to 19:00",
                by="R. Virta",
                reason="court order 12/2026",
                until=date(2026, 12, 31),
            ),
        ),
        borrowers=(BorrowerCount(borrower_id="b1", made=1, planned=1),),
        facts=(
            VisitFacts(
                visit_id="v1",
                case_ids=("c1", "c2"),
                borrower_ids=("b1",),
                zone="Europe/Helsinki",
                place_type=PlaceType.HOME,
                flags=frozenset({"risk", "elderly"}),
                consents=frozenset({"visit"}),
                working_hours=(
                    DailyWindow(start=time(8), end=time(16, 30), weekdays=frozenset({0, 4})),
                ),
                not_at=(DailyWindow(start=time(12), end=time(12), day=DAY, instant=True),),
                prior=((Channel.CALL, 3),),
                holds=(
                    Hold("promise", date(2026, 11, 20), "outcome PTP", date(2026, 11, 2), True),
                ),
                notified=datetime(2026, 11, 20, 12, 0, 0, 250_000, tzinfo=UTC),
                notice_by=datetime(2026, 11, 22, 7, 0, tzinfo=UTC),
                confirmed=True,
                carry=("photo id",),
                conduct=("Leave when asked.",),
                recording="required",
                area="centre",
                languages=frozenset({"fi", "sv"}),
            ),
        ),
        agents=(
            AgentFacts(
                agent_id="anna",
                people=2,
                certificates=(("IIBF", date(2027, 1, 31)), ("own", None)),
                languages=frozenset({"fi"}),
                areas=frozenset({"centre"}),
            ),
        ),
        history=(
            Attempt(
                borrower_id="b1",
                when=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
                case_id="c1",
                place_type=PlaceType.HOME,
                code="PTP",
                agent_id="anna",
            ),
        ),
        notices=(
            NoticeDue(
                case_id="c4",
                borrower_id="b4",
                start=ORIGIN.replace(hour=12),
                end=ORIGIN.replace(hour=13),
                by=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
                words="We would like to speak with you.",
                language="en",
            ),
        ),
        planned_at=datetime(2026, 11, 21, 14, 0, tzinfo=UTC),
    )


def example_worths() -> tuple[VisitWorth, ...]:
    """v1 has an appointment; v3 is worth 0.8 x 0.3 x 150 x 1.2 - 0.76 x 5 = 39.40 at noon, and most
    from 14:00 on: 0.8 x 0.5 x 180 - 0.6 x 5 = 69.00; of v2 nothing is known."""
    return (
        VisitWorth(
            visit_id="v1", address=0.97, meeting=100.0, basis="value", appointment=True,
            bands=(BandWorth(start_s=9 * HOUR, end_s=10 * HOUR, met=0.8, value=77.6),),
            met_service_s=360, missed_service_s=120,
        ),
        VisitWorth(
            visit_id="v3", address=0.8, meeting=150.0, basis="amount", ageing=1.2, age_days=9,
            burden=5.0,
            bands=(
                BandWorth(start_s=12 * HOUR, end_s=14 * HOUR - 1, met=0.3, value=39.4),
                BandWorth(start_s=14 * HOUR, end_s=15 * HOUR, met=0.5, value=69.0),
            ),
            met_service_s=1_200, missed_service_s=300, channel="letter",
        ),
    )  # fmt: skip


def example_later() -> PlanData:
    """The same day, but v4 is proposed for tomorrow."""
    start = datetime(2026, 11, 24, 17, 30, tzinfo=ORIGIN.tzinfo)
    plan = example_plan()
    (left,) = plan.unassigned
    return replace(
        plan,
        unassigned=(replace(left, code=ReasonCode.LATER),),
        later=(LaterVisit(visit_id="v4", case_ids=("c5",), start=start, agent_id="anna"),),
    )


def example_plan() -> PlanData:
    office = place(60.1701, 24.9402, "Mannerheimintie 1, Helsinki")
    return PlanData(
        day=DAY,
        problem=example_problem(),
        routes=(example_route(),),
        unassigned=(
            UnassignedVisit(
                visit_id="v4",
                case_ids=("c5",),
                code=ReasonCode.SKILL,
                detail="needs sv; nobody on duty has it",
                remedy="Put an agent with sv on duty.",
                refusals=(
                    ShiftRefusal(shift_id="anna/2026-11-23", code=ReasonCode.SKILL, detail="no sv"),
                ),
                channel="call",
                decision="Nobody who speaks sv is on duty; a call is due.",
            ),
        ),
        held=(
            HeldCase(
                case_id="c6",
                rule="HOLD:dispute",
                detail="disputed",
                until=date(2026, 12, 1),
                source="outcome DISP",
                channel="review",
            ),
        ),
        review=(
            ReviewCase(
                case_id="c7",
                why="two streets of this name",
                candidates=(office, place(60.2, 24.8, "Mannerheimintie 1, Espoo")),
            ),
        ),
        cards=(
            CaseCard(
                case_id="c1",
                borrower_id="b1",
                name="Väinö Öhman",
                address="Mannerheimintie 1",
                place=office,
                notes="gate 12#",
                appointment=True,
            ),
            CaseCard(
                case_id="c2",
                borrower_id="b1",
                name="Väinö Öhman",
                address="Mannerheimintie 1",
                place=office,
            ),
            CaseCard(case_id="c3", borrower_id="b3", name="张伟", address="曼纳海姆大街 1 号"),
            CaseCard(case_id="c4", borrower_id="b4", address="Bulevardi 5"),
            CaseCard(case_id="c5", borrower_id="b5", address="Bulevardi 5"),
            CaseCard(case_id="c6", borrower_id="b6", address="Eira 1"),
            CaseCard(case_id="c7", borrower_id="b7", address="Mannerheimintie"),
        ),
        # 120 s of paid time cost 1; see the head of this file.
        costs=CostBreakdown(
            travel_time=1_930 / 120,
            on_site=1_380 / 120,
            waiting=7_910 / 120,
            breaks=1_800 / 120,
            distance=9.65,
            fixed=10.0,
            value_not_collected=50.0,
        ),
        search=SearchInfo(engine="ortools", seed=7, seconds=5.0, solutions=3),
        warnings=("the streets are those of 2026-10-01",),
        attribution="© OpenStreetMap contributors",
        compliance=example_compliance(),
        worths=example_worths(),
    )
