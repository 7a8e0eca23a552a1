"""The page of several days: who goes when, what is expected of it, and which day is firm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from router.domain.plan import PlanData
from router.domain.route import Route
from router.drawing.facts import Facts
from router.drawing.languages import language_of_plans
from router.drawing.markup import file_link, join, tag
from router.drawing.page import figures, full_page, table
from router.drawing.period_words import PERIOD_WORDS
from router.drawing.plan_sentences import said_of_plan
from router.drawing.proof_words import said_in
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.timeline import day_span, draw_rows, timeline_key
from router.drawing.words import date_in, kilometres, moment_in, money, percent

__all__ = ["draw_period"]


def draw_period(
    days: Sequence[PlanData], *, index_pages: Mapping[date, str] | None = None, lang: str = ""
) -> str:
    """Draw the plans of several days on one page.

    Parameters
    ----------
    days
        At least one, in order; the first is firm, the others are a proposal.
    index_pages
        By day: its own page, relative to this one.
    lang
        ``en`` or ``zh``, as the pages beside it; empty for that of most addresses.

    Returns
    -------
    str
        A self-contained HTML file without a script. It names cases by their id, never borrowers;
        its money is what the days cost.
    """
    pages = index_pages or {}
    lang = lang or language_of_plans(days)
    words = PERIOD_WORDS[lang]
    order = list(dict.fromkeys(shift.agent_id for plan in days for shift in plan.problem.shifts))
    told = [Facts(plan, order, lang) for plan in days]
    first, last = date_in(lang, days[0].day), date_in(lang, days[-1].day)
    span = first if len(days) == 1 else f"{first} – {last}"
    body = [
        tag(
            "header",
            tag(
                "div", tag("p", safe_text(words["over"]), class_="over"), tag("h1", safe_text(span))
            ),
            _jump(words),
            class_="top",
        ),
        _notice(days, words, lang),
        _figures(told, words),
        *_table(told, order, words, lang),
        *_timelines(told, pages, words, lang),
        *_cases(told, words, lang),
        *_left(told[0], words, lang),
        tag("footer", safe_text(words["footer"])),
    ]
    return full_page(f"{words['over']} · {span}", body, lang=lang, also="proof")


def _jump(words: Mapping[str, str]) -> Html:
    names = ("table", "times", "cases", "left")
    links = (tag("a", safe_text(words[f"{name}_head"]), href=f"#{name}") for name in names)
    return tag("nav", *links, class_="jump", aria_label=words["sections"])


def _notice(days: Sequence[PlanData], words: Mapping[str, str], lang: str) -> Html:
    head = words["notice_head"].replace("{day}", date_in(lang, days[0].day))
    text = words["notice"] if len(days) > 1 else words["one_day"]
    return tag("p", tag("b", safe_text(head)), Html(" "), safe_text(text), class_="notice")


@dataclass(frozen=True, slots=True)
class _Sums:
    """What some routes are, together."""

    visits: int = 0
    contacts: float | None = None
    paid_s: int = 0
    metres: int = 0
    cost: float = 0.0


def _sums(facts: Facts, routes: Iterable[Route], *, once: bool) -> _Sums:
    """Add up routes; two agents who meet make one visit, or one each if not once."""
    again = facts.plan.problem.companions
    visits, chances, paid_s, metres, cost = 0, [], 0, 0, 0.0
    for route in routes:
        shift, paid = facts.shift(route.shift_id), route.end_s - route.start_s
        made = [visit_id for visit_id in route.visit_ids if not (once and visit_id in again)]
        visits += len(made)
        paid_s += paid
        metres += route.distance_m
        late_s = max(0, route.end_s - shift.latest_s)
        cost += paid / 3600 * shift.cost_per_hour + route.distance_m / 1000 * shift.cost_per_km
        cost += late_s / 3600 * shift.overtime_cost_per_hour + shift.fixed_cost
        known = (facts.why(again.get(visit_id, visit_id)) for visit_id in made)
        chances += [why.chance for why in known if why is not None and why.chance is not None]
    return _Sums(visits, sum(chances) if chances else None, paid_s, metres, cost)


def _total(sums: Iterable[_Sums]) -> _Sums:
    found = list(sums)
    met = [one.contacts for one in found if one.contacts is not None]
    return _Sums(
        sum(one.visits for one in found),
        sum(met) if met else None,
        sum(one.paid_s for one in found),
        sum(one.metres for one in found),
        sum(one.cost for one in found),
    )


def _figures(told: Sequence[Facts], words: Mapping[str, str]) -> Html:
    whole = _total(_sums(facts, facts.plan.routes, once=True) for facts in told)
    shown = [(str(len(told)), words["days"]), (str(whole.visits), words["visits"])]
    if whole.contacts is not None:
        shown.append((f"{whole.contacts:.1f}", words["contacts"]))
    shown += [
        (kilometres(whole.metres, told[0].lang), words["way"]),
        (_hours(whole.paid_s), words["hours"]),
        (money(whole.cost), words["cost"]),
    ]
    return figures(shown, main=1)


def _hours(seconds: int) -> str:
    minutes = (seconds + 30) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def _table(
    told: Sequence[Facts], order: Sequence[str], words: Mapping[str, str], lang: str
) -> list[Html]:
    """One row per agent, one column per day, and the sums of both."""
    parts = [tag("h2", safe_text(words["table_head"]), id="table")]
    heads = [words["agent"], *(date_in(lang, facts.plan.day) for facts in told), words["all"]]
    by_day: list[dict[str, _Sums]] = []
    for facts in told:
        of_agent: dict[str, list[Route]] = {}
        for route in facts.plan.routes:
            of_agent.setdefault(facts.shift(route.shift_id).agent_id, []).append(route)
        by_day.append({agent: _sums(facts, own, once=False) for agent, own in of_agent.items()})
    names = {
        agent: next(filter(None, (_name(facts, agent) for facts in told)), agent) for agent in order
    }
    rows = [
        [
            tag("b", safe_text(shortened(names[agent], 60))),
            *(_cell(day.get(agent), words, lang) for day in by_day),
            _cell(_total(day[agent] for day in by_day if agent in day), words, lang),
        ]
        for agent in order
    ]
    status = [words["firm"], *[words["proposal"]] * (len(told) - 1)]
    marks = [
        [
            tag("span", safe_text(words["status"]), class_="soft"),
            *(_chip(text, firm=not at) for at, text in enumerate(status)),
            Html(""),
        ]
    ]
    whole = [_sums(facts, facts.plan.routes, once=True) for facts in told]
    sums = [
        [
            tag("b", safe_text(words["all_agents"])),
            *(_cell(one, words, lang) for one in whole),
            _cell(_total(whole), words, lang),
        ]
    ]
    drawn = table(heads, [*marks, *rows, *sums], look="period")
    parts.append(tag("div", drawn, class_="wide"))
    note = words["table_note"]
    if any(facts.plan.meets for facts in told):
        note += words["meeting_note"]
    parts.append(tag("p", safe_text(note), class_="soft small"))
    return parts


def _name(facts: Facts, agent_id: str) -> str:
    name = facts.agent_named(agent_id)
    return "" if name == agent_id else name


def _cell(sums: _Sums | None, words: Mapping[str, str], lang: str) -> Html:
    if sums is None or not sums.visits:
        return tag("span", safe_text(words["off"]), class_="soft")
    visits = words["visit_1"] if sums.visits == 1 else words["visits_n"]
    lines = [words["hours_n"].replace("{n}", _hours(sums.paid_s)), kilometres(sums.metres, lang)]
    lines.append(words["cost_n"].replace("{n}", money(sums.cost)))
    if sums.contacts is not None:
        lines.insert(0, words["met_n"].replace("{n}", f"{sums.contacts:.1f}"))
    said = tag("b", safe_text(visits.replace("{n}", str(sums.visits))))
    return join([said, *(tag("div", safe_text(line), class_="soft small") for line in lines)])


def _chip(text: str, *, firm: bool) -> Html:
    return tag("span", safe_text(text), class_="chip" if firm else "chip reason")


def _timelines(
    told: Sequence[Facts], pages: Mapping[date, str], words: Mapping[str, str], lang: str
) -> list[Html]:
    """One block per day, all over the same hours."""
    parts = [tag("h2", safe_text(words["times_head"]), id="times")]
    spans = [day_span(facts) for facts in told if facts.plan.routes]
    for at, facts in enumerate(told):
        day = facts.plan.day
        head = [
            safe_text(date_in(lang, day)), Html(" "),
            _chip(words["proposal"] if at else words["firm"], firm=not at),
        ]  # fmt: skip
        if day in pages:
            link = tag("a", safe_text(words["open"]), href=file_link(pages[day]))
            head += [Html(" "), tag("span", link, class_="small no-print")]
        parts.append(tag("h3", *head, class_="day"))
        if not facts.plan.routes:
            parts.append(tag("p", safe_text(words["none_day"]), class_="soft"))
            continue
        frame = (min(first for first, _ in spans), max(last for _, last in spans))
        rows = draw_rows(facts, *frame)
        parts.append(tag("div", rows, class_="proposed" if at else None))
    if spans:
        parts.append(timeline_key(lang))
    return parts


def _cases(told: Sequence[Facts], words: Mapping[str, str], lang: str) -> list[Html]:
    """Every visit, by the id of its first case."""
    parts = [tag("h2", safe_text(words["cases_head"]), id="cases")]
    found: list[tuple[str, list[Html]]] = []
    for at, facts in enumerate(told):
        twice = facts.plan.problem.companions  # two agents who meet make one visit
        for route in facts.plan.routes:
            for planned in (visit for stop in route.stops for visit in stop.visits):
                if planned.visit_id in twice:
                    continue
                both = (facts.agent(route.shift_id), facts.partner(planned.visit_id))
                agent = safe_text(" + ".join(shortened(name, 40) for name in both if name))
                cases = ", ".join(facts.visit(planned.visit_id).case_ids)
                why = facts.why(planned.visit_id)
                chance = "" if why is None or why.chance is None else percent(why.chance, lang)
                start = facts.plan.problem.instant(planned.start_s)
                when = [tag("span", safe_text(moment_in(lang, start)), class_="nowrap")]
                if facts.appointment(planned.visit_id):
                    when.append(tag("span", safe_text(words["appointment"]), class_="chip"))
                status = _chip(words["proposal"] if at else words["firm"], firm=not at)
                row = [safe_text(cases), join(when, " "), agent, safe_text(chance), status]
                found.append((cases, row))
    if not found:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    heads = [words[key] for key in ("case", "when", "agent", "chance", "status")]
    found.sort(key=lambda pair: pair[0])
    return [*parts, table(heads, (row for _, row in found), look="who-when")]


def _left(facts: Facts, words: Mapping[str, str], lang: str) -> list[Html]:
    """What no day of the period takes, with what is due instead."""
    left = [one for one in facts.plan.left_out if facts.later(one.visit_id) is None]
    parts = [tag("h2", safe_text(f"{words['left_head']} ({len(left)})"), id="left")]
    if not left:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    rows = (
        [
            safe_text(", ".join(one.case_ids)),
            safe_text(said_in(lang, one.channel)),
            safe_text(said_of_plan(lang, one.decision or one.detail)),
        ]
        for one in left
    )
    return [*parts, table([words[key] for key in ("case", "instead", "why")], rows)]
