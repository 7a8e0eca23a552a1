"""The tables of a plan as data frames: what the CSV files and the workbook are written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from router.domain.matrix import UNREACHABLE
from router.domain.plan import CaseCard, PlanData, PlannedBreak, PlannedVisit, Route
from router.domain.problem import Shift, Span, Visit

__all__ = ["costs_frame", "held_frame", "review_frame", "routes_frame", "unassigned_frame"]

_CANDIDATES = 5
_ROUTES = (
    "date",
    "shift_id",
    "agent_id",
    "agent_name",
    "type",
    "stop_no",
    "visit_no",
    "visit_id",
    "case_ids",
    "name",
    "address",
    "matched",
    "lat",
    "lon",
    "arrival",
    "setup_s",
    "wait_s",
    "start",
    "end",
    "window",
    "appointment",
    "travel_s",
    "distance_m",
    "notes",
)
_COUNTS = ("stop_no", "visit_no", "setup_s", "wait_s", "travel_s", "distance_m")
_TIMES = ("arrival", "start", "end")
_UNASSIGNED = (
    "visit_id",
    "case_ids",
    "address",
    "matched",
    "lat",
    "lon",
    "window",
    "appointment",
    "code",
    "detail",
    "remedy",
    "refusals",
)

Cell = str | int | float | bool | date | datetime | None


def routes_frame(plan: PlanData) -> pd.DataFrame:
    """Return the routes as a table, one row per visit in the order of the day.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        Column ``type`` tells the rows apart: ``start``, ``visit``, ``break``, ``end``. ``arrival``,
        ``start`` and ``end`` are zone-aware times, ``*_s`` whole seconds, ``distance_m`` metres;
        travel and distance are those of the leg that leads to the row. What does not apply is
        missing (``<NA>``, ``NaT`` or an empty text).
    """
    tables = _Tables(plan)
    rows = [row for route in plan.routes for row in _route_rows(route, tables)]
    frame = _frame(rows, _ROUTES)
    for name in _COUNTS:
        frame[name] = frame[name].astype("Int64")
    zone = plan.problem.origin.tzinfo
    for name in _TIMES:
        times = pd.to_datetime(frame[name], utc=True)
        frame[name] = times.dt.tz_convert(zone) if zone is not None else times
    return frame


def unassigned_frame(plan: PlanData) -> pd.DataFrame:
    """Return the visits that are on no route.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per visit, with its reason, what would help, and the answer of every shift.
    """
    tables = _Tables(plan)
    rows: list[dict[str, Cell]] = []
    for left in plan.unassigned:
        visit = tables.visits.get(left.visit_id)
        refusals = [f"{item.shift_id}: {item.code}: {item.detail}" for item in left.refusals]
        rows.append(
            {
                **tables.place_cells(left.case_ids),
                "visit_id": left.visit_id,
                "case_ids": ";".join(left.case_ids),
                "window": tables.window_text(visit.windows) if visit else "",
                "code": left.code.value,
                "detail": left.detail,
                "remedy": left.remedy,
                "refusals": " | ".join(refusals),
            }
        )
    return _frame(rows, _UNASSIGNED)


def held_frame(plan: PlanData) -> pd.DataFrame:
    """Return the cases that must not be visited on this day.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per case: ``case_id, address, rule, detail, until``.
    """
    tables = _Tables(plan)
    rows: list[dict[str, Cell]] = [
        {
            "case_id": case.case_id,
            "address": tables.address(case.case_id),
            "rule": case.rule,
            "detail": case.detail,
            "until": case.until,
        }
        for case in plan.held
    ]
    return _frame(rows, ("case_id", "address", "rule", "detail", "until"))


def review_frame(plan: PlanData) -> pd.DataFrame:
    """Return the cases whose address a person must look at.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        One row per case: ``case_id, address, why``, and for each of up to five candidates its
        text, ``lat``, ``lon``, ``grade``, ``score`` and ``error_m``.
    """
    tables = _Tables(plan)
    columns = ["case_id", "address", "why"]
    for number in range(1, _CANDIDATES + 1):
        name = f"candidate_{number}"
        columns += [name, *(f"{name}_{part}" for part in ("lat", "lon", "grade", "score"))]
        columns.append(f"{name}_error_m")
    rows: list[dict[str, Cell]] = []
    for case in plan.review:
        row: dict[str, Cell] = {
            "case_id": case.case_id,
            "address": tables.address(case.case_id),
            "why": case.why,
        }
        for number, place in enumerate(case.candidates[:_CANDIDATES], start=1):
            name = f"candidate_{number}"
            row[name] = place.matched
            row[f"{name}_lat"] = place.coordinate.lat
            row[f"{name}_lon"] = place.coordinate.lon
            row[f"{name}_grade"] = place.grade.value
            row[f"{name}_score"] = place.score
            row[f"{name}_error_m"] = place.error_m
        rows.append(row)
    return _frame(rows, columns)


def costs_frame(plan: PlanData) -> pd.DataFrame:
    """Return what the plan costs, term by term.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    pandas.DataFrame
        Columns ``term`` and ``cost`` (money); the last row is the total.
    """
    costs = plan.costs
    rows: list[dict[str, Cell]] = [
        {"term": "travel time", "cost": costs.travel_time},
        {"term": "on site (setup and service)", "cost": costs.on_site},
        {"term": "waiting", "cost": costs.waiting},
        {"term": "breaks", "cost": costs.breaks},
        {"term": "distance", "cost": costs.distance},
        {"term": "overtime", "cost": costs.overtime},
        {"term": "fixed costs of shifts", "cost": costs.fixed},
        {"term": "value not collected", "cost": costs.value_not_collected},
        {"term": "total", "cost": costs.total},
    ]
    return _frame(rows, ("term", "cost"))


def _frame(rows: Sequence[dict[str, Cell]], columns: Sequence[str]) -> pd.DataFrame:
    # Columns stay objects, so that a text is never taken for a number or a missing value.
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in columns}
    )


class _Tables:
    """The plan's nouns by id; an edited plan may name some that are not there."""

    def __init__(self, plan: PlanData) -> None:
        self.plan = plan
        self.visits: dict[str, Visit] = {visit.visit_id: visit for visit in plan.problem.visits}
        self.shifts: dict[str, Shift] = {shift.shift_id: shift for shift in plan.problem.shifts}
        self.cards: dict[str, CaseCard] = {card.case_id: card for card in plan.cards}

    def cards_of(self, case_ids: Sequence[str]) -> list[CaseCard]:
        return [self.cards[case_id] for case_id in case_ids if case_id in self.cards]

    def address(self, case_id: str) -> str:
        return self.cards[case_id].address if case_id in self.cards else ""

    def place_cells(self, case_ids: Sequence[str]) -> dict[str, Cell]:
        cards = self.cards_of(case_ids)
        place = next((card.place for card in cards if card.place), None)
        return {
            "address": _joined(card.address for card in cards),
            "matched": place.matched if place else "",
            "lat": place.coordinate.lat if place else None,
            "lon": place.coordinate.lon if place else None,
            "appointment": any(card.appointment for card in cards),
        }

    def instant(self, seconds: int) -> datetime:
        return self.plan.problem.instant(seconds)

    def window_text(self, windows: Sequence[Span]) -> str:
        return "; ".join(f"{self._clock(start)}-{self._clock(end)}" for start, end in windows)

    def _clock(self, seconds: int) -> str:
        moment = self.instant(seconds)
        form = "%H:%M" if moment.date() == self.plan.day else "%Y-%m-%d %H:%M"
        return moment.strftime(form + (":%S" if moment.second else ""))

    def leg(self, shift: Shift | None, start: int | None, end: int | None) -> tuple[int, int]:
        """Return seconds and metres of a leg; nothing if there is no such leg."""
        if shift is None or start is None or end is None or start == end:
            return 0, 0
        matrix = self.plan.problem.matrices[shift.matrix]
        duration, distance = int(matrix.duration_s[start, end]), int(matrix.distance_m[start, end])
        return (0, 0) if duration == UNREACHABLE else (duration, distance)


@dataclass
class _Leg:
    """Where the agent is, and since when."""

    location: int | None
    free_s: int


def _route_rows(route: Route, tables: _Tables) -> Iterator[dict[str, Cell]]:
    """Yield start, visits, breaks and end of one route in the order of the clock."""
    shift = tables.shifts.get(route.shift_id)
    common: dict[str, Cell] = {
        "date": tables.plan.day,
        "shift_id": route.shift_id,
        "agent_id": shift.agent_id if shift else "",
        "agent_name": shift.agent_name or shift.agent_id if shift else "",
    }
    rests = list(route.breaks)
    for row in _working_rows(route, shift, tables, rests):
        yield {**common, **row}


def _working_rows(
    route: Route, shift: Shift | None, tables: _Tables, rests: list[PlannedBreak]
) -> Iterator[dict[str, Cell]]:
    start = shift.start_location if shift else None
    yield from _rest_rows(rests, tables, ending_by=route.start_s)
    yield {"type": "start", **_point(start, tables), **_span(route.start_s, route.start_s, tables)}
    leg = _Leg(start, route.start_s)
    visit_no = 0
    for stop_no, stop in enumerate(route.stops, start=1):
        for index, planned in enumerate(stop.visits):
            visit_no += 1
            between = [rest for rest in rests if rest.start_s < planned.start_s]
            visit = tables.visits.get(planned.visit_id)
            row = _visit_row(planned, visit, tables)
            row |= {"stop_no": stop_no, "visit_no": visit_no}
            if index == 0:
                row |= {"arrival": tables.instant(stop.arrival_s), "setup_s": stop.setup_s}
                row |= {"travel_s": stop.travel_s, "distance_m": stop.distance_m}
            else:
                travel, distance = tables.leg(
                    shift, leg.location, visit.location if visit else None
                )
                arrival = _arrival(leg.free_s, travel, between)
                row |= {"arrival": tables.instant(arrival), "setup_s": 0}
                row |= {"travel_s": travel, "distance_m": distance}
            yield from _rest_rows(rests, tables, starting_before=planned.start_s)
            yield row
            leg = _Leg(visit.location if visit else None, planned.end_s)
    yield from _rest_rows(rests, tables, starting_before=route.end_s)
    end = shift.end_location if shift else None
    travel, distance = tables.leg(shift, leg.location, end)
    yield {
        "type": "end",
        **_point(leg.location if end is None else end, tables),
        "arrival": tables.instant(route.end_s),
        **_span(route.end_s, route.end_s, tables),
        "travel_s": travel,
        "distance_m": distance,
    }
    yield from _rest_rows(rests, tables)


def _visit_row(planned: PlannedVisit, visit: Visit | None, tables: _Tables) -> dict[str, Cell]:
    case_ids = visit.case_ids if visit else ()
    cards = tables.cards_of(case_ids)
    row: dict[str, Cell] = {
        "type": "visit",
        "visit_id": planned.visit_id,
        "case_ids": ";".join(case_ids),
        "name": _joined(card.name for card in cards),
        **tables.place_cells(case_ids),
        "wait_s": planned.wait_s,
        **_span(planned.start_s, planned.end_s, tables),
        "window": tables.window_text(visit.windows) if visit else "",
        "notes": _joined(card.notes for card in cards),
    }
    if row["lat"] is None and visit is not None:
        row |= _point(visit.location, tables)
    return row


def _arrival(free_s: int, travel_s: int, rests: Sequence[PlannedBreak]) -> int:
    """Return when a leg ends that breaks may pause."""
    arrival = free_s + travel_s
    for rest in rests:
        if free_s <= rest.start_s < arrival:
            arrival += rest.end_s - rest.start_s
    return arrival


def _rest_rows(
    rests: list[PlannedBreak],
    tables: _Tables,
    *,
    ending_by: int | None = None,
    starting_before: int | None = None,
) -> Iterator[dict[str, Cell]]:
    """Take from the list the breaks that come next, and yield their rows."""
    while rests:
        rest = rests[0]
        if ending_by is not None and rest.end_s > ending_by:
            return
        if starting_before is not None and rest.start_s >= starting_before:
            return
        rests.pop(0)
        yield {"type": "break", **_span(rest.start_s, rest.end_s, tables)}


def _point(location: int | None, tables: _Tables) -> dict[str, Cell]:
    points = tables.plan.problem.coordinates
    if location is None or not points:
        return {}
    return {"lat": points[location].lat, "lon": points[location].lon}


def _span(start_s: int, end_s: int, tables: _Tables) -> dict[str, Cell]:
    return {"start": tables.instant(start_s), "end": tables.instant(end_s)}


def _joined(texts: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
