"""The dispatcher's page: figures, what needs attention, the map, the routes, and all the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from router.domain.basemap import BaseMap
from router.domain.plan import PlanData, ReviewCase
from router.domain.plurals import plural
from router.domain.route import Route
from router.drawing.attention import Alarm, alarms
from router.drawing.chances import back_words
from router.drawing.facts import Facts
from router.drawing.left_out import held_section, unassigned_section
from router.drawing.maps import Lines
from router.drawing.markup import file_link, join, tag
from router.drawing.overview import overview_map
from router.drawing.page import figures, footer, full_page, notices, table
from router.drawing.proposal import proposal_notice, proposal_title
from router.drawing.rows import route_table, totals_line
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.timeline import draw_timeline
from router.drawing.words import kilometres, money, span, written_date
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

    Returns
    -------
    str
        A self-contained HTML file. It names cases by their id, never borrowers.
    """
    facts = Facts(plan)
    day = written_date(plan.day)
    block, drawn = overview_map(facts, basemap, lines)
    body = [
        tag(
            "header",
            tag("div", tag("p", Html("Visit plan"), class_="over"), tag("h1", Html(day))),
            _jump(facts, faults, period_page),
            class_="top",
        ),
        proposal_notice(firm_day),
        _figures(facts),
        *_rules(plan, compliance_page),
        notices(facts, basemap),
        *_attention(facts, faults, review_page),
        _head("map", "Map"),
        block,
        _head("timeline", "Timeline"),
        draw_timeline(facts) or tag("p", Html("No routes."), class_="soft"),
        _head("routes", "Routes"),
        *(_route(facts, route, map_files.get(route.shift_id)) for route in plan.routes),
        _idle(facts),
        *unassigned_section(facts, period_page),
        *held_section(facts),
        _head("costs", "Cost"),
        _costs(plan),
        *_files(data_files),
        footer(facts, basemap),
    ]
    return full_page(proposal_title(f"Visit plan · {day}", firm_day), body, drawn=drawn)


def _head(anchor: str, text: str) -> Html:
    return tag("h2", Html(text), id=anchor)


def _jump(facts: Facts, faults: Sequence[Fault], period_page: str) -> Html:
    plan = facts.plan
    where = [("attention", "Attention"), ("map", "Map"), ("timeline", "Timeline")]
    where += [("routes", "Routes"), ("unassigned", f"Unassigned {facts.counts().unassigned}")]
    where += [("held", f"Held {len(plan.held)}"), ("review", f"Review {len(plan.review)}")]
    if faults:
        where.append(("faults", f"Input {len(faults)}"))
    where.append(("costs", "Cost"))
    links = [tag("a", Html(text), href=f"#{anchor}") for anchor, text in where]
    if period_page:
        links.insert(0, tag("a", Html("All days"), href=file_link(period_page)))
    return tag("nav", *links, class_="jump", aria_label="Sections")


def _figures(facts: Facts) -> Html:
    plan, counts = facts.plan, facts.counts()
    spent = plan.costs.total - plan.costs.value_not_collected
    cases = [
        (str(counts.cases), "case came in" if counts.cases == 1 else "cases came in"),
        (str(counts.planned), "planned"),
        (str(counts.unassigned), "unassigned"),
        (str(counts.held), "held"),
        (str(counts.review), "in review"),
    ]
    day = [
        (str(len(plan.routes)), "route" if len(plan.routes) == 1 else "routes"),
        (kilometres(sum(route.distance_m for route in plan.routes)), "to travel"),
        (span(sum(route.end_s - route.start_s for route in plan.routes)), "paid time"),
        (money(spent), "cost of the day"),
    ]
    sum_line = (
        f"{counts.cases} = {counts.planned} planned + "
        f"{counts.unassigned} unassigned + {counts.held} held + {counts.review} in review"
    )
    if counts.missing:
        sum_line += f" + {counts.missing} lost"
    return join([figures(cases, main=1), figures(day), tag("p", Html(sum_line), class_="sum")])


def _rules(plan: PlanData, compliance_page: str) -> list[Html]:
    """State under which rules the day was planned, and what the checker found."""
    told = plan.compliance
    if told is None:
        return []
    layers = " + ".join(f"{layer.profile_id} {layer.version}" for layer in told.layers)
    parts = [
        tag("b", Html(plural(len(told.violations), "violation"))),
        Html(" of the visiting rules, found by the checker. Rules: "),
        safe_text(layers or "none"),
        Html(f". {plural(len(told.overrides), 'override')}."),
    ]
    if compliance_page:
        parts.append(Html(" "))
        parts.append(tag("a", Html("Compliance page"), href=file_link(compliance_page)))
    look = "danger" if told.violations else "fine"
    return [tag("p", *parts, class_=f"notice {look}")]


def _attention(facts: Facts, faults: Sequence[Fault], review_page: str) -> list[Html]:
    plan = facts.plan
    found = alarms(facts)
    parts = [_head("attention", "Needs attention")]
    if not found and not plan.review and not faults:
        nothing = (
            tag("b", Html("Nothing.")),
            Html(" Every appointment has room, every address held."),
        )
        parts.append(tag("p", *nothing, class_="notice fine"))
    parts += map(_alarm, found)
    parts.append(tag("h3", Html(f"Addresses to review ({len(plan.review)})"), id="review"))
    if plan.review:
        if review_page:
            link = tag("a", Html("Decide on them, address by address"), href=file_link(review_page))
            parts.append(tag("p", link))
        heads = ("Case", "Address as written", "Why", "Candidates")
        parts.append(table(heads, (_review_row(facts, one) for one in plan.review)))
    else:
        parts.append(tag("p", Html("None."), class_="soft"))
    if faults:
        parts.append(tag("h3", Html(f"Faults in the input ({len(faults)})"), id="faults"))
        heads = ("Where", "Problem", "Value", "What to do")
        parts.append(table(heads, map(_fault_row, faults)))
    return parts


def _alarm(alarm: Alarm) -> Html:
    look = "notice danger" if alarm.grave else "notice"
    return tag("p", tag("b", Html(alarm.head)), Html(" "), alarm.text, class_=look)


def _review_row(facts: Facts, one: ReviewCase) -> list[Html]:
    candidates = [
        tag(
            "li",
            safe_text(place.matched),
            Html(" "),
            tag(
                "span",
                Html(f"{place.grade.value}, score {place.score:.2f}, ± {place.error_m:.0f} m"),
                class_="soft small",
            ),
        )
        for place in one.candidates
    ]
    return [
        safe_text(one.case_id),
        safe_text(facts.card(one.case_id).address),
        safe_text(one.why),
        tag("ul", *candidates, class_="plain") if candidates else Html("none"),
    ]


def _fault_row(fault: Fault) -> list[Html]:
    where = fault.file + (f", row {fault.row}" if fault.row else "")
    where += f", {fault.column}" if fault.column else ""
    effect = Html("row left out") if fault.fatal else Html("went on with a default")
    return [
        safe_text(where),
        join([safe_text(fault.problem), tag("div", effect, class_="soft small")]),
        safe_text(fault.value),
        safe_text(fault.fix),
    ]


def _route(facts: Facts, route: Route, file: str | None) -> Html:
    style = facts.style(route.shift_id)
    times = facts.clock.between(route.start_s, route.end_s)
    if back := back_words(facts, route):
        times += f", {back}"
    summary = [
        tag("span", class_=f"swatch {style.shape}", style=f"--route:{style.colour}"),
        tag("b", safe_text(shortened(facts.agent(route.shift_id), 60))),
        tag("span", Html(times)),
        tag("span", Html(totals_line(route)), class_="soft push"),
    ]
    inside = [route_table(facts, route, personal=False)]
    if file:
        link = tag("a", Html("Map and route sheet"), href=file_link(file))
        inside.insert(0, tag("p", link, class_="no-print"))
    return tag("details", tag("summary", *summary), *inside, class_="route")


def _idle(facts: Facts) -> Html:
    """Name the shifts that have no route."""
    used = {route.shift_id for route in facts.plan.routes}
    idle = [shift for shift in facts.plan.problem.shifts if shift.shift_id not in used]
    if not idle:
        return Html("")
    names = join((safe_text(shortened(facts.agent(shift.shift_id), 60)) for shift in idle), ", ")
    return tag("p", Html("Without visits: "), names, class_="sum")


def _costs(plan: PlanData) -> Html:
    costs = plan.costs
    spent = costs.total - costs.value_not_collected
    lines = [
        ("Travel time", costs.travel_time, ""),
        ("On site (set-up and service)", costs.on_site, ""),
        ("Waiting", costs.waiting, ""),
        ("Breaks", costs.breaks, ""),
        ("Kilometres", costs.distance, ""),
        ("Overtime premium", costs.overtime, ""),
        ("Fixed cost of shifts used", costs.fixed, ""),
        ("Cost of the day", spent, "total"),
        ("Value not collected", costs.value_not_collected, ""),
        ("What the search minimises", costs.total, "total"),
    ]
    rows = (
        tag(
            "tr",
            tag("td", Html(words)),
            tag("td", Html(money(amount)), class_="n"),
            class_=look or None,
        )
        for words, amount, look in lines
    )
    return tag("table", tag("tbody", *rows), class_="costs")


def _files(names: Sequence[str]) -> list[Html]:
    if not names:
        return []
    links = (tag("a", safe_text(name), href=file_link(name)) for name in names)
    return [_head("files", "Files"), tag("p", join(links, " · "))]
