"""The dispatcher's page: figures, what needs attention, the map, the routes, and all the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData
from router.domain.route import Route
from router.drawing.attention import Alarm, alarms
from router.drawing.chances import back_words
from router.drawing.facts import Facts
from router.drawing.index_words import INDEX_WORDS
from router.drawing.languages import language_of_plans
from router.drawing.left_out import held_section, unassigned_section
from router.drawing.maps import Lines
from router.drawing.markup import file_link, join, tag
from router.drawing.overview import overview_map
from router.drawing.page import figures, footer, full_page, notices
from router.drawing.page_words import PAGE_WORDS
from router.drawing.proposal import proposal_notice, proposal_title
from router.drawing.rows import route_table, totals_line
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.timeline import draw_timeline
from router.drawing.to_mend import to_mend
from router.drawing.words import counted, date_in, kilometres, money, span
from router.errors import Fault

__all__ = ["draw_index"]


def draw_index(
    plan: PlanData,
    basemap: BaseMap,
    lines: Lines,
    *,
    map_files: Mapping[str, str],
    faults: Sequence[Fault] = (),
    data_files: Sequence[str] = (),
    review_page: str = "",
    compliance_page: str = "",
    period_page: str = "",
    firm_day: date | None = None,
    lang: str = "",
) -> str:
    """Draw the page that shows a whole plan.

    Parameters
    ----------
    plan
        The plan.
    basemap
        The streets below the map.
    lines
        By shift: one polyline per leg in travel order. A route without any is drawn straight.
    map_files
        By shift: the file with the agent's page, relative to this one.
    faults
        Of the input, those with which rows went on included.
    data_files
        Other files of the plan, relative to this one.
    review_page
        The page on which a person decides about the addresses in review; empty if there is none.
    compliance_page
        The page with the proof that the rules were kept; empty if there is none.
    period_page
        The page of several days to which this one belongs; empty if there is none.
    firm_day
        The day of those that is firm, if this one is a proposal.
    lang
        ``en`` or ``zh``, as the pages beside it; empty for that of most addresses.

    Returns
    -------
    str
        A self-contained HTML file. It names cases by their id, never borrowers.
    """
    lang = lang or language_of_plans([plan])
    facts, words, day = Facts(plan, lang=lang), INDEX_WORDS[lang], date_in(lang, plan.day)
    block, drawn = overview_map(facts, basemap, lines)
    body = [
        tag(
            "header",
            tag("div", tag("p", Html(words["over"]), class_="over"), tag("h1", Html(day))),
            _jump(facts, faults, period_page),
            class_="top",
        ),
        proposal_notice(firm_day, lang),
        _figures(facts),
        *_rules(plan, compliance_page, words),
        notices(facts, basemap),
        *_attention(facts, faults, review_page),
        _head("map", words["map"]),
        block,
        _head("timeline", words["timeline"]),
        draw_timeline(facts) or tag("p", Html(words["no_routes"]), class_="soft"),
        _head("routes", words["routes"]),
        *(_route(facts, route, map_files.get(route.shift_id)) for route in plan.routes),
        _idle(facts),
        *unassigned_section(facts, period_page),
        *held_section(facts),
        _head("costs", words["costs"]),
        _costs(plan, words),
        *_files(data_files, words),
        footer(facts, basemap),
    ]
    title = proposal_title(f"{words['over']} · {day}", firm_day, lang)
    return full_page(title, body, drawn=drawn, lang=lang)


def _head(anchor: str, text: str) -> Html:
    return tag("h2", Html(text), id=anchor)


def _jump(facts: Facts, faults: Sequence[Fault], period_page: str) -> Html:
    plan, words = facts.plan, INDEX_WORDS[facts.lang]
    counts = {
        "unassigned": facts.counts().unassigned,
        "held": len(plan.held),
        "review": len(plan.review),
    }
    if faults:
        counts["faults"] = len(faults)
    names = ["attention", "map", "timeline", "routes", *counts, "costs"]
    texts = ((name, words[name] + (f" {counts[name]}" if name in counts else "")) for name in names)
    links = [tag("a", Html(text), href=f"#{name}") for name, text in texts]
    if period_page:
        links.insert(0, tag("a", Html(words["all_days"]), href=file_link(period_page)))
    return tag("nav", *links, class_="jump", aria_label=PAGE_WORDS[facts.lang]["sections"])


def _figures(facts: Facts) -> Html:
    plan, counts, lang = facts.plan, facts.counts(), facts.lang
    words, shared = INDEX_WORDS[lang], PAGE_WORDS[lang]
    spent = plan.costs.total - plan.costs.value_not_collected
    cases = [
        (str(counts.cases), counted(words, "cases", counts.cases)),
        (str(counts.planned), words["planned_cases"]),
        (str(counts.unassigned), words["unassigned_cases"]),
        (str(counts.held), words["held_cases"]),
        (str(counts.review), words["review_cases"]),
    ]
    day = [
        (str(len(plan.routes)), counted(shared, "routes", len(plan.routes))),
        (kilometres(sum(route.distance_m for route in plan.routes), lang), shared["way"]),
        (
            span(sum(route.end_s - route.start_s for route in plan.routes), lang),
            words["paid_time"],
        ),
        (money(spent), words["day_cost"]),
    ]
    sum_line = words["sum"].format(**asdict(counts))
    if counts.missing:
        sum_line += words["sum_lost"].format(n=counts.missing)
    return join([figures(cases, main=1), figures(day), tag("p", Html(sum_line), class_="sum")])


def _rules(plan: PlanData, compliance_page: str, words: Mapping[str, str]) -> list[Html]:
    """State under which rules the day was planned, and what the checker found."""
    told = plan.compliance
    if told is None:
        return []
    layers = " + ".join(f"{layer.profile_id} {layer.version}" for layer in told.layers)
    parts = [
        tag("b", Html(counted(words, "violations", len(told.violations)))),
        Html(words["by_rules"]),
        safe_text(layers or words["no_rules"]),
        Html(counted(words, "overrides", len(told.overrides))),
    ]
    if compliance_page:
        parts.append(Html(" "))
        parts.append(tag("a", Html(words["compliance"]), href=file_link(compliance_page)))
    look = "danger" if told.violations else "fine"
    return [tag("p", *parts, class_=f"notice {look}")]


def _attention(facts: Facts, faults: Sequence[Fault], review_page: str) -> list[Html]:
    plan, words = facts.plan, INDEX_WORDS[facts.lang]
    found = alarms(facts)
    parts = [_head("attention", words["attention_head"])]
    if not found and not plan.review and not faults:
        nothing = (tag("b", Html(words["nothing"])), Html(" "), Html(words["nothing_more"]))
        parts.append(tag("p", *nothing, class_="notice fine"))
    parts += map(_alarm, found)
    return [*parts, *to_mend(facts, faults, review_page)]


def _alarm(alarm: Alarm) -> Html:
    look = "notice danger" if alarm.grave else "notice"
    return tag("p", tag("b", Html(alarm.head)), Html(" "), alarm.text, class_=look)


def _route(facts: Facts, route: Route, file: str | None) -> Html:
    style = facts.style(route.shift_id)
    times = facts.clock.between(route.start_s, route.end_s)
    if back := back_words(facts, route):
        times += PAGE_WORDS[facts.lang]["and"] + back
    summary = [
        tag("span", class_=f"swatch {style.shape}", style=f"--route:{style.colour}"),
        tag("b", safe_text(shortened(facts.agent(route.shift_id), 60))),
        tag("span", Html(times)),
        tag("span", Html(totals_line(route, facts.lang)), class_="soft push"),
    ]
    inside = [route_table(facts, route, personal=False)]
    if file:
        link = tag("a", Html(INDEX_WORDS[facts.lang]["sheet_link"]), href=file_link(file))
        inside.insert(0, tag("p", link, class_="no-print"))
    return tag("details", tag("summary", *summary), *inside, class_="route")


def _idle(facts: Facts) -> Html:
    """Name the shifts that have no route."""
    used = {route.shift_id for route in facts.plan.routes}
    idle = [shift for shift in facts.plan.problem.shifts if shift.shift_id not in used]
    if not idle:
        return Html("")
    listed = PAGE_WORDS[facts.lang]["list"]
    names = join((safe_text(shortened(facts.agent(one.shift_id), 60)) for one in idle), listed)
    return tag("p", Html(INDEX_WORDS[facts.lang]["idle"]), names, class_="sum")


def _costs(plan: PlanData, words: Mapping[str, str]) -> Html:
    costs = plan.costs
    spent = costs.total - costs.value_not_collected
    lines = [
        ("travel", costs.travel_time, ""),
        ("on_site", costs.on_site, ""),
        ("waiting", costs.waiting, ""),
        ("breaks", costs.breaks, ""),
        ("distance", costs.distance, ""),
        ("overtime", costs.overtime, ""),
        ("fixed", costs.fixed, ""),
        ("day", spent, "total"),
        ("value", costs.value_not_collected, ""),
        ("total", costs.total, "total"),
    ]
    rows = (
        tag(
            "tr",
            tag("td", Html(words[f"cost_{name}"])),
            tag("td", Html(money(amount)), class_="n"),
            class_=look or None,
        )
        for name, amount, look in lines
    )
    return tag("table", tag("tbody", *rows), class_="costs")


def _files(names: Sequence[str], words: Mapping[str, str]) -> list[Html]:
    if not names:
        return []
    links = (tag("a", safe_text(name), href=file_link(name)) for name in names)
    return [_head("files", words["files"]), tag("p", join(links, " · "))]
