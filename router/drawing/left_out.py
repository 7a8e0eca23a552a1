"""What is on no route: unassigned, proposed for later days, held; each with what is due instead."""

from __future__ import annotations

from router.domain.plan import HeldCase, LaterVisit, UnassignedVisit
from router.drawing.facts import Facts
from router.drawing.markup import file_link, join, tag
from router.drawing.page import table
from router.drawing.proof_words import said_in
from router.drawing.safe import Html, safe_text, shortened
from router.drawing.words import written_date

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
    left_out = facts.plan.left_out
    # Cases, as everywhere on the page: a row may have two of them.
    heading = Html(f"Unassigned ({facts.counts().unassigned})")
    parts = [tag("h2", heading, id="unassigned")]
    if not left_out:
        return [*parts, tag("p", Html("None."), class_="soft")]
    today = [one for one in left_out if facts.later(one.visit_id) is None]
    decided = any(one.channel or one.decision for one in today)
    if today:
        heads = ["Case", "Address", "Reason", "What would help"]
        if decided:
            heads.append("Instead")
        rows = (_unassigned_row(facts, one, decided=decided) for one in today)
        parts.append(table(heads, rows, look="left-out"))
    proposed = [(one, facts.later(one.visit_id)) for one in left_out]
    later = [(one, visit) for one, visit in proposed if visit is not None]
    if later:
        parts.append(tag("h3", Html(f"Proposed for later days ({len(later)})"), id="later"))
        if period_page:
            link = tag("a", Html("All days"), href=file_link(period_page))
            parts.append(tag("p", link, class_="no-print"))
        later.sort(key=lambda pair: pair[1].start.timestamp())
        rows = (_later_row(facts, one, visit) for one, visit in later)
        parts.append(table(("Case", "Address", "When", "Agent", "Why not today"), rows))
    return parts


def _unassigned_row(facts: Facts, one: UnassignedVisit, *, decided: bool) -> list[Html]:
    urgent = facts.appointment(one.visit_id) or facts.visit(one.visit_id).mandatory
    case = [safe_text(", ".join(one.case_ids))]
    if urgent:
        word = "appointment" if facts.appointment(one.visit_id) else "mandatory"
        case.append(tag("div", tag("span", Html(word), class_="chip danger")))
    reason = [
        tag("span", safe_text(one.code.value), class_="chip reason"),
        Html(" "),
        safe_text(one.detail),
    ]
    if one.refusals:
        answers = [
            tag(
                "li",
                tag("b", safe_text(shortened(facts.agent(refusal.shift_id), 40))),
                Html(f" {refusal.code.value}: "),
                safe_text(refusal.detail),
            )
            for refusal in one.refusals
        ]
        summary = tag("summary", Html("Every agent's answer"))
        reason.append(tag("details", summary, tag("ul", *answers), class_="why"))
    cells = [
        join(case),
        safe_text(facts.address(one.visit_id)),
        join(reason),
        safe_text(one.remedy),
    ]
    if decided:
        due = tag("b", safe_text(said_in("en", one.channel))) if one.channel else Html("")
        cells.append(join([due, tag("div", safe_text(one.decision), class_="soft small")]))
    return cells


def _later_row(facts: Facts, one: UnassignedVisit, visit: LaterVisit) -> list[Html]:
    return [
        safe_text(", ".join(one.case_ids)),
        safe_text(facts.address(one.visit_id)),
        tag("span", Html(_when(facts, visit)), class_="nowrap"),
        safe_text(shortened(facts.agent_named(visit.agent_id), 40)),
        safe_text(one.decision or one.detail),
    ]


def _when(facts: Facts, visit: LaterVisit) -> str:
    local = visit.start.astimezone(facts.plan.problem.origin.tzinfo)
    return f"{written_date(local.date())} {local:%H:%M}"


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
    held = facts.plan.held
    parts = [tag("h2", Html(f"Held ({len(held)})"), id="held")]
    if not held:
        return [*parts, tag("p", Html("None."), class_="soft")]
    rows = (
        [
            safe_text(one.case_id),
            tag("span", safe_text(one.rule), class_="chip reason"),
            safe_text(one.detail),
            Html(_end(one)),
            safe_text(one.source),
            _instead(facts, one),
        ]
        for one in held
    )
    heads = ("Case", "Rule", "Detail", "Until", "Source", "Instead")
    return [*parts, table(heads, rows)]


def _instead(facts: Facts, held: HeldCase) -> Html:
    due = safe_text(held.channel)
    visit = facts.later_of(held.case_id)
    if visit is None:
        return due
    who = safe_text(shortened(facts.agent_named(visit.agent_id), 40))
    said = join([Html(f"proposed for {_when(facts, visit)}, "), who])
    return join([due, tag("div", said, class_="soft small")])


def _end(held: HeldCase) -> str:
    """Say until when a case is held; nobody releases a stage or a time window."""
    if held.until is not None:
        return written_date(held.until)
    return "until released" if held.rule.startswith("HOLD:") else ""
