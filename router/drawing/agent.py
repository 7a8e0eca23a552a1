"""The agent's page: the map of one route, and the route sheet below it."""

from __future__ import annotations

from datetime import date

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData
from router.domain.plurals import plural
from router.domain.route import Route
from router.drawing.chances import back_words
from router.drawing.duties import sheet_duties
from router.drawing.facts import Facts
from router.drawing.maps import Lines, draw_map
from router.drawing.markup import tag
from router.drawing.page import figures, footer, full_page, map_block, notices, signs
from router.drawing.proposal import proposal_notice, proposal_title
from router.drawing.rows import route_table, totals_line
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import kilometres, span, written_date
from router.errors import RouterError

__all__ = ["draw_agent"]


def draw_agent(
    plan: PlanData,
    shift_id: str,
    basemap: BaseMap,
    lines: Lines,
    *,
    firm_day: date | None = None,
) -> str:
    """Draw one agent's day: map and route sheet on one page.

    Parameters
    ----------
    plan
        The plan.
    shift_id
        Whose route.
    basemap
        The streets below it; the page carries those near the route.
    lines
        By shift: one polyline per leg in travel order. Straight lines are drawn, dotted, if it
        has none for the shift.
    firm_day
        If this day is a proposal: the day of the plan that is firm.

    Returns
    -------
    str
        A self-contained HTML file. It shows the names and notes of this route's borrowers, no
        amounts, no money, and nothing of other routes.

    Raises
    ------
    RouterError
        If the plan has no such shift.
    """
    facts = Facts(plan)
    if shift_id not in {shift.shift_id for shift in plan.problem.shifts}:
        raise RouterError(f"the plan has no shift {shift_id!r} to draw")
    route = next((route for route in plan.routes if route.shift_id == shift_id), None)
    agent, day = facts.agent(shift_id), written_date(plan.day)
    drawn = draw_map(facts, basemap, lines, [route] if route else [], personal=True)
    body = [
        tag(
            "header",
            tag(
                "div",
                tag("p", Html(f"Route sheet · {day}"), class_="over"),
                tag("h1", safe_text(shortened(agent, 120))),
            ),
            class_="top",
        ),
        proposal_notice(firm_day),
    ]
    title = proposal_title(f"{shortened(agent, 60)} · {day}", firm_day)
    if route is None:
        body.append(tag("p", Html("No visits on this day."), class_="notice"))
        return full_page(title, body, drawn=drawn)
    body += [
        figures(_figures(facts, route), main=1),
        notices(facts, basemap),
        *sheet_duties(facts, route),
        map_block(drawn, "Map of the route with numbered stops"),
        signs(facts, [route], left_out=False, arrows=True),
        tag("h2", Html("Visits in order")),
        route_table(facts, route, personal=True),
        tag("p", Html(totals_line(route)), class_="sum"),
        footer(facts, basemap),
    ]
    return full_page(title, body, drawn=drawn)


def _figures(facts: Facts, route: Route) -> list[tuple[str, str]]:
    visits, back = route.visit_ids, back_words(facts, route)
    appointments = sum(facts.appointment(visit_id) for visit_id in visits)
    first = facts.clock.time(route.stops[0].arrival_s) if route.stops else "–"
    return [
        (first, "at the first stop"),
        (
            str(len(visits)),
            f"{'visit' if len(visits) == 1 else 'visits'} at {plural(len(route.stops), 'stop')}",
        ),
        (str(appointments), "appointment" if appointments == 1 else "appointments"),
        (kilometres(route.distance_m), "to travel"),
        (span(route.end_s - route.start_s), "working time"),
        (facts.clock.time(route.end_s), f"back about; {back}" if back else "finish"),
    ]
