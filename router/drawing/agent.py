"""The agent's page: the map of one route, and the route sheet below it."""

from __future__ import annotations

from datetime import date

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData
from router.domain.route import Route
from router.drawing.beside_map import map_block, signs
from router.drawing.chances import back_words
from router.drawing.duties import sheet_duties
from router.drawing.facts import Facts
from router.drawing.languages import language_of_plans
from router.drawing.maps import Lines, draw_map
from router.drawing.markup import tag
from router.drawing.page import figures, footer, full_page, notices
from router.drawing.page_words import PAGE_WORDS
from router.drawing.proposal import proposal_notice, proposal_title
from router.drawing.rows import route_table, totals_line
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.sheet_words import SHEET_WORDS
from router.drawing.words import counted, date_in, kilometres, span
from router.errors import RouterError

__all__ = ["draw_agent"]


def draw_agent(
    plan: PlanData,
    shift_id: str,
    basemap: BaseMap,
    lines: Lines,
    *,
    firm_day: date | None = None,
    lang: str = "",
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
    lang
        ``en`` or ``zh``, as the pages beside it; empty for that of most addresses.

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
    lang = lang or language_of_plans([plan])
    facts, words = Facts(plan, lang=lang), SHEET_WORDS[lang]
    if shift_id not in {shift.shift_id for shift in plan.problem.shifts}:
        raise RouterError(f"the plan has no shift {shift_id!r} to draw")
    route = next((route for route in plan.routes if route.shift_id == shift_id), None)
    agent, day = facts.agent(shift_id), date_in(lang, plan.day)
    drawn = draw_map(facts, basemap, lines, [route] if route else [], personal=True)
    body = [
        tag(
            "header",
            tag(
                "div",
                tag("p", Html(words["over"].format(day=day)), class_="over"),
                tag("h1", safe_text(shortened(agent, 120))),
            ),
            class_="top",
        ),
        proposal_notice(firm_day, lang),
    ]
    title = proposal_title(f"{shortened(agent, 60)} · {day}", firm_day, lang)
    if route is None:
        body.append(tag("p", Html(words["no_visits"]), class_="notice"))
        return full_page(title, body, drawn=drawn, lang=lang)
    body += [
        figures(_figures(facts, route), main=1),
        notices(facts, basemap),
        *sheet_duties(facts, route),
        map_block(facts, drawn, words["map"]),
        signs(facts, [route], left_out=False, arrows=True),
        tag("h2", Html(words["order"])),
        route_table(facts, route, personal=True),
        tag("p", Html(totals_line(route, lang)), class_="sum"),
        footer(facts, basemap),
    ]
    return full_page(title, body, drawn=drawn, lang=lang)


def _figures(facts: Facts, route: Route) -> list[tuple[str, str]]:
    lang, words = facts.lang, SHEET_WORDS[facts.lang]
    visits, back = route.visit_ids, back_words(facts, route)
    appointments = sum(facts.appointment(visit_id) for visit_id in visits)
    stops = counted(PAGE_WORDS[lang], "stops", len(route.stops))
    first = facts.clock.time(route.stops[0].arrival_s) if route.stops else "–"
    return [
        (first, words["first_stop"]),
        (str(len(visits)), counted(words, "visits_at", len(visits), stops=stops)),
        (str(appointments), counted(words, "appointments", appointments)),
        (kilometres(route.distance_m, lang), PAGE_WORDS[lang]["way"]),
        (span(route.end_s - route.start_s, lang), words["working_time"]),
        (
            facts.clock.time(route.end_s),
            words["back_about"].format(back=back) if back else words["finish"],
        ),
    ]
