"""The overview: all routes on one map, with its legend."""

from __future__ import annotations

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData
from router.domain.route import Route
from router.drawing.beside_map import line_sample, map_block, signs
from router.drawing.facts import Facts
from router.drawing.languages import language_of_plans
from router.drawing.maps import Lines, MapParts, draw_map
from router.drawing.markup import join, tag
from router.drawing.page import figures, footer, full_page, notices
from router.drawing.page_words import PAGE_WORDS
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import counted, date_in, kilometres

__all__ = ["draw_overview", "overview_map"]


def draw_overview(plan: PlanData, basemap: BaseMap, lines: Lines, *, lang: str = "") -> str:
    """Draw all routes of a plan on one map.

    Parameters
    ----------
    plan
        The plan.
    basemap
        The streets below it; the page carries those near the routes.
    lines
        By shift: one polyline per leg in travel order. A route without any is drawn straight.
    lang
        ``en`` or ``zh``; empty for that of most addresses.

    Returns
    -------
    str
        A self-contained HTML file. It names cases by their id, never borrowers.
    """
    lang = lang or language_of_plans([plan])
    facts, words, day = Facts(plan, lang=lang), PAGE_WORDS[lang], date_in(lang, plan.day)
    counts = facts.counts()
    block, drawn = overview_map(facts, basemap, lines, tall=True)
    shown = [
        (str(counts.planned), words["cases_planned"]),
        (str(counts.unassigned), words["unassigned"]),
        (str(len(plan.routes)), words["routes_n"]),
        (kilometres(sum(route.distance_m for route in plan.routes), lang), words["way"]),
    ]
    body = [
        tag(
            "header",
            tag("div", tag("p", Html(day), class_="over"), tag("h1", Html(words["all_routes"]))),
            class_="top",
        ),
        figures(shown, main=1),
        notices(facts, basemap),
        block,
        footer(facts, basemap),
    ]
    return full_page(f"{words['all_routes']} · {day}", body, drawn=drawn, lang=lang)


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
    plan, words = facts.plan, PAGE_WORDS[facts.lang]
    drawn = draw_map(facts, basemap, lines, plan.routes, plan.left_out)
    buttons = [_button(facts, at, route) for at, route in enumerate(plan.routes)]
    block = [
        map_block(facts, drawn, words["all_routes_map"], tall=tall),
        tag("ul", *(tag("li", button) for button in buttons), class_="legend"),
        signs(facts, plan.routes, left_out=bool(plan.unassigned), arrows=False),
    ]
    if buttons:
        block.append(tag("p", Html(words["hint"]), class_="soft small no-print"))
    return join(block), drawn


def _button(facts: Facts, at: int, route: Route) -> Html:
    agent = safe_text(shortened(facts.agent(route.shift_id), 40))
    words = PAGE_WORDS[facts.lang]
    stops = counted(words, "stops", len(route.stops))
    what = words["button"].format(stops=stops, t=facts.clock.time(route.end_s))
    return tag(
        "button",
        line_sample(facts.style(route.shift_id)),
        tag("span", agent, Html(" "), tag("span", Html(what), class_="soft")),
        type="button",
        data_route=str(at),
        aria_pressed="false",
    )
