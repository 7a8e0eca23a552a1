"""What is on no route: unassigned, proposed for later days, held; each with what is due instead."""

from __future__ import annotations

from router.domain.plan import HeldCase, LaterVisit, UnassignedVisit
from router.drawing.facts import Facts
from router.drawing.held_sentences import held_because
from router.drawing.hold_sources import held_source, rule_in
from router.drawing.index_words import INDEX_WORDS, code_in
from router.drawing.markup import file_link, join, tag
from router.drawing.page import table
from router.drawing.page_words import PAGE_WORDS
from router.drawing.plan_sentences import said_of_plan
from router.drawing.proof_words import said_in
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import date_in, moment_in

__all__ = ["held_section", "unassigned_section"]


def unassigned_section(facts: Facts, period_page: str = "") -> list[Html]:
    """Return why visits are not made, and what is due instead.

    Parameters
    ----------
    facts
        Of the plan.
    period_page
        The page of several days, relative to this one; empty if there is none.

    Returns
    -------
    list of Html
        The section; those that are proposed for later days have a table of their own.
    """
    left_out, words = facts.plan.left_out, INDEX_WORDS[facts.lang]
    # Cases, as everywhere on the page: a row may have two of them.
    heading = _counted(facts, "unassigned", facts.counts().unassigned)
    parts = [tag("h2", heading, id="unassigned")]
    if not left_out:
        return [*parts, tag("p", Html(PAGE_WORDS[facts.lang]["none"]), class_="soft")]
    today = [one for one in left_out if facts.later(one.visit_id) is None]
    decided = any(one.channel or one.decision for one in today)
    if today:
        names = ("case", "address", "reason", "would_help", *(["instead"] if decided else []))
        rows = (_unassigned_row(facts, one, decided=decided) for one in today)
        parts.append(table([words[name] for name in names], rows, look="left-out"))
    proposed = [(one, facts.later(one.visit_id)) for one in left_out]
    later = [(one, visit) for one, visit in proposed if visit is not None]
    if later:
        parts.append(tag("h3", _counted(facts, "later_head", len(later)), id="later"))
        if period_page:
            link = tag("a", Html(words["all_days"]), href=file_link(period_page))
            parts.append(tag("p", link, class_="no-print"))
        later.sort(key=lambda pair: pair[1].start.timestamp())
        rows = (_later_row(facts, one, visit) for one, visit in later)
        names = ("case", "address", "when", "agent", "why_not_today")
        parts.append(table([words[name] for name in names], rows))
    return parts


def _counted(facts: Facts, name: str, count: int) -> Html:
    words = INDEX_WORDS[facts.lang]
    return Html(words["counted_head"].format(head=words[name], n=count))


def _unassigned_row(facts: Facts, one: UnassignedVisit, *, decided: bool) -> list[Html]:
    lang, words = facts.lang, INDEX_WORDS[facts.lang]
    urgent = facts.appointment(one.visit_id) or facts.visit(one.visit_id).mandatory
    case = [safe_text(", ".join(one.case_ids))]
    if urgent:
        kind = "appointment" if facts.appointment(one.visit_id) else "mandatory"
        case.append(tag("div", tag("span", Html(words[kind]), class_="chip danger")))
    reason = [
        _reason(lang, one.code.value, code_in(lang, one.code.value)),
        Html(" "),
        safe_text(said_of_plan(lang, one.detail)),
    ]
    if one.refusals:
        answers = [
            tag(
                "li",
                tag("b", safe_text(shortened(facts.agent(refusal.shift_id), 40))),
                Html(words["answer"].format(code=code_in(lang, refusal.code.value))),
                safe_text(said_of_plan(lang, refusal.detail)),
            )
            for refusal in one.refusals
        ]
        summary = tag("summary", Html(words["answers"]))
        reason.append(tag("details", summary, tag("ul", *answers), class_="why"))
    cells = [
        join(case),
        safe_text(facts.address(one.visit_id)),
        join(reason),
        safe_text(said_of_plan(lang, one.remedy)),
    ]
    if decided:
        due = tag("b", safe_text(said_in(lang, one.channel))) if one.channel else Html("")
        decision = safe_text(said_of_plan(lang, one.decision))
        cells.append(join([due, tag("div", decision, class_="soft small")]))
    return cells


def _reason(lang: str, code: str, said: str) -> Html:
    """Return the chip of a code; in Chinese its words, with the code for who points at it."""
    title = code if lang == "zh" else None
    return tag("span", safe_text(said), class_="chip reason", title=title)


def _later_row(facts: Facts, one: UnassignedVisit, visit: LaterVisit) -> list[Html]:
    return [
        safe_text(", ".join(one.case_ids)),
        safe_text(facts.address(one.visit_id)),
        tag("span", Html(_when(facts, visit)), class_="nowrap"),
        safe_text(shortened(facts.agent_named(visit.agent_id), 40)),
        safe_text(said_of_plan(facts.lang, one.decision or one.detail)),
    ]


def _when(facts: Facts, visit: LaterVisit) -> str:
    local = visit.start.astimezone(facts.plan.problem.origin.tzinfo)
    return moment_in(facts.lang, local)


def held_section(facts: Facts) -> list[Html]:
    """Return which cases must not be visited, until when, and what is due instead.

    Parameters
    ----------
    facts
        Of the plan.

    Returns
    -------
    list of Html
        The section.
    """
    held, lang, words = facts.plan.held, facts.lang, INDEX_WORDS[facts.lang]
    parts = [tag("h2", _counted(facts, "held", len(held)), id="held")]
    if not held:
        return [*parts, tag("p", Html(PAGE_WORDS[lang]["none"]), class_="soft")]
    rows = (
        [
            safe_text(one.case_id),
            _reason(lang, one.rule, rule_in(lang, one.rule)),
            safe_text(held_because(lang, one.detail)),
            Html(_end(facts, one)),
            safe_text(held_source(lang, one.source)),
            _instead(facts, one),
        ]
        for one in held
    )
    names = ("case", "rule", "detail", "until", "source", "instead")
    return [*parts, table([words[name] for name in names], rows)]


def _instead(facts: Facts, held: HeldCase) -> Html:
    # English pages show the word of the data, as the command does.
    due = safe_text(said_in("zh", held.channel) if facts.lang == "zh" else held.channel)
    visit = facts.later_of(held.case_id)
    if visit is None:
        return due
    who = safe_text(shortened(facts.agent_named(visit.agent_id), 40))
    proposed = INDEX_WORDS[facts.lang]["proposed_for"].format(t=_when(facts, visit))
    said = join([Html(proposed), who])
    return join([due, tag("div", said, class_="soft small")])


def _end(facts: Facts, held: HeldCase) -> str:
    """Say until when a case is held; nobody releases a stage or a time window."""
    if held.until is not None:
        return date_in(facts.lang, held.until)
    words = INDEX_WORDS[facts.lang]
    return words["until_released"] if held.rule.startswith("HOLD:") else ""
