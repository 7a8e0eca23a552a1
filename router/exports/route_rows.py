"""The rows of routes.csv: start, visits, breaks and end of each route, by the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from router.domain.finish import finish_quantile
from router.domain.problem import Shift, Visit
from router.domain.route import PlannedBreak, PlannedVisit, Route
from router.domain.why import reasons_made
from router.exports.plan_tables import Cell, PlanTables, joined

__all__ = ["route_rows"]


@dataclass
class _Leg:
    """Where the agent is, and since when."""

    location: int | None
    free_s: int


def route_rows(route: Route, tables: PlanTables) -> Iterator[dict[str, Cell]]:
    """Yield start, visits, breaks and end of one route in the order of the clock.

    Parameters
    ----------
    route
        The route.
    tables
        Of its plan.

    Yields
    ------
    dict
        Values by column; what does not apply is left out.
    """
    shift = tables.shifts.get(route.shift_id)
    common: dict[str, Cell] = {
        "date": tables.plan.day,
        "shift_id": route.shift_id,
        "agent_id": shift.agent_id if shift else "",
        "agent_name": shift.agent_name or shift.agent_id if shift else "",
    }
    rests = list(route.breaks)
    why = reasons_made(tables.plan, route)
    for row in _working_rows(route, shift, tables, rests):
        yield {**common, **row, **tables.why_cells(why.get(str(row.get("visit_id"))))}


def _working_rows(
    route: Route, shift: Shift | None, tables: PlanTables, rests: list[PlannedBreak]
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
    by_s = finish_quantile(tables.plan.problem, route, tables.plan.worths)
    yield {
        "type": "end",
        **_point(leg.location if end is None else end, tables),
        "arrival": tables.instant(route.end_s),
        **_span(route.end_s, route.end_s, tables),
        "end_80": tables.instant(by_s) if tables.plan.worths else None,
        "travel_s": travel,
        "distance_m": distance,
    }
    yield from _rest_rows(rests, tables)


def _visit_row(planned: PlannedVisit, visit: Visit | None, tables: PlanTables) -> dict[str, Cell]:
    case_ids = visit.case_ids if visit else ()
    cards = tables.cards_of(case_ids)
    row: dict[str, Cell] = {
        "type": "visit",
        "visit_id": planned.visit_id,
        "case_ids": ";".join(case_ids),
        "borrower_ids": ";".join(dict.fromkeys(card.borrower_id for card in cards)),
        "place_type": joined(card.place_type.value for card in cards),
        "name": joined(card.name for card in cards),
        **tables.place_cells(case_ids),
        "wait_s": planned.wait_s,
        **_span(planned.start_s, planned.end_s, tables),
        "window": tables.window_text(visit.starts) if visit else "",
        "notes": joined(card.notes for card in cards),
        "meets": tables.meets.get(planned.visit_id, ""),
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
    tables: PlanTables,
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


def _point(location: int | None, tables: PlanTables) -> dict[str, Cell]:
    points = tables.plan.problem.coordinates
    if location is None or not points:
        return {}
    return {"lat": points[location].lat, "lon": points[location].lon}


def _span(start_s: int, end_s: int, tables: PlanTables) -> dict[str, Cell]:
    return {"start": tables.instant(start_s), "end": tables.instant(end_s)}
