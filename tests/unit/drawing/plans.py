"""Plans and streets to draw: real addresses of central Helsinki, fictional people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from router.domain.basemap import BaseMap, StreetLine
from router.domain.extract import Extent
from router.domain.matrix import TravelMatrix
from router.domain.places import Coordinate, Grade, Place, PlaceType, great_circle_m
from router.domain.plan import (
    CaseCard,
    CostBreakdown,
    HeldCase,
    PlanData,
    ReasonCode,
    ReviewCase,
    ShiftRefusal,
    UnassignedVisit,
)
from router.domain.problem import Problem, Shift, ShiftBreak, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route, SearchInfo, Stop

DAY = date(2026, 11, 24)
ORIGIN = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Helsinki"))
HOUR, MINUTE = 3600, 60

DOORS = (
    ("Mannerheimintie 5", 60.16940, 24.94044),
    ("Aleksanterinkatu 17", 60.16894, 24.94364),
    ("Aleksanterinkatu 9", 60.16919, 24.94825),
    ("Fabianinkatu 33", 60.16922, 24.94956),
    ("Snellmaninkatu 12", 60.17302, 24.95290),
    ("Hakaniemenranta 1", 60.17793, 24.95082),
    ("Siltasaarenkatu 12", 60.17848, 24.94963),
    ("Saariniemenkatu 6", 60.17816, 24.94666),
    ("Mikonkatu 20", 60.17247, 24.94500),
    ("Vilhonkatu 6", 60.17196, 24.94593),
    ("Kaisaniemenkatu 2", 60.17113, 24.94626),
    ("Yliopistonkatu 8", 60.16972, 24.94683),
    ("Simonkatu 6", 60.16927, 24.93717),
    ("Simonkatu 10", 60.16874, 24.93594),
    ("Annankatu 29", 60.16791, 24.93571),
    ("Kalevankatu 15", 60.16689, 24.93633),
    ("Kalevankatu 20", 60.16626, 24.93543),
    ("Fredrikinkatu 30", 60.16488, 24.93601),
    ("Lönnrotinkatu 16", 60.16509, 24.93519),
    ("Annankatu 16", 60.16552, 24.93858),
    ("Bulevardi 12", 60.16532, 24.94045),
    ("Yrjönkatu 26", 60.16781, 24.93873),
    ("Kasarmikatu 40", 60.16563, 24.94758),
    ("Fabianinkatu 19", 60.16591, 24.94988),
    ("Korkeavuorenkatu 24", 60.16475, 24.94549),
    ("Yrjönkatu 10", 60.16437, 24.94363),
    ("Uudenmaankatu 17", 60.16430, 24.93998),
    ("Bulevardi 6", 60.16591, 24.94222),
    ("Eteläesplanadi 22", 60.16685, 24.94548),
    ("Pohjoisesplanadi 33", 60.16786, 24.94605),
    ("Töölönlahdenkatu 4", 60.17372, 24.93806),
    ("Alvar Aallon Katu 3", 60.17611, 24.93785),
)
NAMES = (
    "Aino Korhonen", "Eero Mäkinen", "Helmi Nieminen", "Onni Laine", "Saga Lindqvist",
    "Veikko Heikkinen", "Siiri Koskinen", "Otto Järvinen", "Lumi Lehtonen", "Urho Saarinen",
    "Amina Hassan", "Pekka Salminen", "Vieno Turunen", "Niilo Hämäläinen", "Ilona Rantanen",
    "Kaarina Öhman",
)  # fmt: skip
NOTES = {
    2: "Gate code 4411, the door is in the yard",
    6: "Lift out of order: fourth floor",
    9: "Speaks Swedish; ring twice",
    14: "Reception on the ground floor, ask for a quiet room",
}


@dataclass(frozen=True)
class Person:
    """An agent of the made-up day: who, when, from where, and which doors in order."""

    agent_id: str
    name: str
    hours: tuple[int, int]
    home: Coordinate | None
    doors: tuple[int, ...]
    lunch_after: int | None = None


PEOPLE = (
    Person("A1", "Maija Virtanen", (8, 16), Coordinate(60.17110, 24.94150),
           (0, 1, 2, 3, 11, 10, 9, 8), 4),
    Person("A2", "Jukka Nyström", (9, 17), Coordinate(60.17780, 24.94800),
           (7, 6, 5, 4, 30, 31), 3),
    Person("A3", "Sanna Aho", (8, 16), Coordinate(60.17110, 24.94150),
           (12, 13, 14, 15, 16, 18, 17, 19, 21), 5),
    Person("A4", "Yusuf Demir", (12, 19), None, (20, 26, 25, 24, 22, 23, 28)),
)  # fmt: skip


def streets(
    attribution: str = "© OpenStreetMap contributors", *, synthetic: bool = False
) -> BaseMap:
    """A grid over central Helsinki: every fifth street major, one path."""
    south, north, west, east = 60.1620, 60.1800, 24.9300, 24.9580
    lines = []
    for at in range(19):
        lat = south + at * 0.001
        points = [(lat, west + step * 0.004) for step in range(8)]
        lines.append(_street("major" if at % 5 == 0 else "street", f"Poikkikatu {at}", points))
    for at in range(15):
        lon = west + at * 0.002
        points = [(south + step * 0.003, lon) for step in range(7)]
        lines.append(_street("major" if at % 5 == 0 else "street", f"Pitkäkatu {at}", points))
    lines.append(_street("path", "", [(60.166, 24.944), (60.1665, 24.9445), (60.167, 24.944)]))
    extent = Extent(south, west, north, east)
    return BaseMap(lines=tuple(lines), extent=extent, attribution=attribution, synthetic=synthetic)


def empty_streets() -> BaseMap:
    """A base map without a street."""
    return BaseMap(lines=(), extent=Extent(60.1, 24.9, 60.2, 25.0), attribution="none")


def helsinki(people: Sequence[Person] = PEOPLE, *, approximate: bool = False) -> PlanData:
    """A day of 30 planned visits, with something in every list.

    Door 9 has three visits in one building and door 2 an appointment; a visit that was left out
    stands at door 9 as well. Travel is the great circle x 1.3 at 15 km/h, set-up 4 min, service 20.
    """
    points = [Coordinate(lat, lon) for _, lat, lon in DOORS]
    points += [person.home for person in people if person.home is not None]
    visits, cards = [], []
    for door, (address, lat, lon) in enumerate(DOORS):
        for at in range(3 if door == 9 else 1):
            case_id = f"C-{door:03d}" + (f"-{at + 1}" if at else "")
            windows: tuple[tuple[int, int], ...] = ()
            if door == 2:
                windows = ((9 * HOUR + 30 * MINUTE, 10 * HOUR),)
            elif door == 27:
                windows = ((15 * HOUR, 15 * HOUR + 30 * MINUTE),)
            elif door in (1, 16):
                windows = ((9 * HOUR, 11 * HOUR), (16 * HOUR, 19 * HOUR))
            elif door % 4 == 1:
                windows = ((8 * HOUR, 18 * HOUR),)
            visits.append(
                Visit(
                    visit_id=f"V-{case_id}", case_ids=(case_id,), location=door,
                    building=f"b{door}", service_s=20 * MINUTE, setup_s=4 * MINUTE,
                    windows=windows, value=40.0, mandatory=door in (2, 27),
                )
            )  # fmt: skip
            cards.append(
                CaseCard(
                    case_id=case_id, borrower_id=f"B-{door:03d}{at}",
                    name=NAMES[(door + at) % len(NAMES)], address=address,
                    place_type=PlaceType.WORK if door == 14 else PlaceType.HOME,
                    place=Place(
                        coordinate=Coordinate(lat, lon), grade=Grade.DOOR, score=0.98,
                        error_m=10.0, matched=f"{address}, Helsinki", source="index",
                        building=f"b{door}",
                    ),
                    notes=NOTES.get(door, ""), appointment=door in (2, 27),
                )
            )  # fmt: skip
    shifts, routes, home = [], [], len(DOORS)
    matrix = travel(points, approximate=approximate)
    for person in people:
        place = None
        if person.home is not None:
            place, home = home, home + 1
        rests = (
            (ShiftBreak(earliest_s=11 * HOUR, latest_s=14 * HOUR, duration_s=30 * MINUTE),)
            if person.lunch_after is not None
            else ()
        )
        shifts.append(
            Shift(
                shift_id=f"{person.agent_id}@2026-11-24", agent_id=person.agent_id,
                agent_name=person.name, start_location=place, end_location=place,
                earliest_s=person.hours[0] * HOUR, latest_s=person.hours[1] * HOUR,
                overtime_max_s=HOUR, breaks=rests, matrix="ebike", cost_per_hour=30.0,
                cost_per_km=0.3,
            )
        )  # fmt: skip
        routes.append(drive(shifts[-1], person, visits, matrix))
    problem = Problem(
        origin=ORIGIN, visits=tuple(visits), shifts=tuple(shifts), matrices={"ebike": matrix},
        coordinates=tuple(points),
    )  # fmt: skip
    planned = {visit_id for route in routes for visit_id in route.visit_ids}
    unassigned = tuple(
        _left_out(visit, shifts) for visit in visits if visit.visit_id not in planned
    )
    extra = (
        CaseCard(case_id="C-101", borrower_id="B-101", name="Kerttu Hold", address="Aleksi 99"),
        CaseCard(case_id="C-102", borrower_id="B-102", name="Arvo Hold", address="Bulevardi 2"),
        CaseCard(case_id="C-103", borrower_id="B-103", name="Elsa Doubt", address="Kaivkatu 1"),
    )
    return PlanData(
        day=DAY,
        problem=problem,
        routes=tuple(routes),
        unassigned=unassigned,
        held=(
            HeldCase(case_id="C-101", rule="HOLD:dispute", detail="The debt is disputed"),
            HeldCase(
                case_id="C-102", rule="HOLD:promise", detail="Payment promised",
                until=DAY + timedelta(days=6),
            ),
        ),
        review=(
            ReviewCase(
                case_id="C-103", why="No street of this name; the nearest are listed",
                candidates=(
                    Place(
                        coordinate=Coordinate(60.1705, 24.9420), grade=Grade.DOOR, score=0.71,
                        error_m=10.0, matched="Kaivokatu 1, Helsinki", source="index",
                    ),
                    Place(
                        coordinate=Coordinate(60.1600, 24.9500), grade=Grade.STREET, score=0.55,
                        error_m=300.0, matched="Kaivopuisto, Helsinki", source="index",
                    ),
                ),
            ),
        ),
        cards=(*cards, *extra),
        costs=CostBreakdown(
            travel_time=61.5, on_site=372.0, waiting=4.25, breaks=45.0, distance=5.4,
            overtime=0.0, fixed=0.0, value_not_collected=120.0,
        ),
        search=SearchInfo(engine="ortools", seed=1, seconds=10.0, solutions=7),
        attribution="© OpenStreetMap contributors",
    )  # fmt: skip


def travel(points: Sequence[Coordinate], *, approximate: bool = False) -> TravelMatrix:
    """Great circle x 1.3, 15 km/h."""
    metres = np.array([[round(1.3 * great_circle_m(a, b)) for b in points] for a in points])
    return TravelMatrix(
        duration_s=np.ceil(metres / (15 / 3.6)).astype(np.int32),
        distance_m=metres.astype(np.int32),
        source="great-circle" if approximate else "given",
        approximate=approximate,
    )


def drive(shift: Shift, person: Person, visits: Sequence[Visit], matrix: TravelMatrix) -> Route:
    """Walk a person's doors in order and note the times; every window is kept by waiting."""
    now, at = shift.earliest_s + 20 * MINUTE, shift.start_location
    start_s, stops, breaks = now, [], []
    totals = dict.fromkeys(("travel_s", "distance_m", "service_s", "setup_s", "wait_s"), 0)
    for position, door in enumerate(person.doors):
        if position == person.lunch_after:
            breaks.append(PlannedBreak(start_s=now, end_s=now + 30 * MINUTE))
            now += 30 * MINUTE
        travel_s = int(matrix.duration_s[at, door]) if at is not None else 0
        distance_m = int(matrix.distance_m[at, door]) if at is not None else 0
        if at is None:
            start_s = now
        arrival_s, here = now + travel_s, [visit for visit in visits if visit.location == door]
        now = arrival_s + here[0].setup_s
        made = []
        for visit in here:
            begin = next((max(now, a) for a, b in visit.windows if now <= b), now)
            wait, now = begin - now, begin + visit.service_s
            made.append(
                PlannedVisit(visit_id=visit.visit_id, start_s=begin, end_s=now, wait_s=wait)
            )
            totals["wait_s"] += wait
            totals["service_s"] += visit.service_s
        totals["travel_s"] += travel_s
        totals["distance_m"] += distance_m
        totals["setup_s"] += here[0].setup_s
        stops.append(
            Stop(
                building=here[0].building, arrival_s=arrival_s, setup_s=here[0].setup_s,
                travel_s=travel_s, distance_m=distance_m, visits=tuple(made),
            )
        )  # fmt: skip
        at = door
    if shift.end_location is not None and at is not None:
        now += int(matrix.duration_s[at, shift.end_location])
        totals["travel_s"] += int(matrix.duration_s[at, shift.end_location])
        totals["distance_m"] += int(matrix.distance_m[at, shift.end_location])
    return Route(
        shift_id=shift.shift_id, start_s=start_s, end_s=now, stops=tuple(stops),
        breaks=tuple(breaks), break_s=len(breaks) * 30 * MINUTE, **totals,
    )  # fmt: skip


def straight_lines(plan: PlanData) -> dict[str, tuple[tuple[Coordinate, ...], ...]]:
    """Per leg a line with one bend, from the start over every stop to the end."""
    lines: dict[str, tuple[tuple[Coordinate, ...], ...]] = {}
    for route in plan.routes:
        shift = next(s for s in plan.problem.shifts if s.shift_id == route.shift_id)
        by_id = {visit.visit_id: visit for visit in plan.problem.visits}
        places = [by_id[visit_id].location for visit_id in route.visit_ids]
        path = [p for p in (shift.start_location, *places, shift.end_location) if p is not None]
        points = [plan.problem.coordinates[place] for place in path]
        lines[route.shift_id] = tuple(
            () if a == b else (a, Coordinate(a.lat, b.lon), b) for a, b in pairwise(points)
        )
    return lines


def nothing_planned(day: date = DAY) -> PlanData:
    """A day without cases and without agents."""
    return PlanData(
        day=day,
        problem=Problem(origin=ORIGIN, visits=(), shifts=(), matrices={}),
        routes=(),
        search=SearchInfo(engine="none", seed=1, stopped_by="empty"),
    )


def hostile(text: str) -> PlanData:
    """The Helsinki day with one text everywhere that a table can put one, ids included."""
    plan = helsinki()
    ids = {card.case_id: f"{card.case_id}{text}" for card in plan.cards}
    visits = tuple(
        replace(v, case_ids=tuple(ids[c] for c in v.case_ids), building=v.building + text)
        for v in plan.problem.visits
    )
    shifts = tuple(
        replace(s, agent_name=text, agent_id=s.agent_id + text) for s in plan.problem.shifts
    )
    place = replace(plan.review[0].candidates[0], matched=text, source=text)
    return replace(
        plan,
        problem=replace(plan.problem, visits=visits, shifts=shifts),
        cards=tuple(
            replace(
                c, case_id=ids[c.case_id], name=text, address=text, notes=text, borrower_id=text
            )
            for c in plan.cards
        ),
        unassigned=tuple(
            replace(
                u, case_ids=tuple(ids[c] for c in u.case_ids), detail=text, remedy=text,
                refusals=tuple(replace(r, detail=text) for r in u.refusals),
            )
            for u in plan.unassigned
        ),
        held=tuple(replace(h, case_id=ids[h.case_id], rule=text, detail=text) for h in plan.held),
        review=tuple(
            replace(r, case_id=ids[r.case_id], why=text, candidates=(place,)) for r in plan.review
        ),
        search=replace(plan.search, engine=text),
        warnings=(text,),
        attribution=text,
    )  # fmt: skip


def hostile_streets(text: str) -> BaseMap:
    """Streets whose names and attribution are one text."""
    plain = streets(text)
    return replace(plain, lines=tuple(replace(line, name=text) for line in plain.lines))


def _street(kind: str, name: str, points: Sequence[tuple[float, float]]) -> StreetLine:
    return StreetLine(kind=kind, name=name, points=np.array(points, dtype=np.float32))


def _left_out(visit: Visit, shifts: Sequence[Shift]) -> UnassignedVisit:
    refusals = tuple(
        ShiftRefusal(
            shift_id=shift.shift_id, code=ReasonCode.NO_CAPACITY_LEFT,
            detail="no gap of 24 min between two visits",
        )
        for shift in shifts
    )  # fmt: skip
    return UnassignedVisit(
        visit_id=visit.visit_id, case_ids=visit.case_ids, code=ReasonCode.NO_CAPACITY_LEFT,
        detail="Needs 24 min on site; the largest gap is 11 min (A2, 15:20)",
        remedy="One more hour of A2, or leave it for tomorrow", refusals=refusals,
    )  # fmt: skip
