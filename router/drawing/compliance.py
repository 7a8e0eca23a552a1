"""The compliance page: under which rules a day was planned, and the proof that they were kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from router.domain.compliance import Compliance, LayerStamp, Override, RuleCount
from router.domain.plan import HeldCase, PlanData
from router.domain.verdicts import PRODUCT
from router.drawing.compliance_visits import (
    borrower_section,
    notice_section,
    risk_section,
    visit_section,
)
from router.drawing.facts import Facts
from router.drawing.hold_sources import held_source
from router.drawing.languages import language_of_plans
from router.drawing.markup import file_link, join, tag
from router.drawing.page import figures, full_page, table
from router.drawing.proof_words import WORDS, reason_words, said_in
from router.drawing.proposal import proposal_notice, proposal_title
from router.drawing.rule_values import value_in
from router.drawing.safe import Html, safe_text
from router.drawing.warning_sentences import warned
from router.drawing.words import date_in, moment_in

__all__ = ["draw_compliance"]

_DIGEST = 12  # characters of a digest; plan.json has the whole


def draw_compliance(
    plan: PlanData, *, index_page: str = "", firm_day: date | None = None, lang: str = ""
) -> str:
    """Draw the page that a compliance officer reads.

    Parameters
    ----------
    plan
        The plan.
    index_page
        The page of the whole plan, relative to this one; empty if there is none.
    firm_day
        If this day is a proposal: the day of the plan that is firm.
    lang
        ``en`` or ``zh``, as the pages of the days beside it; empty for that of most addresses.

    Returns
    -------
    str
        A self-contained HTML file. It holds ids of cases, borrowers
        and agents, and names of those who decided overrides; no borrower's name or address, and no
        amount.
    """
    facts = Facts(plan)
    lang = lang or language_of_plans([plan])
    words = WORDS[lang]
    day = date_in(lang, plan.day)
    told = plan.compliance
    head = tag(
        "header",
        tag("div", tag("p", safe_text(words["over"]), class_="over"), tag("h1", safe_text(day))),
        _jump(words, index_page) if told else Html(""),
        class_="top",
    )
    if told is None:
        unruled = (tag("b", safe_text(words["unruled"])), Html(" "))
        body = [head, tag("p", *unruled, safe_text(words["unruled_more"]), class_="notice")]
    else:
        body = [
            head,
            _verdict(told, words),
            *_doubts(told, words, lang),
            _figures(facts, told, words),
            *_profiles(told, words, lang),
            *_overrides(told.overrides, words, lang),
            *_rules(told, words, lang),
            *_held(plan.held, words, lang),
            *borrower_section(told, words, lang),
            *notice_section(plan, told, words, lang),
            *visit_section(facts, told, words, lang),
            *risk_section(plan, words, lang),
        ]
    body.insert(1, proposal_notice(firm_day, lang))
    body.append(_footer(plan, words, lang))
    title = proposal_title(f"{words['over']} · {day}", firm_day, lang)
    return full_page(title, body, lang=lang, also="proof")


def _jump(words: dict[str, str], index_page: str) -> Html:
    names = ("profiles", "overrides", "rules", "holds", "borrowers", "notices", "visits")
    links = [tag("a", safe_text(words[f"{name}_head"]), href=f"#{name}") for name in names]
    if index_page:
        links.insert(0, tag("a", safe_text("←"), href=file_link(index_page)))
    return tag("nav", *links, class_="jump", aria_label=words["sections"])


def _verdict(told: Compliance, words: dict[str, str]) -> Html:
    """State the checker's finding, and the rules under which it looked."""
    count = len(told.violations)
    head = words["unclean"].replace("{n}", str(count)) if count else words["clean"]
    comma, colon = ("，", "：") if words is WORDS["zh"] else (", ", ": ")
    layers = " + ".join(f"{layer.profile_id} {layer.version}" for layer in told.layers)
    parts = [
        tag("p", tag("b", safe_text(head + comma)), safe_text(words["found"]), class_="big-line"),
        tag("p", safe_text(f"{words['rules_from']}{colon}{layers or words['no_calendar']}")),
    ]
    if count:
        parts.append(tag("ul", *(tag("li", safe_text(text)) for text in told.violations)))
    return tag("div", *parts, class_="notice verdict " + ("danger" if count else "fine"))


def _doubts(told: Compliance, words: dict[str, str], lang: str) -> list[Html]:
    if not told.warnings:
        return []
    lines = (tag("li", safe_text(warned(lang, text))) for text in told.warnings)
    return [tag("div", tag("b", safe_text(words["warning"])), tag("ul", *lines), class_="notice")]


def _figures(facts: Facts, told: Compliance, words: dict[str, str]) -> Html:
    plan = facts.plan
    visits = len(plan.visited)
    most = max((one.made + one.planned for one in told.borrowers), default=0)
    waiting = sum(notice.told is None for notice in told.notices)
    shown = [
        (str(visits), words["visits"]),
        (str(len(told.rules)), words["rules"]),
        (str(len(plan.held)), words["held"]),
        (str(len(told.overrides)), words["overrides"]),
        (str(waiting), words["notices"]),
        (str(most), words["most"]),
    ]
    return figures(shown)


def _profiles(told: Compliance, words: dict[str, str], lang: str) -> list[Html]:
    heads = [words[key] for key in ("profile", "version", "title", "sources", "digest")]
    rows = (_profile(layer, lang) for layer in told.layers)
    near = "; ".join(f"{date_in(lang, day)} {name}" for day, name in told.holidays)
    calendar = [(words["calendar"], told.calendar or words["no_calendar"])]
    if near:
        calendar.append((words["holidays_near"], near))
    return [
        tag("h2", safe_text(words["profiles_head"]), id="profiles"),
        table(heads, rows) if told.layers else tag("p", safe_text(words["none"]), class_="soft"),
        *(
            tag("p", tag("b", safe_text(head)), Html(" "), safe_text(text), class_="small line")
            for head, text in calendar
        ),
    ]


def _profile(layer: LayerStamp, lang: str) -> list[Html]:
    grades = ", ".join(f"{count} {said_in(lang, grade.value)}" for grade, count in layer.grades)
    return [
        tag("b", safe_text(layer.profile_id)),
        safe_text(layer.version),
        safe_text(held_source(lang, layer.title)),
        safe_text(grades),
        tag("code", safe_text(layer.digest[:_DIGEST]), title=layer.digest),
    ]


def _overrides(overrides: Sequence[Override], words: dict[str, str], lang: str) -> list[Html]:
    heads = [words[key] for key in ("kind", "what", "by", "reason", "until")]
    rows = [
        [
            safe_text(said_in(lang, one.kind)),
            safe_text(one.what),
            tag("b", safe_text(one.by)),
            safe_text(one.reason),
            safe_text(date_in(lang, one.until) if one.until else words["no_end"]),
        ]
        for one in overrides
    ]
    return [
        tag("h2", safe_text(words["overrides_head"]), id="overrides"),
        table(heads, rows) if rows else tag("p", safe_text(words["none"]), class_="soft"),
    ]


def _rules(told: Compliance, words: dict[str, str], lang: str) -> list[Html]:
    """List every rule, layer by layer, those of the program last."""
    titles = {layer.profile_id: held_source(lang, layer.title) for layer in told.layers}
    titles[PRODUCT] = words["product"]
    parts = [tag("h2", safe_text(words["rules_head"]), id="rules")]
    if not told.rules:
        parts.append(tag("p", safe_text(words["none"]), class_="soft"))
    heads = [words[key] for key in ("rule", "states", "source", "judged", "refused")]
    groups: dict[str, list[RuleCount]] = {profile: [] for profile in titles}
    for rule in told.rules:
        groups.setdefault(rule.profile, []).append(rule)
    for profile, rules in groups.items():
        if not rules:
            continue
        title = titles.get(profile, "")
        name = title if profile == PRODUCT else f"{profile} · {title}" if title else profile
        parts.append(tag("h3", safe_text(name)))
        rows = [_rule(rule, lang) for rule in rules]
        parts.append(table(heads, rows, numbers=(3, 4), look="rules"))
    return parts


def _rule(rule: RuleCount, lang: str) -> list[Html]:
    name = [tag("b", safe_text(said_in(lang, rule.field)))]
    if rule.rule_id != rule.field:
        name += [Html(" "), tag("span", safe_text(rule.rule_id), class_="soft small")]
    kept = safe_text(str(rule.refused))
    return [
        join(name),
        safe_text(value_in(lang, rule.value)),
        tag("span", safe_text(held_source(lang, rule.source)), class_="soft small")
        if rule.source
        else Html(""),
        safe_text(str(rule.judged)),
        tag("b", kept) if rule.refused else kept,
    ]


def _held(held: Sequence[HeldCase], words: dict[str, str], lang: str) -> list[Html]:
    """List what was kept back by reason, holds first; cases by their ids."""
    parts = [tag("h2", safe_text(words["holds_head"]), id="holds")]
    if not held:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    order = {"HOLD": 0, "STAGE": 1}
    groups: dict[tuple[str, str, str], list[HeldCase]] = {}
    for one in held:
        groups.setdefault((one.rule, one.source, one.channel), []).append(one)
    ranked = sorted(
        groups.items(), key=lambda item: (order.get(item[0][0].partition(":")[0], 2), item[0])
    )
    rows = [
        [
            join([safe_text(reason_words(lang, rule)), _code(rule)]),
            safe_text(str(len(cases))),
            safe_text(said_in(lang, source)),
            safe_text(said_in(lang, channel)),
            _until(cases, words, lang),
        ]
        for (rule, source, channel), cases in ranked
    ]
    heads = [words[key] for key in ("reason", "count", "source", "instead", "cases")]
    return [*parts, table(heads, rows, numbers=(1,), look="holds")]


def _code(rule: str) -> Html:
    """The code that stands in held.csv."""
    return tag("div", safe_text(rule), class_="soft small")


def _until(cases: Iterable[HeldCase], words: dict[str, str], lang: str) -> Html:
    """Cases by the end of their hold, the next end first."""
    ends: dict[str, list[str]] = {}
    for one in sorted(cases, key=lambda one: (one.until is None, one.until or 0, one.case_id)):
        if one.until is not None:
            end = f"{words['until'].lower()} {date_in(lang, one.until)}"
        else:
            end = words["until_released"] if one.rule.startswith("HOLD:") else ""
        ends.setdefault(end, []).append(one.case_id)
    return join(
        tag(
            "div",
            safe_text(", ".join(ids)),
            tag("span", safe_text(f" {end}"), class_="soft small"),
        )
        for end, ids in ends.items()
    )


def _footer(plan: PlanData, words: dict[str, str], lang: str) -> Html:
    parts = [tag("b", safe_text(words["advice"]))]
    told = plan.compliance
    if told is not None and told.planned_at is not None:
        at = moment_in(lang, told.planned_at.astimezone(plan.problem.origin.tzinfo))
        parts.append(safe_text(words["planned_at"].replace("{t}", at)))
    parts.append(safe_text(words["offline"]))
    return tag("footer", join(parts, " · "))
