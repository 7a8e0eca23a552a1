"""Parts of the compliance page about people: visits per borrower, notices, every visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from router.domain.compliance import BorrowerCount, Compliance, NoticeDue, VisitFacts
from router.domain.plan import AT_RISK, PlanData
from router.domain.route import PlannedVisit
from router.drawing.facts import Facts
from router.drawing.markup import join, tag
from router.drawing.page import table
from router.drawing.page_words import PAGE_WORDS
from router.drawing.papers import paper_in
from router.drawing.proof_words import said_in
from router.drawing.rule_values import value_in
from router.drawing.safe import Html, safe_text
from router.drawing.warning_sentences import warned
from router.drawing.words import moment_in

__all__ = ["borrower_section", "notice_section", "risk_section", "visit_section"]

_LISTED = 20  # borrowers; the others are folded


def borrower_section(told: Compliance, words: dict[str, str], lang: str) -> list[Html]:
    """Return the visits per borrower in 30 days, the most visited first.

    Parameters
    ----------
    told
        The rules of the plan.
    words, lang
        Of the page.

    Returns
    -------
    list of Html
        Borrowers by their ids.
    """
    parts = [tag("h2", safe_text(words["borrowers_head"]), id="borrowers")]
    ranked = sorted(
        told.borrowers, key=lambda one: (-one.made - one.planned, -one.made, one.borrower_id)
    )
    if not ranked:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    colon, semicolon = ("：", "；") if lang == "zh" else (": ", "; ")
    caps = semicolon.join(
        f"{rule.profile}{colon}{value_in(lang, rule.value)}"
        for rule in told.rules
        if rule.field == "caps"
    )
    if caps:
        head = tag("b", safe_text(words["caps"]))
        parts.append(tag("p", head, Html(" "), safe_text(caps), class_="small line"))
    spread = Counter(one.made + one.planned for one in ranked)
    told_spread = (
        words["spread_one" if visits == 1 else "spread"]
        .replace("{n}", str(count))
        .replace("{v}", str(visits))
        for visits, count in sorted(spread.items(), reverse=True)
    )
    parts.append(tag("p", safe_text(" · ".join(told_spread)), class_="sum"))
    parts.append(_borrowers(ranked[:_LISTED], told, words))
    if rest := ranked[_LISTED:]:
        more = tag("summary", safe_text(words["more_borrowers"].replace("{n}", str(len(rest)))))
        parts.append(tag("details", more, _borrowers(rest, told, words), class_="more"))
    return parts


def _borrowers(ranked: Sequence[BorrowerCount], told: Compliance, words: dict[str, str]) -> Html:
    heads = [words[key] for key in ("borrower", "made", "planned", "together")]
    rows = []
    for one in ranked:
        together = [safe_text(str(one.made + one.planned))]
        if told.most_in_30_days is not None and one.made + one.planned > told.most_in_30_days:
            above = words["over_cap"].replace("{n}", str(told.most_in_30_days))
            together.append(tag("div", safe_text(above), class_="soft small"))
        cells = [safe_text(one.borrower_id), *map(_number, (one.made, one.planned))]
        rows.append([*cells, tag("b", join(together))])
    return table(heads, rows, numbers=(1, 2, 3), look="narrow")


def _number(count: int) -> Html:
    return safe_text(str(count))


def notice_section(
    plan: PlanData, told: Compliance, words: dict[str, str], lang: str
) -> list[Html]:
    """Return who must still be told of a visit, the nearest deadline first.

    Parameters
    ----------
    plan
        The plan.
    told
        Its rules.
    words, lang
        Of the page.

    Returns
    -------
    list of Html
        Cases and borrowers by their ids.
    """
    parts = [tag("h2", safe_text(words["notices_head"]), id="notices")]
    waiting = sorted(
        (one for one in told.notices if one.told is None),
        key=lambda one: (one.by.timestamp(), one.case_id),
    )
    zone = plan.problem.origin.tzinfo
    heads = [words[key] for key in ("tell_by", "case", "borrower", "visit_between", "language")]
    if waiting:
        rows = [_notice(one, told.planned_at, zone, words, lang) for one in waiting]
        parts.append(table(heads, rows))
    else:
        parts.append(tag("p", safe_text(words["none"]), class_="soft"))
    if done := len(told.notices) - len(waiting):
        line = words["told_already"].replace("{n}", str(done))
        parts.append(tag("p", safe_text(line), class_="sum"))
    return parts


def _notice(
    one: NoticeDue,
    now: datetime | None,
    zone: tzinfo | None,
    words: dict[str, str],
    lang: str,
) -> list[Html]:
    by = [tag("b", safe_text(moment_in(lang, one.by.astimezone(zone))))]
    if now is not None and one.by.timestamp() < now.timestamp():
        by.append(tag("div", tag("span", safe_text(words["late"]), class_="chip danger")))
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    between = moment_in(lang, start)
    if end.timestamp() > start.timestamp():
        between += f"–{moment_in(lang, end, start.date())}"
    return [
        join(by),
        safe_text(one.case_id),
        safe_text(one.borrower_id),
        safe_text(between),
        safe_text(one.language),
    ]


def visit_section(facts: Facts, told: Compliance, words: dict[str, str], lang: str) -> list[Html]:
    """Return every planned visit by the clock at its door, with what the rules ask of it.

    Parameters
    ----------
    facts
        Of the plan.
    told
        Its rules.
    words, lang
        Of the page.

    Returns
    -------
    list of Html
        Cases by their ids, agents by theirs. What is the same for all visits is said once.
    """
    parts = [tag("h2", safe_text(words["visits_head"]), id="visits")]
    twice = facts.plan.problem.companions  # two agents who meet make one visit
    made = [
        (route.shift_id, visit)
        for route in facts.plan.routes
        for stop in route.stops
        for visit in stop.visits
        if visit.visit_id not in twice
    ]
    if not made:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    duties = {
        visit.visit_id: _duties(facts.rules_of(visit.visit_id), words, lang) for _, visit in made
    }
    same = len(set(duties.values())) == 1
    layers = " + ".join(layer.profile_id for layer in told.layers)
    common = [layers, next(iter(duties.values()))] if same else [layers]
    line = " · ".join(filter(None, common))
    head = tag("b", safe_text(words["every_visit"]))
    parts.append(tag("p", head, Html(" "), safe_text(line), class_="small line"))
    keys = ["at_door", "case", "agent", "place", "people", "notice"]
    rows = []
    for shift_id, visit in made:
        row = _visit(facts, shift_id, visit, words, lang)
        rows.append(row if same else [*row, safe_text(duties[visit.visit_id])])
    heads = [words[key] for key in (keys if same else [*keys, "papers"])]
    return [*parts, table(heads, rows, numbers=(4,), look="visits-proof")]


def _duties(rules: VisitFacts | None, words: dict[str, str], lang: str) -> str:
    """Papers to carry and the duty to record, in words."""
    if rules is None:
        return ""
    said = [paper_in(lang, paper) for paper in rules.carry]
    said.append(words.get(rules.recording, rules.recording))
    return PAGE_WORDS[lang]["list"].join(filter(None, said))


def _visit(
    facts: Facts, shift_id: str, visit: PlannedVisit, words: dict[str, str], lang: str
) -> list[Html]:
    rules = facts.rules_of(visit.visit_id)
    zone, named = _zone(facts, rules)
    start, end = (
        facts.plan.problem.instant(seconds).astimezone(zone)
        for seconds in (visit.start_s, visit.end_s)
    )
    clock = f"{moment_in(lang, start, facts.plan.day)}–{moment_in(lang, end, start.date())}"
    when = [tag("span", safe_text(clock), class_="nowrap")]
    if named:
        when.append(tag("div", safe_text(named), class_="soft small"))
    kind = rules.place_type if rules else facts.cards(visit.visit_id)[0].place_type
    agents, together = facts.at_the_door(shift_id, visit.visit_id)
    people = [safe_text(str(together))]
    if (by_s := facts.check_in_by(visit)) is not None:
        by = moment_in(lang, facts.plan.problem.instant(by_s).astimezone(zone), facts.plan.day)
        people.append(
            tag("div", safe_text(words["check_in"].replace("{t}", by)), class_="soft small")
        )
    return [
        join(when),
        safe_text(", ".join(facts.visit(visit.visit_id).case_ids)),
        safe_text(" + ".join(agents)),
        safe_text(said_in(lang, kind.value)),
        join(people),
        safe_text(_notified(rules, facts.notice(visit.visit_id), zone, words, lang)),
    ]


def _zone(facts: Facts, rules: VisitFacts | None) -> tuple[tzinfo | None, str]:
    """The zone of the door, and its name where it differs from the plan's."""
    usual = facts.plan.problem.origin.tzinfo
    if rules is None or not rules.zone or str(usual) == rules.zone:
        return usual, ""
    try:
        return ZoneInfo(rules.zone), rules.zone
    except (ValueError, OSError, KeyError):  # an edited file may name any zone
        return usual, ""


def _notified(
    rules: VisitFacts | None,
    notice: NoticeDue | None,
    zone: tzinfo | None,
    words: dict[str, str],
    lang: str,
) -> str:
    if rules is None:
        return ""
    if rules.confirmed:
        return words["confirmed"]
    if rules.notified is not None:
        return words["told"].replace("{t}", moment_in(lang, rules.notified.astimezone(zone)))
    by = rules.notice_by if notice is None else notice.by  # before the first time that is named
    if by is not None:
        return words["tell"].replace("{t}", moment_in(lang, by.astimezone(zone)))
    return words["not_needed"]


def risk_section(plan: PlanData, words: dict[str, str], lang: str) -> list[Html]:
    """Return the appointments that slower travel would break, as the checker found them.

    Parameters
    ----------
    plan
        The plan; its warnings name them.
    words, lang
        Of the page.

    Returns
    -------
    list of Html
        A line for each.
    """
    parts = [tag("h2", safe_text(words["risk_head"]), id="risk")]
    found = [
        tag("li", safe_text(warned(lang, text.removeprefix(f"{AT_RISK}: "))))
        for text in plan.warnings
        if text.startswith(f"{AT_RISK}: ")
    ]
    if not found:
        return [*parts, tag("p", safe_text(words["none"]), class_="soft")]
    return [*parts, tag("ul", *found, class_="notice")]
