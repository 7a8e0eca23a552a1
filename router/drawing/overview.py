"""The overview: all routes on one map, with its legend."""

from __future__ import annotations

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData
from router.domain.plurals import plural
from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.maps import Lines, MapParts, draw_map
from router.drawing.markup import join, tag
from router.drawing.page import figures, footer, full_page, line_sample, map_block, notices, signs
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import kilometres, written_date

__all__ = ["draw_overview", "overview_map"]


def draw_overview(plan: PlanData, basemap: BaseMap, lines: Lines) -> str:
    """Draw all routes of a plan on one map.

    Parameters
    ----------
    plan
        The plan.
    basemap
        The streets below it; the page carries those near the routes.
    lines
        By shift: one polyline per leg in travel order. A route without any is drawn straight.

    Returns
    -------
    str
        A self-contained HTML file. It names cases by their id, never borrowers.
    """
    facts = Facts(plan)
    day = written_date(plan.day)
    counts = facts.counts()
    block, drawn = overview_map(facts, basemap, lines, tall=True)
    shown = [
        (str(counts.planned), "cases planned"),
        (str(counts.unassigned), "unassigned"),
        (str(len(plan.routes)), "routes"),
        (kilometres(sum(route.distance_m for route in plan.routes)), "to travel"),
    ]
    body = [
        tag(
            "header",
            tag("div", tag("p", Html(day), class_="over"), tag("h1", Html("All routes"))),
            class_="top",
        ),
        figures(shown, main=1),
        notices(facts, basemap),
        block,
        footer(facts, basemap),
    ]
    return full_page(f"All routes · {day}", body, drawn=drawn)


def overview_map(
    facts: Facts, basemap: BaseMap, lines: Lines, *, tall: bool = False
) -> tuple[Html, MapParts]:
    """Return the map of all routes with its legend, for a page.

    Parameters
    ----------
    facts
        Of the plan.
    basemap, lines
        As for `draw_overview`.
    tall
        True if the map is the page.

    Returns
    -------
    tuple of Html and MapParts
        What stands in the page, and the map whose script the page runs.
    """
    plan = facts.plan
    drawn = draw_map(facts, basemap, lines, plan.routes, plan.left_out)
    buttons = [_button(facts, at, route) for at, route in enumerate(plan.routes)]
    block = [
        map_block(drawn, "Map of all routes with numbered stops", tall=tall),
        tag("ul", *(tag("li", button) for button in buttons), class_="legend"),
        signs(facts, plan.routes, left_out=bool(plan.unassigned), arrows=False),
    ]
    if buttons:
        hint = "Click a route above to see it alone; point at a mark for its times."
        block.append(tag("p", Html(hint), class_="soft small no-print"))
    return join(block), drawn


def _button(facts: Facts, at: int, route: Route) -> Html:
    agent = safe_text(shortened(facts.agent(route.shift_id), 40))
    what = f"{plural(len(route.stops), 'stop')} · until {facts.clock.time(route.end_s)}"
    return tag(
        "button",
        line_sample(facts.style(route.shift_id)),
        tag("span", agent, Html(" "), tag("span", Html(what), class_="soft")),
        type="button",
        data_route=str(at),
        aria_pressed="false",
    )
