"""Any plan, however odd its ids, texts and zones, comes back from plan.json as it was."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import jsonschema
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from router.domain.outcomes import outcome_codes
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
from router.domain.problem import (
    Meeting,
    Problem,
    Reference,
    Shift,
    ShiftBreak,
    Spacing,
    Span,
    ValueBand,
    Visit,
)
from router.domain.profiles import Evidence
from router.domain.refused import RefusedRow
from router.domain.route import (
    EngineShare,
    PlannedBreak,
    PlannedVisit,
    Route,
    SearchInfo,
    Stop,
)
from router.domain.times import DailyWindow
from router.domain.verdicts import AgentFacts
from router.domain.worth import BandWorth, VisitWorth
from router.exports import (
    plan_from_json,
    plan_schema,
    plan_to_json,
    problem_schema,
    read_problem,
    table_files,
    workbook_bytes,
    write_problem,
)

ZONES = (
    ZoneInfo("Europe/Helsinki"),
    ZoneInfo("America/St_Johns"),
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Australia/Lord_Howe"),  # its clocks change by half an hour
    timezone(timedelta(hours=5, minutes=45)),
    UTC,
)
# Around the changes of 2026 in Europe and of 2025 in America, and anywhere else.
INSTANTS = st.one_of(
    st.sampled_from(
        [
            datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2025, 11, 2, 4, 15, tzinfo=UTC),
        ]
    ),
    st.integers(0, 4_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.one_of(
    st.sampled_from(["../../x", "CON", "=1+1", "{{7*7}}", "a\u2028b", "\x00", "-1", "null"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)
seconds = st.integers(-200_000, 400_000)
lengths = st.integers(0, 100_000)
money = st.floats(0, 1e9, allow_nan=False)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
maybe = st.one_of(st.none(), lengths)
points = st.builds(Coordinate, st.floats(-90, 90), st.floats(-180, 180))
skills = st.frozensets(texts, max_size=3)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    pairs = draw(st.lists(st.tuples(seconds, lengths), max_size=3))
    return tuple(sorted((start, start + length) for start, length in pairs))


places = st.builds(
    Place,
    coordinate=points,
    grade=st.sampled_from(Grade),
    score=st.floats(0, 1),
    error_m=money,
    matched=texts,
    source=texts,
    building=texts,
)


@st.composite
def matrices(draw: st.DrawFn, size: int) -> TravelMatrix:
    entry = st.integers(-1, 2**31 - 1)
    rows = draw(
        st.lists(st.lists(entry, min_size=size, max_size=size), min_size=size, max_size=size)
    )
    duration = np.array(rows, dtype=np.int32)
    distance = np.where(duration < 0, -1, duration // 2).astype(np.int32)
    return TravelMatrix(duration, distance, draw(texts), draw(st.booleans()), (1.5,) * size)


@st.composite
def shifts(draw: st.DrawFn, shift_id: str, size: int, keys: list[str]) -> Shift:
    starts = sorted(draw(st.lists(seconds, max_size=2)))
    breaks = [(start, start + draw(lengths), draw(lengths) + 1) for start in starts]
    earliest = draw(seconds)
    location = st.one_of(st.none(), st.integers(0, size - 1))
    return Shift(
        shift_id=shift_id,
        agent_id=draw(ids),
        agent_name=draw(texts),
        start_location=draw(location),
        end_location=draw(location),
        earliest_s=earliest,
        latest_s=earliest + draw(lengths),
        overtime_max_s=draw(lengths),
        breaks=tuple(
            ShiftBreak(earliest_s=first, latest_s=last, duration_s=length)
            for first, last, length in breaks
        ),
        skills=draw(skills),
        matrix=draw(st.sampled_from(keys)),
        max_visits=draw(maybe),
        max_duration_s=draw(maybe),
        max_distance_m=draw(maybe),
        capacity=draw(maybe),
        cost_per_hour=draw(money),
        cost_per_km=draw(money),
        fixed_cost=draw(money),
        overtime_cost_per_hour=draw(money),
    )


@st.composite
def value_bands(draw: st.DrawFn) -> tuple[ValueBand, ...]:
    bands, start = [], draw(seconds)
    for gap, length in draw(st.lists(st.tuples(lengths, lengths), max_size=2)):
        first = start + gap + 1
        start = first + length
        bands.append(ValueBand(start_s=first, end_s=start, value=draw(money)))
    return tuple(bands)


references = st.builds(
    Reference,
    agent_id=texts,
    start_s=seconds,
    tolerance_s=lengths,
    agent_price=money,
    time_price=money,
    drop_price=money,
)
moments = st.one_of(st.none(), seconds)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(1, 3))
    keys = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
    shift_ids = draw(st.lists(ids, max_size=2, unique=True))
    visits = tuple(
        Visit(
            visit_id=visit_id,
            case_ids=tuple(draw(st.lists(ids, max_size=2))),
            location=draw(st.integers(0, size - 1)),
            building=draw(ids),
            service_s=draw(lengths),
            setup_s=draw(lengths),
            windows=draw(spans()),
            legal=draw(spans()),
            skills=draw(skills),
            allowed_agents=draw(skills),
            excluded_agents=draw(skills),
            release_s=draw(moments),
            due_s=draw(moments),
            preferred_agents=draw(skills),
            other_agent_price=draw(money),
            value=draw(money),
            value_bands=draw(value_bands()),
            mandatory=draw(st.booleans()),
            load=draw(lengths),
            group=draw(texts),
            locked_shift=draw(st.sampled_from(["", *shift_ids])),
            locked_start_s=draw(moments),
            reference=draw(st.one_of(st.none(), references)),
        )
        for visit_id in draw(st.lists(ids, max_size=3, unique=True))
    )
    visit_ids = [visit.visit_id for visit in visits]
    some = st.permutations(visit_ids).map(tuple)
    # Which of the visits each shift begins with: none is in two.
    locks = [draw(some), ()] if draw(st.booleans()) else [(), draw(some)]
    pairs = visit_ids[:2] if len(visit_ids) >= 2 else None
    located = draw(st.booleans())
    return Problem(
        origin=draw(INSTANTS).astimezone(draw(st.sampled_from(ZONES))),
        visits=visits,
        shifts=tuple(
            replace(draw(shifts(shift_id, size, keys)), locked_visits=lock)
            for shift_id, lock in zip(shift_ids, locks, strict=False)
        ),
        orders=tuple(draw(st.lists(some, max_size=2))),
        spacings=(Spacing(visit_ids=draw(some), gap_s=draw(lengths) + 1),) if pairs else (),
        meetings=(Meeting(first=pairs[1], second=pairs[0]),) if pairs else (),
        balance_price=draw(money),
        matrices={key: draw(matrices(size)) for key in keys},
        coordinates=tuple(draw(points) for _ in range(size)) if located else (),
    )


planned = st.builds(PlannedVisit, visit_id=ids, start_s=seconds, end_s=seconds, wait_s=lengths)
stops = st.builds(
    Stop,
    building=texts,
    arrival_s=seconds,
    setup_s=lengths,
    travel_s=lengths,
    distance_m=lengths,
    visits=st.lists(planned, min_size=1, max_size=2).map(tuple),
)
rests = st.builds(PlannedBreak, start_s=seconds, end_s=seconds)
refusals = st.builds(
    ShiftRefusal,
    shift_id=texts,
    code=st.sampled_from(ReasonCode),
    detail=texts,
    extra_cost=st.one_of(st.none(), money),
)


costs = st.builds(CostBreakdown, **{field.name: money for field in fields(CostBreakdown)})
searches = st.builds(
    SearchInfo,
    engine=texts,
    seed=lengths,
    seconds=st.one_of(st.none(), money),
    iterations=maybe,
    solutions=lengths,
    stopped_by=texts,
    workers=lengths,
    shares=st.lists(
        st.builds(
            EngineShare, engine=texts, seconds=money, iterations=lengths, improvements=lengths
        ),
        max_size=2,
    ).map(tuple),
    trace=st.lists(st.tuples(money, money), max_size=2).map(tuple),
    bound=st.one_of(st.none(), money),
)


# Moments of the past are measured, so they may have fractions of a second. Their offsets are plain:
# in a zone, an hour that the clocks repeat equals no time of any other zone.
instants = st.tuples(
    INSTANTS, st.timedeltas(timedelta(hours=-12), timedelta(hours=14)), st.sampled_from([0, 250])
).map(
    lambda drawn: (
        drawn[0]
        .replace(microsecond=drawn[2])
        .astimezone(timezone(timedelta(seconds=drawn[1].total_seconds() // 1)))
    )
)
maybe_instants = st.one_of(st.none(), instants)
maybe_days = st.one_of(st.none(), days)
words = st.lists(texts, max_size=2).map(tuple)
daily_windows = st.one_of(
    st.builds(
        DailyWindow,
        start=st.times(),
        end=st.times(),
        weekdays=st.frozensets(st.integers(0, 6)),
        day=maybe_days,
    ),
    st.times().map(lambda at: DailyWindow(start=at, end=at, instant=True)),
)
visit_facts = st.builds(
    VisitFacts,
    visit_id=ids,
    case_ids=words,
    borrower_ids=words,
    zone=texts,
    place_type=st.sampled_from(PlaceType),
    stage=texts,
    flags=skills,
    consents=skills,
    working_hours=st.lists(daily_windows, max_size=2).map(tuple),
    not_at=st.lists(daily_windows, max_size=2).map(tuple),
    prior=st.lists(st.tuples(st.sampled_from(Channel), lengths), max_size=2).map(tuple),
    holds=st.lists(
        st.builds(Hold, texts, maybe_days, texts, maybe_days, st.booleans()), max_size=2
    ).map(tuple),
    notified=maybe_instants,
    notice_by=maybe_instants,
    confirmed=st.booleans(),
    reopened=maybe_instants,
    not_before=maybe_days,
    return_by=maybe_days,
    carry=words,
    conduct=words,
    recording=texts,
    area=texts,
    languages=skills,
)
attempts = st.builds(
    Attempt,
    borrower_id=texts,
    when=instants,
    channel=st.sampled_from(Channel),
    case_id=texts,
    place_type=st.one_of(st.none(), st.sampled_from(PlaceType)),
    code=st.sampled_from(["", *outcome_codes()]),
    reached=st.booleans(),
    agent_id=texts,
)
compliances = st.builds(
    Compliance,
    layers=st.lists(
        st.builds(
            LayerStamp,
            profile_id=texts,
            version=texts,
            title=texts,
            digest=texts,
            grades=st.lists(st.tuples(st.sampled_from(Evidence), lengths), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    calendar=texts,
    holidays=st.lists(st.tuples(days, texts), max_size=2).map(tuple),
    warnings=words,
    rules=st.lists(
        st.builds(
            RuleCount,
            profile=texts,
            field=texts,
            rule_id=texts,
            value=texts,
            source=texts,
            judged=lengths,
            refused=lengths,
        ),
        max_size=2,
    ).map(tuple),
    overrides=st.lists(
        st.builds(Override, kind=texts, what=texts, by=texts, reason=texts, until=maybe_days),
        max_size=2,
    ).map(tuple),
    borrowers=st.lists(
        st.builds(BorrowerCount, borrower_id=texts, made=lengths, planned=lengths), max_size=2
    ).map(tuple),
    most_in_30_days=maybe,
    facts=st.lists(visit_facts, max_size=2).map(tuple),
    agents=st.lists(
        st.builds(
            AgentFacts,
            agent_id=texts,
            people=lengths,
            certificates=st.lists(st.tuples(texts, maybe_days), max_size=2).map(tuple),
            languages=skills,
            areas=skills,
        ),
        max_size=2,
    ).map(tuple),
    history=st.lists(attempts, max_size=2).map(tuple),
    notices=st.lists(
        st.builds(
            NoticeDue,
            case_id=texts,
            borrower_id=texts,
            start=instants,
            end=instants,
            by=instants,
            words=texts,
            language=texts,
            told=maybe_instants,
            says=skills,
        ),
        max_size=2,
    ).map(tuple),
    planned_at=maybe_instants,
    violations=words,
)


chances = st.floats(0, 1)
worths = st.builds(
    VisitWorth,
    visit_id=ids,
    address=chances,
    meeting=money,
    basis=texts,
    ageing=money,
    age_days=maybe,
    burden=money,
    appointment=st.booleans(),
    bands=st.lists(
        st.builds(BandWorth, start_s=seconds, end_s=seconds, met=chances, value=money), max_size=2
    ).map(tuple),
    met_service_s=lengths,
    missed_service_s=lengths,
    channel=texts,
)
later = st.builds(
    LaterVisit,
    visit_id=ids,
    case_ids=words,
    start=instants.map(lambda at: at.replace(microsecond=0)),
    agent_id=texts,
)


@st.composite
def plans(draw: st.DrawFn) -> PlanData:
    """Any plan, right or wrong: what a file says is for the checker to judge."""
    problem = draw(problems())
    known = [shift.shift_id for shift in problem.shifts]
    visits = [visit.visit_id for visit in problem.visits]
    route = st.builds(
        Route,
        shift_id=st.one_of(ids, st.sampled_from(known)) if known else ids,
        start_s=seconds,
        end_s=seconds,
        stops=st.lists(stops, min_size=1, max_size=2).map(tuple),
        breaks=st.lists(rests, max_size=2).map(tuple),
        travel_s=lengths,
        distance_m=lengths,
        service_s=lengths,
        setup_s=lengths,
        wait_s=lengths,
        break_s=lengths,
    )
    left = st.builds(
        UnassignedVisit,
        visit_id=st.sampled_from(visits) if visits else ids,
        case_ids=st.lists(ids, max_size=2).map(tuple),
        code=st.sampled_from(ReasonCode),
        detail=texts,
        remedy=texts,
        channel=texts,
        decision=texts,
        refusals=st.lists(refusals, max_size=2).map(tuple),
    )
    card = st.builds(
        CaseCard,
        case_id=ids,
        borrower_id=texts,
        name=texts,
        address=texts,
        place_type=st.sampled_from(PlaceType),
        place=st.one_of(st.none(), places),
        notes=texts,
        appointment=st.booleans(),
    )
    held = st.builds(
        HeldCase,
        case_id=ids,
        rule=texts,
        detail=texts,
        until=maybe_days,
        source=texts,
        channel=texts,
    )
    review = st.builds(
        ReviewCase, case_id=ids, why=texts, candidates=st.lists(places, max_size=2).map(tuple)
    )
    refused = st.builds(
        RefusedRow, table=texts, row=lengths, row_id=texts, address=texts, why=texts
    )
    return PlanData(
        day=draw(days),
        problem=problem,
        routes=tuple(draw(st.lists(route, max_size=2))),
        unassigned=tuple(draw(st.lists(left, max_size=2))),
        held=tuple(draw(st.lists(held, max_size=2))),
        review=tuple(draw(st.lists(review, max_size=2))),
        refused=tuple(draw(st.lists(refused, max_size=2))),
        cards=tuple(draw(st.lists(card, max_size=2))),
        costs=draw(costs),
        search=draw(searches),
        warnings=tuple(draw(st.lists(texts, max_size=2))),
        attribution=draw(texts),
        visiting_rules=draw(texts),
        compliance=draw(st.one_of(st.none(), compliances)),
        worths=tuple(draw(st.lists(worths, max_size=2))),
        later=tuple(draw(st.lists(later, max_size=2))),
    )


def plain(problem: Problem) -> tuple[object, ...]:
    """Every field of a problem, its arrays, which numpy does not compare as one, as lists."""
    lists = [
        (key, m.duration_s.tolist(), m.distance_m.tolist(), m.source, m.approximate, m.snap_m)
        for key, m in problem.matrices.items()
    ]
    others = [getattr(problem, field.name) for field in fields(Problem) if field.name != "matrices"]
    return (*others, lists, problem.origin.tzinfo, problem.origin.fold)


def comparable(plan: PlanData) -> tuple[object, ...]:
    bare = Problem(origin=plan.problem.origin, visits=(), shifts=(), matrices={})
    return (replace(plan, problem=bare), plain(plan.problem))


SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
VALIDATOR = jsonschema.Draft202012Validator(plan_schema())
PROBLEM_VALIDATOR = jsonschema.Draft202012Validator(problem_schema())


@SLOW
@given(plans())
def test_a_plan_survives_the_way_through_json(plan: PlanData) -> None:
    text = plan_to_json(plan)
    again = plan_from_json(text)
    assert comparable(again) == comparable(plan)
    assert plan_to_json(again) == text


@SLOW
@given(plans())
def test_every_written_plan_holds_to_the_published_schema(plan: PlanData) -> None:
    VALIDATOR.validate(json.loads(plan_to_json(plan)))


@SLOW
@given(problems())
def test_a_problem_survives_the_way_through_json(problem: Problem) -> None:
    text = write_problem(problem)
    again = read_problem(text)
    assert plain(again) == plain(problem)
    assert write_problem(again) == text
    PROBLEM_VALIDATOR.validate(json.loads(text))


@SLOW
@given(plans())
def test_every_plan_has_its_tables_and_its_workbook(plan: PlanData) -> None:
    files = table_files(plan)
    names = ("routes", "unassigned", "review", "held", "refused", "overrides", "notices")
    assert set(files) == {f"{name}.csv" for name in names}
    assert workbook_bytes(plan).startswith(b"PK")
